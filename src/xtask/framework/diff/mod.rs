//! `diff OLD NEW`: what changed between two versions of a framework, in words.
//!
//! Things are paired by their ids: items, lists, codes, forms, sections, checks. An item that replaces another is said to.

mod form;
mod parts;

use crate::error::{FrameworkError, open};
use crate::make::{elements, entries, text_at};
use care_engine::json::Json;
use parts::{Changes, LIST_WORDS, TYPE_WORDS, fields, pairs};

/// What changed from the first document to the second; each comes with the name of its file.
///
/// # Errors
/// Where one of them has problems.
pub fn diff(old: (&str, &str), new: (&str, &str)) -> Result<String, FrameworkError> {
    let (a, _) = open(old.0, old.1)?;
    let (b, _) = open(new.0, new.1)?;
    let called = |root: &Json| format!("{} {}", text_at(root, "id"), text_at(root, "version"));
    let mut out = Changes::new();
    out.head("The framework");
    fields(
        &mut out,
        "",
        [&a, &b],
        &[
            ("id", "id"),
            ("title", "title"),
            ("language", "language"),
            ("passReasons", "list of reasons to pass a warning"),
        ],
    );
    reasons(&mut out, [&a, &b]);
    holidays(&mut out, [&a, &b]);
    out.head("Code lists");
    lists(&mut out, [&a, &b]);
    out.head("Items");
    items(&mut out, [&a, &b]);
    form::forms(&mut out, [&a, &b]);
    let said = out.finish();
    Ok(format!(
        "From {} to {}\n{}",
        called(&a),
        called(&b),
        if said.is_empty() {
            "\nNothing else has changed.\n"
        } else {
            &said
        }
    ))
}

fn reasons(out: &mut Changes, roots: [&Json; 2]) {
    for (id, pair) in pairs(roots.map(|root| entries(root, "missing"))) {
        match pair {
            [None, Some(label)] => {
                out.add(&format!("added the reason `{id}`: {}", label.to_text()));
            }
            [Some(_), None] => out.add(&format!("took out the reason `{id}`")),
            [Some(a), Some(b)] if a != b => out.add(&format!(
                "the reason `{id}` was {}, is now {}",
                a.to_text(),
                b.to_text()
            )),
            _ => {}
        }
    }
}

fn holidays(out: &mut Changes, roots: [&Json; 2]) {
    for (id, pair) in pairs(roots.map(|root| entries(root, "holidays"))) {
        match pair {
            [None, Some(_)] => out.add(&format!("added the holidays `{id}`")),
            [Some(_), None] => out.add(&format!("took out the holidays `{id}`")),
            [Some(a), Some(b)] => {
                let what = format!("holidays `{id}`: ");
                fields(
                    out,
                    &what,
                    [a, b],
                    &[
                        ("title", "title"),
                        ("source", "source"),
                        ("until", "last day covered"),
                    ],
                );
                parts::members(
                    out,
                    &what,
                    "day",
                    [elements(a, "days"), elements(b, "days")],
                );
            }
            [None, None] => {}
        }
    }
}

fn lists(out: &mut Changes, roots: [&Json; 2]) {
    for (id, pair) in pairs(roots.map(|root| entries(root, "codeLists"))) {
        match pair {
            [None, Some(list)] => out.add(&format!(
                "added `{id}`, {}: {}",
                text_at(list, "title"),
                crate::check::counted(elements(list, "codes").len(), "code", "codes")
            )),
            [Some(list), None] => {
                out.add(&format!("took out `{id}`, {}", text_at(list, "title")));
            }
            [Some(a), Some(b)] => {
                let what = format!("`{id}`: ");
                fields(
                    out,
                    &what,
                    [a, b],
                    &[("title", "title"), ("source", "source"), ("mark", "mark")],
                );
                codes(out, id, [elements(a, "codes"), elements(b, "codes")]);
            }
            [None, None] => {}
        }
    }
}

fn codes(out: &mut Changes, list: &str, both: [&[Json]; 2]) {
    let named = both.map(|codes| parts::by(codes, "code"));
    for (code, pair) in pairs([&named[0], &named[1]]) {
        match pair {
            [None, Some(new)] => out.add(&format!(
                "`{list}`: added the code {code}, {}{}",
                text_at(new, "label"),
                since(new)
            )),
            [Some(old), None] => out.add(&format!(
                "`{list}`: took out the code {code}, {}: drafts and returns that hold it have no place for it",
                text_at(old, "label")
            )),
            [Some(a), Some(b)] => {
                fields(out, &format!("`{list}`: code {code}: "), [a, b], LIST_WORDS);
            }
            [None, None] => {}
        }
    }
    parts::order(out, &format!("`{list}`: "), "codes", &named);
}

fn since(code: &Json) -> String {
    match text_at(code, "from") {
        "" => String::new(),
        from => format!(", from {from}"),
    }
}

/// The words of an item's keys.
const ITEM_WORDS: &[(&str, &str)] = &[
    ("label", "label"),
    ("question", "question"),
    ("hint", "hint"),
    ("enter", "message when blank"),
    ("unit", "unit"),
    ("basis", "basis"),
    ("scale", "scale"),
    ("core", "core"),
    ("nil", "none in a nil return"),
    ("why", "why it is asked"),
    ("source", "source"),
    ("since", "since"),
    ("until", "until"),
    ("replaces", "what it replaces"),
];

fn items(out: &mut Changes, roots: [&Json; 2]) {
    let replaced_by = |id: &str| {
        let new = entries(roots[1], "items").iter();
        let mut new = new.filter(|(_, item)| {
            elements(item, "replaces")
                .iter()
                .any(|old| old.as_text() == Some(id))
        });
        new.next().map(|(id, _)| id)
    };
    for (id, pair) in pairs(roots.map(|root| entries(root, "items"))) {
        match pair {
            [None, Some(item)] => {
                let replaces = parts::spelt(item.get("replaces"));
                let replaces = match &*replaces {
                    "nothing" => String::new(),
                    old => format!(", which replaces {old}"),
                };
                out.add(&format!(
                    "added `{id}`, {}{replaces}",
                    text_at(item, "label")
                ));
            }
            [Some(item), None] => {
                let by = replaced_by(id).map(|by| format!(", replaced by `{by}`"));
                out.add(&format!(
                    "took out `{id}`, {}{}",
                    text_at(item, "label"),
                    by.unwrap_or_default()
                ));
            }
            [Some(a), Some(b)] => {
                let what = format!("`{id}`: ");
                fields(out, &what, [a, b], ITEM_WORDS);
                if let (Some(a), Some(b)) = (a.get("type"), b.get("type")) {
                    fields(out, &what, [a, b], TYPE_WORDS);
                }
                parts::members(
                    out,
                    &what,
                    "reason for missing",
                    [elements(a, "missing"), elements(b, "missing")],
                );
            }
            [None, None] => {}
        }
    }
}
