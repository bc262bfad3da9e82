//! No dead end from a wrong rule: explanations, errors that cannot be explained, and errors that a status lowers.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::{Lowered, ProblemKind, Severity, Status};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::session::{EditError, Held, Node, WayOut, accept, accept_beside};
use support::{Scene, by_cook, kitchen};

const STATUS: &str = r#"{"format":1,"framework":"kitchen","versions":{
    "0.9":{"withdrawn":"Use 1.0","lowered":[{"return":"gone","check":"gone","why":"It was"}]},
    "1.0":{"lowered":[{"return":"month","check":"wasted-fits","why":"Portions of the day before count too"},
                      {"return":"month","check":"taken-fits","why":"Standing guests count too"}]}}}"#;

#[test]
fn an_error_is_sent_with_an_explanation_and_taken() {
    let mut scene = Scene::filled();
    scene.answer("taken", "50");
    let finding = scene.finding("taken-fits").unwrap();
    assert_eq!(scene.session.way_out(&finding.key), WayOut::Explain);
    for (reason, note) in [(None, ""), (Some("unusual"), " ")] {
        let refused = scene.try_pass("taken-fits", reason, note).unwrap_err();
        assert_eq!(refused, EditError::NothingSaid);
    }
    scene.pass("taken-fits", "Ten stand");
    let text = scene.session.finish(&by_cook()).unwrap();
    let posted = accept(&kitchen(), text.text()).unwrap();
    assert_eq!(posted.passes[0].note, "Ten stand");
    let emptied = text.text().replace("Ten stand", " ");
    assert_eq!(
        accept(&kitchen(), &emptied).unwrap_err()[0].pointer,
        "/answers/taken"
    );
}

#[test]
fn a_status_is_read_for_one_return_of_a_framework_that_was_cut() {
    let other = STATUS.replace(
        r#""lowered":[{"return":"month","check":"wasted-fits""#,
        r#""lowered":[{"return":"elsewhere","check":"any""#,
    );
    assert!(Status::read(&other, &kitchen()).is_err());
    let read = |form: &str| Status::read_for(&other, &kitchen(), form).unwrap();
    assert_eq!(read("month").lowered.len(), 1);
    assert_eq!(read("").lowered, []);
}

#[test]
fn a_warning_needs_a_reason_or_a_note() {
    let mut scene = Scene::filled();
    scene.answer("spend", "9000");
    let finding = scene.finding("spend-per-seat").unwrap();
    assert_eq!(scene.session.way_out(&finding.key), WayOut::Confirm);
    let refused = scene.try_pass("spend-per-seat", None, " ").unwrap_err();
    assert_eq!(refused, EditError::NothingSaid);
    scene
        .try_pass("spend-per-seat", Some("unusual"), "")
        .unwrap();
    assert!(!scene.finding("spend-per-seat").unwrap().stops());
}

#[test]
fn an_error_that_cannot_be_explained_says_why_and_no_word_passes_it() {
    let mut scene = Scene::filled();
    scene.answer("by_meal/lunch/wasted", "201");
    let finding = scene.finding("wasted-fits").unwrap();
    assert!(!finding.passable);
    assert_eq!(
        scene.session.way_out(&finding.key),
        WayOut::Refused("More cannot be thrown away than was cooked")
    );
    let refused = scene.try_pass("wasted-fits", None, "It is so").unwrap_err();
    assert_eq!(refused, EditError::NotPassable);
    scene.answer("seats", "x");
    let blank = scene.session.findings().remove(0);
    assert_eq!(scene.session.way_out(&blank.key), WayOut::Mend);
}

#[test]
fn a_posted_word_on_an_error_that_cannot_be_explained_is_not_believed() {
    let mut scene = Scene::filled();
    scene.answer("taken", "50");
    scene.pass("taken-fits", "Ten stand");
    let text = scene.session.finish(&by_cook()).unwrap();
    let forged = text
        .text()
        .replace(r#""wasted":{"value":2"#, r#""wasted":{"value":200"#)
        .replace(
            r#"{"check":"taken-fits""#,
            r#"{"check":"wasted-fits","row":"breakfast","note":"So","message":"m"},{"check":"taken-fits""#,
        );
    let refusals = accept(&kitchen(), &forged).unwrap_err();
    assert_eq!(refusals[0].pointer, "/tables/by_meal/0/cells/wasted");
}

#[test]
fn a_lowered_error_is_a_warning_and_the_return_says_so() {
    let definition = kitchen();
    let status = Status::read(STATUS, &definition).unwrap();
    assert_eq!(status.withdrawn, None);
    let mut scene = Scene::filled();
    scene.answer("by_meal/lunch/wasted", "201");
    let changed = scene.session.apply_status(&status);
    let lunch = Node::At(scene.at("by_meal/lunch/wasted"));
    assert!(changed.contains(&lunch));
    assert_eq!(
        scene.session.lowered(),
        [
            ("wasted-fits", "Portions of the day before count too"),
            ("taken-fits", "Standing guests count too")
        ]
    );
    let finding = scene.finding("wasted-fits").unwrap();
    assert_eq!(finding.severity, Severity::Warning);
    assert_eq!(scene.session.way_out(&finding.key), WayOut::Confirm);
    scene.try_pass("wasted-fits", Some("unusual"), "").unwrap();
    let text = scene.finish(&by_cook());
    assert!(text.contains(
        r#""lowered":[{"check":"wasted-fits","why":"Portions of the day before count too"},"#
    ));
    let posted = accept_beside(&definition, &status, &text, &|_, _| Held::default()).unwrap();
    assert_eq!(posted, ReturnV1::read(&text, &definition).unwrap());
    assert_eq!(posted.write(&definition), text);
    assert_eq!(
        accept(&definition, &text).unwrap_err()[0].pointer,
        "/tables/by_meal/1/cells/wasted",
        "who does not know of it believes no return that says so"
    );
    scene.session.apply_status(&Status::default());
    assert!(!scene.finding("wasted-fits").unwrap().passable);
    assert!(scene.session.lowered().is_empty());
}

#[test]
fn every_problem_of_a_status_is_found_at_its_place() {
    use ProblemKind as P;
    let definition = kitchen();
    let right = Status::read(STATUS, &definition).unwrap();
    assert_eq!(right.lowered.len(), 2);
    let of_old = STATUS
        .replace("0.9", "2")
        .replace("1.0\":", "3\":")
        .replace("\"2\"", "\"1.0\"");
    let wrong = Status::read(&of_old, &definition).unwrap_err();
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].pointer, "/versions/1.0/lowered/0/return");
    let mistaken = r#"{"format":2,"framework":"pantry","versions":{"1.0":{"withdrawn":1,"lowerd":[
        {"return":"month","check":"taken-fit","why":"So"},{"return":"month","check":"moved","why":"So"},
        {"return":"month","check":"taken-fits","why":"So"},{"return":"month","check":"taken-fits","why":""}]},
        "0.1":{"lowered":[{"return":"any","check":"any"}]}}}"#;
    let found: Vec<_> = Status::read(mistaken, &definition)
        .unwrap_err()
        .into_iter()
        .map(|problem| (problem.pointer, problem.kind))
        .collect();
    let at = |at: &str| ["/versions/1.0/", at].concat();
    let text = care_engine::definition::Expected::Text;
    assert_eq!(
        found,
        [
            ("/format".into(), P::UnknownFormat),
            ("/framework".into(), P::OtherFramework),
            (at("withdrawn"), P::WrongType { expected: text }),
            (
                at("lowerd"),
                P::UnknownKey {
                    meant: Some("lowered")
                }
            ),
            (at("lowerd/0/check"), P::UnknownCheck),
            (at("lowerd/1/check"), P::WarningAlready),
            (at("lowerd/3"), P::Repeated),
            (at("lowerd/3/why"), P::WrongType { expected: text }),
            ("/versions/0.1/lowered/0".into(), P::MissingKey("why")),
        ]
    );
    assert!(matches!(
        Status::read("{", &definition).unwrap_err()[0].kind,
        P::Json(_)
    ));
}

#[test]
fn a_withdrawn_version_says_why() {
    let definition = kitchen();
    let text = r#"{"format":1,"framework":"kitchen","versions":{"1.0":{"withdrawn":"Use 1.1"}}}"#;
    let status = Status::read(text, &definition).unwrap();
    assert_eq!(status.withdrawn.as_deref(), Some("Use 1.1"));
    assert_eq!(status.lowered, Vec::<Lowered>::new());
}
