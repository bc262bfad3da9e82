//! What is finished and not received: each page says how many wait, and the outbox why, since when, and what to do.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::texts as t;
use serde_json::{Value, json};

use crate::steps::{Scene, larch_house, last_month, send};

#[test]
fn from_the_outbox_a_return_is_corrected_taken_out_and_sent() {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("outbox", Engine::Chromium);
    scene.begin(&page, false);
    scene.fill_all(&page);
    let reason = scene.is_refused(&page);

    // Refused: corrected from here.
    page.link(t::ONE_NEEDS_YOU);
    page.arrives_at(&exactly(t::WAITING));
    page.says(&literal(reason));
    page.look("outbox, refused");
    page.go(&exactly(t::CORRECT_AND_SEND));
    page.arrives_at(&exactly(t::CHECK));
    assert!(!page.has_link(&exactly(t::ONE_NEEDS_YOU)));
    scene.comes_to_what_was_refused(&page);
    scene.mends_what_was_refused(&page);

    // Nobody is signed in: it waits until somebody is, and says so.
    scene.receiver.mode("unauthorised").unwrap();
    send(&page);
    page.arrives_at(t::FINISHED_AT);
    page.link(t::ONE_NEEDS_YOU);
    page.arrives_at(&exactly(t::WAITING));
    page.says(&literal(t::SIGN_IN));
    page.says(r"Finished at \d\d:\d\d on ");
    page.look("outbox, nobody is signed in");
    let folder = tempfile::tempdir().unwrap();
    page.downloads_to(folder.path());
    page.go(&exactly(t::TAKE_OUT));
    let file = std::fs::read_to_string(page.downloaded(folder.path())).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(file["subject"]["name"], json!(scene.home.name()));

    scene.receiver.mode("normal").unwrap();
    page.go(&exactly(t::TRY_NOW));
    page.says(&literal(t::NOTHING_WAITS));
    assert!(!page.has_link(&exactly(t::ONE_NEEDS_YOU)));
    page.look("outbox, nothing waits");
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    assert_eq!(rows[1].body, file, "what was taken out is what was sent");
    scene.holds_what_was_typed(&rows[1]);
    page.finish(&scene.receiver);
}

#[test]
fn the_declaration_says_whether_it_goes_out_at_once() {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("line", Engine::Chromium);
    scene.begin(&page, false);
    scene.fill_all(&page);
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.says(&literal(t::GOES_AT_ONCE));
    page.look("declaration, connected");
    page.back();
    page.arrives_at(&exactly(t::CHECK));
    scene.receiver.stop();
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.says(&literal(t::WILL_WAIT));
    page.says(t::NOT_REACHED);
    // What a browser thinks of its connection is no answer: it is asked again, and still not there.
    page.spoil("dispatchEvent(new Event('online'))");
    page.says(&literal(t::WILL_WAIT));
    scene.receiver.resume().unwrap();
    page.spoil("dispatchEvent(new Event('online'))");
    page.says(&literal(t::GOES_AT_ONCE));
    page.finish(&scene.receiver);
}
