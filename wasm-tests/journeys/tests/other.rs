//! Other people's ways: without the reads, care at home, what is not understood, and the other engines.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::told;
use care_journeys::texts as t;

use crate::steps::{Scene, begins, fernway, larch_house, last_month, send};

#[test]
fn without_the_reads_the_page_asks_for_whom_and_says_that_it_could_not_check() {
    let scene = Scene::without_reads(larch_house());
    let page = scene.open("no-reads", Engine::Chromium);
    begins(&page, &scene.framework);
    page.arrives_at("^About this location$");
    page.look("about this location");
    scene.say_for_whom(&page);
    page.arrives_at(&exactly(t::DUE));
    page.says(&literal(t::NOT_CHECKED));
    page.look("what is due");
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 1);
    scene.holds_what_was_typed(&rows[0]);
    page.finish(&scene.receiver);
}

#[test]
fn care_at_home_is_asked_other_things() {
    let home = fernway();
    let last = home.clone();
    let scene = Scene::with_reads(home, &last);
    let page = scene.open("care-at-home", Engine::Chromium);
    scene.begin(&page, false);
    assert!(page.has_link("^People you support$"));
    for section in ["Beds", "Beds by type", "Visiting and outbreaks"] {
        assert!(!page.has_link(&exactly(section)), "{section}");
    }
    page.look("sections");
    page.link("People you support");
    page.arrives_at("^People you support$");
    assert!(!page.asks(&scene.framework, "Extra hours"));
    page.fill_section(&scene.framework, "People you support", &scene.home);
    assert!(page.asks(&scene.framework, "Extra hours"));
    page.look("people you support");
    page.link(t::TO_TASKS);
    page.link("Staff");
    page.arrives_at("^Staff$");
    assert!(page.asks(&scene.framework, "Registered nurses employed"));
    page.finish(&scene.receiver);
}

#[test]
fn what_is_not_understood_stays_on_the_screen_after_a_reload() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("not-understood", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Maximum capacity", "about twenty");
    page.fill(&scene.framework, "Beds occupied", "99999");
    page.fill(&scene.framework, "Beds reserved", "1");
    page.says_beside(
        &scene.framework,
        "Maximum capacity",
        "Maximum capacity must be",
    );
    page.says_beside(&scene.framework, "Beds occupied", "Beds occupied must be");
    page.saved();
    page.look("beds, not understood");
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Maximum capacity", "about twenty");
    page.holds(&scene.framework, "Beds occupied", "99999");
    page.holds(&scene.framework, "Beds reserved", "1");
    page.go(&exactly(t::CONTINUE));
    let lines = page.summary();
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("Maximum capacity must be")),
        "{lines:?}"
    );
    page.look("beds, not understood, errors");
    // Nothing that is wrong holds anybody up.
    page.link(t::WITHOUT_FINISHING);
    page.arrives_at("^Beds by type$");
    page.finish(&scene.receiver);
}

/// Firefox has no log of its console for WebDriver and no window as narrow as a telephone; all else is as in Chromium.
#[test]
fn firefox_files_a_month() {
    files_a_month(Engine::Firefox);
}

/// WebKit's session keeps nothing on the disk, so that only a reload inside it can be tried; and it lacks what Firefox
/// lacks.
#[test]
fn webkit_files_a_month() {
    files_a_month(Engine::WebKit);
}

fn files_a_month(engine: Engine) {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open(&format!("{engine:?}"), engine);
    scene.begin(&page, false);
    page.look("sections");
    let sections = scene.sections();
    page.link(&sections[0]);
    scene.fill_and_continue(&page, &sections[0]);
    page.arrives_at(&exactly(&sections[1]));
    page.fill_section(&scene.framework, &sections[1], &scene.home);
    page.saved();
    page.look("beds by type");
    page.reload();
    page.shows(&exactly(&sections[1]));
    page.go(&exactly(t::CONTINUE));
    for section in &sections[2..] {
        scene.fill_and_continue(&page, section);
    }
    page.arrives_at(&exactly(t::CHECK));
    page.look("check your answers");
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    page.look("received");
    let rows = told(scene.receiver.rows());
    assert_eq!(rows.len(), 2, "last month's and this month's");
    scene.holds_what_was_typed(&rows[1]);
    page.finish(&scene.receiver);
}
