//! A document that is right, edits to it, and what they must give.

use care_engine::definition::{Expected, Problem, ProblemKind, load};
use care_engine::json::parse;
use care_engine::rules::RuleErrorKind;
use std::mem::discriminant;

pub(crate) const SMALL: &str =
    include_str!("../../../../wasm-tests/fixtures/frameworks/small.json");

pub(crate) fn problems(text: &str) -> Vec<Problem> {
    load(text).err().unwrap_or_default()
}

pub(crate) fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = SMALL.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "the document has no {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// One edit, one problem: its place and kind, and nothing else.
#[track_caller]
pub(crate) fn check(from: &str, to: &str, pointer: &str, kind: ProblemKind) {
    check_all(&[(from, to)], &[(pointer, kind)]);
}

#[track_caller]
pub(crate) fn check_all(edits: &[(&str, &str)], expect: &[(&str, ProblemKind)]) {
    let found: Vec<(String, ProblemKind)> = problems(&edited(edits))
        .into_iter()
        .map(|problem| (problem.pointer, problem.kind))
        .collect();
    let expect: Vec<(String, ProblemKind)> = expect
        .iter()
        .map(|(pointer, kind)| ((*pointer).to_owned(), kind.clone()))
        .collect();
    assert_eq!(found, expect);
}

/// One edit, one refused rule: the words that its bytes cover.
#[track_caller]
pub(crate) fn check_rule(from: &str, to: &str, pointer: &str, kind: RuleErrorKind, words: &str) {
    let text = edited(&[(from, to)]);
    let found = problems(&text);
    let [problem] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(problem.pointer, pointer);
    let ProblemKind::Rule(error) = problem.kind else {
        panic!("{problem:#?}")
    };
    assert_eq!(discriminant(&error.kind), discriminant(&kind), "{error:?}");
    let root = parse(&text).unwrap();
    let rule = root.at(pointer).unwrap().as_text().unwrap();
    let (at, to) = problem.at.unwrap();
    assert_eq!(rule.get(at as usize..to as usize), Some(words));
}

pub(crate) fn cycle(path: &[&str]) -> ProblemKind {
    ProblemKind::Cycle {
        path: path.iter().map(|name| (*name).to_owned()).collect(),
    }
}

pub(crate) const UNKNOWN: ProblemKind = ProblemKind::UnknownKey { meant: None };

pub(crate) const fn meant(key: &'static str) -> ProblemKind {
    ProblemKind::UnknownKey { meant: Some(key) }
}

pub(crate) const fn wrong(expected: Expected) -> ProblemKind {
    ProblemKind::WrongType { expected }
}
