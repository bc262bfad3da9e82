//! A finished return opened again: for a correction, for a refusal, and to be looked at.

use care_engine::definition::{Definition, Form};
use care_engine::exchange::return_v1::{AnswerV1, ReturnV1, StandingV1};
use care_engine::session::{
    Address, Answer, Content, Edit, Facts, FindingKey, Pass, Session, slot_of,
};
use std::rc::Rc;

/// Fills a session as the return has it. Answers that the form has no place for any more are left out.
pub(super) fn session_of(
    posted: &ReturnV1,
    definition: &Rc<Definition>,
    form: &Rc<Form>,
    facts: Facts,
) -> Session {
    let mut session = Session::open(definition, form, facts);
    session.keep_reasons(&posted.dropped);
    if let Some(reason) = &posted.nil {
        // A reason that the framework no longer has leaves what it stood for to be asked.
        let _ = session.restore_nil(reason);
    }
    for (item, answer) in &posted.answers {
        if let Some(slot) = slot_of(definition, form, item) {
            set(&mut session, Address::Slot(slot), answer);
        }
    }
    for (table, rows) in &posted.tables {
        let number = form.tables.iter().position(|known| known.id == *table);
        let Some(number) = number.and_then(|number| u16::try_from(number).ok()) else {
            continue;
        };
        for row in rows {
            // A fixed row is there already.
            let _ = session.apply(Edit::AddRow {
                table: number,
                row: Rc::from(row.id.as_str()),
                position: u32::MAX,
                cells: Vec::new(),
            });
            for (item, answer) in &row.cells {
                let spelt = [table.as_str(), &row.id, item].join("/");
                if let Some(at) = Address::parse(&spelt, definition, form) {
                    set(&mut session, at, answer);
                }
            }
        }
    }
    for pass in &posted.passes {
        let check = form.checks.iter().position(|check| check.id == pass.check);
        let Some(check) = check.and_then(|check| u16::try_from(check).ok()) else {
            continue;
        };
        let finding = FindingKey::Check {
            check,
            row: pass.row.as_deref().map(Rc::from),
        };
        // A word on a row that is no longer there is left out.
        let _ = session.apply(Edit::Pass {
            finding,
            pass: Some(Pass::from(pass)),
        });
    }
    session
}

fn set(session: &mut Session, at: Address, answer: &AnswerV1) {
    if let Some((content, estimated)) = content_of(answer) {
        let answer = Answer {
            content,
            estimated,
            origin: answer.origin.clone(),
        };
        // What is worked out is worked out again.
        let _ = session.apply(Edit::Set { at, answer });
    }
}

/// What was answered, and whether as an estimate; `None` for what is worked out or hidden.
fn content_of(answer: &AnswerV1) -> Option<(Content, bool)> {
    match &answer.standing {
        StandingV1::Given(value) => Some((value.content(), false)),
        StandingV1::Estimated(value) => Some((value.content(), true)),
        StandingV1::Missing(reason) => Some((Content::Missing(*reason), false)),
        StandingV1::Calculated(_) | StandingV1::NotApplicable => None,
    }
}
