//! Dates and months against `jiff`.

use crate::value::{Date, Month};
use jiff::civil;
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn oracle(d: Date) -> civil::Date {
    let (year, month, day) = d.ymd();
    civil::date(
        i16::try_from(year).unwrap(),
        i8::try_from(month).unwrap(),
        i8::try_from(day).unwrap(),
    )
}

fn any_date() -> impl Strategy<Value = Date> {
    (Date::MIN.days()..=Date::MAX.days()).prop_map(|days| Date::from_days(days).unwrap())
}

#[test]
fn every_day_follows_the_one_before() {
    let mut at = civil::date(1, 1, 1);
    for days in Date::MIN.days()..=Date::MAX.days() {
        let (year, month, day) = Date::from_days(days).unwrap().ymd();
        assert_eq!(
            (year, month, day),
            (
                i32::from(at.year()),
                at.month().cast_unsigned(),
                at.day().cast_unsigned()
            )
        );
        assert_eq!(Date::from_ymd(year, month, day).map(Date::days), Some(days));
        if let Ok(next) = at.tomorrow() {
            at = next;
        }
    }
    assert_eq!(Date::from_days(Date::MIN.days() - 1), None);
    assert_eq!(Date::from_days(Date::MAX.days() + 1), None);
    assert_eq!(date("1970-01-01").days(), 0);
}

#[test]
fn days_that_there_are_not() {
    for (year, month, day) in [
        (2026, 2, 29),
        (1900, 2, 29),
        (2026, 4, 31),
        (2026, 0, 1),
        (2026, 13, 1),
        (2026, 1, 0),
        (0, 1, 1),
        (10_000, 1, 1),
    ] {
        assert_eq!(
            Date::from_ymd(year, month, day),
            None,
            "{year}-{month}-{day}"
        );
    }
    assert!(Date::from_ymd(2000, 2, 29).is_some());
}

#[test]
fn reads_iso_only() {
    assert_eq!(date("2007-03-27").ymd(), (2007, 3, 27));
    for text in [
        "",
        "2007-3-27",
        "2007-03-27 ",
        "20070327",
        "2007-03-27-01",
        "2007-02-30",
        "+007-03-27",
        "२००७-03-27",
    ] {
        assert_eq!(Date::parse_iso(text), None, "{text}");
    }
    assert_eq!(Month::parse_iso("2026-11").map(Month::ym), Some((2026, 11)));
    for text in ["", "2026-13", "2026-00", "2026-1", "0000-01", "2026-11-01"] {
        assert_eq!(Month::parse_iso(text), None, "{text}");
    }
}

#[test]
fn in_words() {
    assert_eq!(date("2007-03-27").long(), "27 March 2007");
    assert_eq!(date("2007-03-07").to_string(), "2007-03-07");
    assert_eq!(Month::parse_iso("2026-10").unwrap().long(), "October 2026");
    assert_eq!(Month::parse_iso("0987-10").unwrap().to_string(), "0987-10");
}

#[test]
fn whole_months() {
    let months = |a: &str, b: &str| date(a).months_until(date(b));
    assert_eq!(months("2026-01-31", "2026-02-28"), 0);
    assert_eq!(months("2026-01-31", "2026-03-31"), 2);
    assert_eq!(months("2026-01-15", "2026-02-14"), 0);
    assert_eq!(months("2026-01-15", "2026-02-15"), 1);
    assert_eq!(months("2026-02-15", "2026-01-15"), -1);
    assert_eq!(months("2004-02-29", "2005-02-28"), 11);
    assert_eq!(date("2026-01-31").add_months(1), Some(date("2026-02-28")));
    assert_eq!(date("2028-01-31").add_months(1), Some(date("2028-02-29")));
    assert_eq!(date("2026-03-31").add_months(-13), Some(date("2025-02-28")));
    assert_eq!(Date::MAX.add_months(1), None);
    assert_eq!(Date::MIN.add_days(-1), None);
    assert_eq!(Date::MIN.add_days(i64::MIN), None);
    assert_eq!(Date::MAX.add_months(i64::MAX), None);
}

#[test]
fn a_months_days() {
    let month = Month::parse_iso("2028-02").unwrap();
    assert_eq!(month.first_day(), Some(date("2028-02-01")));
    assert_eq!(month.last_day(), Some(date("2028-02-29")));
    assert_eq!(month.months_until(Month::parse_iso("2027-12").unwrap()), -2);
    assert_eq!(Month::parse_iso("9999-12").unwrap().add(1), None);
    assert_eq!(Month::parse_iso("0001-01").unwrap().add(-1), None);
}

proptest! {
    #[test]
    fn agrees_with_the_oracle(a in any_date(), b in any_date(), months in -200_i64..200) {
        prop_assert_eq!(i8::try_from(a.weekday()).unwrap(), oracle(a).weekday().to_monday_one_offset());
        prop_assert_eq!(a.days_until(b), i64::from(oracle(a).until(oracle(b)).unwrap().get_days()));
        prop_assert_eq!(a.to_string(), oracle(a).to_string());
        prop_assert_eq!(Date::parse_iso(&a.to_string()), Some(a));
        prop_assert_eq!(a.cmp(&b), oracle(a).cmp(&oracle(b)));
        let later = oracle(a).checked_add(jiff::Span::new().months(months)).ok().filter(|d| d.year() >= 1);
        prop_assert_eq!(a.add_months(months).map(oracle), later);
        prop_assert_eq!(oracle(a).last_of_month(), oracle(a.month().last_day().unwrap()));
        prop_assert_eq!(Month::parse_iso(&a.month().to_string()), Some(a.month()));
    }
}
