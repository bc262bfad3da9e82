//! Waiting for the end of a press, so that nothing moves away under it.

use crate::ui::el::Says;
use crate::ui::parts::soon;
use leptos::prelude::document;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// What ends a press.
const ENDS: [&str; 3] = ["pointerup", "pointercancel", "keyup"];

/// Does something once no pointer is pressed. A person who leaves a field by pressing "Continue" takes the focus away
/// with the press and clicks with its end: a message that appeared between the two would push the button from under
/// the pointer.
pub(crate) fn after_press(act: Rc<dyn Says<()>>) {
    // Not at once: some browsers move the focus before they call the element pressed.
    let pressed = move || {
        if matches!(document().query_selector(":active"), Ok(Some(_))) {
            at_end(Rc::clone(&act));
        } else {
            act.says();
        }
    };
    soon(Box::new(pressed), Duration::ZERO);
}

/// A listener that takes itself away when it is done.
type Own = Rc<RefCell<Option<Closure<dyn Fn()>>>>;

fn at_end(act: Rc<dyn Says<()>>) {
    let act = RefCell::new(Some(act));
    let listener: Own = Rc::default();
    let own = Rc::clone(&listener);
    let closure = Closure::<dyn Fn()>::new(move || {
        let Some(act) = act.take() else { return };
        let own = Rc::clone(&own);
        // The click comes right behind; the listener must not be dropped while it runs.
        let done = move || {
            if let Some(closure) = own.take() {
                for end in ENDS {
                    let _ = document()
                        .remove_event_listener_with_callback(end, closure.as_ref().unchecked_ref());
                }
            }
            act.says();
        };
        soon(Box::new(done), Duration::ZERO);
    });
    for end in ENDS {
        // Adding a listener to the document does not fail.
        let _ = document().add_event_listener_with_callback(end, closure.as_ref().unchecked_ref());
    }
    listener.replace(Some(closure));
}
