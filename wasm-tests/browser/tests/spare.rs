//! The second database, for a browser that throws the first one away. Only Chromium has what it stands in; the others are
//! told from it by that, and keep nothing twice.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use care_returns::storage::acceptance::draft;
use care_returns::storage::{DraftRow, Durability, Store};
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};
use web_sys::{IdbFactory, IdbOpenDbRequest};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

fn fresh(test: &str) -> String {
    format!("{test} {}", js_sys::Math::random())
}

/// Whether the browser has storage buckets.
fn has_buckets() -> bool {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).unwrap();
    let has = Reflect::has(&navigator, &"storageBuckets".into()).unwrap();
    if !has {
        console_log!("no storage buckets: nothing is kept twice here");
    }
    has
}

async fn deleted(factory: &IdbFactory, name: &str) {
    let request: IdbOpenDbRequest = factory.delete_database(name).unwrap();
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.unwrap();
}

/// As a browser does that finds the database's files damaged.
async fn throw_away(name: &str) {
    deleted(
        &web_sys::window().unwrap().indexed_db().unwrap().unwrap(),
        name,
    )
    .await;
}

/// The same for what is in the bucket.
async fn throw_spare_away(name: &str) {
    let navigator = web_sys::window().unwrap();
    let navigator = Reflect::get(&navigator, &"navigator".into()).unwrap();
    let buckets = Reflect::get(&navigator, &"storageBuckets".into()).unwrap();
    let open: js_sys::Function = Reflect::get(&buckets, &"open".into())
        .unwrap()
        .unchecked_into();
    let bucket = open
        .call1(&buckets, &JsValue::from_str("care-returns-spare"))
        .unwrap();
    let bucket = JsFuture::from(Promise::resolve(&bucket)).await.unwrap();
    let factory = Reflect::get(&bucket, &"indexedDB".into()).unwrap();
    deleted(&factory.unchecked_into(), name).await;
}

/// As a page opens it.
async fn opened(name: &str) -> Store {
    let store = Store::open(name).await.unwrap();
    store.keep_twice().await.unwrap();
    store
}

async fn drafts(store: &Store) -> Vec<DraftRow> {
    store.drafts().await.unwrap().rows
}

#[wasm_bindgen_test]
async fn what_was_saved_comes_back_where_the_database_was_thrown_away() {
    let name = fresh("thrown away");
    {
        let store = opened(&name).await;
        store.start_draft(&draft("d", 0, 1)).await.unwrap();
        store.start_draft(&draft("gone", 0, 1)).await.unwrap();
        store.remove_draft("gone", 0).await.unwrap();
        store
            .save_draft(&draft("d", 0, 2), Durability::Relaxed)
            .await
            .unwrap();
    }
    throw_away(&name).await;
    let store = opened(&name).await;
    if has_buckets() {
        assert!(!store.is_new());
        assert_eq!(drafts(&store).await, [draft("d", 0, 2)]);
        // And it goes on, and comes back once more.
        assert_eq!(store.take_over("d").await.unwrap().epoch, 1);
        drop(store);
        throw_away(&name).await;
        let store = opened(&name).await;
        let taken = DraftRow {
            epoch: 1,
            ..draft("d", 0, 2)
        };
        assert_eq!(drafts(&store).await, [taken]);
    } else {
        assert!(store.is_new());
    }
}

#[wasm_bindgen_test]
async fn a_spare_that_was_thrown_away_is_filled_again_before_the_next_write() {
    let name = fresh("spare thrown away");
    {
        let store = opened(&name).await;
        store.start_draft(&draft("d", 0, 1)).await.unwrap();
    }
    if !has_buckets() {
        return;
    }
    throw_spare_away(&name).await;
    {
        let store = opened(&name).await;
        store.start_draft(&draft("e", 0, 1)).await.unwrap();
    }
    throw_away(&name).await;
    let store = opened(&name).await;
    assert_eq!(drafts(&store).await, [draft("d", 0, 1), draft("e", 0, 1)]);
}

#[wasm_bindgen_test]
async fn what_the_person_cleared_does_not_come_back() {
    let name = fresh("cleared");
    let store = opened(&name).await;
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    store.erase().await.unwrap();
    drop(store);
    let store = opened(&name).await;
    assert!(store.is_new());
    assert!(drafts(&store).await.is_empty());
}
