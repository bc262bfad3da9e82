//! Transactions by the browser's own interface: the crate opens no database in a bucket.

use crate::storage::job::{Durability, Table, Write};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

/// What a request gives, once it has; `None` where it failed.
pub(super) type Asked = Pin<Box<dyn Future<Output = Option<JsValue>>>>;

/// Writes all of it, or nothing.
pub(super) async fn put(
    database: &IdbDatabase,
    durability: Durability,
    writes: &[Write],
) -> Option<()> {
    let transaction = begin(database, "readwrite", word(durability))?;
    let complete = complete(&transaction);
    carry_out(&transaction, writes)?;
    complete.await.map(drop)
}

pub(super) fn carry_out(transaction: &IdbTransaction, writes: &[Write]) -> Option<()> {
    let asked = writes.iter().try_for_each(|write| match write {
        Write::Put(table, key, bytes) => {
            let (key, value) = (key.into(), Uint8Array::from(bytes.as_slice()));
            let rows = transaction.object_store(table.name())?;
            rows.put_with_key(&value, &key).map(drop)
        }
        Write::Remove(table, key) => {
            let rows = transaction.object_store(table.name())?;
            rows.delete(&key.into()).map(drop)
        }
    });
    if asked.is_err() {
        let _ = transaction.abort();
    }
    asked.ok()
}

pub(super) fn word(durability: Durability) -> &'static str {
    match durability {
        Durability::Relaxed => "relaxed",
        Durability::Strict => "strict",
    }
}

/// A transaction over all tables.
pub(super) fn begin(
    database: &IdbDatabase,
    mode: &str,
    durability: &str,
) -> Option<IdbTransaction> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into()).ok()?;
    let tables = Table::ALL.map(|table| JsValue::from_str(table.name()));
    let tables = Array::from_iter(tables);
    let method = Reflect::get(database, &"transaction".into()).ok()?;
    let method: Function = method.dyn_into().ok()?;
    let transaction = method.call3(database, &tables, &mode.into(), &options);
    transaction.ok()?.dyn_into().ok()
}

/// Listens at once, for the answer may be there before it is waited for, and nobody may wait for it in the end.
pub(super) fn ended(request: IdbRequest) -> Asked {
    let happened = JsFuture::from(Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    }));
    Box::pin(async move {
        happened.await.ok()?;
        request.result().ok()
    })
}

pub(super) fn complete(transaction: &IdbTransaction) -> Asked {
    let happened = JsFuture::from(Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    }));
    Box::pin(async move { happened.await.ok() })
}
