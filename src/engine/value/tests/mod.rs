//! Tests of values, most of them against an oracle that is too big for the page.
#![allow(clippy::unwrap_used)]

mod date;
mod decimal;
