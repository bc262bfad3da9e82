//! The corpus of `wasm-tests/fixtures/hostile`: what nobody means well is refused or kept as the text that it is, and no
//! error holds a part of it.
#![allow(clippy::unwrap_used)]

use care_engine::definition::load;
use care_engine::exchange::draft_v1;
use care_engine::exchange::receipt_v1::ReceiptV1;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::json::{Json, parse};
use std::fs::read_to_string;

const READERS: &str = "../../wasm-tests/fixtures/hostile/readers.json";
const TEXTS: &str = "../../wasm-tests/fixtures/hostile/texts.json";
const KITCHEN: &str = "../../wasm-tests/fixtures/frameworks/kitchen.json";

/// What stands for an answer in the corpus.
const ANSWER: &str = "answer-in-the-clear";

/// What an error says, to a person and to a developer.
fn said(error: &(impl std::fmt::Display + std::fmt::Debug)) -> String {
    format!("{error} {error:?}")
}

#[test]
fn every_reader_refuses_or_keeps_what_nobody_means_well() {
    let corpus = parse(&read_to_string(READERS).unwrap()).unwrap();
    let framework = load(&read_to_string(KITCHEN).unwrap()).unwrap();
    let (mut refused, mut kept) = (0, 0);
    for case in corpus.as_list().unwrap() {
        let of = |key: &str| case.get(key).and_then(Json::as_text).unwrap();
        let name = of("name");
        let times = case.get("times").and_then(Json::number);
        let times = times.map_or(1, |times| times.to_int().unwrap());
        let text = of("text").repeat(usize::try_from(times).unwrap());
        // What it says is shown, so that a case that says nothing is noticed.
        let error = match of("reader") {
            "receipt" => match ReceiptV1::read(&text) {
                Ok(receipt) => {
                    for words in case.get("kept").and_then(Json::as_list).unwrap_or_default() {
                        let words = words.as_text().unwrap();
                        assert!(
                            receipt.reference == words || receipt.state.word() == words,
                            "{name}: {words}"
                        );
                    }
                    None
                }
                Err(error) => Some(said(&error)),
            },
            "draft" => draft_v1::read_head(&text, &framework)
                .err()
                .map(|error| said(&error)),
            "return" => ReturnV1::read(&text, &framework)
                .err()
                .map(|error| said(&error)),
            "document" => load(&text)
                .err()
                .map(|problems| problems.iter().map(said).collect::<String>()),
            other => panic!("{other}"),
        };
        assert_eq!(
            error.is_none(),
            case.get("kept").is_some(),
            "{name}: {error:?}"
        );
        match error {
            None => kept += 1,
            Some(error) => {
                assert!(
                    !error.is_empty() && !error.contains(ANSWER),
                    "{name}: {error}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused >= 15 && kept >= 3, "{refused} refused, {kept} kept");
}

/// Hostile text in every text of a framework is text: it loads, and what it says comes out as it went in.
#[test]
fn a_framework_keeps_hostile_text_as_text() {
    let texts = parse(&read_to_string(TEXTS).unwrap()).unwrap();
    let plain = read_to_string(KITCHEN).unwrap();
    for (name, hostile) in texts.entries().unwrap() {
        let hostile = hostile.as_text().unwrap();
        let mut document = parse(&plain).unwrap();
        let Json::Object(entries) = &mut document else {
            panic!("no object")
        };
        for (key, value) in entries {
            if &**key == "title" {
                *value = Json::Text(hostile.into());
            }
        }
        let framework =
            load(&document.to_text()).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        assert_eq!(framework.title, hostile, "{name}");
    }
}
