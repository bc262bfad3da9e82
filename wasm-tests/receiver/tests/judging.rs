//! With the engine as the judge: a return that a session finished is taken, and one that was changed since is not.

use std::rc::Rc;

use axum::http::StatusCode;
use care_engine::definition::{Definition, Period, load};
use care_engine::session::{
    Address, Answer, Content, Edit, Facts, Finishing, Session, Subject, slot_of,
};
use care_engine::value::Date;
use serde_json::Value;

use crate::support::{Caller, Place};

const FRAMEWORK: &str = include_str!("framework.json");

fn place() -> (Place, Caller) {
    let place = Place::new();
    place.write("framework.json", FRAMEWORK);
    let caller = place.try_start_with_engine().unwrap();
    (place, caller)
}

/// What a page would have sent.
fn finished(id: &str, beds: &str) -> Value {
    let definition: Rc<Definition> = Rc::new(load(FRAMEWORK).unwrap());
    let form = Rc::clone(definition.form("beds").unwrap());
    let date = |text| Date::parse_iso(text).unwrap();
    let facts = Facts {
        today: date("2026-11-10"),
        period: Some(Period {
            start: date("2026-10-01"),
            end: date("2026-10-31"),
        }),
        subject: Some(Subject {
            kind: "place".into(),
            id: "7".into(),
            name: "Made-up House".into(),
            profile: vec![
                ("place_name".into(), Content::Text("Made-up House".into())),
                ("place_id".into(), Content::Text("7".into())),
            ],
        }),
        previous: None,
        latest: None,
        others: Vec::new(),
    };
    let mut session = Session::open(&definition, &form, facts);
    let at = Address::Slot(slot_of(&definition, &form, "beds").unwrap());
    session
        .apply(Edit::Set {
            at,
            answer: Answer::typed(beds),
        })
        .unwrap();
    let finishing = Finishing {
        id: id.into(),
        at: 1_794_303_000_000,
        clock_offset: None,
        filer: vec![("place_name".into(), Content::Text("A Person".into()))],
        replaces: None,
    };
    serde_json::from_str(session.finish(&finishing).unwrap().text()).unwrap()
}

#[tokio::test]
async fn a_finished_return_is_taken_with_its_envelope() {
    let (_place, caller) = place();
    let answer = caller.post(&finished("a1", "24")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let listed = caller.get("/api/returns").await.json()["returns"][0].clone();
    for (field, value) in [
        ("id", Value::from("a1")),
        ("return", "beds".into()),
        ("subject", "7".into()),
        ("period", "2026-10-01".into()),
        ("revision", 1.into()),
    ] {
        assert_eq!(listed[field], value, "{field}");
    }
}

#[tokio::test]
async fn what_a_page_could_not_have_sent_is_refused_at_its_place() {
    let (place, caller) = place();
    for (pointer, value, refused_at) in [
        ("/answers/beds/value", Value::from(101), "/answers/beds"),
        ("/answers/beds/value", Value::from("many"), "/answers/beds"),
        ("/framework/version", "0".into(), "/framework/version"),
        ("/return", "other".into(), "/return"),
        ("/shape", "return/2".into(), "/shape"),
        ("/declared", false.into(), "/declared"),
    ] {
        let mut content = finished("a1", "24");
        *content.pointer_mut(pointer).unwrap() = value;
        let answer = caller.post(&content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{pointer}");
        assert_eq!(
            answer.json()["errors"][0]["pointer"],
            refused_at,
            "{}",
            answer.text()
        );
    }
    assert_eq!(place.count("SELECT count(*) FROM returns"), 0);
}

#[tokio::test]
async fn a_framework_with_problems_is_told_with_all_of_them() {
    let place = Place::new();
    place.write("framework.json", r#"{ "format": 1, "language": 7 }"#);
    let told = place.try_start_with_engine().err().unwrap().to_string();
    assert!(told.starts_with("the framework has "), "{told}");
    assert!(
        told.lines().count() > 2 && told.contains("/language"),
        "{told}"
    );
}

#[tokio::test]
async fn the_framework_of_the_page_is_one_to_judge_by() {
    let mut place = Place::new();
    place.options.framework = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../static/frameworks/asc-england.json"
    )
    .into();
    let caller = place.try_start_with_engine().unwrap();
    let answer = caller.post(&finished("a1", "24")).await;
    assert_eq!(
        answer.json()["errors"][0]["pointer"],
        "/framework/id",
        "{}",
        answer.text()
    );
}
