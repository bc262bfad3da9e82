//! A draft that was begun before the questions changed: what changes is shown first, then the answers are moved.

use care_journeys::browser::Engine;
use care_journeys::dist::{copy, publish};
use care_journeys::framework::{RETURN, exactly, literal};
use care_journeys::page::told;
use care_journeys::texts as t;
use serde_json::{Value, json};

use crate::steps::{Scene, larch_house, last_month};

/// The version that comes after all: reserved beds are asked for by another item, nobody asks why beds cannot be used,
/// and a telephone is asked for.
fn newer(document: &mut Value) {
    let text = document.to_string().replace("beds_reserved", "beds_kept");
    *document = serde_json::from_str(&text).unwrap();
    document["version"] = json!("9999.1");
    let item = &mut document["items"]["beds_kept"];
    item["label"] = json!("Beds kept free");
    item["replaces"] = json!(["beds_reserved"]);
    item["since"] = json!("9999.1");
    document["items"]["beds_phone"] = json!({
        "label": "Telephone for beds", "question": "Which number do people call about a bed?", "basis": "standing",
        "type": {"kind": "identifier", "format": "phone"},
        "source": {"title": "Made up", "mark": "proposed"}, "since": "9999.1",
    });
    let beds = format!("/returns/{RETURN}/sections/0/questions");
    let questions = document.pointer_mut(&beds).unwrap();
    let questions = questions.as_array_mut().unwrap();
    let all = questions.len();
    questions.retain(|entry| entry["item"] != json!("beds_unavail_why"));
    assert_eq!(questions.len(), all - 1);
    questions.push(json!({"item": "beds_phone", "required": false}));
}

#[test]
fn a_draft_follows_the_questions_to_their_next_version() {
    let dist = told(copy());
    told(publish(dist.path(), "first", &|_| {}));
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("moving", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.fill_section(&scene.framework, "Beds", &scene.home);
    page.saved();

    told(publish(dist.path(), "second", &newer));
    page.reload();
    page.shows(&exactly(t::OLDER_QUESTIONS));
    page.look("what changes");
    page.says(t::MOVED);
    page.says(&format!(
        "Beds kept free: 1.*{}Beds reserved",
        literal(t::WAS_CALLED)
    ));
    page.says(t::KEPT);
    page.says("Staffing");
    page.says(t::NEW_QUESTIONS);
    page.says("Telephone for beds");

    // Nothing happens before one says so.
    page.link(t::NOT_NOW);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(t::OLDER_QUESTIONS));
    page.go(&exactly(t::MOVE));
    page.arrives_at(&exactly(&scene.framework.title()));
    page.says(t::KEPT);
    page.look("sections of a moved return");

    page.link("Beds");
    page.arrives_at("^Beds$");
    for (question, text) in [
        ("Maximum capacity", "24"),
        ("Beds occupied", "20"),
        // The same question in the same words: another item asks it.
        ("Beds reserved", "1"),
    ] {
        page.holds(&scene.framework, question, text);
    }
    page.type_at("Which number do people call about a bed?", "01632 960 001");
    page.saved();

    // It is moved for good, and what has no question any more is still there.
    page.reload();
    page.shows("^Beds$");
    page.holds(&scene.framework, "Beds reserved", "1");
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.says(t::KEPT);
    page.finish(&scene.receiver);
}
