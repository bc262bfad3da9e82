//! What holds of the page's styles and of what is said about its accessibility; tests only.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use crate::places::{Places, files_below, read};

/// The two sheets, without comments.
fn sheets() -> String {
    let places = Places::find().unwrap();
    let sheet = |name: &str| read(&places.root.join("static").join(name)).unwrap();
    super::finish::squeeze_css(&(sheet("care-returns.css") + &sheet("later.css")))
}

/// The tokens that are colours, of the light and of the dark scheme.
fn schemes() -> [BTreeMap<String, [u8; 3]>; 2] {
    let text = sheets();
    let mut blocks = text.split(":root{").skip(1);
    let mut block = || colours(blocks.next().unwrap().split('}').next().unwrap());
    let light = block();
    let mut dark = light.clone();
    dark.extend(block());
    [light, dark]
}

fn colours(block: &str) -> BTreeMap<String, [u8; 3]> {
    let mut found = BTreeMap::new();
    for line in block.split(';') {
        if let Some((name, value)) = line.split_once(":#") {
            let digits: Vec<u8> = value
                .chars()
                .map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap())
                .collect();
            let colour = match digits.as_slice() {
                [r, g, b] => [r * 17, g * 17, b * 17],
                [_, _, _, _, _, _] => [0, 2, 4].map(|at| digits[at] * 16 + digits[at + 1]),
                _ => panic!("{line} is no colour"),
            };
            found.insert(name.trim_start_matches("--cr-").to_owned(), colour);
        }
    }
    found
}

/// How bright a colour is, as WCAG 2 has it.
fn luminance(colour: [u8; 3]) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    let [r, g, b] = colour.map(part);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn colours_keep_their_contrast() {
    // What stands on what, and how far apart they must be.
    let pairs = [
        ("text", "page", 7.0),
        ("text", "soft", 7.0),
        ("text", "warn-page", 7.0),
        ("text", "done-page", 7.0),
        ("quiet", "page", 4.5),
        ("quiet", "soft", 4.5),
        ("link", "page", 4.5),
        ("link", "soft", 4.5),
        ("link", "warn-page", 4.5),
        ("link", "done-page", 4.5),
        ("wrong", "page", 4.5),
        ("page", "wrong", 4.5),
        ("warn", "warn-page", 4.5),
        ("act-text", "act", 4.5),
        ("band-text", "band", 7.0),
        ("focus-text", "focus", 7.0),
        // What is no text: edges of boxes, and of what they stand beside.
        ("edge", "page", 4.5),
        ("edge", "soft", 3.0),
        ("act", "page", 3.0),
        ("warn", "page", 3.0),
    ];
    for (scheme, name) in schemes().iter().zip(["light", "dark"]) {
        for (front, ground, least) in pairs {
            let found = contrast(scheme[front], scheme[ground]);
            assert!(
                found >= least,
                "{front} on {ground}, {name}: {found:.2}, not {least}"
            );
        }
    }
}

#[test]
fn nothing_asks_for_an_orientation() {
    let places = Places::find().unwrap();
    let manifest = read(&places.root.join("static").join(super::MANIFEST)).unwrap();
    assert!(!manifest.contains("orientation") && !sheets().contains("orientation"));
}

#[test]
fn every_token_that_is_used_is_made() {
    let text = sheets();
    for used in text.split("var(").skip(1) {
        let name = used.split(')').next().unwrap();
        assert!(text.contains(&format!("{name}:")), "{name}");
    }
}

/// The criteria of levels A and AA of WCAG 2.2.
const CRITERIA: &str = "1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 \
    1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 \
    2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 \
    4.1.2 4.1.3";

#[test]
fn every_criterion_has_a_result_and_every_test_that_shows_one_is_there() {
    let places = Places::find().unwrap();
    let table = read(&places.root.join("static/about/accessibility.md")).unwrap();
    let mut sources = String::new();
    for folder in ["src/xtask/page", "wasm-tests/journeys"] {
        let folder = places.root.join(folder);
        for file in files_below(&folder).unwrap() {
            if file.extension().is_some_and(|end| end == "rs") {
                sources.push_str(&read(&folder.join(file)).unwrap());
            }
        }
    }
    let mut found = Vec::new();
    for line in table.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if !cells[1].starts_with(|first: char| first.is_ascii_digit()) {
            continue;
        }
        found.push(cells[1]);
        let result = cells[3];
        assert!(
            ["met", "not met", "not applicable"].contains(&result),
            "{line}"
        );
        assert!(
            result != "met" || cells[5] != "-",
            "{line}: nothing shows it"
        );
        for named in cells[5]
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| name.contains('_'))
        {
            let named = named.trim_start_matches("page.");
            assert!(sources.contains(&format!("fn {named}(")), "no test {named}");
        }
    }
    assert_eq!(
        found.join(" "),
        CRITERIA.split_whitespace().collect::<Vec<_>>().join(" ")
    );
}
