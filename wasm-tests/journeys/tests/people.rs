//! People who share a device: setting up, unlocking, filling in a home's return together, the idle lock, and clearing.

use care_journeys::browser::{Engine, Profile};
use care_journeys::dist::copy;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::texts as t;
use serde_json::{Value, json};

use crate::steps::{Scene, fernway, larch_house, last_month};

pub(crate) const PIN: &str = "482913";

/// Chooses a name and a PIN, on the page that asks it.
#[track_caller]
pub(crate) fn choose_pin(page: &Page, label: &str, name: &str, pin: &str) {
    page.type_at(label, name);
    page.choose_at(t::GUARD, t::WITH_PIN);
    page.type_at(t::PIN, pin);
    page.type_at(t::PIN_AGAIN, pin);
}

/// The first person, who is the lead, and a home.
#[track_caller]
pub(crate) fn set_up(page: &Page, name: &str, home: &str) {
    page.shows(&exactly(t::START));
    page.link(t::SEVERAL);
    page.arrives_at(&exactly(t::SET_UP));
    choose_pin(page, t::YOUR_NAME, name, PIN);
    page.type_at(t::HOME_NAME, home);
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
    page.says(&[t::IN_USE, name].concat());
}

/// Another person with access to the home.
#[track_caller]
pub(crate) fn add(page: &Page, name: &str, pin: &str) {
    page.link(t::ADD_PERSON);
    page.arrives_at(&exactly(t::ADD_PERSON));
    choose_pin(page, t::THEIR_NAME, name, pin);
    page.go(&exactly(t::ADD));
    page.arrives_at(&exactly(t::PEOPLE));
    page.says(name);
}

#[track_caller]
pub(crate) fn lock(page: &Page) {
    page.go(&exactly(t::LOCK_NOW));
    page.arrives_at(&exactly(t::UNLOCK));
}

#[track_caller]
pub(crate) fn unlock(page: &Page, pin: &str) {
    page.type_at(t::PIN, pin);
    page.go(&exactly(t::UNLOCK));
}

/// One person locks, and another goes on.
#[track_caller]
fn change_to(page: &Page, name: &str, pin: &str) {
    lock(page);
    page.choose_at(t::WHO_ARE_YOU, name);
    unlock(page, pin);
    page.arrives_at(&exactly(t::DUE));
    page.says(&[t::IN_USE, name].concat());
}

/// What the error summary says, and nothing else.
#[track_caller]
pub(crate) fn told_off(page: &Page, lines: &[&str]) {
    assert_eq!(page.summary(), lines);
}

fn sets_up_and_unlocks(engine: Engine) {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open(&format!("people-{engine:?}"), engine, &profile, &receiver);
    page.shows(&exactly(t::START));
    page.link(t::SEVERAL);
    page.arrives_at(&exactly(t::SET_UP));
    page.look("setting up");
    page.go(&exactly(t::SAVE));
    told_off(&page, &[t::ENTER_NAME, t::SELECT_GUARD]);
    page.choose_at(t::GUARD, t::NO_PIN);
    page.says(&literal(t::NO_PIN_MEANS));

    choose_pin(&page, t::YOUR_NAME, "Made-up Lead", "123456");
    page.go(&exactly(t::SAVE));
    told_off(&page, &[t::PLAIN_PIN]);
    page.look("setting up, errors");
    page.type_at(t::PIN, PIN);
    page.go(&exactly(t::SAVE));
    told_off(&page, &[t::NOT_THE_SAME]);
    page.type_at(t::PIN_AGAIN, PIN);
    page.go("^Show PIN$");
    page.go("^Hide PIN$");
    page.type_at(t::HOME_NAME, "Made-up House");
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
    page.says(&[t::IN_USE, "Made-up Lead"].concat());
    page.look("people");

    lock(&page);
    page.look("locked");
    unlock(&page, "482914");
    told_off(&page, &[t::WRONG_PIN]);
    page.look("locked, a wrong PIN");
    unlock(&page, PIN);
    page.arrives_at(&exactly(t::PEOPLE));

    // A reload locks: the key was in memory only.
    page.reload();
    page.shows(&exactly(t::UNLOCK));
    unlock(&page, PIN);
    page.shows(&exactly(t::PEOPLE));

    page.link(t::ADD_PERSON);
    page.arrives_at(&exactly(t::ADD_PERSON));
    page.look("adding a person");
    choose_pin(&page, t::THEIR_NAME, "Made-up Nurse", "771204");
    page.go(&exactly(t::ADD));
    page.arrives_at(&exactly(t::PEOPLE));
    page.look("two people");
    page.link("Access and removing: Made-up Nurse");
    page.arrives_at("^Made-up Nurse$");
    page.look("one person");
    page.link(t::PEOPLE);
    page.arrives_at(&exactly(t::PEOPLE));
    page.link(t::YOUR_PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    page.look("one's own PIN");
    page.finish(&receiver);
}

#[test]
fn people_set_up_and_unlock_in_chromium() {
    sets_up_and_unlocks(Engine::Chromium);
}

#[test]
fn people_set_up_and_unlock_in_firefox() {
    sets_up_and_unlocks(Engine::Firefox);
}

#[test]
fn people_set_up_and_unlock_in_webkit() {
    sets_up_and_unlocks(Engine::WebKit);
}

#[test]
fn wrong_pins_make_one_wait_also_after_a_reload() {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open("wrong-pins", Engine::Chromium, &profile, &receiver);
    set_up(&page, "Made-up Lead", "Made-up House");
    lock(&page);
    for _ in 0..4 {
        unlock(&page, "482914");
        told_off(&page, &[t::WRONG_PIN]);
    }
    unlock(&page, "482914");
    page.says(t::WAIT_30);
    page.look("locked, too many tries");
    // The right one is not tried before its time.
    unlock(&page, PIN);
    page.says(t::WAIT);
    page.reload();
    page.shows(&exactly(t::UNLOCK));
    unlock(&page, PIN);
    page.says(t::WAIT);
    page.finish(&receiver);
}

#[test]
fn a_forgotten_pin_loses_what_only_it_opens_and_a_leaver_is_removed() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("forgotten", Engine::Chromium);
    set_up(&page, "Manager", "Made-up Home");
    add(&page, "Leaver", "771204");
    add(&page, "Forgetful", "905174");

    // One has something of her own: kept to herself.
    change_to(&page, "Forgetful", "905174");
    page.link("Add one");
    scene.say_who(&page);
    scene.say_for_whom(&page);
    page.arrives_at(&exactly(t::DUE));
    page.link(t::TO_PEOPLE);
    page.arrives_at(&exactly(t::PEOPLE));
    page.says(&[scene.home.name(), ": shared in Made-up Home"].concat());
    page.go("^Keep to yourself: ");
    page.says(&[scene.home.name(), ": only you can open them"].concat());
    page.look("people, something of one's own");
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Staff");
    page.arrives_at("^Staff$");

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
    page.look("after a forgotten PIN");
    page.link(t::UNLOCK);
    page.arrives_at(&exactly(t::UNLOCK));

    page.choose_at(t::WHO_ARE_YOU, "Manager");
    unlock(&page, PIN);
    page.arrives_at(&exactly(t::DUE));
    page.link(t::TO_PEOPLE);
    page.arrives_at(&exactly(t::PEOPLE));
    page.does_not_say("Forgetful");
    page.link("Access and removing: Leaver");
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
    page.type_at("The PIN or passphrase that you have now", PIN);
    page.choose_at("What keeps others out from now on", t::WITH_PIN);
    page.type_at("PIN", "604813");
    page.type_at(t::PIN_AGAIN, "604813");
    page.go("^Change it$");
    page.arrives_at(&exactly(t::PEOPLE));
    lock(&page);
    unlock(&page, PIN);
    told_off(&page, &[t::WRONG_PIN]);
    unlock(&page, "604813");
    page.arrives_at(&exactly(t::PEOPLE));
    page.finish(&scene.receiver);
}

#[test]
fn a_nurse_fills_in_a_manager_finishes_and_a_deputy_sends() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("three-people", Engine::Chromium);
    set_up(&page, "Manager", "Made-up Home");
    add(&page, "Nurse", "771204");
    add(&page, "Deputy", "905174");

    change_to(&page, "Nurse", "771204");
    page.link("Add one");
    scene.say_who(&page);
    scene.say_for_whom(&page);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    page.saved();

    // The manager finds what the nurse typed, and who typed it.
    change_to(&page, "Manager", PIN);
    told(
        page.browser
            .session
            .open(&[&scene.receiver.address(), "#/you"].concat()),
    );
    scene.say_who(&page);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link(t::CHECK_AND_SEND);
    page.arrives_at(&exactly(t::CHECK));
    page.says("Answered by Nurse");
    page.look("check your answers, who answered");
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.choose_alone(t::ANYONE);
    page.look("the declaration of a home");
    // Nobody is signed in at the backend, so that it waits.
    scene.receiver.mode("unauthorised").unwrap();
    page.go(&exactly(t::SEND));
    page.arrives_at(t::FINISHED_AT);
    assert_eq!(told(scene.receiver.rows()).len(), 0);

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
        assert!(!posted.contains(name), "{name} is posted");
    }
    page.finish(&scene.receiver);
}

#[test]
fn what_the_finisher_keeps_to_himself_waits_for_him() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("not-anyone", Engine::Chromium);
    set_up(&page, "Manager", "Made-up Home");
    add(&page, "Deputy", "905174");
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.link("Add one");
    scene.say_who(&page);
    scene.say_for_whom(&page);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    scene.receiver.mode("unauthorised").unwrap();
    page.go(&exactly(t::SEND));
    page.arrives_at(t::FINISHED_AT);
    change_to(&page, "Deputy", "905174");
    scene.receiver.mode("normal").unwrap();
    page.link(t::ONE_NEEDS_YOU);
    page.arrives_at(&exactly(t::WAITING));
    page.says("It waits for the person who finished it: Manager");
    page.look("a return that waits for another person");
    page.go(&exactly(t::TRY_NOW));
    page.says("It waits for the person who finished it: Manager");
    assert_eq!(told(scene.receiver.rows()).len(), 0);

    // It goes with the manager.
    change_to(&page, "Manager", PIN);
    page.says_within(30, "See what you sent");
    assert_eq!(told(scene.receiver.rows()).len(), 1);
    page.finish(&scene.receiver);
}

#[test]
fn a_page_that_nobody_uses_locks_and_comes_back_to_the_same_question() {
    let dist = told(copy());
    let config = dist.path().join("config.json");
    let mut setting: Value =
        serde_json::from_str(&std::fs::read_to_string(&config).unwrap()).unwrap();
    setting["page"]["lock"] = json!({"seconds": 30});
    std::fs::write(&config, setting.to_string()).unwrap();
    let scene = Scene::with_page(larch_house(), &last_month(), dist.path());
    let page = scene.open("idle", Engine::Chromium);
    scene.begin(&page, false);
    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.link(t::PEOPLE);
    page.arrives_at(&exactly(t::SET_UP));
    choose_pin(&page, t::YOUR_NAME, "Made-up Lead", PIN);
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.go(t::CONTINUE_RETURN);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Maximum capacity", "24");
    page.says_within(30, t::LOCKS_IN);
    // Any key takes it back; the last one is what was typed last.
    page.fill(&scene.framework, "Beds occupied", "2");
    page.does_not_say(t::LOCKS_IN);
    page.says_within(30, t::LOCKS_IN);
    page.look("a warning that the page locks");
    page.shows_within(60, &exactly(t::UNLOCK));
    page.does_not_say("Maximum capacity");
    page.look("locked by itself");
    unlock(&page, PIN);
    page.comes_to(&scene.framework, "Beds", "Beds occupied");
    page.holds(&scene.framework, "Maximum capacity", "24");
    page.holds(&scene.framework, "Beds occupied", "2");
    page.finish(&scene.receiver);
}

#[test]
fn a_device_that_is_cleared_keeps_nothing() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("clear", Engine::Chromium);
    scene.begin(&page, false);
    page.is_kept();
    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.link(t::CLEAR);
    page.arrives_at(&exactly(t::CLEAR));
    page.says(&literal(&scene.framework.title()));
    page.says("Larch House");
    page.look("clearing the device");
    page.go_button(t::CLEAR);
    told_off(&page, &["Type the word clear to go on"]);
    page.type_at("Type the word clear", "clear");
    page.go_button(t::CLEAR);
    page.arrives_at(&exactly(t::CLEARED));
    page.look("a device that is clear");
    keeps_nothing(&page);
    page.go(&exactly(t::START_AGAIN));
    page.shows(&exactly(t::START));
    page.finish(&scene.receiver);
}

/// One who has forgotten the PIN, and whom nobody else can help, can clear the device from the page that is locked.
#[test]
fn a_locked_device_is_cleared_by_who_forgot_the_pin() {
    let scene = Scene::without_reads(fernway());
    let page = scene.open("clear-locked", Engine::Chromium);
    scene.begin(&page, true);
    page.is_kept();
    page.link(t::NAV_SETTINGS);
    page.arrives_at(&exactly(t::SUBJECTS));
    page.link(t::PEOPLE);
    page.arrives_at(&exactly(t::SET_UP));
    choose_pin(&page, t::YOUR_NAME, "Made-up Lead", PIN);
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
    lock(&page);
    page.link(t::CLEAR);
    page.arrives_at(&exactly(t::CLEAR));
    // What is locked has no names to tell: it is counted.
    page.says("Locked, of other people: 1 unfinished return\\.");
    page.does_not_say(scene.home.name());
    page.look("clearing a locked device");
    page.type_at("Type the word clear", "clear");
    page.go_button(t::CLEAR);
    page.arrives_at(&exactly(t::CLEARED));
    keeps_nothing(&page);
    page.go(&exactly(t::START_AGAIN));
    page.shows(&exactly(t::START));
    page.finish(&scene.receiver);
}

/// That nothing of the page is left in the browser: databases, caches, workers, both small storages, cookies.
#[track_caller]
fn keeps_nothing(page: &Page) {
    let left = told(page.browser.session.run_async(
        "const done = arguments[arguments.length - 1];
         (async () => done([
           await indexedDB.databases(), await caches.keys(), await navigator.serviceWorker.getRegistrations(),
           Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,
         ].map((list) => list.length)))();",
        &[],
    ));
    assert_eq!(left, json!([0, 0, 0, 0, 0, 0]));
}
