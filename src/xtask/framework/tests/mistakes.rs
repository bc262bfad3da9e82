//! A mistake of every kind that there is: each is found at its line, and none keeps another from being found.
#![allow(clippy::unwrap_used, missing_docs)]

use care_engine::definition::{Definition, Problem, Status, Texts, load, read_list};
use care_engine::json::parse;
use care_framework::FrameworkError;
use care_framework::check::{check, check_all, check_status};
use care_framework::texts::check_texts;
use std::collections::BTreeSet;

const MISTAKES: &str =
    include_str!("../../../../wasm-tests/fixtures/frameworks/every-mistake.json");
const KITCHEN: &str = include_str!("../../../../wasm-tests/fixtures/frameworks/kitchen.json");

/// The lines of the document that have a mistake, one each, and its kind. Written with the document, by hand.
const EXPECTED: &[(usize, &str)] = &[
    (2, "UnknownFormat"),
    (7, "RepeatedKey"),
    (10, "UnknownKey"),
    (11, "ListApart"),
    (13, "BadDate"),
    (16, "RepeatedCode"),
    (17, "BadId"),
    (18, "DatesReversed"),
    (19, "ReplacedByUnknown"),
    (20, "ReplacedByItself"),
    (21, "Repeated"),
    (22, "UnknownCode"),
    (23, "WrongType"),
    (42, "ReplacedAndAsked"),
    (44, "VersionsReversed"),
    (45, "MissingKey"),
    (46, "NotNil"),
    (47, "UnknownReason"),
    (48, "UnknownList"),
    (49, "Pattern"),
    (50, "TooManyPlaces"),
    (51, "BadBounds"),
    (52, "ReservedName"),
    (57, "ReplacedTwice"),
    (92, "BadOffset"),
    (93, "UnknownHolidays"),
    (94, "NotANumber"),
    (98, "ItemTwice"),
    (100, "UnknownItem"),
    (101, "CalculatedAndRequired"),
    (107, "Clash"),
    (109, "TableReplacedTwice"),
    (109, "TableReplacedAndAsked"),
    (109, "TooLarge"),
    (111, "RepeatedId"),
    (112, "Rule"),
    (115, "CalculateUnknownTarget"),
    (116, "MixedScale"),
    (117, "Cycle"),
    (120, "EmptyAbout"),
    (122, "AboutNotRead"),
    (124, "UnknownTable"),
    (129, "UnknownForm"),
    (137, "Ended"),
];

/// A status of the kitchen with the mistakes that only a status can have.
const STATUS: &str = r#"{ "format": 1,
  "framework": "other",
  "versions": { "1.0": { "lowered": [
    { "return": "ghost", "check": "moved", "why": "W" },
    { "return": "month", "check": "ghost", "why": "W" },
    { "return": "month", "check": "moved", "why": "W" } ] } } }"#;
const OF_STATUS: &[(usize, &str)] = &[
    (2, "OtherFramework"),
    (4, "UnknownReturn"),
    (5, "UnknownCheck"),
    (6, "WarningAlready"),
];

/// Texts of the kitchen with the mistakes that only texts can have.
const TEXTS: &str = r#"{ "format": 1, "framework": "kitchen",
  "version": "0.9",
  "language": "a language",
  "texts": {
    "/items/chairs/label": "Cadeiriau",
    "/items/seats/type/kind": "cyfan",
    "/items/seats/question": "Faint o seddi?" } }"#;
const OF_TEXTS: &[(usize, &str)] = &[
    (2, "OtherVersion"),
    (3, "BadLanguage"),
    (5, "UnknownPlace"),
    (6, "NotAText"),
    (7, "OtherBraces"),
];
const FIRST_LANGUAGE: &str = r#"{ "format": 1, "framework": "kitchen", "version": "1.0",
  "language": "en", "texts": {} }"#;

/// Every kind of problem, as the engine's own source lists them: a new one is missed here until it has a mistake.
fn kinds() -> BTreeSet<String> {
    let source = include_str!("../../../engine/definition/problem.rs");
    let body = source.split_once("pub enum ProblemKind {").unwrap().1;
    let body = body.split_once("\n}").unwrap().0;
    let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
    let names = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    names.map(name).collect()
}

fn name(said: &str) -> String {
    said.chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect()
}

/// Each problem's line, as the tool prints it, with its kind.
fn found(lines: &[String], problems: &[Problem]) -> Vec<(usize, String)> {
    assert_eq!(lines.len(), problems.len(), "{lines:#?}");
    let line = |said: &str| said.split(':').nth(1).unwrap().parse().unwrap();
    let both = lines.iter().zip(problems);
    both.map(|(said, problem)| (line(said), name(&format!("{:?}", problem.kind))))
        .collect()
}

fn expected(all: &[(usize, &str)]) -> Vec<(usize, String)> {
    all.iter()
        .map(|(line, kind)| (*line, (*kind).to_owned()))
        .collect()
}

fn kitchen() -> Definition {
    load(KITCHEN).unwrap()
}

#[test]
fn every_mistake_is_reported_with_its_line_and_none_hides_another() {
    let report = check("f.json", MISTAKES);
    let problems = load(MISTAKES).unwrap_err();
    assert_eq!(found(&report.lines, &problems), expected(EXPECTED));
    // What is wrong in a list's own file is found beside it.
    let list = "{ \"list\": \"near\",\n  \"codes\": [] }";
    let beside = |_: &str| -> Result<String, FrameworkError> { Ok(list.into()) };
    let lines = check_all("f.json", MISTAKES, &beside).lines;
    assert_eq!(lines.len(), EXPECTED.len() + 1, "{lines:#?}");
    assert!(
        lines[EXPECTED.len()].starts_with("lists/afar.json:2:12:"),
        "{lines:#?}"
    );
    assert!(read_list(list).is_err());
}

#[test]
fn so_are_those_of_a_status_and_of_texts() {
    let kitchen_file = ("kitchen.json", KITCHEN);
    let (lines, _) = check_status(("s.json", STATUS), kitchen_file).unwrap();
    let problems = Status::read(STATUS, &kitchen()).unwrap_err();
    assert_eq!(found(&lines, &problems), expected(OF_STATUS));
    for (texts, of) in [(TEXTS, OF_TEXTS), (FIRST_LANGUAGE, &[(2, "SameLanguage")])] {
        let (lines, _) = check_texts(("t.json", texts), kitchen_file).unwrap();
        let problems = Texts::read(texts, &parse(KITCHEN).unwrap()).unwrap_err();
        assert_eq!(found(&lines, &problems), expected(of));
    }
}

/// Two kinds stand alone by their nature: a text that is no JSON, and that there is more than can be listed.
#[test]
fn every_kind_of_problem_has_a_mistake_here() {
    let broken = MISTAKES.replacen("\"format\": 7,", "\"format\": 7,,", 1);
    let report = check("f.json", &broken);
    let problems = load(&broken).unwrap_err();
    assert_eq!(found(&report.lines, &problems), [(2, "Json".to_owned())]);
    let keys: Vec<String> = (0..1_100).map(|n| format!("\"k{n}\": 1")).collect();
    let more = format!("{{{}}}", keys.join(",\n"));
    let report = check("f.json", &more);
    let problems = load(&more).unwrap_err();
    let many = found(&report.lines, &problems);
    assert_eq!(many.last().unwrap().1, "More");
    assert!(many.len() > 1_000);

    let mut shown: BTreeSet<String> = ["Json", "More", "SameLanguage"].map(str::to_owned).into();
    for all in [EXPECTED, OF_STATUS, OF_TEXTS] {
        shown.extend(all.iter().map(|(_, kind)| (*kind).to_owned()));
    }
    assert_eq!(shown, kinds());
}
