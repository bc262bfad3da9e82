//! The session's behaviour, in the words of a made-up framework.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::exchange::draft_v1::{self, Replaces};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::session::{
    Answer, Earlier, Edit, EditError, Node, Pass, SectionState, Session, Status, accept,
};
use std::rc::Rc;
use support::{Scene, by_cook, date, facts, head, kitchen};

#[test]
fn a_calculation_follows_its_parts_and_blank_parts_leave_it_blank() {
    let mut scene = Scene::month();
    scene.answer("seats", "40");
    assert_eq!(scene.words("free"), "");
    scene.answer("taken", "38");
    assert_eq!(scene.words("free"), "2 seats");
    scene.missing("taken", "not-known");
    assert_eq!(scene.words("free"), "");
    assert_eq!(scene.words("taken"), "Not known");
}

#[test]
fn what_is_not_understood_stays_as_typed_with_a_message() {
    let mut scene = Scene::month();
    scene.answer("seats", "forty");
    assert_eq!(scene.session.answer(&scene.at("seats")).text(), "forty");
    assert_eq!(
        scene.session.status(&scene.at("seats")),
        Status::NotUnderstood
    );
    assert!(
        scene
            .messages()
            .contains(&"Seats must be a number, like 24".to_owned())
    );
    scene.answer("seats", "1000");
    assert!(
        scene
            .messages()
            .contains(&"Seats must be between 0 and 999".to_owned())
    );
}

#[test]
fn a_question_shows_and_is_needed_only_when_its_rules_hold() {
    let mut scene = Scene::month();
    assert!(!scene.shown("full_why"));
    scene.answer("seats", "8");
    scene.answer("taken", "8");
    assert!(scene.shown("full_why"));
    assert!(
        !scene
            .messages()
            .iter()
            .any(|m| m.contains("why it is full"))
    );
    scene.answer("seats", "12");
    scene.answer("taken", "12");
    assert!(
        scene
            .messages()
            .contains(&"Enter why it is full".to_owned())
    );
}

#[test]
fn a_hidden_answer_is_kept_and_left_out() {
    let mut scene = Scene::filled();
    scene.answer("taken", "40");
    scene.answer("full_why", "popular");
    scene.answer("taken", "30");
    assert!(!scene.shown("full_why"));
    assert_eq!(scene.session.left_out(), [scene.at("full_why")]);
    let text = scene.finish(&by_cook());
    assert!(text.contains(r#""leftOut":["full_why"]"#));
    assert!(!text.contains("popular"));
    scene.answer("taken", "40");
    assert_eq!(scene.words("full_why"), "popular");
}

#[test]
fn a_check_is_silent_while_it_cannot_be_known_and_says_so_where_a_reason_was_given() {
    let mut scene = Scene::filled();
    scene.answer("taken", "");
    assert!(scene.finding("taken-fits").is_none());
    assert!(scene.session.unchecked().is_empty());
    scene.missing("taken", "not-known");
    assert!(scene.finding("taken-fits").is_none());
    assert_eq!(
        scene.session.unchecked()[0].sentence,
        "We could not check seats taken because seats taken is missing"
    );
    scene.answer("taken", "50");
    assert_eq!(
        scene.finding("taken-fits").unwrap().message,
        "Seats taken must be 40 or fewer"
    );
}

#[test]
fn a_pass_counts_for_the_figures_it_was_given_for() {
    let mut scene = Scene::filled();
    scene.answer("spend", "9000");
    let said = scene.finding("spend-per-seat").unwrap();
    assert_eq!(said.message, "£9,000.00 is a lot for 40 seats");
    assert!(said.stops());
    scene.pass("spend-per-seat", "New ovens");
    assert!(!scene.finding("spend-per-seat").unwrap().stops());
    scene.session.finish(&by_cook()).unwrap();
    scene.answer("spend", "9500");
    assert!(scene.finding("spend-per-seat").unwrap().stops());
    assert!(scene.session.finish(&by_cook()).is_err());
    scene.answer("spend", "9000");
    assert!(!scene.finding("spend-per-seat").unwrap().stops());
}

#[test]
fn fixed_rows_are_the_codes_that_may_be_used_and_their_checks_stand_at_the_row() {
    let mut scene = Scene::month();
    let table = 0;
    let rows: Vec<String> = scene
        .session
        .row_ids(table)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(rows, ["breakfast", "lunch", "supper"]);
    scene.answer("seats", "40");
    scene.answer("by_meal/lunch/portions", "10");
    scene.answer("by_meal/lunch/wasted", "11");
    let finding = scene.finding("wasted-fits").unwrap();
    assert_eq!(finding.places, [Node::At(scene.at("by_meal/lunch/wasted"))]);
    assert_eq!(
        finding.message,
        "Lunch: Portions wasted must be 10 or fewer"
    );
    assert!(!finding.passable);
    assert_eq!(scene.session.row_title(table, "lunch"), "Lunch");
    let gone = scene.session.apply(Edit::RemoveRow {
        table,
        row: Rc::from("lunch"),
    });
    assert_eq!(gone.unwrap_err(), EditError::FixedRows);
}

#[test]
fn free_rows_come_go_and_come_back_and_must_not_repeat_their_key() {
    let mut scene = Scene::filled();
    for row in ["r1", "r2"] {
        let add = Edit::AddRow {
            table: 1,
            row: Rc::from(row),
            position: u32::MAX,
            cells: vec![],
        };
        scene.session.apply(add).unwrap();
    }
    scene.answer("goods/r1/supplier", "Mill");
    scene.answer("goods/r1/price", "12");
    scene.answer("goods/r1/weight", "2.5");
    scene.answer("goods/r2/supplier", "Mill");
    scene.answer("goods/r2/price", "9");
    assert!(scene.shown("goods/r1/weight"));
    assert!(!scene.shown("goods/r2/weight"));
    assert!(
        scene
            .messages()
            .contains(&"Mill is already in the list".to_owned())
    );
    let removed = scene
        .session
        .apply(Edit::RemoveRow {
            table: 1,
            row: Rc::from("r1"),
        })
        .unwrap();
    assert!(
        !scene
            .messages()
            .contains(&"Mill is already in the list".to_owned())
    );
    scene.session.apply(removed.inverse).unwrap();
    assert_eq!(scene.words("goods/r1/weight"), "2.5 kg");
    assert_eq!(*scene.session.row_ids(1)[0], *"r1");
}

#[test]
fn a_sum_over_a_column_is_unknown_while_a_cell_is_missing_for_a_reason() {
    let mut scene = Scene::filled();
    assert_eq!(scene.words("all_portions"), "450 portions");
    scene.missing("by_meal/lunch/wasted", "not-known");
    assert_eq!(scene.words("all_portions"), "450 portions");
    scene.answer("by_meal/lunch/portions", "");
    assert_eq!(scene.words("all_portions"), "250 portions");
}

#[test]
fn earlier_figures_stand_beside_the_question_and_in_rules() {
    let mut facts = facts();
    facts.previous = Some(Earlier {
        period: Some(care_engine::definition::Period {
            start: date("2026-09-01"),
            end: date("2026-09-30"),
        }),
        filed: date("2026-10-09"),
        answers: vec![("seats".into(), Answer::typed("30").content)],
        passes: vec![],
    });
    let mut scene = Scene::open(&kitchen(), "month", facts);
    scene.answer("seats", "40");
    let before = scene.session.before(&scene.at("seats")).unwrap();
    assert_eq!(
        (before.value.as_str(), before.when.as_str()),
        ("30 seats", "September 2026")
    );
    assert_eq!(before.change.as_deref(), Some("10 more"));
    assert_eq!(
        scene.finding("moved").unwrap().message,
        "Seats were 30 before"
    );
}

#[test]
fn pages_say_how_they_stand() {
    let mut scene = Scene::month();
    let room = scene.section("room");
    assert_eq!(scene.session.section_state(room), SectionState::NotStarted);
    assert_eq!(
        scene.session.section_state(scene.section("goods")),
        SectionState::Optional
    );
    scene.answer("seats", "40");
    assert_eq!(scene.session.section_state(room), SectionState::InProgress);
    scene.answer("taken", "x");
    assert_eq!(scene.session.section_state(room), SectionState::Problem);
    scene.answer("taken", "4");
    assert_eq!(scene.session.section_state(room), SectionState::Complete);
}

#[test]
fn a_draft_opens_as_it_was_left() {
    let mut scene = Scene::filled();
    scene.answer("seats", " 4o ");
    scene.missing("spend", "not-collected");
    scene.add_row("r9");
    scene.answer("goods/r9/supplier", "Mill");
    let mut head = head("kitchen");
    head.replaces = Some(Replaces {
        id: "old".into(),
        revision: 2,
        reason: "A slip".into(),
    });
    let text = draft_v1::write(&head, &scene.session);
    let definition = kitchen();
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&text, &definition, &form, facts()).unwrap();
    assert_eq!(opened.head, head);
    assert!(opened.head.kept.is_empty());
    assert_eq!(opened.session.answer(&scene.at("seats")).text(), " 4o ");
    assert_eq!(draft_v1::write(&head, &opened.session), text);
    assert_eq!(opened.session.findings(), scene.session.findings());
}

#[test]
fn a_pass_survives_in_a_draft() {
    let mut scene = Scene::filled();
    scene.answer("spend", "9000");
    scene.pass("spend-per-seat", "New ovens");
    let text = draft_v1::write(&head("kitchen"), &scene.session);
    let definition = kitchen();
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&text, &definition, &form, facts()).unwrap();
    assert!(
        opened
            .session
            .findings()
            .iter()
            .all(|finding| !finding.stops())
    );
}

#[test]
fn a_finished_return_is_accepted_and_a_changed_one_refused_at_its_place() {
    let mut scene = Scene::filled();
    let text = scene.finish(&by_cook());
    let definition = kitchen();
    let posted = accept(&definition, &text).unwrap();
    assert_eq!(posted.write(&definition), text);
    assert_eq!(ReturnV1::read(&text, &definition).unwrap(), posted);
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} in {text}");
        let refusals = accept(&definition, &text.replacen(from, to, 1)).unwrap_err();
        refusals
            .into_iter()
            .map(|refusal| refusal.pointer)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        refused(r#""taken":{"value":30"#, r#""taken":{"value":31"#),
        ["/answers/free"]
    );
    assert_eq!(
        refused(r#""taken":{"value":30"#, r#""taken":{"value":55"#),
        ["/answers/taken", "/answers/free"]
    );
    assert_eq!(refused(r#""1200.5""#, r#""12.005""#), ["/answers/spend"]);
    assert_eq!(
        refused(r#""wasted":{"value":2"#, r#""wasted":{"value":200"#),
        ["/tables/by_meal/0/cells/wasted"]
    );
    assert_eq!(
        refused(r#""declared":true"#, r#""declared":false"#),
        ["/declared"]
    );
    assert_eq!(
        refused(r#""version":"1.0""#, r#""version":"0.9""#),
        ["/framework/version"]
    );
    assert_eq!(
        refused(r#""seats":{"#, r#""stools":{"#)[0],
        "/answers/stools"
    );
}

#[test]
fn pointers_lead_back_to_their_places() {
    let scene = Scene::filled();
    for place in ["seats", "by_meal/supper/wasted"] {
        let node = Node::At(scene.at(place));
        let pointer = scene.session.pointer_of(&node);
        assert_eq!(
            scene.session.node_of_pointer(&pointer),
            Some(node),
            "{pointer}"
        );
    }
    assert_eq!(
        scene.session.node_of_pointer("/tables/goods"),
        Some(Node::Table(1))
    );
    assert_eq!(scene.session.node_of_pointer("/subject/id"), None);
}

#[test]
fn unpassed_warnings_and_blanks_stop_finishing() {
    let mut empty: Session = Scene::month().session;
    let findings = empty.finish(&by_cook()).unwrap_err();
    let messages: Vec<&str> = findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "Enter seats",
            "Enter seats taken",
            "Enter spending",
            "Select inspection"
        ]
    );
}

#[test]
fn a_calculated_place_cannot_be_typed() {
    let mut scene = Scene::month();
    let edit = Edit::Set {
        at: scene.at("free"),
        answer: Answer::typed("3"),
    };
    assert_eq!(
        scene.session.apply(edit).unwrap_err(),
        EditError::Calculated
    );
}

#[test]
fn the_day_of_filing_can_move_while_the_page_is_open() {
    let mut scene = Scene::filled();
    let at = scene.at("seats");
    assert!(scene.session.question(&at).contains("10 November 2026"));
    scene.session.set_today(date("2026-11-11"));
    assert!(scene.session.question(&at).contains("11 November 2026"));
}

#[test]
fn a_reason_is_offered_again_until_its_figure_moves_by_a_tenth() {
    let offered = |then: &str, now: &str| {
        let mut facts = facts();
        let word = Pass {
            reason: Some("unusual".into()),
            note: "New ovens".into(),
            figures: String::new(),
        };
        facts.previous = Some(Earlier {
            period: None,
            filed: date("2026-10-09"),
            answers: vec![("spend".into(), Answer::typed(then).content)],
            passes: vec![("spend-per-seat".into(), word)],
        });
        let mut scene = Scene::open(&kitchen(), "month", facts);
        scene.answer("seats", "40");
        scene.answer("spend", now);
        scene
            .finding("spend-per-seat")
            .unwrap()
            .offered
            .map(|pass| pass.note)
    };
    assert_eq!(offered("9000", "9800").as_deref(), Some("New ovens"));
    assert_eq!(offered("9000", "9900"), None);
    assert_eq!(offered("9000", "8100.01").as_deref(), Some("New ovens"));
}

#[test]
fn completeness_counts_the_core_by_how_it_was_answered() {
    let mut scene = Scene::month();
    let counts = scene.session.completeness();
    assert_eq!((counts.asked, counts.given, counts.estimated), (1, 0, 0));
    scene.answer("seats", "40");
    assert_eq!(scene.session.completeness().given, 1);
    scene.set(
        "seats",
        Answer {
            estimated: true,
            ..Answer::typed("40")
        },
    );
    let counts = scene.session.completeness_in(scene.section("room"));
    assert_eq!((counts.given, counts.estimated), (0, 1));
    assert_eq!(
        scene.session.completeness_in(scene.section("money")).asked,
        0
    );
}
