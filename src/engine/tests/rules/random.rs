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

/// Rules of one type each, in order: numbers, truths, dates, lists of numbers. Nearly all pass the checker.
#[allow(
    clippy::many_single_char_names,
    clippy::too_many_lines,
    reason = "a grammar: one short line for each form"
)]
fn rules() -> [BoxedStrategy<String>; 4] {
    let pick = |words: &'static [&'static str]| {
        proptest::sample::select(words)
            .prop_map(str::to_owned)
            .boxed()
    };
    let mut rules = [
        pick(&[
            "1",
            "0.5",
            "-3",
            "0",
            "occupied",
            "blank",
            "lost",
            "hidden",
            "huge",
            "previous.occupied",
            "count(kinds)",
        ]),
        pick(&[
            "yes",
            "no",
            "perhaps",
            "gone",
            "(payer == 'self')",
            "name.contains('Elm')",
            "complete(area_rows.gaps)",
        ]),
        pick(&[
            "opened",
            "today",
            "closed",
            "period.end",
            "date(2028, 2, 29)",
        ]),
        pick(&[
            "[1, 2, blank]",
            "area_rows.hours",
            "area_rows.gaps",
            "area_rows.map(r, r.staff)",
            "empty_rows.hours",
        ]),
    ];
    for level in 0..3 {
        let [number, truth, date, list] = &rules;
        let (n, t, d, l) = (
            || number.clone(),
            || truth.clone(),
            || date.clone(),
            || list.clone(),
        );
        // Each level of macros has a variable of its own.
        let v = format!("v{level}");
        let (v1, v2, v3, v4) = (v.clone(), v.clone(), v.clone(), v);
        let operator = proptest::sample::select(vec!["+", "-", "*", "/", "%", "??"]);
        let compare = proptest::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
        let over = proptest::sample::select(vec!["sum", "average", "min", "max", "count", "size"]);
        let logic = proptest::sample::select(vec!["&&", "||", "??", "=="]);
        let ask = proptest::sample::select(vec!["all", "exists", "exists_one"]);
        let whole = proptest::sample::select(vec!["abs", "floor", "ceil", "value", "-"]);
        let of_date = proptest::sample::select(vec!["year", "month", "day", "weekday"]);
        let between = proptest::sample::select(vec!["days", "months", "years"]);
        let later = proptest::sample::select(vec!["addDays", "addMonths"]);
        rules = [
            prop_oneof![
                (n(), operator, n()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
                (over, l()).prop_map(|(f, a)| format!("{f}({a})")),
                (whole, n()).prop_map(|(f, a)| format!("{f}({a})")),
                (n(), 0..13).prop_map(|(a, places)| format!("round({a}, {places})")),
                (of_date, d()).prop_map(|(f, a)| format!("{f}({a})")),
                (between, d(), d()).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
                (t(), n(), n()).prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
            ]
            .boxed(),
            prop_oneof![
                (n(), compare.clone(), n()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
                (d(), compare, d()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
                (t(), logic, t()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
                (l(), ask, t(), n())
                    .prop_map(move |(a, f, b, c)| format!("{a}.{f}({v1}, {b} || {v1} > {c})")),
                (n(), l()).prop_map(|(a, b)| format!("({a} in {b})")),
                l().prop_map(|a| format!("unique({a})")),
                n().prop_map(|a| format!("answered({a})")),
                t().prop_map(|a| format!("!{a}")),
                (n(), n(), n()).prop_map(|(a, b, c)| format!("near({a}, {b}, {c})")),
            ]
            .boxed(),
            prop_oneof![
                (later, d(), n()).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
                (n(), n(), n()).prop_map(|(a, b, c)| format!("date({a}, {b}, {c})")),
                d().prop_map(|a| format!("lastOfMonth({a})")),
                (d(), d()).prop_map(|(a, b)| format!("max([{a}, {b}])")),
            ]
            .boxed(),
            prop_oneof![
                (n(), n(), n()).prop_map(|(a, b, c)| format!("[{a}, {b}, {c}]")),
                (l(), n(), t())
                    .prop_map(move |(a, b, c)| format!("{a}.filter({v2}, {v2} > {b} || {c})")),
                (l(), n()).prop_map(move |(a, b)| format!("{a}.map({v3}, {v3} - {b})")),
                (l(), t(), l()).prop_map(|(a, b, c)| format!("({b} ? {a} : {c})")),
                n().prop_map(move |a| format!("area_rows.map({v4}, {v4}.hours + {a})")),
            ]
            .boxed(),
        ];
    }
    rules
}

fn rule() -> impl Strategy<Value = String> {
    let [number, truth, date, list] = rules();
    prop_oneof![number, truth, date, list]
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
    fn typed_rules_compile_and_give_what_they_say(rule in rule()) {
        let says = World::new().says(&rule);
        // A variable may meet itself in a filter's own list, and limits may be passed: nothing else is refused.
        if let Some((kind, _)) = says.split_once('@') {
            let limits = ["NameTaken", "TooManyVariables", "TooManyParts", "TooDeep", "TooLong"];
            prop_assert!(limits.contains(&kind), "{}: {}", rule, says);
        }
        // The type checker and the evaluation never disagree.
        prop_assert_ne!(says, "WrongFact", "{}", rule);
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
            if whole.scale() > 12 || whole.mantissa().abs() >= 10i128.pow(18) {
                return Ok(());
            }
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
