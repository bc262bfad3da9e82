//! What can go wrong on the device and on the way, one after the other: each says what happened, what is safe and what to
//! do, and is fit to be looked at.

use std::time::Duration;

use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{exactly, literal};
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::{dist, texts as t};
use serde_json::json;

use crate::steps::{Scene, larch_house, last_month};

/// Opens a copy of the page in which something was changed.
fn spoilt(name: &str, change: &dyn Fn(&std::path::Path)) -> (Page, Receiver, tempfile::TempDir) {
    let copy = told(dist::copy());
    change(copy.path());
    let receiver = told(Receiver::start(Setting {
        dist: Some(copy.path().to_owned()),
        ..Setting::default()
    }));
    let page = Page::open(name, Engine::Chromium, &told(Profile::new()), &receiver);
    (page, receiver, copy)
}

#[test]
fn a_page_that_cannot_start_says_why() {
    let named = |framework: &'static str| {
        move |copy: &std::path::Path| {
            told(dist::configure(copy, &|config| {
                config["page"]["framework"] = json!(framework);
            }));
        }
    };
    let (page, receiver, _copy) = spoilt("start-no-file", &named("frameworks/none.json"));
    page.says("frameworks/none.json did not arrive");
    page.look("a framework that is not there");
    page.lets_pass("Failed to load resource");
    page.finish(&receiver);

    let (page, receiver, _copy) = spoilt("start-config", &|copy| {
        told(dist::configure(copy, &|config| {
            config["backend"]["base"] = json!(7);
        }));
    });
    page.says("config.json has mistakes");
    page.look("settings with a mistake");
    // What says so is not in the module's first part, so that the page began again.
    page.lets_pass("Uncaught RuntimeError");
    page.finish(&receiver);

    let (page, receiver, _copy) = spoilt("start-not-json", &|copy| {
        std::fs::write(copy.join("config.json"), "{\"page\": ").unwrap();
    });
    page.says("config.json is not JSON");
    page.look("settings that cannot be read");
    page.lets_pass("JSON");
    page.finish(&receiver);

    let (page, receiver, _copy) = spoilt("start-framework", &|copy| {
        told(dist::publish(copy, "broken", &|document| {
            document["returns"]["capacity-workforce"]["sections"][0]["questions"][0] =
                json!("nothing_of_the_kind");
        }));
    });
    page.says("the framework has mistakes");
    page.look("a framework with a mistake");
    page.finish(&receiver);
}

/// A browser that runs no WebAssembly gets words, and which browsers do.
#[test]
fn a_browser_that_cannot_run_the_page_is_told_which_can() {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open("no-wasm", Engine::Chromium, &profile, &receiver);
    page.shows(&exactly(t::START));
    let without = json!({"source": "delete globalThis.WebAssembly"});
    told(
        page.browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", &without),
    );
    page.reload();
    page.says("This browser cannot run Care Returns.*Safari.*15\\.4.*Chrome or Edge from 109, Firefox from 115");
    page.has_no_form();
    page.look("a browser that cannot run it");
    page.finish(&receiver);
}

/// Before a script has come there is an outline; where none comes, words about what to do.
#[test]
fn a_page_whose_script_does_not_come_says_what_to_do() {
    let (page, receiver, _copy) = spoilt("no-script", &|copy| {
        let script = told(dist::named(copy, "boot-", ".js"));
        std::fs::remove_file(script).unwrap();
    });
    page.says("Care Returns is loading");
    page.says("If nothing else appears, load this page again");
    page.has_no_form();
    page.look("a page whose script does not come");
    page.lets_pass("Failed to load resource");
    page.finish(&receiver);
}

/// Where the browser runs no script for this page, the page says what to do. In Chromium, whose driver can turn it off.
#[test]
fn a_page_without_javascript_says_so() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("no-javascript", Engine::Chromium);
    page.shows(&exactly(t::START));
    page.does_not_say("needs JavaScript");
    let run = |off: bool| {
        let devtools = &page.browser;
        told(devtools.devtools(
            "Emulation.setScriptExecutionDisabled",
            &json!({"value": off}),
        ));
        page.reload();
    };
    run(true);
    page.says(
        "Care Returns needs JavaScript\\. Turn it on for this site and load this page again\\.",
    );
    page.has_no_form();
    run(false);
    page.shows(&exactly(t::START));
    page.finish(&scene.receiver);
}

#[test]
fn a_store_that_fails_says_so_beside_what_was_typed() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("store-fails", Engine::Chromium);
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.spoil("window.careTransaction = IDBDatabase.prototype.transaction");
    for (error, words, typed) in [
        ("InvalidStateError", "The browser closed its store.", "21"),
        (
            "NotFoundError",
            "What is kept on this device cannot be read.",
            "22",
        ),
        (
            "SecurityError",
            "This browser does not let the page keep anything.",
            "23",
        ),
        ("ConstraintError", "The browser could not keep it.", "24"),
    ] {
        page.spoil(&format!(
            "IDBDatabase.prototype.transaction = () => {{ throw new DOMException('', '{error}') }}"
        ));
        page.fill(&scene.framework, "Maximum capacity", typed);
        page.says(&literal(words));
        page.holds(&scene.framework, "Maximum capacity", typed);
        page.look(&format!("not saved, {error}"));
    }
    // Nothing was lost once the store works again.
    page.spoil("IDBDatabase.prototype.transaction = window.careTransaction");
    page.go(&exactly(t::TRY_AGAIN));
    page.saved();
    // And where the draft is gone, it says that.
    page.spoil(
        "indexedDB.open('care-returns').onsuccess = ({ target: { result } }) => {
           const names = [...result.objectStoreNames];
           const work = result.transaction(names, 'readwrite');
           for (const name of names) if (/draft/.test(name)) work.objectStore(name).clear();
           work.oncomplete = () => result.close();
         };",
    );
    page.fill(&scene.framework, "Beds occupied", "20");
    page.says("This return was sent or removed in another tab or window");
    page.look("not saved, gone");
    page.finish(&scene.receiver);
}

#[test]
fn a_browser_that_keeps_nothing_says_so_at_once() {
    let receiver = told(Receiver::start(Setting::default()));
    let bare = [&receiver.address(), "accessibility.html"].concat();

    // A newer version of the page was here.
    let profile = told(Profile::new());
    let page = Page::open("newer-store", Engine::Chromium, &profile, &receiver);
    page.shows(&exactly(t::START));
    told(page.browser.session.open(&bare));
    told(page.browser.session.run_async(
        "const done = arguments[0];
         indexedDB.deleteDatabase('care-returns').onsuccess = () => {
           indexedDB.open('care-returns', 9999).onsuccess = ({ target }) => { target.result.close(); done(true); };
         };",
        &[],
    ));
    told(page.browser.session.open(&receiver.address()));
    page.says("A newer version of this page was used on this device");
    page.look("a store of a newer version");
    page.finish(&receiver);

    // An older one is open in another tab and does not let go.
    let profile = told(Profile::new());
    let page = Page::open("older-open", Engine::Chromium, &profile, &receiver);
    page.shows(&exactly(t::START));
    told(page.browser.session.open(&bare));
    told(page.browser.session.run_async(
        "const done = arguments[0];
         indexedDB.deleteDatabase('care-returns').onsuccess = () => {
           indexedDB.open('care-returns', 1).onsuccess = ({ target }) => { window.careHeld = target.result; done(true); };
         };",
        &[],
    ));
    told(page.browser.session.new_tab());
    told(page.browser.session.open(&receiver.address()));
    page.says("Another tab with an older version of this page is open");
    page.look("an older tab is open");
    page.finish(&receiver);
}

/// A return that a backend takes again and again, and gives no receipt for.
fn not_owned_up_to(scene: &Scene, name: &str) -> Page {
    let page = scene.open(name, Engine::Chromium);
    scene.begin(&page, false);
    scene.fill_all(&page);
    // Nothing was tried since the page was loaded, while the backend takes its time.
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    told(scene.receiver.slow(Duration::from_secs(55)));
    page.reload();
    page.says("We do not know if the organisation can be reached now");
    page.look("declaration, nothing tried");
    told(scene.receiver.mode("normal"));
    page.reload();
    page.shows(&exactly(t::DECLARE));
    // It takes whatever comes and gives no receipt, sent or asked.
    page.spoil(
        "const real = window.fetch;
         window.careAnswer = () => new Response('{}', { status: 200, headers: { 'Content-Type': 'application/json' } });
         window.fetch = async (request, init) => {
           if (!/\\/returns/.test(request.url ?? request)) return real(request, init);
           return window.careAnswer(request);
         };",
    );
    page.go(&exactly(t::SEND));
    page.arrives_at(t::FINISHED_AT);
    // It asks by itself, three times in all. How long it waits in between is left to chance: here, no time.
    page.spoil("crypto.getRandomValues = (numbers) => numbers.fill(0)");
    page.go(&exactly(t::TRY_NOW));
    page.says_within(60, "does not say whether it has the return");
    page.look("a backend that gives no receipt");
    page
}

/// What the backend says of the return from now on.
fn answers(page: &Page, said: &str) {
    page.spoil(&format!(
        "window.careAnswer = (request) => new Response(JSON.stringify({{
           id: String(request.url ?? request).split('/').pop(), reference: 'R-1', receivedAt: '2026-11-10T10:00:00Z', {said},
         }}), {{ status: 200, headers: {{ 'Content-Type': 'application/json' }} }});",
    ));
    page.go(&exactly(t::TRY_NOW));
}

/// A backend that answers, and never with what it should.
#[test]
fn a_return_that_the_backend_does_not_own_up_to_needs_a_person() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = not_owned_up_to(&scene, "no-receipt");
    // It says that it has another one under this number.
    answers(&page, "state: 'received', sha256: '00'");
    page.says("holds another return under the same number");
    page.look("a backend that has another return");
    // It is not asked again: a person has to look at it.
    page.says(t::CORRECT_AND_SEND);
    page.finish(&scene.receiver);
}

/// A backend that has the return after all, and has not taken it.
#[test]
fn a_return_that_was_refused_without_a_receipt_says_so() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = not_owned_up_to(&scene, "refused-late");
    answers(&page, "state: 'refused'");
    page.shows(&exactly(t::REFUSED));
    page.look("refused after all");
    page.link(t::NAV_SENT);
    page.arrives_at(&exactly(t::SENT));
    page.says("Refused");
    page.look("sent, refused after all");
    page.finish(&scene.receiver);
}
