//! A page of which one byte is not what was published: it says so in plain words and shows no form.
//!
//! Every file of the page is tried, but for four. The document and the service worker come as the server sends them,
//! since nothing is loaded before them that could name their integrity: HTTPS guards them. The configuration and the
//! status are the operator's, who changes them without a build.

use care_journeys::browser::{Engine, Profile};
use care_journeys::dist::{files, with_changed_byte, with_changed_file};
use care_journeys::framework::{RETURN, exactly};
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::{texts as t, tools};

use crate::steps::{Scene, begins, larch_house, last_month};

/// What no integrity can guard.
const ROOTS: [&str; 4] = [
    "config.json",
    "frameworks/status.json",
    "index.html",
    "sw.js",
];

/// The ways in which a file of the page is refused, by its path.
#[derive(Debug, PartialEq)]
enum Refused {
    /// The page does not start: a journey of its own for each of these.
    AtStart,
    /// The page starts, and its second part is not run: a journey of its own.
    Rest,
    /// Where people sign in nobody can, and the page is not kept on the device.
    SignIn,
    /// Nobody can choose Welsh: a journey of its own in `welsh`. A device has it only once somebody did.
    Welsh,
    /// The page in a frame does not start, and the page is not kept on the device.
    Frame,
    /// The page says that it cannot start.
    Index,
    /// The return cannot be opened, and the page is not kept on the device.
    Slice,
    /// The page is not kept on the device: a browser shows an icon or another document, or reads a
    /// manifest, whatever it holds.
    NotKept,
    /// It is read only where the configuration names it.
    Whole,
}

fn refused(path: &str) -> Refused {
    let (stem, end) = path.rsplit_once('.').unwrap();
    let begins = |name: &str| stem.starts_with(name);
    match end {
        "js" | "wasm" | "css" if begins("boot-") || begins("care-returns-") => Refused::AtStart,
        "wasm" | "css" if begins("rest-") || begins("later-") => Refused::Rest,
        "js" if begins("sign-in-") => Refused::SignIn,
        "js" | "wasm" if begins("cy-") => Refused::Welsh,
        "js" if begins("embed-") => Refused::Frame,
        "json" if stem.ends_with("/index") => Refused::Index,
        "json" if stem.matches('/').count() > 1 => Refused::Slice,
        "json" if begins("frameworks/") => Refused::Whole,
        "svg" | "png" | "webmanifest" | "html" => Refused::NotKept,
        _ => panic!("{path}: nobody has thought of what refuses this file"),
    }
}

/// Starts the page of a folder in which one file is changed, which goes with the folder.
fn changed(path: &str) -> (Receiver, tempfile::TempDir) {
    let dist = told(with_changed_file(path));
    let receiver = told(Receiver::start(Setting {
        dist: Some(dist.path().to_owned()),
        ..Setting::default()
    }));
    (receiver, dist)
}

#[test]
fn every_file_of_the_page_is_pinned_by_another() {
    let folder = told(tools::required(tools::DIST));
    let text = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    let files: Vec<String> = told(files())
        .into_iter()
        .filter(|path| !ROOTS.contains(&path.as_str()))
        .collect();
    let boot = files.iter().find(|path| path.starts_with("boot-")).unwrap();
    let (document, boot, worker) = (text("index.html"), text(boot), text("sw.js"));
    let frame = text("embed.html");
    let mut slices = 0;
    for path in &files {
        let by = |text: &str| {
            text.lines()
                .any(|line| line.contains(path.as_str()) && line.contains("sha384-"))
        };
        let by_start = by(&document) || by(&boot);
        let by_page = boot.contains(&format!("{path} sha384-"));
        let by_worker = worker.contains(&format!("[\"{path}\",\"sha384-"));
        let pinned = match refused(path) {
            Refused::AtStart | Refused::Rest | Refused::SignIn | Refused::Welsh => {
                by_start && by_worker
            }
            Refused::Frame => by(&frame) && by_worker,
            Refused::Index | Refused::Slice => by_page && by_worker,
            Refused::Whole => by_page,
            Refused::NotKept => by_worker,
        };
        assert!(pinned, "{path} {:?}", refused(path));
        slices += usize::from(refused(path) == Refused::Slice);
    }
    assert_eq!(slices, 8, "one for each return");
}

#[test]
fn a_page_of_which_a_file_is_changed_is_not_kept_on_the_device() {
    let mut changes = Vec::new();
    for path in told(files()) {
        if !ROOTS.contains(&path.as_str())
            && matches!(
                refused(&path),
                Refused::Slice | Refused::NotKept | Refused::SignIn | Refused::Frame
            )
        {
            changes.push(path);
        }
    }
    assert!(changes.len() > 10, "{changes:?}");
    let (receiver, _folder) = changed(&changes[0]);
    let profile = told(Profile::new());
    let page = Page::open("changed-kept", Engine::Chromium, &profile, &receiver);
    for path in &changes {
        let (receiver, _folder) = changed(path);
        told(page.browser.session.open(&receiver.address()));
        page.shows(&exactly(t::START));
        page.is_not_kept();
    }
    // The byte of the manifest may be in an icon's name.
    page.lets_pass("/icon-");
    page.finish_refused(&receiver);
}

#[test]
fn a_changed_index_of_the_framework_is_refused() {
    let (receiver, _folder) = changed("frameworks/asc-england/index.json");
    let profile = told(Profile::new());
    let page = Page::open("changed-index", Engine::Chromium, &profile, &receiver);
    page.refused();
    page.says("frameworks/asc-england/index.json did not arrive");
    // What says so is not in the module's first part, so that the page began again.
    page.lets_pass("Uncaught RuntimeError");
    page.finish_refused(&receiver);
}

#[test]
fn changed_questions_are_refused() {
    let dist = told(with_changed_file(&format!(
        "frameworks/asc-england/{RETURN}.json"
    )));
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("changed-questions", Engine::Chromium);
    begins(&page, &scene.framework);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.says(t::NOT_ARRIVED);
    page.refused();
    page.finish_refused(&scene.receiver);
}

fn refuses(begins: &str, ends: &str) {
    let dist = with_changed_byte(begins, ends).unwrap();
    let receiver = Receiver::start(Setting {
        dist: Some(dist.path().to_owned()),
        ..Setting::default()
    })
    .unwrap();
    let profile = Profile::new().unwrap();
    let page = Page::open(
        &format!("changed-{begins}{ends}"),
        Engine::Chromium,
        &profile,
        &receiver,
    );
    page.refused();
    page.says(t::NOT_STARTED);
    page.has_no_form();
    page.finish_refused(&receiver);
}

#[test]
fn a_changed_module_is_refused() {
    refuses("care-returns-", ".wasm");
}

#[test]
fn changed_glue_is_refused() {
    refuses("care-returns-", ".js");
}

#[test]
fn a_changed_start_script_is_refused() {
    refuses("boot-", ".js");
}

#[test]
fn a_changed_style_sheet_is_refused() {
    refuses("care-returns-", ".css");
}
