//! `texts FILE`: what a translator fills in; and what belongs to a file of texts in another language: its problems with
//! their lines, how much of the framework it covers, and the part of it that a slice needs.

use crate::check::lines;
use crate::error::{FrameworkError, open};
use crate::make::{number, object, text, text_at};
use care_engine::definition::{Texts, texts_of};
use care_engine::json::{Json, parse};
use std::collections::HashMap;
use std::fmt::Write as _;

/// A file with every text of a document in its first language, for a translator to write over: the `language` has to be
/// changed too, and what is left out falls back.
///
/// # Errors
/// Where the document has problems.
pub fn skeleton(name: &str, document: &str) -> Result<Json, FrameworkError> {
    let (root, definition) = open(name, document)?;
    let texts = texts_of(&root)
        .into_iter()
        .map(|(pointer, said)| (pointer, text(said)));
    Ok(file(
        &definition.id,
        &definition.version,
        &definition.language,
        object(texts),
    ))
}

fn file(framework: &str, version: &str, language: &str, texts: Json) -> Json {
    object([
        ("format", number(&1)),
        ("framework", text(framework)),
        ("version", text(version)),
        ("language", text(language)),
        ("texts", texts),
    ])
}

/// Whether a text is a file of texts in another language.
pub fn is_texts(file: &str) -> bool {
    parse(file).is_ok_and(|root| root.get("texts").is_some())
}

/// Checks the texts in another language for a framework, whose lists' codes stand in it: their lines, and in words how
/// much they cover.
///
/// # Errors
/// Where the framework itself has problems.
pub fn check_texts(
    (name, file): (&str, &str),
    (framework, document): (&str, &str),
) -> Result<(Vec<String>, String), FrameworkError> {
    let (root, definition) = open(framework, document)?;
    let texts = match Texts::read(file, &root) {
        Ok(texts) => texts,
        Err(problems) => return Ok((lines(name, file, &problems), String::new())),
    };
    let known: HashMap<String, &str> = texts_of(&root).into_iter().collect();
    let (mut there, mut same) = (0, 0);
    for (pointer, said) in &texts.entries {
        if let Some(first) = known.get(pointer) {
            there += 1;
            same += usize::from(first == said);
        }
    }
    let mut said = format!(
        "{} of {} texts in {}, {} missing",
        thousands(there),
        thousands(known.len()),
        texts.language,
        thousands(known.len() - there)
    );
    if same > 0 {
        // Only whoever reads it can tell a name from a text that nobody has looked at.
        let _ = write!(said, "; {} as in {}", thousands(same), definition.language);
    }
    Ok((Vec::new(), said))
}

/// The part of the texts that a slice of the framework needs, in the shortest JSON; `whole` and `slice` have the codes of
/// their lists in them.
///
/// # Errors
/// Where the texts have problems.
pub fn part(
    (name, file_text): (&str, &str),
    whole: &str,
    slice: &str,
) -> Result<String, FrameworkError> {
    let root = |text: &str| parse(text).unwrap_or(Json::Null);
    let (whole, slice) = (root(whole), root(slice));
    let texts = Texts::read(file_text, &whole)
        .map_err(|problems| FrameworkError::Problems(lines(name, file_text, &problems)))?;
    let needed: HashMap<String, &str> = texts_of(&slice)
        .into_iter()
        // Of another return that is read, a slice has a page of its own making.
        .filter(|(pointer, said)| whole.at(pointer).and_then(Json::as_text) == Some(*said))
        .collect();
    let kept = texts
        .entries
        .iter()
        .filter(|(pointer, _)| needed.contains_key(pointer))
        .map(|(pointer, said)| (pointer, text(said)));
    Ok(file(
        text_at(&whole, "id"),
        text_at(&whole, "version"),
        &texts.language,
        object(kept),
    )
    .to_text())
}

/// The language of a file of texts.
pub fn language(file: &str) -> String {
    parse(file).map_or_else(
        |_| String::new(),
        |root| text_at(&root, "language").to_owned(),
    )
}

/// A number with a comma at the thousands.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
