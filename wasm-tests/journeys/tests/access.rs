//! What the page tells those who do not see it, by the browser's own accessibility tree.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::texts as t;
use care_journeys::webdriver::keys;

use crate::steps::{Scene, larch_house, last_month};

#[test]
fn what_is_wrong_is_announced_and_that_it_is_saved_is_not() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("announced", Engine::Chromium);
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    assert_eq!(page.live_regions(), [], "nothing was done yet");

    // An answer that is not understood is said politely, once the person leaves it.
    page.tab_to("^How many beds can you use");
    page.keys("many");
    page.keys(keys::TAB);
    page.announces("polite", "Maximum capacity must be");
    page.saved();
    // That it was saved stands on the page and interrupts nobody.
    for (_, words) in page.live_regions() {
        assert!(!words.contains("Saved"), "{words}");
    }

    // A save that failed is said at once.
    page.spoil("IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'QuotaExceededError') };");
    page.fill(&scene.framework, "Maximum capacity", "24");
    page.announces("assertive", "Your last changes are not saved");
    page.says("There is no space left on this device");
    page.finish(&scene.receiver);
}

#[test]
fn the_focus_comes_back_to_what_it_left() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("focus-return", Engine::Chromium);
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    // What opens a part of the page keeps the focus, and closes it again.
    page.enter("^Why we ask$");
    assert_eq!(page.focused(), "Why we ask");
    page.keys(keys::ENTER);
    assert_eq!(page.focused(), "Why we ask");
    // Back in the history, the page is read from its heading again.
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.back();
    page.arrives_at("^Beds$");
    page.finish(&scene.receiver);
}

#[test]
fn the_accessibility_statement_is_a_page_of_its_own() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("statement", Engine::Chromium);
    page.shows(&exactly(t::START));
    page.link(t::STATEMENT);
    page.shows(&exactly(t::STATEMENT));
    page.look("accessibility statement");
    page.link("Go to your returns");
    page.shows(&exactly(t::START));
    page.finish(&scene.receiver);
}
