//! The returns that providers fill in, beside the monthly one: their fragments load with the framework without a
//! problem, hold every row of the domain's tables, and judge as a person did.
#![allow(clippy::unwrap_used)]

mod fragments;
mod honest;
mod judged;
mod rows;
