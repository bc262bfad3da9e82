//! What a backend says is kept as text, in measure, whatever it holds.
#![allow(clippy::unwrap_used)]

use super::Refusal;
use care_engine::json::{Json, parse};

const TEXTS: &str = include_str!("../../wasm-tests/fixtures/hostile/texts.json");

#[test]
fn a_refusal_keeps_hostile_words_as_words() {
    let texts = parse(TEXTS).unwrap();
    for (name, text) in texts.entries().unwrap() {
        let text = text.as_text().unwrap();
        let entry = |key: &str, value: Json| (Box::from(key), value);
        let finding = Json::Object(vec![
            entry("pointer", Json::Text("/answers/__proto__".into())),
            entry("detail", Json::Text(text.into())),
        ]);
        let body = Json::Object(vec![
            entry("__proto__", Json::Object(vec![])),
            entry("title", Json::Text(text.into())),
            entry("errors", Json::List(vec![finding])),
        ]);
        let refusal = Refusal::read(422, &body.to_text());
        let cut: String = text.chars().take(500).collect();
        assert_eq!(refusal.title.as_deref(), Some(cut.as_str()), "{name}");
        assert_eq!(refusal.findings.len(), 1, "{name}");
        assert_eq!(refusal.findings[0].detail, cut, "{name}");
        assert_eq!(refusal.findings[0].pointer, "/answers/__proto__");
    }
}

#[test]
fn a_refusal_without_measure_is_kept_in_measure() {
    let many = format!(
        "{{\"errors\":[{}]}}",
        vec![r#"{"pointer":"/answers/a","detail":"no"}"#; 5_000].join(",")
    );
    assert_eq!(Refusal::read(422, &many).findings.len(), 200);
    let long = format!("{{\"title\":\"{}\"}}", "long".repeat(100_000));
    assert_eq!(
        Refusal::read(422, &long).title.unwrap().chars().count(),
        500
    );
    for nothing in [
        "[".repeat(200_000),
        "{\"errors\":{\"a\":1},\"title\":[]}".to_owned(),
        "{\"errors\":[7,null,[],\"x\"]}".to_owned(),
        "<html>".to_owned(),
    ] {
        let refusal = Refusal::read(422, &nothing);
        assert_eq!(refusal.status, 422);
        assert_eq!(refusal.title, None);
        assert!(
            refusal
                .findings
                .iter()
                .all(|finding| finding.pointer.is_empty())
        );
    }
}
