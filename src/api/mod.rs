//! What a page and other programs call: the pages' mount, and a framework's returns as plain objects. No logic.
//!
//! Loading the module touches nothing of a browser, so that the same bytes run in a page, in a worker and in Node. All
//! that crosses is a plain object of JSON's kinds: decimals and whole numbers of answers as strings, dates as
//! `YYYY-MM-DD`, yes/no as truths, never a float. What fails is thrown as an `Error` with the name `CareReturnsError`
//! and a `code` ([`error::ApiError`]). The TypeScript types are made from the structures in [`given`], [`shown`] and
//! [`described`].

pub mod described;
pub mod describing;
pub mod edits;
pub mod error;
pub mod framework;
pub mod given;
pub mod open_return;
pub mod shown;
pub mod viewing;
pub mod widget;

#[cfg(test)]
mod tests;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the pages in the document's body. Resolves at once; what is wrong at the start is said on the page.
///
/// `whole` is kept when all of the module has come: a first visit begins with the part of it that the first question
/// needs. Until then nothing is read from or sent to a backend. `here` is whether it has come already.
///
/// `pins` has a line for each file that the page reads by a name without a hash: its path, a blank and its integrity. A
/// file that is not there is taken as it is.
///
/// `sign_in` is called where the configuration says that people sign in: with that part of it as text, and with a function
/// that is told as JSON who is signed in (`{token, issuer, subject, name, expires}`), that nobody is any more (`{ended}`) or
/// why nobody could (`{failed}`). It gives a promise of an object with `begin(fresh)`, `ended()` and `out()`. Before that
/// it is called once with whether people sign in: what signs in is in the rest of the module, which is wanted at once then.
///
/// `speak` is called with the tag of a language that a person chooses, and gives a promise of whether the page is here in
/// it. From the next load on it is that one. With a truth behind the tag it is only told of a choice that was made before.
#[wasm_bindgen(js_name = mountPage)]
pub fn mount_page(whole: Promise, here: bool, pins: String, sign_in: Function, speak: Function) {
    crate::ui::mount(whole, here, pins, sign_in, speak);
}
