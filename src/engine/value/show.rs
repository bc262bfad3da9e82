//! Values as pages and messages show them. What is stored and sent is spelt otherwise: see [`Decimal`]'s own text.

use crate::text;
use crate::value::Decimal;

/// A minus sign: a hyphen is narrower, and a line may break behind it.
const MINUS: &str = "\u{2212}";

/// A number with commas between thousands: `1,234.5`, and `−9` with a minus sign.
pub fn grouped(number: Decimal) -> String {
    fixed(number, 0)
}

/// A number with commas and with `places` digits after the point, zeros where it has fewer: `1,234.50`. One that has
/// more keeps them: showing never rounds.
pub fn fixed(number: Decimal, places: u8) -> String {
    let mut shown = String::new();
    if number.is_negative() {
        shown.push_str(MINUS);
    }
    push_digits(&mut shown, number, places);
    shown
}

/// Pounds: `£1,234.50`, and `£1,234` where `places` is 0.
pub fn money(pounds: Decimal, places: u8) -> String {
    let mut shown = String::new();
    if pounds.is_negative() {
        shown.push_str(MINUS);
    }
    shown.push('£');
    push_digits(&mut shown, pounds, places);
    shown
}

/// A percentage: `7.5%`.
pub fn percent(number: Decimal) -> String {
    let mut shown = grouped(number);
    shown.push('%');
    shown
}

/// Yes or no.
pub fn truth(truth: bool) -> &'static str {
    text::truth(truth)
}

/// Adds a number's digits without its sign.
fn push_digits(shown: &mut String, number: Decimal, places: u8) {
    let spelt = number.abs().to_string();
    let (whole, fraction) = spelt.split_once('.').unwrap_or((&spelt, ""));
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    let places = usize::from(places).max(fraction.len());
    if places > 0 {
        shown.push('.');
        shown.push_str(fraction);
        shown.extend(std::iter::repeat_n('0', places - fraction.len()));
    }
}
