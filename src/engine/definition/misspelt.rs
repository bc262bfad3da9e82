//! Tells a misspelt key from one that means nothing.

/// Whether a key may be a misspelling of a known one: one letter off in a short one, two in a longer one.
pub(super) fn is_like(known: &str, key: &str) -> bool {
    let most = if known.len() < 5 { 1 } else { 2 };
    // Longer keys are no misspelling of ours, and need not be looked at.
    known.len().abs_diff(key.len()) <= most && distance(known.as_bytes(), key.as_bytes()) <= most
}

/// How many bytes have to be put in, taken out or changed to make one of the other.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n, a) in (1..).zip(one) {
        let mut left = n;
        if let Some(first) = row.first_mut() {
            *first = n;
        }
        let mut before = n - 1;
        for (b, place) in other.iter().zip(row.iter_mut().skip(1)) {
            let changed = before + usize::from(a != b);
            before = *place;
            left = changed.min(left + 1).min(*place + 1);
            *place = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, is_like};

    #[test]
    fn misspellings_are_near_what_they_mean() {
        for (one, other, expect) in [
            ("", "", 0),
            ("title", "title", 0),
            ("title", "titel", 2),
            ("showIf", "showif", 1),
            ("a", "", 1),
            ("kind", "find", 1),
        ] {
            assert_eq!(
                distance(one.as_bytes(), other.as_bytes()),
                expect,
                "{one} {other}"
            );
        }
        assert!(is_like("title", "titel") && is_like("showIf", "show_if") && is_like("id", "ids"));
        assert!(!is_like("id", "to") && !is_like("title", "colour") && !is_like("kind", "mine"));
    }
}
