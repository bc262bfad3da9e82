//! Two tabs of one browser: one edits and one sends, and nothing that either holds is lost.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::{Value, json};
use std::time::Duration;

use crate::steps::{Scene, fernway, larch_house, last_month, send};

/// Stops a tab as a browser does that wants its memory or its time, and wakes it.
fn freeze(page: &Page, state: &str) {
    let state = json!({ "state": state });
    told(page.browser.devtools("Page.setWebLifecycleState", &state));
}

/// The engines keep the lock of a draft alike. Only Chromium can be told to freeze a tab.
fn one_tab_edits(engine: Engine) {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open(&format!("tabs-{engine:?}"), engine);
    let can_freeze = engine == Engine::Chromium;
    let session = &page.browser.session;
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Maximum capacity", "24");
    page.saved();
    let first = told(session.window());
    let address = told(session.address());

    // A second tab shows it, and changes nothing of it. WebKit's driver leaves another tab hidden.
    let second = told(match engine {
        Engine::WebKit => session.new_window(),
        Engine::Chromium | Engine::Firefox => session.new_tab(),
    });
    told(session.open(&address));
    page.shows("^Beds$");
    page.says(&literal(t::OPEN_ELSEWHERE));
    page.holds(&scene.framework, "Maximum capacity", "24");
    page.cannot_be_typed_in(&scene.framework, "Maximum capacity");
    page.look("open in another tab");

    // The first goes on, and the second shows it when it is looked at again.
    told(session.switch(&first));
    page.fill(&scene.framework, "Beds occupied", "19");
    page.saved();
    told(session.switch(&second));
    // A driver shows a tab in some engines only.
    page.spoil("document.dispatchEvent(new Event('resume'))");
    page.holds(&scene.framework, "Beds occupied", "19");
    page.says(&literal(t::OPEN_ELSEWHERE));

    // It is taken over: from now on it is the second one's.
    page.go(&exactly(t::GO_ON_HERE));
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.saved();

    // The first is told. What stands there stays there, and can be taken out.
    told(session.switch(&first));
    page.says(&literal(t::TAKEN_OVER));
    page.holds(&scene.framework, "Maximum capacity", "24");
    page.holds(&scene.framework, "Beds occupied", "19");
    assert!(page.has_button(&exactly(t::DOWNLOAD)));
    page.look("taken over");

    // The second goes on as if nothing had been, also after it was loaded again.
    told(session.switch(&second));
    page.fill(&scene.framework, "Beds occupied", "21");
    page.saved();
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "21");
    page.fill(&scene.framework, "Beds open for admission", "2");
    page.saved();

    // The first takes it back, with what the second wrote. The second was frozen meanwhile, and is told when it wakes.
    if can_freeze {
        freeze(&page, "frozen");
    }
    told(session.switch(&first));
    page.go(&exactly(t::GO_ON_HERE));
    page.arrives_at("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "21");
    page.fill(&scene.framework, "Beds reserved", "1");
    page.saved();
    told(session.switch(&second));
    if can_freeze {
        freeze(&page, "active");
    }
    page.says(&literal(t::TAKEN_OVER));
    page.holds(&scene.framework, "Beds occupied", "21");
    page.finish(&scene.receiver);
}

#[test]
fn one_tab_edits_and_the_other_keeps_what_it_holds() {
    one_tab_edits(Engine::Chromium);
}

#[test]
fn one_tab_of_firefox_edits() {
    one_tab_edits(Engine::Firefox);
}

#[test]
fn one_tab_of_webkit_edits() {
    one_tab_edits(Engine::WebKit);
}

/// What a browser without locks between its tabs is to the page.
const NO_LOCKS: &str = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })";

#[test]
fn without_locks_the_tab_that_opens_a_draft_last_has_it() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("no-locks", Engine::Chromium);
    let without = |page: &Page| {
        let source = json!({ "source": NO_LOCKS });
        told(
            page.browser
                .devtools("Page.addScriptToEvaluateOnNewDocument", &source),
        );
    };
    without(&page);
    page.reload();
    let session = &page.browser.session;
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Maximum capacity", "24");
    page.saved();
    let first = told(session.window());
    let address = told(session.address());
    told(session.new_tab());
    without(&page);
    told(session.open(&address));
    page.shows("^Beds$");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.saved();
    told(session.switch(&first));
    page.says(&literal(t::TAKEN_OVER));
    page.holds(&scene.framework, "Beds occupied", "");
    page.finish(&scene.receiver);
}

/// How many returns this tab has posted.
fn posted(page: &Page) -> Value {
    let script = "return performance.getEntriesByType('resource')
        .filter(({ name, initiatorType }) => initiatorType === 'fetch' && name.endsWith('/returns')).length";
    told(page.browser.session.run(script, &[]))
}

fn one_tab_sends(engine: Engine) {
    let scene = Scene::without_reads(fernway());
    let page = scene.open(&format!("senders-{engine:?}"), engine);
    let session = &page.browser.session;
    scene.begin(&page, true);
    scene.fill_all(&page);
    scene.receiver.slow(Duration::from_secs(10)).unwrap();
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

#[test]
fn one_tab_sends_and_the_other_hears_of_it() {
    one_tab_sends(Engine::Chromium);
}

#[test]
fn one_tab_of_firefox_sends() {
    one_tab_sends(Engine::Firefox);
}

#[test]
fn one_tab_of_webkit_sends() {
    one_tab_sends(Engine::WebKit);
}
