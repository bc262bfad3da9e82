//! `schema`: JSON Schemas (2020-12) of framework documents and of what their returns post.

mod document;
mod posted;
mod shapes;

pub use document::document;
pub use posted::posted;
pub use shapes::{Holds, SHAPES};

use crate::make::{number, object, text, texts};
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

/// An object that has each of these and nothing else.
fn object_of<const N: usize>(properties: [(&str, Json); N]) -> Json {
    let required: Vec<&str> = properties.iter().map(|(key, _)| *key).collect();
    let owned = properties
        .into_iter()
        .map(|(key, schema)| (key.to_owned(), schema));
    closed(owned.collect(), &required)
}

fn any(ways: Vec<Json>) -> Json {
    object([("anyOf", Json::List(ways))])
}

fn list(of: Json) -> Json {
    object([("type", text("array")), ("items", of)])
}

fn string() -> Json {
    object(of_type("string"))
}

/// A text that is not empty.
fn words() -> Json {
    object([("type", text("string")), ("minLength", number(&1))])
}

fn constant(word: &str) -> Json {
    object([("const", text(word))])
}

fn whole(from: u32) -> Json {
    object([("type", text("integer")), ("minimum", number(&from))])
}
