//! The rows that a store keeps. Their content is opaque bytes, so that it can be sealed without the store knowing.

use super::sealing::Owner;
use std::fmt;

/// An unfinished return on this device.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The draft's id, made by the shell.
    pub id: String,
    /// Whose it is.
    pub owner: Owner,
    /// Raised by each take-over; a write with an older epoch is refused.
    pub epoch: u32,
    /// Raised by each save; a write with an older revision is refused.
    pub revision: u64,
    /// When it was saved: Unix time in milliseconds.
    pub saved_at: i64,
    /// The draft itself.
    pub bytes: Vec<u8>,
}

/// A finished return on its way.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// The return's id, the same on every try.
    pub id: String,
    /// Whose it is.
    pub owner: Owner,
    /// When it was finished: Unix time in milliseconds.
    pub queued_at: i64,
    /// How far sending has come, in the shape that the submit module writes.
    pub progress: Vec<u8>,
    /// The return as it is sent, frozen when it was finished and never changed.
    pub bytes: Vec<u8>,
    /// What the lists show of it.
    pub about: Vec<u8>,
}

/// A return that the backend has, with its word for it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The return's id.
    pub id: String,
    /// Whose it is.
    pub owner: Owner,
    /// When this device learnt of it: Unix time in milliseconds.
    pub settled_at: i64,
    /// The return as it was sent.
    pub bytes: Vec<u8>,
    /// What the lists show of it.
    pub about: Vec<u8>,
    /// The receipt.
    pub receipt: Vec<u8>,
}

/// A profile, a setting of the device, or a read kept for when there is no line.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its key, with a prefix that says what it is: `profile/…`, `device/…`, `read/…`.
    pub key: String,
    /// Whose it is.
    pub owner: Owner,
    /// The record itself.
    pub bytes: Vec<u8>,
}

/// How one try at sending ended.
#[derive(Clone, PartialEq, Eq)]
pub enum Settlement {
    /// The backend has it: the row leaves the outbox for the receipts.
    Done {
        /// The receipt.
        receipt: Vec<u8>,
        /// When this device learnt of it: Unix time in milliseconds.
        settled_at: i64,
    },
    /// Not yet: the row stays, with this progress.
    Later {
        /// How far sending has come.
        progress: Vec<u8>,
    },
}

/// The rows of a table that could be read, ordered by id or key.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many more there are that this version cannot read. They are left as they are, and hold up nothing.
    pub unreadable: u32,
}

/// What the lists of a page are made of, as it stood at one moment.
pub struct Everything {
    /// Every draft.
    pub drafts: Listed<DraftRow>,
    /// Every return on its way.
    pub outbox: Listed<OutboxRow>,
    /// Every return that was received.
    pub receipts: Listed<ReceiptRow>,
    /// The one record that was asked for.
    pub record: Option<RecordRow>,
    /// The records whose key begins as was asked.
    pub records: Listed<RecordRow>,
}

/// Prints the name and the id only: a row's content is never shown in an error or a log.
macro_rules! hides_its_content {
    ($($row:ident $id:ident),*) => {$(
        impl fmt::Debug for $row {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($row), " "))?;
                f.write_str(&self.$id)
            }
        }
    )*};
}
hides_its_content!(DraftRow id, OutboxRow id, ReceiptRow id, RecordRow key);

impl<T> fmt::Debug for Listed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} rows, {} unreadable",
            self.rows.len(),
            self.unreadable
        )
    }
}
