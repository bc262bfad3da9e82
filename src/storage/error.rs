//! Why a use case did not happen: one enum for each, and one for the store beneath them all.

use thiserror::Error;

/// Why the store itself could not do what it was asked. After it, nothing of that use case was written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device or the browser's share of it is full.
    #[error("there is no space left on this device")]
    Quota,
    /// Another tab holds an older version of the database open.
    #[error("another tab with an older version of this page is open")]
    Blocked,
    /// The connection was closed, and again after it was reopened.
    #[error("the browser closed its database")]
    Closed,
    /// The browser has no database for this page, or does not allow one.
    #[error("the browser does not let this page keep anything")]
    Forbidden,
    /// A row or the database itself cannot be read.
    #[error("what was kept on this device cannot be read")]
    Corrupt,
    /// The database or the row was written by a newer version of this page.
    #[error("a newer version of this page wrote to this device")]
    NewerVersion,
    /// What was asked for rests sealed, and nobody who can open it has unlocked it.
    #[error("this is locked")]
    Locked,
    /// Anything else, by the browser's name for it.
    #[error("the browser's database failed: {0}")]
    Other(Box<str>),
}

/// Why a draft was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveDraftError {
    /// Another tab took the draft over, or saved a later revision.
    #[error("another tab has changed this draft")]
    Superseded {
        /// The epoch that is stored.
        epoch: u32,
        /// The revision that is stored.
        revision: u64,
    },
    /// The draft is no longer on this device: it was sent or removed.
    #[error("this draft is no longer on this device")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a draft was not taken over.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TakeOverError {
    /// The draft is no longer on this device.
    #[error("this draft is no longer on this device")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a draft was not removed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RemoveDraftError {
    /// Another tab took the draft over.
    #[error("another tab has taken this draft over")]
    Superseded {
        /// The epoch that is stored.
        epoch: u32,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a finished return did not go into the outbox. Its draft is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueueError {
    /// Another tab took the draft over.
    #[error("another tab has taken this draft over")]
    Superseded {
        /// The epoch that is stored.
        epoch: u32,
    },
    /// The draft is no longer on this device: it was sent or removed in another tab.
    #[error("this draft is no longer on this device")]
    Gone,
    /// A return with this id and other bytes is in the outbox, or one with this id was received.
    #[error("this return is already on its way")]
    AlreadyQueued,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why the end of a try was not written down.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettleError {
    /// The return is neither in the outbox nor among the receipts.
    #[error("this return is no longer on this device")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a return in the outbox did not become a draft again.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReopenError {
    /// Its progress is no longer what the person was shown.
    #[error("this return has moved on")]
    Changed,
    /// The return is no longer in the outbox.
    #[error("this return is no longer on its way")]
    Gone,
    /// Another draft has this id.
    #[error("there is another draft of this id")]
    DraftExists,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
