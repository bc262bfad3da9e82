//! Thirty returns that a person judged before the engine did, accepted or refused at their places.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::{Definition, Period, Severity, load};
use care_engine::json::{Json, parse};
use care_engine::session::{
    Address, Answer, Cause, Content, Earlier, Edit, EditError, Facts, Finding, Finishing, Node,
    Pass, Session, Subject, accept,
};
use care_engine::value::Month;
use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;
use support::date;

fn framework() -> Rc<Definition> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/frameworks/asc-england.json");
    let text = std::fs::read_to_string(path).unwrap();
    Rc::new(load(&text).unwrap_or_else(|problems| {
        panic!(
            "{:#?}",
            problems
                .iter()
                .map(|p| format!("{} {p}", p.pointer))
                .collect::<Vec<_>>()
        )
    }))
}

fn content(definition: &Definition, json: &Json) -> Content {
    if let Some(reason) = json.get("missing") {
        let reason = reason.as_text().unwrap();
        let at = definition.missing.iter().position(|(id, _)| id == reason);
        // A reason that the framework does not have is one past its last.
        return Content::Missing(u16::try_from(at.unwrap_or(definition.missing.len())).unwrap());
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

/// The session, and the pointers of rows and reasons that the framework does not have: no page can make one, so a return
/// that holds one is refused before any check.
fn fill(definition: &Rc<Definition>, judged: &Json) -> (Session, BTreeSet<String>) {
    let mut homeless = BTreeSet::new();
    let form = Rc::clone(definition.form("capacity-workforce").unwrap());
    let text = |key: &str| judged.get(key).unwrap().as_text().unwrap();
    let month = Month::parse_iso(text("period")).unwrap();
    let profile = contents(definition, judged.get("subject"));
    let named = |id: &str| {
        profile
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(String::new, |(_, content)| match content {
                Content::Text(text) => text.to_string(),
                _ => String::new(),
            })
    };
    let previous = judged.get("previous").map(|_| Earlier {
        period: Some(period(month.add(-1).unwrap())),
        filed: date("2026-10-09"),
        answers: contents(definition, judged.get("previous")),
        passes: vec![],
    });
    let facts = Facts {
        today: date(text("filedOn")),
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
    let mut session = Session::open(definition, &form, facts);
    let mut set = |place: &str, json: &Json| {
        let at = Address::parse(place, definition, &form).unwrap_or_else(|| panic!("no {place}"));
        let answer = Answer {
            content: content(definition, json),
            ..Answer::BLANK
        };
        match session.apply(Edit::Set { at, answer }) {
            Ok(_) => {}
            Err(EditError::NoSuchRow) => {
                let row = place.rsplit_once('/').unwrap().0;
                homeless.insert(format!("/tables/{row} code "));
            }
            Err(EditError::NoSuchReason) => {
                homeless.insert(format!("/answers/{place} reason "));
            }
            Err(error) => panic!("{place}: {error}"),
        }
    };
    for (id, answer) in judged.get("answers").unwrap().entries().unwrap() {
        set(id, answer);
    }
    for (table, rows) in judged
        .get("tables")
        .and_then(Json::entries)
        .unwrap_or_default()
    {
        for (row, cells) in rows.entries().unwrap() {
            for (column, answer) in cells.entries().unwrap() {
                set(&[&**table, row, column].join("/"), answer);
            }
        }
    }
    (session, homeless)
}

/// A pointer into the fixture: tables are keyed by row there.
fn pointer(session: &Session, finding: &Finding) -> String {
    match &finding.places[0] {
        Node::At(at @ Address::Slot(_)) => {
            format!(
                "/answers/{}",
                at.spell(session.definition(), session.form())
            )
        }
        Node::At(at) => format!("/tables/{}", at.spell(session.definition(), session.form())),
        Node::Table(table) => format!("/tables/{}", session.form().tables[usize::from(*table)].id),
        Node::Section(_) => String::new(),
    }
}

fn kind(finding: &Finding) -> &'static str {
    match finding.cause {
        Cause::Blank => "required",
        Cause::NotUnderstood => "type",
        Cause::OutOfRange => "range",
        Cause::NotInList => "code",
        Cause::Reason => "reason",
        Cause::FewRows | Cause::RepeatedRow => "rows",
        Cause::Check => "check",
    }
}

fn spelt(parts: &[&str]) -> String {
    parts.join(" ")
}

/// What the person expects, as `pointer kind check`.
fn expected(judged: &Json, key: &str, default_kind: &str) -> BTreeSet<String> {
    let list = judged
        .get("expect")
        .unwrap()
        .get(key)
        .unwrap()
        .as_list()
        .unwrap();
    list.iter()
        .map(|entry| {
            let text = |key: &str| entry.get(key).and_then(Json::as_text);
            let kind = text("kind").unwrap_or(default_kind);
            spelt(&[text("pointer").unwrap(), kind, text("check").unwrap_or("")])
        })
        .collect()
}

fn found(session: &Session, severity: Severity) -> BTreeSet<String> {
    session
        .findings()
        .iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| {
            let check = finding.check.as_deref().unwrap_or("");
            spelt(&[&pointer(session, finding), kind(finding), check])
        })
        .collect()
}

#[test]
fn the_engine_judges_as_a_person_did() {
    let definition = framework();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wasm-tests/fixtures/returns");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let mut differ = Vec::new();
    let (mut accepted, mut refused) = (0, 0);
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let judged = parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let (mut session, homeless) = fill(&definition, &judged);
        for (key, severity, kind) in [
            ("errors", Severity::Error, ""),
            ("warnings", Severity::Warning, "check"),
        ] {
            let (mut ours, theirs) = (found(&session, severity), expected(&judged, key, kind));
            if severity == Severity::Error {
                for place in &homeless {
                    // What could not be put there left it blank, which is no second mistake.
                    ours.remove(&place.replace(" reason ", " required "));
                    ours.insert(place.clone());
                }
            }
            if ours != theirs {
                differ.push(format!("{name} {key}: engine {ours:?}, person {theirs:?}"));
            }
        }
        let taken = homeless.is_empty() && finish(&mut session, &definition);
        let expected = judged
            .get("expect")
            .unwrap()
            .get("accepted")
            .unwrap()
            .as_bool()
            .unwrap();
        if taken != expected {
            differ.push(format!("{name}: accepted {taken}, person {expected}"));
        }
        if expected {
            accepted += 1;
        } else {
            refused += 1;
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(
        accepted >= 10 && refused >= 10 && accepted + refused >= 30,
        "{accepted} and {refused}"
    );
}

/// Passes the warnings, finishes, and has a backend judge the bytes.
fn finish(session: &mut Session, definition: &Rc<Definition>) -> bool {
    let noon = session.facts().today.days() * 86_400_000 + 43_200_000;
    for finding in session.findings() {
        if finding.severity == Severity::Warning {
            let pass = Pass {
                reason: None,
                note: "as counted".into(),
                figures: String::new(),
            };
            session
                .apply(Edit::Pass {
                    finding: finding.key,
                    pass: Some(pass),
                })
                .unwrap();
        }
    }
    let finishing = Finishing {
        id: "00000000-0000-4000-8000-000000000000".into(),
        at: noon,
        clock_offset: Some(0),
        filer: vec![],
        replaces: None,
    };
    let Ok(finished) = session.finish(&finishing) else {
        return false;
    };
    match accept(definition, finished.text()) {
        Ok(posted) => posted.write(definition) == finished.text(),
        Err(refusals) => panic!("finished here, refused there: {refusals:?}"),
    }
}
