//! What the author of a framework uses beside the page: every problem of a document with its line, a dictionary of its
//! data, what changed between two versions, its JSON Schemas, documents that hold one return only, and what translators fill in.
//!
//! Each command is a function from texts to a text, so that the tests and the build call it as the command line does.

pub mod check;
pub mod describe;
pub mod diff;
mod error;
pub mod index;
pub mod lists;
mod make;
pub mod schema;
pub mod slice;
pub mod texts;

pub use error::FrameworkError;
pub use make::pretty;
