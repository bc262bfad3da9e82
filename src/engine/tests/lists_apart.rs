//! Code lists that have a file of their own: what holds before it comes, and after.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/mod.rs"]
mod support;

use care_engine::definition::{
    Definition, Expected, Problem, ProblemKind, Severity, load, read_list,
};
use care_engine::exchange::draft_v1::{self, DraftHead};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::json::parse;
use care_engine::session::{Answer, Facts};
use std::rc::Rc;
use support::{Scene, october};

const TOWNS: &str = r#"{ "list": "town", "codes": [
    { "code": "N1", "label": "North", "until": "2025-03-31", "replacedBy": ["N2"] },
    { "code": "N2", "label": "Upper North", "from": "2025-04-01", "formerly": ["North"] },
    { "code": "S1", "label": "South", "parent": "N2" } ] }"#;

fn document(list: &str, expect: &str) -> String {
    let item = |label: &str, kind: &str| {
        format!(
            r#"{{ "label": "{label}", "question": "{label}?", "basis": "period-end", "type": {kind},
              "source": {{ "title": "Made up", "mark": "proposed" }}, "since": "1" }}"#
        )
    };
    format!(
        r#"{{ "format": 1, "id": "towns", "version": "1", "title": "Towns", "language": "en",
        "codeLists": {{ "town": {{ "title": "Towns", "source": "Made up", "mark": "proposed", {list} }},
          "size": {{ "title": "Sizes", "source": "Made up", "mark": "proposed",
            "codes": [{{ "code": "big", "label": "Big" }}] }} }},
        "items": {{ "name": {name}, "town": {town}, "size": {size} }},
        "subjects": {{ "thing": {{ "title": "Thing", "id": "name", "name": "name",
          "sections": [{{ "id": "s", "title": "S", "questions": ["name"] }}] }} }},
        "returns": {{ "r": {{ "title": "R", "subject": "thing", "need": [], "minutes": 1, "seenBy": "Nobody",
          "retention": "None", "duty": [], "period": {{ "kind": "none" }},
          "sections": [{{ "id": "s", "title": "S", "questions": [{{ "item": "town", "required": false }}, "size"] }}],
          "checks": [{{ "id": "not-south", "kind": "warning", "about": ["town"], "expect": "{expect}",
            "message": "Not {{label(town)}}" }}] }} }} }}"#,
        name = item("Name", r#"{ "kind": "text", "max": 9 }"#),
        town = item("Town", r#"{ "kind": "code", "list": "town" }"#),
        size = item("Size", r#"{ "kind": "one", "list": "size" }"#),
    )
}

const APART: &str = r#""file": "lists/town.json""#;
const EXPECT: &str = "label(town) != 'South'";

fn apart() -> Definition {
    load(&document(APART, EXPECT)).unwrap()
}

fn with_towns() -> Definition {
    let mut definition = apart();
    assert!(definition.take_list(read_list(TOWNS).unwrap()));
    definition
}

fn facts() -> Facts {
    Facts {
        period: Some(october()),
        ..support::facts()
    }
}

fn scene(definition: Definition) -> Scene {
    Scene::open(&Rc::new(definition), "r", facts())
}

fn finish(scene: &mut Scene) -> Option<ReturnV1> {
    let finishing = support::finishing();
    let text = scene.session.finish(&finishing).ok()?.text().to_owned();
    Some(ReturnV1::read(&text, scene.session.definition()).unwrap())
}

fn places(problems: &[Problem]) -> Vec<(&str, &ProblemKind)> {
    problems
        .iter()
        .map(|problem| (problem.pointer.as_str(), &problem.kind))
        .collect()
}

#[test]
fn the_document_loads_without_the_list_and_says_which_it_wants() {
    let definition = apart();
    let wanted: Vec<(&str, Option<&str>)> = definition
        .lists_wanted()
        .map(|list| (list.id.as_str(), list.file.as_deref()))
        .collect();
    assert_eq!(wanted, [("town", Some("lists/town.json"))]);
    let definition = with_towns();
    assert_eq!(definition.lists_wanted().count(), 0);
    let town = &definition.lists[0];
    assert_eq!(
        (town.codes.len(), &town.codes[0].replaced_by[..]),
        (3, &[1][..])
    );
    assert_eq!(town.codes[2].parent, Some(1));
}

/// The hash is of the codes, so that a draft does not see where they stand.
#[test]
fn a_list_has_the_same_hash_in_the_document_and_in_its_file() {
    let codes = TOWNS.split_once(',').unwrap().1.strip_suffix('}').unwrap();
    let inside = load(&document(codes, EXPECT)).unwrap();
    let town = with_towns().lists[0].hash.clone();
    assert_eq!(inside.lists[0].hash, town);
    assert_ne!(apart().lists[0].hash, town);
}

#[test]
fn what_is_typed_is_kept_and_rules_wait_until_the_list_comes() {
    let mut scene = scene(apart());
    scene.answer("size", "big");
    scene.answer("town", "S1");
    let town = scene.at("town");
    assert_eq!(*scene.session.answer(&town), Answer::typed("S1"));
    assert_eq!(scene.finding("not-south"), None);
    assert_eq!(
        scene.messages(),
        ["Town cannot be checked: its list is not here yet. What was chosen is kept"]
    );
    assert!(finish(&mut scene).is_none());

    let mut scene = self::scene(with_towns());
    scene.answer("size", "big");
    scene.answer("town", "S1");
    assert_eq!(scene.messages(), ["Not South"]);
    scene.answer("town", "N1");
    assert_eq!(
        scene.messages(),
        ["Town holds North, which ended on 31 March 2025. Use Upper North"]
    );
    scene.answer("town", "N2");
    let posted = finish(&mut scene).unwrap();
    let hashes: Vec<&str> = posted.lists.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(hashes, ["town", "size"]);
    assert_eq!(posted.lists[0].1, with_towns().lists[0].hash);
}

#[test]
fn a_return_that_needs_no_code_of_it_can_be_finished_without_it() {
    let mut scene = scene(apart());
    scene.answer("size", "big");
    let posted = finish(&mut scene).unwrap();
    let hashes: Vec<&str> = posted.lists.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(hashes, ["size"]);
    assert!(
        scene
            .session
            .findings()
            .iter()
            .all(|finding| finding.severity != Severity::Error)
    );
}

#[test]
fn only_a_list_that_has_a_file_takes_one() {
    let mut definition = apart();
    let other = TOWNS.replace("\"town\"", "\"size\"");
    assert!(!definition.take_list(read_list(&other).unwrap()));
    let other = TOWNS.replace("\"town\"", "\"village\"");
    assert!(!definition.take_list(read_list(&other).unwrap()));
    // A newer file takes the place of an older one.
    assert!(definition.take_list(read_list(TOWNS).unwrap()));
    let newer = TOWNS.replace("South", "Deep South");
    assert!(definition.take_list(read_list(&newer).unwrap()));
    assert_eq!(definition.lists[0].codes[2].label, "Deep South");
}

#[test]
fn every_problem_of_a_file_has_its_place() {
    let wrong = TOWNS
        .replace("\"list\": \"town\"", "\"list\": \"Town\"")
        .replace("2025-03-31", "2025-03-32")
        .replace("[\"N2\"]", "[\"N3\"]")
        .replace("\"parent\": \"N2\"", "\"parent\": \"S1\", \"size\": 1");
    let problems = read_list(&wrong).unwrap_err();
    let found = places(&problems);
    assert_eq!(
        found.iter().map(|(place, _)| *place).collect::<Vec<_>>(),
        [
            "/list",
            "/codes/0/until",
            "/codes/0/replacedBy/0",
            "/codes/2/parent",
            "/codes/2/size"
        ],
        "{found:?}"
    );
    assert!(matches!(
        read_list("{").unwrap_err()[0].kind,
        ProblemKind::Json(_)
    ));
    let empty = read_list(r#"{ "list": "town", "codes": [] }"#).unwrap_err();
    let full = ProblemKind::WrongType {
        expected: Expected::FullList,
    };
    assert_eq!(places(&empty), [("/codes", &full)]);
}

#[test]
fn the_document_cannot_count_on_what_is_in_the_file() {
    let problems = load(&document(APART, "town == 'S1'")).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(matches!(problems[0].kind, ProblemKind::Rule(_)));
    assert_eq!(problems[0].pointer, "/returns/r/checks/0/expect");
    let reasons = document(APART, EXPECT).replace(
        "\"language\": \"en\",",
        "\"language\": \"en\", \"passReasons\": \"town\",",
    );
    let problems = load(&reasons).unwrap_err();
    assert_eq!(
        places(&problems),
        [("/passReasons", &ProblemKind::ListApart)]
    );
    for file in [
        "/lists/town.json",
        "../town.json",
        "https://example.org/t.json",
        "a//b",
    ] {
        let text = document(APART, EXPECT).replace("lists/town.json", file);
        let problems = load(&text).unwrap_err();
        let kind = ProblemKind::WrongType {
            expected: Expected::File,
        };
        assert_eq!(places(&problems), [("/codeLists/town/file", &kind)]);
    }
    let both = document(&format!("{APART}, \"codes\": []"), EXPECT);
    let unknown = ProblemKind::UnknownKey { meant: None };
    assert_eq!(
        places(&load(&both).unwrap_err()),
        [("/codeLists/town/codes", &unknown)]
    );
}

/// The list may grow, and what was chosen from it stands. A code that is gone is said to be, and nothing else is.
#[test]
fn a_draft_names_the_list_that_it_was_filled_in_with_and_opens_with_another() {
    let head = DraftHead {
        version: "1".into(),
        form: "r".into(),
        ..support::head("towns")
    };
    let mut first = scene(with_towns());
    first.answer("size", "big");
    first.answer("town", "S1");
    let text = draft_v1::write(&head, &first.session);
    let draft = parse(&text).unwrap();
    let hash = |definition: &Definition| definition.lists[0].hash.clone();
    let lists = draft
        .get("codeLists")
        .and_then(|lists| lists.entries())
        .unwrap();
    assert_eq!(
        lists.len(),
        1,
        "the document's own lists change with its version only"
    );
    assert_eq!(lists[0].1.as_text(), Some(&*hash(&with_towns())));

    let opened = |list: Option<String>| {
        let mut definition = apart();
        if let Some(list) = list {
            assert!(definition.take_list(read_list(&list).unwrap()));
        }
        let definition = Rc::new(definition);
        let form = definition.form("r").unwrap();
        let session = draft_v1::open(&text, &definition, form, facts())
            .unwrap()
            .session;
        Scene { session }
    };
    let grown = TOWNS.replace(
        "\"codes\": [",
        "\"codes\": [ { \"code\": \"W1\", \"label\": \"West\" },",
    );
    let mut grown = opened(Some(grown));
    assert_ne!(hash(grown.session.definition()), hash(&with_towns()));
    assert_eq!(
        (grown.words("town"), grown.messages()),
        ("South".into(), vec!["Not South".into()])
    );
    let now = draft_v1::write(&head, &grown.session);
    assert!(now.contains(&hash(grown.session.definition())), "{now}");
    grown.answer("town", "W1");
    let posted = finish(&mut grown).unwrap();
    assert_eq!(posted.lists[0].1, hash(grown.session.definition()));

    let gone = opened(Some(TOWNS.replace("S1", "S2")));
    assert_eq!(gone.messages(), ["Select town from the list"]);
    assert_eq!(*gone.session.answer(&gone.at("town")), Answer::typed("S1"));
    // A list that did not come leaves no hash, and the answer stays.
    let away = draft_v1::write(&head, &opened(None).session);
    assert_eq!(parse(&away).unwrap().get("codeLists"), None);
    assert!(away.contains("S1"));
}
