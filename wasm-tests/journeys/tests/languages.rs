//! The questions in another language than the page. The Welsh here is made up for the test, and little of it.

use care_journeys::browser::Engine;
use care_journeys::framework::{RETURN, exactly};
use care_journeys::{dist, texts as t};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

use crate::steps::{Scene, larch_house, last_month};

/// The return's title, that of its first section, and why a figure is asked..
const TITLE: &str = "Lle a gweithlu";
const BEDS: &str = "Gwelyau";
const WHY: &str = "Er mwyn cynllunio";

/// Puts texts beside the parts of the framework, and the language into the settings.
fn speaks_welsh(dist: &Path) {
    let version = json!("2026.1");
    let put = |part: &str, texts: Value| {
        let file = json!({ "format": 1, "framework": "asc-england", "version": version, "language": "cy",
            "texts": texts });
        let path = dist.join(format!("frameworks/asc-england/{part}.cy.json"));
        fs::write(path, file.to_string()).unwrap();
    };
    let title = format!("/returns/{RETURN}/title");
    put("index", json!({ &title: TITLE }));
    let section = format!("/returns/{RETURN}/sections/0/title");
    put(
        RETURN,
        json!({ &title: TITLE, &section: BEDS, "/items/beds_occupied/why": WHY }),
    );
    dist::configure(dist, &|config| {
        config["page"]["languages"] = json!([{ "language": "cy", "title": "Cymraeg" }]);
    })
    .unwrap();
}

#[test]
fn the_questions_are_in_the_language_that_is_chosen_and_what_is_missing_says_its_own() {
    let dist = dist::copy().unwrap();
    speaks_welsh(dist.path());
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("languages", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Beds occupied", "20");
    // What was typed a moment ago is saved before the page is loaded again.
    page.go("^Cymraeg$");
    page.shows(&exactly(BEDS));
    page.says_in("cy", BEDS);
    page.says_in("cy", TITLE);
    // What has no text in it, and the page itself, are in the first language and say so.
    page.says_in("en", "How many beds are occupied on");
    page.says_in("en", t::CONTINUE);
    page.holds(&scene.framework, "Beds occupied", "20");
    page.look("beds in another language");

    // It is remembered, and left again.
    page.reload();
    page.shows(&exactly(BEDS));
    page.go("^English$");
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.finish(&scene.receiver);
}
