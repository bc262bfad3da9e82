//! Reads the `type` of an item: its kind of value and its bounds.

use super::keys;
use super::lists::{Lists, Lookup};
use super::model::{Kind, NumberStyle};
use super::problem::{Expected, ProblemKind};
use super::reader::{Fields, Problems};
use crate::json::Json;
use crate::value::Decimal;
use crate::value::identifier::Identifier;
use crate::value::pattern::Pattern;

/// The keys of each kind, in step with [`keys::KINDS`].
const SHAPES: &[&str] = &[
    keys::TYPE_INTEGER,
    keys::TYPE_DECIMAL,
    keys::TYPE_DECIMAL,
    keys::TYPE_DECIMAL,
    keys::TYPE_TEXT,
    keys::TYPE_LONG_TEXT,
    keys::TYPE_PLAIN,
    keys::TYPE_PLAIN,
    keys::TYPE_PLAIN,
    keys::TYPE_PLAIN,
    keys::TYPE_CODE,
    keys::TYPE_CODES,
    keys::TYPE_CODE,
    keys::TYPE_IDENTIFIER,
];

/// The most digits after a point.
const MOST_PLACES: u32 = 12;
/// The most characters or words of a text.
const MOST_TEXT: u32 = 100_000;

/// Reads a `type`; `None` where it cannot be known what kind of value it means.
pub(super) fn read_kind<'a>(
    problems: &Problems<'a>,
    lists: &Lists<'a>,
    node: &'a Json,
) -> Option<Kind> {
    let Some(word) = node.get("kind") else {
        // Says what is missing, or that this is no object. Which keys go with the kind cannot be known.
        problems.object(node, keys::TYPE);
        return None;
    };
    let kind = problems.choice(word, keys::KINDS)?;
    let fields = problems.object(node, SHAPES.get(kind)?);
    // The kinds by their places in `keys::KINDS`: comparing words costs the page more.
    Some(match kind {
        // integer
        0 => number(problems, &fields, NumberStyle::Plain, true),
        // decimal
        1 => number(problems, &fields, NumberStyle::Plain, false),
        // money
        2 => number(problems, &fields, NumberStyle::Money, false),
        // percentage
        3 => number(problems, &fields, NumberStyle::Percent, false),
        // text
        4 => Kind::Text {
            max: fields.whole("max", 1, MOST_TEXT).unwrap_or(MOST_TEXT),
            pattern: pattern(problems, &fields),
        },
        // long-text
        5 => Kind::LongText {
            words: fields.whole("words", 1, MOST_TEXT).unwrap_or(MOST_TEXT),
        },
        // date
        6 => Kind::Date,
        // month
        7 => Kind::Month,
        // yes-no
        8 => Kind::YesNo { dont_know: false },
        // yes-no-dont-know
        9 => Kind::YesNo { dont_know: true },
        // identifier
        13 => {
            // Whatever the format, the value is a text: rules need not wait for it.
            let format = fields.choice("format", keys::FORMATS);
            let format = format.and_then(|at| Identifier::from_key(keys::FORMATS.get(at)?));
            Kind::Identifier(format.unwrap_or(Identifier::Phone))
        }
        listed => {
            let list = lists.named(problems, fields.get("list")?)?;
            match listed {
                // one
                10 => Kind::One(list),
                // code
                12 => Kind::Code(list),
                _ => {
                    let code = fields.get("none");
                    let code =
                        code.and_then(|code| Some((code, lists.code(list, problems.text(code)?))));
                    if let Some((code, Lookup::Nowhere)) = code {
                        problems.add(code, ProblemKind::UnknownCode);
                    }
                    let excludes = if let Some((_, Lookup::Found(at))) = code {
                        Some(at)
                    } else {
                        None
                    };
                    Kind::Many {
                        list,
                        none: excludes,
                    }
                }
            }
        }
    })
}

fn number<'a>(
    problems: &Problems<'a>,
    fields: &Fields<'a, '_>,
    style: NumberStyle,
    whole: bool,
) -> Kind {
    // A whole number has no `places`; where a decimal's cannot be read, no bound is called too fine.
    let finest = if whole {
        0
    } else {
        fields
            .whole("places", 0, MOST_PLACES)
            .unwrap_or(MOST_PLACES)
    };
    let bound = |key: &str| {
        let node = fields.get(key)?;
        let number = node.number();
        match number {
            None => problems.expected(node, Expected::Number),
            Some(number) if u32::from(number.places()) > finest => {
                problems.add(node, ProblemKind::TooManyPlaces);
            }
            Some(_) => {}
        }
        number
    };
    let (min, max): (Option<Decimal>, Option<Decimal>) = (bound("min"), bound("max"));
    if let (Some(min), Some(max), Some(node)) = (min, max, fields.get("max"))
        && min > max
    {
        problems.add(node, ProblemKind::BadBounds);
    }
    Kind::Number {
        style,
        places: u8::try_from(finest).unwrap_or_default(),
        min,
        max,
    }
}

fn pattern<'a>(problems: &Problems<'a>, fields: &Fields<'a, '_>) -> Option<Pattern> {
    let node = fields.get("pattern")?;
    match Pattern::compile(problems.text(node)?) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            problems.add_at(
                node,
                ProblemKind::Pattern(error),
                Some((error.at, error.at)),
            );
            None
        }
    }
}
