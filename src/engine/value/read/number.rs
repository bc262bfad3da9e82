//! Numbers, money and percentages as people type them.

use super::{Misread, is_space, tidy};
use crate::value::{Decimal, all_digits};

/// Most digits after the point that a [`Decimal`] keeps.
const MOST_PLACES: u8 = 12;

/// Reads a number of at most `places` digits after the point: `1,234.50`, `1 234.5`, `£12`, `-3`, `.5`. Commas and
/// spaces are taken between thousands only: `1,5` may mean two different numbers, so it is none. Digits that `places`
/// has no room for are refused, not rounded; zeros there say nothing and are fine.
pub fn read_number(text: &str, places: u8) -> Result<Decimal, Misread> {
    amount(tidy(text)?, places)
}

/// Reads an amount of money in pounds, like [`read_number`].
pub fn read_money(text: &str, places: u8) -> Result<Decimal, Misread> {
    read_number(text, places).map_err(|misread| match misread {
        Misread::NotANumber => Misread::NotMoney,
        other => other,
    })
}

/// Reads a percentage, with or without `%` behind it, like [`read_number`]: `7.5%` is 7.5.
pub fn read_percent(text: &str, places: u8) -> Result<Decimal, Misread> {
    let text = tidy(text)?;
    if text.contains('£') {
        return Err(Misread::NotANumber);
    }
    let number = text.strip_suffix('%').unwrap_or(text);
    amount(number.trim_end_matches(is_space), places)
}

/// Reads signs and pound, then whole part and fraction, into the spelling that [`Decimal::parse`] reads.
fn amount(text: &str, places: u8) -> Result<Decimal, Misread> {
    let (mut rest, mut spelt) = (text, String::with_capacity(text.len() + 1));
    let (mut signed, mut pounds) = (false, false);
    loop {
        let mut chars = rest.chars();
        match chars.next() {
            Some('+') if !signed => signed = true,
            // The hyphen on the keyboard, and the minus sign that spreadsheets and word processors put for it.
            Some('-' | '\u{2212}') if !signed => {
                signed = true;
                spelt.push('-');
            }
            Some('£') if !pounds => pounds = true,
            _ => break,
        }
        rest = chars.as_str().trim_start_matches(is_space);
    }
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    if whole.is_empty() && fraction.is_empty() || !all_digits(fraction) {
        return Err(Misread::NotANumber);
    }
    if whole.is_empty() {
        spelt.push('0');
    }
    push_thousands(&mut spelt, whole)?;
    let fraction = fraction.trim_end_matches('0');
    let places = places.min(MOST_PLACES);
    if fraction.len() > usize::from(places) {
        return Err(if places == 0 {
            Misread::NotWhole
        } else {
            Misread::TooManyPlaces { places }
        });
    }
    if !fraction.is_empty() {
        spelt.push('.');
        spelt.push_str(fraction);
    }
    Decimal::parse(&spelt).ok_or(Misread::TooBig)
}

/// Adds the digits of a whole part. Separators must be all commas or all spaces, and stand before three digits each.
fn push_thousands(spelt: &mut String, whole: &str) -> Result<(), Misread> {
    let mut separator = None;
    let mut group = 0;
    for c in whole.chars() {
        if c.is_ascii_digit() {
            group += 1;
            spelt.push(c);
            continue;
        }
        let here = if c == ',' { ',' } else { ' ' };
        let fits = match separator {
            None => (1..=3).contains(&group),
            Some(before) => before == here && group == 3,
        };
        if !fits || (here == ' ' && !is_space(c)) {
            return Err(Misread::NotANumber);
        }
        separator = Some(here);
        group = 0;
    }
    if separator.is_some() && group != 3 {
        Err(Misread::NotANumber)
    } else {
        Ok(())
    }
}
