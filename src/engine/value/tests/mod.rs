//! Tests of values, most of them against an oracle that is too big for the page.
#![allow(clippy::unwrap_used)]

mod date;
mod decimal;
mod identifier;
mod london;
mod pattern;
mod personal;
mod read;
mod show;
