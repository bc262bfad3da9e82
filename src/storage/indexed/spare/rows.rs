//! All rows of a database, and what two databases differ in.

use super::raw::{begin, ended};
use crate::storage::job::{Table, Write};
use crate::storage::sealing::PEOPLE;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{IdbDatabase, IdbTransaction};

/// The rows of all tables.
pub(in crate::storage::indexed) struct Rows(Vec<Row>);

/// A row where it rests.
#[derive(PartialEq, Eq)]
struct Row {
    table: Table,
    key: String,
    bytes: Vec<u8>,
}

impl Rows {
    /// Every row of a database; `None` where it cannot be read.
    pub(in crate::storage::indexed) async fn of(database: &IdbDatabase) -> Option<Self> {
        Self::within(&begin(database, "readonly", "default")?).await
    }

    pub(super) async fn within(transaction: &IdbTransaction) -> Option<Self> {
        let mut asked = Vec::new();
        for table in Table::ALL {
            let rows = transaction.object_store(table.name()).ok()?;
            let keys = ended(rows.get_all_keys().ok()?);
            asked.push((table, keys, ended(rows.get_all().ok()?)));
        }
        let mut all = Vec::new();
        for (table, keys, values) in asked {
            let (keys, values) = (keys.await?, values.await?);
            for (key, value) in Array::from(&keys).iter().zip(Array::from(&values)) {
                // Nothing else is ever written.
                if let (Some(key), Ok(bytes)) = (key.as_string(), value.dyn_into::<Uint8Array>()) {
                    let bytes = bytes.to_vec();
                    all.push(Row { table, key, bytes });
                }
            }
        }
        Some(Self(all))
    }

    /// Whether anybody uses the device. Without a keyring rows are worth nothing: nobody can open them.
    pub(in crate::storage::indexed) fn have_people(&self) -> bool {
        let mut rows = self.0.iter();
        rows.any(|row| row.table == Table::Records && row.key.starts_with(PEOPLE))
    }

    /// All of them, to be written where nothing is.
    pub(in crate::storage::indexed) fn puts(&self) -> Vec<Write> {
        self.0.iter().map(Row::put).collect()
    }

    fn at(&self, table: Table, key: &str) -> Option<&Row> {
        let mut rows = self.0.iter();
        rows.find(|row| row.table == table && row.key == key)
    }

    /// What makes others the same as these, of what stands now as it did before.
    pub(super) fn beyond(&self, before: &Self, now: &Self) -> Vec<Write> {
        let mut writes = Vec::new();
        for row in &self.0 {
            let known = before.at(row.table, &row.key);
            if known != Some(row) && known == now.at(row.table, &row.key) {
                writes.push(row.put());
            }
        }
        for row in &before.0 {
            let is_gone = self.at(row.table, &row.key).is_none();
            if is_gone && now.at(row.table, &row.key) == Some(row) {
                writes.push(Write::Remove(row.table, row.key.clone()));
            }
        }
        writes
    }
}

impl Row {
    fn put(&self) -> Write {
        Write::Put(self.table, self.key.clone(), self.bytes.clone())
    }
}
