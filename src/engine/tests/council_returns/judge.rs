//! Fills a return as a fixture says, and spells what the engine finds as the fixture does.

use care_engine::definition::{Definition, Period, Rows, Severity};
use care_engine::json::Json;
use care_engine::session::{
    Address, Answer, Cause, Content, Earlier, Edit, Facts, Finding, Finishing, Node, Pass, Session,
    Subject,
};
use care_engine::value::Date;
use std::collections::BTreeSet;
use std::rc::Rc;

pub(crate) fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
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

fn contents(definition: &Definition, json: Option<&Json>) -> Vec<(String, Content)> {
    let entries = json.and_then(Json::entries).unwrap_or_default();
    entries
        .iter()
        .map(|(id, answer)| (id.to_string(), content(definition, answer)))
        .collect()
}

/// The return as the fixture fills it.
pub(crate) fn fill(definition: &Rc<Definition>, form: &str, judged: &Json) -> Session {
    let form = Rc::clone(definition.form(form).unwrap());
    let text = |at: &str| judged.at(at).unwrap().as_text().unwrap();
    let period = Period {
        start: date(text("/period/start")),
        end: date(text("/period/end")),
    };
    let previous = judged.get("previous").map(|answers| Earlier {
        // Only its answers are looked at.
        period: None,
        filed: period.start,
        answers: contents(definition, Some(answers)),
        passes: vec![],
    });
    let others = judged.get("returns").and_then(Json::entries);
    let others = others.unwrap_or_default().iter().map(|(id, answers)| {
        let newest = Earlier {
            period: Some(period),
            filed: period.end,
            answers: contents(definition, Some(answers)),
            passes: vec![],
        };
        (id.to_string(), newest)
    });
    let facts = Facts {
        today: date(text("/filedOn")),
        period: Some(period),
        subject: Some(Subject {
            kind: "council".into(),
            id: text("/subject/la_code").into(),
            name: "The council".into(),
            profile: contents(definition, judged.get("subject")),
        }),
        latest: previous.clone(),
        others: others.collect(),
        previous,
    };
    let mut session = Session::open(definition, &form, facts);
    let mut set = |place: &str, json: &Json| {
        let at = Address::parse(place, definition, &form).unwrap_or_else(|| panic!("no {place}"));
        let answer = Answer {
            content: content(definition, json),
            ..Answer::BLANK
        };
        if let Address::Cell { table, row, .. } = &at
            && matches!(form.tables[usize::from(*table)].rows, Rows::Free { .. })
        {
            let (table, row) = (*table, Rc::clone(row));
            let position = u32::MAX;
            let cells = vec![];
            // The row may be there already.
            let _ = session.apply(Edit::AddRow {
                table,
                row,
                position,
                cells,
            });
        }
        let set = session.apply(Edit::Set { at, answer });
        set.unwrap_or_else(|error| panic!("{place}: {error}"));
    };
    for (id, answer) in judged.get("answers").unwrap().entries().unwrap() {
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
    session
}

fn pointer(session: &Session, finding: &Finding) -> String {
    match &finding.places[0] {
        Node::At(at) => {
            let start = match at {
                Address::Slot(_) => "/answers/",
                Address::Cell { .. } => "/tables/",
            };
            [start, &at.spell(session.definition(), session.form())].concat()
        }
        Node::Table(table) => ["/tables/", &session.form().tables[usize::from(*table)].id].concat(),
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
pub(crate) fn expected(judged: &Json, key: &str) -> BTreeSet<String> {
    let list = judged.at(&["/expect/", key].concat()).unwrap();
    let spelt = |entry: &Json| {
        let text = |key: &str| entry.get(key).and_then(Json::as_text);
        [
            text("pointer").unwrap(),
            text("kind").unwrap_or("check"),
            text("check").unwrap_or(""),
        ]
        .join(" ")
    };
    list.as_list().unwrap().iter().map(spelt).collect()
}

/// What the engine finds, spelt alike.
pub(crate) fn found(session: &Session, severity: Severity) -> BTreeSet<String> {
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
    let at = session.facts().today.days() * 86_400_000 + 43_200_000;
    for finding in session.findings() {
        if finding.severity == Severity::Warning {
            let pass = Pass {
                reason: None,
                note: "as counted".into(),
                figures: String::new(),
            };
            let finding = finding.key;
            let pass = Some(pass);
            session.apply(Edit::Pass { finding, pass }).unwrap();
        }
    }
    let finishing = Finishing {
        id: "00000000-0000-4000-8000-000000000000".into(),
        at,
        clock_offset: Some(0),
        filer: vec![],
        replaces: None,
    };
    let finished = session.finish(&finishing).ok()?;
    Some(finished.text().to_owned())
}
