//! Company numbers: eight digits, or two letters for the kind of company and six digits.

use crate::value::all_digits;

/// The letters in use, with those of charitable incorporated organisations and of bodies registered elsewhere.
const PREFIXES: [&str; 39] = [
    "AC", "CE", "CS", "EN", "ES", "FC", "FE", "GE", "GN", "GS", "IC", "IP", "LP", "NA", "NC", "NF",
    "NI", "NL", "NO", "NP", "NV", "NZ", "OC", "PC", "R0", "RC", "RS", "SA", "SC", "SE", "SF", "SG",
    "SI", "SL", "SO", "SP", "SR", "SZ", "ZC",
];

/// Reads the compact spelling. Short numbers get the zeros that they are often written without.
pub(super) fn read(number: &str) -> Option<String> {
    if all_digits(number) {
        return padded("", number, 8);
    }
    let (prefix, rest) = number.split_at_checked(2)?;
    if !PREFIXES.contains(&prefix) {
        return None;
    }
    // Societies registered before 2014 may end in R in place of a digit.
    if let (Some(digits), "IP" | "SP") = (rest.strip_suffix('R'), prefix) {
        return padded(prefix, digits, 7).map(|number| number + "R");
    }
    padded(prefix, rest, 8)
}

/// Prefix and digits with zeros between them up to `length` characters. Zeros alone are no number.
fn padded(prefix: &str, digits: &str, length: usize) -> Option<String> {
    let room = length.checked_sub(prefix.len() + digits.len())?;
    let fits = all_digits(digits) && digits.bytes().any(|b| b != b'0');
    if !fits {
        return None;
    }
    let mut number = prefix.to_owned();
    for _ in 0..room {
        number.push('0');
    }
    number.push_str(digits);
    Some(number)
}
