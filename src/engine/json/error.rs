//! What can be wrong with a JSON text, and where.

use thiserror::Error;

/// The first thing that is wrong with a JSON text. Holds no part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{kind} (byte {at})")]
pub struct JsonError {
    /// Bytes before the place.
    pub at: u32,
    /// What is wrong there.
    pub kind: JsonErrorKind,
}

/// What is wrong at a place of a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum JsonErrorKind {
    /// The text stops in the middle of a value.
    #[error("the text ends too early")]
    EndsEarly,
    /// No value can start or go on with what stands here.
    #[error("this cannot stand here")]
    Unexpected,
    /// A number is not spelt as JSON spells numbers: `01`, `1.`, `.5`, `+1`.
    #[error("this is not how a number is written")]
    BadNumber,
    /// A backslash is followed by something that it cannot be followed by.
    #[error("there is no such escape")]
    BadEscape,
    /// Half of a pair of `\u` escapes without the other half.
    #[error("half of a pair of escapes is missing")]
    HalfPair,
    /// A control character stands in a string without an escape.
    #[error("a control character must be written as an escape")]
    ControlCharacter,
    /// Lists and objects stand deeper in one another than [`super::MOST_DEPTH`].
    #[error("lists and objects stand too deep in one another")]
    TooDeep,
    /// Something follows the value.
    #[error("something follows the end")]
    Trailing,
    /// The text has 4 GiB or more.
    #[error("the text is too long")]
    TooLong,
}
