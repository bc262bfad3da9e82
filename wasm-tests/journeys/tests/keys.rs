//! A security key, and the device's own lock, beside the PIN: set up, used and removed, with Chromium's virtual
//! authenticators.

use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::texts as t;
use serde_json::{Value, json};

use crate::people::{PIN, add, choose_pin, lock, set_up, told_off, unlock};

/// Plugs an authenticator in; gives its id.
#[track_caller]
fn plug_in(page: &Page, transport: &str) -> Value {
    let options = json!({
        "protocol": "ctap2_1", "transport": transport, "hasResidentKey": true,
        "hasUserVerification": true, "isUserVerified": true, "isUserConsenting": true,
        "extensions": ["prf"],
    });
    told(
        page.browser
            .session
            .post("/webauthn/authenticator", &options),
    )
}

/// Takes it out.
#[track_caller]
fn unplug(page: &Page, id: &Value) {
    let path = format!(
        "/webauthn/authenticator/{}",
        id.as_str().expect("an authenticator's id")
    );
    told(page.browser.session.delete(&path));
}

#[track_caller]
fn own_page(page: &Page) {
    page.link(t::YOUR_PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
}

#[test]
fn a_security_key_opens_beside_the_pin_until_it_is_removed() {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open("security-key", Engine::Chromium, &profile, &receiver);
    set_up(&page, "Manager", "Made-up Home");
    add(&page, "Nurse", "771204");
    let key = plug_in(&page, "usb");
    own_page(&page);
    // Several people: the device's own lock is not offered, and the page says why.
    page.says(t::KEY_SHARED);
    page.does_not_say(&literal(t::KEY_OF_DEVICE));
    page.look("a security key");
    page.go(&exactly(t::SET_KEY_UP));
    told_off(&page, &["Enter your PIN or passphrase"]);
    page.type_at(t::KEY_PIN, "482914");
    page.go(&exactly(t::SET_KEY_UP));
    told_off(&page, &[t::WRONG_PIN]);
    page.type_at(t::KEY_PIN, PIN);
    page.go(&exactly(t::SET_KEY_UP));
    page.says(&literal(t::HAS_KEY));
    page.look("a security key that is set up");

    lock(&page);
    page.go(&exactly(t::BY_KEY));
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    // After a reload nothing but the key is needed either; another person has no such way.
    page.reload();
    page.shows(&exactly(t::UNLOCK));
    page.choose_at(t::WHO_ARE_YOU, "Nurse");
    assert!(!page.has_button(&exactly(t::BY_KEY)));
    page.choose_at(t::WHO_ARE_YOU, "Manager");
    page.look("locked, with a security key");
    page.go(&exactly(t::BY_KEY));
    page.shows(&exactly(t::CHANGE_SECRET));

    // Another key opens nothing, and the PIN is the way back.
    unplug(&page, &key);
    let other = plug_in(&page, "usb");
    lock(&page);
    page.go(&exactly(t::BY_KEY));
    told_off(&page, &[t::NO_ANSWER]);
    unlock(&page, PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    page.go(&exactly(t::REMOVE_KEY));
    page.does_not_say(&literal(t::HAS_KEY));
    page.says(&literal(t::KEY));
    lock(&page);
    assert!(!page.has_button(&exactly(t::BY_KEY)));
    unlock(&page, PIN);
    page.arrives_at(&exactly(t::CHANGE_SECRET));
    unplug(&page, &other);
    page.finish(&receiver);
}

#[test]
fn the_devices_own_lock_opens_while_one_person_uses_the_device() {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open("device-lock", Engine::Chromium, &profile, &receiver);
    let device = plug_in(&page, "internal");
    set_up(&page, "Manager", "Made-up Home");
    own_page(&page);
    page.choose_at("What you unlock with", t::KEY_OF_DEVICE);
    page.look("the device's own lock");
    page.type_at(t::KEY_PIN, PIN);
    page.go(&exactly(t::SET_KEY_UP));
    page.says(&literal(t::HAS_DEVICE_LOCK));
    lock(&page);
    page.go(&exactly(t::BY_DEVICE_LOCK));
    page.arrives_at(&exactly(t::CHANGE_SECRET));

    // Somebody else comes to the device: its lock opens nothing any more, and the PIN still does.
    page.link(t::PEOPLE);
    page.arrives_at(&exactly(t::PEOPLE));
    page.link(t::ADD_PERSON);
    page.arrives_at(&exactly(t::ADD_PERSON));
    choose_pin(&page, t::THEIR_NAME, "Nurse", "771204");
    page.go(&exactly(t::ADD));
    page.arrives_at(&exactly(t::PEOPLE));
    lock(&page);
    assert!(!page.has_button(&exactly(t::BY_DEVICE_LOCK)));
    unlock(&page, PIN);
    page.arrives_at(&exactly(t::PEOPLE));
    own_page(&page);
    page.says(t::KEY_SHARED);
    unplug(&page, &device);
    page.finish(&receiver);
}
