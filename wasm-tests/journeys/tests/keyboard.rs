//! The whole monthly return without a pointer: every place that the focus comes to is in order, in sight and marked.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::home::Given;
use care_journeys::page::told;
use care_journeys::webdriver::keys;
use care_journeys::{begin::FILER, texts as t};

use crate::steps::{Scene, larch_house, last_month};

#[test]
fn the_whole_monthly_return_is_filled_and_sent_by_the_keyboard_alone() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("keyboard", Engine::Chromium);
    let framework = &scene.framework;
    page.shows(&exactly(t::START));

    // The first place is the way past the header, which leads there.
    page.keys(keys::TAB);
    assert_eq!(page.focused(), t::SKIP);
    page.keys(keys::ENTER);
    page.enter(&exactly(t::START_NOW));

    page.arrives_at("^About you$");
    for (item, given) in FILER {
        let question = told(framework.question(item));
        page.keys_for(framework, &question, &Given::One(given.into()));
    }
    page.enter(&exactly(t::CONTINUE));
    page.arrives_at(&exactly(t::DUE));
    page.enter(t::START_RETURN);
    page.arrives_at(&exactly(&framework.title()));
    let sections = scene.sections();
    page.enter(&exactly(&sections[0]));
    for (at, section) in sections.iter().enumerate() {
        page.arrives_at(&exactly(section));
        if at == 0 {
            // Nothing is filled in: the focus goes to the summary, and from there to the question.
            page.enter(&exactly(t::CONTINUE));
            let lines = page.summary();
            page.enter(&exactly(&lines[0]));
            assert!(
                page.focused().contains("How many beds"),
                "{}",
                page.focused()
            );
            page.enter(&exactly(t::TO_TASKS));
            page.arrives_at(&exactly(&framework.title()));
            page.enter(&exactly(section));
            page.arrives_at(&exactly(section));
        }
        page.keys_for_section(framework, section, &scene.home);
        page.enter(&exactly(t::CONTINUE));
    }
    page.arrives_at(&exactly(t::CHECK));
    page.enter(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.enter(&exactly(t::SEND));
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    scene.holds_what_was_typed(&rows[1]);
    page.finish(&scene.receiver);
}
