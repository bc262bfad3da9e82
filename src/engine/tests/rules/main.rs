//! The rule language from outside: cases as data, the functions' own examples, hostile input, and properties.
#![allow(clippy::unwrap_used)]

mod cases;
mod hostile;
mod random;
mod templates;
mod truth;
mod world;
