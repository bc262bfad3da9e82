//! One person, several subjects: a care home, and a council besides it. And how whole a return is, as it grows.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::home::Given;
use care_journeys::page::told;
use care_journeys::texts as t;

use crate::steps::{Scene, begins, larch_house};

#[test]
fn a_council_is_added_beside_a_care_home() {
    let scene = Scene::without_reads(larch_house());
    let page = scene.open("subjects", Engine::Chromium);
    begins(&page, &scene.framework);
    page.arrives_at("^About this location$");
    // Who files for something else goes there from here.
    assert!(page.has_link("^About this council$") && page.has_link("^About this organisation$"));
    page.look("about a new subject");
    scene.say_for_whom(&page);
    page.arrives_at(&exactly(t::DUE));

    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.look("subjects");
    page.go(&format!("{}About this council$", t::NAV_ADD));
    page.arrives_at("^About this council$");
    for (item, code) in [("la_code", "E09000002"), ("council_runs_services", "no")] {
        let question = told(scene.framework.question(item));
        page.answer(&scene.framework, &question, &Given::One(code.into()));
    }
    page.go(&exactly(t::CONTINUE));
    page.arrives_at(&exactly(t::DUE));
    page.says("Barking and Dagenham.*Waiting times for council-arranged care.*Larch House.*Monthly capacity and workforce");
    page.says("Opens later");
    page.look("what is due for two subjects");

    // The council's return asks the council's questions; how whole it is, is said as it grows.
    page.go("^Start Waiting times for council-arranged care");
    page.arrives_at("^Waiting times for council-arranged care$");
    page.says("Core questions: 0 of \\d+ given, \\d+ not answered");
    page.link("Waiting for an assessment");
    page.arrives_at("^Waiting for an assessment$");
    page.fill(&scene.framework, "wait_assess_total", "120");
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at("^Waiting times for council-arranged care$");
    page.says("Waiting for an assessment Core questions: 1 of \\d+ given");
    page.look("how whole a return is");
    page.link(t::CHECK_AND_SEND);
    page.arrives_at(&exactly(t::CHECK));
    page.says(t::CORE);
    page.look("check, how whole a return is");
    page.finish(&scene.receiver);
}
