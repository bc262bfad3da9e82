//! What was filed of a subject from this device, over time.

use super::{OpenError, Shell};
use care_engine::definition::{Definition, Form};
use care_engine::exchange::receipt_v1::ReceiptState;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::picture;
use std::rc::Rc;

/// What was filed of one return for one subject.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The framework with the questions of the return.
    pub definition: Rc<Definition>,
    /// The return.
    pub form: Rc<Form>,
    /// Of each period the newest that was not refused, in the order of the periods.
    pub filed: Vec<ReturnV1>,
}

impl Shell {
    /// The returns of which anything was filed for a subject from this device, in the framework's order.
    pub fn filed_forms(&self, subject: &str) -> Vec<String> {
        let lists = self.lists.borrow();
        let is_filed = |form: &str| {
            let mut sent = lists.sent.iter().map(|sent| &sent.about);
            let mut waiting = lists.waiting.iter().map(|waiting| &waiting.about);
            let is = |about: &super::About| about.form == form && about.subject == subject;
            sent.any(is) || waiting.any(is)
        };
        let mut forms = Vec::new();
        for (form, _) in self.definition.returns() {
            if is_filed(&form.id) {
                forms.push(form.id.clone());
            }
        }
        forms
    }

    /// What was filed of a return for a subject: sent and not refused, or on its way. What cannot be read now is left
    /// out.
    pub async fn picture(&self, form: &str, subject: &str) -> Result<Picture, OpenError> {
        let (definition, form) = self.asked(form).await?;
        let mut ids = Vec::new();
        {
            let lists = self.lists.borrow();
            for sent in &lists.sent {
                let about = &sent.about;
                let counts = sent.receipt.state != ReceiptState::Refused;
                if counts && about.form == form.id && about.subject == subject {
                    ids.push(sent.id.clone());
                }
            }
            for waiting in &lists.waiting {
                if waiting.about.form == form.id && waiting.about.subject == subject {
                    ids.push(waiting.id.clone());
                }
            }
        }
        let mut filed = Vec::new();
        for id in ids {
            if let Ok(bytes) = self.finished_bytes(&id).await {
                filed.extend(self.posted(&bytes));
            }
        }
        Ok(Picture {
            definition,
            form,
            filed: picture::newest(filed),
        })
    }
}
