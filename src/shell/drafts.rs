//! Unfinished returns: begun, opened, removed.

use super::about::About;
use super::browser::Turn;
use super::copy::session_of;
use super::form::OpenForm;
use super::lists::Draft;
use super::refused;
use super::slices::SliceError;
use super::{News, Shell};
use crate::storage::sealing::Owner;
use crate::storage::{
    DraftRow, OutboxRow, RemoveDraftError, ReopenError, SaveDraftError, StoreError, TakeOverError,
};
use care_engine::definition::{Definition, Form, Period};
use care_engine::exchange::draft_v1::{self, DraftHead, Replaces};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::moving::draft_of;
use care_engine::session::{Session, Subject};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use thiserror::Error;

/// Why a draft could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// It is not on this device: it was sent or removed.
    #[error("this return is not on this device")]
    Gone,
    /// It was written by a version of the framework or the program that is not here.
    #[error("this return cannot be read by this version of the page")]
    Unreadable,
    /// Its questions are not here.
    #[error(transparent)]
    Slice(#[from] SliceError),
    /// It was begun on another version of the framework, and is not opened before it is moved: see [`Shell::look_at_move`].
    #[error("this return was begun on another version of the framework")]
    OtherVersion,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<TakeOverError> for OpenError {
    fn from(error: TakeOverError) -> Self {
        match error {
            TakeOverError::Gone => Self::Gone,
            TakeOverError::Store(error) => Self::Store(error),
        }
    }
}

/// Something of drafts that takes time. Boxed, so that all who wait for it hold and drop the same one pointer.
pub(super) type Opening<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + 'a>>;

/// A finished return as a session again.
pub(super) struct Copied {
    pub(super) posted: ReturnV1,
    form: Rc<Form>,
    pub(super) session: Session,
}

/// On which day a copy stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// To be filled in today.
    Today,
    /// To be looked at as it was filed.
    Filed,
}

impl Shell {
    /// Begins a return and opens it; gives its draft's id, or that of the draft that there is already. It is written at once; where that fails the page says so and
    /// the draft lives as long as the page.
    pub async fn begin(
        self: &Rc<Self>,
        form: &str,
        subject: &Subject,
        period: Period,
    ) -> Result<String, OpenError> {
        if let Some(id) = self.begun(form, subject, period) {
            return Ok(id);
        }
        let (definition, form) = self.asked(form).await?;
        self.read_earlier(&form.id, subject, period).await;
        let facts = self.facts(&form.id, Some(subject), Some(period)).await;
        // The button may have been pressed again while the backend was asked.
        if let Some(id) = self.begun(&form.id, subject, period) {
            return Ok(id);
        }
        let head = self.head(&form, Some(subject.clone()), Some(period), None);
        let mut session = Session::open(&definition, &form, facts);
        session.lay_beside(self.beside(&form.id, subject).await);
        let session = self.under_status(session);
        if self.store.is_lasting() && self.lists.borrow().drafts.is_empty() {
            self.ask_to_keep();
        }
        Ok(self.start(head, session))
    }

    /// The framework with the questions of a form, and the form.
    pub(super) fn asked<'a>(
        &'a self,
        form: &'a str,
    ) -> Opening<'a, (Rc<Definition>, Rc<Form>), OpenError> {
        Box::pin(async move {
            let definition = self.slice(form).await?;
            let form = definition.form(form).ok_or(OpenError::Unreadable)?;
            let form = Rc::clone(form);
            Ok((definition, form))
        })
    }

    /// The draft of a return, subject and period that is open or on this device.
    fn begun(&self, form: &str, subject: &Subject, period: Period) -> Option<String> {
        let is_it = |head: &DraftHead| {
            head.form == form
                && head.period == Some(period)
                && head
                    .subject
                    .as_ref()
                    .is_some_and(|known| known.id == subject.id)
        };
        if let Some(open) = self.open.borrow().as_ref().filter(|open| is_it(&open.head)) {
            return Some(open.head.id.clone());
        }
        self.lists
            .borrow()
            .drafts
            .iter()
            .find(|draft| is_it(&draft.head))
            .map(|draft| draft.head.id.clone())
    }

    /// Begins a correction of a return that was sent, with its answers; gives the new draft's id.
    pub async fn correct(self: &Rc<Self>, id: &str, reason: &str) -> Result<String, OpenError> {
        let (head, copy) = self.correction(id, reason).await?;
        if copy.posted.version == self.definition.version {
            return Ok(self.start(head, copy.session));
        }
        // On the version that it was filed on, so that the person is shown what moving it changes.
        let id = head.id.clone();
        let owner = self.owner_of(head.subject.as_ref());
        let row = self.first_row(head, owner, &copy);
        match self.store.start_draft(&row).await {
            Ok(()) => {}
            Err(SaveDraftError::Store(error)) => return Err(error.into()),
            Err(SaveDraftError::Gone | SaveDraftError::Superseded { .. }) => {
                return Err(OpenError::Gone);
            }
        }
        self.refresh().await?;
        Ok(id)
    }

    pub(super) async fn correction(
        &self,
        id: &str,
        reason: &str,
    ) -> Result<(DraftHead, Box<Copied>), OpenError> {
        let row = self.store.receipt(id).await?.ok_or(OpenError::Gone)?;
        let copy = self.copied(&row.bytes, &row.about, Standing::Today).await?;
        let posted = &copy.posted;
        let replaces = Replaces {
            id: id.to_owned(),
            revision: posted.revision.saturating_add(1),
            reason: reason.to_owned(),
        };
        let subject = Some(posted.subject.clone());
        let head = self.head(&copy.form, subject, posted.period, Some(replaces));
        Ok((head, copy))
    }

    /// A return that was sent or is on its way, as a session to be looked at.
    pub async fn look_at(&self, id: &str) -> Result<Session, OpenError> {
        let (bytes, about) = self.finished(id).await?;
        let copy = self.copied(&bytes, &about, Standing::Filed).await?;
        Ok(copy.session)
    }

    /// The bytes of a return that was sent or is on its way.
    pub(super) async fn finished_bytes(&self, id: &str) -> Result<Vec<u8>, OpenError> {
        Ok(self.finished(id).await?.0)
    }

    /// The same, and what the lists show of it.
    pub(super) async fn finished(&self, id: &str) -> Result<(Vec<u8>, Vec<u8>), OpenError> {
        if let Some(row) = self.store.receipt(id).await? {
            return Ok((row.bytes, row.about));
        }
        let row = self.on_its_way(id).await?.ok_or(OpenError::Gone)?;
        Ok((row.bytes, row.about))
    }

    /// Makes a return that the backend refused a draft again, with its findings; gives the draft's id.
    pub async fn reopen(&self, id: &str) -> Result<String, OpenError> {
        let row = self.on_its_way(id).await?.ok_or(OpenError::Gone)?;
        let posted = self.posted(&row.bytes).ok_or(OpenError::Unreadable)?;
        if let Some(period) = posted.period {
            // The backend may have judged it beside returns that this device did not know of.
            let (form, _) = (posted.form.as_str(), self.asked(&posted.form).await?);
            self.read_earlier(form, &posted.subject, period).await;
        }
        let copy = self.copied(&row.bytes, &row.about, Standing::Today).await?;
        let draft = self.draft_again(row.owner, &copy);
        // Before the draft itself: findings without a draft are harmless, a draft without its findings is not.
        self.store
            .put_record(&refused::record(&draft.id, row.owner, &row.progress))
            .await?;
        match self.store.reopen(id, &row.progress, &draft).await {
            Ok(()) => {}
            Err(ReopenError::Store(error)) => return Err(error.into()),
            Err(ReopenError::Changed | ReopenError::Gone | ReopenError::DraftExists) => {
                return Err(OpenError::Gone);
            }
        }
        self.refresh().await?;
        Ok(draft.id)
    }

    fn draft_again(&self, owner: Owner, copy: &Copied) -> DraftRow {
        let posted = &copy.posted;
        let replaces = posted.replaces.as_ref().map(|(id, reason)| Replaces {
            id: id.clone(),
            revision: posted.revision,
            reason: reason.clone(),
        });
        let subject = Some(posted.subject.clone());
        let head = self.head(&copy.form, subject, posted.period, replaces);
        self.first_row(head, owner, copy)
    }

    /// The first row of a draft of a finished return: on this version as it stands here, else on its own, to be moved.
    fn first_row(&self, head: DraftHead, owner: Owner, copy: &Copied) -> DraftRow {
        let id = head.id.clone();
        let text = if copy.posted.version == self.definition.version {
            draft_v1::write(&head, &copy.session)
        } else {
            draft_of(head, &copy.posted, copy.session.definition())
        };
        DraftRow {
            id,
            owner,
            epoch: 0,
            revision: 1,
            saved_at: (self.device.now)(),
            bytes: text.into_bytes(),
        }
    }

    /// A return that is on its way, if it is.
    pub(super) fn on_its_way<'a>(
        &'a self,
        id: &'a str,
    ) -> Opening<'a, Option<OutboxRow>, StoreError> {
        Box::pin(async move {
            let mut rows = self.store.outbox().await?.rows;
            let at = rows.iter().position(|row| row.id == id);
            Ok(at.map(|at| rows.swap_remove(at)))
        })
    }

    /// A return that was finished, as a session again, with who gave its answers as far as `about` says so.
    pub(super) fn copied<'a>(
        &'a self,
        bytes: &'a [u8],
        about: &'a [u8],
        standing: Standing,
    ) -> Opening<'a, Box<Copied>, OpenError> {
        Box::pin(async move {
            let posted = self.posted(bytes).ok_or(OpenError::Unreadable)?;
            let (definition, form) = self.asked(&posted.form).await?;
            let mut facts = self
                .facts(&form.id, Some(&posted.subject), posted.period)
                .await;
            if standing == Standing::Filed {
                facts.today = care_engine::value::london(posted.finished_at).date;
            }
            let session = session_of(&posted, &definition, &form, facts);
            let mut session = self.under_status(session);
            if let Some(about) = About::read(about) {
                about.givers.restore(&mut session);
            }
            Ok(Box::new(Copied {
                posted,
                form,
                session,
            }))
        })
    }

    /// Opens a draft: from now on this page writes it, and no other. Where another tab has it, it is opened to be read.
    /// One of another version is left as it is.
    pub async fn open_draft(self: &Rc<Self>, id: &str) -> Result<Rc<OpenForm>, OpenError> {
        if let Some(open) = self.open_as(id) {
            return Ok(open);
        }
        self.leave_form();
        // Where the lists know it, before it is taken from another tab.
        let is_other =
            |draft: &Draft| draft.head.id == id && draft.head.version != self.definition.version;
        let known = self.lists.borrow().drafts.iter().any(is_other);
        if known {
            return Err(OpenError::OtherVersion);
        }
        let mine = self.has_turn(id, Turn::Soon).await;
        // Another call may have opened it meanwhile.
        if let Some(open) = self.open_as(id) {
            return Ok(open);
        }
        let row = if mine {
            self.store.take_over(id).await.map_err(OpenError::from)
        } else {
            let row = self.store.draft(id).await;
            row.map_err(OpenError::Store)
                .and_then(|row| row.ok_or(OpenError::Gone))
        };
        let opened = match row {
            Ok(row) => self.open_row(&row, mine).await,
            Err(error) => Err(error),
        };
        if opened.is_err() {
            self.give_back(id);
        }
        opened
    }

    /// Opens a draft as its row has it, in the place of what is open.
    pub(super) fn open_row<'a>(
        self: &'a Rc<Self>,
        row: &'a DraftRow,
        mine: bool,
    ) -> Opening<'a, Rc<OpenForm>, OpenError> {
        Box::pin(async move {
            let head = self.draft_head(&row.bytes).ok_or(OpenError::Unreadable)?;
            if head.version != self.definition.version {
                return Err(OpenError::OtherVersion);
            }
            let (definition, form) = self.asked(&head.form).await?;
            let facts = self
                .facts(&head.form, head.subject.as_ref(), head.period)
                .await;
            let opened = std::str::from_utf8(&row.bytes)
                .ok()
                .and_then(|text| draft_v1::open(text, &definition, &form, facts).ok());
            let mut opened = opened.map(Box::new).ok_or(OpenError::Unreadable)?;
            if let Some(subject) = &opened.head.subject {
                let beside = self.beside(&form.id, subject).await;
                opened.session.lay_beside(beside);
            }
            let told = self.store.record(&refused::key(&row.id)).await?;
            // Behind the last wait: what comes later is told to the return that is open.
            let session = self.under_status(opened.session);
            opened.session = self.given_here(session, row.owner);
            let found = told.map_or_else(Vec::new, |told| refused::found(&told, &opened.session));
            let open = OpenForm::of_row(*opened, row, found, !mine);
            self.open.replace(Some(Rc::clone(&open)));
            self.tell(News::Saving);
            Ok(open)
        })
    }

    /// Removes a draft for good.
    pub async fn remove_draft(&self, id: &str) -> Result<(), StoreError> {
        let open = self.open_as(id);
        let epoch = match &open {
            Some(open) => {
                open.close();
                open.epoch()
            }
            // A person who removes it here outranks another tab that has it open.
            None => u32::MAX,
        };
        match self.store.remove_draft(id, epoch).await {
            Ok(()) | Err(RemoveDraftError::Superseded { .. }) => {}
            Err(RemoveDraftError::Store(error)) => return Err(error),
        }
        self.forget_form(id);
        // What the backend had said of it goes with it; without the draft nobody sees it.
        let _ = self.store.remove_record(&refused::key(id)).await;
        self.refresh().await
    }

    /// Lets go of a form without saving it.
    pub(super) fn forget_form(&self, id: &str) {
        self.open.borrow_mut().take_if(|open| open.head.id == id);
        self.give_back(id);
    }

    fn start(self: &Rc<Self>, head: DraftHead, session: Session) -> String {
        self.leave_form();
        let id = head.id.clone();
        let owner = self.owner_of(head.subject.as_ref());
        let session = self.given_here(session, owner);
        let open = OpenForm::new_draft(head, session, owner);
        self.open.replace(Some(Rc::clone(&open)));
        self.save_now(&open);
        let (shell, of) = (Rc::clone(self), id.clone());
        super::spawn(async move {
            // No other tab knows its id yet.
            shell.has_turn(&of, Turn::Now).await;
        });
        id
    }

    /// A return that was finished, as data. `None` where it cannot be read now.
    pub(super) fn posted(&self, bytes: &[u8]) -> Option<ReturnV1> {
        ReturnV1::read(std::str::from_utf8(bytes).ok()?, &self.definition).ok()
    }

    fn head(
        &self,
        form: &Form,
        subject: Option<Subject>,
        period: Option<Period>,
        replaces: Option<Replaces>,
    ) -> DraftHead {
        DraftHead {
            id: (self.device.id)(),
            framework: self.definition.id.clone(),
            version: self.definition.version.clone(),
            form: form.id.clone(),
            subject,
            period,
            begun: (self.device.now)(),
            replaces,
            kept: Vec::new(),
        }
    }
}
