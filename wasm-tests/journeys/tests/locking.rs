//! The tabs of one browser lock together: each saves its last keystroke first, and one that is used keeps all open.

use care_journeys::browser::Engine;
use care_journeys::dist::{configure, copy};
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::json;

use crate::people::{PIN, choose_pin, keeps_a_new_key_only, lock, unlock};
use crate::steps::{Scene, larch_house, last_month};

/// A return of one person with a PIN, open at its beds in the first tab, and who files in the second. Gives the tabs.
#[track_caller]
fn two_tabs(scene: &Scene, page: &Page) -> (String, String) {
    scene.begin(page, false);
    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.link(t::PEOPLE);
    page.arrives_at(&exactly(t::SET_UP));
    choose_pin(page, t::YOUR_NAME, "Made-up Lead", PIN);
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    let session = &page.browser.session;
    let first = told(session.window());
    let second = told(match page.browser.engine {
        // Its driver leaves another tab hidden.
        Engine::WebKit => session.new_window(),
        Engine::Chromium | Engine::Firefox => session.new_tab(),
    });
    told(session.open(&[&scene.receiver.address(), "#/you"].concat()));
    // The key is in the memory of the first tab only.
    page.shows(&exactly(t::UNLOCK));
    unlock(page, PIN);
    page.shows("^About you$");
    (first, second)
}

fn tabs_lock_together(engine: Engine) {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open(&format!("lock-tabs-{engine:?}"), engine);
    let (first, second) = two_tabs(&scene, &page);
    let session = &page.browser.session;

    // The last keystroke of each tab comes right before the lock of the first.
    page.fill(&scene.framework, "filer_name", "Robin Larch");
    told(session.switch(&first));
    page.fill(&scene.framework, "Beds occupied", "19");
    lock(&page);
    told(session.switch(&second));
    page.shows(&exactly(t::UNLOCK));
    page.does_not_say("Robin Larch");
    page.look("locked by another tab");
    unlock(&page, PIN);
    page.shows("^About you$");
    page.holds(&scene.framework, "filer_name", "Robin Larch");

    // The first stays locked until somebody unlocks it too; then each can lock the other.
    told(session.switch(&first));
    page.shows(&exactly(t::UNLOCK));
    unlock(&page, PIN);
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "19");
    told(session.switch(&second));
    lock(&page);
    told(session.switch(&first));
    page.shows(&exactly(t::UNLOCK));
    page.finish(&scene.receiver);
}

#[test]
fn tabs_lock_together_in_chromium() {
    tabs_lock_together(Engine::Chromium);
}

#[test]
fn tabs_lock_together_in_firefox() {
    tabs_lock_together(Engine::Firefox);
}

#[test]
fn tabs_lock_together_in_webkit() {
    tabs_lock_together(Engine::WebKit);
}

#[test]
fn a_tab_that_is_used_keeps_the_others_open_and_all_lock_when_none_is() {
    let dist = told(copy());
    told(configure(dist.path(), &|config| {
        config["page"]["lock"] = json!({"seconds": 30});
    }));
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("idle-tabs", Engine::Chromium);
    let (first, second) = two_tabs(&scene, &page);
    let session = &page.browser.session;
    page.says_within(30, t::LOCKS_IN);
    page.fill(&scene.framework, "filer_name", "Robin Larch");
    page.does_not_say(t::LOCKS_IN);
    // The first was not touched for as long, and is not warned of anything.
    told(session.switch(&first));
    page.shows("^Beds$");
    page.does_not_say(t::LOCKS_IN);
    page.shows_within(60, &exactly(t::UNLOCK));
    told(session.switch(&second));
    page.shows(&exactly(t::UNLOCK));
    page.finish(&scene.receiver);
}

/// What a second tab holds is not written again after the device was cleared.
#[test]
fn a_device_that_is_cleared_in_one_tab_is_clear_in_the_other() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("clear-tabs", Engine::Chromium);
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    let session = &page.browser.session;
    let first = told(session.window());
    let second = told(session.new_tab());
    told(session.open(&[&scene.receiver.address(), "#/clear"].concat()));
    page.shows(&exactly(t::CLEAR));
    page.type_at("Type the word clear", "clear");
    told(session.switch(&first));
    page.fill(&scene.framework, "Beds occupied", "19");
    told(session.switch(&second));
    page.go_button(t::CLEAR);
    page.arrives_at(&exactly(t::CLEARED));
    keeps_a_new_key_only(&page);
    told(session.switch(&first));
    page.does_not_say("Beds occupied");
    page.finish(&scene.receiver);
}
