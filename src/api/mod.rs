//! What a page calls. No logic.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the pages in the document's body. Resolves at once; what is wrong at the start is said on the page.
///
/// `whole` is kept when all of the module has come: a first visit begins with the part of it that the first question
/// needs. Until then nothing is read from or sent to a backend. `here` is whether it has come already.
#[wasm_bindgen(js_name = mountPage)]
pub fn mount_page(whole: Promise, here: bool) {
    crate::ui::mount(whole, here);
}
