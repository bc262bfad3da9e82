//! Use cases of records: profiles, settings of the device, and reads kept for when there is no line.

use super::contract::{Listed, RecordRow};
use super::error::StoreError;
use super::job::{Durability, Read, Table, Write};
use super::{Store, first, listed, row};

const RECORDS: &[Table] = &[Table::Records];

impl Store {
    /// Writes a record in place of what is at its key.
    pub async fn put_record(&self, record: &RecordRow) -> Result<(), StoreError> {
        self.write(Durability::Relaxed, RECORDS, &[], &mut |_| {
            vec![Write::Put(
                Table::Records,
                record.key.clone(),
                row::write_record(record),
            )]
        })
        .await
    }

    /// The record at a key, or `None`.
    pub async fn record(&self, key: &str) -> Result<Option<RecordRow>, StoreError> {
        let rows = self.rows(Read::One(Table::Records, key)).await?;
        first(&rows, row::read_record)
    }

    /// The records whose key begins so; all of them for an empty prefix.
    pub async fn records(&self, prefix: &str) -> Result<Listed<RecordRow>, StoreError> {
        let rows = self.rows(Read::Prefix(Table::Records, prefix)).await?;
        Ok(listed(&rows, row::read_record))
    }

    /// Removes the record at a key. One that is not there counts as removed.
    pub async fn remove_record(&self, key: &str) -> Result<(), StoreError> {
        self.write(Durability::Relaxed, RECORDS, &[], &mut |_| {
            vec![Write::Remove(Table::Records, key.to_owned())]
        })
        .await
    }
}
