//! What holds for every draft: each answer goes to exactly one place, unchanged, and moving twice is moving once.

use crate::newer::{draft, moved, newer, planned};
use crate::support::{Scene, kitchen};
use care_engine::definition::Definition;
use care_engine::json::{Json, parse};
use care_engine::moving::{End, Plan};
use care_engine::session::{Address, Answer, Edit};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::rc::Rc;

const PLACES: [&str; 10] = [
    "seats",
    "taken",
    "full_why",
    "opened",
    "spend",
    "inspected",
    "diets",
    "by_meal/breakfast/portions",
    "by_meal/lunch/wasted",
    "by_meal/supper/portions",
];

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![
        (0..60_u32).prop_map(|number| Answer::typed(&number.to_string())),
        Just(Answer::missing(0)),
        Just(Answer::missing(1)),
        Just(Answer::typed("yes")),
        Just(Answer::codes(&["vegan", "halal"])),
        Just(Answer::codes(&["none"])),
        Just(Answer {
            estimated: true,
            ..Answer::typed("£1,0.5")
        }),
        any::<String>().prop_map(|text| Answer::typed(&text)),
    ]
}

/// A draft on version 1.0 with anything in it.
fn drafts() -> impl Strategy<Value = String> {
    let place = proptest::sample::select(PLACES.to_vec());
    let sets = proptest::collection::vec((place, answers()), 0..12);
    let cells = proptest::collection::vec((0..3_u8, 0..3_u16, answers()), 0..8);
    (sets, cells).prop_map(|(sets, cells)| {
        let mut scene = Scene::month();
        for (place, answer) in sets {
            scene.set(place, answer);
        }
        for (row, column, answer) in cells {
            let row: Rc<str> = Rc::from(row.to_string());
            // The row may be there already.
            let _ = scene.session.apply(Edit::AddRow {
                table: 1,
                row: Rc::clone(&row),
                position: 0,
                cells: vec![],
            });
            let at = Address::Cell {
                table: 1,
                row,
                column,
            };
            scene.session.apply(Edit::Set { at, answer }).unwrap();
        }
        draft(&scene)
    })
}

/// Everything that a draft holds, as it is stored: answers by place, and what is kept.
fn held(text: &str) -> (BTreeMap<String, Json>, Vec<Json>) {
    let root = parse(text).unwrap();
    let answers = root.get("answers").unwrap().entries().unwrap().iter();
    let kept = root.get("kept").and_then(Json::as_list).unwrap_or_default();
    (
        answers
            .map(|(at, json)| (at.to_string(), json.clone()))
            .collect(),
        kept.to_vec(),
    )
}

fn spell(plan: &Plan, to: &Address) -> String {
    to.spell(plan.session().definition(), plan.session().form())
}

/// That each answer of a draft is in exactly one place after the move, and nothing else is.
fn check_nothing_is_lost(text: &str, definition: &Rc<Definition>) -> String {
    let (old, old_kept) = held(text);
    let plan = planned(text, definition);
    let steps = plan.steps.clone();
    let to: Vec<Option<String>> = steps
        .iter()
        .map(|step| match &step.end {
            End::Stayed(to) | End::Moved { to, .. } => Some(spell(&plan, to)),
            End::Kept { .. } => None,
        })
        .collect();
    let there = moved(plan);
    let (mut new, mut new_kept) = held(&there);
    let answers_kept = old_kept.iter().filter(|kept| kept.get("answer").is_some());
    let mut before: Vec<(String, Json)> = old
        .into_iter()
        .chain(answers_kept.map(|kept| {
            let at = kept.get("at").unwrap().as_text().unwrap();
            (at.to_owned(), kept.get("answer").unwrap().clone())
        }))
        .collect();
    assert_eq!(before.len(), steps.len(), "a step for each answer");
    for (step, to) in steps.iter().zip(to) {
        let same = |(at, json): &(String, Json)| {
            let kept = |kept: &Json| kept.get("answer") == Some(json);
            let there = match &to {
                Some(to) => new
                    .get(to)
                    .is_some_and(|now| now == json || !step.codes.is_empty()),
                None => new_kept.iter().any(kept),
            };
            *at == step.at && there
        };
        let at = before.iter().position(same);
        let (_, json) = before.remove(at.unwrap_or_else(|| panic!("{step:?} of {text}")));
        if let Some(to) = to {
            new.remove(&to).unwrap();
        } else {
            let is_it = |kept: &Json| {
                kept.get("answer") == Some(&json)
                    && kept.get("at").and_then(Json::as_text) == Some(&*step.at)
            };
            let at = new_kept.iter().position(is_it).unwrap();
            new_kept.remove(at);
        }
    }
    assert!(new.is_empty(), "{new:?}");
    new_kept.retain(|kept| kept.get("answer").is_some());
    assert!(new_kept.is_empty(), "{new_kept:?}");
    there
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn nothing_is_lost_there_and_back(text in drafts()) {
        let there = check_nothing_is_lost(&text, &newer());
        let back = check_nothing_is_lost(&there, &kitchen());
        check_nothing_is_lost(&back, &newer());
    }

    #[test]
    fn moving_twice_is_moving_once(text in drafts()) {
        let newer = newer();
        let once = moved(planned(&text, &newer));
        let again = planned(&once, &newer);
        prop_assert!(again.is_empty());
        prop_assert_eq!(moved(again), once);
    }

    #[test]
    fn on_the_same_version_nothing_moves(text in drafts()) {
        let plan = planned(&text, &kitchen());
        prop_assert!(plan.is_empty());
        prop_assert_eq!(moved(plan), text);
    }

    #[test]
    fn no_text_panics(text in ".{0,200}") {
        let _ = care_engine::moving::plan(&text, &newer(), crate::support::facts());
    }
}
