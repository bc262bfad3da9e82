//! Moving a draft to a newer version of its framework, and back.
#![allow(clippy::unwrap_used)]

mod newer;
mod plan;
mod properties;
#[path = "../support/mod.rs"]
mod support;
mod tables;
