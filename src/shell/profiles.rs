//! Who fills in, and for whom: forms like any other, kept as records on this device.

use super::Shell;
use super::form::OpenForm;
use super::lists::{KnownSubject, place};
use super::save::SaveProblem;
use crate::storage::sealing::Owner;
use crate::storage::{Durability, RecordRow, StoreError};
use care_engine::definition::{Form, Purpose, SlotIx};
use care_engine::exchange::draft_v1::{self, DraftHead};
use care_engine::moving::plan;
use care_engine::session::{
    Address, Answer, Content, Edit, Facts, Finding, Node, Origin, Session, Subject, slot_of,
};
use care_engine::value::Value;
use std::rc::Rc;

/// A subject as a backend or the page around tells it: the kind, which is the id of its form, and answers by item id.
pub(super) use crate::submit::reads::SubjectRead as ToldSubject;

/// The record of who fills in, as older versions kept it; the person's id follows it now.
pub(super) const FILER: &str = "profile/filer";
/// What the keys of subjects' records begin with; the random key follows.
pub(super) const SUBJECT: &str = "profile/subject/";

impl Shell {
    /// Opens the form of who fills in; `None` if the framework has none.
    pub async fn open_filer(self: &Rc<Self>) -> Option<Rc<OpenForm>> {
        let form = Rc::clone(self.definition.filer()?);
        // Its key says whose it is. Where nobody can be made, saving says why.
        let _ = self.store.begin().await;
        Some(self.open_profile(&form, self.filer_key(), Owner::Me).await)
    }

    /// Opens a subject's form by the subject's key on this device. A new key begins a new subject of a kind, or of the
    /// framework's first.
    pub async fn open_subject(
        self: &Rc<Self>,
        key: &str,
        kind: Option<&str>,
    ) -> Option<Rc<OpenForm>> {
        let known = self
            .lists
            .borrow()
            .subjects
            .iter()
            .find(|known| known.key == key)
            .map(|known| known.kind.clone());
        let form = match known.as_deref().or(kind) {
            Some(kind) => self.subject_forms().find(|form| form.id == kind),
            None => self.subject_forms().next(),
        };
        let form = Rc::clone(form?);
        let owner = self.owner_of_key(key);
        let key = [SUBJECT, key].concat();
        Some(self.open_profile(&form, key, owner).await)
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

    async fn open_profile(
        self: &Rc<Self>,
        form: &Rc<Form>,
        key: String,
        owner: Owner,
    ) -> Rc<OpenForm> {
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
        let open = OpenForm::record(head, session, owner, key);
        self.open.replace(Some(Rc::clone(&open)));
        open
    }

    fn profile_of(&self, row: &RecordRow) -> Option<draft_v1::Opened> {
        let text = std::str::from_utf8(&row.bytes).ok()?;
        let head = self.draft_head(&row.bytes)?;
        if head.version != self.definition.version {
            // Details are moved without a word: they are asked at any time, and nothing of them is lost.
            return Some(
                plan(text, &self.definition, self.profile_facts())
                    .ok()?
                    .apply(),
            );
        }
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
            others: Vec::new(),
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
            kept: Vec::new(),
        }
    }

    /// Who fills in, as its record has it. Empty until the form has no error.
    pub(super) fn filer(&self, row: &RecordRow) -> Vec<(String, Content)> {
        match self.profile_of(row) {
            Some(opened) if finished(&opened.session) => contents(&opened.session),
            _ => Vec::new(),
        }
    }

    /// The subjects, as their records have them, by name.
    pub(super) fn subjects(&self, rows: &[RecordRow]) -> Vec<KnownSubject> {
        let mut subjects = Vec::new();
        for row in rows {
            let Some(opened) = self.profile_of(row) else {
                continue;
            };
            let mut known = KnownSubject {
                key: row.key.strip_prefix(SUBJECT).unwrap_or_default().to_owned(),
                subject: None,
                kind: opened.head.form,
                owner: row.owner,
            };
            if finished(&opened.session) {
                known.subject = subject_of(&opened.session);
            }
            let at = place(subjects.iter().map(|other| name(other) <= name(&known)));
            subjects.insert(at, known);
        }
        subjects
    }

    /// Keeps the subjects that a backend tells of. One that is known is brought up to date, answer by answer.
    pub(super) async fn keep_subjects(&self, told: &[ToldSubject]) -> Result<(), StoreError> {
        let known = self.store.records(SUBJECT).await?.rows;
        for told in told {
            if let Some(row) = self.told_row(told, &known) {
                self.store.put_record(&row).await?;
            }
        }
        Ok(())
    }

    /// The record that keeps a subject; `None` for one that the framework has no form for, or that says too little.
    fn told_row(&self, told: &ToldSubject, known: &[RecordRow]) -> Option<RecordRow> {
        let form = self.definition.form(&told.kind)?;
        if !matches!(form.purpose, Purpose::Subject { .. }) {
            return None;
        }
        let mut session = Session::open(&self.definition, form, self.profile_facts());
        fill(&mut session, &told.answers);
        let subject = subject_of(&session)?;
        for row in known {
            let Some(mut opened) = self.profile_of(row) else {
                continue;
            };
            if opened.head.form == told.kind
                && subject_of(&opened.session).is_some_and(|known| known.id == subject.id)
            {
                fill(&mut opened.session, &told.answers);
                let text = draft_v1::write(&opened.head, &opened.session);
                return Some(RecordRow {
                    key: row.key.clone(),
                    owner: row.owner,
                    bytes: text.into_bytes(),
                });
            }
        }
        let text = draft_v1::write(&self.profile_head(form), &session);
        Some(RecordRow {
            key: [SUBJECT, &(self.device.id)()].concat(),
            owner: self.own(),
            bytes: text.into_bytes(),
        })
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
    let mut contents = Vec::new();
    for (at, answer) in session.answers() {
        if session.shown(&Node::At(at.clone())) {
            let item = at.spell(session.definition(), session.form());
            contents.push((item, answer.content.clone()));
        }
    }
    contents
}

/// The subject that a filled form describes; `None` while it has no id or no name.
pub fn subject_of(session: &Session) -> Option<Subject> {
    let Purpose::Subject { id, name } = &session.form().purpose else {
        return None;
    };
    let text = |slot: SlotIx| match session.value_at(&Address::Slot(slot)) {
        Some(Value::Text(text)) => Some(text.to_string()),
        // A council is known by its code.
        Some(Value::Code(code)) => {
            let list = session.definition().list(code.list);
            Some(list.codes.get(code.index as usize)?.code.clone())
        }
        _ => None,
    };
    let (id, name) = (text(*id)?, text(*name)?);
    Some(Subject {
        kind: session.form().id.clone(),
        id,
        name,
        profile: contents(session),
    })
}
