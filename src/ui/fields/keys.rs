//! What Enter does in a box: on to the next question, and behind the last one the same as "Continue". Nothing is sent or
//! left by it halfway.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Where Enter goes to, in the order of the page.
const STOPS: &str = "input:enabled, textarea:enabled, .buttons > .button:enabled";

/// Goes on where a key event is Enter in a box of one line, a radio or a checkbox. All else is the browser's.
pub fn enter_goes_on(event: &Event) {
    let target = event.target();
    let from = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let (Some(key), Some(from)) = (event.dyn_ref::<KeyboardEvent>(), from) else {
        return;
    };
    let with_others = key.ctrl_key() || key.alt_key() || key.meta_key() || key.shift_key();
    // Enter also ends a word of an input method.
    if key.key() != "Enter" || with_others || key.is_composing() || from.type_() == "file" {
        return;
    }
    let Some(next) = next(&from) else {
        return;
    };
    event.prevent_default();
    if next.tag_name() == "BUTTON" {
        next.click();
    } else {
        // What can be reached takes the focus.
        let _ = next.focus();
    }
}

/// The control after one, without those of the same choice.
fn next(from: &HtmlInputElement) -> Option<HtmlElement> {
    let stops = stops(from)?;
    let at = stops.iter().position(|stop| stop == from.as_ref())?;
    let kind = |element: &Element| element.get_attribute("type");
    let chooses = kind(from).is_some_and(|kind| kind == "radio" || kind == "checkbox");
    let name = from.name();
    let others = stops.into_iter().skip(at + 1);
    let mut others = others
        .filter(|stop| !(chooses && stop.get_attribute("name").as_deref() == Some(name.as_str())));
    others.next()?.dyn_into().ok()
}

/// All that Enter goes to on the page of a control, as far as it is shown.
fn stops(from: &Element) -> Option<Vec<Element>> {
    let page = from.closest(".body").ok()??;
    let find = js_sys::Reflect::get(&page, &JsValue::from_str("querySelectorAll")).ok()?;
    let find = find.dyn_into::<js_sys::Function>().ok()?;
    let found = find.call1(&page, &JsValue::from_str(STOPS)).ok()?;
    let mut stops = Vec::new();
    for stop in js_sys::Array::from(&found).iter() {
        let Ok(stop) = stop.dyn_into::<HtmlElement>() else {
            continue;
        };
        let folded = matches!(stop.closest("details:not([open])"), Ok(Some(_)));
        if !folded && stop.offset_parent().is_some() {
            stops.push(stop.into());
        }
    }
    Some(stops)
}
