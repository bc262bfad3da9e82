//! NHS numbers: ten digits, the last of which checks the others by modulus 11.

use super::Identifier;
use crate::value::read::Misread;

/// Reads the compact spelling; hyphens between the groups are left out too.
pub(super) fn read(typed: &str) -> Result<String, Misread> {
    let number: String = typed.chars().filter(|c| *c != '-').collect();
    let digits = number.len() == 10 && number.bytes().all(|b| b.is_ascii_digit());
    // Ten zeros would pass the check, and are nobody's number.
    if !digits || number.bytes().all(|b| b == b'0') {
        return Err(Misread::Format(Identifier::NhsNumber));
    }
    // Weights 10 down to 1: with the check digit counted once, the sum is a multiple of 11. A check of 10 has no digit
    // and never comes out.
    let sum: u32 = number
        .bytes()
        .zip((1..=10).rev())
        .map(|(b, weight)| u32::from(b - b'0') * weight)
        .sum();
    if sum.is_multiple_of(11) {
        Ok(number)
    } else {
        Err(Misread::CheckDigit(Identifier::NhsNumber))
    }
}
