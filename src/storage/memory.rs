//! The store in memory: for browsers that keep nothing, and for tests that need no browser.

use super::error::StoreError;
use super::job::{Access, Found, Job, Read, Table, Write};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Rows by table and key.
type Rows = BTreeMap<(Table, String), Vec<u8>>;

/// A store that lasts as long as the page.
#[derive(Default)]
pub struct MemoryStore {
    rows: RefCell<Rows>,
}

impl MemoryStore {
    /// Carries out a job, as [`super::Store::run`] promises.
    pub(super) fn run(&self, job: &mut Job<'_>) -> Result<(), StoreError> {
        let may_read = job
            .reads
            .iter()
            .all(|read| job.tables.contains(&read.table()));
        let found = Found(job.reads.iter().map(|read| self.read(read)).collect());
        let writes = (job.decide)(&found);
        let may_write = writes.iter().all(|write| {
            let (Write::Put(table, ..) | Write::Remove(table, _)) = write;
            job.tables.contains(table) && job.access != Access::Read
        });
        if !(may_read && may_write) {
            // What a browser says to a table outside its transaction.
            return Err(StoreError::Corrupt);
        }
        let mut rows = self.rows.borrow_mut();
        for write in writes {
            match write {
                Write::Put(table, key, bytes) => rows.insert((table, key), bytes),
                Write::Remove(table, key) => rows.remove(&(table, key)),
            };
        }
        Ok(())
    }

    fn read(&self, read: &Read<'_>) -> Vec<Vec<u8>> {
        let rows = self.rows.borrow();
        let wanted = |key: &str| match *read {
            Read::One(_, one) => key == one,
            Read::All(_) => true,
            Read::Prefix(_, prefix) => key.starts_with(prefix),
        };
        rows.iter()
            .filter(|((table, key), _)| *table == read.table() && wanted(key))
            .map(|(_, bytes)| bytes.clone())
            .collect()
    }
}
