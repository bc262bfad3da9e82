//! What the engine says itself, in one place per language: messages of its own, months, yes and no. The document's
//! questions and checks have their own words.
//!
//! One language is compiled in: English, or Welsh with the feature `welsh`. Numbers are the same in both: Welsh writes
//! its digits, its thousands and its decimals as English does.

// Months are read in both languages, whichever is spoken: a draft means the same in both.
#[cfg_attr(
    not(feature = "welsh"),
    allow(
        dead_code,
        reason = "of the language that is not spoken, only the months are used"
    )
)]
pub(crate) mod cy;
#[cfg_attr(
    feature = "welsh",
    allow(
        dead_code,
        reason = "of the language that is not spoken, only what is spelt for comparing is used"
    )
)]
pub(crate) mod en;

#[cfg(feature = "welsh")]
pub(crate) use cy::*;
#[cfg(not(feature = "welsh"))]
pub(crate) use en::*;

#[cfg(test)]
mod tests;
