//! Care Returns: forms for the data returns of adult social care, from a framework document.

pub mod storage;
pub mod submit;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Mounts the page in the document's body.
#[wasm_bindgen(js_name = mountPage)]
pub fn mount_page() {
    mount_to_body(|| view! { <h1>{"Care Returns"}</h1> });
}
