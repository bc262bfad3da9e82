//! The judgement of a return that was posted: what a backend does with bytes that came in.

use crate::definition::{Definition, Form, Status};
use crate::exchange::ShapeError;
use crate::exchange::return_v1::{AnswerV1, ReturnV1, StandingV1};
use crate::json::pointer;
use crate::session::{
    Address, Answer, Content, Earlier, Edit, Facts, FindingKey, Node, Pass, RowId, Session,
};
use crate::value::london;
use std::rc::Rc;

/// Something in a posted return that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// JSON Pointer into the posted return.
    pub pointer: String,
    /// What is wrong, in words for the person who filled it in.
    pub detail: String,
}

/// What a backend holds of the subject from before the return that came in.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The newest accepted return of the same kind for an earlier period.
    pub latest: Option<Earlier>,
    /// The newest accepted return of each other kind, by the return's id.
    pub others: Vec<(String, Earlier)>,
}

/// Judges a return that was posted by itself: [`accept_beside`] where nothing is held from before.
///
/// # Errors
/// As there.
pub fn accept(definition: &Rc<Definition>, text: &str) -> Result<ReturnV1, Vec<Refusal>> {
    accept_beside(definition, &Status::default(), text, &|_, _| {
        Held::default()
    })
}

/// Judges a return that was posted: what a backend does with it. Nothing of the sender's judgement is believed but the
/// passes, which are the person's word.
///
/// Under the status of the framework an error that it lowers is a warning here too; that the return says that an error was
/// lowered is not believed. `held` tells what is held from before; [`Form::others`] says which other returns are looked at.
///
/// A return must hold beside all that is held. Were it enough that it holds without, whoever leaves the earlier returns
/// out of account would get round every check that reads of them. A device that did not know of one learns of it by the
/// refusal: it reads what is held, and asks the person what it could not ask before; a backend that holds earlier returns
/// therefore lets them be read. Where nothing is held those checks are silent, as on the device.
///
/// # Errors
/// Everything that does not hold beside what is held, with pointers into the text.
pub fn accept_beside(
    definition: &Rc<Definition>,
    status: &Status,
    text: &str,
    held: &dyn Fn(&ReturnV1, &Form) -> Held,
) -> Result<ReturnV1, Vec<Refusal>> {
    let one = |pointer: &str, detail: &str| {
        vec![Refusal {
            pointer: pointer.to_owned(),
            detail: detail.to_owned(),
        }]
    };
    let posted = ReturnV1::read(text, definition).map_err(|error| match &error {
        ShapeError::At(pointer) => one(pointer, "This part is missing or of another kind"),
        ShapeError::Json(_) => one("", "This is not JSON"),
        ShapeError::Version => one("/shape", "This shape of return is not known here"),
    })?;
    if posted.framework != definition.id {
        return Err(one("/framework/id", "This framework is not taken here"));
    }
    if posted.version != definition.version {
        return Err(one(
            "/framework/version",
            "This version of the framework is no longer taken",
        ));
    }
    let Some(form) = definition.form(&posted.form) else {
        return Err(one("/return", "There is no such return in this framework"));
    };
    if !matches!(form.purpose, crate::definition::Purpose::Return(_)) {
        return Err(one("/return", "There is no such return in this framework"));
    }
    let held = held(&posted, form);
    let refusals = judge(definition, form, &posted, (status, held));
    if refusals.is_empty() {
        Ok(posted)
    } else {
        Err(refusals)
    }
}

/// Everything that does not hold beside what is held.
fn judge(
    definition: &Rc<Definition>,
    form: &Rc<Form>,
    posted: &ReturnV1,
    (status, held): (&Status, Held),
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let session = replay(definition, form, posted, (status, held), &mut refusals);
    for finding in session.findings() {
        if finding.stops() {
            let pointer = finding
                .places
                .first()
                .map_or_else(String::new, |node| session.pointer_of(node));
            refusals.push(Refusal {
                pointer,
                detail: finding.message,
            });
        }
    }
    // What is worked out must come to the same here.
    for (id, answer) in &posted.answers {
        let Some(slot) = crate::session::slot_of(definition, form, id) else {
            continue;
        };
        let at = Address::Slot(slot);
        let ours = session.posted_answer(&at, form.slots[slot.0 as usize].item);
        let differs = match &answer.standing {
            StandingV1::Calculated(_) | StandingV1::NotApplicable => {
                ours.as_ref().map(|ours| &ours.standing) != Some(&answer.standing)
            }
            StandingV1::Given(_) | StandingV1::Estimated(_) | StandingV1::Missing(_) => {
                !session.shown(&Node::At(at.clone()))
            }
        };
        if differs {
            refusals.push(Refusal {
                pointer: session.pointer_of(&Node::At(at)),
                detail: "This does not follow from the other answers".to_owned(),
            });
        }
    }
    if posted.completeness != session.posted_completeness() {
        refusals.push(Refusal {
            pointer: "/completeness".to_owned(),
            detail: "This does not follow from the answers".to_owned(),
        });
    }
    refusals
}

/// Fills a fresh session with what was posted.
fn replay(
    definition: &Rc<Definition>,
    form: &Rc<Form>,
    posted: &ReturnV1,
    (status, held): (&Status, Held),
    refusals: &mut Vec<Refusal>,
) -> Session {
    let before = posted.period.and_then(|period| period.start.add_days(-1));
    let previous = held.latest.as_ref().filter(|latest| {
        let end = latest.period.map(|period| period.end);
        end.is_some() && end == before
    });
    let facts = Facts {
        today: london(posted.finished_at).date,
        period: posted.period,
        subject: Some(posted.subject.clone()),
        previous: previous.cloned(),
        latest: held.latest,
        others: held.others,
    };
    let mut session = Session::open(definition, form, facts);
    session.apply_status(status);
    if let Some(reason) = &posted.nil
        && !session.restore_nil(reason)
    {
        refusals.push(Refusal {
            pointer: "/nil/reason".to_owned(),
            detail: "There is no such reason in this framework".to_owned(),
        });
    }
    let mut unknown = |place: String| {
        refusals.push(Refusal {
            pointer: place,
            detail: "This return does not ask for this".to_owned(),
        });
    };
    for (id, answer) in &posted.answers {
        let edit = crate::session::slot_of(definition, form, id)
            .map(|slot| edit_of(Address::Slot(slot), answer));
        if !taken(&mut session, edit) {
            let mut to = String::from("/answers");
            pointer::push(&mut to, id);
            unknown(to);
        }
    }
    for (id, rows) in &posted.tables {
        let mut base = String::from("/tables");
        pointer::push(&mut base, id);
        let Some(table) = form
            .tables
            .iter()
            .position(|table| table.id == *id)
            .and_then(|at| u16::try_from(at).ok())
        else {
            unknown(base);
            continue;
        };
        for (number, row) in rows.iter().enumerate() {
            let row_id: RowId = Rc::from(row.id.as_str());
            let add = Edit::AddRow {
                table,
                row: Rc::clone(&row_id),
                position: u32::MAX,
                cells: Vec::new(),
            };
            let _known_or_fixed = session.apply(add);
            for (item, answer) in &row.cells {
                let spelt = [id.as_str(), &row.id, item].join("/");
                let edit = Address::parse(&spelt, definition, form).map(|at| edit_of(at, answer));
                if !taken(&mut session, edit) {
                    let mut to = base.clone();
                    pointer::push_index(&mut to, number);
                    pointer::push(&mut to, "cells");
                    pointer::push(&mut to, item);
                    unknown(to);
                }
            }
        }
    }
    for pass in &posted.passes {
        let check = form.checks.iter().position(|check| check.id == pass.check);
        if let Some(check) = check.and_then(|at| u16::try_from(at).ok()) {
            let finding = FindingKey::Check {
                check,
                row: pass.row.as_deref().map(Rc::from),
            };
            let word = Pass {
                reason: pass.reason.clone(),
                note: pass.note.clone(),
                figures: String::new(),
            };
            // A pass for a row that is not there, or that says nothing, passes nothing.
            let _nothing_to_pass = session.apply(Edit::Pass {
                finding,
                pass: Some(word),
            });
        }
    }
    session
}

/// Whether a posted answer has a place: nothing to type counts as taken.
fn taken(session: &mut Session, edit: Option<Posted>) -> bool {
    match edit {
        None => false,
        Some(Posted::Follows) => true,
        Some(Posted::Typed(edit)) => session.apply(edit).is_ok(),
    }
}

/// What a posted answer asks of the session that replays it.
fn edit_of(at: Address, answer: &AnswerV1) -> Posted {
    let (content, estimated) = match &answer.standing {
        StandingV1::Given(value) => (value.content(), false),
        StandingV1::Estimated(value) => (value.content(), true),
        StandingV1::Missing(reason) => (Content::Missing(*reason), false),
        StandingV1::Calculated(_) | StandingV1::NotApplicable => return Posted::Follows,
    };
    Posted::Typed(Edit::Set {
        at,
        answer: Answer {
            content,
            estimated,
            origin: answer.origin.clone(),
        },
    })
}

/// What a posted answer asks of the session that replays it.
enum Posted {
    /// Nothing: it is worked out or hidden, and must follow from the others.
    Follows,
    /// An edit.
    Typed(Edit),
}
