//! Which of a return's duties is this subject's.

use super::Shell;
use care_engine::definition::{Duty, Purpose};
use care_engine::rules::Outcome;
use care_engine::session::{Facts, Session, Subject};
use care_engine::value::Value;

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
        let facts = Facts {
            today: self.device.today(),
            period: None,
            subject: Some(subject.clone()),
            previous: None,
            latest: None,
            others: Vec::new(),
        };
        let session = Session::open(&self.definition, form, facts);
        for duty in &terms.duties {
            let holds = duty.when.as_ref().is_none_or(|when| {
                let mut steps = STEPS;
                matches!(
                    when.run(&session, None, &mut steps),
                    Outcome::Known(Value::Truth(true))
                )
            });
            if holds {
                return vec![duty.clone()];
            }
        }
        Vec::new()
    }
}
