//! Sealed rows as they rest, people and homes: over memory, by the library's cipher.

#![allow(clippy::unwrap_used)]

mod homes;
mod keyring;
mod rest;
mod security_key;
mod vectors;

use super::envelope::Space;
use super::rows::Parts;
use super::{Guard, Owner, PeopleError, Secret, UnlockError, Unsent, from_hex, space_of, to_hex};
use crate::storage::acceptance::{draft, finished};
use crate::storage::tests::ready;
use crate::storage::{Access, Job, Write};
use crate::storage::{
    Durability, MemoryStore, Read, RecordRow, Settlement, Store, StoreError, Table,
};

/// So few that tests do not wait.
const FEW: u32 = 3;
const NOW: i64 = 1_780_000_000_000;
const ALL: [Table; 5] = [
    Table::Drafts,
    Table::Pieces,
    Table::Outbox,
    Table::Receipts,
    Table::Records,
];

fn store() -> Store {
    let store = Store::memory();
    store.stretch(FEW);
    store
}

fn pin(digits: &str) -> Secret {
    Secret::pin(digits).unwrap()
}

/// Every row as it rests.
fn rests(store: &Store) -> Vec<(Table, Vec<u8>)> {
    let found = ready(store.read_raw(&ALL, &ALL.map(Read::All))).unwrap();
    let mut rows = Vec::new();
    for (at, table) in ALL.into_iter().enumerate() {
        rows.extend(found.all(at).iter().map(|row| (table, row.clone())));
    }
    rows
}

/// Puts a row as it is, whatever it is.
fn put_raw(store: &Store, table: Table, key: &str, row: &[u8]) {
    ready(store.run(Job {
        access: Access::Write(Durability::Strict),
        tables: &ALL,
        reads: &[],
        decide: &mut |_| vec![Write::Put(table, key.to_owned(), row.to_vec())],
    }))
    .unwrap();
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn record(key: &str, owner: Owner, bytes: &str) -> RecordRow {
    RecordRow {
        key: key.into(),
        owner,
        bytes: bytes.into(),
    }
}

/// A draft, a return on its way, a receipt and a record of an owner, whose contents all say `SECRET`.
fn fill(store: &Store, name: &str, owner: Owner) {
    let content = |what: &str| format!("{what} of {name}: SECRET").into_bytes();
    for (id, then) in [("waiting", 0), ("sent", 1), ("draft", 2), ("large", 3)] {
        let mut row = draft(&format!("{id} {name}"), 0, 1);
        row.owner = owner;
        row.bytes = match then {
            3 => (0..2_000)
                .flat_map(|at| format!("\"SECRET {name} {at}\",").into_bytes())
                .collect(),
            _ => content("a draft"),
        };
        ready(store.start_draft(&row)).unwrap();
        if then < 2 {
            let mut finished = finished(&format!("return {id} {name}"));
            finished.owner = owner;
            finished.bytes = content("a return");
            finished.about = content("about");
            finished.progress = content("progress");
            ready(store.queue(&finished, &row.id, 0)).unwrap();
            if then == 1 {
                let receipt = content("a receipt");
                let settled_at = NOW;
                let done = Settlement::Done {
                    receipt,
                    settled_at,
                };
                ready(store.settle(&finished.id, &done)).unwrap();
            }
        }
    }
    let row = record(&format!("profile/subject/{name}"), owner, "SECRET profile");
    ready(store.put_record(&row)).unwrap();
}

/// How many rows of each table can be read, and how many cannot.
fn seen(store: &Store) -> ([usize; 4], u32) {
    let all = ready(store.everything("none", "profile/")).unwrap();
    (
        [
            all.drafts.rows.len(),
            all.outbox.rows.len(),
            all.receipts.rows.len(),
            all.records.rows.len(),
        ],
        all.drafts.unreadable
            + all.outbox.unreadable
            + all.receipts.unreadable
            + all.records.unreadable,
    )
}
