//! Moving the focus to a question.

use crate::ui::el::Says;
use crate::ui::slowly;
use leptos::prelude::{document, set_timeout};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to the element with this id, and its whole question into view.
pub fn focus(id: &str) {
    let found = || document().get_element_by_id(id);
    let far_down = || {
        slowly::finish();
        found()
    };
    let Some(element) = found().or_else(far_down) else {
        return;
    };
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // An element that cannot take the focus keeps it where it is; there is nothing to tell.
        let _ = element.focus();
        if let Ok(Some(question)) = element.closest(".field") {
            question.scroll_into_view();
        }
    }
}

/// Moves the focus to an element that is about to appear, once what was changed is drawn.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    soon(Box::new(move || focus(&id)), Duration::ZERO);
}

/// Does something after a while. One kind of timer for all: each kind is code of its own.
pub(crate) fn soon(act: Box<dyn Says<()>>, wait: Duration) {
    set_timeout(move || act.says(), wait);
}
