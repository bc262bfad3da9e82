//! Rows that older versions wrote in the clear: they are sealed in place, one transaction each, and where that was cut
//! off it goes on at the next start.

use super::rows::{Parts, is_clear};
use super::{Owner, owned, owner};
use crate::storage::contract::RecordRow;
use crate::storage::job::{Durability, Found, Job, Read, Table, Write};
use crate::storage::{Access, Store, StoreError, Waiting, pieces, row};

/// Set while rows of an older version are being sealed.
pub(super) const SEALING: &str = "device/sealing";

/// What is looked through: pieces go with their drafts.
pub(super) const READS: [Read<'static>; 4] = [
    Read::All(Table::Records),
    Read::All(Table::Drafts),
    Read::All(Table::Outbox),
    Read::All(Table::Receipts),
];
/// The tables of these reads.
pub(super) const TABLES: [Table; 4] = [
    Table::Records,
    Table::Drafts,
    Table::Outbox,
    Table::Receipts,
];

/// The rows that are to be sealed, by table and key.
pub(super) fn rows(found: &Found) -> Vec<(Table, String)> {
    let mut older = Vec::new();
    for (at, table) in TABLES.into_iter().enumerate() {
        for row in found.all(at) {
            if let Some(parts) = Parts::of(table, row)
                && !parts.is_sealed()
                && !is_clear(table, parts.id)
            {
                older.push((table, parts.id.to_owned()));
            }
        }
    }
    older
}

/// The record that says that sealing is not done.
pub(super) fn mark() -> RecordRow {
    RecordRow {
        key: SEALING.to_owned(),
        owner: Owner::Me,
        bytes: Vec::new(),
    }
}

impl Store {
    /// Looks whether an older version left rows in the clear, and makes a first person for them. Answers whether there are
    /// some to be sealed.
    pub async fn begin_older(&self) -> Result<bool, StoreError> {
        if self.is_plain() {
            return Ok(false);
        }
        if self.is_new() && !rows(&self.read_raw(&TABLES, &READS).await?).is_empty() {
            self.begin().await?;
        }
        Ok(self.keys().as_ref().is_some_and(|keys| keys.sealing))
    }

    /// Seals what an older version left in the clear, as the open person's.
    ///
    /// # Errors
    /// Where the store fails; what is sealed by then is sealed, and the rest is read as before.
    pub fn seal_older(&self) -> Waiting<'_, ()> {
        Box::pin(async move {
            if !self.keys().as_ref().is_some_and(|keys| keys.sealing) {
                return Ok(());
            }
            let found = self.read_raw(&TABLES, &READS).await?;
            for (table, key) in rows(&found) {
                self.give(table, &key, Owner::Me).await?;
            }
            self.run_raw(&mut Job {
                access: Access::Write(Durability::Strict),
                tables: &[Table::Records],
                reads: &[],
                decide: &mut |_| vec![Write::Remove(Table::Records, SEALING.to_owned())],
            })
            .await?;
            self.with_keys(|keys| keys.sealing = false);
            Ok(())
        })
    }

    /// Makes a row an owner's, in one transaction. One that is not there, or cannot be read, is left as it is.
    pub fn give<'a>(&'a self, table: Table, key: &'a str, to: Owner) -> Waiting<'a, ()> {
        Box::pin(async move {
            let prefix = pieces::prefix(key);
            let parts = pieces::reads(key, &prefix);
            let alone = [Read::One(table, key)];
            let (tables, reads) = match table {
                Table::Drafts => (pieces::TABLES, parts.as_slice()),
                _ => (std::slice::from_ref(&table), alone.as_slice()),
            };
            self.write(Durability::Relaxed, tables, reads, &mut |found| {
                let Some(row) = found.one(0).filter(|row| !row.is_empty()) else {
                    return Vec::new();
                };
                if table == Table::Drafts {
                    let Ok(mut draft) = pieces::read(row, found.all(1)) else {
                        return Vec::new();
                    };
                    // A tab that has it open would write it as its old owner's.
                    draft.epoch = draft.epoch.saturating_add(u32::from(draft.owner != to));
                    draft.owner = to;
                    return pieces::put(self, &draft, Some(row));
                }
                let (_, row) = owner(row);
                vec![Write::Put(table, key.to_owned(), owned(to, row.to_vec()))]
            })
            .await
        })
    }

    /// Puts a record under another key, in one transaction.
    pub async fn rename_record(&self, from: &str, to: &str) -> Result<(), StoreError> {
        let reads = [Read::One(Table::Records, from)];
        self.write(
            Durability::Relaxed,
            &[Table::Records],
            &reads,
            &mut |found| {
                let record = found.one(0).map(row::read_record);
                let Some(Ok(mut record)) = record else {
                    return Vec::new();
                };
                to.clone_into(&mut record.key);
                let bytes = row::write_record(&record);
                vec![
                    Write::Put(Table::Records, record.key, bytes),
                    Write::Remove(Table::Records, from.to_owned()),
                ]
            },
        )
        .await
    }
}
