//! The three optional reads: subjects, earlier returns, what is filed. Without them everything else works as it does.

use super::{News, Shell};
use crate::submit::reads::{self, About, FiledRead};
use care_engine::definition::Period;
use care_engine::session::Subject;
use care_engine::value::Date;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Whether a period is filed already, by a colleague for instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// The backend was not asked, or did not say.
    Unknown,
    /// Nothing is filed.
    Nothing,
    /// It is filed: the return's id and the reference.
    Already {
        /// The return's id.
        id: String,
        /// What a person quotes on the telephone.
        reference: Option<String>,
    },
}

impl Shell {
    /// Asks for the subjects that this sign-in files for, and keeps what is told.
    pub(super) fn read_subjects(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        super::spawn(async move {
            let Some(wire) = &shell.wire else { return };
            // Whatever the reason, without an answer the person fills in the form.
            let Ok(told) = shell.heard_reading(reads::subjects(wire).await) else {
                return;
            };
            if shell.keep_subjects(&told).await.is_ok() {
                // Lists that cannot be read now are read again after the next change.
                let _ = shell.refresh().await;
            }
        });
    }

    /// Asks for the returns that one of this subject and period looks back at, and keeps what is told: the last accepted
    /// one before the period, and the newest of each other kind that its questions read of.
    pub(super) fn read_earlier<'a>(
        &'a self,
        form: &'a str,
        subject: &'a Subject,
        period: Period,
    ) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move {
            self.read_latest((form, &subject.id), period.start, false)
                .await;
            for other in self.others(form) {
                // Whatever has begun by now is before tomorrow.
                let today = self.today();
                let tomorrow = today.add_days(1).unwrap_or(today);
                self.read_latest((&other, &subject.id), tomorrow, true)
                    .await;
            }
        })
    }

    async fn read_latest(&self, (form, subject): (&str, &str), before: Date, of_all: bool) {
        let Some(wire) = &self.wire else { return };
        let before = before.to_string();
        let about = About {
            subject,
            form,
            period: &before,
        };
        // Without an answer there is what was kept before, and what this device sent.
        if let Ok(Some(told)) = self.heard_reading(reads::latest(wire, about).await) {
            let (body, at) = (told.body.to_text(), &told.receipt.received_at);
            self.keep_latest((form, subject), of_all, &body, at).await;
        }
    }

    /// Whether a period is filed, as far as the backend said. Asks if it was not asked since the page was loaded, and
    /// tells the answer as news.
    pub fn filed(self: &Rc<Self>, form: &str, subject: &Subject, period: Period) -> Filed {
        let start = period.start.to_string();
        let key = [form, "/", &subject.id, "/", &start].concat();
        if let Some((_, filed)) = self.filed.borrow().iter().find(|(known, _)| *known == key) {
            return filed.clone();
        }
        self.filed.borrow_mut().push((key.clone(), Filed::Unknown));
        let (shell, form, subject) = (Rc::clone(self), form.to_owned(), subject.id.clone());
        super::spawn(async move {
            let Some(wire) = &shell.wire else { return };
            let about = About {
                subject: &subject,
                form: &form,
                period: &start,
            };
            let Ok(filed) = shell.heard_reading(reads::filed(wire, about).await) else {
                return;
            };
            let mut newest: Option<&FiledRead> = None;
            for filed in &filed {
                if newest.is_none_or(|newest| filed.revision >= newest.revision) {
                    newest = Some(filed);
                }
            }
            let filed = newest.map_or(Filed::Nothing, |filed| Filed::Already {
                id: filed.id.clone(),
                reference: filed.reference.clone(),
            });
            for (known, was) in shell.filed.borrow_mut().iter_mut() {
                if *known == key {
                    was.clone_from(&filed);
                }
            }
            shell.tell(News::Lists);
        });
        Filed::Unknown
    }
}
