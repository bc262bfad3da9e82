//! A browser that is killed in the middle of writing a record of its own log. Chromium reads such a log well at the next
//! start, goes on behind the torn record, and at the start after that finds the log damaged and throws the whole database
//! away. The spare, which rests in files of its own, holds what was called saved.
//!
//! The kill that tears a record is one of a thousand; here the record is torn by hand, as the kill leaves it. Firefox and
//! WebKit keep their databases in another way.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use care_journeys::at_rest::files;
use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::texts as t;

use crate::steps::{Scene, larch_house, last_month, send};

/// The head of a record of 320 bytes that were never written: checksum, length, and that it is in one part.
const HEAD: [u8; 7] = [1, 2, 3, 4, 0x40, 0x01, 1];

/// Where the page's own database rests in a profile, and where the spare does.
const DATABASE: &str = "IndexedDB/";
const SPARE: &str = "WebStorage/";

/// Leaves the logs of the databases in a folder of the profile as a kill does in the middle of a record.
#[track_caller]
fn tear(profile: &Path, folder: &str) {
    let within = profile.join("Default").join(folder);
    let mut torn = 0;
    for file in told(files(&within)) {
        let is_log = file.extension().is_some_and(|ending| ending == "log");
        let is_indexed = file
            .components()
            .any(|part| part.as_os_str() == "IndexedDB");
        if is_log && is_indexed {
            let mut log = OpenOptions::new().append(true).open(&file).unwrap();
            log.write_all(&HEAD).unwrap();
            torn += 1;
        }
    }
    assert!(torn > 0, "no log in {}", within.display());
}

/// Opens the browser again, and the section of the return that was begun.
#[track_caller]
fn comes_back(scene: &Scene, name: &str) -> Page {
    let page = scene.open(name, Engine::Chromium);
    page.shows(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page
}

fn nothing_is_lost(folder: &str) {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let profile = scene.profile.path();
    let page = scene.open("torn", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Beds reserved", "7");
    page.saved();
    page.crash();
    tear(&profile, folder);

    let page = comes_back(&scene, "torn-on");
    page.holds(&scene.framework, "Beds reserved", "7");
    page.fill(&scene.framework, "Beds occupied", "19");
    page.saved();
    page.crash();

    let page = comes_back(&scene, "torn-again");
    let log = fs::read_to_string(profile.join("chrome_debug.log")).unwrap();
    assert!(
        log.contains("Corruption"),
        "the browser threw nothing away, so that nothing is shown: {log}"
    );
    page.holds(&scene.framework, "Beds reserved", "7");
    page.holds(&scene.framework, "Beds occupied", "19");
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    send(&page);
    page.says_within(60, t::REFERENCE);
    page.finish(&scene.receiver);
}

#[test]
fn what_was_saved_outlives_a_torn_database() {
    nothing_is_lost(DATABASE);
}

#[test]
fn what_was_saved_outlives_a_torn_spare() {
    nothing_is_lost(SPARE);
}
