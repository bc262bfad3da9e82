//! Tests of JSON: cases at the edges, and agreement with `serde_json` on what is JSON and what it says.
#![allow(clippy::unwrap_used)]

use super::{
    Json, JsonErrorKind as Kind, Place, Writer, locate, locate_byte, locate_node, parse, pointer,
};
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, expect: Result<&str, (u32, Kind)>) {
    let found = parse(text).map(|json| json.to_text());
    assert_eq!(
        found.as_deref().map_err(|e| (e.at, e.kind)),
        expect.as_ref().map(|t| *t).map_err(|e| *e),
        "{text}"
    );
}

#[test]
fn reads_what_is_json() {
    let same = |text: &str| check(text, Ok(text));
    for text in [
        "null", "true", "false", "0", "-0", "1.50", "1e5", "-12.3E-4", "\"\"", "[]", "{}",
        "[[],{}]",
    ] {
        same(text);
    }
    same(r#"{"a":1,"a":2,"":[null]}"#);
    check(" \t\r\n[ 1 , 2 ] \n", Ok("[1,2]"));
    check(
        r#""\u0041\/\b\f\n\r\t\"\\ \u00e9 \ud83d\ude00 é 😀""#,
        Ok("\"A/\\u0008\\u000c\\n\\r\\t\\\"\\\\ é 😀 é 😀\""),
    );
}

#[test]
fn refuses_what_is_not() {
    for (text, at, kind) in [
        ("", 0, Kind::EndsEarly),
        ("  ", 2, Kind::EndsEarly),
        ("[1", 2, Kind::EndsEarly),
        ("[1,", 3, Kind::EndsEarly),
        ("[1,]", 3, Kind::Unexpected),
        ("[1 2]", 3, Kind::Unexpected),
        ("{\"a\"}", 4, Kind::Unexpected),
        ("{\"a\":1,}", 7, Kind::Unexpected),
        ("{a:1}", 1, Kind::Unexpected),
        ("tru", 3, Kind::EndsEarly),
        ("trux", 3, Kind::Unexpected),
        ("NaN", 0, Kind::Unexpected),
        ("'a'", 0, Kind::Unexpected),
        ("\u{feff}1", 0, Kind::Unexpected),
        ("01", 1, Kind::BadNumber),
        ("-", 1, Kind::EndsEarly),
        ("-a", 1, Kind::BadNumber),
        ("1.", 2, Kind::EndsEarly),
        ("1.e3", 2, Kind::BadNumber),
        ("1e+", 3, Kind::EndsEarly),
        (".5", 0, Kind::BadNumber),
        ("+1", 0, Kind::BadNumber),
        ("1 1", 2, Kind::Trailing),
        ("[] x", 3, Kind::Trailing),
        ("\"a", 2, Kind::EndsEarly),
        ("\"a\nb\"", 2, Kind::ControlCharacter),
        ("\"\\x\"", 2, Kind::BadEscape),
        ("\"\\u12g4\"", 5, Kind::BadEscape),
        ("\"\\ud800\"", 7, Kind::HalfPair),
        ("\"\\ude00\"", 7, Kind::HalfPair),
        ("\"\\ud800\\u0041\"", 13, Kind::HalfPair),
        ("\"\\ud800\\n\"", 7, Kind::HalfPair),
        ("\"\\ud800\\ue000\"", 13, Kind::HalfPair),
        ("\"\\ud800\\udbff\"", 13, Kind::HalfPair),
    ] {
        check(text, Err((at, kind)));
    }
}

#[test]
fn depth_has_a_limit() {
    assert!(parse(&("[".repeat(64) + &"]".repeat(64))).is_ok());
    let error = parse(&"[{\"a\":".repeat(500_000)).unwrap_err();
    assert_eq!((error.at, error.kind), (192, Kind::TooDeep));
}

#[test]
fn what_is_in_it() {
    let json = parse(r#"{"n":12.50,"e":1e3,"c":7,"t":"x","l":[true,null],"a/b":{"~":2}}"#).unwrap();
    assert_eq!(
        json.get("n").and_then(Json::number),
        crate::value::Decimal::parse("12.5")
    );
    assert_eq!(json.get("e").and_then(Json::number), None);
    assert_eq!(json.get("c").and_then(Json::as_count), Some(7));
    assert_eq!(json.get("n").and_then(Json::as_count), None);
    assert_eq!(json.get("t").and_then(Json::as_text), Some("x"));
    assert_eq!(json.at("/l/0").and_then(Json::as_bool), Some(true));
    assert!(json.at("/l/1").is_some_and(Json::is_null));
    assert_eq!(json.at("/a~1b/~0").and_then(Json::as_count), Some(2));
    for nowhere in ["/l/2", "/l/01", "/l/-", "/x", "/t/0", "l", "/~2"] {
        assert_eq!(json.at(nowhere), None, "{nowhere}");
    }
}

#[test]
fn finds_the_line_and_the_column() {
    let text =
        "{\n  \"é\": [1,\n    {\"a/b\": \"é\", \"k\": 5}],\n  \"é\": 2, \"o\": [], \"p\": {}\n}";
    let at = |pointer: &str| locate(text, pointer).map(|Place { line, column }| (line, column));
    assert_eq!(at(""), Some((1, 1)));
    assert_eq!(at("/é"), Some((2, 8)));
    assert_eq!(at("/é/0"), Some((2, 9)));
    assert_eq!(at("/é/1"), Some((3, 5)));
    assert_eq!(at("/é/1/a~1b"), Some((3, 13)));
    assert_eq!(at("/é/1/k"), Some((3, 23)));
    assert_eq!(at("/o"), Some((4, 16)));
    for nowhere in ["/o/0", "/p/a", "/é/2", "/x", "/é/1/k/0", "/é/x"] {
        assert_eq!(at(nowhere), None, "{nowhere}");
    }
    assert_eq!(
        locate("{\"a\": [1, nonsense", "/a/0"),
        Some(Place { line: 1, column: 8 })
    );
    assert_eq!(locate("{\"a\" 1}", "/a"), None);
}

#[test]
fn finds_a_value_by_its_number_and_a_character_in_it() {
    let text =
        "{\n \"a\": 1, \"a\": {\"b\": [],\n  \"c\": \"é\\u00e9\\n<x\"}, \"e\": {}, \"f\": 2}";
    let at =
        |node, within| locate_node(text, node, within).map(|Place { line, column }| (line, column));
    assert_eq!(at(0, None), Some((1, 1)));
    assert_eq!(at(1, None), Some((2, 7)));
    assert_eq!(at(2, None), Some((2, 15)), "the second of two alike");
    assert_eq!(at(3, None), Some((2, 21)));
    assert_eq!(at(4, None), Some((3, 8)));
    assert_eq!(at(4, Some(0)), Some((3, 9)));
    assert_eq!(at(4, Some(2)), Some((3, 10)), "an escape");
    assert_eq!(at(4, Some(4)), Some((3, 16)), "a line break as an escape");
    assert_eq!(at(4, Some(5)), Some((3, 18)));
    assert_eq!(at(4, Some(7)), Some((3, 20)), "behind the last character");
    assert_eq!(at(4, Some(8)), None);
    assert_eq!(at(1, Some(5)), at(1, None), "a number has no characters");
    assert_eq!((at(5, None), at(6, None)), (Some((3, 29)), Some((3, 38))));
    assert_eq!(at(7, None), None);
    assert_eq!(locate_node(&"[".repeat(100), 99, None), None);
    assert_eq!(locate_byte("a\né", 2), Some(Place { line: 2, column: 1 }));
    assert_eq!((locate_byte("é", 1), locate_byte("é", 3)), (None, None));
}

#[test]
fn writes_piece_by_piece() {
    let mut w = Writer::new();
    w.begin_object();
    w.text_entry("name", "Elm \"House\"\u{1}");
    w.key("rows");
    w.begin_list();
    w.begin_list();
    w.end_list();
    w.begin_object();
    w.end_object();
    w.number(crate::value::Decimal::parse("-0.50").unwrap());
    w.integer(i64::MIN);
    w.end_list();
    w.key("sent");
    w.truth(true);
    w.key("none");
    w.null();
    w.end_object();
    let expect = r#"{"name":"Elm \"House\"\u0001","rows":[[],{},-0.5,-9223372036854775808],"sent":true,"none":null}"#;
    assert_eq!(w.finish(), expect);
}

#[test]
fn pointers() {
    let mut made = String::new();
    pointer::push(&mut made, "a/b~c");
    pointer::push(&mut made, "");
    pointer::push_index(&mut made, 10);
    assert_eq!(made, "/a~1b~0c//10");
    assert_eq!(
        pointer::tokens(&made),
        Some(vec!["a/b~c".to_owned(), String::new(), "10".to_owned()])
    );
    assert_eq!(pointer::tokens("a"), None);
    assert_eq!(pointer::index(""), None);
    assert_eq!(pointer::index("99999999999999999999999"), None);
}

fn any_json() -> impl Strategy<Value = Json> {
    let number = "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,2})?";
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        number.prop_map(|n| Json::Number(n.into())),
        any::<String>().prop_map(|t| Json::Text(t.into())),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::List),
            prop::collection::vec((any::<String>().prop_map(Into::into), inner), 0..6)
                .prop_map(Json::Object),
        ]
    })
}

/// Whether both say the same. Numbers are compared as the oracle reads them, repeated keys as it keeps them.
fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Json::Null, serde_json::Value::Null) => true,
        (Json::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Json::Number(a), serde_json::Value::Number(b)) => {
            serde_json::from_str::<serde_json::Number>(a).unwrap() == *b
        }
        (Json::Text(a), serde_json::Value::String(b)) => **a == **b,
        (Json::List(a), serde_json::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), serde_json::Value::Object(b)) => b.iter().all(|(key, b)| {
            a.iter()
                .rev()
                .find(|(k, _)| **k == **key)
                .is_some_and(|(_, a)| same(a, b))
        }),
        _ => false,
    }
}

/// Both accept and say the same, or both refuse. Numbers beyond a binary float are refused by the oracle only.
fn agree(text: &str) -> Result<(), TestCaseError> {
    match (parse(text), serde_json::from_str::<serde_json::Value>(text)) {
        (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{:?} {}", ours, theirs),
        (Err(error), Err(_)) => {
            prop_assert!(text.is_char_boundary(usize::try_from(error.at).unwrap()));
        }
        (Ok(_), Err(error)) => prop_assert!(
            error.to_string().contains("out of range"),
            "accepted {:?}",
            text
        ),
        (Err(error), Ok(_)) => prop_assert!(false, "refused {:?}: {}", text, error),
    }
    Ok(())
}

/// Visits every value that a pointer reaches.
fn walk(json: &Json, at: &mut String, visit: &mut dyn FnMut(&str, &Json)) {
    visit(at, json);
    let length = at.len();
    match json {
        Json::List(list) => {
            for (i, value) in list.iter().enumerate() {
                pointer::push_index(at, i);
                walk(value, at, visit);
                at.truncate(length);
            }
        }
        Json::Object(entries) => {
            for (i, (key, value)) in entries.iter().enumerate() {
                if entries.iter().position(|(k, _)| k == key) == Some(i) {
                    pointer::push(at, key);
                    walk(value, at, visit);
                    at.truncate(length);
                }
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn written_and_read_again_is_the_same(json in any_json()) {
        let text = json.to_text();
        prop_assert_eq!(parse(&text), Ok(json));
        agree(&text)?;
    }

    #[test]
    fn agrees_on_mutated_texts(json in any_json(), cut in any::<prop::sample::Index>(),
                               put in "[\\[\\]{}:,\"0-9eE+.\\\\ntfu \n-]{0,3}", drop in 0_usize..3) {
        let text: Vec<char> = json.to_text().chars().collect();
        let at = cut.index(text.len() + 1);
        let end = (at + drop).min(text.len());
        let mutated: String = text[..at].iter().copied().chain(put.chars()).chain(text[end..].iter().copied()).collect();
        agree(&mutated)?;
    }

    #[test]
    fn agrees_on_soup(text in "[\\[\\]{}:,\"0-9eE+.\\\\ntfudDbB8 \u{1}é-]{0,12}") {
        agree(&text)?;
        agree(&format!("\"{text}\""))?;
    }

    #[test]
    fn every_value_is_found_where_it_stands(json in any_json()) {
        let text = json.to_text();
        walk(&json, &mut String::new(), &mut |pointer, value| {
            assert_eq!(json.at(pointer), Some(value));
            let place = locate(&text, pointer).unwrap();
            let rest: String = text.chars().skip(usize::try_from(place.column).unwrap() - 1).collect();
            assert_eq!(place.line, 1);
            assert!(rest.starts_with(&value.to_text()), "{pointer}");
        });
    }
}
