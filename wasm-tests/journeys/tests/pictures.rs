//! How the pages look, beside small grey pictures of how they looked when somebody last agreed: a change of style is seen
//! where its pictures change.
//!
//! The day is always the same, nothing is known beforehand, and a picture may differ a little: a time of day stands on some
//! pages. The pictures are made by Debian's Chromium and fonts; `cargo xtask screenshots --renew` makes them anew.

use std::fs;

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::picture::Grey;
use care_journeys::{texts as t, tools};
use serde_json::json;

use crate::steps::{Scene, larch_house};

/// Ten in the morning of the first Tuesday on which the return of October can be filed.
const DAY: &str = "
const Real = Date;
const ahead = Real.UTC(2026, 10, 10, 10) - Real.now();
Date = class extends Real {
  constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + ahead); }
  static now() { return Real.now() + ahead; }
};
";
/// A point of a small picture is the mean of a square of so many points.
const SQUARE: usize = 10;
/// By so much of 255 a point may differ.
const SHADE: u8 = 24;
/// So many of a thousand points may differ by more.
const POINTS: usize = 12;

/// The pictures of one journey, compared as they are taken.
struct Album<'a> {
    page: &'a Page,
    changed: Vec<String>,
}

impl Album<'_> {
    #[track_caller]
    fn take(&mut self, name: &str) {
        for (view, width, dark) in [
            ("1280", 1280, false),
            ("390", 390, false),
            ("390-dark", 390, true),
        ] {
            let browser = &self.page.browser;
            told(browser.emulate(width, 844));
            told(browser.scheme(dark));
            let file = format!("{name}-{view}.png");
            let whole = tools::repository("target/journeys-failed").join(&file);
            told(browser.picture(&whole));
            let small = told(Grey::read(&fs::read(&whole).unwrap())).smaller(SQUARE);
            let kept = tools::repository("wasm-tests/fixtures/pictures").join(&file);
            if tools::renews() {
                fs::write(&kept, told(small.png())).unwrap();
            }
            let differs = match fs::read(&kept) {
                Ok(kept) => told(Grey::read(&kept)).differs(&small, SHADE),
                Err(_) => 1000,
            };
            if differs > POINTS {
                self.changed.push(format!(
                    "{file}: {differs} of 1,000 points differ; see {}",
                    whole.display()
                ));
            } else {
                fs::remove_file(whole).unwrap();
            }
        }
        told(self.page.browser.scheme(false));
        told(self.page.browser.wide());
    }
}

#[test]
fn the_pages_look_as_they_did() {
    let scene = Scene::without_reads(larch_house());
    let page = scene.open("pictures", Engine::Chromium);
    let framework = &scene.framework;
    page.shows(&exactly(t::START));
    told(page.browser.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({"source": DAY}),
    ));
    page.reload();
    let mut album = Album {
        page: &page,
        changed: Vec::new(),
    };
    page.shows(&exactly(t::START));
    album.take("start");
    page.go(&exactly(t::START_NOW));
    page.shows("^About you$");
    album.take("about-you");
    page.go(&exactly(t::CONTINUE));
    page.summary();
    album.take("about-you-errors");
    scene.say_who(&page);
    page.arrives_at("^About this location$");
    album.take("about-this-location");
    scene.say_for_whom(&page);
    page.arrives_at(&exactly(t::DUE));
    album.take("due");
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&framework.title()));
    page.saved();
    album.take("sections");
    page.link("Beds");
    page.arrives_at("^Beds$");
    album.take("beds");
    page.fill_section(framework, "Beds", &scene.home);
    page.fill(framework, "Beds occupied", "30");
    page.go(&exactly(t::CONTINUE));
    page.summary();
    page.saved();
    album.take("beds-an-error");
    page.fill(framework, "Beds occupied", "20");
    page.go(&exactly(t::CONTINUE));
    page.arrives_at("^Beds by type$");
    page.fill_section(framework, "Beds by type", &scene.home);
    page.saved();
    album.take("beds-by-type");
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&framework.title()));
    page.link("Staff");
    page.arrives_at("^Staff$");
    page.fill_section(framework, "Staff", &scene.home);
    page.fill(framework, "Staff vacancies", "31");
    page.go(&exactly(t::CONTINUE));
    page.says(t::CHECK_THIS);
    page.saved();
    album.take("staff-a-warning");
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&framework.title()));
    page.go(&exactly(t::CHECK_AND_SEND));
    page.arrives_at(&exactly(t::CHECK));
    album.take("check");
    let changed = album.changed;
    page.finish(&scene.receiver);
    assert!(
        changed.is_empty(),
        "Pictures changed. Look at them; where they are as they should be, run `cargo xtask screenshots --renew`:\n{}",
        changed.join("\n")
    );
}
