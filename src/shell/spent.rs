//! How long a person worked on an open form on this page, so that a value can be offered. Kept nowhere.

use std::cell::Cell;

/// A pause longer than this is not work on the form.
const PAUSE: i64 = 5 * 60_000;
const MINUTE: i64 = 60_000;

/// Time that went into a form, edit by edit.
#[derive(Debug, Default)]
pub(super) struct Spent {
    counted: Cell<i64>,
    last: Cell<Option<i64>>,
}

impl Spent {
    /// Something was changed at this time: Unix time in milliseconds.
    pub(super) fn touch(&self, now: i64) {
        let gap = self.last.replace(Some(now)).map_or(0, |last| now - last);
        if (0..=PAUSE).contains(&gap) {
            self.counted.set(self.counted.get().saturating_add(gap));
        }
    }

    /// Whole minutes, a begun one counted; none where nothing was changed here.
    pub(super) fn minutes(&self) -> Option<u32> {
        self.last.get()?;
        let minutes = self.counted.get() / MINUTE + 1;
        u32::try_from(minutes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{MINUTE, Spent};

    #[test]
    fn time_between_edits_counts_and_a_long_pause_does_not() {
        let spent = Spent::default();
        assert_eq!(spent.minutes(), None);
        spent.touch(1_000);
        assert_eq!(spent.minutes(), Some(1));
        spent.touch(1_000 + 4 * MINUTE);
        assert_eq!(spent.minutes(), Some(5));
        // Two hours of something else, and a clock that was put back.
        spent.touch(1_000 + 124 * MINUTE);
        spent.touch(1_000 + 10 * MINUTE);
        assert_eq!(spent.minutes(), Some(5));
        spent.touch(1_000 + 11 * MINUTE);
        assert_eq!(spent.minutes(), Some(6));
    }
}
