//! What a page calls. No logic.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the pages in the document's body. Resolves at once; what is wrong at the start is said on the page.
///
/// `whole` is kept when all of the module has come: a first visit begins with the part of it that the first question
/// needs. Until then nothing is read from or sent to a backend.
///
/// `pins` has a line for each file that the page reads by a name without a hash: its path, a blank and its integrity. A
/// file that is not there is taken as it is.
#[wasm_bindgen(js_name = mountPage)]
pub fn mount_page(whole: Promise, pins: String) {
    crate::ui::mount(whole, pins);
}
