//! What can be read on the device by someone who has its disk: after typing, a crash, an idle lock, a reload and sending,
//! every file of the browser's profile is looked through, with all packings undone, for one who has no PIN and for one who
//! has. A text that the journey keeps in the clear must be found there, or the look proves nothing.
//!
//! WebKit's browser keeps nothing once its driver has ended it, and its files cannot be looked through: there every record
//! is read through `IndexedDB` itself, which shows what the page keeps and not what the browser adds.

use care_journeys::at_rest::readable;
use care_journeys::browser::{Engine, Profile};
use care_journeys::dist::{configure, copy};
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::json;
use std::path::Path;

use crate::people::{choose_pin, unlock};
use crate::steps::{Scene, larch_house, last_month, send};

/// What the journey itself keeps in the clear.
const CONTROL: &str = "a control text that is kept in the clear";

/// What is typed: a note, and who files.
const TYPED: [&str; 3] = [
    "The kettle by the sunroom whistles in the clear",
    "Robin Ash",
    "office@larch-house.example",
];

/// So long that it stands in no profile by chance.
const PIN: &str = "4829130771526";

/// Sets a person with a PIN up, on the page that asks who uses the device.
#[track_caller]
fn has_a_pin(page: &Page) {
    page.arrives_at(&exactly(t::SET_UP));
    choose_pin(page, t::YOUR_NAME, "Made-up Lead", PIN);
    page.type_at(t::HOME_NAME, "Made-up Home");
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
}

#[track_caller]
fn looks_at_the_disk(profile: &Profile, when: &str) {
    let (files, found) = told(readable(
        profile.folder(),
        &[CONTROL, TYPED[0], TYPED[1], TYPED[2], PIN],
    ));
    let (control, typed): (Vec<_>, Vec<_>) =
        found.iter().partition(|found| found.sought == CONTROL);
    let kept = |found: &&care_journeys::at_rest::Found| {
        let path = found.file.to_string_lossy();
        path.contains("IndexedDB") || path.contains("/idb/")
    };
    assert!(
        control.into_iter().any(|found| kept(&found)),
        "{when}: the control was not found in {files} files: {found:#?}"
    );
    assert!(typed.is_empty(), "{when}: {typed:#?}");
}

/// Types into the section of the return that takes a free text.
fn types_a_note(scene: &Scene, page: &Page) {
    page.link("Notes");
    page.arrives_at("^Notes$");
    page.fill(&scene.framework, "notes", TYPED[0]);
    page.saved();
}

fn nothing_typed_rests_in_the_clear(engine: Engine) {
    let home = larch_house().with_text("notes", TYPED[0]);
    let scene = Scene::with_reads(home, &last_month());
    let page = scene.open(&format!("at-rest-{engine:?}"), engine);
    scene.begin(&page, false);
    page.keeps_in_the_clear(CONTROL);
    types_a_note(&scene, &page);
    looks_at_the_disk(&scene.profile, "while the page is open");
    page.crash();
    looks_at_the_disk(&scene.profile, "after a crash");

    let page = scene.open(&format!("at-rest-again-{engine:?}"), engine);
    page.shows(&exactly(t::DUE));
    sends(&scene, &page, false);
    page.finish(&scene.receiver);
    looks_at_the_disk(&scene.profile, "after the browser was closed");
}

/// Loads the open return again and sends it, with a look after each.
#[track_caller]
fn sends(scene: &Scene, page: &Page, locked: bool) {
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.reload();
    if locked {
        page.shows(&exactly(t::UNLOCK));
        unlock(page, PIN);
    }
    page.shows(&exactly(&scene.framework.title()));
    looks_at_the_disk(&scene.profile, "after a reload");
    scene.fill_all(page);
    send(page);
    page.says_within(60, t::REFERENCE);
    looks_at_the_disk(&scene.profile, "after sending");
}

#[test]
fn nothing_typed_rests_in_the_clear_in_chromium() {
    nothing_typed_rests_in_the_clear(Engine::Chromium);
}

#[test]
fn nothing_typed_rests_in_the_clear_in_firefox() {
    nothing_typed_rests_in_the_clear(Engine::Firefox);
}

/// From the next load on the page locks after so many seconds; after five minutes where none are given.
fn locks_after(dist: &Path, seconds: Option<u32>) {
    told(configure(dist, &|config| {
        config["page"]["lock"] = match seconds {
            Some(seconds) => json!({ "seconds": seconds }),
            None => json!({}),
        };
    }));
}

/// The same for a person with a PIN, who shares a home, with the lock that comes by itself.
fn nothing_of_a_person_with_a_pin_rests_in_the_clear(engine: Engine) {
    let home = larch_house().with_text("notes", TYPED[0]);
    let dist = told(copy());
    let scene = Scene::with_page(home, &last_month(), dist.path());
    let page = scene.open(&format!("at-rest-pin-{engine:?}"), engine);
    page.shows(&exactly(t::START));
    page.link(t::SEVERAL);
    has_a_pin(&page);
    page.keeps_in_the_clear(CONTROL);
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    told(
        page.browser
            .session
            .open(&[&scene.receiver.address(), "#/you"].concat()),
    );
    scene.say_who(&page);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    types_a_note(&scene, &page);
    looks_at_the_disk(&scene.profile, "while the page is open");
    page.crash();
    looks_at_the_disk(&scene.profile, "after a crash");

    locks_after(dist.path(), Some(20));
    let page = scene.open(&format!("at-rest-idle-{engine:?}"), engine);
    page.shows(&exactly(t::UNLOCK));
    unlock(&page, PIN);
    page.shows(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Notes");
    page.arrives_at("^Notes$");
    page.shows_within(60, &exactly(t::UNLOCK));
    looks_at_the_disk(&scene.profile, "after the lock that comes by itself");
    locks_after(dist.path(), None);
    page.reload();
    page.shows(&exactly(t::UNLOCK));
    unlock(&page, PIN);
    page.shows("^Notes$");
    page.holds(&scene.framework, "notes", TYPED[0]);
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    sends(&scene, &page, true);
    page.finish(&scene.receiver);
    looks_at_the_disk(&scene.profile, "after the browser was closed");
}

#[test]
fn nothing_of_a_person_with_a_pin_rests_in_the_clear_in_chromium() {
    nothing_of_a_person_with_a_pin_rests_in_the_clear(Engine::Chromium);
}

#[test]
fn nothing_of_a_person_with_a_pin_rests_in_the_clear_in_firefox() {
    nothing_of_a_person_with_a_pin_rests_in_the_clear(Engine::Firefox);
}

/// That every record of the page was read, and none holds what was typed.
#[track_caller]
fn looks_at_the_records(page: &Page, when: &str) {
    let records = page.records();
    let holds = |text: &str| records.iter().any(|record| record.contains(text));
    assert!(holds(CONTROL), "{when}: the control is in no record");
    for typed in TYPED.into_iter().chain([PIN]) {
        assert!(!holds(typed), "{when}: {typed}");
    }
}

#[test]
fn no_record_holds_what_is_typed_in_webkit() {
    let home = larch_house().with_text("notes", TYPED[0]);
    let dist = told(copy());
    locks_after(dist.path(), Some(60));
    let scene = Scene::with_page(home, &last_month(), dist.path());
    let page = scene.open("at-rest-WebKit", Engine::WebKit);
    scene.begin(&page, false);
    page.keeps_in_the_clear(CONTROL);
    types_a_note(&scene, &page);
    looks_at_the_records(&page, "while the page is open");
    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.link(t::PEOPLE);
    has_a_pin(&page);
    looks_at_the_records(&page, "once there is a PIN");
    page.shows_within(120, &exactly(t::UNLOCK));
    looks_at_the_records(&page, "after the lock that comes by itself");
    locks_after(dist.path(), None);
    page.reload();
    page.shows(&exactly(t::UNLOCK));
    unlock(&page, PIN);
    page.shows(&exactly(t::PEOPLE));
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    send(&page);
    page.says_within(60, t::REFERENCE);
    looks_at_the_records(&page, "after sending");
    page.finish(&scene.receiver);
}
