//! Properties: token soup, mutated rules, and arithmetic against another implementation of decimals.

use super::world::World;
use care_engine::rules::{Outcome, Program, REFERENCE, Template};
use care_engine::value::Value;
use proptest::prelude::*;
use rust_decimal::Decimal as Oracle;
use std::str::FromStr;

const TOKENS: &[&str] = &[
    "1",
    "0.5",
    "-3",
    "'self'",
    "'E1'",
    "''",
    "true",
    "false",
    "null",
    "occupied",
    "blank",
    "lost",
    "spend",
    "yes",
    "perhaps",
    "name",
    "opened",
    "payer",
    "kinds",
    "area_rows",
    "area_rows.hours",
    "area_rows.area",
    "previous.occupied",
    "period.start",
    "r",
    "r.hours",
    "+",
    "-",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "&&",
    "||",
    "!",
    "?",
    ":",
    "??",
    "in",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    ".all(r, ",
    ".exists(r, ",
    ".map(r, ",
    ".filter(r, ",
    "size",
    "\\",
    "'",
    "\"",
    "{",
    "}",
    "é",
    "//",
    "@",
    "99999999999999999",
    "date(2026, 2, 30)",
    "1e5",
    "#",
    "\n",
];

fn token() -> impl Strategy<Value = String> {
    let names: Vec<String> = REFERENCE
        .iter()
        .map(|entry| format!("{}(", entry.name))
        .collect();
    prop_oneof![
        4 => proptest::sample::select(TOKENS).prop_map(str::to_owned),
        1 => proptest::sample::select(names),
    ]
}

/// Rules of the right shape, so that many pass the checker.
fn rule() -> impl Strategy<Value = String> {
    let leaf = proptest::sample::select(vec![
        "1",
        "0.5",
        "-3",
        "0",
        "occupied",
        "blank",
        "lost",
        "hidden",
        "yes",
        "no",
        "perhaps",
        "gone",
        "payer",
        "'self'",
        "name",
        "opened",
        "today",
        "reference",
        "kinds",
        "[1, 2, blank]",
        "area_rows.hours",
        "area_rows.gaps",
        "area_rows",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(5, 40, 3, |inner| {
        let names: Vec<&str> = REFERENCE.iter().map(|entry| entry.name).collect();
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            3 => (proptest::sample::select(vec!["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||", "??", "in"]), two)
                .prop_map(|(op, (a, b))| format!("({a} {op} {b})")),
            1 => (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
            1 => inner.clone().prop_map(|a| format!("!{a}")),
            2 => (proptest::sample::select(names), proptest::collection::vec(inner.clone(), 1..3))
                .prop_map(|(name, arguments)| format!("{name}({})", arguments.join(", "))),
            1 => (proptest::sample::select(vec!["all", "exists", "exists_one", "filter", "map"]), inner.clone(), inner)
                .prop_map(|(name, a, b)| format!("{a}.{name}(v, {b})")),
        ]
    })
}

/// Compiles and runs; all the checks of [`World::says`] hold.
fn survives(source: &str) {
    let world = World::new();
    world.says(source);
    if let Err(error) = Template::compile(source, &world) {
        assert!(
            error.at <= error.to && error.to as usize <= source.len(),
            "{source}: {error:?}"
        );
    }
}

/// A number, as rule and oracle write it.
fn amount() -> impl Strategy<Value = String> {
    (-99_999i64..99_999, 0u32..4)
        .prop_map(|(digits, places)| Oracle::new(digits, places).to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn token_soup_never_panics(tokens in proptest::collection::vec(token(), 0..25)) {
        survives(&tokens.join(" "));
        survives(&tokens.concat());
    }

    #[test]
    fn any_text_never_panics(text in "\\PC{0,60}") {
        survives(&text);
        survives(&format!("'{text}' == name && {text}"));
    }

    #[test]
    fn well_shaped_rules_never_panic(rule in rule()) {
        survives(&rule);
    }

    #[test]
    fn sums_and_products_agree_with_rust_decimal(
        numbers in proptest::collection::vec(amount(), 2..6),
        operators in proptest::collection::vec(0usize..3, 5),
    ) {
        let mut rule = String::new();
        // The oracle works from left to right, so each step is bracketed.
        let mut expect = Oracle::ZERO;
        for (at, number) in numbers.iter().enumerate() {
            let value = Oracle::from_str(number).unwrap();
            if at == 0 {
                rule.push_str(number);
                expect = value;
                continue;
            }
            let (sign, next) = match operators.get(at - 1) {
                Some(0) => ("+", expect.checked_add(value)),
                Some(1) => ("-", expect.checked_sub(value)),
                _ => ("*", expect.checked_mul(value)),
            };
            rule = format!("({rule} {sign} {number})");
            expect = next.unwrap();
            // Beyond 18 digits the last places are rounded away or the result is a defect: not what is compared here.
            let whole = expect.normalize();
            prop_assume!(whole.scale() <= 12 && whole.mantissa().abs() < 10i128.pow(18));
        }
        let world = World::new();
        let program = Program::compile(&rule, None, &world).unwrap();
        let mut steps = 1_000;
        match program.run(&world, None, &mut steps) {
            Outcome::Known(Value::Number(number)) => {
                prop_assert_eq!(Oracle::from_str(&number.to_string()).unwrap().normalize(), expect.normalize());
            }
            other => prop_assert!(false, "{rule}: {other:?}"),
        }
    }

    #[test]
    fn comparisons_agree_with_rust_decimal(a in amount(), b in amount()) {
        let world = World::new();
        let (left, right) = (Oracle::from_str(&a).unwrap(), Oracle::from_str(&b).unwrap());
        for (sign, expect) in [
            ("==", left == right), ("!=", left != right), ("<", left < right),
            ("<=", left <= right), (">", left > right), (">=", left >= right),
        ] {
            prop_assert_eq!(world.says(&format!("{a} {sign} {b}")), expect.to_string());
        }
    }
}
