//! The whole story in Chromium: from the first visit to a corrected return, with the browser killed in the middle.

use care_journeys::browser::Engine;
use care_journeys::framework::{Framework, exactly, literal};
use care_journeys::home::Given;
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::json;

use crate::steps::{Scene, larch_house, last_month, send};

/// More posts are vacant than people are employed: unusual, and right.
const VACANCIES: &str = "31";
const NOTE: &str = "We open a second floor in the new year";

#[test]
fn a_home_files_its_month_is_interrupted_sends_it_and_corrects_it() {
    let home = larch_house()
        .with_text("staff_vacancies", VACANCIES)
        .with("hours_absent", Given::Missing("not-collected".into()));
    let mut scene = Scene::with_reads(home, &last_month());
    let page = scene.open("whole", Engine::Chromium);
    first_visit(&scene, &page);
    beds(&scene, &page);
    staff(&scene, &page);

    // In the middle of a section the browser is killed, once what was typed is said to be saved.
    page.arrives_at("^Absence$");
    page.fill(&scene.framework, "Nurses absent", "0");
    page.fill(&scene.framework, "Care-providing staff absent", "1");
    page.saved();
    page.crash();

    let page = scene.open("whole-again", Engine::Chromium);
    found_as_left(&scene, &page);
    rest(&scene, &page);
    check(&mut scene, &page);
    let reference = confirmation(&scene, &page);

    let rows = scene.receiver.rows().unwrap();
    let row = rows.last().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    assert_eq!(row.reference, reference);
    assert_eq!(row.revision, 1);
    scene.holds_what_was_typed(row);
    assert_eq!(
        row.body["passed"],
        json!([{
            "check": "vacancies-many", "reason": "unusual-week", "note": NOTE,
            "message": "Staff vacancies are more than everyone you employ (30)",
        }])
    );

    correction(&mut scene, &page);
    page.finish(&scene.receiver);
}

fn first_visit(scene: &Scene, page: &Page) {
    page.shows(&exactly(t::START));
    page.go(&exactly(&scene.framework.title()));
    page.says(&literal(
        "This does not replace your Capacity Tracker update.",
    ));
    page.says(t::HELP);
    page.look("start");
    page.go(&exactly(t::START_NOW));
    page.arrives_at("^About you$");
    page.look("about you");

    // Nothing is filled in: each question says so, and the summary leads to each.
    page.go(&exactly(t::CONTINUE));
    let lines = page.summary();
    assert!(
        lines.contains(&"Enter your work email address".to_owned()),
        "{lines:?}"
    );
    assert_eq!(lines.len(), 4, "{lines:?}");
    page.look("about you, errors");
    page.follow("Enter your work email address");
    scene.say_who(page);

    page.arrives_at(&exactly(t::DUE));
    page.says(&literal(scene.home.name()));
    page.says(&literal(&scene.due_title()));
    page.look("what is due");
    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.look("locations");
    page.back();
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.says("You have answered 0 of \\d+ questions");
    page.look("sections");
    page.link("Beds");
}

fn beds(scene: &Scene, page: &Page) {
    let framework = &scene.framework;
    let before = told(Framework::before(scene.due.period)).label();
    page.arrives_at("^Beds$");
    page.says_beside(framework, "Beds occupied", &format!("{before}.*21"));
    page.look("beds, blank");
    page.fill_section(framework, "Beds", &scene.home);
    page.fill(framework, "Beds occupied", "30");
    page.says_beside(framework, "Beds occupied", "9 more");
    page.go(&exactly(t::CONTINUE));
    let wrong = "Beds occupied must be the same as or fewer than maximum capacity (24)";
    assert_eq!(page.summary(), [wrong]);
    page.look("beds, an error");
    page.follow(wrong);
    page.fill(framework, "Beds occupied", "20");
    page.saved();
    page.look("beds");
    page.go(&exactly(t::CONTINUE));

    page.arrives_at("^Beds by type$");
    page.fill_section(framework, "Beds by type", &scene.home);
    page.look("beds by type");
    page.go(&exactly(t::CONTINUE));
    page.arrives_at("^People starting and leaving$");
    page.fill_section(framework, "People starting and leaving", &scene.home);
    page.look("people");
    page.go(&exactly(t::CONTINUE));
}

fn staff(scene: &Scene, page: &Page) {
    page.arrives_at("^Staff$");
    page.fill_section(&scene.framework, "Staff", &scene.home);
    page.go(&exactly(t::CONTINUE));
    page.says(&literal(
        "Staff vacancies are more than everyone you employ (30)",
    ));
    page.look("staff, a warning");
    page.it_is_right("It is right: the week was unusual", NOTE);
    page.look("staff, explained");
    page.go(&exactly(t::CONTINUE));
}

fn found_as_left(scene: &Scene, page: &Page) {
    page.shows(&exactly(t::DUE));
    page.look("what is due, begun");
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.look("sections, begun");
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.link(t::TO_TASKS);
    page.link("Staff");
    page.arrives_at("^Staff$");
    page.holds(&scene.framework, "Staff vacancies", VACANCIES);
    page.says(&literal(NOTE));
    page.link(t::TO_TASKS);
    page.link("Absence");
    page.arrives_at("^Absence$");
    page.holds(&scene.framework, "Nurses absent", "0");
    page.holds(&scene.framework, "Care-providing staff absent", "1");
    page.holds(&scene.framework, "Staff not providing care absent", "");
}

fn rest(scene: &Scene, page: &Page) {
    page.fill(&scene.framework, "Staff not providing care absent", "0");
    page.look("absence");
    page.go(&exactly(t::CONTINUE));
    let after = scene.sections();
    let from = after.iter().position(|title| title == "Hours").unwrap();
    for title in &after[from..] {
        page.arrives_at(&exactly(title));
        page.fill_section(&scene.framework, title, &scene.home);
        page.look(title);
        page.go(&exactly(t::CONTINUE));
    }
}

fn check(scene: &mut Scene, page: &Page) {
    page.arrives_at(&exactly(t::CHECK));
    let framework = &scene.framework;
    page.answered(framework, "Maximum capacity", "24");
    page.answered(framework, "Beds not available", "1");
    page.answered(framework, "Hours lost to absence", "We do not collect this");
    page.answered(framework, "Staff vacancies", NOTE);
    page.look("check your answers");
    page.change(framework, "People who left");
    page.comes_to(framework, "People starting and leaving", "People who left");
    page.fill(framework, "People who left", "3");
    page.saved();
    scene.home = scene.home.clone().with_text("leavers_month", "3");
    // The long way back goes over what is filled already.
    page.link(t::TO_TASKS);
    page.go(&exactly(t::CHECK_AND_SEND));
    page.arrives_at(&exactly(t::CHECK));
    page.answered(&scene.framework, "People who left", "3");
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.says(&literal(&[t::DECLARED, scene.home.name()].concat()));
    page.look("declaration");
    page.go(&exactly(t::SEND));
}

fn confirmation(scene: &Scene, page: &Page) -> String {
    page.arrives_at(&exactly(t::RECEIVED));
    let reference = page.reads(t::REFERENCE);
    page.says(&literal(
        "This does not replace your Capacity Tracker update.",
    ));
    page.look("received");
    page.link(t::NAV_SENT);
    page.arrives_at(&exactly(t::SENT));
    page.says(&literal(&reference));
    page.says(&literal(&scene.framework.title()));
    page.look("sent");
    reference
}

fn correction(scene: &mut Scene, page: &Page) {
    page.go(t::VIEW);
    page.says(&literal("We open a second floor in the new year"));
    page.says(t::ACCEPTED);
    page.look("a sent return");
    page.go(&exactly(t::CORRECT_THIS));
    page.shows(t::CORRECT_THIS);
    page.look("why it is corrected");
    page.type_at(t::REASON, "Ask robin.ash@larch-house.example");
    page.go(&exactly(t::CONTINUE));
    page.says(t::LOOKS_PERSONAL);
    page.look("why it is corrected, with an address");
    page.type_at(t::REASON, "One person left on the last day");
    page.go(&exactly(t::CONTINUE));
    page.arrives_at(&exactly(&scene.framework.title()));
    page.says(t::CORRECTS);
    page.look("sections of a correction");
    page.link("People starting and leaving");
    page.arrives_at("^People starting and leaving$");
    page.holds(&scene.framework, "People who left", "3");
    page.fill(&scene.framework, "People who left", "4");
    page.saved();
    scene.home = scene.home.clone().with_text("leavers_month", "4");
    page.link(t::TO_TASKS);
    page.go(&exactly(t::CHECK_AND_SEND));
    send(page);
    page.arrives_at(&exactly(t::RECEIVED));
    let reference = page.reads(t::REFERENCE);

    let rows = scene.receiver.rows().unwrap();
    let [_, first, second] = rows.as_slice() else {
        panic!("{} rows", rows.len());
    };
    assert_eq!(second.revision, 2);
    assert_eq!(second.reference, reference);
    assert_eq!(
        second.body["replaces"],
        json!({"id": first.id, "reason": "One person left on the last day"})
    );
    assert_eq!(first.replaced_by.as_deref(), Some(second.id.as_str()));
    assert_eq!(second.replaced_by, None);
    scene.holds_what_was_typed(second);

    page.link(t::NAV_SENT);
    page.arrives_at(&exactly(t::SENT));
    page.says(&literal(&first.reference));
    page.says(&literal(&second.reference));
    page.says(t::REPLACED_BY);
    page.look("sent, both revisions");
}
