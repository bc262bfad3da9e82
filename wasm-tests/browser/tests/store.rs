//! The store contract on the browser's `IndexedDB`, each test on a database of its own.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use care_returns::storage::{Store, acceptance};
use wasm_bindgen_test::wasm_bindgen_test;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// A database name that no other test has, in this run or another.
fn fresh(test: &str) -> String {
    format!("{test} {}", js_sys::Math::random())
}

macro_rules! on_indexed_db {
    ($name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            let store = Store::open(&fresh(stringify!($name))).await.unwrap();
            acceptance::$name(&store).await;
        }
    };
}
care_returns::for_each_acceptance_test!(on_indexed_db);
