//! The texts in English.

pub mod fields;
pub mod homes;
pub mod keys;
pub mod moving;
pub mod pages;
pub mod people;
pub mod picture;
pub mod sending;
pub mod signing;
pub mod taking;
pub mod whole;
