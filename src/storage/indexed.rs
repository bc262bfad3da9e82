//! The store in the browser's `IndexedDB`.

mod connection;
mod named;
mod spare;

use super::error::StoreError;
use super::job::{Access, Durability, Found, Job, Read, Table, Write};
use super::migrations::Step;
use super::sealing::PEOPLE;
use connection::Connection;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::{BuildPrimitive, KeyRange};
use js_sys::Uint8Array;
use spare::{Rows, Spare};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};

/// A database of the browser.
pub struct IndexedStore {
    name: String,
    steps: &'static [Step],
    /// `None` after the connection was lost, until the next job opens another.
    connection: RefCell<Option<Connection>>,
    /// Set when the database is deleted: what still asks for it must not make it anew.
    erased: Cell<bool>,
    spare: Spare,
}

impl IndexedStore {
    /// Opens a database at the version of these steps, making or migrating it where needed.
    pub async fn open(name: &str, steps: &'static [Step]) -> Result<Self, StoreError> {
        let store = Self {
            name: name.to_owned(),
            steps,
            connection: RefCell::default(),
            erased: Cell::default(),
            spare: Spare::new(name),
        };
        store.database().await?;
        Ok(store)
    }

    /// Carries out a job, as [`super::Store::run`] promises, and gives what it read. A lost connection is opened again once and the whole job
    /// repeated: browsers drop connections of tabs in the background.
    pub(super) async fn run(&self, job: &mut Job<'_>) -> Result<Found, StoreError> {
        if job.access != Access::Read && self.spare.is_wanted() {
            self.even_out().await;
        }
        let mut again = true;
        loop {
            match self.attempt(job).await {
                Err(StoreError::Closed) if again => {
                    again = false;
                    self.connection.replace(None);
                }
                Ok((found, writes)) => {
                    if let (Access::Write(durability), false) = (job.access, writes.is_empty()) {
                        self.spare.write(&writes, durability).await;
                    }
                    return Ok(found);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// From now on the spare takes what is written.
    pub(super) fn keep_twice(&self) {
        self.spare.begin();
    }

    /// Whether the browser keeps rows of an earlier page a second time.
    pub(super) async fn has_spare() -> bool {
        Spare::is_there().await
    }

    /// Makes the spare the same as the database; or the database the same as the spare, where nobody uses the one and
    /// somebody the other: then the browser threw the database away. Nothing stops where it cannot.
    pub(super) fn even_out(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(self.make_even())
    }

    async fn make_even(&self) {
        let Ok(database) = self.database().await else {
            return;
        };
        let Some(spare) = self.spare.open().await else {
            return;
        };
        let (second, first) = (
            self.spare.rows(&spare).await,
            Rows::of(database.as_sys()).await,
        );
        let (Some(second), Some(first)) = (second, first) else {
            return self.spare.fails(&spare);
        };
        if second.have_people() && !first.have_people() {
            let mut job = Job {
                access: Access::Write(Durability::Strict),
                tables: &Table::ALL,
                reads: &[Read::Prefix(Table::Records, PEOPLE)],
                decide: &mut |found| {
                    // Another tab may have been first.
                    let nobody = found.all(0).is_empty();
                    if nobody { second.puts() } else { Vec::new() }
                },
            };
            let restored = self.attempt(&mut job).await.ok();
            let first = match restored {
                Some(_) => Rows::of(database.as_sys()).await,
                None => None,
            };
            match first {
                Some(first) => self.spare.becomes(spare, &first, &second).await,
                None => self.spare.fails(&spare),
            }
        } else {
            self.spare.becomes(spare, &first, &second).await;
        }
    }

    /// Deletes the whole database, the spare first. Other tabs close their connections when they are asked to. Nothing is
    /// done by this store afterwards, unless the browser could not delete it.
    pub(super) async fn erase(&self) -> Result<(), StoreError> {
        self.erased.set(true);
        self.connection.replace(None);
        let deleted = if self.spare.erase().await {
            self.delete().await
        } else {
            Err(StoreError::Closed)
        };
        self.erased.set(deleted.is_ok());
        deleted
    }

    async fn delete(&self) -> Result<(), StoreError> {
        let deleting = Database::delete_by_name(&self.name);
        let deleting = deleting.map_err(|error| named::opening(&error))?;
        deleting.await.map_err(|error| named::ending(&error, None))
    }

    /// Once, with what was written.
    async fn attempt(&self, job: &mut Job<'_>) -> Result<(Found, Vec<Write>), StoreError> {
        let database = self.database().await?;
        let transaction = begin(&database, job).map_err(|error| named::beginning(&error))?;
        // Kept because the crate's own error does not say why a transaction was aborted.
        let system = transaction.as_sys().clone();
        carry_out(transaction, job).await.map_err(|error| {
            let ended = named::ending(&error, system.error());
            // A transaction whose `commit` threw is not aborted by the crate, and would commit by itself after all.
            let _ = system.abort();
            ended
        })
    }

    async fn database(&self) -> Result<Database, StoreError> {
        if self.erased.get() {
            return Err(StoreError::Closed);
        }
        if let Some(connection) = &*self.connection.borrow() {
            return Ok(connection.database.clone());
        }
        let connection = Box::pin(connection::open(&self.name, self.steps)).await?;
        let database = connection.database.clone();
        self.connection.replace(Some(connection));
        Ok(database)
    }
}

fn begin<'a>(database: &'a Database, job: &Job<'_>) -> Result<Transaction<'a>, Error> {
    let (mode, durability) = match job.access {
        Access::Read => (TransactionMode::Readonly, TransactionDurability::Default),
        Access::Write(Durability::Relaxed) => {
            (TransactionMode::Readwrite, TransactionDurability::Relaxed)
        }
        Access::Write(Durability::Strict) => {
            (TransactionMode::Readwrite, TransactionDurability::Strict)
        }
    };
    let tables: Vec<&str> = job.tables.iter().map(|table| table.name()).collect();
    database
        .transaction(tables)
        .with_mode(mode)
        .with_options(TransactionOptions::new().with_durability(durability))
        .build()
}

/// Reads, decides, writes, commits. Inside it only the database is awaited. A transaction that is dropped on the way
/// out is aborted; every write is asked for after the last read and none is awaited, so an abort undoes them all.
async fn carry_out(
    transaction: Transaction<'_>,
    job: &mut Job<'_>,
) -> Result<(Found, Vec<Write>), Error> {
    let mut waiting = Vec::with_capacity(job.reads.len());
    for read in job.reads {
        let rows = transaction.object_store(read.table().name())?;
        // One kind of request for every read: fewer kinds, less code.
        waiting.push(
            rows.get_all::<JsValue>()
                .with_query::<JsValue, _>(range(read))
                .primitive()?,
        );
    }
    let mut found = Found::default();
    for request in waiting {
        let mut rows = Vec::new();
        for row in request.await? {
            // A value of another kind becomes an empty row, which no reader takes.
            rows.push(
                row?.dyn_into::<Uint8Array>()
                    .map_or_else(|_| Vec::new(), |bytes| bytes.to_vec()),
            );
        }
        found.0.push(rows);
    }
    let writes = (job.decide)(&found);
    for write in &writes {
        match write {
            Write::Put(table, key, bytes) => {
                let value = JsValue::from(Uint8Array::from(bytes.as_slice()));
                let rows = transaction.object_store(table.name())?;
                rows.put(value).with_key(JsValue::from(key)).primitive()?;
            }
            Write::Remove(table, key) => {
                let rows = transaction.object_store(table.name())?;
                rows.delete::<JsValue, _>(KeyRange::Only(JsValue::from(key)))
                    .primitive()?;
            }
        }
    }
    transaction.commit().await?;
    Ok((found, writes))
}

/// The keys of a read. `undefined` stands for all of them.
fn range(read: &Read<'_>) -> KeyRange<JsValue> {
    match *read {
        Read::One(_, key) => KeyRange::Only(JsValue::from_str(key)),
        Read::All(_) => KeyRange::Only(JsValue::UNDEFINED),
        Read::Prefix(_, prefix) => {
            let mut last = prefix.to_owned();
            last.push('\u{ffff}');
            KeyRange::Bound(JsValue::from_str(prefix), false, JsValue::from(last), false)
        }
    }
}
