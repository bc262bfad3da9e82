//! Where each item is asked or worked out: a row for each place, in the order of the forms.

use super::words;
use crate::make::{elements, entries, forms, text_at};
use care_engine::json::Json;

/// The heads of the columns, in the order of [`Row::cells`].
pub(super) const HEADS: [&str; 26] = [
    "form",
    "section",
    "table",
    "item",
    "label",
    "definition",
    "type",
    "unit",
    "codes",
    "bounds",
    "may be missing",
    "asked",
    "core",
    "none in a nil return",
    "who",
    "duty",
    "period",
    "window",
    "figure of",
    "why",
    "source",
    "source date",
    "mark",
    "since",
    "until",
    "replaces",
];

/// One place where an item is asked or worked out.
pub(super) struct Row<'a> {
    /// The form's id.
    pub(super) form: &'a str,
    form_node: &'a Json,
    section: &'a str,
    table: &'a str,
    /// The item's id.
    pub(super) id: &'a str,
    /// The item.
    pub(super) item: &'a Json,
    asked: String,
}

impl Row<'_> {
    /// What stands in the columns.
    pub(super) fn cells(&self, root: &Json) -> [String; 26] {
        let item = self.item;
        let null = Json::Null;
        let of = item.get("type").unwrap_or(&null);
        let source = item.get("source").unwrap_or(&null);
        let own = |text: &str| text.to_owned();
        let is_return = self.form_node.get("period").is_some();
        let when = |words: fn(&Json) -> String| {
            if is_return {
                words(self.form_node)
            } else {
                String::new()
            }
        };
        [
            own(self.form),
            own(self.section),
            own(self.table),
            own(self.id),
            own(text_at(item, "label")),
            own(text_at(item, "question")),
            words::kind(of),
            words::unit(item),
            own(words::list_of(of).unwrap_or_default()),
            words::bounds(of),
            words::missing(root, item),
            self.asked.clone(),
            own(yes_or_no(item, "core")),
            own(yes_or_no(item, "nil")),
            own(text_at(self.form_node, "subject")),
            words::duties(self.form_node),
            when(words::period),
            when(words::window),
            own(words::basis(item)),
            own(text_at(item, "why")),
            own(text_at(source, "title")),
            own(text_at(source, "date")),
            own(text_at(source, "mark")),
            own(text_at(item, "since")),
            own(text_at(item, "until")),
            words::text_of(item.get("replaces")),
        ]
    }
}

/// Whether an item says something of itself.
fn yes_or_no(item: &Json, key: &str) -> &'static str {
    match item.get(key).and_then(Json::as_bool) {
        Some(true) => "yes",
        Some(false) | None => "no",
    }
}

/// The rows of all forms: returns first, then the profiles.
pub(super) fn rows(root: &Json) -> Vec<Row<'_>> {
    let mut all = forms(root);
    all.sort_by_key(|(kind, ..)| *kind != "return");
    all.into_iter()
        .flat_map(|(_, id, form)| rows_of(root, id, form))
        .collect()
}

/// The rows of one form.
pub(super) fn rows_of<'a>(root: &'a Json, id: &'a str, form: &'a Json) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut add = |section: &'a str, table: &'a str, entry: Option<&'a Json>, name: &'a str| {
        let of = [table, ".", name].concat();
        let key = if table.is_empty() { name } else { &of };
        let rule = entries(form, "calculate")
            .iter()
            .find(|(target, _)| **target == *key)
            .and_then(|(_, rule)| rule.as_text());
        if let Some(item) = root.get("items").and_then(|items| items.get(name)) {
            rows.push(Row {
                form: id,
                form_node: form,
                section,
                table,
                id: name,
                item,
                asked: asked(entry, rule),
            });
        }
    };
    for section in elements(form, "sections") {
        let title = text_at(section, "title");
        for entry in elements(section, "questions") {
            let table = text_at(entry, "table");
            if table.is_empty() {
                add(title, "", Some(entry), item_of(entry));
            }
            for column in elements(entry, "columns") {
                add(title, table, Some(column), item_of(column));
            }
        }
    }
    // What is worked out and shown nowhere.
    let shown: Vec<String> = rows_named(form);
    for (target, _) in entries(form, "calculate") {
        if !shown.iter().any(|name| **name == **target) {
            rows_unshown(root, id, form, target, &mut rows);
        }
    }
    rows
}

fn rows_unshown<'a>(
    root: &'a Json,
    id: &'a str,
    form: &'a Json,
    target: &'a str,
    rows: &mut Vec<Row<'a>>,
) {
    let rule = entries(form, "calculate")
        .iter()
        .find(|(name, _)| **name == *target)
        .and_then(|(_, rule)| rule.as_text());
    if let Some(item) = root.get("items").and_then(|items| items.get(target)) {
        rows.push(Row {
            form: id,
            form_node: form,
            section: "",
            table: "",
            id: target,
            item,
            asked: asked(None, rule),
        });
    }
}

/// The names that the sections of a form show, columns as `table.column`.
fn rows_named(form: &Json) -> Vec<String> {
    let mut names = Vec::new();
    for section in elements(form, "sections") {
        for entry in elements(section, "questions") {
            names.push(item_of(entry).to_owned());
            let table = text_at(entry, "table");
            for column in elements(entry, "columns") {
                names.push([table, ".", item_of(column)].concat());
            }
        }
    }
    names
}

/// The item that an entry names.
fn item_of(entry: &Json) -> &str {
    entry.as_text().unwrap_or_else(|| text_at(entry, "item"))
}

/// Whether and when it is asked, in words.
fn asked(entry: Option<&Json>, rule: Option<&str>) -> String {
    if let Some(rule) = rule {
        return format!("worked out: {rule}");
    }
    let get = |key: &str| entry.and_then(|entry| entry.get(key));
    let mut words = match get("required") {
        Some(Json::Bool(false)) => "optional".to_owned(),
        Some(Json::Text(rule)) => format!("required if {rule}"),
        _ => "required".to_owned(),
    };
    if let Some(rule) = get("showIf").and_then(Json::as_text) {
        words += "; asked only if ";
        words += rule;
    }
    words
}
