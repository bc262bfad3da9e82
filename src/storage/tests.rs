//! The store contract on memory, and the stored rows byte by byte.

#![allow(clippy::unwrap_used)]

use super::contract::{DraftRow, OutboxRow, ReceiptRow, RecordRow};
use super::sealing::Owner;
use super::{MemoryStore, Store, StoreError, acceptance, row};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Memory waits for nothing, so its futures are ready at the first poll.
pub(super) fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the store in memory waited"),
    }
}

macro_rules! on_memory {
    ($name:ident) => {
        #[test]
        fn $name() {
            ready(acceptance::$name(&Store::plain(MemoryStore::default())));
        }
    };
}
crate::for_each_acceptance_test!(on_memory);

mod sealed {
    use super::{Store, acceptance, ready};

    macro_rules! on_sealed {
        ($name:ident) => {
            #[test]
            fn $name() {
                ready(acceptance::$name(&Store::memory()));
            }
        };
    }
    crate::for_each_acceptance_test!(on_sealed);
}

#[test]
fn the_list_names_every_acceptance_test() {
    let source = include_str!("acceptance.rs");
    let written = source.matches("pub async fn ").count();
    assert_eq!(written, source.matches("$host!(").count());
    assert!(written > 10);
}

#[test]
fn a_row_in_memory_does_not_last() {
    assert!(!Store::memory().is_lasting());
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

// Rows as version 1 wrote them. They must open for ever: a change here is a new version.
const DRAFT_1: &str = "0101000000640700000000000000080000000000000009000000000000000300000000017f";
const OUTBOX_1: &str = "0101000000720a000000000000000100000070020000007b7d0100000061";
const RECEIPT_1: &str = "010100000072ffffffffffffffff020000007b7d010000006102000000636b";
const RECORD_1: &str = "01010000006b020000007b7d";

fn rows_1() -> (DraftRow, OutboxRow, ReceiptRow, RecordRow) {
    let (bytes, about) = (b"{}".to_vec(), b"a".to_vec());
    (
        DraftRow {
            id: "d".into(),
            owner: Owner::Me,
            epoch: 7,
            revision: 8,
            saved_at: 9,
            bytes: vec![0, 1, 127],
        },
        OutboxRow {
            id: "r".into(),
            owner: Owner::Me,
            queued_at: 10,
            progress: b"p".to_vec(),
            bytes: bytes.clone(),
            about: about.clone(),
        },
        ReceiptRow {
            id: "r".into(),
            owner: Owner::Me,
            settled_at: -1,
            bytes: bytes.clone(),
            about,
            receipt: b"ck".to_vec(),
        },
        RecordRow {
            key: "k".into(),
            owner: Owner::Me,
            bytes,
        },
    )
}

#[test]
fn rows_of_version_1_are_written_so() {
    let (draft, outbox, receipt, record) = rows_1();
    assert_eq!(hex(&row::write_draft(&draft)), DRAFT_1);
    assert_eq!(hex(&row::write_outbox(&outbox)), OUTBOX_1);
    assert_eq!(hex(&row::write_receipt(&receipt)), RECEIPT_1);
    assert_eq!(hex(&row::write_record(&record)), RECORD_1);
}

fn unhex(hex: &str) -> Vec<u8> {
    hex.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn rows_of_version_1_open_for_ever() {
    let (draft, outbox, receipt, record) = rows_1();
    assert_eq!(row::read_draft(&unhex(DRAFT_1)), Ok((draft, false)));
    assert_eq!(row::read_outbox(&unhex(OUTBOX_1)), Ok(outbox));
    assert_eq!(row::read_receipt(&unhex(RECEIPT_1)), Ok(receipt));
    assert_eq!(row::read_record(&unhex(RECORD_1)), Ok(record));
}

#[test]
fn a_torn_or_lengthened_row_is_corrupt_at_every_length() {
    let whole = unhex(DRAFT_1);
    for length in 0..whole.len() {
        assert_eq!(
            row::read_draft(&whole[..length]),
            Err(StoreError::Corrupt),
            "{length}"
        );
    }
    let longer = [whole.as_slice(), &[0]].concat();
    assert_eq!(row::read_draft(&longer), Err(StoreError::Corrupt));
}

#[test]
fn debug_hides_content() {
    let (draft, outbox, receipt, record) = rows_1();
    assert_eq!(
        format!("{draft:?} {outbox:?} {receipt:?} {record:?}"),
        "DraftRow d OutboxRow r ReceiptRow r RecordRow k"
    );
}
