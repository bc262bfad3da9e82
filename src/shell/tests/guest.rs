//! What a host wants and knows: which return is meant, and what is answered in it.

use super::{FORM, draft, known, october, ready, shell};
use crate::shell::guest::{Aim, Given, give};
use care_engine::json::{self, Json};
use care_engine::session::{Address, Answer, Content, Origin, Session};

fn given(text: &str) -> Given {
    Given::read(text)
}

#[test]
fn a_host_that_wants_nothing_special_is_shown_all() {
    assert!(!given("{}").wants_one() && !given("no json").wants_one());
    assert!(!given(r#"{"return":""}"#).wants_one());
    assert!(given(r#"{"return":"beds"}"#).wants_one());
    assert_eq!(given("{}").name(), "Care Returns");
    assert_eq!(given(r#"{"label":"Beds"}"#).name(), "Beds");
    let pages = given(r#"{"pages":" draft  check "}"#).pages();
    assert_eq!(pages, ["draft", "check"]);
}

#[test]
fn the_return_that_is_wanted_is_found_where_it_was_begun() {
    let shell = std::rc::Rc::new(shell());
    let open = draft(&shell, october(), None);
    let wants = |more: &str| {
        let text = [r#"{"return":""#, FORM, "\"", more, "}"].concat();
        ready(shell.aim(&given(&text))).unwrap()
    };
    let here = Aim::Draft(open.head.id.clone());
    assert_eq!(wants(""), here);
    for period in ["2026-10", "2026-10-01"] {
        assert_eq!(wants(&format!(r#","period":"{period}""#)), here);
    }
    let subject = open.head.subject.clone().unwrap().id;
    assert_eq!(wants(&format!(r#","subject":"{subject}""#)), here);
    // Who is not known must be described; what is not due is nothing.
    assert_eq!(
        wants(r#","subject":"1-999""#),
        Aim::NoSubject("location".into())
    );
    assert_eq!(wants(r#","period":"2001-01""#), Aim::Nothing);
    let other = r#"{"return":"no-such-return"}"#;
    assert_eq!(ready(shell.aim(&given(other))).unwrap(), Aim::Nothing);
}

#[test]
fn on_an_empty_device_the_subject_is_asked_for() {
    let shell = std::rc::Rc::new(shell());
    let wanted = [r#"{"return":""#, FORM, r#""}"#].concat();
    let aim = ready(shell.aim(&given(&wanted))).unwrap();
    assert_eq!(aim, Aim::NoSubject("location".into()));
}

#[test]
fn what_the_host_knows_is_answered_as_its_word() {
    let shell = shell();
    let subject = known(&shell);
    let form = shell.definition().form(FORM).unwrap();
    let facts = ready(shell.facts(FORM, Some(&subject), Some(october())));
    let mut session = Session::open(shell.definition(), form, facts);
    let text = r#"{"max_capacity":"24","notes":"","no_such_item":"1","vac_by_type/gen/beds":7,"beds_unavail_why":["staffing"]}"#;
    let Json::Object(answers) = json::parse(text).unwrap() else {
        panic!("an object")
    };
    give(&mut session, &answers);
    let answered: Vec<(String, Answer)> = session
        .answers()
        .map(|(at, answer): (Address, &Answer)| {
            (at.spell(shell.definition(), form), answer.clone())
        })
        .collect();
    assert_eq!(answered.len(), 2, "{answered:?}");
    assert!(
        answered
            .iter()
            .all(|(_, answer)| answer.origin == Origin::Host)
    );
    let of = |place: &str| {
        let found = answered.iter().find(|(known, _)| known == place);
        found.map(|(_, answer)| answer.content.clone())
    };
    assert_eq!(of("max_capacity"), Some(Content::Text("24".into())));
    assert_eq!(
        of("beds_unavail_why"),
        Some(Content::Codes(["staffing".into()].into()))
    );
}
