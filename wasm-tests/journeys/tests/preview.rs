//! An author opens a framework file, sees its problems and fills its forms; nothing of it stays.

use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{Framework, exactly};
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::{texts as t, tools};
use std::fs;

#[test]
fn an_author_sees_problems_and_forms_and_nothing_stays() {
    let framework = told(Framework::load());
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open("preview", Engine::Chromium, &profile, &receiver);
    let folder = tempfile::tempdir().unwrap();
    let whole = tools::repository("static/frameworks/asc-england.json");
    // A browser opens no file by a way round.
    let whole = whole.canonicalize().unwrap();
    let text = fs::read_to_string(&whole).unwrap();

    page.shows(&exactly(t::START));
    page.link(t::PREVIEW_LINK);
    page.arrives_at(&exactly(t::PREVIEW));
    page.says(t::PREVIEW_NOTHING);
    page.look("preview, nothing opened");

    // A mistake, with its line, its place and what is wrong.
    let wrong = folder.path().join("wrong.json");
    let line = 1 + text
        .lines()
        .position(|line| line.contains("\"basis\": \"standing\""))
        .unwrap();
    let broken = text.replacen("\"basis\": \"standing\"", "\"basis\": \"sitting\"", 1);
    fs::write(&wrong, broken).unwrap();
    page.open_file(t::PREVIEW_OPEN, &wrong);
    page.says("wrong\\.json");
    page.says("1 problem");
    page.says(&format!(
        "Line {line}, column \\d+\\. /items/filer_name/basis: this must be one of"
    ));
    page.look("preview, a problem");

    // All of its forms; the first return is there at once.
    page.open_file(t::PREVIEW_OPEN, &whole);
    page.says("No problems\\.");
    for form in &framework.definition.forms {
        assert!(page.has_button(&exactly(&form.title)), "{}", form.title);
    }
    page.fill(&framework, "Staff vacancies", "many");
    page.go(&exactly(t::PREVIEW_CHECK));
    page.says_beside(&framework, "Staff vacancies", "Staff vacancies must be");
    page.look("preview, a return");
    // A subject that was described here is the subject of its returns.
    page.go("^About this council$");
    page.go("^Local funding and fees$");
    page.says("Expenditure by kind of care");
    page.look("preview, another return");

    // What was a preview is nowhere.
    page.reload();
    page.shows(&exactly(t::PREVIEW));
    assert!(!page.has_button(&exactly("About this council")));
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.says("There is nothing here yet");
    assert!(told(receiver.rows()).is_empty());
    page.finish(&receiver);
}
