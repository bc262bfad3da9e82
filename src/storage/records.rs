//! Use cases of records: profiles, settings of the device, and reads kept for when there is no line.

use super::contract::{Listed, RecordRow};
use super::error::StoreError;
use super::job::{Access, Durability, Read, Table, Write};
use super::{Store, row};

const RECORDS: &[Table] = &[Table::Records];

impl Store {
    /// Writes a record in place of what is at its key.
    pub async fn put_record(&self, record: &RecordRow) -> Result<(), StoreError> {
        let bytes = row::write_record(record);
        self.decide(Access::Write(Durability::Relaxed), RECORDS, &[], |_| {
            Ok((
                vec![Write::Put(
                    Table::Records,
                    record.key.clone(),
                    bytes.clone(),
                )],
                (),
            ))
        })
        .await
    }

    /// The record at a key, or `None`.
    pub async fn record(&self, key: &str) -> Result<Option<RecordRow>, StoreError> {
        self.find(Table::Records, key, row::read_record).await
    }

    /// The records whose key begins so; all of them for an empty prefix.
    pub async fn records(&self, prefix: &str) -> Result<Listed<RecordRow>, StoreError> {
        self.list(Read::Prefix(Table::Records, prefix), row::read_record)
            .await
    }

    /// Removes the record at a key. One that is not there counts as removed.
    pub async fn remove_record(&self, key: &str) -> Result<(), StoreError> {
        self.decide(Access::Write(Durability::Relaxed), RECORDS, &[], |_| {
            Ok((vec![Write::Remove(Table::Records, key.to_owned())], ()))
        })
        .await
    }
}
