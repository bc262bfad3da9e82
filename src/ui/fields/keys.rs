//! What Enter does in a box: on to the next question, and behind the last one the same as "Continue". Nothing is sent or
//! left by it halfway.

use crate::ui::parts::js;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement};

/// Where Enter goes to, in the order of the page.
const STOPS: &str = "input:enabled, textarea:enabled, .buttons > .button:enabled";
/// Keys that make another key of it. Enter also ends a word of an input method.
const OTHERS: [&str; 5] = ["ctrlKey", "altKey", "metaKey", "shiftKey", "isComposing"];

/// Goes on where a key event is Enter in a box of one line, a radio or a checkbox. All else is the browser's.
pub fn enter_goes_on(event: &Event) {
    let from = js::get(event, "target");
    let is_box = js::text(&from, "tagName") == "INPUT" && js::text(&from, "type") != "file";
    if js::text(event, "key") != "Enter"
        || !is_box
        || OTHERS.iter().any(|other| js::get(event, other).is_truthy())
    {
        return;
    }
    let Some(next) = next(&from) else {
        return;
    };
    event.prevent_default();
    if js::text(&next, "tagName") == "BUTTON" {
        next.click();
    } else {
        // What can be reached takes the focus.
        let _ = next.focus();
    }
}

/// The control after one, without those of the same choice.
fn next(from: &JsValue) -> Option<HtmlElement> {
    let chooses = matches!(js::text(from, "type").as_str(), "radio" | "checkbox");
    let name = js::text(from, "name");
    let page = js::call(from, "closest", ".body");
    let mut stops = js::members(&js::call(&page, "querySelectorAll", STOPS)).into_iter();
    stops.find(|stop| stop == from)?;
    let next = stops.find(|stop| {
        let same = chooses && js::text(stop, "name") == name;
        let folded = js::call(stop, "closest", "details:not([open])").is_truthy();
        !same && !folded && js::get(stop, "offsetParent").is_truthy()
    })?;
    Some(next.unchecked_into())
}
