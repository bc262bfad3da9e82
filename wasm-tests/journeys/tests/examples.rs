//! What the package brings for who uses it: its README from an empty folder on, its examples, and the module in a worker.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::{portal, texts as t};
use serde_json::json;

use crate::steps::{Scene, larch_house, last_month, send};
use crate::widget::{begin, scene};

/// What the package's README says, word by word, from an empty folder to a filled form.
#[test]
fn the_readme_leads_to_a_filled_form() {
    let folder = tempfile::tempdir().unwrap();
    let page = told(portal::by_the_readme(folder.path()));
    std::fs::write(folder.path().join("index.html"), page).unwrap();
    std::fs::write(folder.path().join("favicon.ico"), "").unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), folder.path());
    let page = Page::open("readme", Engine::Chromium, &scene.profile, &scene.receiver);
    page.within("care-return");
    begin(&scene, &page);
    scene.fill_all(&page);
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    scene.holds_what_was_typed(scene.receiver.rows().unwrap().last().unwrap());
    page.finish(&scene.receiver);
}

#[test]
fn the_example_in_react_takes_the_receipt() {
    let (folder, scene) = scene();
    told(portal::bring_react(folder.path()));
    let path = "examples/react.html";
    let page = Page::open_at(
        "react",
        Engine::Chromium,
        &scene.profile,
        &scene.receiver,
        path,
    );
    page.says("One return is due");
    page.within("care-return");
    begin(&scene, &page);
    scene.fill_all(&page);
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    scene.holds_what_was_typed(rows.last().unwrap());
    let told = page.of_host("document.querySelector('[role=status]').textContent");
    let reference = &rows.last().unwrap().reference;
    assert_eq!(told, json!(format!("We have your return: {reference}")));
    page.finish(&scene.receiver);
}

#[test]
fn the_example_of_a_server_knows_the_home_and_takes_the_return() {
    let (folder, scene) = scene();
    let server = told(portal::Server::start(folder.path()));
    let page = Page::open_address("server", Engine::Chromium, &scene.profile, &server.address);
    page.says("We have 0 of your returns");
    page.within("care-return");
    page.shows(&exactly(&scene.framework.title()));
    page.says("Larch House");
    page.look("tasks");
    scene.fill_all(&page);
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.go(&format!("^{}", t::CHANGE));
    scene.say_who(&page);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.go(&exactly(t::CHECK_AND_SEND));
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    page.says("ELM-1");
    page.reload();
    page.says("We have 1 of your returns");
    page.finish(&scene.receiver);
}

/// The module without a widget judges the same in a page, in a worker, and in every engine.
fn judges_in_a_worker(engine: Engine) {
    let (_folder, scene) = scene();
    let name = format!("module-{engine:?}");
    let path = "portal/module.html";
    let page = Page::open_at(&name, engine, &scene.profile, &scene.receiver, path);
    page.is_so(
        "both to have judged",
        "Boolean(window.careJudged?.page && window.careJudged.worker)",
    );
    let judged = page.of_host("careJudged");
    assert_eq!(judged["page"], judged["worker"]);
    assert_eq!(judged["page"]["accepted"], json!(false));
    let found = judged["page"]["found"][0].as_str().unwrap_or_default();
    assert!(found.starts_with("error beds_occupied: "), "{judged}");
    page.finish(&scene.receiver);
}

#[test]
fn the_module_judges_in_a_worker_in_chromium() {
    judges_in_a_worker(Engine::Chromium);
}

#[test]
fn the_module_judges_in_a_worker_in_firefox() {
    judges_in_a_worker(Engine::Firefox);
}

#[test]
fn the_module_judges_in_a_worker_in_webkit() {
    judges_in_a_worker(Engine::WebKit);
}

fn in_each_theme(engine: Engine) {
    let (_folder, scene) = scene();
    for theme in ["plain", "dark", "contrast"] {
        let path = format!("examples/{theme}.html");
        let page = Page::open_at(
            &format!("theme-{theme}"),
            engine,
            &scene.profile,
            &scene.receiver,
            &path,
        );
        page.within("care-return");
        page.shows("^About this location$");
        page.look(theme);
        page.go(&exactly(t::CONTINUE));
        page.summary();
        page.look("errors");
        page.finish(&scene.receiver);
    }
}

#[test]
fn the_examples_of_themes_can_be_used() {
    in_each_theme(Engine::Chromium);
}
