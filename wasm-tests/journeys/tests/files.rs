//! An unfinished return goes out as a file, and onto another device.

use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{exactly, literal};
use care_journeys::page::Page;
use care_journeys::texts as t;

use crate::people::told_off;
use crate::steps::{Scene, larch_house, last_month};

#[test]
fn a_draft_goes_to_another_device_as_a_file() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("file-out", Engine::Chromium);
    scene.begin(&page, false);
    page.says(t::KEEPING);
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.fill(&scene.framework, "Beds reserved", "about 2");
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.look("sections, with the way out");
    let folder = tempfile::tempdir().unwrap();
    page.downloads_to(folder.path());
    page.go(&exactly(t::TAKE_DRAFT_OUT));
    page.says(&literal(t::READABLE_MEANS));
    page.look("the ways out");
    page.go(&exactly(t::TAKE_OUT_READABLE));
    let file = page.downloaded(folder.path());
    // It goes on being typed here.
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Beds occupied", "19");
    page.saved();

    // Back on the same device: which one is kept is asked.
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.link(t::OPEN_FILE);
    page.arrives_at(&exactly(t::OPEN_FILE));
    let wrong = folder.path().join("wrong.txt");
    std::fs::write(&wrong, "{\"shape\":\"return/1\"}").unwrap();
    page.open_file(t::CHOOSE_FILE, &wrong);
    page.says(&literal(t::NOT_A_DRAFT));
    page.look("a file that is no draft");
    page.open_file(t::CHOOSE_FILE, &file);
    page.says(&literal(t::ALREADY_HERE));
    page.look("a draft that is here already");
    page.go(&exactly(t::KEEP_HERE));
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "19");
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.link(t::OPEN_FILE);
    page.arrives_at(&exactly(t::OPEN_FILE));
    page.open_file(t::CHOOSE_FILE, &file);
    page.go(&exactly(t::KEEP_FILE));
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.finish(&scene.receiver);

    // Another device, which has never seen this page.
    let other = Profile::new().unwrap();
    let page = Page::open("file-in", Engine::Chromium, &other, &scene.receiver);
    page.shows(&exactly(t::START));
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.link(t::OPEN_FILE);
    page.arrives_at(&exactly(t::OPEN_FILE));
    page.open_file(t::CHOOSE_FILE, &file);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.holds(&scene.framework, "Beds reserved", "about 2");
    page.finish(&scene.receiver);
}

/// What opens the file.
const PASSPHRASE: &str = "lantern orchard teapot gravel";

#[test]
fn a_sealed_draft_goes_to_another_device_and_opens_with_its_passphrase_only() {
    let typed = "The kettle by the sunroom whistles";
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("sealed-out", Engine::Chromium);
    scene.begin(&page, false);
    page.link("Notes");
    page.arrives_at("^Notes$");
    page.fill(&scene.framework, "notes", typed);
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    let folder = tempfile::tempdir().unwrap();
    page.downloads_to(folder.path());
    page.go(&exactly(t::TAKE_DRAFT_OUT));
    page.type_at(t::FILE_PASSPHRASE, "too short");
    page.go(&exactly(t::TAKE_OUT_SEALED));
    told_off(&page, &["A passphrase must have 12 characters or more"]);
    page.type_at(t::FILE_PASSPHRASE, PASSPHRASE);
    page.type_at(t::PIN_AGAIN, "lantern orchard teapot");
    page.go(&exactly(t::TAKE_OUT_SEALED));
    told_off(&page, &[t::NOT_THE_SAME]);
    page.type_at(t::PIN_AGAIN, PASSPHRASE);
    page.go(&exactly(t::TAKE_OUT_SEALED));
    let file = page.downloaded(folder.path());
    page.says("The browser has the file");
    let sealed = std::fs::read_to_string(&file).unwrap();
    assert!(sealed.contains("care-draft-sealed/1"));
    for clear in [typed, PASSPHRASE, "Larch", "capacity"] {
        assert!(!sealed.contains(clear), "{clear}");
    }
    page.finish(&scene.receiver);

    // Another device. A wrong passphrase loses nothing, however often it is tried.
    let other = Profile::new().unwrap();
    let page = Page::open("sealed-in", Engine::Chromium, &other, &scene.receiver);
    page.shows(&exactly(t::START));
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.link(t::OPEN_FILE);
    page.arrives_at(&exactly(t::OPEN_FILE));
    page.open_file(t::CHOOSE_FILE, &file);
    page.says(&literal(t::SEALED_FILE));
    page.look("a sealed file");
    for wrong in ["lantern orchard teapot grave", "x", "another one of four"] {
        page.type_at(t::PASSPHRASE, wrong);
        page.go(&exactly(t::OPEN_SEALED));
        told_off(&page, &[t::WRONG_PASSPHRASE]);
    }
    page.look("a sealed file, a wrong passphrase");
    page.type_at(t::PASSPHRASE, PASSPHRASE);
    page.go(&exactly(t::OPEN_SEALED));
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Notes");
    page.arrives_at("^Notes$");
    page.holds(&scene.framework, "notes", typed);
    page.finish(&scene.receiver);
}
