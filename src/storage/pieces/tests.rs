//! What a save of a large draft writes, counted, and that nothing is lost or left over on the way.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::storage::job::Found;
use crate::storage::sealing::Owner;
use crate::storage::{Durability, MemoryStore, Store};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the store in memory waited"),
    }
}

/// A draft as the engine writes it: rows of a table with ids, and six answers in each.
fn content(answers: &BTreeMap<u32, u32>) -> Vec<u8> {
    let mut text = String::from("{\"shape\":\"draft/1\",\"id\":\"d\",\"rows\":{\"staff\":[");
    let rows: Vec<String> = answers
        .keys()
        .filter(|place| *place % 6 == 0)
        .map(|place| format!("\"{}\"", row_id(*place)))
        .collect();
    text.push_str(&rows.join(","));
    text.push_str("]},\"answers\":{");
    let cells: Vec<String> = answers
        .iter()
        .map(|(place, value)| {
            format!(
                "\"staff/{}/column_{}\":\"{value}\"",
                row_id(*place),
                place % 6
            )
        })
        .collect();
    text.push_str(&cells.join(","));
    text.push_str("},\"passes\":[]}");
    text.into_bytes()
}

/// A random id, always the same for a row.
fn row_id(place: u32) -> String {
    let row = u64::from(place / 6 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!(
        "{row:016x}-{:016x}",
        row.wrapping_mul(0x517c_c1b7_2722_0a95)
    )
}

fn ten_thousand() -> BTreeMap<u32, u32> {
    (0..10_000).map(|place| (place, place % 97)).collect()
}

fn draft(revision: u64, answers: &BTreeMap<u32, u32>) -> DraftRow {
    DraftRow {
        id: "d".into(),
        owner: Owner::Me,
        epoch: 0,
        revision,
        saved_at: 5,
        bytes: content(answers),
    }
}

/// The bytes that a draft's save writes over the row of an earlier one.
fn written(new: &DraftRow, old: &DraftRow) -> usize {
    let store = Store::plain(MemoryStore::default());
    let row = put(&store, old, None)
        .into_iter()
        .find_map(|write| match write {
            Write::Put(Table::Drafts, _, bytes) => Some(bytes),
            _ => None,
        });
    let sizes = put(&store, new, row.as_deref())
        .into_iter()
        .map(|write| match write {
            Write::Put(_, key, bytes) => key.len() + bytes.len(),
            Write::Remove(_, key) => key.len(),
        });
    sizes.sum()
}

#[test]
fn one_edit_among_ten_thousand_answers_writes_a_piece_and_not_the_draft() {
    let before = draft(1, &ten_thousand());
    let size = before.bytes.len();
    assert!(size > 500_000, "{size}");
    let mut most = 0;
    for place in [0, 1, 4_999, 5_003, 7_777, 9_999] {
        let mut answers = ten_thousand();
        answers.insert(place, 1_234_567);
        most = most.max(written(&draft(2, &answers), &before));
    }
    assert!(most < 16 * 1024, "{most} of {size}");
    let mut without = ten_thousand();
    for cell in 5_004..5_010 {
        without.remove(&cell);
    }
    let row = written(&draft(2, &without), &before);
    assert!(row < 64 * 1024, "a row that is removed: {row} of {size}");
}

#[test]
fn a_small_draft_is_one_row_as_it_always_was() {
    let small = draft(1, &(0..60).map(|place| (place, 1)).collect());
    assert!(small.bytes.len() <= SMALL);
    let store = Store::plain(MemoryStore::default());
    let writes = put(&store, &small, None);
    let row = Write::Put(Table::Drafts, "d".into(), row::write_draft(&small));
    assert!(writes == [row]);
}

/// How many rows of pieces a store has.
fn pieces_in(store: &Store) -> usize {
    let found: Found = ready(store.look(&[Table::Pieces], &[Read::All(Table::Pieces)])).unwrap();
    found.all(0).len()
}

#[test]
fn a_draft_that_grows_shrinks_and_goes_leaves_no_piece_behind() {
    let store = Store::plain(MemoryStore::default());
    let mut answers: BTreeMap<u32, u32> = BTreeMap::new();
    ready(store.start_draft(&draft(1, &answers))).unwrap();
    let mut revision = 1;
    let mut save = |answers: &BTreeMap<u32, u32>| {
        revision += 1;
        let row = draft(revision, answers);
        ready(store.save_draft(&row, Durability::Relaxed)).unwrap();
        assert_eq!(ready(store.draft("d")).unwrap(), Some(row.clone()));
        assert_eq!(ready(store.drafts()).unwrap().rows, [row]);
    };
    for step in 0..60_u32 {
        for place in 0..40 {
            answers.insert((step * 7919 + place * 31) % 3_000, step);
        }
        save(&answers);
    }
    assert!(pieces_in(&store) > 5);
    let names = |bytes: &[u8]| names(bytes).len() / NAME;
    let found = ready(store.look(&[Table::Drafts], &[Read::All(Table::Drafts)])).unwrap();
    assert_eq!(names(found.one(0).unwrap()), pieces_in(&store));
    let taken = ready(store.take_over("d")).unwrap();
    assert_eq!((taken.epoch, &taken.bytes), (1, &content(&answers)));
    assert_eq!(ready(store.draft("d")).unwrap(), Some(taken));
    ready(store.remove_draft("d", 1)).unwrap();
    assert_eq!(pieces_in(&store), 0);

    ready(store.start_draft(&draft(1, &ten_thousand()))).unwrap();
    assert!(pieces_in(&store) > 50);
    let few: BTreeMap<u32, u32> = (0..6).map(|place| (place, 1)).collect();
    ready(store.save_draft(&draft(2, &few), Durability::Relaxed)).unwrap();
    assert_eq!(pieces_in(&store), 0);
    ready(store.save_draft(&draft(3, &ten_thousand()), Durability::Relaxed)).unwrap();
    let finished = crate::storage::acceptance::finished("r");
    ready(store.queue(&finished, "d", 0)).unwrap();
    assert_eq!(pieces_in(&store), 0);
}

#[test]
fn a_draft_whose_piece_is_gone_is_corrupt_and_holds_up_no_other() {
    let store = Store::plain(MemoryStore::default());
    ready(store.start_draft(&draft(1, &ten_thousand()))).unwrap();
    let other = DraftRow {
        id: "e".into(),
        ..draft(1, &BTreeMap::new())
    };
    ready(store.start_draft(&other)).unwrap();
    let found = ready(store.look(&[Table::Pieces], &[Read::All(Table::Pieces)])).unwrap();
    let lost = row::read_record(found.one(0).unwrap()).unwrap().key;
    ready(store.write(Durability::Relaxed, TABLES, &[], &mut |_| {
        vec![Write::Remove(Table::Pieces, lost.clone())]
    }))
    .unwrap();
    assert_eq!(ready(store.draft("d")), Err(StoreError::Corrupt));
    let drafts = ready(store.drafts()).unwrap();
    assert_eq!((drafts.rows, drafts.unreadable), (vec![other], 1));
}
