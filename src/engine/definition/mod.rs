//! A framework document becomes a [`Definition`], or every problem in it with its place.

mod model;

pub use model::*;
