//! One connection to the browser's database: opening it, and closing it when a newer page asks.

use super::named;
use crate::storage::error::StoreError;
use crate::storage::migrations::{Step, migrate};
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// An open connection. Dropping it closes it, after the transactions that are under way.
pub(super) struct Connection {
    /// The database that it leads to.
    pub(super) database: Database,
    /// Held for as long as the browser may call it.
    _on_version_change: Closure<dyn FnMut()>,
}

impl Connection {
    fn new(database: Database) -> Self {
        let system = database.as_sys().clone();
        // A newer page wants to migrate, or the person clears the data: in its way we would only hold it up. The next
        // job finds the connection closed, opens another, and hears what has become of the database.
        let on_version_change = Closure::<dyn FnMut()>::new(move || system.close());
        database
            .as_sys()
            .set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        Self {
            database,
            _on_version_change: on_version_change,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.as_sys().set_onversionchange(None);
        self.database.as_sys().close();
    }
}

/// Set by the browser's `blocked` event.
#[derive(Default)]
struct Blocked {
    is: Cell<bool>,
    waiting: RefCell<Option<Waker>>,
}

/// Opens the database at the version of these steps, making or migrating it where needed.
pub(super) async fn open(name: &str, steps: &'static [Step]) -> Result<Connection, StoreError> {
    let blocked = Rc::new(Blocked::default());
    let set = Rc::clone(&blocked);
    let version = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let mut request = Database::open(name)
        .with_version(version)
        .with_on_blocked(move |_| {
            set.is.set(true);
            if let Some(waker) = set.waiting.take() {
                waker.wake();
            }
            Ok(())
        })
        .with_on_upgrade_needed(move |event, database| {
            migrate(&database, whole(event.old_version()), steps)
        })
        .build()
        .map_err(|error| named::opening(&error))?;
    let opened = poll_fn(|context| {
        if blocked.is.get() {
            return Poll::Ready(None);
        }
        blocked.waiting.replace(Some(context.waker().clone()));
        Pin::new(&mut request).poll(context).map(Some)
    })
    .await;
    match opened {
        Some(Ok(database)) => Ok(Connection::new(database)),
        Some(Err(error)) => Err(named::opening(&error)),
        None => {
            // The request cannot be taken back: when the other tab is gone it opens, and must not be left in the way.
            wasm_bindgen_futures::spawn_local(async move {
                if let Ok(database) = request.await {
                    database.close();
                }
            });
            Err(StoreError::Blocked)
        }
    }
}

/// A version as a whole number; the browser gives it as a binary float that always is one.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "versions are small whole numbers"
)]
fn whole(version: f64) -> usize {
    version as usize
}
