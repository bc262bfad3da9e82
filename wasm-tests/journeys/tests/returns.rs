//! Every return of the framework that ships, for subjects of every kind: it is listed for whom it is asked, its questions
//! come, and each of its sections is fit to be seen.

use care_engine::definition::{Purpose, State, due};
use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{Framework, exactly, literal, today};
use care_journeys::home::Home;
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::texts as t;
use serde_json::json;

use crate::steps::{fernway, say_who};

/// A service for care at home, which is asked every return of a location; a council; and an organisation. Made up.
fn three(home: &Home) -> serde_json::Value {
    json!({"returns": [], "subjects": [
        {"kind": "location", "answers": home.profile},
        {"kind": "council", "answers": {"la_code": "E09000002", "council_runs_services": "no"}},
        {"kind": "organisation", "answers": {"org_name": "Fernway Group", "org_regulated": "yes", "cqc_provider_id": "1-100000009"}},
    ]})
}

#[test]
fn every_return_is_listed_and_its_sections_can_be_seen() {
    let framework = told(Framework::load());
    let seed = Some(three(&fernway()));
    let receiver = told(Receiver::start(Setting { seed, dist: None }));
    let profile = told(Profile::new());
    let page = Page::open("returns", Engine::Chromium, &profile, &receiver);
    page.shows(&exactly(t::START));
    page.look("start");
    page.go(&exactly(t::START_NOW));
    say_who(&page, &framework);
    page.arrives_at(&exactly(t::DUE));
    page.look("what is due for three subjects");

    let definition = &framework.definition;
    let mut opened = 0;
    for (form, terms) in definition.returns() {
        let list = due(definition, terms, today());
        let Some(first) = list
            .iter()
            .find(|due| !matches!(due.state, State::Opens(_)))
        else {
            continue;
        };
        let label = literal(&first.period.label());
        page.go(&format!("^Start {}.*{label}$", literal(&form.title)));
        page.arrives_at(&exactly(&form.title));
        page.look(&form.id);
        opened += 1;
        for section in &form.sections {
            if !page.has_link(&exactly(&section.title)) {
                // Not asked of this subject.
                continue;
            }
            page.link(&section.title);
            page.arrives_at(&exactly(&section.title));
            if page.has_button(t::ADD_ROW) {
                page.go(t::ADD_ROW);
                page.saved();
            }
            page.look(&format!("{} {}", form.id, section.id));
            page.link(t::TO_TASKS);
            page.arrives_at(&exactly(&form.title));
        }
        page.link(t::CHECK_AND_SEND);
        page.arrives_at(&exactly(t::CHECK));
        page.look(&format!("{} check", form.id));
        page.link(t::NAV_DUE);
        page.arrives_at(&exactly(t::DUE));
    }
    let returns = definition.forms.iter();
    let returns = returns.filter(|form| matches!(form.purpose, Purpose::Return(_)));
    assert_eq!(opened, returns.count());
    page.finish(&receiver);
}
