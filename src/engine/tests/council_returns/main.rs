//! The returns of councils: the fragments load with the framework that ships, the codes of councils and care boards
//! are whole on every day, and what a person judged by hand is judged alike.
#![allow(clippy::unwrap_used)]

mod areas;
mod honest;
mod judge;
mod judged;
mod parts;
