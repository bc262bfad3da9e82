//! Civil dates of the proleptic Gregorian calendar, years 1 to 9999.

use crate::value::{Month, digits};
use std::fmt;

/// Days in 400 years, after which the calendar repeats.
const ERA: i32 = 146_097;
/// Days from 1 March of year 0 to 1970-01-01. Years are counted from March, so that the leap day is a year's last.
const MARCH_ZERO: i32 = 719_468;

/// A civil date: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// 1 January of year 1.
    pub const MIN: Self = Self(-719_162);
    /// 31 December 9999.
    pub const MAX: Self = Self(2_932_896);

    /// The date, or `None` if there is no such day or the year is outside 1 to 9999.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) || day == 0 || day > days_in(year, month) {
            return None;
        }
        let (month, day) = (i32::from(month), i32::from(day));
        let year = if month <= 2 { year - 1 } else { year };
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Some(Self(year.div_euclid(400) * ERA + days - MARCH_ZERO))
    }

    /// The date so many days after 1970-01-01, or `None` outside years 1 to 9999.
    pub fn from_days(days: i64) -> Option<Self> {
        let date = Self(i32::try_from(days).ok()?);
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }

    /// Days since 1970-01-01; negative before it.
    pub fn days(self) -> i64 {
        i64::from(self.0)
    }

    /// Year, month 1 to 12, day 1 to 31.
    pub fn ymd(self) -> (i32, u8, u8) {
        let from_march = self.0 + MARCH_ZERO;
        let of_era = from_march.rem_euclid(ERA);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march_month + 2) / 5 + 1;
        let month = if from_march_month < 10 {
            from_march_month + 3
        } else {
            from_march_month - 9
        };
        let year = from_march.div_euclid(ERA) * 400 + year_of_era + i32::from(month <= 2);
        (year, small(month), small(day))
    }

    /// Reads `2026-11-21`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?;
        let day = digits(parts.next()?, 2)?;
        if parts.next().is_some() {
            return None;
        }
        Self::from_ymd(year, small(month), small(day))
    }

    /// The date so many days later (earlier if negative), or `None` outside years 1 to 9999.
    pub fn add_days(self, days: i64) -> Option<Self> {
        Self::from_days(self.days().checked_add(days)?)
    }

    /// The same day so many months later; the month's last day where there is no such day. `None` outside years 1 to
    /// 9999.
    pub fn add_months(self, months: i64) -> Option<Self> {
        let (year, month) = self.month().add(months)?.ym();
        let day = self.ymd().2.min(days_in(year, month));
        Self::from_ymd(year, month, day)
    }

    /// Days from this date to the other; negative if the other is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        i64::from(other.0) - i64::from(self.0)
    }

    /// Whole months from this date to the other; negative if the other is earlier. A month is whole when the same
    /// day of the month is reached: from 31 January to 28 February is none.
    pub fn months_until(self, other: Self) -> i64 {
        if other < self {
            return -other.months_until(self);
        }
        let (from_year, from_month, from_day) = self.ymd();
        let (year, month, day) = other.ymd();
        let months = (year - from_year) * 12 + i32::from(month) - i32::from(from_month);
        i64::from(months - i32::from(day < from_day))
    }

    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u8 {
        small((self.0 + 3).rem_euclid(7) + 1)
    }

    /// The calendar month that it stands in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month::from_ym(year, month).unwrap_or_default()
    }

    /// In words: `27 March 2007`.
    pub fn long(self) -> String {
        let mut words = self.ymd().2.to_string();
        words.push(' ');
        words.push_str(&self.month().long());
        words
    }
}

/// Days in a month; 0 for a month that there is not.
pub(super) fn days_in(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// A part of a date as a byte; 0, which is no month and no day, where it does not fit.
pub(super) fn small(part: i32) -> u8 {
    u8::try_from(part).unwrap_or_default()
}

/// ISO 8601: `2007-03-27`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
