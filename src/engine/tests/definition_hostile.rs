//! Documents with many mistakes, and documents that nobody means well: every problem has its place, and nothing panics.
#![allow(clippy::unwrap_used, missing_docs)]

use care_engine::definition::{Problem, ProblemKind, load};
use care_engine::json::{Json, locate, parse};
use proptest::prelude::*;

const SMALL: &str = include_str!("../../../wasm-tests/fixtures/frameworks/small.json");
const TEN_MISTAKES: &str =
    include_str!("../../../wasm-tests/fixtures/frameworks/ten-mistakes.json");

/// Every pointer leads somewhere, in the order of the text, and no problem stands twice. Repeated keys are left out of
/// account: a pointer means the first of them.
#[track_caller]
fn check_places(text: &str, problems: &[Problem]) {
    assert!(!problems.is_empty());
    let root = parse(text).unwrap();
    let mut last = None;
    let repeats = problems
        .iter()
        .any(|problem| problem.kind == ProblemKind::RepeatedKey);
    for (at, problem) in problems.iter().enumerate() {
        assert!(!problem.to_string().is_empty());
        if repeats {
            continue;
        }
        let node = root
            .at(&problem.pointer)
            .unwrap_or_else(|| panic!("{problem:?}"));
        if let Some((from, to)) = problem.at {
            assert!(
                node.as_text()
                    .unwrap()
                    .get(from as usize..to as usize)
                    .is_some(),
                "{problem:?}"
            );
        }
        if problem.kind == ProblemKind::More {
            continue;
        }
        let place = locate(text, &problem.pointer).map(|place| (place.line, place.column));
        assert!(place.is_some() && place >= last, "{problem:?}");
        last = place;
        assert!(!problems[..at].contains(problem), "{problem:?}");
    }
}

#[test]
fn ten_mistakes_are_ten_problems_with_their_lines() {
    let problems = load(TEN_MISTAKES).unwrap_err();
    check_places(TEN_MISTAKES, &problems);
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expect = [
        "/holidays/england/until: this must be a date that exists, written like 2026-11-21",
        "/codeLists/pass-reason/codes/1/code: this code stands in the list twice: keep one, with one range of dates",
        "/items/max_capacity/type/max: the least is more than the greatest: turn them round",
        "/items/outbreak: \"label\" is missing here: add it",
        "/items/bed_type/type/list: there is no such code list: check the id, or add the list",
        "/returns/beds/colour: this key has no meaning here: check its spelling, or take it out",
        "/returns/beds/sections/1/questions/1/showIf: These two cannot stand together: a number and text",
        "/returns/beds/sections/2/questions/1: there is no such item here: check the id, or add the item",
        "/returns/beds/calculate/vacant: these lead round in a circle, so that none can go first: vacant → vacant",
        "/returns/beds/checks/0/about/1: the check's rule does not read this: take it out, or use it in \"expect\"",
    ];
    assert_eq!(found, expect);
    let lines: Vec<u32> = problems
        .iter()
        .filter_map(|one| locate(TEN_MISTAKES, &one.pointer))
        .map(|at| at.line)
        .collect();
    assert!(lines.is_sorted());
    assert_eq!(lines.len(), 10);
}

#[test]
fn a_flood_of_problems_is_cut_off_and_says_so() {
    let keys: Vec<String> = (0..3_000).map(|n| format!("\"unknown{n}\": 1")).collect();
    let text = format!("{{{}}}", keys.join(","));
    let problems = load(&text).unwrap_err();
    assert_eq!(problems.len(), 1_001);
    assert_eq!(
        problems.last().map(|problem| &problem.kind),
        Some(&ProblemKind::More)
    );
}

/// A document of ten thousand items, half as many rules in one long chain.
#[test]
fn a_large_document_loads_in_order() {
    let source = "\"source\": {\"title\": \"S\", \"mark\": \"proposed\"}, \"since\": \"1\"";
    let item = |n: usize| {
        format!(
            "\"i{n}\": {{\"label\": \"L\", \"question\": \"Q\", \"basis\": \"flow\", \"type\": {{\"kind\": \"integer\"}}, {source}}}"
        )
    };
    let items: Vec<String> = (0..10_000).map(item).collect();
    let questions: Vec<String> = (0..10_000).map(|n| format!("\"i{n}\"")).collect();
    let rules: Vec<String> = (0..5_000)
        .map(|n| format!("\"i{n}\": \"i{} + 1\"", n + 1))
        .collect();
    let text = format!(
        "{{\"format\": 1, \"id\": \"a\", \"version\": \"1\", \"title\": \"T\", \"language\": \"en\", \"items\": {{{}}},
          \"subjects\": {{\"s\": {{\"title\": \"S\", \"id\": \"i0\", \"name\": \"i0\", \"sections\": [
            {{\"id\": \"all\", \"title\": \"All\", \"questions\": [{}]}}], \"calculate\": {{{}}}}}}}, \"returns\": {{}}}}",
        items.join(","),
        questions.join(","),
        rules.join(",")
    );
    let definition = load(&text).unwrap_or_else(|problems| panic!("{:#?}", problems.first()));
    let rules = &definition.forms[0].rules;
    assert_eq!(rules.len(), 5_000);
    assert_eq!(rules[0].pointer, "/subjects/s/calculate/i4999");
}

/// All nodes of a document, by pointer.
fn pointers(node: &Json, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match node {
        Json::List(list) => list
            .iter()
            .enumerate()
            .for_each(|(n, node)| pointers(node, &format!("{here}/{n}"), all)),
        Json::Object(entries) => {
            for (key, node) in entries {
                pointers(node, &format!("{here}/{key}"), all);
            }
        }
        _ => {}
    }
}

/// Puts something else where a pointer leads, or takes it out.
fn put(node: &mut Json, pointer: &[&str], new: Option<&Json>) {
    let [first, rest @ ..] = pointer else { return };
    match node {
        Json::List(list) => {
            let at: usize = first.parse().unwrap();
            match (rest.is_empty(), new) {
                (false, _) => put(&mut list[at], rest, new),
                (true, Some(new)) => list[at] = new.clone(),
                (true, None) => drop(list.remove(at)),
            }
        }
        Json::Object(entries) => {
            let at = entries
                .iter()
                .position(|(key, _)| **key == **first)
                .unwrap();
            match (rest.is_empty(), new) {
                (false, _) => put(&mut entries[at].1, rest, new),
                (true, Some(new)) => entries[at].1 = new.clone(),
                (true, None) => drop(entries.remove(at)),
            }
        }
        _ => {}
    }
}

fn changed(root: &Json, pointer: &str, new: Option<&Json>) -> String {
    let mut root = root.clone();
    let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
    put(&mut root, &tokens, new);
    root.to_text()
}

/// Whatever single node is lost or of another kind, the document loads or says why, at places that are there. What is
/// said stays near: one mistake is at most a few problems.
#[test]
fn any_one_node_may_be_lost_or_wrong() {
    let mut all = Vec::new();
    let root = parse(SMALL).unwrap();
    pointers(&root, "", &mut all);
    let odd = [
        None,
        Some(Json::Null),
        Some(Json::Number("7".into())),
        Some(Json::Text("".into())),
        Some(Json::Text("ghost".into())),
        Some(Json::List(vec![])),
        Some(Json::Object(vec![])),
    ];
    let mut most = (0, String::new());
    for (at, pointer) in all.iter().enumerate().skip(1) {
        // Each node is taken out, and is two of the others in turn.
        for new in [0, 1 + at % 3, 4 + at % 3].map(|which| &odd[which]) {
            let text = changed(&root, pointer, new.as_ref());
            if let Err(problems) = load(&text) {
                check_places(&text, &problems);
                if problems.len() > most.0 {
                    most = (problems.len(), format!("{pointer} {new:?}"));
                }
            }
        }
    }
    assert!(most.0 <= 20, "{most:?}");
}

fn any_json() -> impl Strategy<Value = Json> {
    let word = prop::sample::select(vec![
        "format",
        "id",
        "items",
        "type",
        "kind",
        "integer",
        "sections",
        "questions",
        "item",
        "table",
        "rows",
        "columns",
        "calculate",
        "checks",
        "about",
        "expect",
        "occupied",
        "occupied > 1",
        "area_rows.fee",
        "{occupied}",
        "codes",
        "code",
        "returns",
        "beds",
        "subject",
        "1 +",
        "",
    ]);
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(|n| Json::Number(n.to_string().into())),
        word.clone().prop_map(|text| Json::Text(text.into())),
        ".{0,8}".prop_map(|text| Json::Text(text.into())),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        let key = prop_oneof![
            word.clone().prop_map(str::to_owned),
            ".{0,4}".prop_map(|key| key)
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::List),
            prop::collection::vec((key, inner), 0..6).prop_map(|all| Json::Object(
                all.into_iter()
                    .map(|(key, value)| (key.into(), value))
                    .collect()
            )),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_documents_never_panic(json in any_json()) {
        let text = json.to_text();
        if let Err(problems) = load(&text) {
            check_places(&text, &problems);
        }
    }

    #[test]
    fn random_parts_in_a_good_document_never_panic(json in any_json(), at in any::<prop::sample::Index>()) {
        let mut all = Vec::new();
        let root = parse(SMALL).unwrap();
        pointers(&root, "", &mut all);
        let text = changed(&root, &all[1 + at.index(all.len() - 1)], Some(&json));
        if let Err(problems) = load(&text) {
            check_places(&text, &problems);
        }
    }

    #[test]
    fn random_bytes_in_a_good_document_never_panic(from in any::<prop::sample::Index>(), length in 0_usize..40, new in ".{0,6}") {
        let characters: Vec<char> = SMALL.chars().collect();
        let from = from.index(characters.len());
        let to = (from + length).min(characters.len());
        let text: String = characters[..from].iter().copied().chain(new.chars()).chain(characters[to..].iter().copied()).collect();
        if let Err(problems) = load(&text) && parse(&text).is_ok() {
            check_places(&text, &problems);
        }
    }
}
