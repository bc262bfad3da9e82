//! What was answered for other subjects in the same return of the same period: somebody who files for several homes need
//! not choose the same twenty times.

use super::{OpenForm, Shell};
use care_engine::exchange::draft_v1;
use care_engine::session::{Beside, Content};

/// What was answered for another subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its name.
    pub name: String,
    /// The answers by item id: given, and not as an estimate.
    pub answers: Vec<(String, Content)>,
}

impl Shell {
    /// What this device holds of other subjects in the same return and period: sent, on its way, begun. The last one
    /// of each subject counts, in the order of the subjects.
    pub async fn elsewhere(&self, open: &OpenForm) -> Vec<Elsewhere> {
        let head = &open.head;
        let Some(own) = &head.subject else {
            return Vec::new();
        };
        let mut others = Vec::new();
        for known in &self.lists.borrow().subjects {
            if let Some(subject) = &known.subject
                && subject.kind == own.kind
                && subject.id != own.id
            {
                others.push((subject.id.clone(), subject.name.clone()));
            }
        }
        let mut elsewhere = Vec::new();
        for (id, name) in others {
            let answers = match self.filed_here(open, &id).await {
                Some(answers) => Some(answers),
                None => self.begun_here(open, &id).await,
            };
            if let Some(answers) = answers {
                elsewhere.push(Elsewhere { name, answers });
            }
        }
        elsewhere
    }

    async fn filed_here(&self, open: &OpenForm, subject: &str) -> Option<Vec<(String, Content)>> {
        let (form, period) = (&open.head.form, open.head.period);
        let id = {
            let lists = self.lists.borrow();
            let mut waiting = lists.waiting.iter();
            let waits = waiting.find(|one| one.about.same_as(form, subject, period));
            let mut sent = lists.sent.iter();
            let sent = sent.find(|one| one.about.same_as(form, subject, period));
            waits
                .map(|one| &one.id)
                .or(sent.map(|one| &one.id))?
                .clone()
        };
        let bytes = self.finished_bytes(&id).await.ok()?;
        Some(Beside::of_posted(&self.posted(&bytes)?, "").answers)
    }

    async fn begun_here(&self, open: &OpenForm, subject: &str) -> Option<Vec<(String, Content)>> {
        let id = {
            let lists = self.lists.borrow();
            let mut drafts = lists.drafts.iter();
            let found = drafts.find(|draft| {
                let head = &draft.head;
                let is = head
                    .subject
                    .as_ref()
                    .is_some_and(|known| known.id == subject);
                is && head.form == open.head.form && head.period == open.head.period
            });
            found?.head.id.clone()
        };
        Some(self.given_in_draft(&id).await?.1)
    }

    /// What is given in a draft, by item id, and when it was last saved: Unix time in milliseconds. `None` where it
    /// cannot be read now.
    pub(super) async fn given_in_draft(&self, id: &str) -> Option<(i64, Vec<(String, Content)>)> {
        let row = self.store.draft(id).await.ok()??;
        let text = std::str::from_utf8(&row.bytes).ok()?;
        let answers = draft_v1::given(text, &self.definition).ok()?;
        Some((row.saved_at, answers))
    }
}
