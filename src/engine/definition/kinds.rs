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
    let list = |fields: &Fields<'a, '_>| lists.named(problems, fields.get("list")?);
    Some(
        match *keys::KINDS.get(problems.choice(word, keys::KINDS)?)? {
            "integer" => number(
                problems,
                &problems.object(node, keys::TYPE_INTEGER),
                NumberStyle::Plain,
                true,
            ),
            "decimal" => number(
                problems,
                &problems.object(node, keys::TYPE_DECIMAL),
                NumberStyle::Plain,
                false,
            ),
            "money" => number(
                problems,
                &problems.object(node, keys::TYPE_DECIMAL),
                NumberStyle::Money,
                false,
            ),
            "percentage" => number(
                problems,
                &problems.object(node, keys::TYPE_DECIMAL),
                NumberStyle::Percent,
                false,
            ),
            "text" => {
                let fields = problems.object(node, keys::TYPE_TEXT);
                Kind::Text {
                    max: fields.whole("max", 1, MOST_TEXT).unwrap_or(MOST_TEXT),
                    pattern: pattern(problems, &fields),
                }
            }
            "long-text" => {
                let fields = problems.object(node, keys::TYPE_LONG_TEXT);
                Kind::LongText {
                    words: fields.whole("words", 1, MOST_TEXT).unwrap_or(MOST_TEXT),
                }
            }
            "one" => Kind::One(list(&problems.object(node, keys::TYPE_CODE))?),
            "code" => Kind::Code(list(&problems.object(node, keys::TYPE_CODE))?),
            "many" => {
                let fields = problems.object(node, keys::TYPE_CODES);
                let list = list(&fields)?;
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
            "identifier" => {
                // Whatever the format, the value is a text: rules need not wait for it.
                let format = problems
                    .object(node, keys::TYPE_IDENTIFIER)
                    .choice("format", keys::FORMATS);
                let format = format.and_then(|at| Identifier::from_key(keys::FORMATS.get(at)?));
                Kind::Identifier(format.unwrap_or(Identifier::Phone))
            }
            plain => {
                problems.object(node, keys::TYPE_PLAIN);
                match plain {
                    "date" => Kind::Date,
                    "month" => Kind::Month,
                    plain => Kind::YesNo {
                        dont_know: plain == "yes-no-dont-know",
                    },
                }
            }
        },
    )
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
