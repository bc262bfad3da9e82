//! What a person reads of answers whose place may be gone.

use super::route::table_now;
use crate::definition::{Definition, Form, Kind, Rows};
use crate::json::Json;
use crate::session::view::add;
use crate::table::fixed_title;
use crate::text;

/// What a place was called: by the item of the same id where there still is one, else by the words of the id. The id of a row that
/// a person added says nothing and is left out.
#[must_use]
pub fn kept_label(definition: &Definition, form: &Form, at: &str) -> String {
    let mut parts = at.splitn(3, '/');
    let first = parts.next().unwrap_or_default();
    let Some(row) = parts.next() else {
        return item_label(definition, first);
    };
    let table = table_now(form, first).and_then(|at| form.tables.get(usize::from(at)));
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

/// A stored answer in words, as far as they can be had: as it was typed, codes by their labels where the item of the
/// same id still is there.
#[must_use]
pub fn kept_words(definition: &Definition, at: &str, answer: &Json) -> String {
    let plain = answer.get("content").unwrap_or(answer);
    let id = at.splitn(3, '/').last().unwrap_or_default();
    let item = definition.items.iter().find(|item| item.id == id);
    let codes = match item.map(|item| &item.kind) {
        Some(Kind::One(list) | Kind::Code(list) | Kind::Many { list, .. }) => {
            &definition.list(*list).codes[..]
        }
        _ => &[],
    };
    let label = |code: &str, words: &mut String| {
        let known = codes.iter().find(|known| known.code == code);
        add(words, ", ", known.map_or(code, |known| known.said()));
    };
    let mut words = String::new();
    match plain {
        Json::Text(code) | Json::Number(code) => label(code, &mut words),
        Json::Bool(true) => words.push_str(text::YES),
        Json::Bool(false) => words.push_str(text::NO),
        Json::List(codes) => {
            for code in codes {
                label(code.as_text().unwrap_or_default(), &mut words);
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
