//! What stands far down a long page is made behind what is on the screen, or as soon as somebody goes there.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use care_returns::ui::el::{El, el};
use care_returns::ui::parts::focus;
use care_returns::ui::slowly::add_slowly;
use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const ALL: usize = 100;
const AT_ONCE: usize = 10;

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A list whose entries can take the focus: `{name}-0` to `{name}-99`.
fn list(name: &'static str) -> El {
    leptos::prelude::mount_to_body(|| ());
    let list = add_slowly(el("div"), ALL, AT_ONCE, move |at| {
        el("p").id(&format!("{name}-{at}")).attr("tabindex", "-1")
    });
    let body: Element = document().body().unwrap().into();
    list.place(&body, None);
    list
}

fn ids(list: &El) -> Vec<String> {
    let children = list.node().children();
    (0..children.length())
        .map(|at| children.item(at).unwrap().id())
        .collect()
}

/// Lets the browser do what it has to do.
async fn turn() {
    let promise = Promise::new(&mut |resolve: Function, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback(&resolve)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn the_first_are_there_at_once_and_the_others_follow_in_order() {
    let list = list("follows");
    assert_eq!(ids(&list).len(), AT_ONCE);
    while ids(&list).len() < ALL {
        turn().await;
    }
    let wanted: Vec<String> = (0..ALL).map(|at| format!("follows-{at}")).collect();
    assert_eq!(ids(&list), wanted);
    list.remove();
}

#[wasm_bindgen_test]
async fn who_goes_far_down_has_it_at_once() {
    let list = list("goes");
    assert_eq!(ids(&list).len(), AT_ONCE);
    focus("goes-99");
    assert_eq!(document().active_element().unwrap().id(), "goes-99");
    assert_eq!(ids(&list).len(), ALL);
    // Nothing is made twice after that.
    turn().await;
    turn().await;
    assert_eq!(ids(&list).len(), ALL);
    list.remove();
}

#[wasm_bindgen_test]
async fn what_is_taken_away_makes_no_more() {
    let list = list("goes-away");
    let node = list.node().clone();
    list.remove();
    drop(list);
    turn().await;
    turn().await;
    assert_eq!(node.children().length(), u32::try_from(AT_ONCE).unwrap());
}
