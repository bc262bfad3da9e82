//! Every text of the pages that is not in the framework or the configuration: a folder for each language, with the same
//! names and signatures in both, by who says it.
//!
//! A module of the page has one language: English, or Welsh with the feature `welsh`. So no language costs another's
//! visitors a byte, plurals and mutations are written as each language has them, and a text that is missing does not
//! compile. Which module a device loads is chosen in `static/boot.js`.
//!
//! Numbers are the same in both: Welsh writes its digits, its thousands and its decimals as English does.

#[cfg(any(test, feature = "welsh"))]
pub mod cy;
#[cfg(any(test, not(feature = "welsh")))]
pub mod en;

#[cfg(feature = "welsh")]
pub use cy::*;
#[cfg(not(feature = "welsh"))]
pub use en::*;

#[cfg(test)]
mod tests;
