//! Our JSON Schemas, judged by a validator that is not ours.
#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use care_engine::definition::{keys, load};
use care_engine::exchange::return_v1::ReturnV1;
use care_framework::schema::{Holds, SHAPES, document, posted};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{ENGLAND, KITCHEN, SMALL, TEN_MISTAKES, finished, folder};

fn validator(schema: &care_engine::json::Json) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema.to_text()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// Where a document does not fit.
fn faults(validator: &jsonschema::Validator, text: &str) -> BTreeSet<String> {
    let instance: Value = serde_json::from_str(text).unwrap();
    validator
        .iter_errors(&instance)
        .map(|error| error.instance_path().to_string())
        .collect()
}

#[test]
fn the_table_has_every_key_that_the_loader_knows_and_no_other() {
    let names = |all: Vec<&'static str>| all.into_iter().collect::<BTreeSet<_>>();
    assert_eq!(
        names(keys::SHAPES.iter().map(|(name, _)| *name).collect()),
        names(SHAPES.iter().map(|(name, _)| *name).collect())
    );
    for (name, shape) in keys::SHAPES {
        let ours = SHAPES.iter().find(|(known, _)| known == name).unwrap().1;
        assert_eq!(
            names(
                shape
                    .split(' ')
                    .map(|key| key.trim_end_matches('?'))
                    .collect()
            ),
            names(ours.iter().map(|(key, _)| *key).collect()),
            "{name}"
        );
    }
    let mut kinds = BTreeSet::new();
    for (name, holds) in SHAPES.iter().filter(|(name, _)| name.starts_with("type-")) {
        let (_, Holds::Words(words)) = holds.first().unwrap() else {
            panic!("{name}")
        };
        kinds.extend(words.iter().copied());
    }
    assert_eq!(kinds, keys::KINDS.iter().copied().collect());
}

/// The loader takes objects apart by that list and by nothing else.
#[test]
fn the_loader_has_no_keys_of_its_own() {
    let mut looked_at = 0;
    for entry in std::fs::read_dir(folder("src/engine/definition")).unwrap() {
        let path = entry.unwrap().path();
        // The folder holds types only.
        if path.is_dir() || path.file_name().unwrap() == "keys.rs" {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for (at, _) in source.match_indices(".object(") {
            // Up to the bracket that closes the call.
            let mut open = 0;
            let arguments = source.get(at + ".object".len()..).unwrap();
            let end = arguments.find(|c| {
                open += i32::from(c == '(') - i32::from(c == ')');
                open == 0
            });
            let call = arguments.get(..end.unwrap()).unwrap();
            assert!(!call.contains('"'), "{}: {call}", path.display());
            looked_at += 1;
        }
    }
    assert!(looked_at > 15, "{looked_at}");
}

#[test]
fn every_framework_that_loads_fits() {
    let validator = validator(&document());
    let mut paths: Vec<_> = std::fs::read_dir(folder("wasm-tests/fixtures/frameworks"))
        .unwrap()
        .chain(std::fs::read_dir(folder("static/frameworks")).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    let mut fit = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        if load(&text).is_ok() {
            assert_eq!(
                faults(&validator, &text),
                BTreeSet::new(),
                "{}",
                path.display()
            );
            fit += 1;
        }
    }
    assert!(fit >= 3, "{fit}");
}

#[test]
fn mistakes_of_structure_do_not_fit() {
    let validator = validator(&document());
    let found = faults(&validator, TEN_MISTAKES);
    // The others need an id followed, a rule read or a calendar: `check` finds them.
    for place in ["/items/outbreak", "/returns/beds"] {
        assert!(found.contains(place), "{place} is not in {found:?}");
    }
    assert_eq!(found.len(), 2, "{found:?}");
    let altered = |pointer: &str, value: Value| {
        let mut root: Value = serde_json::from_str(SMALL).unwrap();
        *root.pointer_mut(pointer).unwrap() = value;
        validator.is_valid(&root)
    };
    for (pointer, value) in [
        ("/format", json!(2)),
        ("/title", json!(" ")),
        ("/items/note", json!({})),
        ("/items/note/type", json!({"kind": "text"})),
        ("/items/note/type", json!({"kind": "words"})),
        ("/items/note/basis", json!("never")),
        ("/items/max_capacity/core", json!("yes")),
        ("/items/home_id/source/date", json!("26 April 2024")),
        ("/codeLists/area/codes", json!([])),
        ("/returns/beds/period", json!({"kind": "month"})),
        (
            "/returns/beds/period",
            json!({"kind": "year", "offset": -1}),
        ),
        (
            "/returns/beds/period",
            json!({"kind": "year", "starts": "04-06", "offset": -1}),
        ),
        ("/returns/beds/window", json!({"opens": 0, "closes": 14})),
        (
            "/returns/beds/window",
            json!({"opens": "6-1", "closes": "07-31"}),
        ),
        ("/returns/beds/window", json!({"afterDays": 0})),
        ("/returns/beds/window", json!([])),
        ("/returns/beds/checks/0/about", json!([])),
        ("/returns/beds/checks/2/override", json!({"allowed": false})),
        ("/returns/beds/sections/0/questions/0", json!("Max")),
        ("/returns/beds/sections/0/questions/0", json!("filed")),
        ("/returns/beds/minutes", json!(1.5)),
    ] {
        assert!(!altered(pointer, value.clone()), "{pointer} {value}");
    }
    assert!(altered("/title", json!("Another")));
    let windows =
        json!([{"afterDays": 28}, {"title": "More", "opens": "06-01", "closes": "07-31"}]);
    assert!(altered("/returns/beds/window", windows));
    let year = json!({"kind": "half-year", "starts": "04-01", "offset": 0});
    assert!(altered("/returns/beds/period", year));
    let mut root: Value = serde_json::from_str(SMALL).unwrap();
    root.pointer_mut("/returns/beds")
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove("window");
    assert!(!validator.is_valid(&root), "a month without a window");
}

#[test]
fn what_we_post_fits_its_schema_and_what_is_altered_does_not() {
    let validator = validator(&posted("f", ENGLAND, "capacity-workforce").unwrap());
    let all = finished();
    for (name, text) in &all {
        assert_eq!(faults(&validator, text), BTreeSet::new(), "{name}");
    }
    let right: Value = serde_json::from_str(&all[0].1).unwrap();
    let alter = |edit: &dyn Fn(&mut Value)| {
        let mut altered = right.clone();
        edit(&mut altered);
        assert_ne!(altered, right, "nothing was altered");
        validator.is_valid(&altered)
    };
    let put = |pointer: &str, value: Value| {
        alter(&|root| *root.pointer_mut(pointer).unwrap() = value.clone())
    };
    for (pointer, value) in [
        ("/shape", json!("return/2")),
        ("/framework/version", json!("2025.1")),
        ("/framework/codeLists/bed-type", json!("none")),
        ("/return", json!("care-hours")),
        ("/subject/kind", json!("council")),
        ("/period/start", json!("October")),
        ("/revision", json!(0)),
        ("/revision", json!(2)),
        ("/finishedAt", json!("yesterday")),
        ("/declared", json!(false)),
        ("/answers/max_capacity/value", json!("24")),
        ("/answers/max_capacity/value", json!(-1)),
        ("/answers/max_capacity/value", json!(99_999)),
        ("/answers/max_capacity/status", json!("guessed")),
        ("/answers/max_capacity/origin", json!("heard")),
        (
            "/answers/max_capacity",
            json!({"status": "missing", "reason": "forgot", "origin": "typed"}),
        ),
        ("/answers/hours_paid/value", json!(640.5)),
        ("/answers/hours_paid/value", json!("640,5")),
        ("/answers/accepting/value", json!("perhaps")),
        (
            "/answers/beds_unavail_why/value",
            json!(["staffing", "staffing"]),
        ),
        ("/tables/vac_by_type/0/id", json!("hammock")),
        ("/unchecked", json!("none")),
        ("/completeness", json!({"nowhere": {}})),
    ] {
        assert!(!put(pointer, value.clone()), "{pointer} {value}");
    }
    for (at, key) in [
        ("", "answers"),
        ("", "leftOut"),
        ("/answers", "max_capacity"),
    ] {
        let without = alter(&|root| {
            let object = root.pointer_mut(at).unwrap().as_object_mut().unwrap();
            object.remove(key).unwrap();
        });
        assert!(!without, "without {at}/{key}");
    }
    let more = alter(&|root| {
        let answers = root
            .pointer_mut("/answers")
            .unwrap()
            .as_object_mut()
            .unwrap();
        answers.insert(
            "shoe_size".into(),
            json!({"value": 9, "status": "given", "origin": "typed"}),
        );
    });
    assert!(!more, "an answer that nobody asked");
}

/// The stored shape of every standing fits as well, and what fits is read.
#[test]
fn a_return_of_every_standing_fits() {
    let validator = validator(&posted("f", KITCHEN, "month").unwrap());
    for name in ["return_v1", "return_v1_signed_in"] {
        let path = folder(&format!("wasm-tests/fixtures/shapes/{name}.json"));
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(faults(&validator, &text), BTreeSet::new(), "{name}");
        assert!(ReturnV1::read(&text, &load(KITCHEN).unwrap()).is_ok());
        // Somebody without an issuer is nobody.
        let nobody = text.replace("\"issuer\"", "\"said\"");
        assert_eq!(
            nobody == text,
            validator.is_valid(&serde_json::from_str(&nobody).unwrap())
        );
    }
}

/// So does one with words on the whole of it; what they cannot be does not.
#[test]
fn a_nil_return_fits() {
    let hall = std::fs::read_to_string(folder("wasm-tests/fixtures/frameworks/hall.json")).unwrap();
    let validator = validator(&posted("f", &hall, "month").unwrap());
    let path = folder("wasm-tests/fixtures/shapes/return_v1_whole.json");
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(faults(&validator, &text), BTreeSet::new());
    let right: Value = serde_json::from_str(&text).unwrap();
    for (pointer, value) in [
        ("/nil", json!({"reason": "rain"})),
        ("/answers/guests/value", json!(1)),
        ("/answers/chairs/on", json!("October")),
        ("/answers/chairs/status", json!("nil")),
        ("/answers/chairs/origin", json!("typed")),
        ("/lowered/0/check", json!("no-such")),
    ] {
        let mut altered = right.clone();
        *altered.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&altered), "{pointer}");
    }
}

/// A new key with a text for people is one that translators are asked for.
#[test]
fn every_text_for_people_can_be_in_another_language() {
    let mut found = BTreeSet::new();
    texts_below(Holds::Shape("document"), "", &mut found);
    assert!(found.contains("codeLists/*/codes/*/formerly/*"));
    let known: BTreeSet<String> = keys::TEXTS.iter().map(|text| (*text).to_owned()).collect();
    assert_eq!(found, known);
}

/// What a version, a language tag or a pattern says is not for people; nothing else that holds words is left out.
#[test]
fn words_that_are_not_for_people_are_few() {
    let words: Vec<(&str, &str)> = SHAPES
        .iter()
        .flat_map(|(shape, keys)| keys.iter().map(move |(key, holds)| (*shape, *key, holds)))
        .filter(|(_, _, holds)| matches!(holds, Holds::Word))
        .map(|(shape, key, _)| (shape, key))
        .collect();
    let known = [
        ("document", "version"),
        ("document", "language"),
        ("item", "since"),
        ("item", "until"),
        ("type-text", "pattern"),
    ];
    assert_eq!(words, known);
}

fn texts_below(holds: Holds, at: &str, found: &mut BTreeSet<String>) {
    let join = |key: &str| match at {
        "" => key.to_owned(),
        at => format!("{at}/{key}"),
    };
    match holds {
        Holds::Text => {
            found.insert(at.to_owned());
        }
        Holds::List(of) | Holds::FullList(of, _) | Holds::Map(_, of) => {
            texts_below(*of, &join("*"), found);
        }
        Holds::Any(ways) => {
            for way in ways {
                texts_below(*way, at, found);
            }
        }
        Holds::Shape(name) => {
            let (_, keys) = SHAPES.iter().find(|(known, _)| *known == name).unwrap();
            for (key, holds) in *keys {
                texts_below(*holds, &join(key), found);
            }
        }
        _ => {}
    }
}
