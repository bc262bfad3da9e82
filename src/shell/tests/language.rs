//! A framework that is shown in another language than its first.

use super::*;
use crate::shell::language;
use care_engine::value::{is_marked, unmarked};

const TEXTS: &str = r#"{"format":1,"framework":"asc-england","version":"2026.1","language":"cy","texts":{
    "/returns/capacity-workforce/title":"Lle a gweithlu","/items/beds_occupied/label":"Gwelyau llawn"}}"#;

fn beside(path: &str) -> Coming {
    let text = match path {
        "frameworks/asc-england/capacity-workforce.json"
        | "frameworks/asc-england/care-hours.json" => Some(FRAMEWORK),
        "frameworks/asc-england/index.cy.json#sha384-index"
        | "frameworks/asc-england/capacity-workforce.cy.json#sha384-beds" => Some(TEXTS),
        "frameworks/asc-england/care-hours.cy.json" => Some("{}"),
        other => panic!("{other}"),
    };
    Box::pin(async move { text.map(str::to_owned) })
}

/// What the build says of the texts. Whoever changed a file of its own is not let in by the language.
const PINS: &str = "frameworks/asc-england/index.cy.json sha384-index
frameworks/asc-england/capacity-workforce.cy.json sha384-beds";

/// A page over the index.
fn page(language: &str) -> Rc<Shell> {
    let root = json::parse(FRAMEWORK).unwrap();
    let terms = |key: &str| {
        definition::keys::RETURN_TERMS
            .split(' ')
            .any(|term| term.trim_end_matches('?') == key)
    };
    let Json::Object(mut entries) = root else {
        panic!("the framework is an object")
    };
    for (key, returns) in &mut entries {
        if let (true, Json::Object(returns)) = (&**key == "returns", returns) {
            for (_, form) in returns {
                if let Json::Object(form) = form {
                    form.retain(|(key, _)| terms(key));
                }
            }
        }
    }
    entries.insert(0, ("cut".into(), Json::Bool(true)));
    let index = Json::Object(entries).to_text();
    let shell = shell_of(&index, beside);
    let device = shell.device;
    let mut config = shell.config.clone();
    config.pins = PINS.to_owned();
    let path = language::texts_of(&config, &config.framework, language);
    let (definition, texts) = ready(language::load(&device, &path, &index)).unwrap();
    let shell = Shell::new(config, None, definition, Store::memory(), None, device);
    Rc::new(shell.shown_in(language.to_owned(), texts))
}

#[test]
fn index_and_questions_are_in_the_language_that_was_chosen() {
    let shell = page("cy");
    let title = &shell.definition().form(FORM).unwrap().title;
    assert_eq!(unmarked(title), "Lle a gweithlu");
    let slice = ready(shell.slice(FORM)).unwrap();
    let label = |id: &str| {
        slice
            .items
            .iter()
            .find(|item| item.id == id)
            .unwrap()
            .label
            .clone()
    };
    assert_eq!(unmarked(&label("beds_occupied")), "Gwelyau llawn");
    assert!(is_marked(&label("beds_occupied")) && !is_marked(&label("max_capacity")));
}

/// Nobody is held up by texts that are not there or wrong.
#[test]
fn what_has_no_texts_is_in_the_first_language() {
    let shell = page("cy");
    let slice = ready(shell.slice("care-hours")).unwrap();
    assert!(!is_marked(&slice.form("care-hours").unwrap().title));
    assert!(!slice.form("care-hours").unwrap().sections.is_empty());
}

#[test]
fn a_draft_is_the_same_in_both() {
    let (welsh, first) = (page("cy"), shell());
    let text = draft(&first, october(), None).text();
    let file = ready(welsh.look_at_file(text.clone())).unwrap();
    let id = ready(welsh.keep_file(&file)).unwrap();
    let open = ready(welsh.open_draft(&id)).unwrap();
    assert_eq!(open.text(), text);
    assert!(!is_marked(&open.text()));
}
