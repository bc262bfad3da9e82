//! What a person says beside the figures: that they are right though a check says otherwise, that there is nothing to
//! report, that nothing has changed. And what the framework says of itself after it was published.

use std::fs;

use care_engine::definition::Basis;
use care_journeys::browser::Engine;
use care_journeys::dist::{copy, publish};
use care_journeys::framework::{Framework, RETURN, exactly, literal};
use care_journeys::page::told;
use care_journeys::texts as t;
use serde_json::json;

use crate::steps::{Scene, larch_house, last_month, send};

/// The section in which more people came from hospital than started.
const FLOW: &str = "People starting and leaving";
const WRONG: &str =
    "People who came from hospital must be the same as or fewer than people who started (2)";

#[test]
fn an_error_is_sent_with_an_explanation() {
    let note = "One person came back from hospital twice";
    let scene = Scene::with_reads(
        larch_house().with_text("from_hospital_month", "3"),
        &last_month(),
    );
    let page = scene.open("explained", Engine::Chromium);
    scene.begin(&page, false);
    page.link(FLOW);
    page.arrives_at(&exactly(FLOW));
    page.fill_section(&scene.framework, FLOW, &scene.home);
    page.go(&exactly(t::CONTINUE));
    assert_eq!(page.summary(), [WRONG]);
    page.go(&exactly(t::EXPLAIN));
    page.go(&exactly(t::CONFIRM));
    page.says(t::ENTER_EXPLANATION);
    page.look("an error, being explained");
    // What identifies a person is warned of once, and not sent by a slip.
    page.type_at(t::EXPLANATION, "Ring Robin on 01632 960 001");
    page.go(&exactly(t::CONFIRM));
    page.says(t::LOOKS_PERSONAL);
    page.look("an explanation that seems to hold a number");
    page.type_at(t::EXPLANATION, note);
    page.go(&exactly(t::CONFIRM));
    page.says(&literal(&[t::YOU_TOLD_US, ": ", note].concat()));
    page.look("an error, explained");
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));

    // The rest is as ever. What was explained is not asked for again.
    scene.fill_all(&page);
    page.says(&literal(t::EXPLAINED));
    page.says(&literal(note));
    page.look("check your answers, explained");
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    let passed = &rows.last().unwrap().body["passed"];
    assert_eq!(
        *passed,
        json!([{"check": "hospital-fits", "note": note, "message": WRONG}])
    );
    page.finish(&scene.receiver);
}

#[test]
fn what_the_status_says_reaches_a_return_that_is_open() {
    let why = "Nobody comes from hospital without starting";
    let dist = told(copy());
    told(publish(dist.path(), "status-of", &|document| {
        let checks = format!("/returns/{RETURN}/checks");
        let checks = document.pointer_mut(&checks).unwrap();
        let check = checks.as_array_mut().unwrap().iter_mut();
        let mut check = check.filter(|check| check["id"] == json!("hospital-fits"));
        check.next().unwrap()["override"] = json!({"allowed": false, "why": why});
    }));
    let scene = Scene::with_page(
        larch_house().with_text("from_hospital_month", "3"),
        &last_month(),
        dist.path(),
    );
    let publish_status = |version: serde_json::Value| {
        let version = json!({"2026.1": version});
        let status = json!({"format": 1, "framework": "asc-england", "versions": version});
        fs::write(
            dist.path().join("frameworks/status.json"),
            status.to_string(),
        )
        .unwrap();
    };
    let page = scene.open("status", Engine::Chromium);
    scene.begin(&page, false);
    page.link(FLOW);
    page.arrives_at(&exactly(FLOW));
    page.fill_section(&scene.framework, FLOW, &scene.home);
    page.go(&exactly(t::CONTINUE));
    assert_eq!(page.summary(), [WRONG]);
    page.says(&literal(&[t::NOT_EXPLAINED, " ", why].concat()));
    assert!(!page.has_button(&exactly(t::EXPLAIN)));
    page.look("an error that cannot be explained");
    page.saved();

    // It turns out to be wrong: until the next version it is a warning.
    let lowered = "People who come back within a month were left out of the rule";
    publish_status(json!({"lowered": [
        {"return": RETURN, "check": "hospital-fits", "why": lowered}]}));
    page.reload();
    page.shows(&exactly(FLOW));
    page.go(&exactly(t::CONTINUE));
    page.says(&literal(lowered));
    page.look("an error that is a warning for now");
    page.it_is_right("Something else", "One came back");

    // And the whole version is taken back.
    let withdrawn = "One question asked for the wrong month.";
    publish_status(json!({"withdrawn": withdrawn}));
    page.reload();
    page.shows(&exactly(FLOW));
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.says(&literal(t::WITHDRAWN));
    page.look("what is due, a version that was withdrawn");
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.says(&literal(t::WITHDRAWN));
    page.says(&literal(withdrawn));
    page.look("sections of a version that was withdrawn");
    page.finish(&scene.receiver);
}

#[test]
fn a_small_service_is_asked_the_core_only_and_told_so() {
    let small = |mut home: care_journeys::home::Home| {
        let profile = &mut home.profile;
        profile.insert("small_service".to_owned(), "yes".to_owned());
        home
    };
    let scene = Scene::with_reads(small(larch_house()), &small(last_month()));
    let page = scene.open("small", Engine::Chromium);
    scene.begin(&page, false);
    page.says(&literal(t::CORE_ONLY));
    page.look("sections of a small service");
    for (section, asked) in [("Beds", true), ("Staff", true), ("Hours", false)] {
        assert_eq!(page.has_link(&exactly(section)), asked, "{section}");
    }
    page.finish(&scene.receiver);
}

#[test]
fn nothing_to_report_and_nothing_has_changed_are_said_shown_and_taken_back() {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let framework = &scene.framework;
    let sections = exactly(&framework.title());
    let before = told(Framework::before(scene.due.period)).label();
    let unchanged = exactly(&[t::UNCHANGED, &before, "?"].concat());
    let page = scene.open("nil-and-unchanged", Engine::Chromium);
    scene.begin(&page, false);
    page.look("sections, with both offers");

    page.go(&exactly(t::NIL));
    page.go(&exactly(t::NIL_SET));
    page.says(t::NIL_SELECT);
    page.look("why there is nothing to report");
    page.choose_at(t::NIL_WHY, "The service has closed");
    page.go(&exactly(t::NIL_SET));
    page.says(&literal(&[t::NIL_SAID, "The service has closed"].concat()));
    page.go(&unchanged);
    page.look("nothing has changed");
    page.go(&exactly(t::UNCHANGED_SET));
    page.says(&["answers are copied from what you sent for ", &before].concat());
    page.saved();
    page.look("sections, with both said");

    // Each figure is there to be seen, and to be changed.
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.holds(framework, "Beds occupied", "21");
    page.fill(framework, "Beds occupied", "20");
    page.link(t::TO_TASKS);
    page.arrives_at(&sections);
    page.link(FLOW);
    page.arrives_at(&exactly(FLOW));
    page.holds(framework, "People who started", "0");
    page.link(t::TO_TASKS);
    page.arrives_at(&sections);

    // Both are taken back, after a reload too; what was typed stays.
    page.saved();
    page.reload();
    page.shows(&sections);
    page.go(&exactly(t::NIL_BACK));
    page.go(&exactly(t::CARRIED_BACK));
    page.saved();
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.holds(framework, "Beds occupied", "20");
    page.holds(framework, "Maximum capacity", "");
    page.fill(framework, "Beds occupied", "");
    page.link(t::TO_TASKS);
    page.arrives_at(&sections);

    // Said again, only what came about since is left to answer; and it is sent as what it is.
    page.go(&unchanged);
    page.go(&exactly(t::UNCHANGED_SET));
    page.says("answers are copied");
    let definition = std::rc::Rc::clone(&framework.definition);
    let asked = |id: &str| {
        let item = definition.items.iter().find(|item| item.id == id);
        item.is_some_and(|item| matches!(item.basis, Basis::Flow | Basis::ReferenceWeek))
    };
    scene
        .home
        .answers
        .retain(|item, _| item == "max_capacity" || asked(item));
    scene.home.cells.clear();
    scene.fill_all(&page);
    page.says(t::CARRIED);
    page.says("Beds occupied: 21 beds \\(as on \\d+ \\w+ \\d{4}\\)");
    page.look("check your answers, copied");
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    let occupied = &rows.last().unwrap().body["answers"]["beds_occupied"];
    assert_eq!(occupied["status"], json!("unchanged"));
    assert_eq!(occupied["value"], json!(21));
    page.finish(&scene.receiver);
}
