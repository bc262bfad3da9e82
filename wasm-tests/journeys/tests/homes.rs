//! One return for two homes, one after another; and the same as last time, for a question and for a page.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::texts as t;

use crate::steps::{Scene, larch_house, last_month, send};

#[test]
fn a_return_is_filed_for_one_home_after_another() {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("homes", Engine::Chromium);
    page.shows(&exactly(t::START));
    page.go(&exactly(t::START_NOW));
    scene.say_who(&page);
    page.arrives_at(&exactly(t::DUE));
    assert!(!page.has_link("one after another$"), "there is one home");
    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.go(&format!("{}About this location$", t::NAV_ADD));
    let first = scene.home.clone();
    for (item, given) in [
        ("location_name", "Alder House"),
        ("cqc_location_id", "9-000000011"),
    ] {
        let profile = &mut scene.home.profile;
        profile.insert(item.to_owned(), given.to_owned());
    }
    scene.say_for_whom(&page);
    page.arrives_at(&exactly(t::DUE));
    let second = std::mem::replace(&mut scene.home, first);
    page.look("what is due for two homes");

    let all = [&scene.framework.title(), t::FOR_ALL].concat();
    page.link(&all);
    page.arrives_at(&exactly(&all));
    page.says("0 of 2 sent\\.");
    page.look("a return for two homes");
    page.go("^Start for Larch House$");
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    page.says("The next one Alder House");
    page.look("received, and the next one");

    page.go("^Start for Alder House$");
    page.arrives_at(&exactly(&scene.framework.title()));
    page.go(&exactly(t::COPY_SAME));
    page.look("what is the same in another return");
    page.go("^Copy from Larch House \\(\\d answers\\)$");
    page.says(&literal("Copied. Look at each answer before you send it."));
    page.link("People starting and leaving");
    page.arrives_at("^People starting and leaving$");
    page.holds(&scene.framework, "admissions_month", "");
    scene.home = second;
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    page.says(&literal("Alder House"));
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    page.says(&literal(
        "You have sent this return for all that you file for.",
    ));
    page.link("See all that you file this return for");
    page.arrives_at(&exactly(&all));
    page.says("2 of 2 sent\\.");
    page.look("a return sent for two homes");
    let rows = scene.receiver.rows().unwrap();
    scene.holds_what_was_typed(rows.last().unwrap());
    page.finish(&scene.receiver);
}

#[test]
fn a_question_and_a_page_are_the_same_as_last_time() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("same", Engine::Chromium);
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.says("Page 1 of \\d+\\. 0 of \\d answered\\.");
    page.look("beds, as last time");
    page.go("^Same as last time: Maximum capacity$");
    page.holds(&scene.framework, "max_capacity", "24");
    page.says_beside(&scene.framework, "max_capacity", "no change");
    page.says("Page 1 of \\d+\\. 1 of \\d answered\\.");
    page.go(&exactly(t::SAME_PAGE));
    page.holds(&scene.framework, "beds_occupied", "21");
    // It can be edited, and the change is said.
    page.fill(&scene.framework, "beds_occupied", "20");
    page.says_beside(&scene.framework, "beds_occupied", "1 fewer");
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.look("sections, and where one left off");
    page.go("^Go on with: ");
    // The types of beds may be left blank, so that the next page is this one.
    page.arrives_at("^People starting and leaving$");
    // What came about over the month is asked.
    let offered = |label: &str| {
        let script = "return document.body.textContent.includes(arguments[0])";
        let words = ["Same as last time: ", label].concat();
        let session = &page.browser.session;
        session.run(script, &[words.into()]).unwrap() == serde_json::json!(true)
    };
    assert!(offered("Accepting new people"));
    assert!(!offered("People who left"));
    page.finish(&scene.receiver);
}
