//! The framework with every fragment that is there, merged as the one file will be.

use care_engine::definition::{Definition, load};
use care_engine::json::{Json, parse};
use std::fs::{read_dir, read_to_string};
use std::path::Path;
use std::rc::Rc;

type Entries = Vec<(Box<str>, Json)>;

const FRAMEWORKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/frameworks");

/// The four returns, with their fragments' names.
pub(crate) const RETURNS: [&str; 4] = [
    "provider-profile",
    "care-hours",
    "digital-readiness",
    "workforce-paperwork",
];

/// The framework with the fragments.
pub(crate) fn framework() -> Rc<Definition> {
    let text = Json::Object(merged()).to_text();
    Rc::new(load(&text).unwrap_or_else(|problems| {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", said.join("\n"))
    }))
}

/// One fragment.
pub(crate) fn fragment(name: &str) -> Json {
    read(
        &Path::new(FRAMEWORKS)
            .join("parts")
            .join([name, ".json"].concat()),
    )
}

/// The document: ids that stand twice must mean the same.
fn merged() -> Entries {
    let Json::Object(mut document) = read(&Path::new(FRAMEWORKS).join("asc-england.json")) else {
        panic!("no object");
    };
    let mut parts: Vec<_> = read_dir(Path::new(FRAMEWORKS).join("parts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    parts.sort();
    for path in parts {
        let part = read(&path);
        for (key, more) in part.entries().unwrap() {
            let target = entry(&mut document, key);
            for (id, node) in more.entries().unwrap() {
                match target.iter().find(|(known, _)| known == id) {
                    Some((_, known)) => {
                        assert_eq!(known, node, "{}: another {key}/{id}", path.display());
                    }
                    None => target.push((id.clone(), node.clone())),
                }
            }
        }
    }
    for (_, form) in entry(&mut document, "returns") {
        usual_period(form);
    }
    document
}

fn read(path: &Path) -> Json {
    parse(&read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entry<'a>(document: &'a mut Entries, key: &str) -> &'a mut Entries {
    let at = document
        .iter()
        .position(|(known, _)| &**known == key)
        .unwrap_or_else(|| panic!("no {key}"));
    match &mut document[at].1 {
        Json::Object(entries) => entries,
        _ => panic!("{key} is no object"),
    }
}

/// Periods other than months, and their windows, are for the loader to learn: until then a month stands in for them.
/// The tests of what the rules say give the true period themselves.
fn usual_period(form: &mut Json) {
    let kind = form.at("/period/kind").and_then(Json::as_text);
    if matches!(kind, Some("month" | "none")) {
        return;
    }
    let Json::Object(fields) = form else { return };
    for (key, node) in fields {
        match &**key {
            "period" => *node = parse(r#"{"kind":"month","offset":-1}"#).unwrap(),
            "window" => *node = parse(r#"{"opens":1,"closes":31}"#).unwrap(),
            _ => {}
        }
    }
}
