//! London's clock against `jiff` and its own time zone data, and instants as text.

use crate::value::{Clock, Date, iso_utc, london, parse_iso_utc};
use jiff::{Timestamp, tz::TimeZone};
use proptest::prelude::*;

fn wall(instant: &str) -> String {
    let Clock { date, hour, minute } = london(parse_iso_utc(instant).unwrap());
    format!("{date} {hour:02}:{minute:02}")
}

#[test]
fn the_clocks_change() {
    for (instant, expect) in [
        ("2026-01-01T00:00:00Z", "2026-01-01 00:00"),
        ("2026-03-29T00:59:59Z", "2026-03-29 00:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29 02:00"),
        ("2026-07-14T22:59:59Z", "2026-07-14 23:59"),
        ("2026-07-14T23:00:00Z", "2026-07-15 00:00"),
        ("2026-10-25T00:59:59Z", "2026-10-25 01:59"),
        ("2026-10-25T01:00:00Z", "2026-10-25 01:00"),
        ("2024-03-31T01:00:00Z", "2024-03-31 02:00"),
        ("2026-12-31T23:59:59Z", "2026-12-31 23:59"),
    ] {
        assert_eq!(wall(instant), expect, "{instant}");
    }
    assert_eq!(london(i64::MIN).date, Date::MIN);
    assert_eq!(london(i64::MAX).date, Date::MAX);
}

#[test]
fn instants_as_text() {
    let there = 1_795_269_785_123;
    assert_eq!(iso_utc(there), "2026-11-21T14:03:05Z");
    assert_eq!(iso_utc(-1), "1969-12-31T23:59:59Z");
    for text in [
        "2026-11-21T14:03:05.123Z",
        "2026-11-21T14:03:05.123987Z",
        "2026-11-21T15:03:05.123+01:00",
    ] {
        assert_eq!(parse_iso_utc(text), Some(there), "{text}");
    }
    assert_eq!(
        parse_iso_utc("2026-11-21T14:03:05.1-00:30"),
        Some(there - 23 + 1_800_000)
    );
    assert_eq!(iso_utc(i64::MIN).len(), 20);
    for text in [
        "",
        "2026-11-21",
        "2026-11-21T14:03Z",
        "2026-11-21T14:03:05",
        "2026-11-21 14:03:05Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T14:60:00Z",
        "2026-11-21T14:03:60Z",
        "2026-11-31T14:03:05Z",
        "2026-11-21T14:03:05.Z",
        "2026-11-21T14:03:05.0123456789Z",
        "2026-11-21T14:03:05+1:00",
        "2026-11-21T14:03:05Z ",
    ] {
        assert_eq!(parse_iso_utc(text), None, "{text}");
    }
}

/// The rule written out in full for a zone, so that the oracle needs no database of the machine.
fn zone() -> TimeZone {
    TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn agrees_with_the_oracle(ms in 820_454_400_000_i64..4_102_444_800_000) {
        let theirs = Timestamp::from_millisecond(ms).unwrap().to_zoned(zone());
        let ours = london(ms);
        prop_assert_eq!(ours.date.to_string(), theirs.date().to_string());
        prop_assert_eq!(i8::try_from(ours.hour).unwrap(), theirs.hour());
        prop_assert_eq!(i8::try_from(ours.minute).unwrap(), theirs.minute());
        prop_assert_eq!(parse_iso_utc(&iso_utc(ms)), Some(ms.div_euclid(1000) * 1000));
        prop_assert_eq!(parse_iso_utc(&theirs.timestamp().to_string()), Some(ms));
    }
}
