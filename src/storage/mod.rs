//! Where records rest on this device: one contract, two stores (memory and `IndexedDB`), one transaction for each use case.
//!
//! A use case (`drafts`, `outbox`, `receipts`, `records`) says in a [`Job`] what it reads and, once it has read, what it
//! writes; a store carries the whole job out in one transaction or not at all. So every rule stands once, above the
//! stores, and a store cannot get it wrong in its own way. Nothing is awaited between the reads and the writes of a job.
//!
//! Rows are opaque bytes with a small header (`row_v1`); what is inside is sealed and opened by the caller.

pub mod acceptance;
mod contract;
mod drafts;
mod error;
mod expiry;
#[cfg(test)]
pub(crate) mod failing;
mod indexed;
mod job;
mod memory;
mod migrations;
mod outbox;
mod pieces;
mod receipts;
mod records;
mod row;
mod row_v1;
mod row_v2;
pub(crate) mod sabotage;
pub mod use_cases;

pub use contract::{DraftRow, Everything, Listed, OutboxRow, ReceiptRow, RecordRow, Settlement};
pub use error::{
    QueueError, RemoveDraftError, ReopenError, SaveDraftError, SettleError, StoreError,
    TakeOverError,
};
pub use expiry::Expiry;
pub use indexed::IndexedStore;
pub use job::{Access, Durability, Found, Job, Read, Table, Write};
pub use memory::MemoryStore;
pub use migrations::{STEPS, Step};

use std::future::Future;
use std::pin::Pin;

/// The device's store: the browser's database, or memory where the browser allows none.
pub enum Store {
    /// Kept until the page closes, for where storage is missing or forbidden; the page must say so.
    Memory(MemoryStore),
    /// The browser's `IndexedDB`.
    Indexed(IndexedStore),
}

impl Store {
    /// An empty store in memory.
    pub fn memory() -> Self {
        Self::Memory(MemoryStore::default())
    }

    /// Opens the browser's database of this name, making or migrating it where needed.
    ///
    /// # Errors
    /// `Forbidden` where the browser has or allows no `IndexedDB`, `NewerVersion` where a newer page made the database,
    /// `Blocked` where an older page holds it open, `Corrupt` or `Quota` as the browser says.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        IndexedStore::open(name, STEPS).await.map(Self::Indexed)
    }

    /// Whether what is written outlives the page.
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Indexed(_))
    }

    /// Carries out one job: all its reads, then the writes it decides on, in one transaction. Resolves after the
    /// transaction is complete; after an error nothing of it was written.
    ///
    /// A job may be decided twice (a closed connection is reopened once), so it must come to the same end when it finds
    /// its own earlier writes.
    pub async fn run(&self, mut job: Job<'_>) -> Result<(), StoreError> {
        self.carry(&mut job).await?;
        Ok(())
    }

    /// One transaction's reads, as the rows were when it read them.
    fn look<'a>(&'a self, tables: &'a [Table], reads: &'a [Read<'a>]) -> Waiting<'a, Found> {
        Box::pin(async move {
            self.carry(&mut Job {
                access: Access::Read,
                tables,
                reads,
                decide: &mut |_| Vec::new(),
            })
            .await
        })
    }

    /// One transaction that writes what it decides on from what it read.
    fn write<'a>(
        &'a self,
        durability: Durability,
        tables: &'a [Table],
        reads: &'a [Read<'a>],
        decide: &'a mut dyn FnMut(&Found) -> Vec<Write>,
    ) -> Waiting<'a, ()> {
        Box::pin(async move {
            self.carry(&mut Job {
                access: Access::Write(durability),
                tables,
                reads,
                decide,
            })
            .await?;
            Ok(())
        })
    }

    async fn carry(&self, job: &mut Job<'_>) -> Result<Found, StoreError> {
        match self {
            Self::Memory(store) => store.run(job),
            Self::Indexed(store) => store.run(job).await,
        }
    }

    /// The rows of one read.
    fn rows<'a>(&'a self, read: Read<'a>) -> Waiting<'a, Vec<Vec<u8>>> {
        Box::pin(async move {
            let mut found = self.look(&[read.table()], &[read]).await?;
            Ok(found.0.pop().unwrap_or_default())
        })
    }

    /// Everything that the lists of a page are made of, read in one transaction.
    ///
    /// # Errors
    /// Where the store fails, or the one record cannot be read.
    pub async fn everything(&self, record: &str, prefix: &str) -> Result<Everything, StoreError> {
        let tables = [
            Table::Drafts,
            Table::Outbox,
            Table::Receipts,
            Table::Records,
            Table::Pieces,
        ];
        let reads = [
            Read::All(Table::Drafts),
            Read::All(Table::Outbox),
            Read::All(Table::Receipts),
            Read::One(Table::Records, record),
            Read::Prefix(Table::Records, prefix),
            Read::All(Table::Pieces),
        ];
        let found = self.look(&tables, &reads).await?;
        Ok(Everything {
            record: first(found.all(3), row::read_record)?,
            drafts: pieces::list(found.all(0), found.all(5)),
            outbox: listed(found.all(1), row::read_outbox),
            receipts: listed(found.all(2), row::read_receipt),
            records: listed(found.all(4), row::read_record),
        })
    }
}

/// Something of the store that takes time. Boxed, so that all who wait for it hold and drop the same one pointer.
type Waiting<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

/// How a row is read.
type Decode<T> = fn(&[u8]) -> Result<T, StoreError>;

/// The rows, each decoded, and how many could not be.
fn listed<T>(found: &[Vec<u8>], decode: Decode<T>) -> Listed<T> {
    let mut listed = Listed {
        rows: Vec::new(),
        unreadable: 0,
    };
    for bytes in found {
        match decode(bytes) {
            Ok(row) => listed.rows.push(row),
            Err(_) if sabotage::off("bad-row") => break,
            Err(_) => listed.unreadable = listed.unreadable.saturating_add(1),
        }
    }
    listed
}

/// The first row, decoded, or `None` if there is none.
fn first<T>(found: &[Vec<u8>], decode: Decode<T>) -> Result<Option<T>, StoreError> {
    match found.first() {
        Some(bytes) => decode(bytes).map(Some),
        None => Ok(None),
    }
}

/// The writes that were decided on; none where there is a reason against them, which is kept for the caller.
fn kept<E>(decided: Result<Vec<Write>, E>, end: &mut Result<(), E>) -> Vec<Write> {
    match decided {
        Ok(writes) => {
            *end = Ok(());
            writes
        }
        Err(error) => {
            *end = Err(error);
            Vec::new()
        }
    }
}

#[cfg(test)]
mod failing_tests;
#[cfg(test)]
mod tests;
