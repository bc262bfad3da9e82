//! NHS numbers: ten digits, the last of which checks the others by modulus 11.

use super::Identifier;
use crate::value::read::Misread;

/// Reads the compact spelling; hyphens between the groups are left out too.
pub(super) fn read(typed: &str) -> Result<String, Misread> {
    // Weights 10 down to 1: with the check digit counted once, the sum is a multiple of 11. A check of 10 has no digit
    // and never comes out.
    let mut number = String::with_capacity(10);
    let (mut weight, mut sum) = (10, 0);
    for b in typed.bytes().filter(|b| *b != b'-') {
        if !b.is_ascii_digit() || weight == 0 {
            return Err(Misread::Format(Identifier::NhsNumber));
        }
        sum += u32::from(b - b'0') * weight;
        weight -= 1;
        number.push(char::from(b));
    }
    // Ten zeros would pass the check, and are nobody's number.
    if weight > 0 || sum == 0 {
        Err(Misread::Format(Identifier::NhsNumber))
    } else if sum.is_multiple_of(11) {
        Ok(number)
    } else {
        Err(Misread::CheckDigit(Identifier::NhsNumber))
    }
}
