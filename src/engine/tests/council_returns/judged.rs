//! Returns of councils that a person judged before the engine did, and the demands that they answer.

use crate::demands::COUNCILS;
use crate::judging::{self, answers_each_demand, date, england, judge, period_facts, taken};
use care_engine::definition::{Definition, Period, Status};
use care_engine::json::Json;
use care_engine::session::{
    Address, Answer, Cause, Earlier, Edit, Facts, Held, Session, accept_beside,
};
use std::collections::BTreeSet;
use std::rc::Rc;

const RETURNS: &[&str] = &["council-waiting", "local-funding", "wellbeing-outcomes"];
/// The return as the fixture fills it.
pub(crate) fn fill(definition: &Rc<Definition>, form: &str, judged: &Json) -> Session {
    let id = judged.at("/subject/la_code").unwrap().as_text().unwrap();
    let facts = period_facts(definition, form, judged, (id, "The council"));
    judging::fill(definition, form, facts, judged, &mut taken)
}

/// The day before a period, standing for the period before.
fn before(period: Period) -> Period {
    let end = period.start.add_days(-1).unwrap();
    Period { start: end, end }
}

#[test]
fn the_engine_judges_as_a_person_did() {
    let framework = england();
    let fill = |form: &str, judged: &Json| (fill(&framework, form, judged), BTreeSet::new());
    let (accepted, refused) = judge(RETURNS, "check", &fill, &|session, text| {
        let facts = session.facts();
        let latest = facts.previous.clone().map(|earlier| Earlier {
            period: facts.period.map(before),
            ..earlier
        });
        let others = facts.others.clone();
        let held = Held { latest, others };
        let held = |_: &_, _: &_| held.clone();
        let beside = accept_beside(&framework, &Status::default(), text, &held);
        beside.map(drop).map_err(|refusals| format!("{refusals:?}"))
    });
    assert!(accepted >= 10 && refused >= 10, "{accepted} and {refused}");
}

#[test]
fn an_honest_example_answers_each_demand() {
    let framework = england();
    answers_each_demand(COUNCILS, &|form, honest| fill(&framework, form, honest));
}

/// Acceptance vector 17: a code that ended is an error in this year's details, and its successor is offered.
#[test]
fn a_la_code_that_ended_leads_to_its_successor() {
    let framework = england();
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
