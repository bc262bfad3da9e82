//! Postcodes: upper case, one space before the last three characters.

/// Reads the compact spelling.
pub(super) fn read(postcode: &str) -> Option<String> {
    let (outward, inward) = postcode.split_at_checked(postcode.len().checked_sub(3)?)?;
    let fits =
        postcode == "GIR0AA" || (is_outward(outward.as_bytes()) && is_inward(inward.as_bytes()));
    fits.then(|| [outward, " ", inward].concat())
}

/// `A9`, `A99`, `A9A`, `AA9`, `AA99` or `AA9A`, of the letters that stand at each place.
fn is_outward(outward: &[u8]) -> bool {
    let first = |b: &u8| b.is_ascii_uppercase() && !b"QVX".contains(b);
    let second = |b: &u8| b.is_ascii_uppercase() && !b"IJZ".contains(b);
    let (area, district) = match outward {
        [a, b, rest @ ..] if second(b) => (first(a), rest),
        [a, rest @ ..] => (first(a), rest),
        [] => return false,
    };
    area && match district {
        [number] => number.is_ascii_digit(),
        [number, last] => {
            number.is_ascii_digit() && (last.is_ascii_digit() || last.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// A digit and two letters; letters that look like digits or like one another are not in use.
fn is_inward(inward: &[u8]) -> bool {
    let letter = |b: &u8| b.is_ascii_uppercase() && !b"CIKMOV".contains(b);
    matches!(inward, [number, a, b] if number.is_ascii_digit() && letter(a) && letter(b))
}
