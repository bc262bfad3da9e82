//! Which of two versions of a framework is the later one.

/// Whether a version comes after another. Parts between points are compared one by one, as numbers where both are
/// numbers; a part that is not there counts as 0, so that `1` and `1.0` are the same.
#[must_use]
pub fn is_later(version: &str, than: &str) -> bool {
    let (mut ours, mut theirs) = (version.split('.'), than.split('.'));
    loop {
        let (our, their) = (ours.next(), theirs.next());
        if our.is_none() && their.is_none() {
            return false;
        }
        let our = our.unwrap_or_default().trim_start_matches('0');
        let their = their.unwrap_or_default().trim_start_matches('0');
        if our != their {
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            // Of two numbers, the one with more digits is the greater.
            let longer = digits(our) && digits(their) && our.len() != their.len();
            return if longer {
                our.len() > their.len()
            } else {
                our > their
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_later;

    #[test]
    fn versions_have_an_order() {
        let rising = [
            "0", "1", "1.1", "1.9", "1.10", "2", "2026.1", "2026.2", "2026.10",
        ];
        for (at, version) in rising.iter().enumerate() {
            for (other, than) in rising.iter().enumerate() {
                assert_eq!(is_later(version, than), at > other, "{version} {than}");
            }
        }
    }

    #[test]
    fn what_is_spelt_differently_may_be_the_same() {
        for (one, other) in [
            ("1", "1.0"),
            ("1.01", "1.1"),
            ("", "0"),
            ("2026", "2026.0.0"),
        ] {
            assert!(
                !is_later(one, other) && !is_later(other, one),
                "{one} {other}"
            );
        }
        assert!(is_later("1.b", "1.a"), "words are compared as words");
    }
}
