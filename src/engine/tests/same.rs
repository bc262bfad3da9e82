//! "Same as last time" for a question and for a page, and what is the same for another subject.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::session::{Answer, Content, Edit, Origin, Status};
use std::rc::Rc;
use support::{Scene, facts, hall, kitchen, september};

#[test]
fn a_question_is_as_it_was_and_can_be_edited() {
    let mut scene = Scene::open(&hall(), "month", september());
    let edit = scene.session.same_at(&scene.at("chairs")).unwrap();
    scene.session.apply(edit).unwrap();
    assert_eq!(scene.words("chairs"), "24 chairs");
    assert_eq!(scene.session.status(&scene.at("chairs")), Status::Unchanged);
    assert_eq!(scene.session.carried().len(), 1);
    // What stands is not overwritten.
    assert!(scene.session.same_at(&scene.at("chairs")).is_none());
    for (place, why) in [
        ("guests", "what came about over a period is asked"),
        ("helpers", "it is hidden"),
        ("by_room/side/room_chairs", "it was not understood"),
        ("takings", "there was none"),
    ] {
        assert!(scene.session.same_at(&scene.at(place)).is_none(), "{why}");
    }
    assert!(
        Scene::open(&hall(), "month", facts())
            .session
            .same_at(&scene.at("chairs"))
            .is_none(),
        "there is no earlier return"
    );
}

#[test]
fn a_page_is_as_it_was_and_no_other() {
    let mut scene = Scene::open(&hall(), "month", september());
    assert!(scene.session.same_in(scene.section("money")).is_none());
    let edit = scene.session.same_in(scene.section("people")).unwrap();
    scene.session.apply(edit).unwrap();
    // The helpers come into sight by the members.
    for (place, words) in [
        ("chairs", "24 chairs"),
        ("members", "12 people"),
        ("helpers", "3 people"),
    ] {
        assert_eq!(scene.words(place), words);
    }
    assert!(scene.session.answer(&scene.at("guests")).is_blank());
    let room = scene.at("by_room/great/room_chairs");
    assert!(scene.session.answer(&room).is_blank());
    let rooms = scene.section("rooms");
    let edit = scene.session.same_in(rooms).unwrap();
    scene.session.apply(edit).unwrap();
    assert_eq!(scene.words("by_room/great/room_chairs"), "20 chairs");
    assert!(scene.session.same_in(rooms).is_none());
}

#[test]
fn another_home_gives_choices_and_dates_and_no_number() {
    let typed = |text: &str| Answer::typed(text).content;
    let codes = |code: &str| Content::Codes(Rc::from(vec![Rc::from(code)]));
    let given = [
        ("seats".to_owned(), typed("40")),
        ("spend".to_owned(), typed("12.50")),
        ("inspected".to_owned(), typed("yes")),
        ("opened".to_owned(), typed("2020-05-01")),
        ("diets".to_owned(), codes("vegan")),
        ("full_why".to_owned(), typed("a note")),
        ("gone".to_owned(), typed("1")),
    ];
    let mut scene = Scene::month();
    scene.answer("opened", "1 June 2021");
    let Some(Edit::Fill { answers, .. }) = scene.session.same_elsewhere(&given) else {
        panic!("nothing is offered")
    };
    let places: Vec<String> = answers
        .iter()
        .map(|(at, _)| at.spell(&kitchen(), scene.session.form()))
        .collect();
    // What is answered stays; numbers and notes are the home's own.
    assert_eq!(places, ["inspected", "diets"]);
    assert!(
        answers
            .iter()
            .all(|(_, answer)| answer.origin == Origin::Typed)
    );
    let edit = scene.session.same_elsewhere(&given).unwrap();
    scene.session.apply(edit).unwrap();
    assert!(scene.session.same_elsewhere(&given).is_none());
}
