//! What holds for every list of edits: no panic, inverses, order does not matter between places, drafts come back.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::exchange::draft_v1;
use care_engine::session::{Address, Answer, Edit, Session};
use proptest::prelude::*;
use std::rc::Rc;
use support::{Scene, facts, head, kitchen};

/// Every place of the kitchen's month that can be typed into, fixed rows included.
const PLACES: [&str; 12] = [
    "seats",
    "taken",
    "full_why",
    "opened",
    "spend",
    "inspected",
    "diets",
    "by_meal/breakfast/portions",
    "by_meal/breakfast/wasted",
    "by_meal/lunch/portions",
    "by_meal/supper/portions",
    "by_meal/supper/wasted",
];

fn picture(session: &Session) -> (String, String) {
    (
        draft_v1::write(&head("kitchen"), session),
        format!("{:?}", session.findings()),
    )
}

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![
        (0..60_u32).prop_map(|number| Answer::typed(&number.to_string())),
        Just(Answer::BLANK),
        Just(Answer::missing(0)),
        Just(Answer::missing(9)),
        Just(Answer::typed("yes")),
        Just(Answer::typed("£1,0.5")),
        Just(Answer::typed("27 March 2007")),
        Just(Answer::codes(&["vegan", "none"])),
        Just(Answer::codes(&["halal"])),
        any::<String>().prop_map(|text| Answer::typed(&text)),
    ]
}

fn places() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(PLACES.to_vec())
}

fn set(scene: &Scene, place: &str, answer: Answer) -> Edit {
    Edit::Set {
        at: scene.at(place),
        answer,
    }
}

/// Edits of every kind, rows that do not exist among them.
fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let one = prop_oneof![
        4 => (places(), answers()).prop_map(|(place, answer)| {
            let scene = Scene::month();
            set(&scene, place, answer)
        }),
        1 => (0..3_u8, 0..4_u32).prop_map(|(row, position)| Edit::AddRow {
            table: 1,
            row: Rc::from(row.to_string()),
            position,
            cells: vec![],
        }),
        1 => (0..4_u8).prop_map(|row| Edit::RemoveRow { table: 1, row: Rc::from(row.to_string()) }),
        2 => (0..3_u8, 0..4_u16, answers()).prop_map(|(row, column, answer)| Edit::Set {
            at: Address::Cell { table: 1, row: Rc::from(row.to_string()), column },
            answer,
        }),
    ];
    proptest::collection::vec(one, 0..25)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_edit_has_an_inverse(edits in edits()) {
        let mut session = Scene::month().session;
        let mut undo = Vec::new();
        for edit in edits {
            let before = picture(&session);
            if let Ok(changes) = session.apply(edit) {
                undo.push((before, changes.inverse));
            } else {
                prop_assert_eq!(&picture(&session), &before);
            }
        }
        while let Some((before, inverse)) = undo.pop() {
            session.apply(inverse).unwrap();
            prop_assert_eq!(&picture(&session), &before);
        }
    }

    #[test]
    fn edits_to_different_places_commute(
        start in edits(), a in places(), b in places(), x in answers(), y in answers(),
    ) {
        prop_assume!(a != b);
        let mut scene = Scene::month();
        for edit in start {
            let _refused_edits_change_nothing = scene.session.apply(edit);
        }
        let (first, second) = (set(&scene, a, x), set(&scene, b, y));
        let mut one = scene.session.clone();
        let (a, b) = (one.apply(first.clone()).is_ok(), one.apply(second.clone()).is_ok());
        let mut other = scene.session;
        prop_assert_eq!(other.apply(second).is_ok(), b);
        prop_assert_eq!(other.apply(first).is_ok(), a);
        prop_assert_eq!(picture(&one), picture(&other));
    }

    #[test]
    fn edit_by_edit_comes_to_the_same_as_all_at_once(edits in edits()) {
        let mut session = Scene::month().session;
        for edit in edits {
            let _refused_edits_change_nothing = session.apply(edit);
        }
        let text = draft_v1::write(&head("kitchen"), &session);
        let definition = kitchen();
        let form = Rc::clone(definition.form("month").unwrap());
        let opened = draft_v1::open(&text, &definition, &form, facts()).unwrap();
        prop_assert_eq!(opened.head.kept.len(), 0);
        prop_assert_eq!(picture(&opened.session), picture(&session));
    }

    #[test]
    fn no_text_panics_as_a_draft(text in ".{0,200}") {
        let definition = kitchen();
        let form = Rc::clone(definition.form("month").unwrap());
        prop_assert!(draft_v1::open(&text, &definition, &form, facts()).is_err());
        prop_assert!(care_engine::session::accept(&definition, &text).is_err());
    }
}
