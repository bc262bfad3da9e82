//! Moves a draft to another version of its framework: first what would change, then the draft as it would be.
//!
//! [`plan`] follows `replaces` of items and tables and `replacedBy` of codes. Nothing that was typed is lost: each answer stays
//! where it was, goes to the item that replaces its own, or is kept in the draft without a place, from where a later
//! move may take it up again. The old version itself is not needed, so that a page needs no more than the framework
//! that it has.

mod codes;
mod figures;
mod placing;
mod posted;
mod route;
mod words;

pub(crate) use figures::{earlier_now, other_now};
pub use posted::draft_of;
pub use words::{kept_label, kept_words};

use crate::definition::Definition;
use crate::exchange::ShapeError;
use crate::exchange::draft_v1::{DraftHead, Opened};
use crate::session::{Address, Facts, Session};
use std::rc::Rc;

/// What a move comes to. Nothing has happened yet.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The version that the draft is on.
    pub from: String,
    /// What becomes of each answer: of each one exactly once, in the order of the draft, those without a place last.
    pub steps: Vec<Step>,
    /// The names of questions that the draft's version did not have and that are not answered yet.
    pub new: Vec<String>,
    /// The draft as it would be.
    opened: Opened,
}

/// What becomes of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it stood, in the spelling of the draft's version.
    pub at: String,
    /// What that place is called, as far as it is still known.
    pub old: String,
    /// What was answered, in words.
    pub said: String,
    /// Where it goes.
    pub end: End,
    /// Codes in it that have ended.
    pub codes: Vec<CodeChange>,
    /// Why it cannot be used as it will stand; it stands there all the same.
    pub message: Option<String>,
}

/// Where an answer goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Nowhere: it stays where it is.
    Stayed(Address),
    /// To the item, or the row, that takes the place of its own; or back to a place that there is again.
    Moved {
        /// The place.
        to: Address,
        /// What the place is called.
        label: String,
    },
    /// It has no place on the new version, and is kept beside.
    Kept {
        /// Why it has none.
        why: Why,
        /// Whether it had none before either.
        before: bool,
    },
}

/// Why an answer has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The form does not ask it any more.
    NotAsked,
    /// The table has no such row any more.
    NoRow,
    /// Another answer stands in the place that it would go to.
    Taken,
    /// It is missing for a reason that is not offered any more.
    NoReason,
}

/// A code that has ended, in an answer that has a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeChange {
    /// Its label.
    pub old: String,
    /// The labels of what takes its place. If there is one, the answer holds that one. If there are several, the answer
    /// is left as it was, and the person chooses.
    pub new: Vec<String>,
}

/// Why a draft cannot be moved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// It is not a draft of a shape that is known here.
    #[error(transparent)]
    Shape(#[from] ShapeError),
    /// It is of another framework.
    #[error("this draft is of another framework")]
    Framework,
    /// The new version has no such form any more.
    #[error("the new version has no such form")]
    Form,
}

/// Looks at what moving a draft to the version of a definition comes to. Subject and period come from the draft; the
/// rest of the facts from the caller.
///
/// # Errors
/// Where there is nothing to move, or nowhere to move it to.
pub fn plan(text: &str, definition: &Rc<Definition>, facts: Facts) -> Result<Plan, PlanError> {
    placing::plan(text, definition, facts)
}

impl Plan {
    /// Whether the move changes nothing that a person would notice.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.steps.iter().all(Step::is_quiet)
    }

    /// What the draft would say of itself.
    #[must_use]
    pub fn head(&self) -> &DraftHead {
        &self.opened.head
    }

    /// The session as it would be.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.opened.session
    }

    /// The draft on the new version.
    #[must_use]
    pub fn apply(self) -> Opened {
        self.opened
    }
}

impl Step {
    /// Whether the answer stays as and where it was.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let stays = matches!(self.end, End::Stayed(_) | End::Kept { before: true, .. });
        stays && self.codes.is_empty() && self.message.is_none()
    }
}
