//! Kinds of value: exact decimals, civil dates, months, codes and text, and the reading of what people type.

mod date;
mod decimal;
pub mod identifier;
mod london;
mod marked;
mod month;
pub mod pattern;
mod personal;
pub mod read;
pub mod show;

pub use date::Date;
pub use decimal::Decimal;
pub use identifier::{Identifier, phone_digits};
pub use london::{Clock, iso_utc, london, parse_iso_utc};
pub use marked::{MarkedPart, is_marked, marked_parts, push_marked, unmarked};
pub use month::Month;
pub use personal::looks_personal;

use std::rc::Rc;

#[cfg(test)]
mod tests;

/// Whether a text has nothing but digits.
fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// A number spelt in exactly so many digits (at most 9).
fn digits(text: &str, count: usize) -> Option<i32> {
    if text.len() != count || !all_digits(text) {
        return None;
    }
    let mut number = 0;
    for digit in text.bytes() {
        number = number * 10 + i32::from(digit - b'0');
    }
    Some(number)
}

/// Index of a code list in its [`crate::definition::Definition`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListIx(pub u16);

/// A code of a list, by position; the list's own text is looked up in the definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeRef {
    /// The list.
    pub list: ListIx,
    /// The position in the list, from 0.
    pub index: u32,
}

/// A value that an answer, a rule or a fact can have. There is no binary float and no null: what is not known is
/// `None` beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An exact decimal.
    Number(Decimal),
    /// Text as typed, trimmed.
    Text(Rc<str>),
    /// Yes or no.
    Truth(bool),
    /// A civil date.
    Date(Date),
    /// A calendar month.
    Month(Month),
    /// One code of a list.
    Code(CodeRef),
    /// A set of codes of one list: positions, ascending, without repeats.
    Codes(ListIx, Rc<[u32]>),
    /// A list of values, only inside rules.
    List(Rc<[Option<Value>]>),
}
