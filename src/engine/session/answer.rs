//! An answer as it is held while filling: what was typed, never only what was understood.

use crate::value::Date;
use std::rc::Rc;

/// What stands in a place, with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was typed or chosen.
    pub content: Content,
    /// Marked by the person as an estimate.
    pub estimated: bool,
    /// Where it came from.
    pub origin: Origin,
}

/// What was typed or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Blank,
    /// Text as typed; for yes/no `yes` or `no`; for one code the code.
    Text(Rc<str>),
    /// The codes of a many-of-a-list answer, in the order in which they were chosen.
    Codes(Rc<[Rc<str>]>),
    /// Missing for a reason: its place in [`crate::definition::Definition::missing`].
    Missing(u16),
}

/// Where an answer came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Typed by a person here.
    Typed,
    /// Taken over from the return of the period before, by the person's word that nothing has changed.
    CarriedOver {
        /// The day that the figure is of: the day on which it was filed, or the last day of its period. Unknown in
        /// drafts and returns from before it was kept.
        on: Option<Date>,
    },
    /// Taken over from another return of the same subject that asks the same.
    TakenOver {
        /// The day on which that one was filed, or last written.
        on: Option<Date>,
        /// Which return: its id in the framework.
        from: Rc<str>,
    },
    /// None, by the person's word that the return is nil.
    Nil,
    /// From the subject's profile.
    Subject,
    /// Given by the page around us.
    Host,
    /// Read from a file.
    Imported,
}

/// How an answer stands, as it is posted and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing yet.
    Blank,
    /// Typed and not understood.
    NotUnderstood,
    /// A value.
    Given,
    /// A value that the person calls an estimate.
    Estimated,
    /// Missing for a reason: its place in [`crate::definition::Definition::missing`].
    Missing(u16),
    /// None, since the return is nil.
    Nil,
    /// As in the return of the period before, confirmed unchanged.
    Unchanged,
    /// Worked out by a rule.
    Calculated,
    /// Hidden by a rule.
    NotApplicable,
}

impl Answer {
    /// Nothing typed.
    pub const BLANK: Self = Self {
        content: Content::Blank,
        estimated: false,
        origin: Origin::Typed,
    };

    /// Text as a person typed it; blank text is no answer.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let content = if text.trim().is_empty() {
            Content::Blank
        } else {
            Content::Text(Rc::from(text))
        };
        Self {
            content,
            ..Self::BLANK
        }
    }

    /// Codes as a person chose them; none chosen is no answer.
    #[must_use]
    pub fn codes(codes: &[&str]) -> Self {
        let content = if codes.is_empty() {
            Content::Blank
        } else {
            let mut list: Vec<Rc<str>> = Vec::new();
            for code in codes {
                list.push(Rc::from(*code));
            }
            Content::Codes(Rc::from(list))
        };
        Self {
            content,
            ..Self::BLANK
        }
    }

    /// Missing for a reason.
    #[must_use]
    pub fn missing(reason: u16) -> Self {
        Self {
            content: Content::Missing(reason),
            ..Self::BLANK
        }
    }

    /// Whether nothing stands here.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.content == Content::Blank
    }

    /// The text as typed; empty where it is not text.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Blank | Content::Codes(_) | Content::Missing(_) => "",
        }
    }
}

impl Origin {
    /// The word that is stored and sent.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::CarriedOver { .. } | Self::TakenOver { .. } => "carried-over",
            Self::Nil => "nil",
            Self::Subject => "subject",
            Self::Host => "host",
            Self::Imported => "imported",
        }
    }

    /// Reads the stored word, which is the same for both ways of carrying over.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Typed,
            Self::CarriedOver { on: None },
            Self::Nil,
            Self::Subject,
            Self::Host,
            Self::Imported,
        ]
        .into_iter()
        .find(|origin| origin.word() == word)
    }
}
