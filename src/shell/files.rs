//! What goes out of this device as a file, and comes back: drafts, here or on another device, and returns on their way.

use super::drafts::Opening;
use super::lists::Draft;
use super::{OpenError, OpenForm, Shell, browser, sealed_file};
use crate::storage::sealing::{ITERATIONS, Secret};
use crate::storage::{DraftRow, SaveDraftError};
use care_engine::definition::Period;
use care_engine::exchange::draft_v1::{self, DraftHead};
use std::rc::Rc;
use thiserror::Error;

/// Why a file cannot be opened as a draft.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// It holds something else.
    #[error("the file holds no draft")]
    NotADraft,
    /// It is sealed: [`Shell::open_file`] opens it with its passphrase.
    #[error("the file is sealed")]
    Sealed,
    /// It is sealed with another passphrase, or was changed.
    #[error("this is not the file's passphrase")]
    WrongPassphrase,
    /// It is of another framework than the page shows.
    #[error("the draft is of another framework")]
    OtherFramework,
    /// The return was finished on this device since.
    #[error("this return was finished on this device")]
    Finished,
    /// The draft in it cannot be opened or kept.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// A draft out of a file, not on this device yet.
#[derive(Clone, Debug)]
pub struct FileDraft {
    /// What it says of itself.
    pub head: DraftHead,
    /// The draft of the same return, subject and period that is on this device already.
    pub here: Option<Draft>,
    text: String,
}

impl Shell {
    /// Reads a file that a draft was taken out to. Nothing is kept yet.
    pub fn look_at_file(&self, text: String) -> Opening<'_, FileDraft, FileError> {
        Box::pin(async move {
            if sealed_file::is_sealed(&text) {
                return Err(FileError::Sealed);
            }
            let head = self
                .draft_head(text.as_bytes())
                .ok_or(FileError::NotADraft)?;
            if head.framework != self.definition.id {
                return Err(FileError::OtherFramework);
            }
            if self.is_finished(&head) {
                return Err(FileError::Finished);
            }
            // One of another version is read when it is moved.
            if head.version == self.definition.version {
                let (definition, form) = self.asked(&head.form).await?;
                let facts = self
                    .facts(&head.form, head.subject.as_ref(), head.period)
                    .await;
                draft_v1::open(&text, &definition, &form, facts)
                    .map_err(|_| OpenError::Unreadable)?;
            }
            let here = self
                .lists
                .borrow()
                .drafts
                .iter()
                .find(|draft| is_same(&draft.head, &head))
                .cloned();
            Ok(FileDraft { head, here, text })
        })
    }

    /// Opens a sealed file with its passphrase and reads it as [`Shell::look_at_file`] does.
    pub fn open_file<'a>(
        &'a self,
        text: &'a str,
        passphrase: &'a Secret,
    ) -> Opening<'a, FileDraft, FileError> {
        Box::pin(async move {
            let clear = sealed_file::read(text, passphrase).await?;
            self.look_at_file(clear).await
        })
    }

    /// The text of a file with an open form in it, sealed with a passphrase. `None` where the browser has no cipher.
    pub async fn sealed(&self, form: &OpenForm, passphrase: &Secret) -> Option<String> {
        sealed_file::write(&form.text(), passphrase, ITERATIONS).await
    }

    /// Offers an open form as a sealed file. `None` where the browser does not let us.
    pub async fn download_sealed(&self, form: &OpenForm, passphrase: &Secret) -> Option<()> {
        let head = &form.head;
        let text = self.sealed(form, passphrase).await?;
        browser::download(&name(&head.form, head.period, "sealed-draft.json"), &text)
    }

    /// Whether the return of a draft was finished here: a second one would be sent beside it.
    fn is_finished(&self, head: &DraftHead) -> bool {
        let subject = head.subject.as_ref().map_or("", |subject| &subject.id);
        let replaces = head.replaces.as_ref().map(|replaces| &replaces.id);
        let lists = self.lists.borrow();
        let waiting = lists.waiting.iter().map(|waiting| &waiting.about);
        let mut finished = waiting.chain(lists.sent.iter().map(|sent| &sent.about));
        finished.any(|about| {
            about.same_as(&head.form, subject, head.period) && about.replaces.as_ref() == replaces
        })
    }

    /// Keeps a draft out of a file on this device, in the place of the one that was here; gives its id.
    pub fn keep_file<'a>(
        self: &'a Rc<Self>,
        file: &'a FileDraft,
    ) -> Opening<'a, String, FileError> {
        Box::pin(async move {
            // What is open here is written, and from then on not by this page.
            self.leave_form();
            let id = &file.head.id;
            let mut row = DraftRow {
                id: id.clone(),
                owner: self.owner_of(file.head.subject.as_ref()),
                epoch: 0,
                revision: 1,
                saved_at: (self.device.now)(),
                bytes: file.text.clone().into_bytes(),
            };
            let kept = match self.store.draft(id).await.map_err(OpenError::Store)? {
                Some(seen) => {
                    row.epoch = seen.epoch.saturating_add(1);
                    row.revision = seen.revision.saturating_add(1);
                    self.store.replace_draft(&seen, &row).await
                }
                None => self.store.start_draft(&row).await,
            };
            kept.map_err(|error| match error {
                SaveDraftError::Store(error) => OpenError::Store(error),
                SaveDraftError::Superseded { .. } | SaveDraftError::Gone => OpenError::Gone,
            })?;
            // Last, so that there is always one of the two.
            if let Some(here) = file.here.as_ref().filter(|here| here.head.id != *id) {
                self.remove_draft(&here.head.id)
                    .await
                    .map_err(OpenError::Store)?;
            }
            self.refresh().await.map_err(OpenError::Store)?;
            Ok(id.clone())
        })
    }

    /// Offers an open form as a file. `None` where the browser does not let us.
    pub fn download(&self, form: &OpenForm) -> Option<()> {
        let head = &form.head;
        browser::download(&name(&head.form, head.period, "draft.json"), &form.text())
    }

    /// Offers a return that is on its way as a file, as it is sent. `None` where it is gone, or the browser does not let
    /// us.
    pub async fn take_out(&self, id: &str) -> Option<()> {
        let row = self.on_its_way(id).await.ok()??;
        let known = self.lists.borrow();
        let waiting = known.waiting.iter().find(|waiting| waiting.id == id);
        let name = waiting.map_or_else(String::new, |waiting| {
            name(&waiting.about.form, waiting.about.period, "return.json")
        });
        browser::download(&name, std::str::from_utf8(&row.bytes).ok()?)
    }
}

/// A file's name: what it is of, and no name of anybody.
pub(super) fn name(form: &str, period: Option<Period>, what: &str) -> String {
    let start = period.map_or_else(String::new, |period| {
        ["-", &period.start.to_string()].concat()
    });
    [form, &start, "-", what].concat()
}

/// Whether two drafts are of the same return, subject and period, or one and the same.
fn is_same(one: &DraftHead, other: &DraftHead) -> bool {
    let subject = |head: &DraftHead| head.subject.as_ref().map(|subject| subject.id.clone());
    one.id == other.id
        || (one.form == other.form
            && one.period == other.period
            && subject(one) == subject(other)
            && one.replaces == other.replaces)
}
