//! Every use case of the store, once each on the same small device, so that a host can make any operation of it fail and
//! see what rests then. For hosts in tests, natively and in browsers; nothing of the page calls them.

#![allow(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    reason = "these are tests, for hosts in other crates"
)]

use super::acceptance::{draft, finished};
use super::sealing::Owner;
use super::{
    Access, DraftRow, Durability, Expiry, Job, QueueError, Read, RecordRow, RemoveDraftError,
    ReopenError, SaveDraftError, SettleError, Settlement, Store, StoreError, Table, TakeOverError,
};
use std::future::Future;
use std::pin::Pin;

/// A use case on its way.
pub type Running<'a> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + 'a>>;

/// One use case.
pub struct UseCase {
    /// The method of the store, and what of it where there is more than one way.
    pub name: &'static str,
    /// Carries it out on a device as [`prepare`] left it.
    pub run: for<'a> fn(&'a Store) -> Running<'a>,
    /// Whether it does the same again where the word of the first time was lost. A take-over has an epoch each time.
    pub repeats: bool,
}

/// The device that the use cases are carried out on: two drafts, one of them in pieces; two returns on their way; a
/// receipt; a record.
pub async fn prepare(store: &Store) {
    store.start_draft(&large("d", 1)).await.unwrap();
    store.start_draft(&draft("e", 0, 1)).await.unwrap();
    for id in ["r", "s", "t"] {
        store.start_draft(&draft("x", 0, 1)).await.unwrap();
        store.queue(&finished(id), "x", 0).await.unwrap();
    }
    store.settle("t", &done("first")).await.unwrap();
    store.put_record(&record("k", "1")).await.unwrap();
}

/// Every row of every table.
pub async fn rows(store: &Store) -> Vec<Vec<Vec<u8>>> {
    let tables = Table::ALL;
    let reads = tables.map(Read::All);
    let mut rows = Vec::new();
    let mut keep = |found: &super::Found| {
        rows = (0..tables.len()).map(|at| found.all(at).to_vec()).collect();
        Vec::new()
    };
    let job = Job {
        access: Access::Read,
        tables: &tables,
        reads: &reads,
        decide: &mut keep,
    };
    store.run(job).await.unwrap();
    rows
}

/// A draft that rests in pieces.
fn large(id: &str, revision: u64) -> DraftRow {
    let entry = |at: u64| format!("\"entry {at}\":\"{}\",", at * revision % 11);
    DraftRow {
        bytes: (0..2_000).map(entry).collect::<String>().into_bytes(),
        ..draft(id, 0, revision)
    }
}

fn done(receipt: &str) -> Settlement {
    Settlement::Done {
        receipt: receipt.as_bytes().to_vec(),
        settled_at: 1_780_000_002_000,
    }
}

fn record(key: &str, bytes: &str) -> RecordRow {
    RecordRow {
        key: key.into(),
        owner: Owner::Me,
        bytes: bytes.into(),
    }
}

/// An error of a use case, of which only the store's own is expected here.
trait OfUseCase {
    fn of_store(self) -> StoreError;
}

impl OfUseCase for StoreError {
    fn of_store(self) -> StoreError {
        self
    }
}

macro_rules! of_use_case {
    ($($error:ident),*) => {$(
        impl OfUseCase for $error {
            fn of_store(self) -> StoreError {
                match self {
                    Self::Store(error) => error,
                    other => panic!("{other}"),
                }
            }
        }
    )*};
}
of_use_case!(
    SaveDraftError,
    TakeOverError,
    RemoveDraftError,
    QueueError,
    SettleError,
    ReopenError
);

fn end<T, E: OfUseCase>(result: Result<T, E>) -> Result<(), StoreError> {
    result.map(|_| ()).map_err(OfUseCase::of_store)
}

macro_rules! use_case {
    ($name:literal, $store:ident => $call:expr) => {
        use_case!($name, true, $store => $call)
    };
    ($name:literal, $repeats:literal, $store:ident => $call:expr) => {
        UseCase {
            name: $name,
            run: |$store| Box::pin(async move { end($call.await) }),
            repeats: $repeats,
        }
    };
}

/// Every use case of the store.
pub const USE_CASES: &[UseCase] = &[
    use_case!("start_draft", store => store.start_draft(&large("new", 1))),
    use_case!("save_draft", store => store.save_draft(&large("d", 2), Durability::Relaxed)),
    use_case!("save_draft: small", store => store.save_draft(&draft("d", 0, 2), Durability::Strict)),
    use_case!("drafts", store => store.drafts()),
    use_case!("draft", store => store.draft("d")),
    use_case!("take_over", false, store => store.take_over("d")),
    use_case!("replace_draft", store => store.replace_draft(&large("d", 1), &large("d", 2))),
    use_case!("remove_draft", store => store.remove_draft("d", 0)),
    use_case!("queue", store => store.queue(&finished("n"), "d", 0)),
    use_case!("outbox", store => store.outbox()),
    use_case!("describe", store => store.describe("r", b"about", b"of somebody")),
    use_case!("settle: later", store => store.settle("r", &Settlement::Later { progress: b"wait".to_vec() })),
    use_case!("settle: done", store => store.settle("r", &done("receipt"))),
    use_case!("settle: renewed", store => store.settle("t", &done("second"))),
    use_case!("reopen", store => store.reopen("r", b"ready", &large("again", 1))),
    use_case!("receipts", store => store.receipts()),
    use_case!("receipt", store => store.receipt("t")),
    use_case!("put_record", store => store.put_record(&record("k", "2"))),
    use_case!("record", store => store.record("k")),
    use_case!("records", store => store.records("")),
    use_case!("remove_record", store => store.remove_record("k")),
    use_case!("everything", store => store.everything("k", "")),
    use_case!("expire", store => store.expire(&Expiry {
        drafts: vec![("d".into(), 0, 1), ("e".into(), 0, 1)],
        receipts: vec!["t".into()],
        records: vec!["k".into()],
    })),
];
