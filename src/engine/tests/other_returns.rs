//! What a return reads of another one, of the code lists, and of the codes of its rows; and what is wrong with it.

#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::{Definition, Problem, ProblemKind, load};
use care_engine::json::parse;
use care_engine::rules::RuleErrorKind;
use care_engine::session::{Content, Earlier, Facts};
use std::rc::Rc;
use support::{Scene, date, facts, october};

/// Two returns of a kitchen and one of a street; the first reads of the second.
const DOCUMENT: &str = include_str!("../../../wasm-tests/fixtures/frameworks/two.json");

fn document(from: &str, to: &str) -> String {
    assert!(DOCUMENT.contains(from), "the document has no {from}");
    DOCUMENT.replacen(from, to, 1)
}

fn definition() -> Rc<Definition> {
    Rc::new(load(&document("", "")).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// A return of another kind that was accepted before.
fn stock(answers: &[(&str, &str)]) -> Earlier {
    Earlier {
        period: Some(october()),
        filed: date("2026-11-01"),
        answers: answers
            .iter()
            .map(|(item, text)| ((*item).to_owned(), Content::Text(Rc::from(*text))))
            .collect(),
        passes: Vec::new(),
    }
}

fn open(others: Vec<(String, Earlier)>) -> Scene {
    let facts = Facts { others, ..facts() };
    Scene::open(&definition(), "month", facts)
}

fn failing(scene: &Scene) -> Vec<(String, String)> {
    let findings = scene.session.findings();
    let checks = findings.into_iter().filter_map(|found| {
        let id = found.check?;
        Some((id, found.message))
    });
    checks.collect()
}

#[test]
fn a_check_reads_the_newest_return_of_another_kind() {
    // 2 thousand kilograms are enough for 20 meals.
    let mut scene = open(vec![
        ("road".into(), stock(&[("bags", "9")])),
        ("stock-room".into(), stock(&[("flour", "2"), ("bags", "7")])),
    ]);
    scene.answer("meals", "20");
    assert_eq!(failing(&scene), []);
    scene.answer("meals", "21");
    let message = "21 meals of 2 of flour".to_owned();
    assert_eq!(failing(&scene), [("flour".to_owned(), message)]);
    assert_eq!(scene.session.intro(0).as_deref(), Some("You had 7."));
}

#[test]
fn without_such_a_return_the_check_is_silent() {
    for others in [
        vec![],
        vec![("road".to_owned(), stock(&[("flour", "0")]))],
        vec![("stock-room".to_owned(), stock(&[("bags", "7")]))],
        vec![("stock-room".to_owned(), stock(&[("flour", "many")]))],
        vec![("nowhere".to_owned(), stock(&[("flour", "0")]))],
    ] {
        let mut scene = open(others);
        scene.answer("meals", "999");
        assert_eq!(failing(&scene), []);
    }
}

#[test]
fn a_form_says_which_other_returns_it_reads() {
    let definition = definition();
    let others = |id: &str| -> Vec<String> {
        let form = definition.form(id).unwrap();
        let ids = form.others.iter();
        ids.map(|at| definition.forms[usize::from(*at)].id.clone())
            .collect()
    };
    assert_eq!(others("month"), ["stock-room"]);
    assert_eq!(others("stock-room"), [""; 0]);
}

#[test]
fn pairs_and_numbers_are_those_of_the_lists() {
    let mut scene = open(vec![]);
    scene.answer("meal", "lunch");
    scene.answer("size", "small");
    assert_eq!(failing(&scene), []);
    assert_eq!(scene.words("least"), "£4.50");
    assert_eq!(scene.words("share"), "40");
    // Valid from October, and not settled.
    scene.answer("size", "large");
    assert_eq!(failing(&scene), []);
    assert_eq!(scene.words("share"), "");
}

#[test]
fn a_pair_that_is_not_there_is_told() {
    let document = document("\"until\": \"2026-06-30\", ", "");
    let definition = Rc::new(load(&document).unwrap());
    let mut scene = Scene::open(&definition, "month", facts());
    scene.answer("meal", "tea");
    assert_eq!(failing(&scene), []);
    scene.answer("size", "small");
    let message = "Tea does not come Small".to_owned();
    assert_eq!(failing(&scene), [("comes".to_owned(), message)]);
}

#[test]
fn a_fixed_row_knows_its_codes() {
    let mut scene = open(vec![]);
    scene.answer("prices/large+lunch/price", "4.50");
    assert_eq!(failing(&scene), []);
    scene.answer("prices/small+lunch/price", "4.49");
    let message = "Small, Lunch: Lunch costs 4.5".to_owned();
    assert_eq!(failing(&scene), [("lunch-price".to_owned(), message)]);
}

/// The one problem of the document with an edit: its kind, and the words of the rule that it covers.
fn refused(from: &str, to: &str) -> (RuleErrorKind, String) {
    let text = document(from, to);
    let problems: Vec<Problem> = load(&text).err().unwrap_or_default();
    let [problem] = &problems[..] else {
        panic!("{problems:#?}")
    };
    let ProblemKind::Rule(error) = problem.kind else {
        panic!("{problem:#?}")
    };
    let root = parse(&text).unwrap();
    let rule = root.at(&problem.pointer).unwrap().as_text().unwrap();
    let words = rule.get(error.at as usize..error.to as usize).unwrap();
    (error.kind, words.to_owned())
}

#[test]
fn mistakes_point_at_their_words() {
    use RuleErrorKind as R;
    let reads = "value(returns.stock_room.flour)";
    for (from, to, kind, words) in [
        (
            reads,
            "value(returns.stockroom.flour)",
            R::UnknownReturn,
            "stockroom",
        ),
        (
            reads,
            "value(returns.month.meals)",
            R::UnknownReturn,
            "month",
        ),
        (reads, "value(returns.road.bags)", R::OtherSubject, "road"),
        (
            reads,
            "value(returns.stock_room.meals)",
            R::UnknownMember,
            "meals",
        ),
        (
            reads,
            "returns.stock_room.flour",
            R::MixedScales,
            "meals <= returns.stock_room.flour / 100",
        ),
        (
            "'meal-size')\" }",
            "'meals')\" }",
            R::UnknownList,
            "'meals'",
        ),
        ("'meal-size')\" }", "meal)\" }", R::NeedsList, "meal"),
        (
            "rowCode('meal') !=",
            "rowCode('meal-size') !=",
            R::NoRowCode,
            "rowCode('meal-size')",
        ),
        ("!= 'lunch'", "!= 'dinner'", R::UnknownCode, "'dinner'"),
        (
            "number(meal)",
            "number(meals)",
            R::WrongType {
                wanted: care_engine::rules::Kinds::CODE,
                found: care_engine::rules::Kinds::NUMBER,
            },
            "meals",
        ),
        (
            "number(meal)",
            "number(rowCode('meal'))",
            R::NoRowCode,
            "rowCode('meal')",
        ),
    ] {
        assert_eq!(refused(from, to), (kind, words.to_owned()), "{to}");
    }
}

#[test]
fn a_number_of_a_code_is_a_number() {
    let problems = load(&document("\"number\": 4.5", "\"number\": \"4.5\"")).unwrap_err();
    let pointers: Vec<&str> = problems.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(pointers, ["/codeLists/meal/codes/0/number"]);
}

#[test]
fn a_number_of_a_code_is_part_of_the_list_s_hash() {
    let hash = |text: &str| load(text).unwrap().lists[0].hash.clone();
    let with = hash(&document("", ""));
    assert_ne!(with, hash(&document("\"number\": 4.5", "\"number\": 4.6")));
    assert_ne!(with, hash(&document(", \"number\": 4.5", "")));
    assert_eq!(with, hash(&document("\"number\": 4.5", "\"number\": 4.50")));
}
