//! What is on this device, as the pages list it: read from the store after each change to it.

use super::about::About;
use super::owner::WaitsFor;
use super::profiles::SUBJECT;
use super::{Doing, News, Shell};
use crate::storage::sealing::Owner;
use crate::storage::{Everything, OutboxRow, ReceiptRow, StoreError};
use crate::submit::{May, Progress};
use care_engine::exchange::draft_v1::{self, DraftHead};
use care_engine::exchange::receipt_v1::ReceiptV1;
use care_engine::session::{Content, Subject};
use care_engine::value::parse_iso_utc;

/// What is on this device.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The person who fills in: the filer form's items. Empty until the form has no error.
    pub filer: Vec<(String, Content)>,
    /// Who or what is filed for.
    pub subjects: Vec<KnownSubject>,
    /// Unfinished returns.
    pub drafts: Vec<Draft>,
    /// Finished returns on their way.
    pub waiting: Vec<Waiting>,
    /// Returns that the backend has; the last one first.
    pub sent: Vec<Sent>,
    /// Rows that this version cannot read. They are left as they are.
    pub unreadable: u32,
}

/// A subject that this device knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSubject {
    /// Its random key on this device.
    pub key: String,
    /// The subject; `None` while its form is not finished.
    pub subject: Option<Subject>,
    /// The form that describes it.
    pub kind: String,
    /// Whose it is, and all that is about it.
    pub owner: Owner,
}

/// An unfinished return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it says of itself.
    pub head: DraftHead,
    /// When it was saved: Unix time in milliseconds.
    pub saved_at: i64,
}

/// A finished return on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// What it is.
    pub about: About,
    /// How far it is.
    pub progress: Progress,
}

impl Waiting {
    /// Whether a person must do something before it goes out.
    pub fn needs_you(&self) -> bool {
        matches!(
            self.progress,
            Progress::Stuck { .. } | Progress::NeedsSignIn { .. }
        )
    }
}

/// A return that the backend has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its id.
    pub id: String,
    /// What it is.
    pub about: About,
    /// The backend's word.
    pub receipt: ReceiptV1,
}

impl Sent {
    /// When the backend received it, as it says: Unix time in milliseconds, or when it was finished where it says none.
    pub fn received_at(&self) -> i64 {
        parse_iso_utc(&self.receipt.received_at).unwrap_or(self.about.finished_at)
    }
}

impl Lists {
    /// The return that replaces one, if there is one: received or on its way.
    pub fn replaced_by(&self, id: &str) -> Option<(&str, u32)> {
        let replaces = |about: &About| about.replaces.as_deref() == Some(id);
        for sent in &self.sent {
            if replaces(&sent.about) {
                return Some((&sent.id, sent.about.revision));
            }
        }
        let waiting = self
            .waiting
            .iter()
            .find(|waiting| replaces(&waiting.about))?;
        Some((&waiting.id, waiting.about.revision))
    }

    /// The draft that corrects a return, if one was begun.
    pub fn correction_of(&self, id: &str) -> Option<&Draft> {
        self.drafts.iter().find(|draft| {
            draft
                .head
                .replaces
                .as_ref()
                .is_some_and(|replaces| replaces.id == id)
        })
    }
}

impl Shell {
    /// Whether a person must do something before a return goes out. What is somebody else's needs somebody else.
    pub fn needs_you(&self, waiting: &Waiting) -> bool {
        let stuck = matches!(waiting.progress, Progress::Stuck { .. });
        match self.waits_for(&waiting.about) {
            Some(WaitsFor::Person(_)) => return stuck,
            Some(WaitsFor::Gone) => return true,
            None => {}
        }
        match self.may_send(&waiting.about) {
            May::Send => waiting.needs_you(),
            May::SignIn | May::Confirm => true,
            May::NotYours => stuck,
        }
    }

    /// Reads the lists again and tells who shows them.
    pub fn refresh(&self) -> Doing<'_, StoreError> {
        Box::pin(async move {
            let everything = self.store.everything(&self.filer_key(), SUBJECT).await?;
            self.show(&everything);
            Ok(())
        })
    }

    fn show(&self, everything: &Everything) {
        let drafts = &everything.drafts;
        let (outbox, receipts) = (&everything.outbox, &everything.receipts);
        let mut lists = Lists::default();
        let mut unreadable = drafts
            .unreadable
            .saturating_add(outbox.unreadable)
            .saturating_add(receipts.unreadable);
        if let Some(row) = &everything.record {
            lists.filer = self.filer(row);
        }
        lists.subjects = self.subjects(&everything.records.rows);
        for row in &drafts.rows {
            let saved_at = row.saved_at;
            match self.draft_head(&row.bytes) {
                Some(head) => {
                    let at = place(lists.drafts.iter().map(|known| known.saved_at > saved_at));
                    lists.drafts.insert(at, Draft { head, saved_at });
                }
                None => unreadable = unreadable.saturating_add(1),
            }
        }
        for row in &outbox.rows {
            match waiting(row) {
                Some(waiting) => lists.waiting.push(waiting),
                None => unreadable = unreadable.saturating_add(1),
            }
        }
        for row in &receipts.rows {
            match sent(row) {
                Some(sent) => {
                    let age = |sent: &Sent| (sent.about.finished_at, sent.about.revision);
                    let at = place(lists.sent.iter().map(|known| age(known) > age(&sent)));
                    lists.sent.insert(at, sent);
                }
                None => unreadable = unreadable.saturating_add(1),
            }
        }
        lists.unreadable = unreadable;
        self.lists.replace(lists);
        self.tell(News::Lists);
    }

    /// What a stored form says of itself.
    pub(super) fn draft_head(&self, bytes: &[u8]) -> Option<DraftHead> {
        draft_v1::read_head(std::str::from_utf8(bytes).ok()?, &self.definition).ok()
    }
}

/// The place behind all that come before. Lists are short, and a sort for each would be code for each.
pub(super) fn place(before: impl Iterator<Item = bool>) -> usize {
    before.take_while(|before| *before).count()
}

fn waiting(row: &OutboxRow) -> Option<Waiting> {
    let about = About::read(&row.about)?;
    Some(Waiting {
        id: row.id.clone(),
        about,
        progress: Progress::from_bytes(&row.progress),
    })
}

fn sent(row: &ReceiptRow) -> Option<Sent> {
    let receipt = ReceiptV1::read(std::str::from_utf8(&row.receipt).ok()?).ok()?;
    let about = About::read(&row.about)?;
    Some(Sent {
        id: row.id.clone(),
        about,
        receipt,
    })
}
