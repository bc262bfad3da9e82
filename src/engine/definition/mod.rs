//! A framework document becomes a [`Definition`], or every problem in it with its place.
//!
//! [`load()`] reads the parts in the order in which they need each other: code lists and items, then for each form its
//! outline (which names it has), then the form itself with every rule compiled on the spot. What could not be
//! read still counts as a name, so that one mistake is one problem.

mod checks;
mod facts;
mod form;
mod graph;
mod index;
mod items;
pub mod keys;
mod kinds;
mod lists;
mod load;
mod misspelt;
mod model;
mod names;
mod order;
mod outline;
mod picture;
mod places;
mod problem;
mod reader;
mod replacing;
mod sections;
mod status;
mod tables;
mod terms;
mod texts;
mod unit;
mod version;
mod window;

pub use lists::{ListFile, read_list};
pub use load::{DOCUMENT_BYTES, load};
pub use model::*;
pub use problem::{Expected, Problem, ProblemKind, Spelling};
pub use status::{Lowered, Status};
#[cfg(feature = "welsh")]
pub use texts::load_marked;
pub use texts::{Texts, load_in, read_list_in, texts_of};
pub use unit::Unit;
pub use version::is_later;
pub use window::{DuePeriod, Period, State, Window, closes, due};
