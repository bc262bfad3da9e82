//! Texts with rules in braces.

use super::world::{World, n};
use care_engine::rules::{Program, Read, Template, Type};
use care_engine::value::Value;

fn render(source: &str) -> String {
    let world = World::new();
    match Template::compile(source, &world) {
        Ok(template) => template.render(&world, None, &|read, value| match read {
            Some(Read::Item(_)) => format!("<{}>", world.spell(value)),
            _ => world.spell(value),
        }),
        Err(error) => {
            assert!(
                error.at <= error.to && error.to as usize <= source.len(),
                "{source}: {error:?}"
            );
            format!("{:?}@{}..{}", error.kind, error.at, error.to)
        }
    }
}

#[test]
fn renders() {
    for (source, expect) in [
        ("", ""),
        ("No braces é", "No braces é"),
        (
            "Beds occupied must be {max_capacity} or fewer",
            "Beds occupied must be <40> or fewer",
        ),
        ("{occupied}{occupied + 1}", "<36>37"),
        ("on {filed}, {{not a rule}}", "on 2026-11-09, {not a rule}"),
        ("{name == '}' ? 'a' : \"}\"}.", "'}'."),
        ("{'\\'}'}", "''}'"),
        (
            "was {blank} and {1 / zero}",
            "was not answered and not answered",
        ),
        ("é{nowhere}", "UnknownName@3..10"),
        ("a {1 + } b", "Unfinished@7..7"),
        ("a {} b", "Empty@3..3"),
        ("a { b", "OpenBrace@2..5"),
        ("a } b", "StrayBrace@2..3"),
        ("{area_rows.hours}", "Result@1..16"),
        ("{[1]}", "Result@1..4"),
    ] {
        assert_eq!(render(source), expect, "{source}");
    }
}

#[test]
fn the_words_for_unknown_can_be_given() {
    let world = World::new();
    let template = Template::compile("{blank}!", &world).unwrap();
    assert_eq!(
        template.render_with(&world, None, "heb ei ateb", &|_, value| world.spell(value)),
        "heb ei ateb!"
    );
}

#[test]
fn reads_are_sorted_and_each_once() {
    let world = World::new();
    let reads = |rule: &str| {
        Program::compile(rule, None, &world)
            .unwrap()
            .reads()
            .to_vec()
    };
    let (capacity, occupied, blank) = (Read::Item(0), Read::Item(1), Read::Item(5));
    assert_eq!(
        reads("occupied + max_capacity + occupied"),
        [capacity, occupied]
    );
    assert_eq!(
        reads("answered(blank) && missing(occupied)"),
        [occupied, blank]
    );
    assert_eq!(reads("change(occupied) > 1"), [occupied, Read::Previous(1)]);
    assert_eq!(
        reads("complete(area_rows.hours)"),
        [Read::Column {
            table: 0,
            column: 0
        }]
    );
    assert_eq!(
        reads("area_rows.all(r, r.hours > occupied)"),
        [
            occupied,
            Read::Column {
                table: 0,
                column: 0
            },
            Read::Rows(0)
        ]
    );
    assert_eq!(
        reads("duplicates(area_rows, area, who) == 0"),
        [
            Read::Column {
                table: 0,
                column: 5
            },
            Read::Column {
                table: 0,
                column: 7
            },
            Read::Rows(0)
        ]
    );
    assert_eq!(reads("false && occupied > 1"), [occupied]);
    let template = Template::compile("{occupied} {max_capacity} {occupied}", &world).unwrap();
    assert_eq!(template.reads(), [capacity, occupied]);
    let mut inside = World::new();
    inside.within = Some((0, 0));
    let program = Program::compile("hours > position()", None, &inside).unwrap();
    assert_eq!(
        program.reads(),
        [
            Read::Cell {
                table: 0,
                column: 0
            },
            Read::Rows(0)
        ]
    );
}

#[test]
fn the_expected_type_is_held() {
    let world = World::new();
    let compile = |rule: &str, kind: Type| {
        let found = Program::compile(rule, Some(&kind), &world);
        found
            .map(|program| program.kind().clone())
            .map_err(|error| format!("{error}"))
    };
    let payers = Type::Code(super::world::PAYER);
    assert_eq!(compile("occupied > 1", Type::Truth), Ok(Type::Truth));
    assert_eq!(
        compile("occupied", Type::Truth),
        Err("This must be yes or no, and it is a number".into())
    );
    assert_eq!(compile("'self'", payers.clone()), Ok(payers.clone()));
    assert_eq!(
        compile("yes ? 'self' : 'nhs'", payers.clone()),
        Ok(payers.clone())
    );
    assert_eq!(
        compile("'E1'", payers.clone()),
        Err("The list has no such code".into())
    );
    assert_eq!(
        compile("council", payers),
        Err("These codes are of different lists".into())
    );
    assert_eq!(
        compile("[]", Type::List(Box::new(Type::Number))),
        Ok(Type::List(Box::new(Type::Number)))
    );
    assert_eq!(
        compile("spend", Type::List(Box::new(Type::Date))),
        Err("This must be a list of dates, and it is a number".into())
    );
    assert_eq!(compile("spend", Type::Number), Ok(Type::Number));
    assert_eq!(
        Program::compile("spend", Some(&Type::Number), &world)
            .unwrap()
            .scale(),
        Some(care(1000))
    );
    assert_eq!(
        Program::compile("value(spend)", None, &world)
            .unwrap()
            .scale(),
        Some(care(1))
    );
    assert_eq!(Program::compile("3", None, &world).unwrap().scale(), None);
}

fn care(whole: i64) -> care_engine::value::Decimal {
    match n(&whole.to_string()) {
        Value::Number(number) => number,
        _ => unreachable!(),
    }
}
