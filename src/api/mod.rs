//! What a page calls. No logic.

use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the pages in the document's body. Resolves at once; what is wrong at the start is said on the page.
#[wasm_bindgen(js_name = mountPage)]
pub fn mount_page() {
    crate::ui::mount();
}
