//! The page in Welsh: chosen by a person, and then all that is its own in that language, with and without a connection.
//! What the framework does not say in Welsh says that it is in English. And a page that runs from right to left.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::webdriver::keys;
use care_journeys::{dist, texts as t, tools};
use serde_json::json;
use std::path::Path;
use tempfile::TempDir;

use crate::languages::{WELSH, speaks};
use crate::steps::{Scene, larch_house, last_month};

// The page's own words, a second time, as those in English are in `texts`.
const CONTINUE: &str = "Parhau";
const TO_TASKS: &str = "Pob adran o’r ffurflen hon";
const PROBLEM: &str = "Mae problem";
const NOT_A_NUMBER: &str = "rhaid i hwn fod yn rhif, fel 24";
const CHECK: &str = "Gwiriwch eich atebion";
const GO_ON_TO_SEND: &str = "Parhau i anfon";
const DECLARE: &str = "Anfon eich ffurflen";
const SEND: &str = "Anfon y ffurflen";
const RECEIVED: &str = "Derbyniwyd y ffurflen";
const DUE: &str = "Beth sydd i’w anfon";
const WAITS: &str = "ni allem gyrraedd y sefydliad y mae eich ffurflenni’n mynd ato";
const PREVIEW_LINK: &str = "I awduron: rhagolwg o fframwaith";
const PREVIEW: &str = "Rhagolwg o fframwaith";
const PREVIEW_OPEN: &str = "Agor ffeil fframwaith";
/// The title of the section of the beds, which the framework says in Welsh here.
const BEDS: &str = WELSH.beds;
/// A moment. A regular expression.
const MOMENT: &str = r"Derbyniwyd am \d\d:\d\d ar \d+ (Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr) \d{4}";
/// Where Welsh could not be had.
const MISSING: &str = "The page in that language did not arrive, so nothing has changed\\.";

/// A page that is set up with Welsh, and a scene that it stands in.
fn scene() -> (TempDir, Scene) {
    let dist = told(dist::copy());
    speaks(&WELSH, dist.path());
    let mut scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    scene.framework.says(["Ie", "Na"]);
    (dist, scene)
}

/// The files of the module in Welsh that a device keeps.
fn kept(page: &Page) -> u64 {
    let count = page.browser.session.run_async(
        "const done = arguments[arguments.length - 1];
         (async () => {
           let count = 0;
           for (const name of await caches.keys())
             for (const { url } of await (await caches.open(name)).keys()) count += url.includes('/cy-');
           return count;
         })().then(done, () => done(-1));",
        &[],
    );
    told(count).as_u64().expect("a count")
}

/// Chooses Welsh on the page of the beds.
fn chooses_welsh(page: &Page, scene: &Scene) {
    page.is_kept();
    assert_eq!(kept(page), 0, "nobody chose Welsh yet");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.go("^Cymraeg$");
    page.shows(&exactly(BEDS));
    page.says_in("cy", CONTINUE);
    page.says_in("en", "How many beds are occupied on");
    page.holds(&scene.framework, "Beds occupied", "20");
}

/// Fills all sections from the one that is on the page on, up to "check your answers".
fn fills(page: &Page, scene: &Scene) {
    for title in scene.sections() {
        // The one title that the framework says in Welsh.
        page.arrives_at(&exactly(if title == "Beds" { BEDS } else { &title }));
        page.fill_section(&scene.framework, &title, &scene.home);
        page.go(&exactly(CONTINUE));
    }
    page.arrives_at(&exactly(CHECK));
}

#[test]
fn a_return_is_filled_and_sent_in_welsh() {
    in_welsh(Engine::Chromium);
}

#[test]
fn firefox_speaks_welsh() {
    in_welsh(Engine::Firefox);
}

#[test]
fn webkit_speaks_welsh() {
    in_welsh(Engine::WebKit);
}

fn in_welsh(engine: Engine) {
    let (_dist, scene) = scene();
    let page = scene.open(&format!("welsh-{engine:?}"), engine);
    scene.begin_section(&page, "Beds");
    chooses_welsh(&page, &scene);
    page.look("beds in Welsh");

    // What is wrong is said in Welsh, around the framework's own words.
    page.fill(&scene.framework, "Beds occupied", "ugain");
    page.go(&exactly(CONTINUE));
    page.says_in("cy", PROBLEM);
    page.says_in("cy", NOT_A_NUMBER);
    page.says_in("en", "Beds occupied");
    page.look("beds in Welsh, an error");
    page.link(TO_TASKS);
    page.look("sections in Welsh");
    page.link(BEDS);
    fills(&page, &scene);
    page.look("check your answers in Welsh");
    page.go(&exactly(GO_ON_TO_SEND));
    page.arrives_at(&exactly(DECLARE));
    page.look("declaration in Welsh");
    page.go(&exactly(SEND));
    page.arrives_at(&exactly(RECEIVED));
    page.says(MOMENT);
    page.look("received in Welsh");
    page.reload();
    page.shows(&exactly(RECEIVED));
    let rows = told(scene.receiver.rows());
    scene.holds_what_was_typed(&rows[1]);

    types_a_date(&page);

    // Back again: then the device has nothing of it any more.
    page.go("^English$");
    page.shows(&exactly(t::PREVIEW));
    page.says_in("en", t::HELP);
    assert_eq!(kept(&page), 0);
    page.finish(&scene.receiver);
}

/// A date whose month is typed in either language.
fn types_a_date(page: &Page) {
    let file = tools::repository("wasm-tests/fixtures/frameworks/kinds.json");
    page.link(PREVIEW_LINK);
    page.arrives_at(&exactly(PREVIEW));
    page.open_file(PREVIEW_OPEN, &file.canonicalize().expect("the framework"));
    let opened = "^When did it open\\?";
    let wrong = "rhaid i hwn fod yn ddyddiad";
    for month in ["Mawrth", "March"] {
        for (name, text) in [
            ("^Diwrnod$", "27"),
            ("^Mis$", month),
            ("^Blwyddyn$", "2026"),
        ] {
            page.retype_in(opened, name, text);
        }
        page.keys(keys::TAB);
        page.does_not_say(wrong);
    }
    page.retype_in(opened, "^Mis$", "Mis Bach");
    page.keys(&[keys::TAB, keys::TAB].concat());
    page.says(wrong);
}

#[test]
fn without_a_connection_the_page_speaks_welsh() {
    away(Engine::Chromium);
}

#[test]
fn firefox_speaks_welsh_without_a_connection() {
    away(Engine::Firefox);
}

fn away(engine: Engine) {
    let (_dist, mut scene) = scene();
    let mut page = scene.open(&format!("welsh-away-{engine:?}"), engine);
    scene.begin_section(&page, "Beds");
    chooses_welsh(&page, &scene);
    page.fill(&scene.framework, "Beds reserved", "1");
    page.says(r"Cadwyd am \d\d:\d\d ar y ddyfais hon");
    assert_eq!(kept(&page), 2, "the module and its glue");

    scene.receiver.stop();
    page.reload();
    page.shows(&exactly(BEDS));
    page.crash();
    page = scene.open(&format!("welsh-away-again-{engine:?}"), engine);
    page.shows(&exactly(DUE));
    page.go("^Parhau .*");
    page.link(BEDS);
    page.holds(&scene.framework, "Beds occupied", "20");
    fills(&page, &scene);
    page.go(&exactly(GO_ON_TO_SEND));
    page.arrives_at(&exactly(DECLARE));
    page.says(WAITS);
    page.go(&exactly(SEND));
    page.arrives_at("Gorffennwyd am");
    page.look("finished in Welsh, no connection");

    told(scene.receiver.resume());
    // As long as `is_sent_by_itself` waits.
    page.says_within(300, RECEIVED);
    let rows = told(scene.receiver.rows());
    scene.holds_what_was_typed(&rows[1]);
    page.finish(&scene.receiver);
}

#[test]
fn a_module_that_does_not_come_is_not_chosen() {
    is_not_chosen("missing", ".wasm", &|module| {
        std::fs::remove_file(module).expect("the module is removed");
    });
}

/// Of the module and of the script that goes with it, one byte is not what was published.
#[test]
fn a_changed_module_is_not_chosen() {
    for end in [".wasm", ".js"] {
        is_not_chosen("changed", end, &|file| {
            told(dist::change_byte(file));
        });
    }
}

fn is_not_chosen(how: &str, end: &str, spoil: &dyn Fn(&Path)) {
    let (dist, scene) = scene();
    let file = told(dist::named(dist.path(), "cy-", end));
    let page = scene.open(&["welsh-", how].concat(), Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.is_kept();
    spoil(&file);
    page.go("^Cymraeg$");
    page.says(MISSING);
    page.look("Welsh did not arrive");
    assert!(kept(&page) < 2, "more than the file that came whole");
    page.reload();
    page.shows("^Beds$");
    page.says_in("en", t::CONTINUE);
    page.lets_pass("404");
    page.finish_refused(&scene.receiver);
}

#[test]
fn a_newer_page_is_taken_in_welsh() {
    let (dist, mut scene) = scene();
    let page = scene.open("welsh-newer", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    chooses_welsh(&page, &scene);
    told(dist::newer_build(dist.path()));
    page.spoil(
        "navigator.serviceWorker.getRegistration().then((registration) => registration.update())",
    );
    page.says("Mae fersiwn mwy newydd o’r dudalen hon yma\\.");
    page.look("a newer page is there, in Welsh");
    page.go("^Diweddaru nawr$");
    page.becomes_newer_build();
    page.shows(&exactly(BEDS));
    scene.receiver.stop();
    page.reload();
    page.shows(&exactly(BEDS));
    page.says_in("cy", CONTINUE);
    told(scene.receiver.resume());
    page.finish(&scene.receiver);
}

/// A setting that names Welsh no more leaves nobody in it.
#[test]
fn a_page_that_is_in_welsh_no_more_speaks_english() {
    let (dist, scene) = scene();
    let page = scene.open("welsh-no-more", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    chooses_welsh(&page, &scene);
    told(dist::configure(dist.path(), &|config| {
        config["page"]["languages"] = json!([]);
    }));
    page.reload();
    page.shows("^Beds$");
    page.says_in("en", t::CONTINUE);
    page.holds(&scene.framework, "Beds occupied", "20");
    page.lets_pass("not in Welsh any more");
    page.finish(&scene.receiver);
}

/// No language of ours is written from right to left; one that a framework brings may be, and a browser may turn the page.
#[test]
fn a_page_that_runs_from_right_to_left_does_not_break() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("right-to-left", Engine::Chromium);
    page.shows(&exactly(t::START));
    let turn = "document.documentElement.dir = 'rtl'";
    page.spoil(turn);
    page.look("start, right to left");
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Beds occupied", "many");
    page.go(&exactly(t::CONTINUE));
    page.says("Beds occupied must be a number");
    page.look("beds with an error, right to left");
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.look("sections, right to left");
    page.go(&exactly(t::CHECK_AND_SEND));
    page.arrives_at(&exactly(t::CHECK));
    page.look("check your answers, right to left");
    page.finish(&scene.receiver);
}
