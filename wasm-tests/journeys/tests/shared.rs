//! A home's return between several people: who sees it, who gave which answer, who may send it, and what becomes of it
//! when one of them leaves or forgets the PIN.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::texts as t;
use serde_json::json;

use crate::people::{PIN, add, change_to, lock, set_up, told_off, unlock};
use crate::steps::{Scene, fernway, send};

const HOME: &str = "Made-up Home";

/// Says who one is and for whom, and begins the return.
#[track_caller]
fn begins(scene: &Scene, page: &Page) {
    page.link("Add one");
    scene.say_who(page);
    scene.say_for_whom(page);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
}

/// Says who one is, on the way to what is due.
#[track_caller]
fn is_known(scene: &Scene, page: &Page) {
    goes_to(scene, page, "#/you");
    scene.say_who(page);
    page.arrives_at(&exactly(t::DUE));
}

#[track_caller]
fn goes_to(scene: &Scene, page: &Page, hash: &str) {
    let address = [&scene.receiver.address(), hash].concat();
    told(page.browser.session.open(&address));
}

#[track_caller]
fn to_people(page: &Page) {
    page.link(t::TO_PEOPLE);
    page.arrives_at(&exactly(t::PEOPLE));
}

/// Finishes from "check your answers", at a backend that wants a sign-in: it waits.
#[track_caller]
fn finishes(scene: &Scene, page: &Page, anyone: bool) {
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    if anyone {
        page.choose_alone(t::ANYONE);
        page.look("the declaration of a home");
    }
    scene.receiver.mode("unauthorised").unwrap();
    page.go(&exactly(t::SEND));
    page.arrives_at(t::FINISHED_AT);
    assert_eq!(told(scene.receiver.rows()).len(), 0);
}

/// Who sent a return, as the backend was told.
#[track_caller]
fn sent_by(scene: &Scene, id: &str) -> serde_json::Value {
    let calls = told(scene.receiver.calls());
    let sent = |call: &&serde_json::Value| call["id"] == id && call["method"] == "POST";
    calls.iter().rfind(sent).unwrap()["sentBy"].clone()
}

#[test]
fn a_nurse_fills_in_a_manager_finishes_and_a_deputy_sends() {
    let mut scene = Scene::without_reads(fernway());
    let page = scene.open("three-people", Engine::Chromium);
    set_up(&page, "Manager", HOME);
    add(&page, "Nurse", "771204");
    add(&page, "Deputy", "905174");
    // One without access to the home.
    page.link(t::ADD_PERSON);
    page.arrives_at(&exactly(t::ADD_PERSON));
    page.choose_alone(HOME);
    crate::people::choose_pin(&page, t::THEIR_NAME, "Visitor", "630518");
    page.go(&exactly(t::ADD));
    page.arrives_at(&exactly(t::PEOPLE));

    change_to(&page, "Nurse", "771204");
    begins(&scene, &page);
    scene.fill_all(&page);
    page.saved();
    let hash = told(page.browser.session.run("return location.hash", &[]));
    let hash = hash.as_str().unwrap().to_owned();

    // The next one sees nothing of it, whichever way he goes.
    change_to(&page, "Visitor", "630518");
    page.says("Add one");
    page.does_not_say(scene.home.name());
    goes_to(&scene, &page, &hash);
    page.arrives_at(&exactly(t::NOT_HERE));
    page.does_not_say("Answered by");
    page.does_not_say(scene.home.name());
    page.look("a return that is not the person's");

    // The manager finds what the nurse typed, and who typed it; one figure he knows better.
    change_to(&page, "Manager", PIN);
    is_known(&scene, &page);
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Staff");
    page.arrives_at("^Staff$");
    page.fill(&scene.framework, "Staff vacancies", "5");
    scene.home = scene.home.clone().with_text("staff_vacancies", "5");
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link(t::CHECK_AND_SEND);
    page.arrives_at(&exactly(t::CHECK));
    let framework = &scene.framework;
    page.answered(framework, "People who left", "Answered by Nurse");
    page.answered(framework, "Staff vacancies", "Answered by Manager");
    page.look("check your answers, who answered");
    finishes(&scene, &page, true);

    change_to(&page, "Deputy", "905174");
    scene.receiver.mode("normal").unwrap();
    page.link(t::ONE_NEEDS_YOU);
    page.arrives_at(&exactly(t::WAITING));
    page.go(&exactly(t::TRY_NOW));
    page.says(&literal(t::NOTHING_WAITS));
    let rows = told(scene.receiver.rows());
    assert_eq!(rows.len(), 1);
    scene.holds_what_was_typed(&rows[0]);
    let posted = rows[0].body.to_string();
    for name in ["Nurse", "Deputy"] {
        assert!(!posted.contains(name), "{name} is in what was finished");
    }
    // Who finished stands in the return, who sent beside it.
    assert_eq!(rows[0].body["finishedBy"]["filer_name"], json!("Robin Ash"));
    assert_eq!(sent_by(&scene, &rows[0].id), json!("name=Deputy"));
    page.finish(&scene.receiver);
}

#[test]
fn what_the_finisher_keeps_to_himself_waits_for_him() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("not-anyone", Engine::Chromium);
    set_up(&page, "Manager", HOME);
    add(&page, "Deputy", "905174");
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    begins(&scene, &page);
    scene.fill_all(&page);
    finishes(&scene, &page, false);
    change_to(&page, "Deputy", "905174");
    scene.receiver.mode("normal").unwrap();
    // It is on its way, and nothing that the deputy could do.
    page.link(t::ONE_WAITS);
    page.arrives_at(&exactly(t::WAITING));
    page.says("It waits for the person who finished it: Manager");
    assert!(!page.has_button(&exactly(t::TRY_NOW)));
    page.look("a return that waits for another person");
    page.spoil("dispatchEvent(new Event('online'))");
    page.says("It waits for the person who finished it: Manager");
    assert_eq!(told(scene.receiver.rows()).len(), 0);

    // It goes with the manager.
    change_to(&page, "Manager", PIN);
    page.says_within(30, "See what you sent");
    let rows = told(scene.receiver.rows());
    assert_eq!(rows.len(), 1);
    assert_eq!(sent_by(&scene, &rows[0].id), json!("name=Manager"));
    page.finish(&scene.receiver);
}

#[test]
fn what_a_leaver_finished_is_checked_and_sent_by_another() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("leaver", Engine::Chromium);
    set_up(&page, "Manager", HOME);
    add(&page, "Leaver", "771204");
    change_to(&page, "Leaver", "771204");
    begins(&scene, &page);
    scene.fill_all(&page);
    finishes(&scene, &page, false);

    change_to(&page, "Manager", PIN);
    is_known(&scene, &page);
    scene.receiver.mode("normal").unwrap();
    to_people(&page);
    page.link("Name, access and removing: Leaver");
    page.arrives_at("^Leaver$");
    page.says("1 finished return of a home waits for this person");
    page.look("a leaver for whom a return waits");
    page.go("^Remove Leaver$");
    page.go("^Remove for good$");
    page.arrives_at(&exactly(t::PEOPLE));
    page.link(t::ONE_NEEDS_YOU);
    page.arrives_at(&exactly(t::WAITING));
    page.says("The person who finished it was removed from this device");
    page.look("a return of one who has left");
    assert_eq!(told(scene.receiver.rows()).len(), 0);
    page.go("^Check it and send it in your name$");
    page.arrives_at(&exactly(t::CHECK));
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = told(scene.receiver.rows());
    assert_eq!(rows.len(), 1);
    scene.holds_what_was_typed(&rows[0]);
    assert_eq!(sent_by(&scene, &rows[0].id), json!("name=Manager"));
    page.finish(&scene.receiver);
}

#[test]
fn a_forgotten_pin_loses_what_only_it_opens() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("forgotten", Engine::Chromium);
    set_up(&page, "Manager", HOME);
    add(&page, "Forgetful", "905174");

    // One has something of her own: kept to herself.
    change_to(&page, "Forgetful", "905174");
    begins(&scene, &page);
    page.link("Staff");
    page.arrives_at("^Staff$");
    to_people(&page);
    page.says(&[scene.home.name(), ": shared in Made-up Home"].concat());
    page.go("^Keep to yourself: ");
    page.says(&[scene.home.name(), ": only you can open them"].concat());
    page.look("people, something of one's own");

    // A lead sees that there is something, and not what.
    change_to(&page, "Manager", PIN);
    to_people(&page);
    page.says("Not sent: 1 unfinished return\\.");
    page.does_not_say(scene.home.name());
    page.look("people, as a lead sees them");

    // While it is open, what is not sent can be taken out.
    change_to(&page, "Forgetful", "905174");
    to_people(&page);
    page.link(t::YOUR_PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    page.go(&exactly(t::FORGOT));
    page.says("Not sent, and only you can open it: 1 unfinished return\\.");
    page.look("a forgotten PIN, while it is open");
    page.link("Go to what is due");
    page.arrives_at(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    let folder = tempfile::tempdir().unwrap();
    page.downloads_to(folder.path());
    page.go(&exactly(t::TAKE_DRAFT_OUT));
    let file = page.downloaded(folder.path());
    assert!(file.exists());

    // Before: what is lost. After: that it is.
    lock(&page);
    page.go(&exactly(t::FORGOT));
    page.arrives_at(&exactly(t::FORGOT));
    page.says("On this device that is: 1 unfinished return\\.");
    page.look("a forgotten PIN");
    page.go("^Go back and try again$");
    page.arrives_at(&exactly(t::UNLOCK));
    page.go(&exactly(t::FORGOT));
    page.arrives_at(&exactly(t::FORGOT));
    page.go("^Remove me and lose it$");
    page.arrives_at("^You were removed from this device$");
    page.says("Lost with it: 1 unfinished return\\.");
    page.look("after a forgotten PIN");
    page.link(t::UNLOCK);
    page.arrives_at(&exactly(t::UNLOCK));

    // The only one left is who unlocks.
    unlock(&page, PIN);
    page.shows(&exactly(t::DUE));
    to_people(&page);
    page.does_not_say("Forgetful");
    page.finish(&scene.receiver);
}

#[test]
fn access_is_taken_and_given_and_a_pin_is_changed() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("access", Engine::Chromium);
    set_up(&page, "Manager", HOME);
    add(&page, "Leaver", "771204");
    page.link("Name, access and removing: Leaver");
    page.arrives_at("^Leaver$");
    page.says("Nothing that was not sent is lost");
    page.go("^Take away access to Made-up Home$");
    page.does_not_say("Has access to");
    page.type_at("PIN or passphrase of Leaver", "771204");
    page.go("^Give access to Made-up Home$");
    page.says("Has access to: Made-up Home");
    page.go("^Remove Leaver$");
    page.go("^Remove for good$");
    page.arrives_at(&exactly(t::PEOPLE));
    page.does_not_say("Leaver");

    // One's own PIN, and when the page locks.
    page.link(t::YOUR_PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    page.choose_at("Lock the page after", "10 minutes");
    page.says("Saved\\.");
    page.type_at(t::OLD_SECRET, PIN);
    page.choose_at(t::NEW_GUARD, t::WITH_PIN);
    page.type_at(t::PIN, "604813");
    page.type_at(t::PIN_AGAIN, "604813");
    page.go(&exactly(t::CHANGE_IT));
    page.arrives_at(&exactly(t::PEOPLE));
    lock(&page);
    unlock(&page, PIN);
    told_off(&page, &[t::WRONG_PIN]);
    unlock(&page, "604813");
    page.arrives_at(&exactly(t::PEOPLE));
    page.finish(&scene.receiver);
}
