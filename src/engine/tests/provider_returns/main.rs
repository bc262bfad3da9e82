//! The returns that providers fill in, beside the monthly one: they hold every row of the domain's tables, and judge as a person did.
#![allow(clippy::unwrap_used)]

#[path = "../support/demands.rs"]
mod demands;
mod framework;
mod honest;
mod judged;
mod rows;
mod small;
