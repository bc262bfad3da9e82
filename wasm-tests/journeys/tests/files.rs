//! An unfinished return goes out as a file, and onto another device.

use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{exactly, literal};
use care_journeys::page::Page;
use care_journeys::texts as t;

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
