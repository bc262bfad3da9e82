//! What changed in forms: returns, kinds of subject and the person who files.

use super::parts::{Changes, by, fields, members, order, pairs, spelt};
use crate::make::{elements, entries, text_at};
use care_engine::json::Json;

/// The words of a form's keys.
const FORM_WORDS: &[(&str, &str)] = &[
    ("title", "title"),
    ("id", "item that is its id"),
    ("name", "item that is its name"),
    ("subject", "subject"),
    ("minutes", "minutes that it takes"),
    ("seenBy", "who sees it"),
    ("retention", "how long it is kept"),
    ("coreOnly", "who is asked the core only"),
    ("period", "period"),
    ("window", "window"),
    ("picture", "what is drawn of it"),
];

/// The words of a table's keys.
const TABLE_WORDS: &[(&str, &str)] = &[
    ("title", "title"),
    ("hint", "hint"),
    ("rows", "rows"),
    ("key", "key"),
    ("min", "fewest rows"),
    ("max", "most rows"),
    ("showIf", "shown only if"),
    ("replaces", "what it replaces"),
];

/// The words of a check's keys.
const CHECK_WORDS: &[(&str, &str)] = &[
    ("kind", "kind"),
    ("table", "table"),
    ("about", "what it is about"),
    ("expect", "what must hold"),
    ("message", "message"),
    ("override", "whether it may be passed"),
];

/// Compares all forms of two documents.
pub(super) fn forms(out: &mut Changes, roots: [&Json; 2]) {
    for (kind, words) in [("subjects", "subject"), ("returns", "return")] {
        for (id, pair) in pairs(roots.map(|root| entries(root, kind))) {
            form(out, &format!("The {words} `{id}`"), pair);
        }
    }
    form(
        out,
        "The person who files",
        roots.map(|root| root.get("filer")),
    );
}

fn form(out: &mut Changes, what: &str, pair: [Option<&Json>; 2]) {
    out.head(what);
    let [a, b] = match pair {
        [Some(a), Some(b)] => [a, b],
        [None, Some(form)] => {
            out.add(&format!("added, {}", text_at(form, "title")));
            return;
        }
        [Some(form), None] => {
            out.add(&format!("taken out, {}", text_at(form, "title")));
            return;
        }
        [None, None] => return,
    };
    fields(out, "", [a, b], FORM_WORDS);
    members(
        out,
        "",
        "what to have at hand",
        [elements(a, "need"), elements(b, "need")],
    );
    members(out, "", "duty", [elements(a, "duty"), elements(b, "duty")]);
    sections(out, [elements(a, "sections"), elements(b, "sections")]);
    places(out, [a, b]);
    for (target, pair) in pairs([entries(a, "calculate"), entries(b, "calculate")]) {
        changed(out, &format!("how `{target}` is worked out"), pair);
    }
    let checks = [
        by(elements(a, "checks"), "id"),
        by(elements(b, "checks"), "id"),
    ];
    for (id, pair) in pairs([&checks[0], &checks[1]]) {
        match pair {
            [None, Some(check)] => out.add(&format!(
                "added the {} `{id}`: {}",
                text_at(check, "kind"),
                text_at(check, "message")
            )),
            [Some(check), None] => {
                out.add(&format!("took out the {} `{id}`", text_at(check, "kind")));
            }
            [Some(a), Some(b)] => fields(out, &format!("check `{id}`: "), [a, b], CHECK_WORDS),
            [None, None] => {}
        }
    }
}

/// One value that was, is, or is another.
fn changed(out: &mut Changes, what: &str, pair: [Option<&Json>; 2]) {
    match pair {
        [None, Some(_)] => out.add(&format!("{what}: added: {}", spelt(pair[1]))),
        [Some(_), None] => out.add(&format!("{what}: taken out; it was {}", spelt(pair[0]))),
        [a, b] if a != b => {
            out.add(&format!("{what} was {}, is now {}", spelt(a), spelt(b)));
        }
        _ => {}
    }
}

fn sections(out: &mut Changes, both: [&[Json]; 2]) {
    let named = both.map(|sections| by(sections, "id"));
    for (id, pair) in pairs([&named[0], &named[1]]) {
        match pair {
            [None, Some(section)] => out.add(&format!(
                "added the section `{id}`, {}",
                text_at(section, "title")
            )),
            [Some(section), None] => out.add(&format!(
                "took out the section `{id}`, {}",
                text_at(section, "title")
            )),
            [Some(a), Some(b)] => {
                let words = &[
                    ("title", "title"),
                    ("intro", "introduction"),
                    ("showIf", "shown only if"),
                ];
                fields(out, &format!("section `{id}`: "), [a, b], words);
                let entries = [a, b].map(|section| {
                    let entries = elements(section, "questions").iter();
                    entries
                        .map(|entry| (name_of(entry).into(), Json::Null))
                        .collect::<Vec<_>>()
                });
                order(out, &format!("section `{id}`: "), "questions", &entries);
            }
            [None, None] => {}
        }
    }
    order(out, "", "sections", &named);
}

/// What an entry of a section, or a column, is about.
fn name_of(entry: &Json) -> &str {
    let table = text_at(entry, "table");
    if table.is_empty() {
        entry.as_text().unwrap_or_else(|| text_at(entry, "item"))
    } else {
        table
    }
}

/// Compares what stands in the sections, wherever it stands.
fn places(out: &mut Changes, forms: [&Json; 2]) {
    let all = forms.map(|form| {
        let mut all: Vec<(Box<str>, Json)> = Vec::new();
        for section in elements(form, "sections") {
            for entry in elements(section, "questions") {
                let section = section.get("id").cloned().unwrap_or(Json::Null);
                let pair = vec![("section".into(), section), ("entry".into(), entry.clone())];
                all.push((name_of(entry).into(), Json::Object(pair)));
            }
        }
        all
    });
    for (name, pair) in pairs([&all[0], &all[1]]) {
        match pair {
            [None, Some(new)] => out.add(&format!(
                "asks `{name}` now, in section `{}`",
                text_at(new, "section")
            )),
            [Some(_), None] => out.add(&format!("no longer asks `{name}`")),
            [Some(a), Some(b)] => {
                let [from, to] = [a, b].map(|place| text_at(place, "section"));
                if from != to {
                    out.add(&format!("`{name}` moved from section `{from}` to `{to}`"));
                }
                if let (Some(a), Some(b)) = (a.get("entry"), b.get("entry")) {
                    entry(out, name, [a, b]);
                }
            }
            [None, None] => {}
        }
    }
}

fn entry(out: &mut Changes, name: &str, both: [&Json; 2]) {
    let what = format!("`{name}`: ");
    if both.iter().all(|entry| entry.get("table").is_some()) {
        fields(out, &what, both, TABLE_WORDS);
        let columns = both.map(|table| {
            let columns = elements(table, "columns").iter();
            columns
                .map(|column| (name_of(column).into(), column.clone()))
                .collect::<Vec<_>>()
        });
        for (column, pair) in pairs([&columns[0], &columns[1]]) {
            match pair {
                [None, Some(_)] => out.add(&format!("{what}column `{column}` added")),
                [Some(_), None] => out.add(&format!("{what}column `{column}` taken out")),
                [Some(a), Some(b)] => asked(out, &format!("{what}column `{column}`: "), [a, b]),
                [None, None] => {}
            }
        }
        order(out, &what, "columns", &columns);
    } else {
        asked(out, &what, both);
    }
}

fn asked(out: &mut Changes, what: &str, both: [&Json; 2]) {
    let words = &[("showIf", "asked only if"), ("required", "required")];
    fields(out, what, both, words);
}
