//! The use case of what has been kept for long enough.

use super::error::StoreError;
use super::job::{Durability, Found, Read, Table, Write};
use super::{Store, pieces, row, sabotage};

/// What is to be removed, as it was when that was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expiry {
    /// Drafts: id, epoch and revision.
    pub drafts: Vec<(String, u32, u64)>,
    /// Receipts, by the return's id.
    pub receipts: Vec<String>,
    /// Records that belong to them, by key.
    pub records: Vec<String>,
}

const TABLES: &[Table] = &[
    Table::Drafts,
    Table::Pieces,
    Table::Receipts,
    Table::Records,
];

impl Store {
    /// Removes what has been kept for long enough, together. A draft that was saved or taken over since that was decided
    /// stays. Returns on their way are not in this transaction: nothing here can remove one.
    pub async fn expire(&self, expiry: &Expiry) -> Result<(), StoreError> {
        let reads = [Read::All(Table::Drafts)];
        self.write(Durability::Strict, TABLES, &reads, &mut |found| {
            expired(expiry, found)
        })
        .await
    }
}

fn expired(expiry: &Expiry, found: &Found) -> Vec<Write> {
    let mut writes = Vec::new();
    for stored in found.all(0) {
        // One that cannot be read is left as it is.
        let Ok((draft, _)) = row::read_draft(stored) else {
            continue;
        };
        let is_it = |(id, epoch, revision): &(String, u32, u64)| {
            let same = (*epoch, *revision) == (draft.epoch, draft.revision);
            *id == draft.id && (same || sabotage::off("expire-seen"))
        };
        if expiry.drafts.iter().any(is_it) {
            writes.append(&mut pieces::remove(&draft.id, Some(stored)));
        }
    }
    for id in &expiry.receipts {
        writes.push(Write::Remove(Table::Receipts, id.clone()));
    }
    for key in &expiry.records {
        writes.push(Write::Remove(Table::Records, key.clone()));
    }
    writes
}
