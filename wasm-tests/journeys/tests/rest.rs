//! A first visit on a bad line: the first question is there before the rest of the module, and what is done meanwhile is
//! kept and then done.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::{dist, texts as t};
use std::fs;

use crate::steps::{Scene, larch_house, last_month};

fn types_before_the_rest_has_come(engine: Engine) {
    let dist = dist::copy().unwrap();
    let rest = dist::named(dist.path(), "rest-", ".wasm").unwrap();
    let away = rest.with_extension("away");
    fs::rename(&rest, &away).unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open(&format!("rest-{engine:?}"), engine);
    page.shows(&exactly(t::START));
    page.go(&exactly(t::START_NOW));
    page.shows("^About you$");
    page.fill(&scene.framework, "filer_name", "Robin Ash");
    page.says(t::REST_ON_ITS_WAY);
    fs::rename(&away, &rest).unwrap();

    // Nothing was lost, and the page goes on from there.
    page.saved();
    page.holds(&scene.framework, "filer_name", "Robin Ash");
    page.lets_pass("The rest did not come");
    page.lets_pass("rest-");
    page.reload();
    page.holds(&scene.framework, "filer_name", "Robin Ash");
    scene.say_who(&page);
    page.finish(&scene.receiver);
}

#[test]
fn what_is_typed_before_the_rest_has_come_is_kept_in_chromium() {
    types_before_the_rest_has_come(Engine::Chromium);
}

#[test]
fn what_is_typed_before_the_rest_has_come_is_kept_in_firefox() {
    types_before_the_rest_has_come(Engine::Firefox);
}

/// The rest is pinned as the first part is: another file in its place is not run, and the page says that it waits.
#[test]
fn a_changed_rest_is_refused() {
    changed_rest("rest-", ".wasm");
}

/// The same for the styles that come with it.
#[test]
fn changed_later_styles_are_refused() {
    changed_rest("later-", ".css");
}

fn changed_rest(begins: &str, ends: &str) {
    let dist = dist::with_changed_byte(begins, ends).unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("changed-rest", Engine::Chromium);
    page.shows(&exactly(t::START));
    page.refused();
    page.says(t::REST_ON_ITS_WAY);
    page.finish_refused(&scene.receiver);
}
