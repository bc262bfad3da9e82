//! A return as CSV: what a spreadsheet gets, and what it never gets.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::session::{Answer, Giver};
use support::Scene;

/// The line of a question, as its cells behind those that every line begins with.
fn line(csv: &str, item: &str) -> String {
    let behind = [",", item, ","].concat();
    let found = csv.lines().find(|line| line.contains(&behind));
    let found = found.unwrap_or_else(|| panic!("no line of {item} in {csv}"));
    let from = found.find(&behind).unwrap();
    found[from + 1..].to_owned()
}

#[test]
fn each_line_says_what_was_answered_and_how_it_stands() {
    let mut scene = Scene::filled();
    scene.answer("taken", "43");
    scene.missing("spend", "not-collected");
    scene.set("diets", Answer::codes(&["vegan", "halal"]));
    let seats = Answer {
        estimated: true,
        ..Answer::typed("40")
    };
    scene.set("seats", seats);
    scene.session.set_giver(Some(Giver {
        id: "p-1".into(),
        name: "Made-up One".into(),
    }));
    scene.answer("inspected", "no");
    let csv = scene.session.to_csv();
    assert_eq!(
        csv.lines().next().unwrap(),
        "return,period_start,period_end,subject,subject_name,section,item,question,table,row,answer,answer_in_words,unit,status,reason,origin,given_by"
    );
    assert!(
        csv.contains("\r\nmonth,2026-10-01,2026-10-31,7,Hill Kitchen,room,seats,"),
        "{csv}"
    );
    for (item, expect) in [
        (
            "seats",
            "seats,How many seats are there on 10 November 2026?,,,40,40 seats (estimate),seats,estimated,,typed,",
        ),
        // A figure that is below none is exact, and no formula; in words it has a sign that is no hyphen.
        (
            "free",
            "free,Seats free,,,-3,\u{2212}3 seats,seats,calculated,,,",
        ),
        (
            "spend",
            "spend,What was spent?,,,,,,missing,We do not collect this,typed,",
        ),
        (
            "diets",
            "diets,Which diets are cooked for?,,,vegan halal,\"Vegan, Halal\",,given,,typed,",
        ),
        (
            "inspected",
            "inspected,Was it inspected?,,,no,No,,given,,typed,Made-up One",
        ),
        ("opened", "opened,When did it open?,,,,,,blank,,,"),
        (
            "portions",
            "portions,Portions,by_meal,Breakfast,100,100 portions,portions,given,,typed,",
        ),
    ] {
        assert_eq!(line(&csv, item), expect);
    }
}

#[test]
fn what_a_person_typed_is_no_formula_in_a_spreadsheet() {
    for hostile in [
        "=HYPERLINK(\"https://evil.example\")",
        "+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "  =1",
        "＝1+1",
    ] {
        let mut scene = Scene::filled();
        scene.add_row("row-a");
        scene.answer("goods/row-a/supplier", hostile);
        scene.answer("taken", hostile);
        let csv = scene.session.to_csv();
        for cell in csv.split(',') {
            let cell = cell.trim_start_matches(['"', '\r', '\n']);
            let begins = cell.trim_start_matches(' ').chars().next();
            assert!(
                !matches!(begins, Some('=' | '+' | '@' | '＝')),
                "{cell} in {csv}"
            );
            assert!(!cell.starts_with("-1+"), "{csv}");
        }
        assert!(csv.contains(&hostile.replace('"', "\"\"")), "{csv}");
    }
}

#[test]
fn what_is_hidden_is_no_line() {
    let mut scene = Scene::filled();
    assert!(scene.session.to_csv().contains(",by_meal,"));
    scene.answer("seats", "0");
    assert!(!scene.session.to_csv().contains(",by_meal,"));
}
