//! A page of which one byte is not what was published: it says so in plain words and shows no form.

use care_journeys::browser::{Engine, Profile};
use care_journeys::dist::with_changed_byte;
use care_journeys::page::Page;
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::texts as t;

fn refuses(begins: &str, ends: &str) {
    let dist = with_changed_byte(begins, ends).unwrap();
    let receiver = Receiver::start(Setting {
        dist: Some(dist.path().to_owned()),
        ..Setting::default()
    })
    .unwrap();
    let profile = Profile::new().unwrap();
    let page = Page::open(
        &format!("changed-{begins}{ends}"),
        Engine::Chromium,
        &profile,
        &receiver,
    );
    page.refused();
    page.says(t::NOT_STARTED);
    page.has_no_form();
}

#[test]
fn a_changed_module_is_refused() {
    refuses("care-returns-", ".wasm");
}

#[test]
fn changed_glue_is_refused() {
    refuses("care-returns-", ".js");
}

#[test]
fn a_changed_start_script_is_refused() {
    refuses("boot-", ".js");
}

#[test]
fn a_changed_style_sheet_is_refused() {
    refuses("care-returns-", ".css");
}
