//! Sealing by the browser's own cipher, on `IndexedDB`: the vectors, unlocking, two tabs, what an older version left.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use care_returns::storage::acceptance::{draft, finished};
use care_returns::storage::sealing::{Guard, Owner, Secret, UnlockError, space_of, vectors};
use care_returns::storage::{
    Access, Durability, Found, IndexedStore, Job, Read, STEPS, Step, Store, StoreError, Table,
};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const NOW: i64 = 1_780_000_000_000;
const ALL: [Table; 5] = [
    Table::Drafts,
    Table::Pieces,
    Table::Outbox,
    Table::Receipts,
    Table::Records,
];

fn fresh(test: &str) -> String {
    format!("{test} {}", js_sys::Math::random())
}

/// Whether any row as it rests holds these bytes.
async fn rests_with(store: &Store, part: &[u8]) -> bool {
    let mut holds = false;
    let reads = ALL.map(Read::All);
    let mut decide = |found: &Found| {
        for at in 0..ALL.len() {
            for row in found.all(at) {
                holds |= row.windows(part.len()).any(|window| window == part);
            }
        }
        Vec::new()
    };
    let job = Job {
        access: Access::Read,
        tables: &ALL,
        reads: &reads,
        decide: &mut decide,
    };
    store.run(job).await.unwrap();
    holds
}

#[wasm_bindgen_test]
async fn envelopes_open_for_ever() {
    assert!(vectors::envelopes_open().await > 5);
}

#[wasm_bindgen_test]
async fn secrets_stretch_as_ever() {
    assert!(vectors::secrets_stretch(u32::MAX).await > 3);
}

#[wasm_bindgen_test]
async fn what_is_saved_rests_sealed_and_is_there_after_reopening() {
    let name = fresh("sealed");
    let mut row = draft("d", 0, 1);
    row.bytes = b"SECRET".repeat(5_000);
    {
        let store = Store::open(&name).await.unwrap();
        assert!(store.is_new());
        store.start_draft(&row).await.unwrap();
        assert!(!rests_with(&store, b"SECRET").await);
    }
    let store = Store::open(&name).await.unwrap();
    assert_eq!(store.person().unwrap().guard, Guard::Nothing);
    assert_eq!(store.drafts().await.unwrap().rows, [row]);
}

#[wasm_bindgen_test]
async fn a_pin_opens_after_a_reload_and_the_time_is_printed() {
    let name = fresh("pin");
    let row = draft("d", 0, 1);
    let id = {
        let store = Store::open(&name).await.unwrap();
        store.start_draft(&row).await.unwrap();
        let pin = Secret::pin("482913").unwrap();
        store
            .add_person("Made-up Name", &pin, &[], true)
            .await
            .unwrap()
    };
    let store = Store::open(&name).await.unwrap();
    assert!(store.person().is_none());
    assert_eq!(store.drafts().await.unwrap().rows, []);
    assert_eq!(store.draft("d").await, Err(StoreError::Locked));
    let wrong = Secret::pin("482914").unwrap();
    let wrong = store.unlock(&id, &wrong, NOW).await;
    assert_eq!(wrong, Err(UnlockError::Wrong { wait_until: None }));
    let right = Secret::pin("482913").unwrap();
    let began = js_sys::Date::now();
    store.unlock(&id, &right, NOW).await.unwrap();
    console_log!("unlocked in {} ms", js_sys::Date::now() - began);
    assert_eq!(store.drafts().await.unwrap().rows, [row]);
}

#[wasm_bindgen_test]
async fn two_tabs_that_begin_together_are_one_person() {
    let name = fresh("together");
    let one = Rc::new(Store::open(&name).await.unwrap());
    let two = Rc::new(Store::open(&name).await.unwrap());
    let begins = js_sys::Array::new();
    for (store, id) in [(&one, "a"), (&two, "b")] {
        let store = Rc::clone(store);
        begins.push(&wasm_bindgen_futures::future_to_promise(async move {
            store.start_draft(&draft(id, 0, 1)).await.unwrap();
            Ok(JsValue::UNDEFINED)
        }));
    }
    JsFuture::from(js_sys::Promise::all(&begins)).await.unwrap();
    for store in [&one, &two] {
        let rows = store.drafts().await.unwrap().rows;
        assert_eq!(rows, [draft("a", 0, 1), draft("b", 0, 1)]);
        assert_eq!(store.people().await.unwrap().len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_home_is_shared_across_tabs() {
    let name = fresh("home");
    let one = Store::open(&name).await.unwrap();
    let pin = Secret::pin("482913").unwrap();
    one.add_person("Lead", &pin, &[], true).await.unwrap();
    let home = one.add_home("Made-up House").await.unwrap();
    let theirs = Secret::passphrase("made up and long").unwrap();
    let other = one
        .add_person("Other", &theirs, std::slice::from_ref(&home), false)
        .await
        .unwrap();
    let mut shared = draft("d", 0, 1);
    shared.owner = Owner::Home(space_of(&home).unwrap());
    one.start_draft(&shared).await.unwrap();
    one.start_draft(&draft("own", 0, 1)).await.unwrap();
    let two = Store::open(&name).await.unwrap();
    two.unlock(&other, &theirs, NOW).await.unwrap();
    assert_eq!(two.drafts().await.unwrap().rows, [shared.clone()]);
    shared.revision = 2;
    two.save_draft(&shared, Durability::Strict).await.unwrap();
    assert_eq!(one.draft("d").await.unwrap(), Some(shared));
}

#[wasm_bindgen_test]
async fn what_an_older_version_left_is_sealed_in_place() {
    const OLDER: &[Step] = &[STEPS[0], STEPS[1]];
    let name = fresh("older");
    let mut row = draft("d", 0, 1);
    row.bytes = b"SECRET".repeat(5_000);
    {
        let older = IndexedStore::open(&name, OLDER).await.unwrap();
        let older = Store::plain_indexed(older);
        older.start_draft(&row).await.unwrap();
        older.start_draft(&draft("e", 0, 1)).await.unwrap();
        older.queue(&finished("r"), "e", 0).await.unwrap();
        assert!(rests_with(&older, b"SECRET").await);
    }
    let store = Store::open(&name).await.unwrap();
    assert_eq!(store.drafts().await.unwrap().rows, [row.clone()]);
    assert!(store.begin_older().await.unwrap());
    store.seal_older().await.unwrap();
    assert!(!rests_with(&store, b"SECRET").await);
    assert_eq!(store.drafts().await.unwrap().rows, [row]);
    assert_eq!(store.outbox().await.unwrap().rows, [finished("r")]);
}

#[wasm_bindgen_test]
async fn an_erased_device_is_new() {
    let name = fresh("erased");
    let store = Store::open(&name).await.unwrap();
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    store.erase().await.unwrap();
    drop(store);
    let store = Store::open(&name).await.unwrap();
    assert!(store.is_new());
    assert_eq!(store.drafts().await.unwrap().rows, []);
}
