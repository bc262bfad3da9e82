//! Earlier returns whose names and codes have changed since; and what a new day does to answers.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::Period;
use care_engine::session::{Earlier, Facts, Subject};
use support::{Scene, answers, date, october, orchard};

fn facts() -> Facts {
    Facts {
        subject: Some(Subject {
            kind: "orchard".into(),
            id: "9".into(),
            name: "Low Orchard".into(),
            profile: vec![],
        }),
        ..support::facts()
    }
}

fn september(given: &[(&str, &str)]) -> Earlier {
    Earlier {
        period: Some(Period {
            start: date("2026-09-01"),
            end: date("2026-09-30"),
        }),
        filed: date("2026-10-09"),
        answers: answers(given),
        passes: vec![],
    }
}

fn open(previous: Earlier) -> Scene {
    let facts = Facts {
        latest: Some(previous.clone()),
        previous: Some(previous),
        ..facts()
    };
    Scene::open(&orchard(), "month", facts)
}

fn before(scene: &Scene, place: &str) -> Option<String> {
    let before = scene.session.before(&scene.at(place));
    before.map(|before| format!("{}: {}", before.when, before.value))
}

#[test]
fn a_figure_is_found_under_the_name_that_it_had() {
    let mut scene = open(september(&[("tree_count", "40"), ("share", "8.5")]));
    let was = Some("September 2026: 40 trees".to_owned());
    assert_eq!(before(&scene, "trees"), was);
    scene.answer("trees", "90");
    let finding = scene.finding("trees-moved").unwrap();
    assert_eq!(finding.message, "There were 40 trees before");
    let intro = scene.session.intro(0).unwrap();
    assert!(intro.contains("before, 40;"), "{intro}");
    assert!(
        intro.contains("8.5 each"),
        "what was worked out too: {intro}"
    );
    let changed = scene.session.say_unchanged().is_some();
    assert!(!changed, "it is answered");
}

#[test]
fn what_was_carried_over_comes_from_the_old_name_too() {
    let mut scene = open(september(&[("tree_count", "40")]));
    let edit = scene.session.say_unchanged().unwrap();
    scene.session.apply(edit).unwrap();
    assert_eq!(scene.words("trees"), "40 trees");
}

#[test]
fn two_figures_in_the_place_of_one_are_none() {
    let scene = open(september(&[("day_pickers", "4"), ("night_pickers", "2")]));
    assert_eq!(before(&scene, "pickers"), None);
    let scene = open(september(&[("day_pickers", "4"), ("pickers", "6")]));
    let own = Some("September 2026: 6".to_owned());
    assert_eq!(before(&scene, "pickers"), own, "its own name counts first");
    let scene = open(september(&[("day_pickers", "4")]));
    assert_eq!(before(&scene, "pickers"), Some("September 2026: 4".into()));
}

#[test]
fn a_code_that_was_renamed_is_the_new_one_and_a_split_one_is_itself() {
    let mut scene = open(september(&[("best", "russet")]));
    assert_eq!(
        before(&scene, "best"),
        Some("September 2026: Golden".into())
    );
    let edit = scene.session.say_unchanged().unwrap();
    scene.session.apply(edit).unwrap();
    assert_eq!(scene.words("best"), "Golden");
    let scene = open(september(&[("best", "mixed")]));
    assert_eq!(before(&scene, "best"), Some("September 2026: Mixed".into()));
    assert!(
        scene.session.say_unchanged().is_none(),
        "it may not be used any more"
    );
}

#[test]
fn rows_of_codes_and_tables_with_another_name_are_found() {
    let scene = open(september(&[
        ("fields/old-north/field_trees", "12"),
        ("fields/south/field_trees", "7"),
    ]));
    let was = |figure: &str| Some(format!("September 2026: {figure}"));
    assert_eq!(before(&scene, "by_field/north/field_trees"), was("12"));
    assert_eq!(before(&scene, "by_field/south/field_trees"), was("7"));
}

#[test]
fn a_return_of_another_kind_is_read_under_its_names_now() {
    let audit = september(&[("tree_count", "41"), ("best", "russet")]);
    let facts = Facts {
        others: vec![("audit".into(), audit)],
        ..facts()
    };
    let scene = Scene::open(&orchard(), "month", facts);
    let intro = scene.session.intro(0).unwrap();
    assert!(intro.starts_with("The audit had 41 and Golden;"), "{intro}");
}

#[test]
fn a_new_day_reads_every_answer_again() {
    let mut scene = Scene::open(&orchard(), "month", facts());
    scene.add_row("a");
    scene.answer("blocks/a/block_sort", "perry");
    assert_eq!(scene.words("blocks/a/block_sort"), "Perry");
    // The day after the last on which the code may be used.
    let touched = scene.session.set_today(date("2026-11-11"));
    let at = scene.at("blocks/a/block_sort");
    let wrong = scene.session.why_wrong(&at);
    assert!(wrong.is_some(), "the code has ended");
    assert!(touched.contains(&care_engine::session::Node::At(at)));
    assert_eq!(scene.session.facts().period, Some(october()));
}
