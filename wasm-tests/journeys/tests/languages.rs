//! The questions in another language than the page. What they say here is made up for the test, and little of it.

use care_journeys::browser::Engine;
use care_journeys::framework::{RETURN, exactly};
use care_journeys::{dist, texts as t};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

use crate::steps::{Scene, larch_house, last_month};

/// A language that a framework has a few texts in.
pub(crate) struct Spoken {
    tag: &'static str,
    /// What it is called in itself.
    name: &'static str,
    /// The return's title, and that of its first section.
    title: &'static str,
    pub(crate) beds: &'static str,
    /// Why a figure is asked.
    why: &'static str,
}

/// The page has words of its own in it.
pub(crate) const WELSH: Spoken = Spoken {
    tag: "cy",
    name: "Cymraeg",
    title: "Lle a gweithlu",
    beds: "Gwelyau",
    why: "Er mwyn cynllunio",
};

/// The page has none in it.
pub(crate) const IRISH: Spoken = Spoken {
    tag: "ga",
    name: "Gaeilge",
    title: "Áiteanna agus foireann",
    beds: "Leapacha",
    why: "Chun pleanáil a dhéanamh",
};

/// Puts texts beside the parts of the framework.
pub(crate) fn translates(spoken: &Spoken, dist: &Path) {
    let version = json!("2026.1");
    let tag = spoken.tag;
    let put = |part: &str, texts: Value| {
        let file = json!({ "format": 1, "framework": "asc-england", "version": version, "language": tag,
            "texts": texts });
        let path = dist.join(format!("frameworks/asc-england/{part}.{tag}.json"));
        fs::write(path, file.to_string()).unwrap();
    };
    let title = format!("/returns/{RETURN}/title");
    put("index", json!({ &title: spoken.title }));
    let section = format!("/returns/{RETURN}/sections/0/title");
    put(
        RETURN,
        json!({ &title: spoken.title, &section: spoken.beds, "/items/beds_occupied/why": spoken.why }),
    );
}

/// The same, and puts the language into the settings.
pub(crate) fn speaks(spoken: &Spoken, dist: &Path) {
    translates(spoken, dist);
    let tag = spoken.tag;
    dist::configure(dist, &|config| {
        config["page"]["languages"] = json!([{ "language": tag, "title": spoken.name }]);
    })
    .unwrap();
}

#[test]
fn the_questions_are_in_the_language_that_is_chosen_and_what_is_missing_says_its_own() {
    let dist = dist::copy().unwrap();
    speaks(&IRISH, dist.path());
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("languages", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Beds occupied", "20");
    // What was typed a moment ago is saved before the page is loaded again.
    page.go(&exactly(IRISH.name));
    page.shows(&exactly(IRISH.beds));
    page.says_in(IRISH.tag, IRISH.beds);
    page.says_in(IRISH.tag, IRISH.title);
    // What has no text in it, and the page itself, are in the first language and say so.
    page.says_in("en", "How many beds are occupied on");
    page.says_in("en", t::CONTINUE);
    page.holds(&scene.framework, "Beds occupied", "20");
    page.look("beds in another language");

    // It is remembered, and left again.
    page.reload();
    page.shows(&exactly(IRISH.beds));
    page.go("^English$");
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.finish(&scene.receiver);
}
