//! Every text of the pages that is not in the framework or the configuration, by who says it.

pub mod fields;
pub mod moving;
pub mod pages;
pub mod people;
pub mod picture;
pub mod sending;
pub mod signing;
pub mod taking;
pub mod whole;
