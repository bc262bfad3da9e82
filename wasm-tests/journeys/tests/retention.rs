//! How long the device keeps what rests on it: a draft says beforehand when it goes, and what is on its way never goes.

use care_engine::value::Date;
use care_journeys::browser::Engine;
use care_journeys::dist;
use care_journeys::framework::{exactly, literal, today};
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::json;

use crate::steps::{Scene, larch_house, last_month, send};

/// For how many days the page is set up to keep drafts: fewer than where it is not said.
const DRAFTS: i64 = 20;
/// How a draft stands on the list of what is due.
const BEGUN: &str = r"\bStarted\b";
/// For how many days it is said beforehand.
const NOTICE: i64 = 14;

/// Loads the page on a later day.
#[track_caller]
fn on(page: &Page, day: Date) {
    let days = today().days_until(day);
    let source = format!(
        "globalThis.journeyNow ??= Date.now; Date.now = () => journeyNow() + {days} * 86400000;"
    );
    told(page.browser.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": source }),
    ));
    page.reload();
}

fn later(day: Date, days: i64) -> Date {
    day.add_days(days).unwrap()
}

fn scene_that_keeps_for(days: i64) -> (Scene, tempfile::TempDir) {
    let dist = told(dist::copy());
    told(dist::configure(dist.path(), &|config| {
        config["page"]["retention"] = json!({ "drafts": days, "sent": 25 });
    }));
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    (scene, dist)
}

#[test]
fn a_draft_that_expires_says_so_for_two_weeks_before() {
    let (scene, _dist) = scene_that_keeps_for(DRAFTS);
    let page = scene.open("retention", Engine::Chromium);
    scene.begin_section(&page, "Beds");
    page.fill(&scene.framework, "Maximum capacity", "24");
    page.saved();
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    let last = later(scene.due.window.closes.max(today()), DRAFTS);
    let goes = later(last, 1);

    on(&page, later(last, -NOTICE - 1));
    page.shows(&exactly(t::DUE));
    page.says(BEGUN);
    page.does_not_say(&literal(t::GOES_ON));
    on(&page, later(last, -NOTICE));
    page.says(&literal(&[t::GOES_ON, &goes.long()].concat()));
    page.look("a draft that goes soon");
    on(&page, last);
    page.says(&literal(&[t::GOES_ON, &goes.long()].concat()));

    // Sent or taken out before then, or gone: with what it asked, and without a trace of it.
    on(&page, goes);
    page.shows(&exactly(t::DUE));
    page.does_not_say(BEGUN);
    page.does_not_say(&literal(t::GOES_ON));
    page.finish(&scene.receiver);
}

#[test]
fn an_unsent_return_never_expires() {
    let (scene, _dist) = scene_that_keeps_for(DRAFTS);
    let page = scene.open("unsent", Engine::Chromium);
    scene.begin(&page, false);
    scene.fill_all(&page);
    scene.receiver.mode("failing").unwrap();
    send(&page);
    page.arrives_at(t::FINISHED_AT);
    page.link(t::ONE_WAITS);
    page.arrives_at(&exactly(t::WAITING));
    for days in [DRAFTS + NOTICE, 400, 420, 4_000, 4_020] {
        on(&page, later(today(), days));
        page.shows(&exactly(t::WAITING));
        page.says(&literal(t::ONE_WAITS));
        page.does_not_say(&literal(t::GOES_ON));
    }
    page.look("a return that waits for years");
    scene.receiver.mode("normal").unwrap();
    page.go(&exactly(t::TRY_NOW));
    page.says(&literal(t::NOTHING_WAITS));
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this one");
    scene.holds_what_was_typed(&rows[1]);
    // A browser tells of each answer that the backend refused.
    page.lets_pass("503");
    page.finish(&scene.receiver);
}
