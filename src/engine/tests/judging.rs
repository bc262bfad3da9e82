//! What is wrong at a place is what is wrong on its page, and nothing changes on the page that is not told.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::load;
use care_engine::session::{Address, Answer, Edit, Finding, Node, Session};
use proptest::prelude::*;
use std::rc::Rc;
use support::generated::generated;
use support::{Scene, facts, hall};

const PLACES: [&str; 13] = [
    "chairs",
    "members",
    "helpers",
    "guests",
    "takings",
    "note",
    "by_room/great/room_chairs",
    "by_room/great/room_guests",
    "by_room/side/room_chairs",
    "by_room/side/room_guests",
    "events/0/event",
    "events/1/event",
    "events/1/event_guests",
];

fn scene() -> Scene {
    let mut scene = Scene::open(&hall(), "month", facts());
    for row in ["0", "1"] {
        scene.add_row(row);
    }
    scene
}

/// Everything that a page shows.
fn nodes(session: &Session) -> Vec<Node> {
    let mut nodes = Vec::new();
    for section in 0..3 {
        nodes.push(Node::Section(section));
    }
    for slot in 0..session.form().slots.len() {
        let slot = care_engine::definition::SlotIx(u32::try_from(slot).unwrap());
        nodes.push(Node::At(Address::Slot(slot)));
    }
    for table in 0..2 {
        nodes.push(Node::Table(table));
        for row in session.row_ids(table) {
            for column in 0..2 {
                let row = Rc::clone(&row);
                nodes.push(Node::At(Address::Cell { table, row, column }));
            }
        }
    }
    nodes
}

fn filtered(session: &Session, node: &Node) -> Vec<Finding> {
    let Some(section) = session.section_of(node) else {
        return Vec::new();
    };
    let mut findings = session.findings_in(section);
    findings.retain(|finding| finding.places.contains(node));
    findings
}

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![
        5 => (0..60_u32).prop_map(|number| Answer::typed(&number.to_string())),
        1 => (0..900_u32).prop_map(|number| Answer::typed(&number.to_string())),
        1 => Just(Answer::BLANK),
        1 => Just(Answer::typed("x")),
    ]
}

/// Edits of every kind: what a person types, a row that goes, his word on the first finding and on the whole return.
fn edits() -> impl Strategy<Value = Vec<(usize, Answer, u8)>> {
    proptest::collection::vec((0..PLACES.len(), answers(), 0..16_u8), 0..30)
}

fn edit(session: &Session, (place, answer, kind): (usize, Answer, u8)) -> Edit {
    let passable = || {
        let mut findings = session.findings().into_iter();
        findings.find(|finding| finding.passable && finding.passed.is_none())
    };
    match (kind, passable()) {
        (0, _) => Edit::RemoveRow {
            table: 1,
            row: Rc::from("1"),
        },
        (3, _) => session.say_nil("nobody"),
        (4, _) => session.take_back_nil(),
        (1 | 2, Some(finding)) => Edit::Pass {
            finding: finding.key,
            pass: Some(care_engine::session::Pass {
                reason: None,
                note: "It is so".into(),
                figures: String::new(),
            }),
        },
        _ => Edit::Set {
            at: Address::parse(PLACES[place], session.definition(), session.form()).unwrap(),
            answer,
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_place_has_the_findings_that_its_page_has_there(edits in edits()) {
        let mut session = scene().session;
        for next in edits {
            let next = edit(&session, next);
            let _rows_that_are_gone_take_no_answer = session.apply(next);
            for node in nodes(&session) {
                prop_assert_eq!(session.findings_at(&node), filtered(&session, &node));
            }
        }
    }

    /// Where a finding stands first is where the page shows it: it must be told when that changes.
    #[test]
    fn what_is_not_told_has_not_changed(edits in edits()) {
        let mut session = scene().session;
        for next in edits {
            let next = edit(&session, next);
            let mut before = Vec::new();
            for node in nodes(&session) {
                let gone = matches!((&next, &node), (Edit::RemoveRow { row: gone, .. }, Node::At(Address::Cell { row, .. })) if row == gone);
                if !gone {
                    before.push((session.findings_at(&node), node));
                }
            }
            let Ok(changes) = session.apply(next) else { continue };
            let removed = matches!(changes.inverse, Edit::AddRow { .. });
            for (findings, node) in before {
                if !changes.nodes.contains(&node) {
                    // The rows behind one that went are counted anew, which the node of the table tells.
                    let first = |mut findings: Vec<Finding>| {
                        findings.retain(|finding| finding.places.first() == Some(&node));
                        findings.retain(|finding| !removed || !finding.message.starts_with("Row "));
                        findings
                    };
                    prop_assert_eq!(first(session.findings_at(&node)), first(findings), "{:?}", node);
                }
            }
        }
    }
}

#[test]
fn a_page_of_many_questions_is_judged_place_by_place() {
    let definition = Rc::new(load(&generated(10_000)).unwrap());
    let mut scene = Scene::open(&definition, "r", facts());
    scene.answer("q40", "5");
    scene.answer("q41", "6");
    let node = Node::At(scene.at("q41"));
    assert_eq!(scene.session.findings_at(&node)[0].message, "Too many");
    assert_eq!(scene.session.form().judges.len(), 5_000);
}

#[test]
fn a_check_of_a_row_names_it_and_stands_at_the_whole_of_another_table() {
    let mut scene = scene();
    scene.answer("events/1/event", "Dance");
    scene.answer("by_room/side/room_guests", "3");
    scene.answer("events/1/event_guests", "4");
    let finding = scene.finding("event-fits").unwrap();
    assert_eq!(finding.message, "Dance: Guests at the event must be fewer");
    let at = Node::At(scene.at("events/1/event_guests"));
    assert_eq!(finding.places, [at, Node::Table(0)]);
}

#[test]
fn a_warning_waits_until_the_error_at_its_place_is_mended_or_explained() {
    let mut scene = scene();
    scene.answer("chairs", "50");
    assert!(scene.finding("chairs-many").is_some());
    let changes = scene.answer("guests", "501");
    assert!(scene.finding("guests-fit").is_some());
    assert!(scene.finding("chairs-many").is_none());
    let chairs = Node::At(scene.at("chairs"));
    assert!(changes.nodes.contains(&chairs), "chairs look different");
    scene.pass("guests-fit", "Two sittings");
    assert!(scene.finding("chairs-many").is_some());
    scene.answer("guests", "502");
    assert!(scene.finding("chairs-many").is_none());
    scene.answer("guests", "500");
    assert!(scene.finding("chairs-many").is_some());
}

#[test]
fn a_warning_about_a_blank_answer_waits_while_the_answer_is_needed() {
    let mut scene = scene();
    scene.answer("members", "60");
    assert!(scene.finding("no-note").is_some());
    let changes = scene.answer("takings", "600");
    assert!(scene.finding("no-note").is_none());
    let members = Node::At(scene.at("members"));
    assert!(changes.nodes.contains(&members), "members look different");
    scene.answer("takings", "400");
    assert!(scene.finding("no-note").is_some());
}

#[test]
fn one_of_a_thing_is_named_as_one_and_a_shortfall_has_a_minus_sign() {
    let mut scene = scene();
    scene.answer("chairs", "1");
    assert_eq!(scene.words("chairs"), "1 chair");
    scene.answer("members", "0");
    assert_eq!(scene.words("members"), "0 people");
    scene.answer("hours", "1");
    assert_eq!(scene.words("hours"), "1 hours", "one word for all numbers");
    scene.answer("by_room/great/room_chairs", "10");
    scene.answer("by_room/side/room_chairs", "0");
    assert_eq!(scene.words("left_over"), "\u{2212}9 chairs");
    scene.answer("takings", "-12.50");
    assert_eq!(scene.words("takings"), "\u{2212}£12.50");
    let at = scene.at("takings");
    let value = scene.session.value_at(&at).unwrap();
    let care_engine::value::Value::Number(number) = value else {
        panic!("{value:?}")
    };
    assert_eq!(number.to_string(), "-12.5");
}
