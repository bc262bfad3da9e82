//! What can be read on the device by someone who has its disk: after typing, a crash, a reload and sending, every file of
//! the browser's profile is looked through, with all packings undone. A text that the journey keeps in the clear must be
//! found there, or the look proves nothing.
//!
//! WebKit's browser keeps nothing once its driver has ended it, and its files cannot be looked through: there every record
//! is read through `IndexedDB` itself, which shows what the page keeps and not what the browser adds.

use care_journeys::at_rest::readable;
use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::texts as t;

use crate::steps::{Scene, larch_house, last_month, send};

/// What the journey itself keeps in the clear.
const CONTROL: &str = "a control text that is kept in the clear";

/// What is typed: a note, and who files.
const TYPED: [&str; 3] = [
    "The kettle by the sunroom whistles in the clear",
    "Robin Ash",
    "office@larch-house.example",
];

/// Whether the page seals what it keeps. Until it does, the control alone is looked for.
const SEALED: bool = true;

/// What nobody may read.
fn not_readable() -> &'static [&'static str] {
    if SEALED { &TYPED } else { &[] }
}

#[track_caller]
fn looks_at_the_disk(profile: &Profile, when: &str) {
    let sought = [&[CONTROL], not_readable()].concat();
    let (files, found) = told(readable(profile.folder(), &sought));
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
    let mut home = larch_house();
    home = home.with_text("notes", TYPED[0]);
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
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.reload();
    page.shows(&exactly(&scene.framework.title()));
    looks_at_the_disk(&scene.profile, "after a reload");
    scene.fill_all(&page);
    send(&page);
    page.says_within(60, t::REFERENCE);
    looks_at_the_disk(&scene.profile, "after sending");
    page.finish(&scene.receiver);
    looks_at_the_disk(&scene.profile, "after the browser was closed");
}

#[test]
fn nothing_typed_rests_in_the_clear_in_chromium() {
    nothing_typed_rests_in_the_clear(Engine::Chromium);
}

#[test]
fn nothing_typed_rests_in_the_clear_in_firefox() {
    nothing_typed_rests_in_the_clear(Engine::Firefox);
}

#[test]
fn no_record_holds_what_is_typed_in_webkit() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("at-rest-WebKit", Engine::WebKit);
    scene.begin(&page, false);
    page.keeps_in_the_clear(CONTROL);
    types_a_note(&scene, &page);
    let records = page.records();
    let holds = |text: &str| records.iter().any(|record| record.contains(text));
    assert!(holds(CONTROL), "the control is in no record");
    for typed in not_readable() {
        assert!(!holds(typed), "{typed}");
    }
    page.finish(&scene.receiver);
}
