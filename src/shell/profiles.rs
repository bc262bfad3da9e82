//! Who fills in, and for whom: forms like any other, kept as records on this device.

use super::Shell;
use super::form::OpenForm;
use super::lists::{KnownSubject, place};
use super::save::SaveProblem;
use crate::storage::{Durability, RecordRow, StoreError};
use care_engine::definition::{Form, Purpose, SlotIx};
use care_engine::exchange::draft_v1::{self, DraftHead};
use care_engine::session::{
    Address, Answer, Content, Edit, Facts, Finding, Node, Origin, Session, Subject, slot_of,
};
use care_engine::value::Value;
use std::rc::Rc;

/// The record of who fills in.
const FILER: &str = "profile/filer";
/// What the keys of subjects' records begin with; the random key follows.
const SUBJECT: &str = "profile/subject/";

/// A subject as a backend or the page around tells it: the kind, and answers by item id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ToldSubject {
    /// The kind, which is the id of its form.
    pub(super) kind: String,
    /// What is known of it, as it would be typed.
    pub(super) answers: Vec<(String, String)>,
}

impl Shell {
    /// Opens the form of who fills in; `None` if the framework has none.
    pub async fn open_filer(self: &Rc<Self>) -> Option<Rc<OpenForm>> {
        let form = Rc::clone(self.definition.filer()?);
        Some(self.open_profile(&form, FILER.to_owned()).await)
    }

    /// Opens a subject's form by the subject's key on this device. A new key begins a new subject of the framework's
    /// first kind.
    pub async fn open_subject(self: &Rc<Self>, key: &str) -> Option<Rc<OpenForm>> {
        let known = self
            .lists
            .borrow()
            .subjects
            .iter()
            .find(|known| known.key == key)
            .map(|known| known.kind.clone());
        let form = match known {
            Some(kind) => Rc::clone(self.definition.form(&kind)?),
            None => self.subject_forms().next().cloned()?,
        };
        Some(self.open_profile(&form, [SUBJECT, key].concat()).await)
    }

    /// The forms that describe a subject.
    pub fn subject_forms(&self) -> impl Iterator<Item = &Rc<Form>> {
        self.definition
            .forms
            .iter()
            .filter(|form| matches!(form.purpose, Purpose::Subject { .. }))
    }

    /// Takes a subject off this device. Its drafts and returns stay.
    pub async fn remove_subject(&self, key: &str) -> Result<(), StoreError> {
        self.store.remove_record(&[SUBJECT, key].concat()).await?;
        self.refresh().await
    }

    /// Saves a profile now, lets go of it, and reads the lists again.
    pub async fn keep_profile(self: &Rc<Self>, form: &Rc<OpenForm>) -> Result<(), SaveProblem> {
        let kept = self
            .put(form, form.text().into_bytes(), Durability::Strict)
            .await;
        if kept.is_err() {
            // So that the reason is said where saving is said.
            form.unsaved();
            self.save_now(form);
        }
        kept?;
        self.refresh().await?;
        Ok(())
    }

    async fn open_profile(self: &Rc<Self>, form: &Rc<Form>, key: String) -> Rc<OpenForm> {
        self.leave_form();
        // A record that cannot be read is filled in anew.
        let row = self.store.record(&key).await.ok().flatten();
        let opened = row.and_then(|row| self.profile_of(&row));
        let (head, session) = match opened {
            Some(opened) => (opened.head, opened.session),
            None => (
                self.profile_head(form),
                Session::open(&self.definition, form, self.profile_facts()),
            ),
        };
        let open = OpenForm::record(head, session, key);
        self.open.replace(Some(Rc::clone(&open)));
        open
    }

    fn profile_of(&self, row: &RecordRow) -> Option<draft_v1::Opened> {
        let text = std::str::from_utf8(&row.bytes).ok()?;
        let head = draft_v1::read_head(text, &self.definition).ok()?;
        let form = self.definition.form(&head.form)?;
        draft_v1::open(text, &self.definition, form, self.profile_facts()).ok()
    }

    fn profile_facts(&self) -> Facts {
        Facts {
            today: self.device.today(),
            period: None,
            subject: None,
            previous: None,
            latest: None,
        }
    }

    fn profile_head(&self, form: &Form) -> DraftHead {
        DraftHead {
            id: (self.device.id)(),
            framework: self.definition.id.clone(),
            version: self.definition.version.clone(),
            form: form.id.clone(),
            subject: None,
            period: None,
            begun: (self.device.now)(),
            replaces: None,
        }
    }

    /// Who fills in and the subjects, as their records have them.
    pub(super) async fn profiles(
        &self,
    ) -> Result<(Vec<(String, Content)>, Vec<KnownSubject>), StoreError> {
        let filer = self
            .store
            .record(FILER)
            .await?
            .and_then(|row| self.profile_of(&row));
        let filer = filer
            .filter(|opened| finished(&opened.session))
            .map(|opened| contents(&opened.session));
        let mut subjects = Vec::new();
        for row in self.store.records(SUBJECT).await?.rows {
            let Some(opened) = self.profile_of(&row) else {
                continue;
            };
            let subject = subject_of(&opened.session).filter(|_| finished(&opened.session));
            let key = row.key.strip_prefix(SUBJECT).unwrap_or_default().to_owned();
            let known = KnownSubject {
                key,
                subject,
                kind: opened.head.form,
            };
            let at = place(subjects.iter().map(|other| name(other) <= name(&known)));
            subjects.insert(at, known);
        }
        Ok((filer.unwrap_or_default(), subjects))
    }

    /// Keeps the subjects that a backend tells of. One that is known is brought up to date, answer by answer.
    pub(super) async fn keep_subjects(&self, told: &[ToldSubject]) -> Result<(), StoreError> {
        let known = self.store.records(SUBJECT).await?.rows;
        let known: Vec<(String, draft_v1::Opened)> = known
            .iter()
            .filter_map(|row| Some((row.key.clone(), self.profile_of(row)?)))
            .collect();
        for told in told {
            let Some(form) = self.definition.form(&told.kind) else {
                continue;
            };
            if !matches!(form.purpose, Purpose::Subject { .. }) {
                continue;
            }
            let mut session = Session::open(&self.definition, form, self.profile_facts());
            fill(&mut session, &told.answers);
            let Some(subject) = subject_of(&session) else {
                continue;
            };
            let same = known.iter().find(|(_, opened)| {
                opened.head.form == told.kind
                    && subject_of(&opened.session).is_some_and(|known| known.id == subject.id)
            });
            let (key, head, session) = match same {
                Some((key, opened)) => {
                    let mut session = opened.session.clone();
                    fill(&mut session, &told.answers);
                    (key.clone(), opened.head.clone(), session)
                }
                None => (
                    [SUBJECT, &(self.device.id)()].concat(),
                    self.profile_head(form),
                    session,
                ),
            };
            let bytes = draft_v1::write(&head, &session).into_bytes();
            self.store.put_record(&RecordRow { key, bytes }).await?;
        }
        Ok(())
    }
}

fn name(known: &KnownSubject) -> &str {
    known.subject.as_ref().map_or("", |subject| &subject.name)
}

/// Gives a profile's answers. Items that the form does not have are left out.
fn fill(session: &mut Session, answers: &[(String, String)]) {
    let (definition, form) = (Rc::clone(session.definition()), Rc::clone(session.form()));
    for (item, typed) in answers {
        if let Some(slot) = slot_of(&definition, &form, item) {
            let answer = Answer {
                origin: Origin::Host,
                ..Answer::typed(typed)
            };
            // A figure that is worked out cannot be told.
            let _ = session.apply(Edit::Set {
                at: Address::Slot(slot),
                answer,
            });
        }
    }
}

/// Whether nothing stands in the way of using a form.
pub fn finished(session: &Session) -> bool {
    !session.findings().iter().any(Finding::stops)
}

/// What was answered, by item id: only what is shown.
fn contents(session: &Session) -> Vec<(String, Content)> {
    session
        .answers()
        .filter(|(at, _)| session.shown(&Node::At(at.clone())))
        .map(|(at, answer)| {
            (
                at.spell(session.definition(), session.form()),
                answer.content.clone(),
            )
        })
        .collect()
}

/// The subject that a filled form describes; `None` while it has no id or no name.
pub fn subject_of(session: &Session) -> Option<Subject> {
    let Purpose::Subject { id, name } = &session.form().purpose else {
        return None;
    };
    let text = |slot: SlotIx| match session.value_at(&Address::Slot(slot)) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    Some(Subject {
        kind: session.form().id.clone(),
        id: text(*id)?,
        name: text(*name)?,
        profile: contents(session),
    })
}
