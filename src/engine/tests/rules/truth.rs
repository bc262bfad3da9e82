//! Three-valued truth: the whole tables, and random expressions against Kleene's definitions.

use super::world::World;
use care_engine::rules::{Defect, Lack, Program};
use proptest::prelude::*;

/// Yes, no and unknown, each in two spellings: blank and missing are both unknown.
const TRUTHS: [(&str, Option<bool>); 4] = [
    ("yes", Some(true)),
    ("no", Some(false)),
    ("perhaps", None),
    ("gone", None),
];

fn spell(truth: Option<bool>) -> &'static str {
    match truth {
        Some(true) => "true",
        Some(false) => "false",
        None => "unknown",
    }
}

/// The lesser and the greater of two, where no < unknown < yes.
fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    and(a.map(|a| !a), b.map(|b| !b)).map(|both| !both)
}

#[test]
fn the_truth_tables_of_two() {
    let world = World::new();
    for (a, x) in TRUTHS {
        assert_eq!(world.says(&format!("!{a}")), spell(x.map(|x| !x)));
        for (b, y) in TRUTHS {
            assert_eq!(
                world.says(&format!("{a} && {b}")),
                spell(and(x, y)),
                "{a} && {b}"
            );
            assert_eq!(
                world.says(&format!("{a} || {b}")),
                spell(or(x, y)),
                "{a} || {b}"
            );
            let equal = x.zip(y).map(|(x, y)| x == y);
            assert_eq!(
                world.says(&format!("{a} == {b}")),
                spell(equal),
                "{a} == {b}"
            );
            assert_eq!(
                world.says(&format!("{a} ?? {b}")),
                spell(x.or(y)),
                "{a} ?? {b}"
            );
        }
    }
}

#[test]
fn the_truth_tables_of_lists() {
    let world = World::new();
    for (a, x) in TRUTHS {
        for (b, y) in TRUTHS {
            for (c, z) in TRUTHS {
                let list = format!("[{a}, {b}, {c}]");
                assert_eq!(
                    world.says(&format!("{list}.all(t, t)")),
                    spell(and(and(x, y), z)),
                    "{list}"
                );
                assert_eq!(
                    world.says(&format!("{list}.exists(t, t)")),
                    spell(or(or(x, y), z)),
                    "{list}"
                );
                let held = [x, y, z]
                    .iter()
                    .filter(|truth| **truth == Some(true))
                    .count();
                let unsure = [x, y, z].contains(&None);
                let one = match held {
                    2.. => Some(false),
                    _ if unsure => None,
                    many => Some(many == 1),
                };
                assert_eq!(
                    world.says(&format!("{list}.exists_one(t, t)")),
                    spell(one),
                    "{list}"
                );
                let found = if held > 0 {
                    Some(true)
                } else if unsure {
                    None
                } else {
                    Some(false)
                };
                assert_eq!(
                    world.says(&format!("true in {list}")),
                    spell(found),
                    "{list}"
                );
            }
        }
    }
}

#[test]
fn the_worst_lack_counts() {
    let world = World::new();
    for (rule, lack) in [
        ("blank + 1", Lack::Blank),
        ("hidden + 1", Lack::Blank),
        ("lost + 1", Lack::Missing),
        ("blank + lost", Lack::Missing),
        ("lost + blank", Lack::Missing),
        ("near(blank, 1, lost)", Lack::Missing),
        ("1 / zero", Lack::Missing),
        ("perhaps && gone", Lack::Missing),
        ("[perhaps, gone].all(t, t)", Lack::Missing),
        ("sum([blank, hidden])", Lack::Blank),
        ("sum([1, lost])", Lack::Missing),
        ("huge * huge + lost", Lack::Defect(Defect::Overflow)),
        ("area_rows.filter(r, r.gaps > 5)", Lack::Missing),
    ] {
        let counted = if rule.contains("filter") {
            format!("count({rule})")
        } else {
            rule.to_owned()
        };
        let program = Program::compile(&counted, None, &world).unwrap();
        assert_eq!(program.find(&world, None, &mut 1_000), Err(lack), "{rule}");
    }
}

/// A rule and the truth that it must have.
fn logic() -> impl Strategy<Value = (String, Option<bool>)> {
    let leaf = proptest::sample::select(TRUTHS.to_vec())
        .prop_map(|(name, truth)| (name.to_owned(), truth));
    leaf.prop_recursive(6, 60, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        let three = (inner.clone(), inner.clone(), inner.clone());
        prop_oneof![
            two.clone()
                .prop_map(|((a, x), (b, y))| (format!("({a} && {b})"), and(x, y))),
            two.clone()
                .prop_map(|((a, x), (b, y))| (format!("({a} || {b})"), or(x, y))),
            two.clone()
                .prop_map(|((a, x), (b, y))| (format!("({a} ?? {b})"), x.or(y))),
            two.prop_map(|((a, x), (b, y))| (
                format!("({a} != {b})"),
                x.zip(y).map(|(x, y)| x != y)
            )),
            inner
                .clone()
                .prop_map(|(a, x)| (format!("!{a}"), x.map(|x| !x))),
            inner
                .clone()
                .prop_map(|(a, x)| (format!("answered({a} && true)"), Some(x.is_some()))),
            three.prop_map(|((a, x), (b, y), (c, z))| {
                (
                    format!("({a} ? {b} : {c})"),
                    x.and_then(|x| if x { y } else { z }),
                )
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn logic_is_kleenes((rule, truth) in logic()) {
        let says = World::new().says(&rule);
        prop_assume!(!says.contains('@'));
        prop_assert_eq!(says, spell(truth), "{}", rule);
    }
}
