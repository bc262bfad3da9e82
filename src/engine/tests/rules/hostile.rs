//! Hostile documents: every limit has its own error, and nothing runs longer than the steps that it was given.

use super::world::World;
use care_engine::rules::{Defect, Outcome, Program, RuleErrorKind, Template, limits};

fn refused(rule: &str) -> RuleErrorKind {
    Program::compile(rule, None, &World::new())
        .unwrap_err()
        .kind
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [
        ("(", ")"),
        ("abs(", ")"),
        ("-", ""),
        ("!", ""),
        ("[", "]"),
        ("true ? 1 : ", ""),
    ] {
        for depth in [limits::DEPTH as usize, 200] {
            let rule = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(refused(&rule), RuleErrorKind::TooDeep, "{open}");
        }
    }
    let rule = format!("{}1{}", "(".repeat(40), ")".repeat(40));
    assert!(Program::compile(&rule, None, &World::new()).is_ok());
}

#[test]
fn long_rules_are_refused() {
    assert_eq!(
        refused(&format!("1{}", "+1".repeat(50_000))),
        RuleErrorKind::TooLong
    );
    assert_eq!(
        refused(&format!("'{}'", "x".repeat(5_000))),
        RuleErrorKind::TooLong
    );
    assert_eq!(
        refused(&format!("1{}", "+1".repeat(300))),
        RuleErrorKind::ChainTooLong
    );
    assert_eq!(
        refused(&format!("true{}", "&&true".repeat(300))),
        RuleErrorKind::ChainTooLong
    );
    assert_eq!(
        refused(&format!("[{}1]", "1,".repeat(1_100))),
        RuleErrorKind::TooManyParts
    );
    assert_eq!(
        refused(&format!("today{}", ".x".repeat(1_000))),
        RuleErrorKind::ChainTooLong
    );
    assert_eq!(
        refused(&format!("1{}", ".abs()".repeat(600))),
        RuleErrorKind::ChainTooLong
    );
    assert_eq!(
        refused(&format!("duplicates(area_rows{})", ", area".repeat(9))),
        RuleErrorKind::TooManyKeys
    );
    assert_eq!(
        refused("[1].all(a, [1].all(b, [1].all(c, [1].all(d, [1].all(e, true)))))"),
        RuleErrorKind::TooManyVariables
    );
}

#[test]
fn a_sum_of_two_hundred_terms_is_taken() {
    let world = World::new();
    assert_eq!(world.says(&format!("1{}", "+1".repeat(199))), "200");
}

/// The highest trees that are taken, of every shape, in the stack that a test has (the page has half of it, and its
/// frames are a tenth of those of a debug build).
#[test]
fn the_highest_rules_that_are_taken_fit_the_stack() {
    let nested = |levels: usize, open: &str, close: &str| {
        format!("{}1{}", open.repeat(levels), close.repeat(levels))
    };
    let rules = [
        format!("1{}", "+1".repeat(255)),
        format!("-1{}", ".abs()".repeat(254)),
        nested(46, "(", "+1+1+1+1+1)"),
        nested(46, "abs(1+1+1+", ")"),
        nested(46, "round(1*", ", 2)"),
        nested(46, "(blank ?? ", ")"),
        nested(23, "(no ? 2 : ", ")"),
        nested(23, "(answered(blank) ? 2 : 1*", ")"),
        nested(23, "sum([0, ", "])"),
        nested(23, "(3 == 4 || no ? 5 : ", ")"),
        "[1, 2].map(a, sum([a].map(b, sum([b].map(c, sum([c].map(d, d))))))).all(n, n > 0)".into(),
    ];
    let run = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let run = run.spawn(move || rules.map(|rule| World::new().says(&rule)));
    let said = run.unwrap().join().unwrap();
    assert_eq!(
        said,
        [
            "256", "-1", "231", "139", "1", "1", "1", "1", "1", "1", "true"
        ]
    );
}

#[test]
fn nested_macros_stop_when_the_steps_are_spent() {
    let list = "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]";
    for form in ["all", "exists_one"] {
        let rule = format!(
            "{list}.{form}(a, {list}.{form}(b, {list}.{form}(c, {list}.{form}(d, a * b * c * d > 0))))"
        );
        let program = Program::compile(&rule, None, &World::new()).unwrap();
        let mut steps = 10_000;
        assert_eq!(
            program.run(&World::new(), None, &mut steps),
            Outcome::Defect(Defect::StepsSpent),
            "{form}"
        );
        assert_eq!(steps, 0);
    }
}

/// A look into a code list is paid for by its length, so that a rule of many looks into a long one ends.
#[test]
fn looks_into_a_long_list_are_paid_for() {
    let world = World {
        long: 1_000_000,
        ..World::new()
    };
    for rule in [
        "paired(region, payer, filed, 'later')",
        "share(region, payer, 'later') > 0",
        "offers('later', filed).size() > 0",
    ] {
        let program = Program::compile(rule, None, &world).unwrap();
        let mut steps = 100_000;
        assert_eq!(
            program.run(&world, None, &mut steps),
            Outcome::Defect(Defect::StepsSpent),
            "{rule}"
        );
        assert_eq!(steps, 0);
    }
}

#[test]
fn spent_steps_are_never_taken_for_an_answer() {
    let world = World::new();
    for rule in [
        "(occupied > 1 ?? true) || yes",
        "answered(occupied + 1)",
        "[1, 2, 3].exists(n, n > 2)",
        "blank ?? 1",
    ] {
        let program = Program::compile(rule, None, &world).unwrap();
        let mut all = 1_000;
        let full = program.run(&world, None, &mut all);
        let used = 1_000 - all;
        for given in 0..used {
            let mut steps = given;
            assert_eq!(
                program.run(&world, None, &mut steps),
                Outcome::Defect(Defect::StepsSpent),
                "{rule}: {given}"
            );
        }
        let mut steps = used;
        assert_eq!(program.run(&world, None, &mut steps), full);
        assert_eq!(steps, 0);
    }
}

#[test]
fn a_huge_table_ends_within_its_steps() {
    let mut world = World::new();
    world.tables.get_mut(1).unwrap().1 = u32::MAX;
    let program = Program::compile("empty_rows.map(r, position_of_r(r))", None, &world);
    assert_eq!(program.unwrap_err().kind, RuleErrorKind::UnknownFunction);
    let program = Program::compile("empty_rows.all(r, true)", None, &world).unwrap();
    let mut steps = 100_000;
    assert_eq!(
        program.run(&world, None, &mut steps),
        Outcome::Defect(Defect::StepsSpent)
    );
    let program = Program::compile("empty_rows.map(r, 1)", None, &world).unwrap();
    let mut steps = u32::MAX;
    assert_eq!(
        program.run(&world, None, &mut steps),
        Outcome::Defect(Defect::ListTooLong)
    );
}

#[test]
fn long_templates_are_refused() {
    let text = "x".repeat(limits::TEMPLATE_BYTES + 1);
    assert_eq!(
        Template::compile(&text, &World::new()).unwrap_err().kind,
        RuleErrorKind::TextTooLong
    );
}
