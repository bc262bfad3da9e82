//! That the tools of the journeys are there and do what the journeys rely on.

use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::wait::wait_for;
use care_journeys::{texts as t, tools};

#[test]
fn every_tool_that_the_journeys_need_is_there() {
    for name in [
        tools::DIST,
        tools::HEADERS,
        tools::RECEIVER,
        tools::CHROMEDRIVER,
        tools::CHROMIUM,
        tools::GECKODRIVER,
        tools::FIREFOX,
        tools::WEBKITDRIVER,
        tools::WEBKIT_MINIBROWSER,
        tools::AXE,
        tools::OIDC,
        tools::PACKAGE,
        tools::NODE,
        tools::KINTO,
    ] {
        tools::required(name).unwrap();
    }
    assert!(
        std::env::var_os("DISPLAY").is_some(),
        "DISPLAY is not set: WebKit's browser needs a screen, which `cargo xtask test` starts"
    );
}

/// A look that finds nothing proves nothing unless it would have found something.
fn notices_what_is_wrong(engine: Engine) {
    let receiver = told(Receiver::start(Setting::default()));
    let profile = told(Profile::new());
    let page = Page::open(&format!("spoilt-{engine:?}"), engine, &profile, &receiver);
    page.shows(&exactly(t::START));
    page.look("start");
    assert_eq!(page.take_wrong(), [""; 0]);

    page.spoil("document.querySelector('main').append(document.createElement('input'))");
    page.spoil("const wide = document.createElement('pre'); wide.textContent = 'wide'.repeat(2000); document.querySelector('main').append(wide)");
    page.spoil("const rules = document.createElement('style'); rules.textContent = 'p { color: red }'; document.head.append(rules)");
    page.look("spoilt");
    let wrong = page.take_wrong().join("\n");
    for sign in [
        "label (critical)",
        "scrolls sideways",
        "against the policy: ",
        "style-src",
    ] {
        assert!(
            wrong.contains(sign),
            "{engine:?} shows no sign of {sign}:\n{wrong}"
        );
    }
    let reports = wait_for("the browser's report at the receiver", || {
        let reports = receiver.reports()?;
        Ok(if reports.is_empty() {
            Err("none".into())
        } else {
            Ok(reports)
        })
    });
    assert!(
        told(reports)[0].to_string().contains("style-src"),
        "{engine:?}"
    );
}

#[test]
fn chromium_notices_what_is_wrong() {
    notices_what_is_wrong(Engine::Chromium);
}

#[test]
fn firefox_notices_what_is_wrong() {
    notices_what_is_wrong(Engine::Firefox);
}

#[test]
fn webkit_notices_what_is_wrong() {
    notices_what_is_wrong(Engine::WebKit);
}
