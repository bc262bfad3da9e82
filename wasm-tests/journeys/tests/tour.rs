//! Every page once, in each engine: what journeys in Chromium look at in many states is looked at elsewhere too.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::Page;
use care_journeys::texts as t;

use crate::steps::{Scene, larch_house, last_month};

/// The part of the page's address that names one thing.
fn named(page: &Page) -> String {
    let address = page.browser.session.address().unwrap();
    address.rsplit('/').next().unwrap().to_owned()
}

fn tour(engine: Engine) {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open(&format!("tour-{engine:?}"), engine);
    page.shows(&exactly(t::START));
    page.look("home");
    page.go(&exactly(t::START_NOW));
    page.shows("^About you$");
    page.look("about you");
    scene.say_who(&page);
    page.arrives_at(&exactly(t::DUE));
    page.look("due");
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    let draft = named(&page);
    page.look("sections");
    for place in [
        "start",
        "you",
        "for",
        "for/new/council",
        "waiting",
        "open",
        "sent",
        "preview",
        "people",
        "person",
        "pin",
        "forgotten",
        "clear",
    ] {
        page.visit(place);
        page.look(place);
    }
    page.visit("for");
    page.go(&["^Change details.*", &literal(scene.home.name())].concat());
    page.arrives_at("^About this location$");
    page.look("a subject");
    let subject = named(&page);
    page.visit(&["picture/", &subject].concat());
    page.look("picture");
    page.visit("person/nobody");
    page.look("a person");
    page.visit(&["move/", &draft].concat());
    page.look("moving");
    page.visit("blank/capacity-workforce");
    page.look("a blank copy");
    page.visit(&["take/", &draft].concat());
    page.look("taking it along");
    page.visit(&["draft/", &draft].concat());
    page.arrives_at(&exactly(&scene.framework.title()));
    let sections = scene.sections();
    page.link(&sections[0]);
    page.arrives_at(&exactly(&sections[0]));
    page.look("a section");
    page.visit(&["draft/", &draft].concat());
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    page.look("check");
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.look("declaration");
    page.go(&exactly(t::SEND));
    page.arrives_at(&exactly(t::RECEIVED));
    page.look("received");
    let sent = named(&page);
    for place in ["sent/", "correct/"] {
        page.visit(&[place, &sent].concat());
        page.look(place);
    }
    page.finish(&scene.receiver);
}

#[test]
fn every_page_in_chromium() {
    tour(Engine::Chromium);
}

#[test]
fn every_page_in_firefox() {
    tour(Engine::Firefox);
}

#[test]
fn every_page_in_webkit() {
    tour(Engine::WebKit);
}
