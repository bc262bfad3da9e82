//! What the tests of returns judged by hand share: a return is filled as its fixture says, what the engine finds is
//! spelt as the fixture spells it, and the two are laid side by side.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use care_engine::definition::{Definition, Period, Purpose, Rows, Severity, load};
use care_engine::json::{Json, parse};
use care_engine::session::{
    Address, Answer, Cause, Content, Earlier, Edit, EditError, Facts, Finding, Finishing, Node,
    Pass, Session, Subject,
};
use care_engine::value::{Date, Month};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The monthly return, whose fixtures have a folder of their own.
pub const MONTHLY: &str = "capacity-workforce";

pub fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

/// A place in the repository, from whichever of its crates is tested.
fn repository(path: &str) -> PathBuf {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above
        .find_map(|folder| Some(folder.join(path)).filter(|found| found.exists()))
        .unwrap_or_else(|| panic!("no {path}"))
}

/// The framework that ships.
pub fn england() -> Rc<Definition> {
    let text = std::fs::read_to_string(repository("static/frameworks/asc-england.json")).unwrap();
    Rc::new(load(&text).unwrap_or_else(|problems| {
        let all = problems
            .iter()
            .map(|problem| format!("{} {problem}", problem.pointer));
        panic!("{:#?}", all.collect::<Vec<_>>())
    }))
}

/// The fixtures of a return, by the name of the file.
pub fn fixtures(form: &str) -> BTreeMap<String, Json> {
    let folder = match form {
        MONTHLY => "wasm-tests/fixtures/returns".to_owned(),
        _ => ["wasm-tests/fixtures/returns-", form].concat(),
    };
    let files = std::fs::read_dir(repository(&folder)).unwrap();
    files
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            (name, parse(&text).unwrap())
        })
        .collect()
}

/// An answer as a fixture spells it. A reason that the framework does not have is one past its last, which no session
/// takes.
pub fn content(definition: &Definition, json: &Json) -> Content {
    if let Some(reason) = json.get("missing") {
        let reason = reason.as_text().unwrap();
        let at = definition.missing.iter().position(|(id, _)| id == reason);
        return Content::Missing(u16::try_from(at.unwrap_or(definition.missing.len())).unwrap());
    }
    match json.as_list() {
        Some(codes) => {
            let codes = codes.iter().map(|code| Rc::from(code.as_text().unwrap()));
            Content::Codes(codes.collect())
        }
        None => Content::Text(Rc::from(json.as_text().unwrap())),
    }
}

pub fn contents(definition: &Definition, json: &Json) -> Vec<(String, Content)> {
    let entries = json.entries().unwrap().iter();
    entries
        .map(|(id, answer)| (id.to_string(), content(definition, answer)))
        .collect()
}

/// Which kind of subject a return is about.
fn subject_kind(definition: &Definition, form: &str) -> String {
    let Purpose::Return(terms) = &definition.form(form).unwrap().purpose else {
        panic!("{form} is no return")
    };
    definition.forms[usize::from(terms.subject)].id.clone()
}

/// The facts of a return for a month: its subject is known by its own answers, and the earlier return is of the month
/// before.
pub fn month_facts(definition: &Definition, form: &str, judged: &Json) -> Facts {
    let text = |key: &str| judged.get(key).unwrap().as_text().unwrap();
    let month = Month::parse_iso(text("period")).unwrap();
    let period = |month: Month| Period {
        start: month.first_day().unwrap(),
        end: month.last_day().unwrap(),
    };
    let profile = contents(definition, judged.get("subject").unwrap());
    let named = |id: &str| match profile.iter().find(|(known, _)| known == id) {
        Some((_, Content::Text(text))) => text.to_string(),
        _ => String::new(),
    };
    let previous = judged.get("previous").map(|answers| Earlier {
        period: Some(period(month.add(-1).unwrap())),
        filed: date("2026-10-09"),
        answers: contents(definition, answers),
        passes: vec![],
    });
    Facts {
        today: date(text("filedOn")),
        period: Some(period(month)),
        subject: Some(Subject {
            kind: subject_kind(definition, form),
            id: named("cqc_location_id"),
            name: named("location_name"),
            profile: profile.clone(),
        }),
        latest: previous.clone(),
        others: vec![],
        previous,
    }
}

/// The facts of a return whose period is given by its days, about a subject of this id and name.
pub fn period_facts(
    definition: &Definition,
    form: &str,
    judged: &Json,
    (id, name): (&str, &str),
) -> Facts {
    let text = |at: &str| judged.at(at).unwrap().as_text().unwrap();
    let period = Period {
        start: date(text("/period/start")),
        end: date(text("/period/end")),
    };
    let earlier = |period, filed, answers| Earlier {
        period,
        filed,
        answers: contents(definition, answers),
        passes: vec![],
    };
    // The period just before, whose own days no rule reads.
    let previous = judged.get("previous");
    let previous = previous.map(|answers| earlier(None, period.start, answers));
    let others = judged.get("returns").and_then(Json::entries);
    let others = others.unwrap_or_default().iter().map(|(id, answers)| {
        let newest = earlier(Some(period), period.end, answers);
        (id.to_string(), newest)
    });
    Facts {
        today: date(text("/filedOn")),
        period: Some(period),
        subject: Some(Subject {
            kind: subject_kind(definition, form),
            id: id.into(),
            name: name.into(),
            profile: contents(definition, judged.get("subject").unwrap()),
        }),
        latest: previous.clone(),
        others: others.collect(),
        previous,
    }
}

/// The return as the fixture fills it; `refused` is told the place of each answer that the session does not take.
pub fn fill(
    definition: &Rc<Definition>,
    form: &str,
    facts: Facts,
    judged: &Json,
    refused: &mut dyn FnMut(&str, EditError),
) -> Session {
    let form = Rc::clone(definition.form(form).unwrap());
    let mut session = Session::open(definition, &form, facts);
    let mut set = |session: &mut Session, place: &str, json: &Json| {
        let at = Address::parse(place, definition, &form).unwrap_or_else(|| panic!("no {place}"));
        let answer = Answer {
            content: content(definition, json),
            ..Answer::BLANK
        };
        if let Err(error) = session.apply(Edit::Set { at, answer }) {
            refused(place, error);
        }
    };
    for (id, answer) in judged.get("answers").unwrap().entries().unwrap() {
        set(&mut session, id, answer);
    }
    let tables = judged.get("tables").and_then(Json::entries);
    for (id, rows) in tables.unwrap_or_default() {
        let known = form.tables.iter().position(|table| *table.id == **id);
        let number = known.unwrap_or_else(|| panic!("no table {id}"));
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
                set(&mut session, &[&**id, row, column].join("/"), answer);
            }
        }
    }
    session
}

/// For a return each of whose answers the session takes.
pub fn taken(place: &str, error: EditError) {
    panic!("{place}: {error}")
}

/// A pointer into the fixture: tables are keyed by row there.
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
fn expected(judged: &Json, key: &str, default_kind: &str) -> BTreeSet<String> {
    let list = judged.at(&["/expect/", key].concat()).unwrap();
    let spelt = |entry: &Json| {
        let text = |key: &str| entry.get(key).and_then(Json::as_text);
        let kind = text("kind").unwrap_or(default_kind);
        [text("pointer").unwrap(), kind, text("check").unwrap_or("")].join(" ")
    };
    list.as_list().unwrap().iter().map(spelt).collect()
}

/// What the engine finds, spelt alike.
fn found(session: &Session, severity: Severity) -> BTreeSet<String> {
    let mut findings = session.findings();
    findings.retain(|finding| finding.severity == severity);
    let spelt = findings.iter().map(|finding| {
        let check = finding.check.as_deref().unwrap_or("");
        [&pointer(session, finding), kind(finding), check].join(" ")
    });
    spelt.collect()
}

/// Passes the warnings and finishes at noon; the text that is posted, if nothing stops it.
pub fn finish(session: &mut Session) -> Option<String> {
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

/// A filled return, and what could not be put into it, as `pointer kind `: that is refused before any check.
pub type Filled = (Session, BTreeSet<String>);

/// What the session finds otherwise than the person expects, as lines.
fn otherwise(judged: &Json, (session, homeless): &Filled, default_kind: &str) -> Vec<String> {
    let mut errors = found(session, Severity::Error);
    for place in homeless {
        // What could not be put there left it blank, which is no second mistake.
        errors.remove(&place.replace(" reason ", " required "));
        errors.insert(place.clone());
    }
    let warnings = found(session, Severity::Warning);
    let mut lines = Vec::new();
    for (key, ours, theirs) in [
        ("errors", errors, expected(judged, "errors", default_kind)),
        ("warnings", warnings, expected(judged, "warnings", "check")),
    ] {
        if ours != theirs {
            lines.push(format!("{key}:\n engine {ours:?}\n person {theirs:?}"));
        }
    }
    lines
}

/// Judges every fixture of these returns as `fill` fills it, and has a backend judge the text that is posted: it says
/// what it holds against it. Fails where the engine, the person and the backend do not agree; else the number of returns
/// that were accepted, and of those that were not. `default_kind` is the kind of an error whose fixture gives none.
pub fn judge(
    forms: &[&str],
    default_kind: &str,
    fill: &dyn Fn(&str, &Json) -> Filled,
    backend: &dyn Fn(&Session, &str) -> Result<(), String>,
) -> (u32, u32) {
    let mut differ = Vec::new();
    let (mut accepted, mut refused) = (0, 0);
    for form in forms {
        for (name, judged) in fixtures(form) {
            let mut filled = fill(form, &judged);
            let mut lines = otherwise(&judged, &filled, default_kind);
            let (session, homeless) = &mut filled;
            let posted = finish(session).filter(|_| homeless.is_empty());
            let sent = posted.is_some();
            let should = judged.at("/expect/accepted").unwrap().as_bool().unwrap();
            if sent != should {
                lines.push(format!("accepted {sent}, person {should}"));
            }
            if let Some(Err(refusal)) = posted.map(|text| backend(session, &text)) {
                lines.push(format!("finished here, refused there: {refusal}"));
            }
            accepted += u32::from(sent);
            refused += u32::from(!sent);
            differ.extend(lines.iter().map(|line| format!("{form}/{name} {line}")));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    (accepted, refused)
}

/// The items of a posted return that hold a value: answers, tables, and columns as `table/column`.
fn valued(posted: &Json) -> BTreeSet<String> {
    let held = |answer: &Json| answer.get("value").is_some();
    let answers = posted.get("answers").unwrap().entries().unwrap();
    let answers = answers.iter().filter(|(_, answer)| held(answer));
    let mut all: BTreeSet<String> = answers.map(|(id, _)| id.to_string()).collect();
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

/// Fails for a demand (its number, the return, the items that answer it) that the return's honest example leaves
/// unanswered. `fill` makes the example.
pub fn answers_each_demand(demands: &[(&str, &str, &str)], fill: &dyn Fn(&str, &Json) -> Session) {
    let mut posted = BTreeMap::new();
    for (demand, form, items) in demands {
        let has = posted.entry(form).or_insert_with(|| {
            let mut honest = fill(form, &fixtures(form)["01-honest.json"]);
            valued(&parse(&finish(&mut honest).unwrap()).unwrap())
        });
        for item in items.split_whitespace() {
            assert!(has.contains(item), "{demand}: {form} posts no {item}");
        }
    }
}
