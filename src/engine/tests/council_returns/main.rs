//! The returns of councils: they ask all that they should, the codes of councils and care boards are whole on every
//! day, and what a person judged by hand is judged alike.
#![allow(clippy::unwrap_used)]

mod areas;
#[path = "../support/demands.rs"]
mod demands;
mod framework;
mod honest;
mod judged;
#[path = "../support/judging.rs"]
mod judging;
#[path = "../support/made_up.rs"]
mod made_up;
