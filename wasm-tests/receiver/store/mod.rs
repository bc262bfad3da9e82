//! What rests in SQLite: one file, one connection, each write one transaction that is on the disk before it is told.

mod read;
mod reports;
mod subjects;
mod write;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

pub(crate) use read::{Kept, by_id, filed, latest, list};
pub(crate) use reports::{StoredReport, add_report, reports};
pub(crate) use subjects::{Seeded, seed, subjects};
pub(crate) use write::{Incoming, Known, Put, known, put};

/// The steps from an empty file to today's shape. Its length is the file's version; only ever added to.
const MIGRATIONS: [&str; 1] = [include_str!("migration_1.sql")];

/// Why the database did not do what was asked of it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no: full, locked, damaged.
    #[error("the database could not be used")]
    Sqlite(#[from] rusqlite::Error),
    /// The file was written by a newer receiver.
    #[error("the database is of version {found}, and this receiver knows {known}")]
    Newer {
        /// Version of the file.
        found: usize,
        /// Newest version that this receiver knows.
        known: usize,
    },
    /// The receiver is stopping.
    #[error("the receiver is stopping")]
    Stopping,
}

/// The open database; its copies share one connection.
#[derive(Clone)]
pub(crate) struct Store {
    connection: Arc<Mutex<Connection>>,
}

impl Store {
    /// Opens the file, makes it if it is not there, and brings it to today's shape.
    pub(crate) fn open(file: &Path) -> Result<Store, StoreError> {
        let mut connection = Connection::open(file)?;
        // A reader from outside (a test that looks into the file) may hold it for a moment.
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        migrate(&mut connection)?;
        Ok(Store {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Runs one use case on the connection, on a thread that may wait for the disk.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.run_here(work))
            .await
            .map_err(|_| StoreError::Stopping)?
    }

    /// The same on this thread, for the start.
    pub(crate) fn run_here<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        // A use case that panicked has been rolled back with its transaction: the connection is as good as before.
        work(
            &mut self
                .connection
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// Runs the steps that the file has not had, each with its version in one transaction.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let found = usize::try_from(found).unwrap_or(usize::MAX);
    if found > MIGRATIONS.len() {
        return Err(StoreError::Newer {
            found,
            known: MIGRATIONS.len(),
        });
    }
    for step in MIGRATIONS.iter().skip(found) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(
        None,
        "user_version",
        u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX),
    )?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{MIGRATIONS, Store, StoreError};

    #[test]
    fn a_file_of_a_newer_receiver_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("returns.sqlite");
        Store::open(&file)
            .unwrap()
            .run_here(|db| Ok(db.pragma_update(None, "user_version", 99)?))
            .unwrap();
        let refused = Store::open(&file).err().unwrap();
        assert!(
            matches!(refused, StoreError::Newer { found: 99, known } if known == MIGRATIONS.len())
        );
    }

    #[test]
    fn a_commit_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("returns.sqlite")).unwrap();
        let pragma = |name: &'static str| {
            store
                .run_here(move |db| {
                    Ok(db.pragma_query_value(None, name, |row| {
                        row.get_ref(0).map(|value| format!("{value:?}"))
                    })?)
                })
                .unwrap()
        };
        assert_eq!(pragma("synchronous"), "Integer(2)");
        assert!(pragma("journal_mode").contains("Text"));
        assert_eq!(pragma("foreign_keys"), "Integer(1)");
    }
}
