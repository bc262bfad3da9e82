//! What the tests share: the framework documents of the repository, and returns finished from the judged fixtures.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use care_engine::definition::{Definition, Period, Severity, load};
use care_engine::json::{Json, parse};
use care_engine::session::{
    Address, Answer, Content, Earlier, Edit, Facts, Finishing, Pass, Session, Subject,
};
use care_engine::value::{Date, Month};
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub const SMALL: &str = include_str!("../../../../../wasm-tests/fixtures/frameworks/small.json");
pub const KITCHEN: &str =
    include_str!("../../../../../wasm-tests/fixtures/frameworks/kitchen.json");
pub const TEN_MISTAKES: &str =
    include_str!("../../../../../wasm-tests/fixtures/frameworks/ten-mistakes.json");
pub const ENGLAND: &str = include_str!("../../../../../static/frameworks/asc-england.json");
pub const TWO: &str = include_str!("../../../../../wasm-tests/fixtures/frameworks/two.json");

/// A folder of the repository.
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .join(path)
}

/// The text with edits, each of which must be possible.
pub fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the document has no {from}");
        text.replacen(from, to, 1)
    })
}

/// Every accepted return of the fixtures, finished: the file's name and what is sent.
pub fn finished() -> Vec<(String, String)> {
    let definition = Rc::new(load(ENGLAND).unwrap());
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder("wasm-tests/fixtures/returns"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let judged = parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        if judged.at("/expect/accepted").and_then(Json::as_bool) == Some(true) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            all.push((name, finish(&definition, &judged)));
        }
    }
    assert!(all.len() >= 10);
    all
}

fn finish(definition: &Rc<Definition>, judged: &Json) -> String {
    let form = Rc::clone(definition.form("capacity-workforce").unwrap());
    let text = |key: &str| judged.get(key).unwrap().as_text().unwrap();
    let month = Month::parse_iso(text("period")).unwrap();
    let profile = contents(definition, judged.get("subject"));
    let named = |id: &str| match profile.iter().find(|(known, _)| known == id) {
        Some((_, Content::Text(text))) => text.to_string(),
        _ => String::new(),
    };
    let previous = judged.get("previous").map(|earlier| Earlier {
        period: Some(period(month.add(-1).unwrap())),
        filed: Date::parse_iso("2026-10-09").unwrap(),
        answers: contents(definition, Some(earlier)),
        passes: vec![],
    });
    let facts = Facts {
        today: Date::parse_iso(text("filedOn")).unwrap(),
        period: Some(period(month)),
        subject: Some(Subject {
            kind: "location".into(),
            id: named("cqc_location_id"),
            name: named("location_name"),
            profile: profile.clone(),
        }),
        latest: previous.clone(),
        others: vec![],
        previous,
    };
    let noon = facts.today.days() * 86_400_000 + 43_200_000;
    let mut session = Session::open(definition, &form, facts);
    let mut set = |place: &str, json: &Json| {
        let at = Address::parse(place, definition, &form).unwrap();
        let answer = Answer {
            content: content(definition, json),
            ..Answer::BLANK
        };
        session.apply(Edit::Set { at, answer }).unwrap();
    };
    for (id, answer) in judged.get("answers").and_then(Json::entries).unwrap() {
        set(id, answer);
    }
    let tables = judged.get("tables").and_then(Json::entries);
    for (table, rows) in tables.unwrap_or_default() {
        for (row, cells) in rows.entries().unwrap() {
            for (column, answer) in cells.entries().unwrap() {
                set(&[&**table, row, column].join("/"), answer);
            }
        }
    }
    for finding in session.findings() {
        if finding.severity == Severity::Warning {
            let pass = Some(Pass {
                reason: None,
                note: "as counted".into(),
                figures: String::new(),
            });
            let finding = finding.key;
            session.apply(Edit::Pass { finding, pass }).unwrap();
        }
    }
    let finishing = Finishing {
        id: "00000000-0000-4000-8000-000000000000".into(),
        at: noon,
        clock_offset: Some(0),
        filer: vec![],
        replaces: None,
    };
    session.finish(&finishing).unwrap().text().to_owned()
}

fn content(definition: &Definition, json: &Json) -> Content {
    if let Some(reason) = json.get("missing").and_then(Json::as_text) {
        let mut known = definition.missing.iter();
        let at = known.position(|(id, _)| id == reason).unwrap();
        return Content::Missing(u16::try_from(at).unwrap());
    }
    match json.as_list() {
        Some(codes) => Content::Codes(
            codes
                .iter()
                .map(|code| Rc::from(code.as_text().unwrap()))
                .collect(),
        ),
        None => Content::Text(Rc::from(json.as_text().unwrap())),
    }
}

fn contents(definition: &Definition, json: Option<&Json>) -> Vec<(String, Content)> {
    json.and_then(Json::entries)
        .unwrap_or_default()
        .iter()
        .map(|(id, answer)| (id.to_string(), content(definition, answer)))
        .collect()
}

fn period(month: Month) -> Period {
    Period {
        start: month.first_day().unwrap(),
        end: month.last_day().unwrap(),
    }
}
