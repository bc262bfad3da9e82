//! What a person says of the whole return: nil, or nothing has changed.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::exchange::draft_v1;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::session::{Address, Answer, Edit, EditError, Origin, Session, Status, accept};
use proptest::prelude::*;
use std::rc::Rc;
use support::{Scene, facts, finishing, hall, head, kitchen, september, whole_hall};

fn scene() -> Scene {
    Scene::open(&hall(), "month", facts())
}

fn picture(session: &Session) -> String {
    format!(
        "{} {:?}",
        draft_v1::write(&head("hall"), session),
        session.findings()
    )
}

#[test]
fn nil_sets_the_counts_of_people_that_were_not_answered_and_nothing_else() {
    let mut scene = scene();
    assert!(scene.session.can_be_nil());
    assert!(
        !Scene::open(&kitchen(), "month", facts())
            .session
            .can_be_nil()
    );
    scene.answer("guests", "4");
    let before = picture(&scene.session);
    let changes = scene
        .session
        .apply(scene.session.say_nil("nobody"))
        .unwrap();
    assert_eq!(scene.session.nil(), Some("nobody"));
    for place in [
        "members",
        "by_room/great/room_guests",
        "by_room/side/room_guests",
    ] {
        assert_eq!(
            scene.session.status(&scene.at(place)),
            Status::Nil,
            "{place}"
        );
        assert_eq!(scene.words(place), "0 people");
        assert_eq!(scene.session.answer(&scene.at(place)).text(), "0");
    }
    assert_eq!(scene.words("guests"), "4 people", "what was typed stays");
    for place in ["chairs", "takings", "hours", "by_room/great/room_chairs"] {
        assert_eq!(scene.words(place), "", "{place} is asked");
    }
    assert_eq!(scene.words("helpers"), "", "what is hidden stays hidden");
    scene.session.apply(changes.inverse).unwrap();
    assert_eq!(picture(&scene.session), before);
}

#[test]
fn a_nil_answer_that_is_edited_is_the_persons_own() {
    let mut scene = scene();
    scene
        .session
        .apply(scene.session.say_nil("nobody"))
        .unwrap();
    scene.answer("members", "0");
    assert_eq!(scene.session.status(&scene.at("members")), Status::Given);
    scene
        .session
        .apply(scene.session.say_nil("closed"))
        .unwrap();
    assert_eq!(scene.session.nil(), Some("closed"));
    let changes = scene.session.apply(scene.session.take_back_nil()).unwrap();
    assert_eq!(scene.session.nil(), None);
    assert_eq!(scene.words("members"), "0 people");
    assert_eq!(scene.words("guests"), "");
    scene.session.apply(changes.inverse).unwrap();
    assert_eq!(scene.session.status(&scene.at("guests")), Status::Nil);
}

#[test]
fn a_nil_return_needs_no_rows_that_count_people() {
    let mut scene = scene();
    let few = |scene: &Scene| {
        scene
            .messages()
            .contains(&"Add at least 1 row to events".to_owned())
    };
    assert!(few(&scene));
    scene
        .session
        .apply(scene.session.say_nil("nobody"))
        .unwrap();
    assert!(!few(&scene));
}

#[test]
fn only_a_nil_return_has_nil_answers_where_its_items_can_be() {
    let mut scene = scene();
    let nil = |text: &str| Answer {
        origin: Origin::Nil,
        ..Answer::typed(text)
    };
    let mut set = |place: &str, answer: Answer| {
        let at = scene.at(place);
        scene.session.apply(Edit::Set { at, answer }).map(|_| ())
    };
    assert_eq!(set("members", nil("0")), Err(EditError::NotNil));
    let said = Edit::Fill {
        nil: Some(Rc::from("nobody")),
        answers: vec![],
    };
    scene.session.apply(said).unwrap();
    let mut set = |place: &str, answer: Answer| {
        let at = scene.at(place);
        scene.session.apply(Edit::Set { at, answer }).map(|_| ())
    };
    assert_eq!(set("members", nil("0")), Ok(()));
    assert_eq!(set("members", nil("1")), Err(EditError::NotNil));
    assert_eq!(set("chairs", nil("0")), Err(EditError::NotNil));
    let estimated = Answer {
        estimated: true,
        ..nil("0")
    };
    assert_eq!(set("members", estimated), Err(EditError::NotNil));
}

#[test]
fn a_fill_that_cannot_be_is_not_begun() {
    let mut scene = scene();
    scene.answer("members", "7");
    let before = picture(&scene.session);
    let edit = |scene: &Scene, reason: &str, last: &str| Edit::Fill {
        nil: Some(Rc::from(reason)),
        answers: vec![
            (scene.at("members"), Answer::BLANK),
            (scene.at(last), Answer::typed("1")),
        ],
    };
    let unknown = edit(&scene, "rain", "chairs");
    assert_eq!(
        scene.session.apply(unknown).unwrap_err(),
        EditError::NoSuchReason
    );
    let calculated = edit(&scene, "nobody", "left_over");
    assert_eq!(
        scene.session.apply(calculated).unwrap_err(),
        EditError::Calculated
    );
    assert_eq!(picture(&scene.session), before);
}

#[test]
fn nothing_has_changed_carries_over_what_is_as_at_a_day_and_asks_the_rest() {
    let mut scene = Scene::open(&hall(), "month", september());
    let before = picture(&scene.session);
    let changes = scene
        .session
        .apply(scene.session.say_unchanged().unwrap())
        .unwrap();
    let carried: Vec<(String, Option<String>)> = scene
        .session
        .carried()
        .into_iter()
        .map(|(at, on)| {
            let spelt = at.spell(scene.session.definition(), scene.session.form());
            (spelt, on.map(|on| on.to_string()))
        })
        .collect();
    let on = |place: &str, day: &str| (place.to_owned(), Some(day.to_owned()));
    assert_eq!(
        carried,
        [
            on("chairs", "2026-10-09"),
            on("members", "2026-09-30"),
            on("helpers", "2026-09-30"),
            on("by_room/great/room_chairs", "2026-10-09"),
        ],
        "helpers are asked once there are members; flows, weeks and what cannot be used are asked"
    );
    assert_eq!(scene.session.status(&scene.at("chairs")), Status::Unchanged);
    assert_eq!(scene.words("chairs"), "24 chairs");
    assert_eq!(scene.words("guests"), "");
    scene.answer("chairs", "24");
    assert_eq!(scene.session.status(&scene.at("chairs")), Status::Given);
    assert_eq!(scene.session.carried().len(), 3);
    scene.answer("chairs", "");
    scene.session.apply(changes.inverse).unwrap();
    assert_eq!(picture(&scene.session), before);
}

#[test]
fn what_was_carried_over_is_taken_back_and_what_was_typed_stays() {
    let mut scene = Scene::open(&hall(), "month", september());
    assert!(scene.session.take_back_unchanged().is_none());
    scene
        .session
        .apply(scene.session.say_unchanged().unwrap())
        .unwrap();
    scene.answer("chairs", "30");
    // Hidden by this, and carried over all the same.
    scene.answer("members", "0");
    let back = scene.session.take_back_unchanged().unwrap();
    scene.session.apply(back).unwrap();
    assert_eq!(scene.words("chairs"), "30 chairs");
    assert_eq!(scene.session.answers().count(), 2);
    assert!(scene.session.take_back_unchanged().is_none());
}

#[test]
fn nothing_has_changed_overwrites_no_figure_that_stands() {
    let mut scene = Scene::open(&hall(), "month", september());
    scene.answer("chairs", "30");
    scene.missing("members", "not-known");
    scene
        .session
        .apply(scene.session.say_unchanged().unwrap())
        .unwrap();
    assert_eq!(scene.words("chairs"), "30 chairs");
    assert_eq!(scene.words("members"), "Not known");
    assert!(
        scene.session.say_unchanged().is_none(),
        "all is carried over"
    );
    assert!(
        Scene::open(&hall(), "month", facts())
            .session
            .say_unchanged()
            .is_none()
    );
}

#[test]
fn nil_comes_before_what_was_carried_over() {
    let mut scene = Scene::open(&hall(), "month", september());
    scene.say_both();
    assert_eq!(scene.session.status(&scene.at("members")), Status::Nil);
    assert_eq!(scene.words("chairs"), "24 chairs", "a chair is no person");
}

#[test]
fn both_words_stand_in_the_draft_and_in_the_return() {
    let definition = hall();
    let mut scene = whole_hall();
    assert_eq!(scene.messages(), ["The rooms hold 33 chairs"]);
    assert_eq!(scene.session.completeness().given, 5);
    let draft = draft_v1::write(&head("hall"), &scene.session);
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&draft, &definition, &form, facts()).unwrap();
    assert!(opened.head.kept.is_empty());
    assert_eq!(draft_v1::write(&head("hall"), &opened.session), draft);
    assert_eq!(opened.session.carried(), scene.session.carried());
    let text = scene.finish(&finishing());
    for part in [
        r#""nil":{"reason":"nobody"}"#,
        r#""guests":{"value":0,"status":"nil","origin":"nil"}"#,
        r#""chairs":{"value":24,"status":"unchanged","origin":"carried-over","on":"2026-10-09"}"#,
        r#""left_over":{"value":-9,"status":"calculated"}"#,
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let posted = accept(&definition, &text).unwrap();
    assert_eq!(posted, ReturnV1::read(&text, &definition).unwrap());
    assert_eq!(posted.write(&definition), text);
    for (from, to, pointer) in [
        (r#""nil":{"reason":"nobody"},"#, "", "/answers/members"),
        (
            r#"{"reason":"nobody"}"#,
            r#"{"reason":"rain"}"#,
            "/nil/reason",
        ),
        (
            r#""guests":{"value":0,"status":"nil""#,
            r#""guests":{"value":3,"status":"nil""#,
            "/answers/guests",
        ),
        (
            r#""guests":{"value":0,"status":"nil""#,
            r#""guests":{"value":0,"status":"given""#,
            "/answers/guests/status",
        ),
        (
            r#""status":"unchanged","origin":"carried-over""#,
            r#""status":"unchanged","origin":"typed""#,
            "/answers/chairs/status",
        ),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let refusals = accept(&definition, &text.replacen(from, to, 1)).unwrap_err();
        assert_eq!(refusals[0].pointer, pointer);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_word_on_the_whole_can_be_taken_back(
        words in proptest::collection::vec((0..8_u8, 0..5_usize, 0..3_u32), 0..20)
    ) {
        let mut session = Scene::open(&hall(), "month", september()).session;
        let mut undo = Vec::new();
        for (word, place, number) in words {
            let places = ["chairs", "members", "helpers", "guests", "by_room/side/room_guests"];
            let at = Address::parse(places[place], session.definition(), session.form()).unwrap();
            let edit = match word {
                0 => session.say_nil("nobody"),
                1 => session.say_nil("closed"),
                2 => session.take_back_nil(),
                3 => match session.say_unchanged() {
                    Some(edit) => edit,
                    None => continue,
                },
                4 => Edit::Set { at, answer: Answer::BLANK },
                _ => Edit::Set { at, answer: Answer::typed(&number.to_string()) },
            };
            let before = picture(&session);
            undo.push((before, session.apply(edit).unwrap().inverse));
        }
        while let Some((before, inverse)) = undo.pop() {
            session.apply(inverse).unwrap();
            prop_assert_eq!(&picture(&session), &before);
        }
    }
}
