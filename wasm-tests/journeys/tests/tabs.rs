//! Two tabs of one browser: one edits and one sends, and nothing that either holds is lost.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::{Value, json};

use crate::steps::{Scene, fernway, larch_house, last_month, send};

/// Stops a tab as a browser does that wants its memory or its time, and wakes it.
fn freeze(page: &Page, state: &str) {
    let state = json!({ "state": state });
    told(page.browser.devtools("Page.setWebLifecycleState", &state));
}

#[test]
fn one_tab_edits_and_the_other_keeps_what_it_holds() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("tabs", Engine::Chromium);
    let session = &page.browser.session;
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Maximum capacity", "24");
    page.saved();
    let first = told(session.window());
    let address = told(session.address());

    // A second tab opens it: from now on it is the second one's.
    let second = told(session.new_tab());
    told(session.open(&address));
    page.shows("^Beds$");
    page.holds(&scene.framework, "Maximum capacity", "24");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.saved();

    // The first is told when it is looked at again. What stands there stays there, and can be taken out.
    told(session.switch(&first));
    page.says(&literal(t::TAKEN_OVER));
    page.holds(&scene.framework, "Maximum capacity", "24");
    page.holds(&scene.framework, "Beds occupied", "");
    assert!(page.has_button(&exactly(t::DOWNLOAD)));
    page.look("taken over");

    // The second goes on as if nothing had been.
    told(session.switch(&second));
    page.fill(&scene.framework, "Beds occupied", "21");
    page.saved();
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "21");

    // The first takes it back, with what the second wrote. The second was frozen meanwhile, and is told when it wakes.
    freeze(&page, "frozen");
    told(session.switch(&first));
    page.go(&exactly(t::GO_ON_HERE));
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "21");
    page.fill(&scene.framework, "Beds reserved", "1");
    page.saved();
    told(session.switch(&second));
    freeze(&page, "active");
    page.says(&literal(t::TAKEN_OVER));
    page.holds(&scene.framework, "Beds occupied", "21");
    page.finish(&scene.receiver);
}

/// How many returns this tab has posted.
fn posted(page: &Page) -> Value {
    let script = "return performance.getEntriesByType('resource')
        .filter(({ name, initiatorType }) => initiatorType === 'fetch' && name.endsWith('/returns')).length";
    told(page.browser.session.run(script, &[]))
}

#[test]
fn one_tab_sends_and_the_other_hears_of_it() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("senders", Engine::Chromium);
    let session = &page.browser.session;
    scene.begin(&page, true);
    scene.fill_all(&page);
    scene.receiver.mode("slow").unwrap();
    send(&page);
    page.arrives_at(t::FINISHED_AT);
    let address = told(session.address());
    let first = told(session.window());

    // The second tab finds the return on its way while the first is sending it.
    told(session.new_tab());
    told(session.open(&address));
    page.shows(t::FINISHED_AT);
    page.says_within(30, t::REFERENCE);
    assert_eq!(posted(&page), json!(0));
    told(session.switch(&first));
    page.says(t::REFERENCE);
    assert_eq!(posted(&page), json!(1));
    let rows = told(scene.receiver.rows());
    assert_eq!(rows.len(), 1);
    scene.holds_what_was_typed(&rows[0]);
    page.finish(&scene.receiver);
}
