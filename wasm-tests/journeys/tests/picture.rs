//! What was filed over time, from one month to two, and the minutes that it took.

use care_journeys::browser::Engine;
use care_journeys::framework::{Framework, exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::json;

use crate::steps::{Scene, larch_house, last_month, send};

/// Has the page believe that it is so many days earlier. No script of the page's own could.
fn earlier_by(page: &Page, days: i64) {
    let script = format!(
        "{{ const now = Date.now.bind(Date); Date.now = () => now() - {days} * 86400000; }}"
    );
    let source = json!({ "source": script });
    page.browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", &source)
        .unwrap();
    page.reload();
}

/// Days from the middle of the window of last month to now, so that its return can be filed.
fn days_back(scene: &Scene) -> i64 {
    let today = care_journeys::framework::today();
    let opened = scene.due.period.start.add_days(9).unwrap();
    opened.days_until(today)
}

#[test]
fn two_months_are_a_line_and_minutes_add_up() {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("picture", Engine::Chromium);
    let back = days_back(&scene);
    earlier_by(&page, back);
    let this_month = scene.due;
    scene.due.period = told(Framework::before(this_month.period));
    scene.begin(&page, false);
    scene.home = scene
        .home
        .clone()
        .with_text("beds_occupied", "21")
        .with_text("beds_reserved", "0");
    scene.fill_all(&page);
    page.arrives_at(&exactly(t::CHECK));
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.choose_alone(t::SAY_MINUTES);
    page.type_at(t::HOW_MANY_MINUTES, "soon");
    page.go(&exactly(t::SEND));
    page.says(&literal(
        "Minutes must be a whole number between 0 and 9,999",
    ));
    page.type_at(t::HOW_MANY_MINUTES, "700");
    page.says(&literal("That is more than 10 hours."));
    page.look("declaration with minutes");
    page.type_at(t::HOW_MANY_MINUTES, "25");
    page.go(&exactly(t::SEND));
    page.arrives_at(&exactly(t::RECEIVED));
    page.link(t::OVER_TIME);
    page.arrives_at(&exactly(t::OVER_TIME));
    page.says(&literal("One period so far. A line needs two."));
    page.says("87\\.5%");
    page.look("the picture of one month");
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.last().unwrap().body["minutesSpent"], json!(25));

    // A month later.
    earlier_by(&page, -back);
    // Above the page and in its way back.
    page.go_first(&exactly(t::NAV_DUE));
    page.arrives_at(&exactly(t::DUE));
    scene.due = this_month;
    scene.home = larch_house();
    page.go_first(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    page.link(t::OVER_TIME);
    page.arrives_at(&exactly(t::OVER_TIME));
    page.says(&literal(
        "You said how long 1 of these returns took: 25 minutes.",
    ));
    page.look("the picture of two months");
    let drawn = page.browser.session.run(
        "return [...document.querySelectorAll('svg')].map((one) => [one.getAttribute('aria-label'), one.querySelectorAll('circle').length])",
        &[],
    );
    let drawn = drawn.unwrap();
    let first = drawn[0][0].as_str().unwrap();
    assert!(first.starts_with("Line chart. From 87.5% in "), "{first}");
    assert!(first.contains(" to 83.3% in "), "{first}");
    assert_eq!(drawn[0][1], json!(2));

    let folder = tempfile::tempdir().unwrap();
    page.downloads_to(folder.path());
    page.go_first(&literal(t::SAVE_FIGURES));
    let csv = std::fs::read_to_string(page.downloaded_as(folder.path(), "csv")).unwrap();
    assert!(csv.contains("\"Beds occupied, of all beds\""), "{csv}");
    assert!(csv.contains(",87.5,87.5%,"), "{csv}");
    page.finish(&scene.receiver);
}
