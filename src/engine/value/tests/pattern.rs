//! Patterns: cases, limits, and agreement with `regex` on random patterns and texts.

use crate::value::pattern::{Pattern, PatternErrorKind as Kind};
use proptest::prelude::*;
use std::fmt::Write;

#[track_caller]
fn check(pattern: &str, yes: &[&str], no: &[&str]) {
    let compiled = Pattern::compile(pattern).unwrap();
    for text in yes {
        assert!(compiled.matches(text), "{pattern} should match {text:?}");
    }
    for text in no {
        assert!(
            !compiled.matches(text),
            "{pattern} should not match {text:?}"
        );
    }
}

#[test]
fn matches_whole_texts() {
    check("", &[""], &["a"]);
    check("abc", &["abc"], &["", "ab", "abcd", "xabc", "ABC"]);
    check(
        "[0-9]-[0-9]{8,12}",
        &["1-12345678", "1-123456789012"],
        &["1-1234567", "12-12345678", "1-1234567890123"],
    );
    check(r"\d{4}", &["2026"], &["202", "20266", "٣٣٣٣"]);
    check(
        r"\w+\s\w+",
        &["Elm House"],
        &["Elm", "Elm  House", "Élm House"],
    );
    check("a?b*c+", &["c", "ac", "bbc", "abccc"], &["", "ab", "aac"]);
    check(
        "(ab|cd)*|x",
        &["", "ab", "cdab", "x"],
        &["abc", "xx", "abx"],
    );
    check("a{2,}", &["aa", "aaaaa"], &["a", ""]);
    check("a{0}b", &["b"], &["ab"]);
    check("(a{2,3}){2}", &["aaaa", "aaaaaa"], &["aaa", "aaaaaaa"]);
    check("[^a-c]", &["d", "é", "\n"], &["a", "", "dd"]);
    check(r"[\d\-x-]", &["5", "-", "x"], &["a"]);
    check(r"[a^\]]", &["a", "^", "]"], &["b"]);
    check(r"\.\\\(\{\^", &[r".\({^"], &["a"]);
    check(".", &["a", "é", "😀"], &["", "\n", "ab"]);
    check("(a*)*b", &["b", "aab"], &["a"]);
    check("()*", &[""], &["a"]);
    check("é|😀", &["é", "😀"], &["e"]);
    check("a||b", &["a", "", "b"], &["ab"]);
}

#[test]
fn refuses_with_the_place() {
    for (pattern, at, kind) in [
        ("^a$", 0, Kind::Anchor),
        ("a$", 1, Kind::Anchor),
        ("(a", 2, Kind::Unclosed),
        ("a)", 1, Kind::Unopened),
        ("a]", 1, Kind::Unopened),
        ("a}", 1, Kind::Unopened),
        ("*a", 0, Kind::NothingToRepeat),
        ("a**", 2, Kind::NothingToRepeat),
        ("a+?", 2, Kind::NothingToRepeat),
        ("(?:a)", 1, Kind::NothingToRepeat),
        ("é{2}{3}", 5, Kind::NothingToRepeat),
        ("a{", 2, Kind::BadCount),
        ("a{x}", 2, Kind::BadCount),
        ("a{3,2}", 5, Kind::BadCount),
        ("a{2", 3, Kind::BadCount),
        ("a{,2}", 2, Kind::BadCount),
        ("[]", 2, Kind::BadSet),
        ("[^]", 3, Kind::BadSet),
        ("[b-a]", 4, Kind::BadSet),
        ("[[a]]", 1, Kind::BadSet),
        (r"[a-\d]", 5, Kind::BadSet),
        ("[a", 2, Kind::Unclosed),
        ("[a-", 3, Kind::Unclosed),
        (r"\", 1, Kind::BadEscape),
        (r"\b", 1, Kind::BadEscape),
        (r"a\1", 2, Kind::BadEscape),
        ("a{1001}", 6, Kind::TooBig),
        ("a{99999999999999999999999}", 25, Kind::TooBig),
    ] {
        let error = Pattern::compile(pattern).unwrap_err();
        assert_eq!((error.at, error.kind), (at, kind), "{pattern}");
    }
}

#[test]
fn hostile_patterns_end_at_a_limit() {
    let kind = |pattern: &str| {
        Pattern::compile(pattern)
            .map(|_| ())
            .map_err(|error| error.kind)
    };
    assert_eq!(kind(&"(".repeat(100_000)), Err(Kind::TooDeep));
    assert_eq!(kind(&("(".repeat(16) + &")".repeat(16))), Ok(()));
    assert_eq!(kind(&"a".repeat(100_000)), Err(Kind::TooBig));
    assert_eq!(kind(&"|".repeat(100_000)), Err(Kind::TooBig));
    assert_eq!(kind("((((a{10}){10}){10}){10}){10}"), Err(Kind::TooBig));
    assert_eq!(kind("((((((a*)*)*)*)*)*)*b"), Ok(()));
    check(
        "(a?){200}a{200}",
        &[&"a".repeat(200), &"a".repeat(400)],
        &[&"a".repeat(199), &"a".repeat(401)],
    );
    check("(a|aa)+b", &[], &[&"a".repeat(20_000)]);
}

/// A random pattern over few letters, in our spelling and in the oracle's.
fn any_pattern() -> impl Strategy<Value = (String, String)> {
    let same = |text: &str| (text.to_owned(), text.to_owned());
    let leaf = prop_oneof![
        4 => "[abc0 -]".prop_map(move |c| same(&c)),
        1 => Just(same(".")),
        1 => Just((r"\d".to_owned(), "[0-9]".to_owned())),
        1 => Just((r"\w".to_owned(), "[0-9A-Za-z_]".to_owned())),
        1 => Just((r"\s".to_owned(), "[\t-\r \u{a0}]".to_owned())),
        1 => Just(same(r"\.")),
        1 => Just(same("[a-b]")),
        1 => Just(same("[^a0]")),
        1 => Just((r"[\d.-]".to_owned(), "[0-9.\\-]".to_owned())),
        1 => Just(same("")),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let both = |items: &[(String, String)], by: &str| {
            let join = |side: fn(&(String, String)) -> &String| {
                items
                    .iter()
                    .map(|item| side(item).as_str())
                    .collect::<Vec<_>>()
                    .join(by)
            };
            (
                format!("({})", join(|i| &i.0)),
                format!("(?:{})", join(|i| &i.1)),
            )
        };
        let counts = prop_oneof![
            Just("?".to_owned()),
            Just("*".to_owned()),
            Just("+".to_owned()),
            (0_u8..4).prop_map(|n| format!("{{{n}}}")),
            (0_u8..3).prop_map(|n| format!("{{{n},}}")),
            (0_u8..3, 0_u8..3).prop_map(|(n, more)| format!("{{{n},{}}}", n + more)),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(move |items| both(&items, "")),
            prop::collection::vec(inner.clone(), 1..4).prop_map(move |items| both(&items, "|")),
            (inner, counts).prop_map(move |(item, count)| {
                let (mut ours, mut theirs) = both(&[item], "");
                ours += &count;
                let _ = write!(theirs, "{count}");
                (ours, theirs)
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn agrees_with_the_oracle((ours, theirs) in any_pattern(), texts in prop::collection::vec("[abc0 .\n-]{0,7}", 12)) {
        let Ok(compiled) = Pattern::compile(&ours) else {
            prop_assert_eq!(Pattern::compile(&ours).map(|_| ()).map_err(|e| e.kind), Err(Kind::TooBig));
            return Ok(());
        };
        let oracle = regex::Regex::new(&format!("^(?:{theirs})$")).unwrap();
        for text in &texts {
            // The oracle's `$` stands at the very end of the text only, as ours does.
            prop_assert_eq!(compiled.matches(text), oracle.is_match(text), "{} {:?}", ours, text);
        }
    }

    #[test]
    fn no_soup_panics(pattern in "[ab0(){}|?*+,.\\^$\\\\\\[\\]d-]{0,16}|.{0,12}", text in "[ab0 ]{0,8}") {
        match Pattern::compile(&pattern) {
            Ok(compiled) => { let _ = compiled.matches(&text); }
            Err(error) => prop_assert!(pattern.is_char_boundary(usize::try_from(error.at).unwrap())),
        }
    }
}
