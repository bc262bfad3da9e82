//! `schema`: JSON Schemas (2020-12) of framework documents and of what their returns post.

mod document;
mod posted;
mod shapes;

pub use document::document;
pub use posted::posted;
pub use shapes::{Holds, SHAPES};

use crate::make::{object, text, texts};
use care_engine::json::Json;

/// The dialect of all our schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A schema of one type of value.
fn of_type(name: &str) -> Vec<(&'static str, Json)> {
    vec![("type", text(name))]
}

/// A schema of texts that fit a regular expression.
fn like(pattern: &str) -> Json {
    object([("type", text("string")), ("pattern", text(pattern))])
}

/// A schema of some words.
fn one_of_words<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Json {
    object([("enum", texts(words))])
}

/// A schema of an object with these properties and no others.
fn closed(properties: Vec<(String, Json)>, required: &[&str]) -> Json {
    object([
        ("type", text("object")),
        ("properties", object(properties)),
        ("required", texts(required)),
        ("additionalProperties", Json::Bool(false)),
    ])
}

/// A date as `2026-11-21`.
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
