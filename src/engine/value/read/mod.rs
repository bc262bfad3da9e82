//! Reading what people type. What is not understood is said by kind, so that the page can keep it as typed with a
//! message; nothing typed is rounded, guessed or cut.

mod date;
mod month;
mod number;
mod text;

pub use date::{date_parts, join_date_parts, pasted_date, read_date};
pub use month::{join_month_parts, month_parts, pasted_month, read_month};
pub use number::{read_money, read_number, read_percent};
pub use text::{count_words, read_long_text, read_text};

use crate::value::Identifier;

/// Why what a person typed is not an answer. Holds nothing of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// Nothing, or nothing but spaces.
    Blank,
    /// Not a number.
    NotANumber,
    /// A number with digits after the point where only a whole one is asked.
    NotWhole,
    /// A number with more digits after the point than are asked.
    TooManyPlaces {
        /// How many there may be, 1 or more.
        places: u8,
    },
    /// Not an amount of money.
    NotMoney,
    /// A number of more than 18 digits.
    TooBig,
    /// Not a date.
    NotADate,
    /// A date without its day.
    DateWithoutDay,
    /// A date without its day and its month.
    DateWithoutDayAndMonth,
    /// A date without its day and its year.
    DateWithoutDayAndYear,
    /// A date without its month and its year.
    DateWithoutMonthAndYear,
    /// A date or a month without its month.
    DateWithoutMonth,
    /// A date or a month without its year.
    DateWithoutYear,
    /// A year that has not four digits.
    YearNotFourDigits,
    /// A date that the calendar does not have, like 31 February.
    NoSuchDate,
    /// Not a month with its year.
    NotAMonth,
    /// Too many characters.
    TooLong {
        /// How many there may be.
        most: u32,
    },
    /// Too many words.
    TooManyWords {
        /// How many there may be.
        most: u32,
    },
    /// Not a code of the list, or not a choice that is offered.
    NotInList,
    /// Not in the form of such an identifier.
    Format(Identifier),
    /// In the form of such an identifier, but its check digit does not fit: a digit is mistyped.
    CheckDigit(Identifier),
}

/// Spaces of all kinds, and the marks without width that come along when text is pasted.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// Without the spaces around it; [`Misread::Blank`] if nothing is left.
pub(super) fn tidy(text: &str) -> Result<&str, Misread> {
    let text = text.trim_matches(is_space);
    if text.is_empty() {
        Err(Misread::Blank)
    } else {
        Ok(text)
    }
}
