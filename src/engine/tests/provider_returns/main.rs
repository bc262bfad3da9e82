//! The returns that providers fill in, beside the monthly one: they hold every row of the domain's tables, and judge as a person did.
#![allow(clippy::unwrap_used)]

#[path = "../support/demands.rs"]
mod demands;
mod framework;
mod honest;
mod judged;
#[path = "../support/judging.rs"]
mod judging;
#[path = "../support/made_up.rs"]
mod made_up;
mod rows;
mod small;
