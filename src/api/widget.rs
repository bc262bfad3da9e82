//! The widget as `care-return.js` calls it. Its custom element is what hosts use.

use crate::shell::Given;
use crate::ui::guest::{Place, Widget};
use js_sys::{Function, Promise};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

/// Shows the pages in `place`, an element of a shadow root, until they are told to end. Gives what they are told things by.
///
/// `given` is what the host gives, as JSON; `at` where the pages were before, or nothing. `host` is called with a word and
/// what belongs to it: `find` and an id, `focused`, `tell` with the name of an event and its detail as JSON (and says
/// whether it may happen), `anew` with whether at the start, `take` with a finished return's id and its text. `signIn` opens
/// what signs in.
///
/// What is given back is called with one text: `visit` and the address of a page, `host` and what happens to the host's page
/// (`hidden`, `shown`, `online`, `offline`, `used`), `enter` when somebody does something in it, `at` (gives the page's
/// address), `save` and `lock` (give a promise of whether it was done), `finish` (whether a return is open), `send`, `end`.
// One function and one text, so that the page, which has no widget, has next to nothing of it in its script.
#[wasm_bindgen(js_name = openWidget)]
pub fn open_widget(
    place: Place,
    given: &str,
    at: &str,
    host: Function,
    #[wasm_bindgen(js_name = signIn)] sign_in: Function,
) -> Function {
    let widget = Widget::new(place, Given::read(given), at, host, sign_in);
    let told = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |text: JsValue| {
        act(&widget, &text.as_string().unwrap_or_default())
    });
    told.into_js_value().unchecked_into()
}

fn act(widget: &Rc<Widget>, text: &str) -> JsValue {
    let (word, with) = text.split_once(' ').unwrap_or((text, ""));
    match word {
        "visit" => widget.visit(with),
        "host" => widget.host_says(with),
        "enter" => widget.enter(),
        "send" => widget.send(),
        "end" => widget.end(),
        "at" => return widget.at().into(),
        "finish" => return widget.finish().into(),
        "save" => {
            let widget = Rc::clone(widget);
            return done(async move { widget.save().await });
        }
        "lock" => {
            let widget = Rc::clone(widget);
            return done(async move { widget.lock().await });
        }
        _ => {}
    }
    JsValue::UNDEFINED
}

fn done(done: impl Future<Output = bool> + 'static) -> JsValue {
    let promise: Promise = future_to_promise(async move { Ok(done.await.into()) });
    promise.into()
}
