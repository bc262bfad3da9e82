//! The questions of a return come when it is opened; where they do not come, the page says so and tries again.

use care_journeys::browser::Engine;
use care_journeys::framework::{RETURN, exactly};
use care_journeys::{dist, texts as t};
use std::fs;

use crate::steps::{Scene, begins, larch_house, last_month};

#[test]
fn a_return_whose_questions_do_not_come_is_opened_when_they_do() {
    let dist = dist::copy().unwrap();
    // What is not there must be asked for, and not be here from before.
    dist::without_worker(dist.path()).unwrap();
    let slice = dist
        .path()
        .join(format!("frameworks/asc-england/{RETURN}.json"));
    let away = slice.with_extension("away");
    fs::rename(&slice, &away).unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("slices", Engine::Chromium);

    // Start, who one is and what is due need no return's questions.
    begins(&page, &scene.framework);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.says(t::NOT_ARRIVED);
    page.look("a return whose questions did not come");
    fs::rename(&away, &slice).unwrap();
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.saved();

    // A page that was loaded anew has not read them yet.
    fs::rename(&slice, &away).unwrap();
    page.reload();
    page.shows(&exactly(t::CANNOT_OPEN));
    page.says(t::NOT_ARRIVED);
    page.look("a draft whose questions did not come");
    fs::rename(&away, &slice).unwrap();
    page.go(&exactly(t::TRY_AGAIN));
    page.arrives_at("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");

    let mut wrong = page.take_wrong();
    // What came in the file's place is not what was published either, which the browser tells of beside.
    wrong.retain(|line| {
        let beside = line.contains("integrity") || line.contains("Fetch API cannot load");
        !(beside && line.contains(&format!("{RETURN}.json")))
    });
    assert!(
        wrong.len() == 2 && wrong.iter().all(|line| line.contains("404")),
        "a browser tells of each file that did not come, and of nothing else: {wrong:?}"
    );
}

#[test]
fn a_framework_that_is_not_cut_works_as_it_is() {
    let dist = dist::copy().unwrap();
    // What is not there must be asked for, and not be here from before.
    dist::without_worker(dist.path()).unwrap();
    let config = dist.path().join("config.json");
    let text = fs::read_to_string(&config).unwrap();
    assert!(text.contains("frameworks/asc-england/index.json"));
    let text = text.replace("asc-england/index.json", "asc-england.json");
    fs::write(&config, text).unwrap();
    fs::remove_dir_all(dist.path().join("frameworks/asc-england")).unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("not-cut", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.finish(&scene.receiver);
}
