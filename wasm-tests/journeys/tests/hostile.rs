//! What others wrote is shown as text, whatever it holds: a framework, a home's name out of a backend's list, a server's
//! refusal, and what is typed. No script of it runs, no element of it is made, nothing that turns the direction of text
//! is on the page, and a very long word makes no page wider than its window.

use care_journeys::browser::Engine;
use care_journeys::dist;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use care_journeys::tools;
use serde_json::Value;

use crate::steps::{Scene, larch_house, last_month, send};

/// A text of the corpus, by its name.
fn text(name: &str) -> String {
    let path = tools::repository("wasm-tests/fixtures/hostile/texts.json");
    let texts: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    texts[name].as_str().unwrap().to_owned()
}

/// Each kind of text after another.
fn everything() -> String {
    ["markup", "turned", "hidden", "formula", "word"]
        .map(text)
        .join(" ")
}

/// Puts hostile text behind each text of a framework that is not a name by which the journey finds its way.
fn spoil(document: &mut Value) {
    // In a message or a question, braces are an expression.
    let hostile = everything();
    assert!(!hostile.contains(['{', '}']));
    let add = |value: &mut Value| {
        if let Value::String(text) = value {
            text.push(' ');
            text.push_str(&hostile);
        }
    };
    for (_, item) in document["items"].as_object_mut().unwrap() {
        for key in ["hint", "why", "enter"] {
            if let Some(value) = item.get_mut(key) {
                add(value);
            }
        }
    }
    // The first is what the home chooses.
    let codes = document["codeLists"]["bed-why"]["codes"].as_array_mut();
    for code in codes.unwrap().iter_mut().skip(1) {
        add(&mut code["label"]);
    }
    for (_, form) in document["returns"].as_object_mut().unwrap() {
        for key in ["need", "seenBy", "retention"] {
            for value in form[key].as_array_mut().into_iter().flatten() {
                add(value);
            }
            if let Some(value) = form.get_mut(key) {
                add(value);
            }
        }
        for duty in form["duty"].as_array_mut().unwrap() {
            for key in ["basis", "receives", "note"] {
                add(&mut duty[key]);
            }
        }
        for section in form["sections"].as_array_mut().unwrap() {
            if let Some(value) = section.get_mut("intro") {
                add(value);
            }
        }
        for check in form["checks"].as_array_mut().unwrap() {
            add(&mut check["message"]);
        }
    }
}

/// That the page shows hostile text as text, and nothing came of it.
#[track_caller]
fn harmless(page: &Page, state: &str) {
    page.says(&literal("<img src=x"));
    let found = page.harm();
    assert!(found.is_empty(), "{state}: {found:?}");
    page.look(state);
    page.look_narrow(state);
}

/// A look that finds no harm proves nothing unless it would have found some.
#[track_caller]
fn notices_harm(page: &Page) {
    page.spoil(
        "const harm = document.createElement('p'); harm.id = 'harm'; harm.textContent = '\\u202e'; harm.append(document.createElement('img')); document.body.append(harm); window.careHostile = 1",
    );
    let found = page.harm();
    assert_eq!(found.len(), 3, "{found:?}");
    page.spoil("document.getElementById('harm').remove(); delete window.careHostile");
    assert_eq!(page.harm(), [""; 0]);
}

fn is_shown_as_text(engine: Engine) {
    let dist = dist::copy().unwrap();
    dist::without_worker(dist.path()).unwrap();
    told(dist::publish(dist.path(), "hostile", &spoil));
    let named = |home: care_journeys::home::Home| {
        let mut home = home;
        let name = [home.name(), " ", &text("short"), &text("turned")].concat();
        home.profile.insert("location_name".into(), name);
        home
    };
    let scene = Scene::with_page(named(larch_house()), &named(last_month()), dist.path());
    let page = scene.open(&format!("hostile-{engine:?}"), engine);
    page.shows(&exactly(t::START));
    notices_harm(&page);
    page.go(&exactly(t::START_NOW));
    scene.say_who(&page);
    page.arrives_at(&exactly(t::DUE));
    harmless(&page, "what is due");
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill_section(&scene.framework, "Beds", &scene.home);
    page.fill(&scene.framework, "Beds occupied", "30");
    page.go(&exactly(t::CONTINUE));
    harmless(&page, "beds, with an error");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Notes");
    page.arrives_at("^Notes$");
    let typed = [text("markup"), text("formula"), text("word")].join(" ");
    page.fill(&scene.framework, "Notes", &typed);
    page.saved();
    harmless(&page, "notes");
    page.reload();
    page.holds(&scene.framework, "Notes", &typed);
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    let home = scene.home.clone().with_text("notes", &typed);
    let scene = Scene { home, ..scene };
    scene.fill_all(&page);
    harmless(&page, "check your answers");
    scene
        .receiver
        .refuse("/answers/leavers_month", &everything())
        .unwrap();
    send(&page);
    page.arrives_at(&exactly(t::REFUSED));
    page.go(&exactly(t::CORRECT_AND_SEND));
    page.arrives_at(&exactly(t::CHECK));
    harmless(&page, "a refusal");
    scene.receiver.mode("normal").unwrap();
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    harmless(&page, "received");
    let rows = scene.receiver.rows().unwrap();
    let note = &rows.last().unwrap().body["answers"]["notes"]["value"];
    assert_eq!(
        note.as_str(),
        Some(typed.as_str()),
        "posted as it was typed"
    );
    page.finish(&scene.receiver);
}

#[test]
fn hostile_text_is_shown_as_text_in_chromium() {
    is_shown_as_text(Engine::Chromium);
}

#[test]
fn hostile_text_is_shown_as_text_in_firefox() {
    is_shown_as_text(Engine::Firefox);
}

#[test]
fn hostile_text_is_shown_as_text_in_webkit() {
    is_shown_as_text(Engine::WebKit);
}
