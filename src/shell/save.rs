//! The save state machine: one save in flight at a time, the newest state wins, and "saved" only after the store's word.
//! Pure: it knows no store, no clock and no timer.

use crate::storage::{SaveDraftError, StoreError, sabotage};

/// What the page says about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was changed since the form was opened.
    Unchanged,
    /// Another tab has the form: here it is shown, and nothing is written.
    Elsewhere,
    /// There are changes that are not written yet.
    Saving,
    /// All changes are written; the last were at this time, Unix milliseconds.
    At(i64),
    /// The last try failed. The changes are in memory only.
    Failed(SaveProblem),
}

/// Why a form could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveProblem {
    /// Another tab has taken the draft over; this one may not write any more.
    TakenOver,
    /// The draft was sent or removed in another tab.
    Gone,
    /// The store failed. The next change, or the person, tries again.
    Store(StoreError),
}

impl SaveProblem {
    /// Whether trying again could help.
    pub fn can_retry(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

impl From<SaveDraftError> for SaveProblem {
    fn from(error: SaveDraftError) -> Self {
        match error {
            SaveDraftError::Superseded { .. } => Self::TakenOver,
            SaveDraftError::Gone => Self::Gone,
            SaveDraftError::Store(error) => Self::Store(error),
        }
    }
}

impl From<StoreError> for SaveProblem {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// How far saving of one form is.
#[derive(Debug, Default)]
pub struct Saver {
    /// Changes made so far.
    made: u64,
    /// Changes that the last finished save holds.
    written: u64,
    /// Changes that the save in flight holds.
    in_flight: Option<u64>,
    /// When the last save finished.
    at: Option<i64>,
    problem: Option<SaveProblem>,
}

impl Saver {
    /// Something was changed.
    pub fn changed(&mut self) {
        self.made = self.made.saturating_add(1);
    }

    /// Asks to write now. If it answers yes, the caller writes the newest state and reports with [`Self::end`].
    pub fn begin(&mut self) -> bool {
        let barred = self
            .problem
            .as_ref()
            .is_some_and(|problem| !problem.can_retry() && !sabotage::off("barred"));
        let busy = self.in_flight.is_some() && !sabotage::off("one-save");
        if barred || busy || self.written == self.made {
            return false;
        }
        self.in_flight = Some(self.made);
        true
    }

    /// A save ended: when, or why not. Answers whether there is something newer to write at once.
    pub fn end(&mut self, result: Result<i64, SaveProblem>) -> bool {
        let Some(held) = self.in_flight.take() else {
            return false;
        };
        match result {
            Ok(at) => {
                self.written = if sabotage::off("newest") {
                    self.made
                } else {
                    held
                };
                self.at = Some(at);
                self.problem = None;
                self.written < self.made
            }
            Err(problem) => {
                if !sabotage::off("failure-said") {
                    self.problem = Some(problem);
                }
                false
            }
        }
    }

    /// Whether a save is under way.
    pub fn is_busy(&self) -> bool {
        self.in_flight.is_some()
    }

    /// It was found without a save that this page may not write any more.
    pub fn bar(&mut self, problem: SaveProblem) {
        self.problem = Some(problem);
    }

    /// What the page says.
    pub fn state(&self) -> Saved {
        match (&self.problem, self.at) {
            (Some(problem), _) => Saved::Failed(problem.clone()),
            (None, _) if self.written < self.made && !sabotage::off("saved-early") => Saved::Saving,
            (None, Some(at)) => Saved::At(at),
            (None, None) => Saved::Unchanged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SaveProblem, Saved, Saver};
    use crate::storage::StoreError;

    #[test]
    fn nothing_is_written_before_a_change() {
        let mut saver = Saver::default();
        assert!(!saver.begin());
        assert_eq!(saver.state(), Saved::Unchanged);
    }

    #[test]
    fn saved_is_said_only_after_the_store_said_so() {
        let mut saver = Saver::default();
        saver.changed();
        assert!(saver.begin());
        assert_eq!(saver.state(), Saved::Saving);
        assert!(!saver.end(Ok(5)));
        assert_eq!(saver.state(), Saved::At(5));
    }

    #[test]
    fn one_save_is_in_flight_and_the_newest_state_follows_it() {
        let mut saver = Saver::default();
        saver.changed();
        assert!(saver.begin());
        saver.changed();
        saver.changed();
        assert!(!saver.begin());
        assert!(
            saver.end(Ok(1)),
            "two changes are newer than what was written"
        );
        assert_eq!(saver.state(), Saved::Saving);
        assert!(saver.begin());
        assert!(!saver.end(Ok(2)));
        assert_eq!(saver.state(), Saved::At(2));
    }

    #[test]
    fn a_failure_is_said_until_a_save_succeeds() {
        let mut saver = Saver::default();
        saver.changed();
        assert!(saver.begin());
        let full = SaveProblem::Store(StoreError::Quota);
        assert!(!saver.end(Err(full.clone())));
        assert_eq!(saver.state(), Saved::Failed(full));
        assert!(saver.begin(), "the same changes are tried again");
        assert!(!saver.end(Ok(9)));
        assert_eq!(saver.state(), Saved::At(9));
    }

    #[test]
    fn a_form_that_was_taken_over_writes_no_more() {
        let mut saver = Saver::default();
        saver.changed();
        assert!(saver.begin());
        assert!(!saver.end(Err(SaveProblem::TakenOver)));
        saver.changed();
        assert!(!saver.begin());
        assert_eq!(saver.state(), Saved::Failed(SaveProblem::TakenOver));
    }

    #[test]
    fn a_form_that_is_found_taken_over_says_so_before_anything_is_changed() {
        let mut saver = Saver::default();
        saver.bar(SaveProblem::TakenOver);
        assert_eq!(saver.state(), Saved::Failed(SaveProblem::TakenOver));
        saver.changed();
        assert!(!saver.begin());
    }

    #[test]
    fn an_end_without_a_beginning_is_nothing() {
        let mut saver = Saver::default();
        assert!(!saver.end(Ok(1)));
        assert_eq!(saver.state(), Saved::Unchanged);
    }
}
