//! What the clock on a wall in London shows at an instant, and instants as text. The instant is an argument: nothing
//! here asks what time it is.

use crate::value::{Date, digits};

/// Minutes in a day.
const DAY: i64 = 24 * 60;

/// Civil time in London.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// The civil date.
    pub date: Date,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// Civil time in London at so many milliseconds after 1970-01-01T00:00:00Z, by the rule in force since 1996: an hour
/// ahead from the last Sunday of March to the last Sunday of October, both at 01:00 UTC. An instant outside years 1 to
/// 9999 becomes the nearest day that there is.
pub fn london(unix_ms: i64) -> Clock {
    let minutes = unix_ms.div_euclid(60_000);
    let year = at(minutes).date.ymd().0;
    let turn = |month| last_sunday(year, month).map(|sunday| sunday.days() * DAY + 60);
    let summer =
        turn(3).is_some_and(|start| start <= minutes) && turn(10).is_some_and(|end| minutes < end);
    at(minutes + if summer { 60 } else { 0 })
}

/// An instant in UTC to the second: `2026-11-21T14:03:05Z`.
pub fn iso_utc(unix_ms: i64) -> String {
    let Clock { date, hour, minute } = at(unix_ms.div_euclid(60_000));
    let second = unix_ms.rem_euclid(60_000) / 1000;
    format!("{date}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Reads an instant: `2026-11-21T14:03:05Z`, with or without a fraction of a second (kept to the millisecond), and with
/// `+01:00` in place of `Z` where a backend writes so. Milliseconds after 1970-01-01T00:00:00Z.
pub fn parse_iso_utc(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T')?;
    let (time, ahead) = match time.strip_suffix('Z') {
        Some(time) => (time, 0),
        None => offset(time)?,
    };
    let (time, fraction) = match time.split_once('.') {
        Some((time, fraction)) => (time, milliseconds(fraction)?),
        None => (time, 0),
    };
    let (hour_minute, second) = time.rsplit_once(':')?;
    let minutes = Date::parse_iso(date)?.days() * DAY + minutes(hour_minute)? - ahead;
    let second = digits(second, 2).filter(|second| *second < 60)?;
    Some((minutes * 60 + i64::from(second)) * 1000 + fraction)
}

/// The time before `+01:00` or `-01:00`, and how many minutes that is ahead of UTC.
fn offset(time: &str) -> Option<(&str, i64)> {
    if let Some((time, ahead)) = time.split_once('+') {
        return Some((time, minutes(ahead)?));
    }
    let (time, behind) = time.split_once('-')?;
    Some((time, -minutes(behind)?))
}

/// `14:03` as minutes.
fn minutes(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let hour = digits(hour, 2).filter(|hour| *hour < 24)?;
    let minute = digits(minute, 2).filter(|minute| *minute < 60)?;
    Some(i64::from(hour * 60 + minute))
}

/// A fraction of a second of 1 to 9 digits; what is behind the third is left out.
fn milliseconds(fraction: &str) -> Option<i64> {
    let length = u32::try_from(fraction.len())
        .ok()
        .filter(|length| (1..=9).contains(length))?;
    let number = i64::from(digits(fraction, fraction.len())?);
    Some(number * 1000 / 10_i64.pow(length))
}

/// The clock in UTC at so many minutes after 1970.
fn at(minutes: i64) -> Clock {
    let day = minutes
        .div_euclid(DAY)
        .clamp(Date::MIN.days(), Date::MAX.days());
    let of_day = minutes.rem_euclid(DAY);
    let part = |n: i64| u8::try_from(n).unwrap_or_default();
    Clock {
        date: Date::from_days(day).unwrap_or(Date::MAX),
        hour: part(of_day / 60),
        minute: part(of_day % 60),
    }
}

fn last_sunday(year: i32, month: u8) -> Option<Date> {
    let last = Date::from_ymd(year, month, 31)?;
    last.add_days(-i64::from(last.weekday() % 7))
}
