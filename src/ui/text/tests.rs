//! Both languages have the same texts, and none is left in the other.

use std::collections::BTreeSet;

/// The files of a language.
macro_rules! files {
    ($language:literal) => {
        [
            ("fields", include_str!(concat!($language, "/fields.rs"))),
            ("homes", include_str!(concat!($language, "/homes.rs"))),
            ("keys", include_str!(concat!($language, "/keys.rs"))),
            ("moving", include_str!(concat!($language, "/moving.rs"))),
            ("pages", include_str!(concat!($language, "/pages.rs"))),
            ("people", include_str!(concat!($language, "/people.rs"))),
            ("picture", include_str!(concat!($language, "/picture.rs"))),
            ("sending", include_str!(concat!($language, "/sending.rs"))),
            ("signing", include_str!(concat!($language, "/signing.rs"))),
            ("taking", include_str!(concat!($language, "/taking.rs"))),
            ("whole", include_str!(concat!($language, "/whole.rs"))),
        ]
    };
}

const EN: [(&str, &str); 11] = files!("en");
const CY: [(&str, &str); 11] = files!("cy");

/// What is the same in both languages: names, and what has no letters of a word.
const SAME: [&str; 4] = ["English", "PIN", "problem", "pm"];

/// A file without its tests.
fn own(source: &str) -> &str {
    source.split("#[cfg(test)]").next().unwrap_or_default()
}

/// What others can name: constants with their types, and functions with what they take and give.
fn names(source: &str) -> BTreeSet<&str> {
    let lines = own(source).lines();
    let heads = lines.filter(|line| line.starts_with("pub const ") || line.starts_with("pub fn "));
    heads
        .map(|line| line.split(" =").next().unwrap_or_default())
        .collect()
}

/// The texts in quotes.
fn texts(source: &str) -> BTreeSet<&str> {
    let code = own(source).lines();
    let code = code.filter(|line| !line.trim_start().starts_with("//") && !line.starts_with("#!["));
    code.flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::trim)
        .filter(|text| text.chars().filter(char::is_ascii_alphabetic).count() > 1)
        .collect()
}

#[test]
fn both_languages_have_the_same_names() {
    for ((file, en), (_, cy)) in EN.iter().zip(&CY) {
        let (en, cy) = (names(en), names(cy));
        assert!(en.len() > 5, "{file}: {en:?}");
        assert!(en == cy, "{file}: {:?}", en.symmetric_difference(&cy));
    }
}

#[test]
fn no_text_is_the_same_in_both_but_for_names() {
    for ((file, en), (_, cy)) in EN.iter().zip(&CY) {
        let (en, cy) = (texts(en), texts(cy));
        let same: Vec<_> = cy
            .intersection(&en)
            .filter(|text| !SAME.contains(text))
            .collect();
        assert!(same.is_empty(), "{file}: {same:?}");
        assert!(
            cy.len() * 10 > en.len() * 8,
            "{file}: {} of {}",
            cy.len(),
            en.len()
        );
    }
}
