//! Numbers of the Care Quality Commission: `1-1234567890`, or the R-code of a service that the NHS runs.

use crate::value::all_digits;

/// Reads the compact spelling.
pub(super) fn read(id: &str) -> Option<String> {
    let fits = match id.split_once('-') {
        Some((kind, number)) => {
            kind.len() == 1
                && all_digits(kind)
                && (8..=12).contains(&number.len())
                && all_digits(number)
        }
        None => {
            id.starts_with('R')
                && (3..=5).contains(&id.len())
                && id.bytes().all(|b| b.is_ascii_alphanumeric())
        }
    };
    fits.then(|| id.to_owned())
}
