//! What is due: for each subject and return, which period, until when, and what stands of it on this device. Pure.

use super::lists::Lists;
use care_engine::definition::{Definition, DuePeriod, due};
use care_engine::session::Subject;
use care_engine::value::Date;

/// One return that is due, or next to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The return's id in the framework.
    pub form: String,
    /// Its title.
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
}

/// What is due on a day for the subjects of this device, in their order.
pub fn due_list(definition: &Definition, lists: &Lists, today: Date) -> Vec<Due> {
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
            for when in due(definition, terms, today) {
                let here = here(lists, &form.id, &subject.id, when);
                list.push(Due {
                    form: form.id.clone(),
                    title: form.title.clone(),
                    subject: subject.clone(),
                    when,
                    here,
                });
            }
        }
    }
    list
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
        Some(sent) => Here::Sent(sent.id.clone()),
        None => Here::Nothing,
    }
}
