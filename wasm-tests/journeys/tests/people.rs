//! People who share a device, or one who has it alone: setting up, unlocking, names and leads, the idle lock, and
//! clearing.

use care_journeys::browser::{Engine, Profile};
use care_journeys::dist::copy;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::texts as t;
use serde_json::{Value, json};

use crate::steps::{Scene, fernway, larch_house, last_month};

/// The PIN of who sets up.
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
pub(crate) fn change_to(page: &Page, name: &str, pin: &str) {
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
    page.link("Name, access and removing: Made-up Nurse");
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
fn one_who_has_the_device_alone_needs_no_pin_and_can_have_one_later() {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open("no-pin", Engine::Chromium, &profile, &receiver);
    page.shows(&exactly(t::START));
    page.link(t::SEVERAL);
    page.arrives_at(&exactly(t::SET_UP));
    page.type_at(t::YOUR_NAME, "Made-up Alone");
    page.choose_at(t::GUARD, t::NO_PIN);
    page.says(&literal(t::NO_PIN_MEANS));
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
    page.says("Has no PIN: anyone who can open this device can read and send the returns");
    page.reload();
    page.shows(&exactly(t::PEOPLE));

    // A PIN later: from then on the page asks for it.
    page.link(t::YOUR_PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    page.choose_at(t::NEW_GUARD, t::WITH_PIN);
    page.type_at(t::PIN, PIN);
    page.type_at(t::PIN_AGAIN, PIN);
    page.go(&exactly(t::CHANGE_IT));
    page.arrives_at(&exactly(t::PEOPLE));
    page.says("Has a PIN\\.");
    page.reload();
    page.shows(&exactly(t::UNLOCK));
    unlock(&page, PIN);
    page.shows(&exactly(t::PEOPLE));

    // And away again: only with the one that there is.
    page.link(t::YOUR_PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    page.choose_at(t::NEW_GUARD, t::NO_PIN);
    page.says(&literal(t::NO_PIN_MEANS));
    page.type_at(t::OLD_SECRET, "771204");
    page.go(&exactly(t::CHANGE_IT));
    told_off(&page, &[t::WRONG_PIN]);
    page.type_at(t::OLD_SECRET, PIN);
    page.go(&exactly(t::CHANGE_IT));
    page.arrives_at(&exactly(t::PEOPLE));
    page.reload();
    page.shows(&exactly(t::PEOPLE));
    page.finish(&receiver);
}

#[test]
fn names_tell_people_and_homes_apart_and_there_is_always_a_lead() {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open("names", Engine::Chromium, &profile, &receiver);
    set_up(&page, "Made-up Lead", "Made-up House");
    page.link(t::ADD_PERSON);
    page.arrives_at(&exactly(t::ADD_PERSON));
    // A Cyrillic letter, a zero-width space, other capitals: it looks the same.
    choose_pin(
        &page,
        t::THEIR_NAME,
        "made-up  L\u{435}ad\u{200b}",
        "771204",
    );
    page.go(&exactly(t::ADD));
    told_off(&page, &[&t::looks_like("Made-up Lead")]);
    page.type_at(t::THEIR_NAME, "\u{200b}");
    page.go(&exactly(t::ADD));
    told_off(&page, &[t::ENTER_NAME]);
    // Whatever it holds, it is a text.
    let hostile = "<img src=x onerror=careHostile=1>\u{202e}Donaudampfschiffsgesell";
    let shown = hostile.replace('\u{202e}', "");
    page.type_at(t::THEIR_NAME, hostile);
    page.go(&exactly(t::ADD));
    page.arrives_at(&exactly(t::PEOPLE));
    page.says(&literal(&shown));
    assert_eq!(page.harm(), [""; 0]);
    page.look("a name that holds markup");
    page.look_narrow("a name that holds markup");
    page.link(&format!("Name, access and removing: {shown}"));
    page.arrives_at(&exactly(&shown));
    assert_eq!(page.harm(), [""; 0]);
    page.look("a person whose name holds markup");
    page.look_narrow("a person whose name holds markup");

    page.go(&exactly(&[t::RENAME, &shown].concat()));
    page.type_at(t::NEW_NAME, "Made-up Deputy");
    page.go(&exactly(t::SAVE_NAME));
    page.arrives_at("^Made-up Deputy$");
    page.go("^Make Made-up Deputy a lead$");
    page.arrives_at("^Made-up Deputy$");
    page.says("Take the lead away from Made-up Deputy");
    page.link(t::PEOPLE);
    page.arrives_at(&exactly(t::PEOPLE));

    // A home is renamed; two of one name there are not.
    page.go(&exactly(t::ADD_HOME));
    page.type_at(t::HOME_NAME, "MADE-UP HOUSE");
    page.go_button(t::ADD);
    told_off(&page, &[&t::looks_like("Made-up House")]);
    page.go(&exactly(&[t::RENAME, "Made-up House"].concat()));
    page.type_at(t::NEW_NAME, "Other House");
    page.go(&exactly(t::SAVE_NAME));
    page.says("Has access to: Other House\\.");
    page.does_not_say("Made-up House");
    page.look("a home with another name");

    // The first stops being a lead; the second is the last one then.
    page.link("Name, access and removing: Made-up Lead");
    page.arrives_at("^Made-up Lead$");
    page.go("^Stop being a lead$");
    page.arrives_at(&exactly(t::PEOPLE));
    page.does_not_say("Name, access and removing");
    change_to(&page, "Made-up Deputy", "771204");
    page.link(t::TO_PEOPLE);
    page.arrives_at(&exactly(t::PEOPLE));
    page.link("Name, access and removing: Made-up Deputy");
    page.arrives_at("^Made-up Deputy$");
    page.says("You are the only lead");
    assert!(!page.has_button("^Stop being a lead$"));
    page.look("the only lead");
    page.finish(&receiver);
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

/// Nothing is on the device: no database, no kept file, no worker, no word in either small storage, no cookie, no spare.
#[track_caller]
fn keeps_nothing(page: &Page) {
    keeps(
        page,
        "[...await indexedDB.databases(), ...await navigator.storageBuckets?.keys() ?? []]",
    );
}

/// The same where another tab is open, which begins anew: the database has no row but that tab's new key.
#[track_caller]
pub(crate) fn keeps_a_new_key_only(page: &Page) {
    keeps(
        page,
        "(await Promise.all((await indexedDB.databases()).map(({ name }) => new Promise((done, failed) => {
           const opening = indexedDB.open(name);
           opening.onerror = () => failed(opening.error);
           opening.onsuccess = () => {
             const names = [...opening.result.objectStoreNames];
             if (!names.length) return done([]);
             const all = opening.result.transaction(names);
             const asked = names.map((name) => all.objectStore(name).getAllKeys());
             all.oncomplete = () => {
               opening.result.close();
               done(asked.flatMap((one) => one.result).filter((key) => !String(key).startsWith('people/')));
             };
           };
         })))).flat()",
    );
}

#[track_caller]
fn keeps(page: &Page, in_databases: &str) {
    let script = [
        "const done = arguments[arguments.length - 1];
         (async () => done([
           ",
        in_databases,
        ", await caches.keys(), await navigator.serviceWorker.getRegistrations(),
           Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,
         ].map((list) => list.length)))();",
    ]
    .concat();
    let left = told(page.browser.session.run_async(&script, &[]));
    assert_eq!(left, json!([0, 0, 0, 0, 0, 0]));
}
