//! Calendar months.

use crate::value::Date;
use std::fmt;

/// A calendar month: months since January of year 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month, or `None` if the month is not 1 to 12 or the year not 1 to 9999.
    pub fn from_ym(_year: i32, _month: u8) -> Option<Self> {
        None
    }
    /// Year and month 1 to 12.
    pub fn ym(self) -> (i32, u8) {
        (1970, 1)
    }
    /// Reads `2026-11`.
    pub fn parse_iso(_text: &str) -> Option<Self> {
        None
    }
    /// So many months later.
    pub fn add(self, _months: i64) -> Option<Self> {
        None
    }
    /// Its first day.
    pub fn first_day(self) -> Option<Date> {
        None
    }
    /// Its last day.
    pub fn last_day(self) -> Option<Date> {
        None
    }
    /// In words: `October 2026`.
    pub fn long(self) -> String {
        String::new()
    }
}

/// ISO 8601: `2007-03`.
impl fmt::Display for Month {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
