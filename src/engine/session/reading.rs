//! From what was typed to a value, by the item's kind; or the reason why not.

use crate::definition::{Definition, Item, Kind, NumberStyle};
use crate::session::answer::Content;
use crate::value::read::{self, Misread};
use crate::value::{CodeRef, Date, Decimal, ListIx, Value};
use std::rc::Rc;

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing typed.
    Blank,
    /// Missing for a reason that the item allows.
    Missing,
    /// A value within its bounds.
    Known(Value),
    /// Not usable as it stands.
    Wrong(Wrong),
}

/// Why an answer is not usable. Holds no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Not understood.
    Misread(Misread),
    /// Not what the item's pattern asks for.
    Pattern,
    /// Outside the item's bounds.
    OutOfRange,
    /// A code of a list whose file is not here yet.
    ListAway,
    /// A code that the list does not have.
    UnknownCode(ListIx),
    /// A code that may not be used on the basis date.
    CodeNotValid(CodeRef),
    /// "None of these" with other codes.
    NoneWithOthers,
    /// A reason that the item does not allow.
    ReasonNotAllowed,
    /// An answer of another shape than the kind has, which only a stored or posted file can have.
    OtherShape,
}

impl Reading {
    /// The value, if there is one.
    pub(crate) fn value(&self) -> Option<&Value> {
        match self {
            Self::Known(value) => Some(value),
            Self::Blank | Self::Missing | Self::Wrong(_) => None,
        }
    }
}

/// Reads content for an item. `on` is the date that decides which codes may be used.
pub(crate) fn read_content(
    definition: &Definition,
    item: &Item,
    content: &Content,
    on: Date,
) -> Reading {
    match content {
        Content::Blank => Reading::Blank,
        Content::Missing(reason) if allows(definition, item, *reason) => Reading::Missing,
        Content::Missing(_) => Reading::Wrong(Wrong::ReasonNotAllowed),
        Content::Text(text) => match read_text(definition, item, text, on) {
            Ok(value) => Reading::Known(value),
            Err(wrong) => Reading::Wrong(wrong),
        },
        Content::Codes(codes) => match read_codes(definition, &item.kind, codes, on) {
            Ok(value) => Reading::Known(value),
            Err(wrong) => Reading::Wrong(wrong),
        },
    }
}

/// Whether an item may be missing for a reason: one that it lists, or "don't know" where that is offered.
fn allows(definition: &Definition, item: &Item, reason: u16) -> bool {
    item.missing.contains(&reason)
        || (matches!(item.kind, Kind::YesNo { dont_know: true })
            && definition
                .missing
                .get(usize::from(reason))
                .is_some_and(|(id, _)| id == "not-known"))
}

fn read_text(definition: &Definition, item: &Item, text: &str, on: Date) -> Result<Value, Wrong> {
    let misread = Wrong::Misread;
    Ok(match &item.kind {
        Kind::Number {
            style,
            places,
            min,
            max,
        } => {
            let number = match style {
                NumberStyle::Plain => read::read_number(text, *places),
                NumberStyle::Money => read::read_money(text, *places),
                NumberStyle::Percent => read::read_percent(text, *places),
            }
            .map_err(misread)?;
            if outside(number, *min, *max) {
                return Err(Wrong::OutOfRange);
            }
            Value::Number(number)
        }
        Kind::Text { max, pattern } => {
            let text = read::read_text(text, *max).map_err(misread)?;
            if pattern
                .as_ref()
                .is_some_and(|pattern| !pattern.matches(&text))
            {
                return Err(Wrong::Pattern);
            }
            Value::Text(Rc::from(text))
        }
        Kind::LongText { words } => Value::Text(Rc::from(
            read::read_long_text(text, *words).map_err(misread)?,
        )),
        Kind::Date => Value::Date(read::read_date(text).map_err(misread)?),
        Kind::Month => Value::Month(read::read_month(text).map_err(misread)?),
        Kind::YesNo { .. } => match text {
            "yes" => Value::Truth(true),
            "no" => Value::Truth(false),
            _ => return Err(Wrong::OtherShape),
        },
        Kind::One(list) | Kind::Code(list) => Value::Code(CodeRef {
            list: *list,
            index: code_index(definition, *list, text, on)?,
        }),
        Kind::Many { .. } => return Err(Wrong::OtherShape),
        Kind::Identifier(identifier) => {
            Value::Text(Rc::from(identifier.read(text).map_err(misread)?))
        }
    })
}

fn read_codes(
    definition: &Definition,
    kind: &Kind,
    codes: &[Rc<str>],
    on: Date,
) -> Result<Value, Wrong> {
    let Kind::Many { list, none } = kind else {
        return Err(Wrong::OtherShape);
    };
    let mut set = Vec::with_capacity(codes.len());
    for code in codes {
        let index = code_index(definition, *list, code, on)?;
        if let Err(at) = set.binary_search(&index) {
            set.insert(at, index);
        }
    }
    if set.len() > 1 && none.is_some_and(|none| set.contains(&none)) {
        return Err(Wrong::NoneWithOthers);
    }
    Ok(Value::Codes(*list, Rc::from(set)))
}

fn code_index(definition: &Definition, list: ListIx, code: &str, on: Date) -> Result<u32, Wrong> {
    let codes = &definition.list(list).codes;
    if codes.is_empty() {
        return Err(Wrong::ListAway);
    }
    let at = codes
        .iter()
        .position(|known| known.code == code)
        .ok_or(Wrong::UnknownCode(list))?;
    let index = u32::try_from(at).map_err(|_| Wrong::UnknownCode(list))?;
    if definition.valid_on(list, index, on) {
        Ok(index)
    } else {
        Err(Wrong::CodeNotValid(CodeRef { list, index }))
    }
}

fn outside(number: Decimal, min: Option<Decimal>, max: Option<Decimal>) -> bool {
    min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max)
}

impl Definition {
    /// Whether a code of a list may be used on a date.
    #[must_use]
    pub fn valid_on(&self, list: ListIx, index: u32, date: Date) -> bool {
        self.list(list)
            .codes
            .get(index as usize)
            .is_some_and(|code| {
                code.from.is_none_or(|from| from <= date)
                    && code.until.is_none_or(|until| date <= until)
            })
    }
}
