//! Every kind of problem: a small edit to a document that is right, and exactly the problem that it must give.
// A table of cases is as long as it has to be.
#![allow(
    clippy::too_many_lines,
    clippy::unwrap_used,
    clippy::wildcard_imports,
    missing_docs
)]

mod document;
mod forms;
mod picture;
mod rules;
mod support;
