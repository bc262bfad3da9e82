//! What a person reads of answers whose place may be gone.

use crate::definition::{Definition, Form, Rows};
use crate::json::Json;
use crate::session::view::add;
use crate::table::fixed_title;

/// What a place was called: by the item of the same id where there still is one, else by the words of the id. The id of a row that
/// a person added says nothing and is left out.
#[must_use]
pub fn kept_label(definition: &Definition, form: &Form, at: &str) -> String {
    let mut parts = at.splitn(3, '/');
    let first = parts.next().unwrap_or_default();
    let Some(row) = parts.next() else {
        return item_label(definition, first);
    };
    let table = form.tables.iter().find(|table| table.id == first);
    let mut label = table.map_or(first, |table| &table.title).to_owned();
    if let Some(Rows::Fixed { lists }) = table.map(|table| &table.rows) {
        add(&mut label, ", ", &fixed_title(definition, lists, row));
    }
    if let Some(item) = parts.next() {
        add(&mut label, ", ", &item_label(definition, item));
    }
    label
}

fn item_label(definition: &Definition, id: &str) -> String {
    if let Some(item) = definition.items.iter().find(|item| item.id == id) {
        return item.label.clone();
    }
    let mut words = id.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A stored answer in words, as far as they can be had without its item: as it was typed, codes as they are.
#[must_use]
pub fn kept_words(definition: &Definition, answer: &Json) -> String {
    let plain = answer.get("content").unwrap_or(answer);
    let mut words = String::new();
    match plain {
        Json::Text(text) | Json::Number(text) => words.push_str(text),
        Json::Bool(true) => words.push_str("yes"),
        Json::Bool(false) => words.push_str("no"),
        Json::List(codes) => {
            for code in codes {
                add(&mut words, ", ", code.as_text().unwrap_or_default());
            }
        }
        Json::Object(_) => {
            let reason = plain.get("missing").and_then(Json::as_text);
            let reason = reason.unwrap_or_default();
            let mut known = definition.missing.iter();
            let label = known.find(|(id, _)| id == reason);
            words.push_str(label.map_or(reason, |(_, label)| label));
        }
        Json::Null => {}
    }
    words
}
