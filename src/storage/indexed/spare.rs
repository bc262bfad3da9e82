//! The spare: every row a second time, in a database with files of its own.
//!
//! Chromium writes a log. Killed between the head of a record and the rest of it, it reads well up to there at the next
//! start, goes on writing behind the torn record, and at the start after that finds the log damaged: then it throws the
//! whole database away. So what is written goes to two databases, one after the other, and a kill tears one log at most.
//! "Saved" is said when both have it. The spare stands in a storage bucket, whose files are its own; browsers without
//! buckets keep databases in other ways, and there is no spare.

mod raw;
mod rows;

pub(super) use rows::Rows;

use crate::storage::job::{Durability, Table, Write};
use js_sys::{Array, Function, Promise, Reflect};
use raw::{begin, carry_out, complete, ended, put, word};
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory};

/// The bucket's name. The page's script knows it too.
const BUCKET: &str = "care-returns-spare";
/// So often it may fail before this page goes on without it.
const TRIES: u8 = 3;

/// So long anybody waits for it, in milliseconds. Rows are small: what takes longer does not come.
const PATIENCE: i32 = 10_000;

/// A database beside another one.
pub(super) struct Spare {
    name: String,
    /// `None` until it has been made even with the other one.
    open: RefCell<Option<Open>>,
    /// How often it failed; as often as it may, where it is not to be used yet.
    failures: Cell<u8>,
}

/// A spare that is open.
#[derive(Clone)]
pub(super) struct Open {
    database: IdbDatabase,
    /// Held as long as the database: once the browser has cleared it away, no transaction comes to its end any more.
    _bucket: JsValue,
}

impl Spare {
    /// The one beside the database of this name. It is not used before it is told to [`Self::begin`].
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            open: RefCell::default(),
            failures: Cell::new(TRIES),
        }
    }

    /// It is used from now on.
    pub(super) fn begin(&self) {
        self.failures.set(0);
    }

    /// Whether there is one of an earlier page in this browser. Makes none.
    pub(super) async fn is_there() -> bool {
        let names = match buckets() {
            Some(buckets) => given(&buckets, "keys", None).await,
            None => None,
        };
        names.is_some_and(|names| Array::from(&names).includes(&BUCKET.into(), 0))
    }

    /// Whether it has yet to be made even with the database, before anything is written.
    pub(super) fn is_wanted(&self) -> bool {
        self.open.borrow().is_none() && self.failures.get() < TRIES
    }

    /// Opens it; `None` where the browser has none, or refuses.
    pub(super) async fn open(&self) -> Option<Open> {
        let opened = self.in_time(open(&self.name)).await;
        if opened.is_none() {
            self.failed();
        }
        opened
    }

    /// Every row of it; `None` where it cannot be read.
    pub(super) async fn rows(&self, open: &Open) -> Option<Rows> {
        self.in_time(Rows::of(&open.database)).await
    }

    /// Makes it the same as the database whose rows these are. `before` are its own, read before those: what another tab
    /// has written into it since is newer, and stays.
    pub(super) async fn becomes(&self, open: Open, rows: &Rows, before: &Rows) {
        let mut is_same = rows.beyond(before, before).is_empty();
        if !is_same {
            let following = follow(&open.database, rows, before);
            is_same = self.in_time(following).await.is_some();
        }
        if is_same {
            self.open.replace(Some(open));
        } else {
            self.fails(&open);
        }
    }

    /// Writes what the database has. Where that fails it has to be made even again.
    pub(super) fn write<'a>(
        &'a self,
        writes: &'a [Write],
        durability: Durability,
    ) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move {
            let open = self.open.borrow().clone();
            let Some(open) = open else { return };
            let putting = put(&open.database, durability, writes);
            if self.in_time(putting).await.is_none() {
                self.open.replace(None);
                self.fails(&open);
            }
        })
    }

    /// It cannot be made even, or not written: it is closed, and tried again at the next write, a few times.
    pub(super) fn fails(&self, open: &Open) {
        open.database.close();
        self.failed();
    }

    /// Removes it, with the bucket. Whether nothing of it is left.
    pub(super) async fn erase(&self) -> bool {
        if let Some(open) = self.open.take() {
            open.database.close();
        }
        let gone = async {
            if Self::is_there().await {
                given(&buckets()?, "delete", Some(&BUCKET.into())).await?;
            }
            Some(())
        };
        self.in_time(gone).await.is_some()
    }

    /// What becomes of it; `None` where it takes so long that nobody shall wait for it again on this page.
    async fn in_time<T>(&self, working: impl Future<Output = Option<T>>) -> Option<T> {
        let (mut working, mut late) = (Box::pin(working), Late::after(PATIENCE));
        poll_fn(|context| {
            if let Poll::Ready(end) = working.as_mut().poll(context) {
                return Poll::Ready(end);
            }
            let late = Pin::new(&mut late.passed).poll(context).is_ready();
            if late {
                self.failures.set(TRIES);
                return Poll::Ready(None);
            }
            Poll::Pending
        })
        .await
    }

    fn failed(&self) {
        self.failures.set(self.failures.get().saturating_add(1));
    }
}

/// Makes a database hold these rows, all of them or none, where it is still as it was before.
async fn follow(database: &IdbDatabase, rows: &Rows, before: &Rows) -> Option<()> {
    let transaction = begin(database, "readwrite", word(Durability::Strict))?;
    let complete = complete(&transaction);
    let now = Rows::within(&transaction).await?;
    carry_out(&transaction, &rows.beyond(before, &now))?;
    complete.await.map(drop)
}

/// Opens the spare of a name. It has the rows of the database as they are, whatever version that has: a step that changes
/// rows has to say what becomes of these.
async fn open(name: &str) -> Option<Open> {
    let bucket = bucket().await?;
    let request = factory(&bucket)?.open_with_u32(name, 1).ok()?;
    let asked = request.clone();
    let make = Closure::<dyn FnMut()>::once(move || {
        let database = asked.result().ok();
        let Some(database) = database.and_then(|it| it.dyn_into::<IdbDatabase>().ok()) else {
            return;
        };
        for table in Table::ALL {
            let _ = database.create_object_store(table.name());
        }
    });
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    let database: IdbDatabase = ended(request.into()).await?.dyn_into().ok()?;
    // Who clears the device in another tab does not wait for this one.
    let close: Function = Reflect::get(&database, &"close".into())
        .ok()?
        .dyn_into()
        .ok()?;
    database.set_onversionchange(Some(&close.bind0(&database)));
    Some(Open {
        database,
        _bucket: bucket,
    })
}

/// A time that passes, unless it is dropped before.
struct Late {
    passed: JsFuture,
    timer: JsValue,
}

impl Late {
    fn after(milliseconds: i32) -> Self {
        let mut timer = JsValue::UNDEFINED;
        let passed = Promise::new(&mut |done, _| timer = set_timeout(&done, milliseconds));
        Self {
            passed: JsFuture::from(passed),
            timer,
        }
    }
}

impl Drop for Late {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &Function, milliseconds: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// The browser's storage buckets, where it has them.
fn buckets() -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let buckets = Reflect::get(&navigator, &"storageBuckets".into()).ok()?;
    buckets.is_object().then_some(buckets)
}

async fn bucket() -> Option<JsValue> {
    given(&buckets()?, "open", Some(&BUCKET.into())).await
}

fn factory(bucket: &JsValue) -> Option<IdbFactory> {
    Reflect::get(bucket, &"indexedDB".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// What a method's promise gives; `None` where it is refused.
async fn given(of: &JsValue, method: &str, with: Option<&JsValue>) -> Option<JsValue> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    let promise = match with {
        Some(with) => method.call1(of, with),
        None => method.call0(of),
    };
    JsFuture::from(Promise::resolve(&promise.ok()?)).await.ok()
}
