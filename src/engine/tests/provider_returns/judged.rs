//! Returns of providers that a person judged before the engine did, and the demands that they answer.

use crate::demands::{COUNCILS, FRAMEWORK, PROVIDERS};
use crate::framework::{RETURNS, framework};
use care_engine::definition::{Definition, Period, Purpose, Rows, Severity};
use care_engine::json::{Json, parse};
use care_engine::session::{
    Address, Answer, Cause, Content, Earlier, Edit, Facts, Finding, Finishing, Node, Pass, Session,
    Subject, accept,
};
use care_engine::value::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../wasm-tests/fixtures/");

fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

/// The fixtures of a return, by the name of the file.
fn fixtures(form: &str) -> BTreeMap<String, Json> {
    let files = std::fs::read_dir([FIXTURES, "returns-", form].concat()).unwrap();
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

fn content(definition: &Definition, json: &Json) -> Content {
    if let Some(reason) = json.get("missing").and_then(Json::as_text) {
        let at = definition.missing.iter().position(|(id, _)| id == reason);
        return Content::Missing(u16::try_from(at.unwrap()).unwrap());
    }
    match json.as_list() {
        Some(codes) => Content::Codes(
            codes
                .iter()
                .map(|c| Rc::from(c.as_text().unwrap()))
                .collect(),
        ),
        None => Content::Text(Rc::from(json.as_text().unwrap())),
    }
}

fn contents(definition: &Definition, json: &Json) -> Vec<(String, Content)> {
    let entries = json.entries().unwrap().iter();
    entries
        .map(|(id, answer)| (id.to_string(), content(definition, answer)))
        .collect()
}

fn facts(definition: &Definition, form: &str, judged: &Json) -> Facts {
    let Purpose::Return(terms) = &definition.form(form).unwrap().purpose else {
        panic!("{form} is no return")
    };
    let text = |at: &str| judged.at(at).unwrap().as_text().unwrap();
    let period = Period {
        start: date(text("/period/start")),
        end: date(text("/period/end")),
    };
    let previous = judged.get("previous").map(|answers| Earlier {
        // The period just before, whose own days no rule reads.
        period: None,
        filed: period.start,
        answers: contents(definition, answers),
        passes: vec![],
    });
    Facts {
        today: date(text("/filedOn")),
        period: Some(period),
        subject: Some(Subject {
            kind: definition.forms[usize::from(terms.subject)].id.clone(),
            id: "9-000000001".into(),
            name: "Larch".into(),
            profile: contents(definition, judged.get("subject").unwrap()),
        }),
        latest: previous.clone(),
        others: vec![],
        previous,
    }
}

/// The return as the fixture fills it.
pub(crate) fn fill(definition: &Rc<Definition>, form: &str, judged: &Json) -> Session {
    let facts = facts(definition, form, judged);
    let form = Rc::clone(definition.form(form).unwrap());
    let mut session = Session::open(definition, &form, facts);
    let set = |session: &mut Session, place: &str, json: &Json| {
        let at = Address::parse(place, definition, &form).unwrap_or_else(|| panic!("no {place}"));
        let answer = Answer {
            content: content(definition, json),
            ..Answer::BLANK
        };
        session
            .apply(Edit::Set { at, answer })
            .unwrap_or_else(|error| panic!("{place}: {error}"));
    };
    for (id, answer) in judged.get("answers").unwrap().entries().unwrap() {
        set(&mut session, id, answer);
    }
    for (table, rows) in judged
        .get("tables")
        .and_then(Json::entries)
        .unwrap_or_default()
    {
        let number = form
            .tables
            .iter()
            .position(|known| *known.id == **table)
            .unwrap();
        let free = matches!(form.tables[number].rows, Rows::Free { .. });
        for (row, cells) in rows.entries().unwrap() {
            if free {
                let add = Edit::AddRow {
                    table: u16::try_from(number).unwrap(),
                    row: Rc::from(&**row),
                    position: u32::MAX,
                    cells: vec![],
                };
                session.apply(add).unwrap();
            }
            for (column, answer) in cells.entries().unwrap() {
                set(&mut session, &[&**table, row, column].join("/"), answer);
            }
        }
    }
    session
}

fn pointer(session: &Session, finding: &Finding) -> String {
    let (definition, form) = (session.definition(), session.form());
    match &finding.places[0] {
        Node::At(at @ Address::Slot(_)) => ["/answers/", &at.spell(definition, form)].concat(),
        Node::At(at) => ["/tables/", &at.spell(definition, form)].concat(),
        Node::Table(table) => ["/tables/", &form.tables[usize::from(*table)].id].concat(),
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

/// What the person expects, as `pointer kind check`.
fn expected(judged: &Json, key: &str) -> BTreeSet<String> {
    let list = judged.at(&["/expect/", key].concat()).unwrap();
    let spelt = |entry: &Json| {
        let text = |key: &str| entry.get(key).and_then(Json::as_text);
        let kind = text("kind").unwrap_or("check");
        [text("pointer").unwrap(), kind, text("check").unwrap_or("")].join(" ")
    };
    list.as_list().unwrap().iter().map(spelt).collect()
}

/// What the engine finds, spelt alike.
fn found(session: &Session, severity: Severity) -> BTreeSet<String> {
    let findings = session.findings();
    let findings = findings
        .iter()
        .filter(|finding| finding.severity == severity);
    findings
        .map(|finding| {
            let check = finding.check.as_deref().unwrap_or("");
            [&pointer(session, finding), kind(finding), check].join(" ")
        })
        .collect()
}

/// Passes the warnings and finishes; the text that is posted, if nothing stops it.
pub(crate) fn finish(session: &mut Session) -> Option<String> {
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
        at: session.facts().today.days() * 86_400_000 + 43_200_000,
        clock_offset: Some(0),
        filer: vec![],
        replaces: None,
    };
    Some(session.finish(&finishing).ok()?.text().to_owned())
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
                if let Err(refusals) = accept(&framework, &text) {
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
    assert!(accepted >= 20 && refused >= 20, "{accepted} and {refused}");
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
    for (demand, form, items) in PROVIDERS {
        for item in items.split_whitespace() {
            assert!(
                posted[form].contains(item),
                "{demand}: {form} posts no {item}"
            );
        }
    }
}

/// What is posted says of which framework it is, which is the first demand; the others are answered by the providers' returns
/// and the councils', each by an honest example that holds the value.
#[test]
fn every_demand_is_answered_and_no_other() {
    let framework = framework();
    for form in RETURNS {
        let honest = &fixtures(form)["01-honest.json"];
        let posted = parse(&finish(&mut fill(&framework, form, honest)).unwrap()).unwrap();
        let said = |at: &str| posted.at(at).and_then(Json::as_text);
        assert_eq!(said("/framework/id"), Some(&*framework.id), "{form}");
        assert_eq!(said("/framework/version"), Some(&*framework.version));
    }
    let mut answered = BTreeSet::from([FRAMEWORK.to_owned()]);
    for (demand, _, items) in PROVIDERS.iter().chain(COUNCILS) {
        assert!(!items.is_empty(), "{demand}");
        answered.insert((*demand).to_owned());
    }
    let demands: BTreeSet<String> = (1..=24).map(|number| format!("D{number:02}")).collect();
    assert_eq!(answered, demands);
}

/// Counting areas looks at each pair of rows: a full table stays within the steps that a rule may take.
#[test]
fn a_full_table_of_areas_is_counted() {
    let framework = framework();
    let honest = &fixtures("care-hours")["01-honest.json"];
    let mut session = fill(&framework, "care-hours", honest);
    let Rows::Free { max, .. } = session.form().tables[0].rows else {
        panic!("rows are fixed")
    };
    let codes: Vec<String> = framework
        .lists
        .iter()
        .find(|list| list.id == "council")
        .unwrap()
        .codes
        .iter()
        .filter(|code| code.until.is_none())
        .map(|code| code.code.clone())
        .collect();
    for row in 3..max {
        // Two rows to an area; Leeds and Wakefield have rows already.
        let area = &codes[usize::try_from(row / 2).unwrap()];
        let cells = vec![(0, Answer::typed(area))];
        let add = Edit::AddRow {
            table: 0,
            row: Rc::from(row.to_string()),
            position: row,
            cells,
        };
        session.apply(add).unwrap();
    }
    let mut areas: BTreeSet<&str> = (3..max).map(|row| &*codes[(row / 2) as usize]).collect();
    areas.extend(["E08000035", "E08000036"]);
    let at = Address::parse("area_count", &framework, session.form()).unwrap();
    let said = [areas.len().to_string().as_str(), " areas"].concat();
    assert_eq!(session.in_words(&at), Some(said));
}

/// What is worked out, beside the same worked out by hand.
#[test]
fn figures_are_worked_out() {
    let framework = framework();
    for (form, file, item, by_hand) in [
        (
            "provider-profile",
            "01-honest",
            "basic_info_complete",
            Some("100%"),
        ),
        // Staff and groups are missing, of 17.
        (
            "provider-profile",
            "18-missing",
            "basic_info_complete",
            Some("88.2%"),
        ),
        // Not registered: neither numbers nor manager; people in place of beds.
        (
            "provider-profile",
            "16-day-service",
            "basic_info_complete",
            Some("100%"),
        ),
        (
            "provider-profile",
            "17-head-office",
            "basic_info_complete",
            Some("100%"),
        ),
        (
            "care-hours",
            "01-honest",
            "total_hours_delivered",
            Some("818 hours"),
        ),
        ("care-hours", "01-honest", "delivered_pct", Some("97.3%")),
        ("care-hours", "01-honest", "area_count", Some("2 areas")),
        // An area that is not known may be any.
        ("care-hours", "12-area-not-known", "area_count", None),
        (
            "care-hours",
            "12-area-not-known",
            "total_hours_delivered",
            Some("818 hours"),
        ),
        // Outside England counts as an area of its own.
        (
            "care-hours",
            "14-live-in-outside",
            "area_count",
            Some("2 areas"),
        ),
        ("care-hours", "22-hours-missing", "delivered_pct", None),
        (
            "digital-readiness",
            "01-honest",
            "dscr_people_pct",
            Some("100%"),
        ),
        // 2 of 30.
        (
            "digital-readiness",
            "01-honest",
            "no_access_pct",
            Some("6.7%"),
        ),
        (
            "digital-readiness",
            "02-nothing-digital",
            "dscr_people_pct",
            Some("0%"),
        ),
        ("workforce-paperwork", "01-honest", "turnover", Some("20%")),
        (
            "workforce-paperwork",
            "01-honest",
            "returns_hours_year",
            Some("17 hours"),
        ),
        // 610 of 880.5.
        (
            "workforce-paperwork",
            "01-honest",
            "people_per_care_hour",
            Some("0.69"),
        ),
        ("workforce-paperwork", "08-no-staff-yet", "turnover", None),
    ] {
        let judged = &fixtures(form)[&[file, ".json"].concat()];
        let session = fill(&framework, form, judged);
        let at = Address::parse(item, &framework, session.form()).unwrap();
        let said = session.value_at(&at).and(session.in_words(&at));
        assert_eq!(said.as_deref(), by_hand, "{form}/{file} {item}");
    }
}
