//! Where records rest on this device: one contract, two stores (memory and `IndexedDB`), one transaction for each use case.
//!
//! A use case (`drafts`, `outbox`, `receipts`, `records`) says in a [`Job`] what it reads and, once it has read, what it
//! writes; a store carries the whole job out in one transaction or not at all. So every rule stands once, above the
//! stores, and a store cannot get it wrong in its own way. Nothing is awaited between the reads and the writes of a job.
//!
//! Rows are opaque bytes with a small header (`row_v1`); what is inside rests sealed (`sealing`), which no use case sees.

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
pub mod sealing;
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

use sealing::Keys;
use std::cell::{Ref, RefCell};
use std::future::Future;
use std::pin::Pin;

/// The device's store: the browser's database, or memory where the browser allows none. What rests in it is sealed.
pub struct Store {
    rests: Rests,
    /// `None` where nothing is sealed: in tests, and in memory where the browser has no cipher.
    keys: RefCell<Option<Keys>>,
}

/// Where the rows are.
enum Rests {
    /// Kept until the page closes, for where storage is missing or forbidden; the page must say so.
    Memory(MemoryStore),
    /// The browser's `IndexedDB`.
    Indexed(IndexedStore),
}

impl Store {
    /// An empty store in memory, which nobody uses yet.
    pub fn memory() -> Self {
        let keys = sealing::cipher::is_there().then(Keys::of_nobody);
        Self {
            rests: Rests::Memory(MemoryStore::default()),
            keys: RefCell::new(keys),
        }
    }

    /// A store in memory in which nothing is sealed, for tests of what is below.
    pub fn plain(rests: MemoryStore) -> Self {
        Self {
            rests: Rests::Memory(rests),
            keys: RefCell::default(),
        }
    }

    /// As an older version's store is found by this one.
    #[cfg(test)]
    pub(crate) fn sealed_from_now_on(self) -> Self {
        let keys = RefCell::new(Some(Keys::of_nobody()));
        Self { keys, ..self }
    }

    /// A database of the browser, in which nothing is sealed, for tests of what is below.
    pub fn plain_indexed(rests: IndexedStore) -> Self {
        Self {
            rests: Rests::Indexed(rests),
            keys: RefCell::default(),
        }
    }

    /// Opens the browser's database of this name, making or migrating it where needed, and what is in it if nothing
    /// guards that.
    ///
    /// # Errors
    /// `Forbidden` where the browser has or allows no `IndexedDB` or no cipher, `NewerVersion` where a newer page made
    /// the database, `Blocked` where an older page holds it open, `Corrupt` or `Quota` as the browser says.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Self::open_at(name, STEPS).await
    }

    /// The same at the version of these steps, as another version of the page has them.
    pub async fn open_at(name: &str, steps: &'static [Step]) -> Result<Self, StoreError> {
        if !sealing::cipher::is_there() {
            return Err(StoreError::Forbidden);
        }
        let store = Self {
            rests: Rests::Indexed(IndexedStore::open(name, steps).await?),
            keys: RefCell::new(Some(Keys::default())),
        };
        store.wake().await?;
        Ok(store)
    }

    /// From now on everything is kept a second time, where the browser needs and has that. What it threw away since the
    /// last time is put back from there, and opened if nothing guards it.
    ///
    /// Not done by [`Self::open`]: the module's first part, which writes nothing that a person typed, is without it.
    pub fn keep_twice(&self) -> Waiting<'_, ()> {
        Box::pin(async move {
            if let Rests::Indexed(rests) = &self.rests {
                rests.keep_twice();
                if self.is_new() && IndexedStore::has_spare().await {
                    rests.even_out().await;
                    self.wake().await?;
                }
            }
            Ok(())
        })
    }

    /// Whether what is written outlives the page.
    pub fn is_lasting(&self) -> bool {
        matches!(self.rests, Rests::Indexed(_))
    }

    fn keys(&self) -> Ref<'_, Option<Keys>> {
        self.keys.borrow()
    }

    fn with_keys(&self, change: impl FnOnce(&mut Keys)) {
        if let Some(keys) = self.keys.borrow_mut().as_mut() {
            change(keys);
        }
    }

    fn is_plain(&self) -> bool {
        self.keys().is_none()
    }

    /// Carries out one job on the rows as they rest: all its reads, then the writes it decides on, in one transaction. Resolves after the
    /// transaction is complete; after an error nothing of it was written.
    ///
    /// A job may be decided twice (a closed connection is reopened once), so it must come to the same end when it finds
    /// its own earlier writes.
    pub async fn run(&self, mut job: Job<'_>) -> Result<(), StoreError> {
        self.run_raw(&mut job).await?;
        Ok(())
    }

    /// Removes everything from this device. The store is of no use after it, but in memory, where nobody uses it yet.
    pub async fn erase(&self) -> Result<(), StoreError> {
        match &self.rests {
            Rests::Memory(store) => store.erase(),
            Rests::Indexed(store) => store.erase().await?,
        }
        self.with_keys(|keys| *keys = Keys::of_nobody());
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
        if self.is_plain() {
            self.run_raw(job).await
        } else {
            self.carry_sealed(job).await
        }
    }

    async fn run_raw(&self, job: &mut Job<'_>) -> Result<Found, StoreError> {
        match &self.rests {
            Rests::Memory(store) => store.run(job),
            Rests::Indexed(store) => store.run(job).await,
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
