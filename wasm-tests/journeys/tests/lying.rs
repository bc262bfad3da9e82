//! A backend, or what stands in front of it, that does not do what it should: one return, every way of going wrong in
//! turn, and in the end it is there once.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::texts as t;

use crate::steps::{Scene, fernway, send};

#[test]
fn a_return_gets_through_every_lie_and_is_there_once() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("lying", Engine::Chromium);
    scene.begin(&page, true);
    scene.fill_all(&page);
    scene.receiver.mode("failing").unwrap();
    send(&page);
    page.arrives_at(t::FINISHED_AT);
    page.says(&literal(t::WHY_BUSY));
    page.look("waiting, busy");
    for (mode, why) in [
        ("html", t::WHY_NOT_BACKEND),
        ("unauthorised", t::SIGN_IN),
        ("login", t::WHY_NOT_BACKEND),
    ] {
        scene.receiver.mode(mode).unwrap();
        page.go(&exactly(t::TRY_NOW));
        page.is_so(
            "the focus on the page's heading",
            "document.activeElement.id === 'title'",
        );
        page.says(&literal(why));
        assert!(scene.receiver.rows().unwrap().is_empty(), "{mode}");
    }
    page.look("waiting, not the backend");
    // It keeps the return and says that it has another one; asked for this one, it has it.
    scene.receiver.mode("other-receipt").unwrap();
    page.go(&exactly(t::TRY_NOW));
    page.says_within(60, t::REFERENCE);
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(page.reads(t::REFERENCE), rows[0].reference);
    scene.holds_what_was_typed(&rows[0]);
    page.finish(&scene.receiver);
}
