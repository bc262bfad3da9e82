//! Which of a return's duties is this subject's.

use super::Shell;
use care_engine::definition::{Definition, Duty, Form, Purpose, ReturnTerms};
use care_engine::rules::Outcome;
use care_engine::session::{Facts, Session, Subject};
use care_engine::value::{Date, Value};
use std::rc::Rc;

/// More steps than any duty's rule needs.
const STEPS: u32 = 10_000;

impl Shell {
    /// The first duty that holds for a subject; every duty of the return where there is no subject yet.
    pub fn duties(&self, form: &str, subject: Option<&Subject>) -> Vec<Duty> {
        // The page's own form, also where the questions were read from elsewhere: duties need the terms only.
        let Some(form) = self.definition.form(form) else {
            return Vec::new();
        };
        let Purpose::Return(terms) = &form.purpose else {
            return Vec::new();
        };
        let Some(subject) = subject else {
            return terms.duties.clone();
        };
        duty_of(&self.definition, form, terms, subject, self.device.today())
            .cloned()
            .into_iter()
            .collect()
    }
}

/// The first duty of a return that holds for a subject.
pub(super) fn duty_of<'a>(
    definition: &Rc<Definition>,
    form: &Rc<Form>,
    terms: &'a ReturnTerms,
    subject: &Subject,
    today: Date,
) -> Option<&'a Duty> {
    let facts = Facts {
        today,
        period: None,
        subject: Some(subject.clone()),
        previous: None,
        latest: None,
        others: Vec::new(),
    };
    let session = Session::open(definition, form, facts);
    terms.duties.iter().find(|duty| {
        duty.when.as_ref().is_none_or(|when| {
            let mut steps = STEPS;
            matches!(
                when.run(&session, None, &mut steps),
                Outcome::Known(Value::Truth(true))
            )
        })
    })
}
