//! Calendar months.

use crate::text::MONTHS;
use crate::value::date::{days_in, small};
use crate::value::{Date, digits};
use std::fmt;

/// A calendar month: months since January of year 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month, or `None` if the month is not 1 to 12 or the year not 1 to 9999.
    pub fn from_ym(year: i32, month: u8) -> Option<Self> {
        let there_is = (1..=9999).contains(&year) && (1..=12).contains(&month);
        there_is.then(|| Self(year * 12 + i32::from(month) - 1))
    }

    /// Year and month 1 to 12.
    pub fn ym(self) -> (i32, u8) {
        (self.0.div_euclid(12), small(self.0.rem_euclid(12) + 1))
    }

    /// Reads `2026-11`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        Self::from_ym(digits(year, 4)?, small(digits(month, 2)?))
    }

    /// So many months later (earlier if negative), or `None` outside years 1 to 9999.
    #[expect(
        clippy::should_implement_trait,
        reason = "the trait cannot say that there may be no such month"
    )]
    pub fn add(self, months: i64) -> Option<Self> {
        let later = Self(i32::try_from(i64::from(self.0).checked_add(months)?).ok()?);
        let (year, month) = later.ym();
        Self::from_ym(year, month)
    }

    /// Months from this one to the other; negative if the other is earlier.
    pub fn months_until(self, other: Self) -> i64 {
        i64::from(other.0) - i64::from(self.0)
    }

    /// Its first day.
    pub fn first_day(self) -> Option<Date> {
        let (year, month) = self.ym();
        Date::from_ymd(year, month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Option<Date> {
        let (year, month) = self.ym();
        Date::from_ymd(year, month, days_in(year, month))
    }

    /// Its name without the year: `October`.
    pub fn name(self) -> &'static str {
        self.named(&MONTHS)
    }

    fn named(self, names: &[&'static str; 12]) -> &'static str {
        let place = usize::from(self.ym().1).saturating_sub(1);
        names.get(place).copied().unwrap_or_default()
    }

    /// In words: `October 2026`.
    pub fn long(self) -> String {
        self.spelt(&MONTHS)
    }

    /// In words, with the months' names of a language.
    pub(crate) fn spelt(self, names: &[&'static str; 12]) -> String {
        let mut words = String::from(self.named(names));
        words.push(' ');
        words.push_str(&self.ym().0.to_string());
        words
    }
}

/// ISO 8601: `2007-03`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.ym();
        write!(f, "{year:04}-{month:02}")
    }
}
