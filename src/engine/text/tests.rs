//! Both languages have the same texts, and their months are read.
#![allow(clippy::unwrap_used)]

use super::{cy, en};
use crate::value::{Date, Decimal, Month, read};
use std::collections::BTreeSet;

const EN: &str = include_str!("en.rs");
const CY: &str = include_str!("cy.rs");

/// What the rest of the engine can name. English puts labels into sentences, and has a function for it.
fn names(source: &str) -> BTreeSet<&str> {
    let lines = source.lines();
    let heads = lines.filter_map(|line| line.strip_prefix("pub(crate) "));
    heads
        .map(|line| line.split(" =").next().unwrap_or_default())
        .filter(|name| !name.starts_with("fn inside("))
        .collect()
}

fn texts(source: &str) -> BTreeSet<&str> {
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::trim)
        .filter(|text| text.chars().filter(char::is_ascii_alphabetic).count() > 1)
        .collect()
}

#[test]
fn both_languages_say_the_same_things_in_words_of_their_own() {
    assert_eq!(names(EN), names(CY));
    assert!(texts(CY).len() > 60, "{:?}", texts(CY));
    assert_eq!(texts(EN).intersection(&texts(CY)).count(), 0);
}

#[test]
fn a_month_is_read_in_either_language_and_spelt_in_its_own() {
    let march = Date::from_ymd(2026, 3, 27).unwrap();
    for typed in [
        "27 Mawrth 2026",
        "27 maw 2026",
        "27 March 2026",
        "27/Mawrth/2026",
    ] {
        assert_eq!(read::read_date(typed), Ok(march), "{typed}");
    }
    for (place, (english, welsh)) in en::MONTHS.iter().zip(&cy::MONTHS).enumerate() {
        let month = Month::from_ym(2026, u8::try_from(place).unwrap() + 1).unwrap();
        assert_eq!(month.spelt(&cy::MONTHS), format!("{welsh} 2026"));
        for name in [
            english,
            welsh,
            &english.get(..3).unwrap(),
            &welsh.get(..3).unwrap(),
        ] {
            assert_eq!(
                read::read_month(&format!("{name} 2026")),
                Ok(month),
                "{name}"
            );
        }
    }
}

#[test]
fn a_period_in_welsh_is_mutated() {
    for (from, to, period) in [
        ("Ebrill", "Mehefin 2026", "Ebrill i Fehefin 2026"),
        ("Ebrill 2026", "Mawrth 2027", "Ebrill 2026 i Fawrth 2027"),
        ("Mai", "Gorffennaf 2026", "Mai i Orffennaf 2026"),
        ("Hydref", "Rhagfyr 2026", "Hydref i Ragfyr 2026"),
        ("Medi", "Tachwedd 2026", "Medi i Dachwedd 2026"),
        ("Ionawr", "Chwefror 2026", "Ionawr i Chwefror 2026"),
        ("1 Mai 2026", "7 Mai 2026", "1 Mai 2026 i 7 Mai 2026"),
    ] {
        assert_eq!(cy::from_to(from, to), period);
    }
    assert_eq!(cy::change(Decimal::from_int(-1_200)), "1,200 yn llai");
}
