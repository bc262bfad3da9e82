//! What becomes of the database between connections: reopened, shared, cleared, migrated, blocked, newer than the page.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use care_returns::storage::acceptance::{draft, finished};
use care_returns::storage::{
    Access, DraftRow, Durability, Found, IndexedStore, Job, QueueError, STEPS, SaveDraftError,
    Settlement, Step, Store, StoreError, Table, Write,
};
use js_sys::{Array, Object, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{IdbDatabase, IdbFactory, IdbRequest, IdbTransactionMode};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// The steps of this version and one more, as a later version has them.
const LATER_STEPS: &[Step] = &[STEPS[0], STEPS[1], STEPS[2], |_| Ok(())];

/// A database name that no other test has, in this run or another.
fn fresh(test: &str) -> String {
    format!("{test} {}", js_sys::Math::random())
}

async fn open_later(name: &str) -> Result<Store, StoreError> {
    Store::open_at(name, LATER_STEPS).await
}

fn factory() -> IdbFactory {
    web_sys::window().unwrap().indexed_db().unwrap().unwrap()
}

/// A request's result, by the browser's own interface rather than by what is tested.
async fn ended(request: &IdbRequest) -> JsValue {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.unwrap();
    request.result().unwrap()
}

/// A connection as another program of the same origin has it, which does not close when it is asked to.
async fn stubborn(name: &str) -> IdbDatabase {
    ended(&factory().open(name).unwrap()).await.unchecked_into()
}

#[wasm_bindgen_test]
async fn what_was_saved_is_there_after_reopening() {
    let name = fresh("reopen");
    let row = draft("d", 3, 9);
    {
        let store = Store::open(&name).await.unwrap();
        assert!(store.is_lasting());
        store.start_draft(&row).await.unwrap();
        store.start_draft(&draft("sent", 0, 1)).await.unwrap();
        store.queue(&finished("r"), "sent", 0).await.unwrap();
    }
    let store = Store::open(&name).await.unwrap();
    assert_eq!(store.drafts().await.unwrap().rows, [row]);
    assert_eq!(store.outbox().await.unwrap().rows, [finished("r")]);
}

#[wasm_bindgen_test]
async fn two_connections_see_each_other() {
    let name = fresh("two");
    let (one, two) = (
        Store::open(&name).await.unwrap(),
        Store::open(&name).await.unwrap(),
    );
    one.start_draft(&draft("d", 0, 1)).await.unwrap();
    assert_eq!(two.draft("d").await.unwrap(), Some(draft("d", 0, 1)));
    assert_eq!(two.take_over("d").await.unwrap().epoch, 1);
    let late = one.save_draft(&draft("d", 0, 2), Durability::Relaxed).await;
    assert_eq!(
        late,
        Err(SaveDraftError::Superseded {
            epoch: 1,
            revision: 1
        })
    );
    assert_eq!(
        one.queue(&finished("r"), "d", 0).await,
        Err(QueueError::Superseded { epoch: 1 })
    );
    two.queue(&finished("r"), "d", 1).await.unwrap();
    let frozen = one.save_draft(&draft("d", 1, 2), Durability::Relaxed).await;
    assert_eq!(frozen, Err(SaveDraftError::Gone));
}

#[wasm_bindgen_test]
async fn take_overs_at_the_same_time_get_different_epochs() {
    let name = fresh("race");
    let (one, two) = (
        Store::open(&name).await.unwrap(),
        Store::open(&name).await.unwrap(),
    );
    one.start_draft(&draft("d", 0, 1)).await.unwrap();
    let takes = Array::new();
    for store in [Rc::new(one), Rc::new(two)] {
        for _ in 0..5 {
            let store = Rc::clone(&store);
            takes.push(&wasm_bindgen_futures::future_to_promise(async move {
                Ok(JsValue::from_str(
                    &store.take_over("d").await.unwrap().epoch.to_string(),
                ))
            }));
        }
    }
    let epochs = Array::from(&JsFuture::from(Promise::all(&takes)).await.unwrap());
    let mut epochs: Vec<u32> = epochs
        .iter()
        .map(|epoch| epoch.as_string().unwrap().parse().unwrap())
        .collect();
    epochs.sort_unstable();
    assert_eq!(epochs, (1..=10).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn two_senders_end_in_one_receipt() {
    let name = fresh("senders");
    let (one, two) = (
        Store::open(&name).await.unwrap(),
        Store::open(&name).await.unwrap(),
    );
    one.start_draft(&draft("d", 0, 1)).await.unwrap();
    one.queue(&finished("r"), "d", 0).await.unwrap();
    let done = Settlement::Done {
        receipt: b"receipt".to_vec(),
        settled_at: 1,
    };
    one.settle("r", &done).await.unwrap();
    two.settle(
        "r",
        &Settlement::Later {
            progress: b"late".to_vec(),
        },
    )
    .await
    .unwrap();
    two.settle("r", &done).await.unwrap();
    assert_eq!(two.outbox().await.unwrap().rows, []);
    assert_eq!(two.receipts().await.unwrap().rows.len(), 1);
}

#[wasm_bindgen_test]
async fn a_connection_that_was_closed_is_opened_again() {
    let name = fresh("closed");
    let store = Store::open(&name).await.unwrap();
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    // The person clears the data in another tab: our connection is asked to close, and does.
    ended(&factory().delete_database(&name).unwrap()).await;
    let saved = store
        .save_draft(&draft("d", 0, 2), Durability::Strict)
        .await;
    assert_eq!(
        saved,
        Err(SaveDraftError::Gone),
        "it says that the draft is no longer there"
    );
    store.start_draft(&draft("d", 0, 2)).await.unwrap();
    assert_eq!(store.drafts().await.unwrap().rows, [draft("d", 0, 2)]);
}

#[wasm_bindgen_test]
async fn a_newer_page_migrates_and_the_older_one_says_so() {
    let name = fresh("newer");
    let row = draft("d", 0, 1);
    let older = Store::open(&name).await.unwrap();
    older.start_draft(&row).await.unwrap();
    let newer = open_later(&name).await.unwrap();
    assert_eq!(
        newer.drafts().await.unwrap().rows,
        std::slice::from_ref(&row),
        "nothing is lost on the way"
    );
    let refused = older
        .save_draft(&draft("d", 0, 2), Durability::Relaxed)
        .await;
    assert_eq!(
        refused,
        Err(SaveDraftError::Store(StoreError::NewerVersion))
    );
    assert_eq!(
        Store::open(&name).await.err(),
        Some(StoreError::NewerVersion)
    );
    assert_eq!(newer.drafts().await.unwrap().rows, [row]);
}

/// A database as its first version wrote it, row by row.
const FIRST_VERSION: &str = include_str!("../../fixtures/databases/version_1.txt");

fn first_version() -> Vec<(Table, String, Vec<u8>)> {
    let row = |line: &str| {
        let mut words = line.split(' ');
        let table = match words.next().unwrap() {
            "drafts" => Table::Drafts,
            "outbox" => Table::Outbox,
            "receipts" => Table::Receipts,
            _ => Table::Records,
        };
        let key = words.next().unwrap().to_owned();
        let hex = words.next().unwrap().as_bytes();
        let byte =
            |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        (table, key, hex.chunks(2).map(byte).collect())
    };
    let lines = FIRST_VERSION.lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .map(row)
        .collect()
}

#[wasm_bindgen_test]
async fn a_database_of_the_first_version_is_migrated_with_all_that_is_in_it() {
    const FIRST_STEPS: &[Step] = &[STEPS[0]];
    let name = fresh("first version");
    let older = Store::plain_indexed(IndexedStore::open(&name, FIRST_STEPS).await.unwrap());
    let rows = first_version();
    let mut decide = |_: &Found| {
        let put = |(table, key, bytes): &(Table, String, Vec<u8>)| {
            Write::Put(*table, key.clone(), bytes.clone())
        };
        rows.iter().map(put).collect()
    };
    let job = Job {
        access: Access::Write(Durability::Strict),
        tables: &[
            Table::Drafts,
            Table::Outbox,
            Table::Receipts,
            Table::Records,
        ],
        reads: &[],
        decide: &mut decide,
    };
    older.run(job).await.unwrap();
    drop(older);

    let store = Store::open(&name).await.unwrap();
    let everything = store.everything("k", "k").await.unwrap();
    assert_eq!(everything.drafts.rows.len(), 1);
    assert_eq!(everything.outbox.rows.len(), 1);
    assert_eq!(everything.receipts.rows.len(), 1);
    assert_eq!(everything.records.rows.len(), 1);
    let row = everything.drafts.rows[0].clone();
    assert_eq!((row.id.as_str(), row.epoch, row.revision), ("d", 7, 8));
    // It grows beyond one row, as only this version can keep it, and is whole.
    let large = DraftRow {
        revision: 9,
        bytes: (0..40_000_u32)
            .map(|at| b"1,2;3"[at as usize % 5])
            .collect(),
        ..row
    };
    store.save_draft(&large, Durability::Strict).await.unwrap();
    assert_eq!(store.draft("d").await.unwrap(), Some(large));
    // The older page is told, and what is there stays as it is.
    let refused = IndexedStore::open(&name, FIRST_STEPS).await.err();
    assert_eq!(refused, Some(StoreError::NewerVersion));
    assert_eq!(store.drafts().await.unwrap().rows.len(), 1);
}

#[wasm_bindgen_test]
async fn a_connection_that_does_not_give_way_blocks() {
    let name = fresh("blocked");
    drop(Store::open(&name).await.unwrap());
    let other = stubborn(&name).await;
    assert_eq!(open_later(&name).await.err(), Some(StoreError::Blocked));
    other.close();
    // The request that was blocked finishes by itself and leaves nothing open: a deletion goes through.
    open_later(&name).await.unwrap();
    ended(&factory().delete_database(&name).unwrap()).await;
}

#[wasm_bindgen_test]
async fn a_step_that_fails_leaves_the_version_before_it() {
    const FAILING_STEPS: &[Step] = &[STEPS[0], STEPS[1], STEPS[2], |database| {
        database.delete_object_store("there is none")
    }];
    let name = fresh("failing step");
    let row = draft("d", 0, 1);
    Store::open(&name)
        .await
        .unwrap()
        .start_draft(&row)
        .await
        .unwrap();
    assert_eq!(
        IndexedStore::open(&name, FAILING_STEPS).await.err(),
        Some(StoreError::Corrupt)
    );
    assert_eq!(
        Store::open(&name)
            .await
            .unwrap()
            .drafts()
            .await
            .unwrap()
            .rows,
        [row]
    );
}

#[wasm_bindgen_test]
async fn a_database_of_another_shape_is_corrupt() {
    const NO_TABLES: &[Step] = &[|_| Ok(()), |_| Ok(()), |_| Ok(())];
    let name = fresh("shape");
    drop(IndexedStore::open(&name, NO_TABLES).await.unwrap());
    assert_eq!(Store::open(&name).await.err(), Some(StoreError::Corrupt));
    let below = IndexedStore::open(&name, STEPS).await.unwrap();
    let store = Store::plain_indexed(below);
    assert_eq!(store.drafts().await.err(), Some(StoreError::Corrupt));
    let started = store.start_draft(&draft("d", 0, 1)).await;
    assert_eq!(started, Err(SaveDraftError::Store(StoreError::Corrupt)));
}

#[wasm_bindgen_test]
async fn a_value_of_another_kind_holds_up_nothing() {
    let name = fresh("kind");
    let store = Store::open(&name).await.unwrap();
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    let other = stubborn(&name).await;
    let transaction = other
        .transaction_with_str_and_mode("drafts", IdbTransactionMode::Readwrite)
        .unwrap();
    let rows = transaction.object_store("drafts").unwrap();
    ended(&rows.put_with_key(&"a text".into(), &"x".into()).unwrap()).await;
    other.close();
    let drafts = store.drafts().await.unwrap();
    assert_eq!(
        (drafts.rows.as_slice(), drafts.unreadable),
        (&[draft("d", 0, 1)][..], 1)
    );
}

#[wasm_bindgen_test]
async fn without_indexed_db_it_is_forbidden() {
    let window = web_sys::window().unwrap();
    let kept = Object::get_own_property_descriptor(&window, &"indexedDB".into());
    let absent = Object::new();
    Reflect::set(&absent, &"value".into(), &JsValue::NULL).unwrap();
    Reflect::set(&absent, &"configurable".into(), &true.into()).unwrap();
    Object::define_property(&window, &"indexedDB".into(), &absent);
    let opened = Store::open(&fresh("forbidden")).await.err();
    Reflect::delete_property(&window, &"indexedDB".into()).unwrap();
    if !kept.is_undefined() {
        Object::define_property(&window, &"indexedDB".into(), kept.unchecked_ref());
    }
    assert_eq!(opened, Some(StoreError::Forbidden));
    Store::open(&fresh("allowed again")).await.unwrap();
}
