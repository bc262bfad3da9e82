//! Of a small provider the core only is asked.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::session::{Address, Answer, Node, Status, accept};
use std::rc::Rc;
use support::{Scene, facts, finishing, hall};

/// The month of a hall with so many keepers.
fn month(keepers: &str) -> Scene {
    let mut facts = facts();
    if let Some(subject) = &mut facts.subject {
        subject.profile = vec![("keepers".into(), Answer::typed(keepers).content)];
    }
    Scene::open(&hall(), "month", facts)
}

fn shown_sections(scene: &Scene) -> Vec<bool> {
    (0..3)
        .map(|section| scene.session.shown(&Node::Section(section)))
        .collect()
}

#[test]
fn a_small_provider_is_asked_the_core_only() {
    let mut scene = month("2");
    assert!(scene.session.core_only());
    assert_eq!(
        shown_sections(&scene),
        [true, false, true],
        "money has no core"
    );
    scene.answer("members", "9");
    for (place, shown) in [
        ("chairs", true),
        ("members", true),
        ("guests", true),
        ("helpers", false),
        ("takings", false),
        ("by_room/great/room_chairs", true),
        ("by_room/great/room_guests", false),
        ("left_over", true),
    ] {
        assert_eq!(scene.shown(place), shown, "{place}");
    }
    assert_eq!(
        scene.session.status(&scene.at("helpers")),
        Status::NotApplicable
    );
    assert!(scene.session.shown(&Node::Table(0)));
    assert!(!scene.session.shown(&Node::Table(1)), "events have no core");
    scene.add_row("e");
    let cell = |column| {
        Node::At(Address::Cell {
            table: 1,
            row: Rc::from("e"),
            column,
        })
    };
    assert!(!scene.session.shown(&cell(0)) && !scene.session.shown(&cell(1)));
}

#[test]
fn others_and_those_of_whom_it_is_not_known_are_asked_all() {
    for keepers in ["3", ""] {
        let mut scene = month(keepers);
        assert!(!scene.session.core_only());
        assert_eq!(shown_sections(&scene), [true, true, true]);
        scene.answer("members", "9");
        assert!(scene.shown("helpers"));
        assert!(scene.shown("by_room/great/room_guests"));
        assert!(scene.session.shown(&Node::Table(1)));
    }
}

#[test]
fn the_core_is_whole_without_the_rest_and_is_taken() {
    let mut scene = month("2");
    for (place, text) in [
        ("chairs", "15"),
        ("members", "9"),
        ("guests", "40"),
        ("by_room/great/room_chairs", "15"),
    ] {
        scene.answer(place, text);
    }
    assert_eq!(scene.messages(), ["Side room: Enter chairs in the room"]);
    let progress = scene.session.progress();
    assert_eq!((progress.answered, progress.asked), (4, 5));
    let counts = scene.session.completeness();
    assert_eq!((counts.given, counts.asked), (4, 5));
    scene.answer("by_room/side/room_chairs", "0");
    let text = scene.finish(&finishing());
    assert!(text.contains(r#""takings":{"status":"not-applicable"}"#));
    assert!(!text.contains("events"));
    let definition = hall();
    accept(&definition, &text).unwrap();
    let more = text.replace(r#""keepers":"2""#, r#""keepers":"3""#);
    assert_ne!(more, text);
    let refusals = accept(&definition, &more).unwrap_err();
    assert!(
        refusals
            .iter()
            .any(|refusal| refusal.pointer == "/answers/takings")
    );
}
