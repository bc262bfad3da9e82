//! A framework in another language: what is shown, what stays as it is, and what can be wrong in its texts.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/mod.rs"]
mod support;

use care_engine::definition::{
    Definition, Expected, ProblemKind, Texts, load_in, read_list, read_list_in, texts_of,
};
use care_engine::exchange::draft_v1;
use care_engine::json::parse;
use care_engine::session::Answer;
use care_engine::value::{is_marked, marked_parts, unmarked};
use std::rc::Rc;
use support::{Scene, fixture, kitchen};

fn cymraeg() -> String {
    fixture("languages/kitchen.cy.json")
}

fn document() -> String {
    fixture("frameworks/kitchen.json")
}

fn in_welsh() -> Rc<Definition> {
    Rc::new(load_in(&document(), &cymraeg()).unwrap().0)
}

/// The parts of a text with their languages: `cy:Seddi`, `:24`.
fn parts(text: &str) -> Vec<String> {
    let parts = marked_parts(text).into_iter();
    parts
        .map(|part| format!("{}:{}", part.language, part.text))
        .collect()
}

fn filled(definition: &Rc<Definition>) -> Scene {
    let mut scene = Scene::open(definition, "month", support::facts());
    scene.fill();
    scene.answer("spend", "£11,200.50");
    scene.set("diets", Answer::codes(&["vegan", "halal"]));
    scene.pass("spend-per-seat", "A new stove");
    scene
}

#[test]
fn what_is_there_is_shown_and_the_rest_falls_back() {
    let definition = in_welsh();
    let form = definition.form("month").unwrap();
    assert_eq!(parts(&form.title), ["cy:Ffurflen fisol y gegin"]);
    assert_eq!(parts(&form.sections[0].title), ["cy:Yr ystafell"]);
    assert_eq!(parts(&form.sections[1].title), [":Money"]);
    assert_eq!(parts(&form.tables[0].title), ["cy:Dognau fesul pryd"]);
    assert_eq!(definition.language, "en");
    let scene = filled(&definition);
    let question = |place: &str| parts(&scene.session.question(&scene.at(place)));
    // Between the parts in Welsh stands a date as the engine writes it.
    assert_eq!(
        question("seats"),
        ["cy:Ar ", ":10 November 2026", "cy:, faint o seddi sydd?"]
    );
    assert_eq!(question("spend"), [":What was spent?"]);
    assert_eq!(parts(&scene.words("seats")), [":40 ", "cy:sedd"]);
    assert_eq!(parts(&scene.words("diets")), ["cy:Figanllyd", ":, Halal"]);
    assert_eq!(parts(&scene.session.row_title(0, "lunch")), ["cy:Cinio"]);
}

#[test]
fn messages_have_the_figures_in_the_order_of_the_language() {
    let scene = filled(&in_welsh());
    let said = scene.finding("spend-per-seat").unwrap().message;
    assert_eq!(
        parts(&said),
        [
            "cy:Ar gyfer ",
            ":40",
            "cy: sedd, mae ",
            ":£11,200.50",
            "cy: yn llawer"
        ]
    );
    let mut scene = filled(&in_welsh());
    scene.answer("seats", "");
    // Our own sentence around a label in Welsh.
    let blank = scene.messages();
    assert!(
        blank
            .iter()
            .any(|said| parts(said) == [":Enter ", "cy:Seddi"]),
        "{blank:?}"
    );
}

/// Only the sentence that the person was shown is in his language.
#[test]
fn what_is_sent_and_kept_does_not_depend_on_the_language() {
    let (mut first, mut welsh) = (filled(&kitchen()), filled(&in_welsh()));
    let finishing = support::finishing();
    let (first, welsh) = (first.finish(&finishing), welsh.finish(&finishing));
    let said = (
        "£11,200.50 is a lot for 40 seats",
        "Ar gyfer 40 sedd, mae £11,200.50 yn llawer",
    );
    assert!(first.contains(said.0), "{first}");
    assert_eq!(first.replace(said.0, said.1), welsh);
    assert!(!is_marked(&welsh));
}

#[test]
fn a_draft_goes_from_one_language_to_the_other() {
    let head = support::head("kitchen");
    let welsh = filled(&in_welsh());
    let text = draft_v1::write(&head, &welsh.session);
    assert!(!is_marked(&text));
    let first = kitchen();
    let form = first.form("month").unwrap();
    let opened = draft_v1::open(&text, &first, form, support::facts()).unwrap();
    assert_eq!(draft_v1::write(&head, &opened.session), text);
    // A warning that was passed in the one is passed in the other.
    let left = |scene: &care_engine::session::Session| scene.findings().len();
    assert_eq!(left(&opened.session), left(&welsh.session));
}

#[test]
fn hashes_and_what_rules_read_are_of_the_first_language() {
    let (first, welsh) = (kitchen(), in_welsh());
    for (first, welsh) in first.lists.iter().zip(&welsh.lists) {
        assert_eq!(first.hash, welsh.hash);
        for (first, welsh) in first.codes.iter().zip(&welsh.codes) {
            assert_eq!(first.label, welsh.label);
        }
    }
    let lunch = &welsh.lists[1].codes[1];
    assert_eq!(unmarked(lunch.said()), "Cinio");
    // It is found by both.
    assert_eq!(lunch.formerly, ["Lunch"]);
}

#[test]
fn a_list_with_a_file_of_its_own_is_in_the_language_too() {
    let first = document().replace(
        r#""codes": [
      { "code": "none", "label": "None of these" }, { "code": "vegan", "label": "Vegan" }, { "code": "halal", "label": "Halal" } ]"#,
        r#""file": "lists/diet.json""#,
    );
    let first = first.replace(r#", "none": "none""#, "");
    let (mut definition, texts) = load_in(&first, &cymraeg()).unwrap();
    let list = r#"{ "list": "diet", "codes": [ { "code": "none", "label": "None of these" },
        { "code": "vegan", "label": "Vegan" } ] }"#;
    assert!(definition.take_list(read_list_in(list, &texts).unwrap()));
    let diets = definition
        .lists
        .iter()
        .find(|list| list.id == "diet")
        .unwrap();
    let said: Vec<Vec<String>> = diets.codes.iter().map(|code| parts(code.said())).collect();
    assert_eq!(said, [[":None of these"], ["cy:Figanllyd"]]);
    let mut plain = definition.clone();
    plain.take_list(read_list(list).unwrap());
    let hash = |of: &Definition| {
        of.lists
            .iter()
            .map(|list| list.hash.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(hash(&definition), hash(&plain));
}

fn problems(edits: &[(&str, &str)]) -> Vec<(String, ProblemKind)> {
    let mut text = cymraeg();
    for (from, to) in edits {
        assert!(text.contains(from), "there is no {from}");
        text = text.replacen(from, to, 1);
    }
    let document = parse(&document()).unwrap();
    let found = Texts::read(&text, &document).err().unwrap_or_default();
    found
        .into_iter()
        .map(|problem| (problem.pointer, problem.kind))
        .collect()
}

#[test]
fn the_fixture_is_right() {
    assert_eq!(problems(&[]), []);
}

#[test]
fn every_mistake_is_found_at_its_place() {
    let text = |pointer: &str| format!("/texts/{}", pointer.replace('/', "~1"));
    let found = problems(&[
        ("\"format\": 1", "\"format\": 2"),
        ("\"kitchen\"", "\"hall\""),
        ("\"1.0\"", "\"1.1\""),
        ("\"cy\"", "\"Welsh language\""),
        ("/items/seats/label", "/items/chairs/label"),
        ("/items/seats/unit", "/items/seats/type/kind"),
        ("o seddi a gymerwyd?", "a gymerwyd {filed}?"),
        ("\"Deietau\"", "\" \""),
        ("/returns/month/title", "/returns/month/checks/0/expect"),
        ("/returns/month/need/0", "/missing/not-known"),
        ("{seats} neu lai", "neu lai"),
        ("mae {spend} yn", "mae {price} yn"),
    ]);
    let expected = [
        ("/format".to_owned(), ProblemKind::UnknownFormat),
        ("/framework".to_owned(), ProblemKind::OtherFramework),
        ("/version".to_owned(), ProblemKind::OtherVersion),
        ("/language".to_owned(), ProblemKind::BadLanguage),
        (text("/items/chairs/label"), ProblemKind::UnknownPlace),
        (text("/items/seats/type/kind"), ProblemKind::NotAText),
        (text("/items/taken/question"), ProblemKind::OtherBraces),
        (
            text("/items/diets/label"),
            ProblemKind::WrongType {
                expected: Expected::Text,
            },
        ),
        (
            text("/returns/month/checks/0/expect"),
            ProblemKind::NotAText,
        ),
        (text("/missing/not-known"), ProblemKind::RepeatedKey),
        (
            text("/returns/month/checks/0/message"),
            ProblemKind::OtherBraces,
        ),
        (
            text("/returns/month/checks/1/message"),
            ProblemKind::OtherBraces,
        ),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        problems(&[("\"cy\"", "\"en\"")]),
        [("/language".to_owned(), ProblemKind::SameLanguage)]
    );
}

/// A text that cannot be put in leaves the page in its first language: it is no way to change a rule.
#[test]
fn nothing_but_texts_can_be_put_in() {
    let text = cymraeg().replace("/returns/month/title", "/returns/month/checks/0/expect");
    assert!(load_in(&document(), &text).is_err());
}

#[test]
fn all_texts_of_a_document_are_listed_with_their_places() {
    let document = parse(&document()).unwrap();
    let texts = texts_of(&document);
    let at = |pointer: &str| {
        texts
            .iter()
            .find(|(at, _)| at == pointer)
            .map(|(_, text)| *text)
    };
    assert_eq!(
        at("/title"),
        Some("A made-up framework that uses every part of the format")
    );
    assert_eq!(at("/items/seats/unit"), Some("seats"));
    assert_eq!(
        at("/returns/month/checks/3/override/why"),
        Some("More cannot be thrown away than was cooked")
    );
    assert_eq!(at("/returns/month/checks/0/expect"), None);
    assert_eq!(at("/version"), None);
    for (pointer, text) in &texts {
        assert_eq!(document.at(pointer).unwrap().as_text(), Some(*text));
    }
}
