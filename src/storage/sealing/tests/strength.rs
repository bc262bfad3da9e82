//! How long a secret stands against somebody who has the disk: computed, printed, and what the security page says.

use super::super::ITERATIONS;

/// The page that says it.
const PAGE: &str = include_str!("../../../../static/about/security.md");
/// Guesses of so many iterations that one card makes in a second, as the page says with its source.
const CARD: u128 = 15_000;
/// Cards in a rack.
const RACK: u128 = 100;

/// What may be chosen, how the page writes the number of all, and the number.
const SECRETS: [(&str, &str, u128); 7] = [
    ("PIN of 6 digits", "10⁶", 1_000_000),
    ("PIN of 8 digits", "10⁸", 100_000_000),
    ("PIN of 10 digits", "10¹⁰", 10_000_000_000),
    ("PIN of 12 digits", "10¹²", 1_000_000_000_000),
    ("four words out of 7,776", "3.7 × 10¹⁵", 7_776_u128.pow(4)),
    ("twelve letters", "9.5 × 10¹⁶", 26_u128.pow(12)),
    (
        "a passphrase that a person made up, among the first 10⁹ that are guessed",
        "10⁹",
        1_000_000_000,
    ),
];

const UNITS: [(&str, u128); 5] = [
    ("years", 365 * 24 * 60 * 60 * 1_000),
    ("days", 24 * 60 * 60 * 1_000),
    ("hours", 60 * 60 * 1_000),
    ("minutes", 60 * 1_000),
    ("seconds", 1_000),
];

/// Milliseconds with two digits, in the largest unit of which there is one.
fn words(milliseconds: u128) -> String {
    let fits = UNITS.iter().find(|(_, unit)| milliseconds >= *unit);
    let (name, unit) = fits.unwrap_or(&("seconds", 1_000));
    // In hundredths, rounded at the second digit.
    let hundredths = milliseconds * 100 / unit;
    let mut step = 1;
    while hundredths / step >= 100 {
        step *= 10;
    }
    let rounded = (hundredths + step / 2) / step * step;
    let (whole, part) = (rounded / 100, rounded % 100);
    let shown = match (whole, part) {
        (whole, 0) => thousands(whole),
        (whole, part) if part.is_multiple_of(10) => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    };
    format!("{shown} {name}")
}

fn thousands(number: u128) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[test]
#[allow(clippy::print_stdout)]
fn the_page_says_how_long_a_secret_stands() {
    assert_eq!(ITERATIONS, 600_000, "the card's rate is for this count");
    assert!(PAGE.contains("600,000 iterations") && PAGE.contains("15,000 guesses a second"));
    for (what, all, count) in SECRETS {
        // On the mean half of them are tried.
        let mean = |cards: u128| words(count * 1_000 / 2 / (CARD * cards));
        let row = format!("| {what} | {all} | {} | {} |", mean(1), mean(RACK));
        println!("{row}");
        assert!(PAGE.contains(&row), "{row}");
    }
}

#[test]
fn times_have_two_digits() {
    for (milliseconds, said) in [
        (333, "0.33 seconds"),
        (33_333, "33 seconds"),
        (3_333_333, "56 minutes"),
        (33_333_333, "9.3 hours"),
        (3_170_979_198_377, "100 years"),
        (121_872_000_000_000, "3,900 years"),
    ] {
        assert_eq!(words(milliseconds), said);
    }
}
