//! Civil dates of the proleptic Gregorian calendar, years 1 to 9999.

use crate::value::Month;
use std::fmt;

/// A civil date: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// The date, or `None` if there is no such day or the year is outside 1 to 9999.
    pub fn from_ymd(_year: i32, _month: u8, _day: u8) -> Option<Self> {
        None
    }
    /// Year, month 1 to 12, day 1 to 31.
    pub fn ymd(self) -> (i32, u8, u8) {
        (1970, 1, 1)
    }
    /// Reads `2026-11-21`.
    pub fn parse_iso(_text: &str) -> Option<Self> {
        None
    }
    /// The date so many days later (earlier if negative).
    pub fn add_days(self, _days: i64) -> Option<Self> {
        None
    }
    /// The same day so many months later; the month's last day where there is no such day.
    pub fn add_months(self, _months: i64) -> Option<Self> {
        None
    }
    /// Days from this date to the other; negative if the other is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        i64::from(other.0) - i64::from(self.0)
    }
    /// Whole months from this date to the other; negative if the other is earlier.
    pub fn months_until(self, _other: Self) -> i64 {
        0
    }
    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u8 {
        1
    }
    /// The calendar month that it stands in.
    pub fn month(self) -> Month {
        Month::from_ym(1970, 1).unwrap_or_default()
    }
    /// In words: `27 March 2007`.
    pub fn long(self) -> String {
        String::new()
    }
}

/// ISO 8601: `2007-03-27`.
impl fmt::Display for Date {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
