//! A small pattern language for text: always matched against the whole text, in time that grows with its length only.
//!
//! Letters and digits stand for themselves; `.` for any character but a line break; `[A-Z0-9]` for one of them and
//! `[^A-Z]` for one that is none of them; `\d` for a digit, `\w` for a letter of A to Z, a digit or `_`, `\s` for a
//! space; a backslash takes the meaning from any other sign. Behind a piece `?`, `*`, `+`, `{3}`, `{3,}` and `{3,5}`
//! say how often it comes. `( )` groups, `|` separates alternatives.
//!
//! There is no backtracking, so that no pattern and no text can make a match take long.

mod compile;
mod run;

use thiserror::Error;

/// Most steps of a compiled pattern.
pub const MOST_STEPS: usize = 1_000;
/// How deep groups may stand in one another.
pub const MOST_DEPTH: u32 = 16;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    steps: Vec<Step>,
    sets: Vec<Set>,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its place.
    pub fn compile(pattern: &str) -> Result<Self, PatternError> {
        compile::compile(pattern)
    }

    /// Whether the whole text is what the pattern describes.
    pub fn matches(&self, text: &str) -> bool {
        run::matches(self, text)
    }
}

/// What is wrong with a pattern, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{kind} (byte {at})")]
pub struct PatternError {
    /// Bytes before the place.
    pub at: u32,
    /// What is wrong there.
    pub kind: PatternErrorKind,
}

/// What is wrong at a place of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PatternErrorKind {
    /// `^` or `$`: the whole text is always matched.
    #[error("the whole text is always matched: leave out ^ and $, or put \\ before it")]
    Anchor,
    /// A bracket of any kind is not closed.
    #[error("a bracket is not closed")]
    Unclosed,
    /// A closing bracket of any kind without its opening one.
    #[error("a bracket is closed that was not opened")]
    Unopened,
    /// `?`, `*`, `+` or `{` with nothing before it that could repeat, or behind another of them.
    #[error("there is nothing here to repeat")]
    NothingToRepeat,
    /// `{ }` that does not hold one number or two in order.
    #[error("this must be written like {{3}}, {{3,}} or {{3,5}}")]
    BadCount,
    /// A backslash before a letter or digit that has no such meaning, or at the end.
    #[error("there is no such escape")]
    BadEscape,
    /// `[]`, or a range in `[ ]` that ends before it starts.
    #[error("there is nothing between these brackets, or a range is the wrong way round")]
    BadSet,
    /// Groups stand deeper in one another than [`MOST_DEPTH`].
    #[error("groups stand too deep in one another")]
    TooDeep,
    /// More than [`MOST_STEPS`] steps.
    #[error("the pattern is too big")]
    TooBig,
}

/// One step of a compiled pattern. Jumps are counted from the step itself, so that a piece can be repeated by copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// This character.
    One(char),
    /// Any character but a line break.
    Any,
    /// One of a set, by its place.
    Of(u16),
    /// Goes on at either place.
    Fork(i16, i16),
    /// Goes on at the place.
    Jump(i16),
}

/// Characters of `[ ]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Set {
    /// Whether those outside are meant.
    negated: bool,
    /// First and last of each range.
    ranges: Vec<(char, char)>,
}

impl Set {
    fn holds(&self, c: char) -> bool {
        self.ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&c))
            != self.negated
    }
}
