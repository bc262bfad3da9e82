//! Stored and sent shapes, one file per version. Live types are never serialised: each shape is written and read here.

pub mod draft_v1;
pub mod givers_v1;
pub mod identity;
pub mod receipt_v1;
pub mod return_v1;
pub(crate) mod shape;

pub use shape::ShapeError;
