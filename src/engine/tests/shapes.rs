//! Stored and sent shapes as they were written once: each must read for ever, and this version still writes the same.
//! Set `UPDATE_SHAPES=1` to write them anew, which is a new version of a shape and not a mend.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::Status;
use care_engine::exchange::ShapeError;
use care_engine::exchange::draft_v1::{self, DraftHead, Replaces};
use care_engine::exchange::identity::Identity;
use care_engine::exchange::receipt_v1::{ReceiptState, ReceiptV1};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::moving::{End, Why, draft_of, plan};
use care_engine::session::{Answer, Finishing, Held, Origin, accept, accept_beside};
use std::path::Path;
use std::rc::Rc;
use support::{Scene, facts, fixture, hall, kitchen, september, whole_hall};

fn check(name: &str, written: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../wasm-tests/fixtures/shapes")
        .join(name);
    if std::env::var_os("UPDATE_SHAPES").is_some() {
        std::fs::write(path, [written, "\n"].concat()).unwrap();
    }
    let kept = fixture(&["shapes/", name].concat());
    assert_eq!(
        kept.trim_end(),
        written,
        "{name} is written differently now"
    );
    kept
}

/// A month with an answer of every standing.
fn scene() -> Scene {
    let mut scene = Scene::filled();
    scene.answer("spend", "9000");
    scene.pass("spend-per-seat", "New \"ovens\" & <b>pans</b>");
    scene.missing("by_meal/lunch/wasted", "not-known");
    scene.set("diets", Answer::codes(&["halal", "vegan"]));
    scene.set(
        "opened",
        Answer {
            estimated: true,
            origin: Origin::CarriedOver { on: None },
            ..Answer::typed("27 March 2007")
        },
    );
    scene.answer("full_why", "hidden");
    for row in ["row-b", "row-a"] {
        scene.add_row(row);
        scene.answer(&["goods/", row, "/supplier"].concat(), row);
        scene.answer(&["goods/", row, "/price"].concat(), "12.50");
    }
    scene
}

fn replaces() -> Replaces {
    Replaces {
        id: "11111111-0000-4000-8000-000000000000".into(),
        revision: 2,
        reason: "A slip".into(),
    }
}

fn head() -> DraftHead {
    DraftHead {
        id: "22222222-0000-4000-8000-000000000000".into(),
        begun: 1_794_300_000_000,
        replaces: Some(replaces()),
        ..support::head("kitchen")
    }
}

#[test]
fn draft_1() {
    let head = head();
    let kept = check("draft_v1.json", &draft_v1::write(&head, &scene().session));
    let definition = kitchen();
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&kept, &definition, &form, facts()).unwrap();
    assert_eq!(opened.head, head);
    assert!(opened.head.kept.is_empty());
    assert_eq!(opened.session.findings(), scene().session.findings());
}

#[test]
fn return_1() {
    let finishing = Finishing {
        id: "33333333-0000-4000-8000-000000000000".into(),
        at: 1_794_300_000_000,
        clock_offset: Some(-3),
        filer: vec![("cook".into(), Answer::typed("Sam Field").content)],
        replaces: Some(replaces()),
    };
    let finished = scene().session.finish(&finishing).unwrap();
    let kept = check("return_v1.json", finished.text());
    let posted = accept(&kitchen(), &kept).unwrap();
    assert_eq!(posted.tables[1].1[0].id, "row-a", "rows are sent by key");
}

/// The words on the whole return, and an error that a status lowered.
#[test]
fn the_words_on_the_whole_return() {
    let definition = hall();
    let status = r#"{"format":1,"framework":"hall","versions":{"1.0":{"lowered":[
        {"return":"month","check":"helpers-fit","why":"Helpers need be no members"}]}}}"#;
    let status = Status::read(status, &definition).unwrap();
    let head = DraftHead {
        id: "44444444-0000-4000-8000-000000000000".into(),
        subject: september().subject,
        begun: 1_794_300_000_000,
        ..support::head("hall")
    };
    let mut scene = whole_hall();
    scene.session.apply_status(&status);
    let draft = check(
        "draft_v1_whole.json",
        &draft_v1::write(&head, &scene.session),
    );
    let form = Rc::clone(definition.form("month").unwrap());
    let mut opened = draft_v1::open(&draft, &definition, &form, facts()).unwrap();
    assert!(opened.head.kept.is_empty());
    opened.session.apply_status(&status);
    assert_eq!(opened.session.findings(), scene.session.findings());
    let finishing = Finishing {
        id: "44444444-0000-4000-8000-000000000000".into(),
        ..support::finishing()
    };
    let finished = scene.session.finish(&finishing).unwrap();
    let kept = check("return_v1_whole.json", finished.text());
    let posted = accept_beside(&definition, &status, &kept, &|_, _| Held::default()).unwrap();
    assert_eq!(posted.nil.as_deref(), Some("nobody"));
    assert_eq!(posted.lowered[0].0, "helpers-fit");
}

/// A return by somebody who is signed in. Without a sign-in the bytes are as they were.
#[test]
fn as_whom_it_was_finished() {
    let finishing = Finishing {
        id: "55555555-0000-4000-8000-000000000000".into(),
        at: 1_794_300_000_000,
        clock_offset: None,
        filer: vec![],
        replaces: None,
    };
    let identity = Identity {
        issuer: "https://id.example".into(),
        subject: "248289761001".into(),
        name: Some("Sam Field".into()),
    };
    let finished = scene()
        .session
        .finish_as(&finishing, Some(&identity))
        .unwrap();
    let kept = check("return_v1_signed_in.json", finished.text());
    let posted = accept(&kitchen(), &kept).unwrap();
    assert_eq!(posted.finished_as, Some(identity));
    for key in ["issuer", "subject"] {
        let without = kept.replace(&format!("\"{key}\":\""), &format!("\"{key}2\":\""));
        assert_ne!(without, kept);
        assert!(accept(&kitchen(), &without).is_err(), "{key}");
    }
}

#[test]
fn receipt_1() {
    let receipt = ReceiptV1 {
        id: "33333333-0000-4000-8000-000000000000".into(),
        reference: "CR-7K2M-9QXD".into(),
        received_at: "2026-11-10T09:20:00Z".into(),
        state: ReceiptState::Accepted,
        status_url: Some("/api/returns/33333333-0000-4000-8000-000000000000".into()),
        refused_for: vec![],
    };
    let kept = check("receipt_v1.json", &receipt.write());
    assert_eq!(ReceiptV1::read(&kept).unwrap(), receipt);
    let refused = ReceiptV1 {
        state: ReceiptState::Refused,
        refused_for: vec!["Too many meals".into(), "No cook".into()],
        ..receipt
    };
    assert_eq!(ReceiptV1::read(&refused.write()).unwrap(), refused);
}

/// The first part that is wrong is named, however deep it stands, and what is wrong behind it does not hide it.
#[test]
fn what_is_wrong_is_named() {
    let kept = fixture("shapes/return_v1.json");
    for (from, to, place) in [
        ("\"finishedAt\":", "\"finished\":", "/finishedAt"),
        ("\"id\":\"row-b\"", "\"id\":2", "/tables/goods/1/id"),
        ("\"revision\":2", "\"revision\":-2", "/revision"),
        ("\"declared\":true", "\"declared\":false", "/declared"),
        ("\"leftOut\":[", "\"leftOut\":[1,", "/leftOut/0"),
    ] {
        assert!(kept.contains(from), "{from}");
        let text = kept
            .replacen(from, to, 1)
            .replace("\"leftOut\":[\"", "\"leftOut\":[2,\"");
        assert_eq!(
            ReturnV1::read(&text, &kitchen()),
            Err(ShapeError::At(place.into()))
        );
    }
}

/// A draft whose answers have no place, in a framework whose list of reasons is shorter now, opens, and is written again
/// with all that it held.
#[test]
fn what_has_no_place_stays_in_the_draft() {
    let kept = fixture("shapes/draft_v1.json");
    let mut text = kept.trim_end().to_owned();
    for (from, to) in [
        ("\"seats\":\"40\"", "\"chairs\":\"40\""),
        (
            "\"goods/row-a/price\":\"12.50\",",
            "\"goods/row-c/price\":{\"content\":\"1\",\"estimated\":true,\"origin\":\"typed\"},",
        ),
        (
            "lunch/wasted\":{\"missing\":\"not-known\"}",
            "lunch/wasted\":{\"missing\":\"asleep\"}",
        ),
        ("{\"goods\":[", "{\"wines\":[\"row-z\"],\"goods\":["),
        (
            "\"profile\":{}",
            "\"profile\":{\"number\":{\"missing\":\"asleep\"}}",
        ),
        ("\"spend-per-seat\"", "\"spend-per-chair\""),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let definition = kitchen();
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&text, &definition, &form, facts()).unwrap();
    let places: Vec<_> = opened.head.kept.iter().map(|kept| &*kept.at).collect();
    assert_eq!(
        places,
        [
            "wines/row-z",
            "chairs",
            "by_meal/lunch/wasted",
            "goods/row-c/price",
            "spend-per-chair"
        ]
    );
    let written = draft_v1::write(&opened.head, &opened.session);
    for part in [
        "\"answer\":\"40\"",
        "{\"content\":\"1\",\"estimated\":true,\"origin\":\"typed\"}",
        "{\"missing\":\"asleep\"}",
        "<b>pans</b>",
    ] {
        assert!(written.contains(part), "{part}");
    }
    let again = draft_v1::open(&written, &definition, &form, facts()).unwrap();
    assert_eq!(again.head, opened.head);
    assert_eq!(draft_v1::write(&again.head, &again.session), written);
}

/// An estimate whose figure was taken out again is still a draft.
#[test]
fn a_blank_estimate_is_read_again() {
    let mut scene = Scene::month();
    let blank = Answer {
        estimated: true,
        ..Answer::BLANK
    };
    scene.set("seats", blank.clone());
    let definition = kitchen();
    let form = Rc::clone(definition.form("month").unwrap());
    let text = draft_v1::write(&head(), &scene.session);
    let opened = draft_v1::open(&text, &definition, &form, facts()).unwrap();
    assert_eq!(opened.session.answer(&scene.at("seats")), &blank);
}

/// A return of an older version names a reason that the framework has dropped since: it is read and written as it was.
#[test]
fn a_reason_that_was_dropped_is_kept_in_a_return_of_an_older_version() {
    let kept = fixture("shapes/return_v1.json");
    let was = "\"reason\":\"not-known\",\"status\":\"missing\"";
    assert!(kept.contains(was));
    let dropped = kept.replace(was, &was.replace("not-known", "asleep"));
    let definition = kitchen();
    let place = ReturnV1::read(&dropped, &definition).unwrap_err();
    assert!(
        matches!(&place, ShapeError::At(at) if at.ends_with("/reason")),
        "of this version it is a mistake: {place}"
    );
    let older = dropped.replace("\"version\":\"1.0\"", "\"version\":\"0.9\"");
    assert_ne!(older, dropped);
    let posted = ReturnV1::read(&older, &definition).unwrap();
    assert_eq!(posted.dropped, ["asleep"]);
    assert_eq!(posted.write(&definition), older.trim_end());
    // As a draft that is moved: kept beside, in its own word.
    let text = draft_of(head(), &posted, &definition);
    let plan = plan(&text, &definition, facts()).unwrap();
    let step = plan
        .steps
        .iter()
        .find(|step| step.said == "asleep")
        .unwrap();
    let why = Why::NoReason;
    assert_eq!(step.end, End::Kept { why, before: false });
    // And looked at: shown by its word, and no answer.
    let mut scene = Scene::filled();
    scene.session.keep_reasons(&posted.dropped);
    let reason = u16::try_from(definition.missing.len()).unwrap();
    scene.set(&step.at, Answer::missing(reason));
    assert_eq!(scene.words(&step.at), "asleep");
    let status = scene.session.status(&scene.at(&step.at));
    assert_eq!(status, care_engine::session::Status::NotUnderstood);
}
