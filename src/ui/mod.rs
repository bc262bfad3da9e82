//! What people see: pages, questions and the parts that they share. Reads the engine, writes through the shell.

pub mod el;
pub mod fields;
pub mod filling;
pub mod parts;
pub mod text;

/// Mounts the pages in the document's body.
pub fn mount() {}
