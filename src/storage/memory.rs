//! The store in memory: for browsers that keep nothing, and for tests that need no browser.

use super::error::StoreError;
use super::job::{Access, Found, Job, Read, Table, Write};
use super::sabotage;
use std::cell::RefCell;

/// A row where it stands.
struct Row {
    table: Table,
    key: String,
    bytes: Vec<u8>,
}

/// A store that lasts as long as the page.
#[derive(Default)]
pub struct MemoryStore {
    /// By key. A list and no map: a page has few rows, and a map of its own type is much code.
    rows: RefCell<Vec<Row>>,
    /// What is to fail.
    #[cfg(test)]
    pub(super) fails: super::failing::Fails,
}

impl MemoryStore {
    /// Carries out a job, as [`super::Store::run`] promises, and gives what it read.
    pub(super) fn run(&self, job: &mut Job<'_>) -> Result<Found, StoreError> {
        let mut allowed = true;
        let mut found = Found::default();
        for read in job.reads {
            #[cfg(test)]
            self.fails.operation()?;
            allowed &= job.tables.contains(&read.table());
            found.0.push(self.read(read));
        }
        let writes = (job.decide)(&found);
        for write in &writes {
            #[cfg(test)]
            self.fails.operation()?;
            let (Write::Put(table, ..) | Write::Remove(table, _)) = write;
            allowed &= job.tables.contains(table) && job.access != Access::Read;
        }
        if !allowed && !sabotage::off("all-or-nothing") {
            // What a browser says to a table outside its transaction.
            return Err(StoreError::Corrupt);
        }
        #[cfg(test)]
        self.fails.operation()?;
        for write in writes {
            match write {
                Write::Put(table, key, bytes) => self.put(table, key, Some(bytes)),
                Write::Remove(table, key) => self.put(table, key, None),
            }
        }
        #[cfg(test)]
        if job.access != Access::Read {
            self.fails.written()?;
        }
        Ok(found)
    }

    /// Removes every row.
    pub(super) fn erase(&self) {
        self.rows.borrow_mut().clear();
    }

    /// Puts bytes, or nothing, in place of what is at a key.
    fn put(&self, table: Table, key: String, bytes: Option<Vec<u8>>) {
        let mut rows = self.rows.borrow_mut();
        let mut at = 0;
        while let Some(row) = rows.get(at) {
            if row.table == table && row.key == key {
                rows.remove(at);
                break;
            }
            if row.key > key {
                break;
            }
            at += 1;
        }
        if let Some(bytes) = bytes {
            rows.insert(at, Row { table, key, bytes });
        }
    }

    fn read(&self, read: &Read<'_>) -> Vec<Vec<u8>> {
        let mut found = Vec::new();
        for row in self.rows.borrow().iter() {
            let wanted = match *read {
                Read::One(_, one) => row.key == one,
                Read::All(_) => true,
                Read::Prefix(_, prefix) => row.key.starts_with(prefix),
            };
            if wanted && row.table == read.table() {
                found.push(row.bytes.clone());
            }
        }
        found
    }
}
