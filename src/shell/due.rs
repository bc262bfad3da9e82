//! What is due: for each subject and return, which period, until when, and what stands of it on this device. Pure.

use super::duty::duty_of;
use super::lists::Lists;
use care_engine::definition::{Definition, DuePeriod, ReturnTerms, State, due};
use care_engine::exchange::receipt_v1::ReceiptState;
use care_engine::session::Subject;
use care_engine::value::{Date, london};
use std::rc::Rc;

/// One return that is due, or next to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The return's id in the framework.
    pub form: String,
    /// Its title, and the window's where it has one.
    pub title: String,
    /// For whom.
    pub subject: Subject,
    /// Which period, and when.
    pub when: DuePeriod,
    /// What stands of it here.
    pub here: Here,
}

/// What stands of a return on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Here {
    /// Nothing.
    Nothing,
    /// A draft, by its id.
    Draft(String),
    /// Finished and on its way, by the return's id.
    Waiting(String),
    /// Sent, by the return's id.
    Sent(String),
    /// Sent, and refused after all, by the return's id: it is still due.
    Refused(String),
    /// Sent in an earlier window of the same period, by the return's id: what this window asks for goes in as a
    /// correction of it.
    Earlier(String),
}

/// What is due on a day for the subjects of this device, in their order. A return whose duties are all for others is not
/// offered to a subject.
pub fn due_list(definition: &Rc<Definition>, lists: &Lists, today: Date) -> Vec<Due> {
    let mut list = Vec::new();
    for known in &lists.subjects {
        let Some(subject) = &known.subject else {
            continue;
        };
        for (form, terms) in definition.returns() {
            let kind = definition.forms.get(usize::from(terms.subject));
            if kind.is_none_or(|kind| kind.id != subject.kind) {
                continue;
            }
            let duty = || duty_of(definition, form, terms, subject, today);
            if !terms.duties.is_empty() && duty().is_none() {
                continue;
            }
            let mut before = None;
            for when in due(definition, terms, today) {
                // A later window may be about the same period: until it opens, what is here is of the first.
                let here = if before == Some(when.period) && matches!(when.state, State::Opens(_)) {
                    Here::Nothing
                } else {
                    here(lists, &form.id, &subject.id, when)
                };
                before = Some(when.period);
                let here = again(here, lists, terms, when);
                let window = terms.period.as_ref();
                let window = window.and_then(|of| of.windows.get(usize::from(when.rule)));
                let mut title = form.title.clone();
                if let Some(more) = window.and_then(|window| window.title.as_ref()) {
                    title.push_str(": ");
                    title.push_str(more);
                }
                list.push(Due {
                    form: form.id.clone(),
                    title,
                    subject: subject.clone(),
                    when,
                    here,
                });
            }
        }
    }
    list
}

/// What was sent before a window opened is of an earlier window of the same period: this one is due again.
fn again(here: Here, lists: &Lists, terms: &ReturnTerms, when: DuePeriod) -> Here {
    let several = terms.period.as_ref().is_some_and(|of| of.windows.len() > 1);
    match here {
        Here::Sent(id) if several && when.state != State::Standing => {
            let sent = lists.sent.iter().find(|sent| sent.id == id);
            let filed = sent.map(|sent| london(sent.about.finished_at).date);
            if filed.is_some_and(|filed| filed < when.window.opens) {
                Here::Earlier(id)
            } else {
                Here::Sent(id)
            }
        }
        here => here,
    }
}

/// A correction that is under way counts before the return that it corrects.
fn here(lists: &Lists, form: &str, subject: &str, when: DuePeriod) -> Here {
    let period = Some(when.period);
    let draft = lists.drafts.iter().find(|draft| {
        let head = &draft.head;
        head.form == form
            && head.period == period
            && head
                .subject
                .as_ref()
                .is_some_and(|known| known.id == subject)
    });
    if let Some(draft) = draft {
        return Here::Draft(draft.head.id.clone());
    }
    if let Some(waiting) = lists
        .waiting
        .iter()
        .find(|waiting| waiting.about.same_as(form, subject, period))
    {
        return Here::Waiting(waiting.id.clone());
    }
    match lists
        .sent
        .iter()
        .find(|sent| sent.about.same_as(form, subject, period))
    {
        Some(sent) if sent.receipt.state == ReceiptState::Refused => Here::Refused(sent.id.clone()),
        Some(sent) => Here::Sent(sent.id.clone()),
        None => Here::Nothing,
    }
}
