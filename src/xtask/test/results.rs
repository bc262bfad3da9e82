//! Reads the lines in which test programs say how many tests passed and failed.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Tests that passed.
    pub(super) passed: u64,
    /// Tests that failed.
    pub(super) failed: u64,
}

impl Counts {
    /// Both together.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed.saturating_add(other.passed),
            failed: self.failed.saturating_add(other.failed),
        }
    }

    /// How many ran at all.
    pub(super) fn ran(self) -> u64 {
        self.passed.saturating_add(self.failed)
    }
}

/// The counts in a line such as `test result: ok. 5 passed; 0 failed; 0 ignored`; nothing in any other line.
pub(super) fn read(line: &str) -> Option<Counts> {
    let (_, rest) = line.split_once("test result: ")?;
    let (_, rest) = rest.split_once(". ")?;
    let number = |word: &str| {
        let part = rest
            .split(';')
            .map(str::trim)
            .find(|part| part.ends_with(word))?;
        part.split(' ').next()?.parse().ok()
    };
    Some(Counts {
        passed: number(" passed")?,
        failed: number(" failed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_line_is_read() {
        let line = "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.01s";
        assert_eq!(
            read(line),
            Some(Counts {
                passed: 5,
                failed: 0
            })
        );
        let line = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out";
        assert_eq!(
            read(line),
            Some(Counts {
                passed: 3,
                failed: 2
            })
        );
    }

    #[test]
    fn other_lines_are_not() {
        for line in [
            "running 5 tests",
            "test value::tests::money ... ok",
            "5 passed, 0 failed",
            "test result: ok",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
