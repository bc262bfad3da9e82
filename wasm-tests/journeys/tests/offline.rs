//! Without a connection: the page comes up from this device, is filled in, and sends what waits once there is one again.
//! A newer build is told of, and taken when the person says so.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::told;
use care_journeys::{dist, texts as t};
use serde_json::json;

use crate::steps::{Scene, larch_house, last_month};

#[test]
fn without_a_connection_the_page_opens_and_what_is_finished_goes_out_later() {
    opens_without_a_connection(Engine::Chromium);
}

#[test]
fn firefox_opens_without_a_connection() {
    opens_without_a_connection(Engine::Firefox);
}

/// WebKit's session keeps nothing on the disk: a reload inside it is what can be tried.
#[test]
fn webkit_goes_on_without_a_connection() {
    opens_without_a_connection(Engine::WebKit);
}

/// The line is cut by ending what stands at the one address of page and backend: the only way in all three engines.
fn opens_without_a_connection(engine: Engine) {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let mut page = scene.open(&format!("offline-{engine:?}"), engine);
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Beds reserved", "7");
    page.saved();
    page.is_kept();

    // In the middle of a return.
    scene.receiver.stop();
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds reserved", "7");
    page.fill(&scene.framework, "Beds occupied", "19");
    page.saved();
    if engine != Engine::WebKit {
        page.crash();
        page = scene.open(&format!("offline-again-{engine:?}"), engine);
        page.shows(&exactly(t::DUE));
        page.look("what is due, no connection");
        page.go(t::CONTINUE_RETURN);
        page.arrives_at(&exactly(&scene.framework.title()));
        page.link("Beds");
        page.arrives_at("^Beds$");
        page.holds(&scene.framework, "Beds reserved", "7");
        page.holds(&scene.framework, "Beds occupied", "19");
    }
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.says(t::NOT_REACHED);
    page.says(&literal(t::WILL_WAIT));
    page.look("declaration, no connection");
    page.go(&exactly(t::SEND));
    page.arrives_at(t::FINISHED_AT);
    page.says(t::WAITING);
    page.says(&literal(t::WHY_LINE));
    assert!(page.has_link(&exactly(t::ONE_WAITS)));
    page.look("finished, no connection");

    scene.receiver.resume().unwrap();
    // Nobody touches the page from here on.
    page.is_sent_by_itself();
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    scene.holds_what_was_typed(&rows[1]);
    page.finish(&scene.receiver);
}

#[test]
fn a_newer_page_waits_until_the_person_takes_it_and_loses_nothing() {
    let dist = dist::copy().unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("newer", Engine::Chromium);
    scene.begin(&page, false);
    page.is_kept();
    // From here on the page is the worker's.
    page.reload();
    page.shows(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Beds occupied", "20");
    dist::newer_build(dist.path()).unwrap();
    page.spoil(
        "navigator.serviceWorker.getRegistration().then((registration) => registration.update())",
    );
    page.says(t::NEWER_PAGE);
    page.look("a newer page is there");
    // It goes on as it is until it is told otherwise.
    page.fill(&scene.framework, "Beds reserved", "3");
    assert!(!page.is_newer_build());
    page.go(&exactly(t::UPDATE_NOW));
    page.becomes_newer_build();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.holds(&scene.framework, "Beds reserved", "3");
    page.finish(&scene.receiver);
}

#[test]
fn a_page_that_cannot_be_kept_as_a_whole_is_not_kept_at_all() {
    let dist = dist::copy().unwrap();
    let missing = "frameworks/asc-england/wellbeing-outcomes.json";
    std::fs::remove_file(dist.path().join(missing)).unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("half-kept", Engine::Chromium);
    scene.begin(&page, false);
    page.is_not_kept();
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.finish(&scene.receiver);
}

/// What the device has damaged is never run. It is fetched and kept anew; where there is no line, the page says what helps.
fn heals(engine: Engine) {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open(&format!("damaged-{engine:?}"), engine);
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Beds reserved", "7");
    page.saved();
    page.is_kept();
    for end in [".wasm", ".js", ".css", ".json", "/"] {
        page.changes_what_is_kept(end);
    }
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds reserved", "7");

    // All of it is whole again, and opens without a connection.
    scene.receiver.stop();
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds reserved", "7");

    // Without a connection: what the browser itself has kept may serve. Only Chromium can be told to forget that.
    page.changes_what_is_kept(".wasm");
    if engine == Engine::Chromium {
        told(
            page.browser
                .devtools("Network.clearBrowserCache", &json!({})),
        );
        page.reload();
        page.says(&literal(t::CONNECT));
        page.says(t::NOT_STARTED);
        page.has_no_form();
    }
    scene.receiver.resume().unwrap();
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds reserved", "7");
    // A browser tells of what it could not fetch.
    page.lets_pass("net::ERR_");
    page.lets_pass("Failed to fetch");
    page.finish(&scene.receiver);
}

#[test]
fn a_page_that_is_damaged_on_this_device_heals() {
    heals(Engine::Chromium);
}

#[test]
fn a_damaged_page_heals_in_firefox() {
    heals(Engine::Firefox);
}

#[test]
fn a_damaged_page_heals_in_webkit() {
    heals(Engine::WebKit);
}

#[test]
fn a_device_that_is_full_is_said_at_once_and_what_was_typed_goes_out_as_a_file() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("full", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.has_no_space();
    page.fill(&scene.framework, "Beds reserved", "7");
    page.says(t::NOT_SAVED);
    page.says(t::NO_SPACE);
    page.look("no space on this device");
    let folder = tempfile::tempdir().unwrap();
    page.downloads_to(folder.path());
    page.go(&exactly(t::DOWNLOAD));
    let file = std::fs::read_to_string(page.downloaded(folder.path())).unwrap();
    assert!(file.contains(r#""beds_reserved":"7""#), "{file}");
    page.has_space_again();
    page.go(&exactly(t::TRY_AGAIN));
    page.saved();
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds reserved", "7");
    page.finish(&scene.receiver);
}

/// Only Chromium is told where to put what it downloads.
fn full_when_it_is_finished(engine: Engine) {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open(&format!("full-at-the-end-{engine:?}"), engine);
    scene.begin(&page, false);
    scene.fill_all(&page);
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.has_no_space();
    page.go(&exactly(t::SEND));
    page.says(&literal(t::NOT_FINISHED));
    page.says(&literal(t::NO_SPACE));
    page.look("no space for a finished return");
    if engine == Engine::Chromium {
        let folder = tempfile::tempdir().unwrap();
        page.downloads_to(folder.path());
        page.go(&exactly(t::DOWNLOAD));
        let file = std::fs::read_to_string(page.downloaded(folder.path())).unwrap();
        assert!(file.contains(r#""beds_reserved":"1""#), "{file}");
    } else {
        assert!(page.has_button(&exactly(t::DOWNLOAD)));
    }
    let rows = |count: usize| assert_eq!(scene.receiver.rows().unwrap().len(), count);
    rows(1);

    // It is still a draft.
    page.reload();
    page.shows(&exactly(t::DECLARE));
    page.back();
    page.arrives_at(&exactly(t::CHECK));
    page.answered(&scene.framework, "Beds reserved", "1");
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));

    // A second time, and now there is space again.
    page.has_no_space();
    page.go(&exactly(t::SEND));
    page.says(&literal(t::NO_SPACE));
    page.has_space_again();
    page.go(&exactly(t::SEND));
    page.arrives_at(&exactly(t::RECEIVED));
    rows(2);
    scene.holds_what_was_typed(&scene.receiver.rows().unwrap()[1]);
    page.finish(&scene.receiver);
}

#[test]
fn a_full_device_keeps_a_draft_that_could_not_be_finished() {
    full_when_it_is_finished(Engine::Chromium);
}

#[test]
fn full_firefox_keeps_a_draft_that_could_not_be_finished() {
    full_when_it_is_finished(Engine::Firefox);
}

#[test]
fn full_webkit_keeps_a_draft_that_could_not_be_finished() {
    full_when_it_is_finished(Engine::WebKit);
}
