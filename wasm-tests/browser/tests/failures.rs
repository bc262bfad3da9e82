//! What becomes of a use case when the browser's own calls fail: each made to throw by its name, for one test.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use care_returns::storage::acceptance::{draft, finished};
use care_returns::storage::use_cases::{USE_CASES, prepare, rows};
use care_returns::storage::{
    Durability, QueueError, SaveDraftError, SettleError, Settlement, Store, StoreError, Table,
};
use js_sys::{Array, Function, Object, Proxy, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::DomException;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// A database name that no other test has, in this run or another.
fn fresh(test: &str) -> String {
    format!("{test} {}", js_sys::Math::random())
}

/// A method of the browser that throws, until this is dropped or, if it throws once only, until it has.
struct Throwing {
    prototype: JsValue,
    method: &'static str,
    real: JsValue,
    _call: Closure<dyn FnMut() -> Result<JsValue, JsValue>>,
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    Once,
    Always,
}

impl Throwing {
    fn new(class: &str, method: &'static str, error: &'static str, how: How) -> Self {
        let class = Reflect::get(&js_sys::global(), &class.into()).unwrap();
        let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
        let real = Reflect::get(&prototype, &method.into()).unwrap();
        let (put_back, put_to) = (real.clone(), prototype.clone());
        let call = Closure::<dyn FnMut() -> Result<JsValue, JsValue>>::new(move || {
            if how == How::Once {
                Reflect::set(&put_to, &method.into(), &put_back).unwrap();
            }
            Err(
                DomException::new_with_message_and_name("made to fail", error)
                    .unwrap()
                    .into(),
            )
        });
        Reflect::set(&prototype, &method.into(), call.as_ref()).unwrap();
        Self {
            prototype,
            method,
            real,
            _call: call,
        }
    }
}

/// Every call that a job makes of the browser's database, in the order in which a job makes them.
const CALLS: [(&str, &str); 5] = [
    ("IDBDatabase", "transaction"),
    ("IDBObjectStore", "getAll"),
    ("IDBObjectStore", "put"),
    ("IDBObjectStore", "delete"),
    ("IDBTransaction", "commit"),
];

/// Stands before a call: this one, its `this` and its arguments.
type Before = Closure<dyn FnMut(Function, JsValue, Array) -> Result<JsValue, JsValue>>;

/// The calls of [`CALLS`], counted, of which one throws; until this is dropped.
struct ThrowingAt {
    left: Rc<Cell<u32>>,
    real: Vec<(JsValue, &'static str, JsValue)>,
    _before: Vec<Before>,
}

impl ThrowingAt {
    /// The call of this number throws, the first of which is 1.
    fn new(call: u32) -> Self {
        let left = Rc::new(Cell::new(call));
        let (mut real, mut befores) = (Vec::new(), Vec::new());
        for (class, method) in CALLS {
            let class = Reflect::get(&js_sys::global(), &class.into()).unwrap();
            let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
            let call = Reflect::get(&prototype, &method.into()).unwrap();
            let left = Rc::clone(&left);
            let before = Before::new(move |call: Function, this: JsValue, with: Array| {
                match left.get() {
                    0 => {}
                    1 => {
                        left.set(0);
                        let full = DomException::new_with_message_and_name(
                            "made to fail",
                            "QuotaExceededError",
                        );
                        return Err(full.unwrap().into());
                    }
                    more => left.set(more - 1),
                }
                call.apply(&this, &with)
            });
            let handler = Object::new();
            Reflect::set(&handler, &"apply".into(), before.as_ref()).unwrap();
            let counted = Proxy::new(&call, &handler);
            Reflect::set(&prototype, &method.into(), &counted).unwrap();
            real.push((prototype, method, call));
            befores.push(before);
        }
        Self {
            left,
            real,
            _before: befores,
        }
    }

    /// Whether a call has thrown.
    fn threw(&self) -> bool {
        self.left.get() == 0
    }
}

impl Drop for ThrowingAt {
    fn drop(&mut self) {
        for (prototype, method, real) in &self.real {
            Reflect::set(prototype, &(*method).into(), real).unwrap();
        }
    }
}

#[wasm_bindgen_test]
async fn whichever_call_fails_in_any_use_case_nothing_is_half_written() {
    let mut failed = 0;
    let mut spares = 0;
    for of in USE_CASES {
        let done = prepared(of.name).await;
        (of.run)(&done).await.unwrap();
        let done = counts(&done).await;
        let mut store = prepared(of.name).await;
        let mut before = rows(&store).await;
        for call in 1.. {
            let throwing = ThrowingAt::new(call);
            let end = (of.run)(&store).await;
            let threw = throwing.threw();
            drop(throwing);
            if !threw {
                assert_eq!(end, Ok(()), "{}", of.name);
                assert!(call > 1, "{} does nothing", of.name);
                break;
            }
            if end.is_ok() {
                // The call was the spare's: all is written, and the next writes make that even again.
                assert_eq!(counts(&store).await, done, "{} {call}", of.name);
                spares += 1;
                store = prepared(of.name).await;
                before = rows(&store).await;
                continue;
            }
            failed += 1;
            assert!(
                rows(&store).await == before,
                "{} is half written when call {call} fails",
                of.name
            );
        }
    }
    assert!(failed > 100, "{failed}");
    assert_eq!(spares > 0, has_buckets(), "{spares}");
}

/// How many rows each table has. Pieces are cut at other places each time, and the draft that they are of says which
/// there have to be.
async fn counts(store: &Store) -> Vec<usize> {
    let rows = Table::ALL.into_iter().zip(rows(store).await);
    let counted = rows.filter(|(table, _)| *table != Table::Pieces);
    counted.map(|(_, rows)| rows.len()).collect()
}

/// A device as the use cases find it.
async fn prepared(of: &str) -> Store {
    let store = Store::open(&fresh(of)).await.unwrap();
    store.keep_twice().await.unwrap();
    prepare(&store).await;
    store
}

/// Whether the browser keeps a spare.
fn has_buckets() -> bool {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).unwrap();
    Reflect::has(&navigator, &"storageBuckets".into()).unwrap()
}

impl Drop for Throwing {
    fn drop(&mut self) {
        Reflect::set(&self.prototype, &self.method.into(), &self.real).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_full_disk_is_said_and_nothing_is_half_written() {
    let store = Store::open(&fresh("quota")).await.unwrap();
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    let full = Throwing::new("IDBObjectStore", "put", "QuotaExceededError", How::Always);
    let saved = store
        .save_draft(&draft("d", 0, 2), Durability::Relaxed)
        .await;
    assert_eq!(saved, Err(SaveDraftError::Store(StoreError::Quota)));
    let queued = store.queue(&finished("r"), "d", 0).await;
    assert_eq!(queued, Err(QueueError::Store(StoreError::Quota)));
    drop(full);
    assert_eq!(store.drafts().await.unwrap().rows, [draft("d", 0, 1)]);
    assert_eq!(store.outbox().await.unwrap().rows, []);
    store.queue(&finished("r"), "d", 0).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_move_whose_second_half_fails_has_no_first_half() {
    let store = Store::open(&fresh("half")).await.unwrap();
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    let done = Settlement::Done {
        receipt: b"receipt".to_vec(),
        settled_at: 1,
    };
    let failing = Throwing::new("IDBObjectStore", "delete", "DataError", How::Always);
    assert!(store.queue(&finished("r"), "d", 0).await.is_err());
    drop(failing);
    assert_eq!(store.outbox().await.unwrap().rows, []);
    store.queue(&finished("r"), "d", 0).await.unwrap();
    let failing = Throwing::new("IDBObjectStore", "delete", "DataError", How::Always);
    assert_eq!(
        store.settle("r", &done).await,
        Err(SettleError::Store(StoreError::Corrupt))
    );
    drop(failing);
    assert_eq!(store.receipts().await.unwrap().rows, []);
    assert_eq!(store.outbox().await.unwrap().rows, [finished("r")]);
    store.settle("r", &done).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again_and_the_write_repeated() {
    let store = Store::open(&fresh("lost")).await.unwrap();
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    for (revision, error) in [(2, "InvalidStateError"), (3, "UnknownError")] {
        let _lost = Throwing::new("IDBDatabase", "transaction", error, How::Once);
        store
            .save_draft(&draft("d", 0, revision), Durability::Strict)
            .await
            .unwrap();
        assert_eq!(
            store.draft("d").await.unwrap(),
            Some(draft("d", 0, revision))
        );
    }
}

#[wasm_bindgen_test]
async fn a_connection_lost_in_the_middle_ends_in_one_whole_write() {
    let store = Store::open(&fresh("middle")).await.unwrap();
    store.start_draft(&draft("d", 0, 1)).await.unwrap();
    let _lost = Throwing::new("IDBTransaction", "commit", "InvalidStateError", How::Once);
    store.queue(&finished("r"), "d", 0).await.unwrap();
    assert_eq!(store.outbox().await.unwrap().rows, [finished("r")]);
    assert_eq!(store.drafts().await.unwrap().rows, []);
}

#[wasm_bindgen_test]
async fn a_connection_that_stays_lost_is_said() {
    let store = Store::open(&fresh("closed")).await.unwrap();
    let lost = Throwing::new(
        "IDBDatabase",
        "transaction",
        "InvalidStateError",
        How::Always,
    );
    assert_eq!(store.drafts().await.err(), Some(StoreError::Closed));
    drop(lost);
    assert_eq!(store.drafts().await.unwrap().rows, []);
}

#[wasm_bindgen_test]
async fn a_browser_that_forbids_opening_is_said() {
    let forbidding = Throwing::new("IDBFactory", "open", "SecurityError", How::Always);
    assert_eq!(
        Store::open(&fresh("forbidden")).await.err(),
        Some(StoreError::Forbidden)
    );
    drop(forbidding);
}

#[wasm_bindgen_test]
async fn an_error_of_another_name_keeps_its_name() {
    let store = Store::open(&fresh("other")).await.unwrap();
    let _failing = Throwing::new("IDBObjectStore", "put", "TimeoutError", How::Always);
    let started = store.start_draft(&draft("d", 0, 1)).await;
    assert_eq!(
        started,
        Err(SaveDraftError::Store(StoreError::Other(
            "TimeoutError".into()
        )))
    );
}
