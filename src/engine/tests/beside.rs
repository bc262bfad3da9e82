//! Answers that were given in another return of the same subject are offered, and nothing is filled in silently.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::Period;
use care_engine::exchange::draft_v1;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::session::{
    Answer, Beside, Content, Facts, Finishing, Origin, Status, Subject, accept,
};
use care_engine::value::Date;
use std::rc::Rc;
use support::{Scene, answers, date, facts, october, orchard};

fn subject(profile: &[(&str, &str)]) -> Facts {
    Facts {
        subject: Some(Subject {
            kind: "orchard".into(),
            id: "9".into(),
            name: "Low Orchard".into(),
            profile: answers(profile),
        }),
        ..facts()
    }
}

fn quarter() -> Period {
    Period {
        start: date("2026-07-01"),
        end: date("2026-09-30"),
    }
}

fn audit(on: &str, filed: bool, given: &[(&str, &str)]) -> Beside {
    Beside {
        form: "audit".into(),
        title: "Orchard audit".into(),
        period: Some(quarter()),
        on: date(on),
        filed,
        answers: answers(given),
    }
}

fn open(beside: Vec<Beside>) -> Scene {
    let mut scene = Scene::open(&orchard(), "month", subject(&[]));
    scene.session.lay_beside(beside);
    scene
}

/// What is offered at a place: `24 trees, 3 June 2026, Orchard audit`.
fn offered(scene: &Scene, place: &str) -> String {
    let offer = scene.session.offer_at(&scene.at(place));
    offer.map_or_else(String::new, |offer| {
        let on = offer.on.map_or_else(String::new, Date::long);
        format!("{}, {on}, {}, {}", offer.value, offer.title, offer.filed)
    })
}

#[test]
fn an_answer_is_offered_with_its_day_and_taken_with_where_it_is_from() {
    let mut scene = open(vec![audit("2026-06-03", true, &[("trees", "24")])]);
    assert_eq!(
        offered(&scene, "trees"),
        "24 trees, 3 June 2026, Orchard audit, true"
    );
    let at = scene.at("trees");
    assert_eq!(scene.session.answer(&at), &Answer::BLANK, "not filled in");
    let edit = scene.session.offer_at(&at).unwrap().edit();
    let changes = scene.session.apply(edit).unwrap();
    assert_eq!(scene.words("trees"), "24 trees");
    assert_eq!(scene.session.status(&at), Status::Given);
    let origin = Origin::TakenOver {
        on: Some(date("2026-06-03")),
        from: Rc::from("audit"),
    };
    assert_eq!(scene.session.answer(&at).origin, origin);
    assert_eq!(offered(&scene, "trees"), "", "it is answered");
    assert!(
        scene.session.take_back_unchanged().is_none(),
        "another word"
    );
    scene.session.apply(changes.inverse).unwrap();
    assert_ne!(offered(&scene, "trees"), "");
    // The way it was taken stays with a draft.
    let edit = scene.session.offer_at(&at).unwrap().edit();
    scene.session.apply(edit).unwrap();
    let head = draft_v1::DraftHead {
        version: "2.0".into(),
        subject: subject(&[]).subject,
        ..support::head("orchard")
    };
    let text = draft_v1::write(&head, &scene.session);
    let form = Rc::clone(orchard().form("month").unwrap());
    let again = draft_v1::open(&text, &orchard(), &form, facts()).unwrap();
    assert_eq!(again.session.answer(&at).origin, origin);
    assert_eq!(
        draft_v1::given(&text, &orchard()).unwrap(),
        answers(&[("trees", "24")])
    );
}

#[test]
fn what_came_about_over_a_period_is_offered_in_that_period_only() {
    let flows = [("picked", "300"), ("week_hours", "40"), ("pickers", "6")];
    let scene = open(vec![audit("2026-10-05", true, &flows)]);
    assert_eq!(offered(&scene, "picked"), "", "a flow of another period");
    assert_eq!(
        offered(&scene, "week_hours"),
        "",
        "a week of another period"
    );
    assert_eq!(
        offered(&scene, "pickers"),
        "6, 5 October 2026, Orchard audit, true"
    );
    let same = Beside {
        period: Some(october()),
        ..audit("2026-11-05", false, &flows)
    };
    let scene = open(vec![same]);
    assert_eq!(
        offered(&scene, "picked"),
        "300 kg, 5 November 2026, Orchard audit, false"
    );
    assert_ne!(offered(&scene, "week_hours"), "");
    let without = Beside {
        period: None,
        ..audit("2026-11-05", true, &flows)
    };
    assert_eq!(offered(&open(vec![without]), "picked"), "");
}

#[test]
fn the_newest_answer_that_can_be_used_is_offered() {
    let scene = open(vec![
        audit("2026-04-03", true, &[("tree_count", "20"), ("note", "Wet")]),
        audit("2026-06-03", true, &[("trees", "24"), ("best", "cooker")]),
        audit("2026-07-03", true, &[("trees", "many"), ("best", "russet")]),
    ]);
    assert!(offered(&scene, "trees").starts_with("24 trees, 3 June 2026"));
    assert!(offered(&scene, "best").starts_with("Cooker, 3 June"));
    assert_eq!(offered(&scene, "note"), "", "a note is of its return");
    assert_eq!(offered(&scene, "per_picker"), "", "it is worked out");
    let scene = open(vec![audit("2026-04-03", true, &[("tree_count", "20")])]);
    assert!(offered(&scene, "trees").starts_with("20 trees, 3 April"));
}

#[test]
fn the_details_of_the_subject_are_offered_too() {
    let facts = subject(&[("name", "Low Orchard"), ("picked", "4")]);
    let mut scene = Scene::open(&orchard(), "audit", facts);
    assert_eq!(offered(&scene, "name"), "Low Orchard, , Your orchard, true");
    assert_eq!(offered(&scene, "picked"), "", "they have no period");
    let edit = scene.session.take_offers(0).unwrap();
    scene.session.apply(edit).unwrap();
    let at = scene.at("name");
    assert_eq!(scene.session.answer(&at).origin, Origin::Subject);
}

#[test]
fn all_that_a_section_offers_is_taken_at_once_and_taken_back() {
    let given = [("trees", "24"), ("pickers", "6"), ("best", "golden")];
    let mut scene = open(vec![audit("2026-11-03", true, &given)]);
    scene.answer("pickers", "7");
    assert_eq!(scene.session.offers_in(0).len(), 2, "one is answered");
    assert_eq!(scene.session.offers_in(1).len(), 0);
    assert!(scene.session.take_offers(1).is_none());
    let edit = scene.session.take_offers(0).unwrap();
    let changes = scene.session.apply(edit).unwrap();
    assert_eq!(scene.words("trees"), "24 trees");
    assert_eq!(scene.words("pickers"), "7", "what was typed stays");
    assert_eq!(scene.words("best"), "Golden");
    assert!(scene.session.take_offers(0).is_none());
    scene.session.apply(changes.inverse).unwrap();
    assert_eq!(scene.words("trees"), "");
}

#[test]
fn a_return_says_where_an_answer_was_taken_from() {
    let given = [("trees", "24"), ("pickers", "6"), ("best", "golden")];
    let mut scene = open(vec![audit("2026-11-03", true, &given)]);
    let edit = scene.session.take_offers(0).unwrap();
    scene.session.apply(edit).unwrap();
    scene.set(
        "picked",
        Answer {
            estimated: true,
            ..Answer::typed("90")
        },
    );
    let finishing = Finishing {
        id: "6f1f9a52-0000-4000-8000-000000000001".into(),
        at: 1_794_300_000_000,
        clock_offset: None,
        filer: vec![],
        replaces: None,
    };
    let finished = scene.session.finish(&finishing).unwrap();
    let entry = r#""trees":{"value":24,"status":"given","origin":"carried-over","on":"2026-11-03","from":"audit"}"#;
    assert!(finished.text().contains(entry), "{}", finished.text());
    let posted = accept(&orchard(), finished.text()).unwrap();
    assert_eq!(posted.write(&orchard()), finished.text());
    let posted = ReturnV1::read(finished.text(), &orchard()).unwrap();
    let beside = Beside::of_posted(&posted, "Monthly orchard return");
    let ids: Vec<_> = beside.answers.iter().map(|(id, _)| &**id).collect();
    assert_eq!(
        ids,
        ["trees", "pickers", "best"],
        "an estimate is not offered"
    );
    assert_eq!(beside.answers[0].1, Content::Text(Rc::from("24")));
    // An edit of the person's makes it the person's own.
    scene.answer("trees", "24");
    let at = scene.at("trees");
    assert_eq!(scene.session.answer(&at).origin, Origin::Typed);
}
