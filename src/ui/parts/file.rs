//! The box by which a file of the device is opened.

use crate::ui::el::{El, Hears, el};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// A box of this id that takes a JSON file and tells `chosen` of it; nothing, where the choice was taken back.
pub(crate) fn file_box(id: &'static str, chosen: impl Fn(Option<File>) + 'static) -> El {
    file_boxed(id, Box::new(chosen))
}

fn file_boxed(id: &'static str, chosen: Box<dyn Hears<Option<File>>>) -> El {
    el("input")
        .id(id)
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .on("change", move |event| {
            let input = event.target().and_then(|target| target.dyn_into().ok());
            if let Some(input) = input {
                let input: HtmlInputElement = input;
                chosen.hears(input.files().and_then(|files| files.get(0)));
                // So that the same file can be chosen again, once it has changed.
                input.set_value("");
            }
        })
}
