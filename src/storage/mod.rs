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
mod indexed;
mod job;
mod memory;
mod migrations;
mod outbox;
mod receipts;
mod records;
mod row;
mod row_v1;

pub use contract::{DraftRow, Listed, OutboxRow, ReceiptRow, RecordRow, Settlement};
pub use error::{
    QueueError, RemoveDraftError, ReopenError, SaveDraftError, SettleError, StoreError,
    TakeOverError,
};
pub use indexed::IndexedStore;
pub use job::{Access, Durability, Found, Job, Read, Table, Write};
pub use memory::MemoryStore;
pub use migrations::{STEPS, Step};

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
        match self {
            Self::Memory(store) => store.run(&mut job),
            Self::Indexed(store) => store.run(&mut job).await,
        }
    }

    /// Runs a job that ends in a value or in a reason of its own, in which case nothing is written.
    async fn decide<T, E: From<StoreError>>(
        &self,
        access: Access,
        tables: &[Table],
        reads: &[Read<'_>],
        mut decide: impl FnMut(&Found) -> Result<(Vec<Write>, T), E>,
    ) -> Result<T, E> {
        let mut end = None;
        let mut decide = |found: &Found| match decide(found) {
            Ok((writes, value)) => {
                end = Some(Ok(value));
                writes
            }
            Err(error) => {
                end = Some(Err(error));
                Vec::new()
            }
        };
        self.run(Job {
            access,
            tables,
            reads,
            decide: &mut decide,
        })
        .await?;
        end.unwrap_or_else(|| Err(StoreError::Closed.into()))
    }

    /// The rows of one read, each decoded, and how many could not be.
    async fn list<T>(
        &self,
        read: Read<'_>,
        decode: fn(&[u8]) -> Result<T, StoreError>,
    ) -> Result<Listed<T>, StoreError> {
        let tables = [read.table()];
        self.decide(Access::Read, &tables, &[read], |found| {
            let mut listed = Listed {
                rows: Vec::new(),
                unreadable: 0,
            };
            for bytes in found.all(0) {
                match decode(bytes) {
                    Ok(row) => listed.rows.push(row),
                    Err(_) => listed.unreadable = listed.unreadable.saturating_add(1),
                }
            }
            Ok((Vec::new(), listed))
        })
        .await
    }

    /// One row, decoded, or `None` if there is none.
    async fn find<T>(
        &self,
        table: Table,
        key: &str,
        decode: fn(&[u8]) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.decide(Access::Read, &[table], &[Read::One(table, key)], |found| {
            Ok((Vec::new(), found.one(0).map(decode).transpose()?))
        })
        .await
    }
}

#[cfg(test)]
mod tests;
