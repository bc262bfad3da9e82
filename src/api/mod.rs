//! What a page calls. No logic.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the pages in the document's body. Resolves at once; what is wrong at the start is said on the page.
///
/// `whole` is kept when all of the module has come: a first visit begins with the part of it that the first question
/// needs. Until then nothing is read from or sent to a backend.
///
/// `sign_in` is called where the configuration says that people sign in: with that part of it as text, and with a function
/// that is told as JSON who is signed in (`{token, issuer, subject, name, expires}`), that nobody is any more (`{ended}`) or
/// why nobody could (`{failed}`). It gives a promise of an object with `begin(fresh)`, `ended()` and `out()`. Before that
/// it is called once with whether people sign in: what signs in is in the rest of the module, which is wanted at once then.
#[wasm_bindgen(js_name = mountPage)]
pub fn mount_page(whole: Promise, sign_in: Function) {
    crate::ui::mount(whole, sign_in);
}
