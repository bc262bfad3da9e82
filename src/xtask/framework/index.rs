//! `index FILE`: what a first visit needs to know of a framework before it opens a return: which returns there are,
//! for whom, and when they are due. The returns themselves are then loaded one by one, as `slice` makes them.
//!
//! The shape: `{format, id, version, title, language, subjects: [{id, title}], holidays: {name: {until, days}}, returns:
//! [{id, title, subject, minutes, items, duty: [{for, kind, discharges}], period, window}]}`. `period` and `window` are as
//! in the document; `holidays` has those that a window names.

use crate::error::{FrameworkError, open};
use crate::make::{elements, entries, number, object, windows};
use care_engine::json::Json;

/// The index of a document, in the shortest JSON.
///
/// # Errors
/// Where the document has problems.
pub fn index(name: &str, text: &str) -> Result<String, FrameworkError> {
    let (root, definition) = open(name, text)?;
    let mut all = copy(&root, &["format", "id", "version", "title", "language"]);
    let subjects = entries(&root, "subjects").iter();
    let subjects = subjects.map(|(id, form)| named(id, copy(form, &["title"])));
    all.push(("subjects".into(), Json::List(subjects.collect())));
    all.push(("holidays".into(), holidays(&root)));
    let returns = entries(&root, "returns").iter().map(|(id, form)| {
        let mut one = copy(form, &["title", "subject", "minutes"]);
        let asked = definition.form(id).map_or(0, |form| {
            let columns: usize = form.tables.iter().map(|table| table.columns.len()).sum();
            form.slots.len() + columns
        });
        one.push(("items".into(), number(&asked)));
        let duties = elements(form, "duty").iter();
        let duties = duties.map(|duty| Json::Object(copy(duty, &["for", "kind", "discharges"])));
        one.push(("duty".into(), Json::List(duties.collect())));
        one.extend(copy(form, &["period", "window"]));
        named(id, one)
    });
    all.push(("returns".into(), Json::List(returns.collect())));
    Ok(Json::Object(all).to_text())
}

type Entries = Vec<(Box<str>, Json)>;

/// The entries with these keys that are there.
fn copy(node: &Json, keys: &[&str]) -> Entries {
    keys.iter()
        .filter_map(|key| Some(((*key).into(), node.get(key)?.clone())))
        .collect()
}

fn named(id: &str, mut rest: Entries) -> Json {
    rest.insert(0, ("id".into(), Json::Text(id.into())));
    Json::Object(rest)
}

/// The holidays that a window names.
fn holidays(root: &Json) -> Json {
    let named: Vec<&str> = entries(root, "returns")
        .iter()
        .flat_map(|(_, form)| windows(form))
        .filter_map(|window| window.get("holidays")?.as_text())
        .collect();
    object(
        entries(root, "holidays")
            .iter()
            .filter(|(id, _)| named.contains(&&**id))
            .map(|(id, node)| (id, Json::Object(copy(node, &["until", "days"])))),
    )
}
