//! The store contract as tests that any store must pass, each on a store of its own that is empty.
//!
//! They run on memory natively and on `IndexedDB` in browsers, from the one list at the end. Nothing of the page calls
//! them, so nothing of them is in its module.

#![allow(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    reason = "these are tests, for hosts in other crates"
)]

use super::sealing::Owner;
use super::{
    Access, DraftRow, Durability, Expiry, Job, OutboxRow, QueueError, Read, ReceiptRow, RecordRow,
    RemoveDraftError, ReopenError, SaveDraftError, SettleError, Settlement, Store, Table,
    TakeOverError, Write,
};

/// A draft with this id, epoch and revision; its bytes tell them apart.
pub fn draft(id: &str, epoch: u32, revision: u64) -> DraftRow {
    let bytes = [id.as_bytes(), &epoch.to_le_bytes(), &revision.to_le_bytes()].concat();
    DraftRow {
        id: id.into(),
        owner: Owner::Me,
        epoch,
        revision,
        saved_at: 1_780_000_000_000,
        bytes,
    }
}

/// A finished return with this id.
pub fn finished(id: &str) -> OutboxRow {
    OutboxRow {
        id: id.into(),
        owner: Owner::Me,
        queued_at: 1_780_000_001_000,
        progress: b"ready".to_vec(),
        bytes: format!("return {id}").into_bytes(),
        about: b"about".to_vec(),
    }
}

fn done() -> Settlement {
    Settlement::Done {
        receipt: b"receipt".to_vec(),
        settled_at: 1_780_000_002_000,
    }
}

fn later(progress: &str) -> Settlement {
    Settlement::Later {
        progress: progress.as_bytes().to_vec(),
    }
}

async fn outbox(store: &Store) -> Vec<OutboxRow> {
    store.outbox().await.unwrap().rows
}

/// Starts a draft `d-<id>` and queues the return `<id>` made of it.
async fn queue(store: &Store, id: &str) -> OutboxRow {
    let draft = draft(&format!("d-{id}"), 0, 1);
    store.start_draft(&draft).await.unwrap();
    let row = finished(id);
    store.queue(&row, &draft.id, 0).await.unwrap();
    row
}

/// An empty store has nothing, and says so without an error.
pub async fn an_empty_store_has_nothing(store: &Store) {
    assert_eq!(store.drafts().await.unwrap().rows, []);
    assert_eq!(store.draft("d").await.unwrap(), None);
    assert_eq!(outbox(store).await, []);
    assert_eq!(store.receipts().await.unwrap().rows, []);
    assert_eq!(store.receipt("r").await.unwrap(), None);
    assert_eq!(store.records("").await.unwrap().rows, []);
    assert_eq!(store.record("k").await.unwrap(), None);
}

/// What was saved is found, exactly, and the latest save is the one.
pub async fn a_draft_is_found_as_it_was_saved(store: &Store) {
    let mut first = draft("d", 0, 1);
    first.saved_at = -1;
    first.bytes = (0..=255).cycle().take(100_000).collect();
    store.start_draft(&first).await.unwrap();
    assert_eq!(store.draft("d").await.unwrap(), Some(first.clone()));
    let second = draft("d", 0, u64::MAX);
    store.save_draft(&second, Durability::Strict).await.unwrap();
    assert_eq!(store.draft("d").await.unwrap(), Some(second.clone()));
    let other = draft("a", 0, 1);
    store.start_draft(&other).await.unwrap();
    assert_eq!(store.drafts().await.unwrap().rows, [other, second]);
}

/// A draft with no content is a draft.
pub async fn an_empty_draft_is_kept(store: &Store) {
    let mut empty = draft("d", 0, 0);
    empty.bytes.clear();
    store.start_draft(&empty).await.unwrap();
    assert_eq!(store.draft("d").await.unwrap(), Some(empty));
}

/// The same save twice is one save: the word of the first may have been lost.
pub async fn a_save_can_be_repeated(store: &Store) {
    let row = draft("d", 2, 5);
    store.start_draft(&row).await.unwrap();
    store.start_draft(&row).await.unwrap();
    store.save_draft(&row, Durability::Relaxed).await.unwrap();
    assert_eq!(store.drafts().await.unwrap().rows, [row]);
}

/// An older epoch or an older revision overwrites nothing.
pub async fn an_older_save_is_refused(store: &Store) {
    let stored = draft("d", 2, 5);
    store.start_draft(&stored).await.unwrap();
    for (epoch, revision) in [(1, 9), (2, 4), (3, 4), (1, 4)] {
        let older = draft("d", epoch, revision);
        let superseded = SaveDraftError::Superseded {
            epoch: 2,
            revision: 5,
        };
        assert_eq!(
            store.save_draft(&older, Durability::Relaxed).await,
            Err(superseded.clone())
        );
        assert_eq!(store.start_draft(&older).await, Err(superseded));
    }
    assert_eq!(store.draft("d").await.unwrap(), Some(stored));
}

/// A draft is replaced only while it is as it was seen, and the tab that had it can write no more.
pub async fn a_draft_is_replaced_as_it_was_seen(store: &Store) {
    let seen = draft("d", 1, 5);
    let next = draft("d", 2, 6);
    assert_eq!(
        store.replace_draft(&seen, &next).await,
        Err(SaveDraftError::Gone)
    );
    store.start_draft(&seen).await.unwrap();
    for (epoch, revision) in [(1, 4), (0, 5), (2, 5), (1, 6)] {
        let other = draft("d", epoch, revision);
        let superseded = SaveDraftError::Superseded {
            epoch: 1,
            revision: 5,
        };
        assert_eq!(store.replace_draft(&other, &next).await, Err(superseded));
    }
    store.replace_draft(&seen, &next).await.unwrap();
    store.replace_draft(&seen, &next).await.unwrap();
    assert_eq!(store.draft("d").await.unwrap(), Some(next));
    let late = store
        .save_draft(&draft("d", 1, 9), Durability::Relaxed)
        .await;
    assert!(matches!(late, Err(SaveDraftError::Superseded { .. })));
}

/// Taking over raises the epoch, and the tab that had it can write no more.
pub async fn a_take_over_shuts_out_the_other_tab(store: &Store) {
    assert_eq!(store.take_over("d").await, Err(TakeOverError::Gone));
    store.start_draft(&draft("d", 0, 3)).await.unwrap();
    let taken = store.take_over("d").await.unwrap();
    assert_eq!(
        (taken.epoch, taken.revision, &taken.bytes),
        (1, 3, &draft("d", 0, 3).bytes)
    );
    let frozen = draft("d", 0, 4);
    assert_eq!(
        store.save_draft(&frozen, Durability::Relaxed).await,
        Err(SaveDraftError::Superseded {
            epoch: 1,
            revision: 3
        })
    );
    assert_eq!(
        store.queue(&finished("r"), "d", 0).await,
        Err(QueueError::Superseded { epoch: 1 })
    );
    assert_eq!(
        store.remove_draft("d", 0).await,
        Err(RemoveDraftError::Superseded { epoch: 1 })
    );
    assert_eq!(outbox(store).await, []);
    store
        .save_draft(&draft("d", 1, 4), Durability::Relaxed)
        .await
        .unwrap();
}

/// A removed draft is gone, twice over, and a tab that was frozen cannot bring it back.
pub async fn a_removed_draft_stays_gone(store: &Store) {
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    store.start_draft(&draft("e", 0, 1)).await.unwrap();
    store.remove_draft("d", 0).await.unwrap();
    store.remove_draft("d", 0).await.unwrap();
    assert_eq!(
        store
            .save_draft(&draft("d", 0, 2), Durability::Relaxed)
            .await,
        Err(SaveDraftError::Gone)
    );
    assert_eq!(store.drafts().await.unwrap().rows, [draft("e", 0, 1)]);
}

/// Queueing moves: the return is in the outbox as it was given, the draft is gone, other drafts stay.
pub async fn queueing_moves_draft_to_outbox(store: &Store) {
    store.start_draft(&draft("other", 0, 1)).await.unwrap();
    let row = queue(store, "r").await;
    assert_eq!(outbox(store).await, [row]);
    assert_eq!(store.drafts().await.unwrap().rows, [draft("other", 0, 1)]);
}

/// The same return queued twice is there once; other bytes under its id are refused, before it is received and after.
pub async fn queueing_can_be_repeated(store: &Store) {
    let row = queue(store, "r").await;
    store.queue(&row, "d-r", 0).await.unwrap();
    let mut other = row.clone();
    other.bytes.push(b' ');
    store.start_draft(&draft("d-r", 0, 1)).await.unwrap();
    assert_eq!(
        store.queue(&other, "d-r", 0).await,
        Err(QueueError::AlreadyQueued)
    );
    assert_eq!(outbox(store).await, std::slice::from_ref(&row));
    store.settle("r", &done()).await.unwrap();
    assert_eq!(
        store.queue(&row, "d-r", 0).await,
        Err(QueueError::AlreadyQueued)
    );
    assert_eq!(store.drafts().await.unwrap().rows, [draft("d-r", 0, 1)]);
}

/// What has no draft any more was sent or removed elsewhere, and is not queued.
pub async fn a_return_without_its_draft_is_not_queued(store: &Store) {
    assert_eq!(
        store.queue(&finished("r"), "d", 0).await,
        Err(QueueError::Gone)
    );
    assert_eq!(outbox(store).await, []);
}

/// A received return leaves the outbox for the receipts, with the bytes that were sent.
pub async fn a_receipt_takes_the_place_of_the_row(store: &Store) {
    let row = queue(store, "r").await;
    let waiting = queue(store, "s").await;
    store.settle("r", &done()).await.unwrap();
    assert_eq!(outbox(store).await, [waiting]);
    let receipt = ReceiptRow {
        id: row.id,
        owner: row.owner,
        settled_at: 1_780_000_002_000,
        bytes: row.bytes,
        about: row.about,
        receipt: b"receipt".to_vec(),
    };
    assert_eq!(
        store.receipts().await.unwrap().rows,
        std::slice::from_ref(&receipt)
    );
    assert_eq!(store.receipt("r").await.unwrap(), Some(receipt));
}

/// A later word of the backend renews the receipt and nothing else; a sender that came too late changes nothing.
pub async fn a_receipt_is_renewed_and_never_undone(store: &Store) {
    queue(store, "r").await;
    store.settle("r", &done()).await.unwrap();
    store.settle("r", &later("waiting")).await.unwrap();
    assert_eq!(outbox(store).await, []);
    let accepted = Settlement::Done {
        receipt: b"accepted".to_vec(),
        settled_at: 1_790_000_000_000,
    };
    store.settle("r", &accepted).await.unwrap();
    let receipt = store.receipt("r").await.unwrap().unwrap();
    assert_eq!(
        (receipt.receipt.as_slice(), receipt.settled_at),
        (b"accepted".as_slice(), 1_780_000_002_000)
    );
}

/// Progress changes, the frozen bytes never do.
pub async fn progress_leaves_the_bytes_alone(store: &Store) {
    let row = queue(store, "r").await;
    store.settle("r", &later("waiting")).await.unwrap();
    store.settle("r", &later("unknown")).await.unwrap();
    assert_eq!(
        outbox(store).await,
        [OutboxRow {
            progress: b"unknown".to_vec(),
            ..row
        }]
    );
    assert_eq!(
        store.settle("x", &later("waiting")).await,
        Err(SettleError::Gone)
    );
    assert_eq!(store.settle("x", &done()).await, Err(SettleError::Gone));
}

/// A stuck return becomes a draft again, whole or not at all.
pub async fn a_stuck_return_becomes_a_draft(store: &Store) {
    queue(store, "r").await;
    store.settle("r", &later("stuck")).await.unwrap();
    let again = draft("d-2", 0, 1);
    assert_eq!(
        store.reopen("r", b"ready", &again).await,
        Err(ReopenError::Changed)
    );
    assert_eq!(
        store.reopen("x", b"stuck", &again).await,
        Err(ReopenError::Gone)
    );
    store.start_draft(&draft("taken", 0, 1)).await.unwrap();
    assert_eq!(
        store.reopen("r", b"stuck", &draft("taken", 0, 2)).await,
        Err(ReopenError::DraftExists)
    );
    assert_eq!(outbox(store).await.len(), 1);
    store.reopen("r", b"stuck", &again).await.unwrap();
    store.reopen("r", b"stuck", &again).await.unwrap();
    assert_eq!(outbox(store).await, []);
    assert_eq!(
        store.drafts().await.unwrap().rows,
        [again, draft("taken", 0, 1)]
    );
}

/// What stands beside a return is written anew only over what was seen; the return itself stays as it is.
pub async fn whose_a_return_is_can_be_said_once(store: &Store) {
    let queued = queue(store, "r").await;
    store.describe("r", b"about", b"a's").await.unwrap();
    store.describe("r", b"about", b"a's").await.unwrap();
    assert_eq!(
        store.describe("r", b"about", b"b's").await,
        Err(SettleError::Gone)
    );
    let about = b"a's".to_vec();
    assert_eq!(outbox(store).await, [OutboxRow { about, ..queued }]);
    store.settle("r", &done()).await.unwrap();
    assert_eq!(
        store.describe("r", b"a's", b"b's").await,
        Err(SettleError::Gone)
    );
}

/// Records are put, replaced, found by prefix in order, and removed.
pub async fn records_are_found_by_prefix(store: &Store) {
    let record = |key: &str, bytes: &str| RecordRow {
        key: key.into(),
        owner: Owner::Me,
        bytes: bytes.into(),
    };
    for (key, bytes) in [
        ("profile/b", "2"),
        ("profile/a", "1"),
        ("profilf", "x"),
        ("device/a", "3"),
        ("profile", "y"),
    ] {
        store.put_record(&record(key, bytes)).await.unwrap();
    }
    store.put_record(&record("profile/a", "4")).await.unwrap();
    let profiles = store.records("profile/").await.unwrap();
    assert_eq!(
        profiles.rows,
        [record("profile/a", "4"), record("profile/b", "2")]
    );
    assert_eq!(store.records("").await.unwrap().rows.len(), 5);
    assert_eq!(
        store.record("device/a").await.unwrap(),
        Some(record("device/a", "3"))
    );
    store.remove_record("device/a").await.unwrap();
    store.remove_record("device/a").await.unwrap();
    assert_eq!(store.record("device/a").await.unwrap(), None);
}

/// A draft that is too large for one row is found as it was saved, whatever it grows to, and goes as a whole.
pub async fn a_large_draft_is_found_as_it_was_saved(store: &Store) {
    let large = |revision: u64, entries: u64| {
        let entry = |at: u64| format!("\"entry {}\":\"{}\",", at, at * revision % 11);
        DraftRow {
            bytes: (0..entries).map(entry).collect::<String>().into_bytes(),
            ..draft("large", 0, revision)
        }
    };
    store.start_draft(&large(1, 3_000)).await.unwrap();
    for (revision, entries) in [(2, 3_000), (3, 2_990), (4, 10), (5, 4_000)] {
        let row = large(revision, entries);
        store.save_draft(&row, Durability::Relaxed).await.unwrap();
        assert_eq!(store.draft("large").await.unwrap(), Some(row.clone()));
        assert_eq!(store.drafts().await.unwrap().rows, [row]);
    }
    let taken = store.take_over("large").await.unwrap();
    assert_eq!(taken.bytes, large(5, 4_000).bytes);
    store.queue(&finished("r"), "large", 1).await.unwrap();
    assert_eq!(store.draft("large").await.unwrap(), None);
}

/// A job that fails at any of its writes leaves nothing of itself.
pub async fn a_failed_job_leaves_nothing(store: &Store) {
    let row = queue(store, "r").await;
    for good in 0..4 {
        let mut decide = |_: &super::Found| {
            let mut writes: Vec<Write> = (0..good)
                .map(|n| Write::Put(Table::Drafts, format!("half {n}"), vec![1]))
                .collect();
            writes.push(Write::Remove(Table::Outbox, "r".into()));
            // This table is not in the job: the write cannot succeed.
            writes.push(Write::Put(Table::Receipts, "r".into(), vec![1]));
            writes
        };
        let failed = store
            .run(Job {
                access: Access::Write(Durability::Strict),
                tables: &[Table::Drafts, Table::Outbox],
                reads: &[Read::All(Table::Outbox)],
                decide: &mut decide,
            })
            .await;
        assert!(failed.is_err());
        let drafts = store.drafts().await.unwrap();
        assert_eq!((drafts.rows.len(), drafts.unreadable), (0, 0));
        assert_eq!(outbox(store).await, std::slice::from_ref(&row));
        assert_eq!(store.receipts().await.unwrap().rows, []);
    }
}

/// A job that may only read cannot write.
pub async fn a_reading_job_writes_nothing(store: &Store) {
    let mut decide = |_: &super::Found| vec![Write::Put(Table::Records, "k".into(), vec![1])];
    let job = Job {
        access: Access::Read,
        tables: &[Table::Records],
        reads: &[],
        decide: &mut decide,
    };
    assert!(store.run(job).await.is_err());
    assert_eq!(store.records("").await.unwrap().unreadable, 0);
}

/// One row that cannot be read holds up no other, is counted, and is left as it is.
pub async fn an_unreadable_row_holds_up_nothing(store: &Store) {
    let good = draft("good", 0, 1);
    store.start_draft(&good).await.unwrap();
    for (key, bytes) in [
        ("empty", vec![]),
        ("newer", vec![200, 1, 2]),
        ("torn", vec![1, 255, 255, 255, 255]),
    ] {
        let mut decide =
            |_: &super::Found| vec![Write::Put(Table::Drafts, key.into(), bytes.clone())];
        let access = Access::Write(Durability::Relaxed);
        store
            .run(Job {
                access,
                tables: &[Table::Drafts],
                reads: &[],
                decide: &mut decide,
            })
            .await
            .unwrap();
    }
    let drafts = store.drafts().await.unwrap();
    assert_eq!(
        (drafts.rows.as_slice(), drafts.unreadable),
        (&[good][..], 3)
    );
    let row = queue(store, "r").await;
    let mut decide = |_: &super::Found| vec![Write::Put(Table::Outbox, "a".into(), vec![1])];
    store
        .run(Job {
            access: Access::Write(Durability::Relaxed),
            tables: &[Table::Outbox],
            reads: &[],
            decide: &mut decide,
        })
        .await
        .unwrap();
    let waiting = store.outbox().await.unwrap();
    assert_eq!(
        (waiting.rows.as_slice(), waiting.unreadable),
        (&[row][..], 1)
    );
    assert_eq!(store.draft("torn").await, Err(super::StoreError::Corrupt));
    assert_eq!(
        store.draft("newer").await,
        Err(super::StoreError::NewerVersion)
    );
    let over = store
        .save_draft(&draft("newer", 9, 9), Durability::Relaxed)
        .await;
    assert_eq!(
        over,
        Err(SaveDraftError::Store(super::StoreError::NewerVersion))
    );
}

/// What has been kept for long enough goes, with what belongs to it; a draft that was touched since that was decided stays,
/// and so does every return on its way.
pub async fn what_expires_goes_unless_it_was_touched(store: &Store) {
    let waiting = queue(store, "waiting").await;
    queue(store, "sent").await;
    store.settle("sent", &done()).await.unwrap();
    for id in ["old", "saved", "taken"] {
        store.start_draft(&draft(id, 0, 1)).await.unwrap();
    }
    let saved = draft("saved", 0, 2);
    store.save_draft(&saved, Durability::Relaxed).await.unwrap();
    let taken = store.take_over("taken").await.unwrap();
    let of = |id: &str| (id.to_owned(), 0, 1);
    let expiry = Expiry {
        drafts: vec![of("old"), of("saved"), of("taken"), of("gone")],
        receipts: vec!["sent".into(), "waiting".into()],
        records: vec!["k".into()],
    };
    store.expire(&expiry).await.unwrap();
    assert_eq!(store.drafts().await.unwrap().rows, [saved, taken]);
    assert_eq!(store.receipts().await.unwrap().rows, []);
    assert_eq!(outbox(store).await, [waiting]);
}

/// Calls a macro of the host once for each test of the contract, with its name.
#[macro_export]
macro_rules! for_each_acceptance_test {
    ($host:ident) => {
        $host!(an_empty_store_has_nothing);
        $host!(a_draft_is_found_as_it_was_saved);
        $host!(an_empty_draft_is_kept);
        $host!(a_large_draft_is_found_as_it_was_saved);
        $host!(a_save_can_be_repeated);
        $host!(an_older_save_is_refused);
        $host!(a_draft_is_replaced_as_it_was_seen);
        $host!(a_take_over_shuts_out_the_other_tab);
        $host!(a_removed_draft_stays_gone);
        $host!(queueing_moves_draft_to_outbox);
        $host!(queueing_can_be_repeated);
        $host!(a_return_without_its_draft_is_not_queued);
        $host!(a_receipt_takes_the_place_of_the_row);
        $host!(a_receipt_is_renewed_and_never_undone);
        $host!(progress_leaves_the_bytes_alone);
        $host!(a_stuck_return_becomes_a_draft);
        $host!(whose_a_return_is_can_be_said_once);
        $host!(records_are_found_by_prefix);
        $host!(a_failed_job_leaves_nothing);
        $host!(a_reading_job_writes_nothing);
        $host!(an_unreadable_row_holds_up_nothing);
        $host!(what_expires_goes_unless_it_was_touched);
    };
}
