//! Returns of councils that a person judged before the engine did, and the demands that they answer.

use crate::demands::COUNCILS;
use crate::framework::framework;
use crate::judge::{date, expected, fill, finish, found};
use care_engine::definition::{Period, Severity, Status};
use care_engine::json::{Json, parse};
use care_engine::session::{
    Address, Answer, Cause, Earlier, Edit, Facts, Held, Session, accept_beside,
};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../wasm-tests/fixtures/");
const RETURNS: &[&str] = &["council-waiting", "local-funding", "wellbeing-outcomes"];
/// The fixtures of a return, by the name of the file.
fn fixtures(form: &str) -> BTreeMap<String, Json> {
    let folder = [FIXTURES, "returns-", form].concat();
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (
                name,
                parse(&std::fs::read_to_string(&path).unwrap()).unwrap(),
            )
        })
        .collect()
}

/// The day before a period, standing for the period before.
fn before(period: Period) -> Period {
    let end = period.start.add_days(-1).unwrap();
    Period { start: end, end }
}

#[test]
fn the_engine_judges_as_a_person_did() {
    let framework = framework();
    let mut differ = Vec::new();
    let (mut accepted, mut refused) = (0, 0);
    for form in RETURNS {
        for (name, judged) in fixtures(form) {
            let mut session = fill(&framework, form, &judged);
            for (key, severity) in [("errors", Severity::Error), ("warnings", Severity::Warning)] {
                let (ours, theirs) = (found(&session, severity), expected(&judged, key));
                if ours != theirs {
                    differ.push(format!(
                        "{form}/{name} {key}:\n engine {ours:?}\n person {theirs:?}"
                    ));
                }
            }
            let posted = finish(&mut session);
            let should = judged.at("/expect/accepted").unwrap().as_bool().unwrap();
            if posted.is_some() != should {
                differ.push(format!(
                    "{form}/{name}: accepted {}, person {should}",
                    posted.is_some()
                ));
            }
            if let Some(text) = posted {
                let facts = session.facts();
                let latest = facts.previous.clone().map(|earlier| Earlier {
                    period: facts.period.map(before),
                    ..earlier
                });
                let others = facts.others.clone();
                let held = Held { latest, others };
                let beside =
                    accept_beside(&framework, &Status::default(), &text, &|_, _| held.clone());
                if let Err(refusals) = beside {
                    differ.push(format!(
                        "{form}/{name}: finished here, refused there: {refusals:?}"
                    ));
                }
                accepted += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(accepted >= 10 && refused >= 10, "{accepted} and {refused}");
}

/// The items of a posted return that hold a value: answers, tables, and columns as `table/column`.
fn valued(posted: &Json) -> BTreeSet<String> {
    let held = |answer: &Json| answer.get("value").is_some();
    let answers = posted.get("answers").unwrap().entries().unwrap();
    let mut all: BTreeSet<String> = answers
        .iter()
        .filter(|(_, answer)| held(answer))
        .map(|(id, _)| id.to_string())
        .collect();
    for (table, rows) in posted.get("tables").unwrap().entries().unwrap() {
        for row in rows.as_list().unwrap() {
            let cells = row.get("cells").unwrap().entries().unwrap();
            for (column, _) in cells.iter().filter(|(_, cell)| held(cell)) {
                all.insert(table.to_string());
                all.insert([&**table, "/", column].concat());
            }
        }
    }
    all
}

#[test]
fn an_honest_example_answers_each_demand() {
    let framework = framework();
    let posted: BTreeMap<&str, BTreeSet<String>> = RETURNS
        .iter()
        .map(|form| {
            let honest = &fixtures(form)["01-honest.json"];
            let text = finish(&mut fill(&framework, form, honest)).unwrap();
            (*form, valued(&parse(&text).unwrap()))
        })
        .collect();
    for (demand, form, items) in COUNCILS {
        for item in items.split_whitespace() {
            assert!(
                posted[form].contains(item),
                "{demand}: {form} posts no {item}"
            );
        }
    }
}

/// Acceptance vector 17: a code that ended is an error in this year's details, and its successor is offered.
#[test]
fn a_la_code_that_ended_leads_to_its_successor() {
    let framework = framework();
    let form = Rc::clone(framework.form("council").unwrap());
    for (today, ends) in [
        ("2025-03-31", false),
        ("2025-04-01", true),
        ("2026-11-21", true),
    ] {
        let facts = Facts {
            today: date(today),
            period: None,
            subject: None,
            previous: None,
            latest: None,
            others: Vec::new(),
        };
        let mut session = Session::open(&framework, &form, facts);
        let at = Address::parse("la_code", &framework, &form).unwrap();
        let answer = Answer::typed("E08000016");
        session.apply(Edit::Set { at, answer }).unwrap();
        let findings = session.findings();
        let found = findings
            .iter()
            .any(|finding| finding.cause == Cause::NotInList);
        assert_eq!(found, ends, "{today}");
    }
    let list = framework
        .lists
        .iter()
        .find(|list| list.id == "council")
        .unwrap();
    let old = list
        .codes
        .iter()
        .find(|code| code.code == "E08000016")
        .unwrap();
    let new: Vec<&str> = old
        .replaced_by
        .iter()
        .map(|at| list.codes[*at as usize].code.as_str())
        .collect();
    assert_eq!(new, ["E08000038"]);
}
