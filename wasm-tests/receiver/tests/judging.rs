//! With the engine as the judge: a return that a session finished is taken, and one that was changed since is not.

use std::rc::Rc;

use axum::http::StatusCode;
use care_engine::definition::{Definition, Period, Status, load, read_list};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::session::{
    Address, Answer, Content, Earlier, Edit, Facts, Finishing, Held, Pass, Session, Subject,
    slot_of,
};
use care_engine::value::Date;
use serde_json::{Value, json};

use crate::support::{Caller, Place};

const FRAMEWORK: &str = include_str!("framework.json");

fn place() -> (Place, Caller) {
    let place = Place::new();
    place.write("framework.json", FRAMEWORK);
    let caller = place.try_start_with_engine().unwrap();
    (place, caller)
}

/// What a page would have sent that knows of nothing from before.
fn finished(id: &str, beds: &str) -> Value {
    sent(id, ("beds", "2026-10"), ("beds", beds), Held::default())
}

/// What a page would have sent: a return and its month, its item and answer, and what the device knew.
fn sent(id: &str, of: (&str, &str), answer: (&str, &str), held: Held) -> Value {
    sent_by(&Rc::new(load(FRAMEWORK).unwrap()), id, of, answer, held)
}

fn sent_by(
    definition: &Rc<Definition>,
    id: &str,
    (form, month): (&str, &str),
    (item, typed): (&str, &str),
    held: Held,
) -> Value {
    let form = Rc::clone(definition.form(form).unwrap());
    let start = Date::parse_iso(&[month, "-01"].concat()).unwrap();
    let facts = Facts {
        today: Date::parse_iso("2026-11-10").unwrap(),
        period: Some(Period {
            start,
            end: start.add_months(1).unwrap().add_days(-1).unwrap(),
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
        previous: held.latest.clone(),
        latest: held.latest,
        others: held.others,
    };
    let mut session = Session::open(definition, &form, facts);
    let at = Address::Slot(slot_of(definition, &form, item).unwrap());
    session
        .apply(Edit::Set {
            at,
            answer: Answer::typed(typed),
        })
        .unwrap();
    for finding in session.findings() {
        let pass = Some(Pass {
            reason: None,
            note: "We have counted them".into(),
            figures: String::new(),
        });
        let finding = finding.key;
        session.apply(Edit::Pass { finding, pass }).unwrap();
    }
    let finishing = Finishing {
        id: id.into(),
        at: 1_794_303_000_000,
        clock_offset: None,
        filer: vec![("place_name".into(), Content::Text("A Person".into()))],
        replaces: None,
    };
    serde_json::from_str(session.finish(&finishing).unwrap().text()).unwrap()
}

/// A sent return as a page remembers it.
fn remembered(sent: &Value) -> Earlier {
    let definition = load(FRAMEWORK).unwrap();
    Earlier::from(&ReturnV1::read(&sent.to_string(), &definition).unwrap())
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

/// A list in a file of its own is read beside the framework. A page that has a list with more codes is judged by ours: its
/// hash does not matter, and a code that we do not know does.
#[tokio::test]
async fn a_code_is_looked_for_in_the_lists_own_file() {
    let mut framework: Value = serde_json::from_str(FRAMEWORK).unwrap();
    framework["codeLists"]["meal"] = json!({ "title": "Meals", "source": "Made up", "mark": "proposed",
        "file": "lists/meal.json" });
    framework["items"]["meals"]["type"] = json!({ "kind": "code", "list": "meal" });
    framework["returns"]["beds"]["calculate"]["spare"] = json!("beds");
    // Nothing counts the meals any more.
    let checks = framework["returns"]["beds"]["checks"]
        .as_array_mut()
        .unwrap();
    checks.retain(|check| check["id"] != "meals-fit");
    let framework = framework.to_string();
    let meals = r#"{ "list": "meal", "codes": [{ "code": "tea", "label": "Tea" }] }"#;
    let grown = meals.replace(
        "}] }",
        "}, { \"code\": \"lunch\", \"label\": \"Lunch\" }] }",
    );
    let page = |list: &str| {
        let mut definition = load(&framework).unwrap();
        assert!(definition.take_list(read_list(list).unwrap()));
        Rc::new(definition)
    };
    let sent = |id: &str, code: &str| {
        let of = ("day-meals", "2026-10");
        sent_by(&page(&grown), id, of, ("meals", code), Held::default())
    };
    let hash = |content: &Value| content["framework"]["codeLists"]["meal"].clone();
    assert_eq!(hash(&sent("a1", "tea")), page(&grown).lists[0].hash);
    assert_ne!(page(&grown).lists[0].hash, page(meals).lists[0].hash);

    let place = Place::new();
    place.write("framework.json", &framework);
    let told = place.try_start_with_engine().err().unwrap().to_string();
    assert!(told.contains("meal.json"), "{told}");
    place.write("lists/meal.json", r#"{ "list": "meal", "codes": [] }"#);
    let told = place.try_start_with_engine().err().unwrap().to_string();
    assert!(told.contains("/codes"), "{told}");
    place.write("lists/meal.json", meals);
    let caller = place.try_start_with_engine().unwrap();
    let answer = caller.post(&sent("a1", "tea")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let answer = caller.post(&sent("a2", "lunch")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/answers/meals");
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

/// What a page under this status would have sent of a place with 95 beds, which are right.
fn with_95_beds(status: &str) -> Value {
    let definition: Rc<Definition> = Rc::new(load(FRAMEWORK).unwrap());
    let text = finished("a1", "24").to_string();
    let posted = ReturnV1::read(&text, &definition).unwrap();
    let form = Rc::clone(definition.form("beds").unwrap());
    let mut session = Session::open(
        &definition,
        &form,
        Facts {
            today: Date::parse_iso("2026-11-10").unwrap(),
            period: posted.period,
            subject: Some(posted.subject),
            previous: None,
            latest: None,
            others: vec![],
        },
    );
    session.apply_status(&Status::read(status, &definition).unwrap());
    let at = Address::Slot(slot_of(&definition, &form, "beds").unwrap());
    let answer = Answer::typed("95");
    session.apply(Edit::Set { at, answer }).unwrap();
    let finding = session.findings().remove(0);
    let pass = Some(Pass {
        reason: None,
        note: "We have a new wing".into(),
        figures: String::new(),
    });
    session
        .apply(Edit::Pass {
            finding: finding.key,
            pass,
        })
        .unwrap();
    let finishing = Finishing {
        id: "a1".into(),
        at: 1_794_303_000_000,
        clock_offset: None,
        filer: posted.filer,
        replaces: None,
    };
    serde_json::from_str(session.finish(&finishing).unwrap().text()).unwrap()
}

#[tokio::test]
async fn a_check_that_the_status_lowers_is_lowered_here_too() {
    const STATUS: &str = r#"{"format":1,"framework":"made-up","versions":{"1":{
        "lowered":[{"return":"beds","check":"beds-fit","why":"New places have more"}]}}}"#;
    let content = with_95_beds(STATUS);
    let (_place, caller) = place();
    let answer = caller.post(&content).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/answers/beds");

    let mut place = Place::new();
    place.write("framework.json", FRAMEWORK);
    place.options.status = Some(place.write("status.json", STATUS));
    let caller = place.try_start_with_engine().unwrap();
    let answer = caller.post(&content).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());

    place.write("status.json", STATUS.replace("beds-fit", "other"));
    let told = place.try_start_with_engine().err().unwrap().to_string();
    assert!(
        told.starts_with("the framework's status has 1 problem"),
        "{told}"
    );
    assert!(told.contains("/check"), "{told}");
}

/// A figure that is worked out from an earlier return, or from one of another kind, is followed here; and a device that
/// did not know of them is not refused.
#[tokio::test]
async fn figures_of_earlier_returns_are_followed() {
    let (_place, caller) = place();
    let october = finished("a1", "24");
    let meals = sent(
        "a2",
        ("day-meals", "2026-08"),
        ("meals", "30"),
        Held::default(),
    );
    for content in [&october, &meals] {
        let answer = caller.post(content).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    }
    let latest = Some(remembered(&october));
    let others = vec![("day-meals".to_owned(), remembered(&meals))];
    let november = |id: &str, held: Held| sent(id, ("beds", "2026-11"), ("beds", "26"), held);

    let all = Held {
        latest: latest.clone(),
        others: others.clone(),
    };
    let good = november("a3", all);
    assert_eq!(good["answers"]["moved"]["value"], 2);
    assert_eq!(good["answers"]["spare"]["value"], 4);
    for (item, wrong) in [("moved", 3), ("spare", 30)] {
        let mut content = good.clone();
        content["answers"][item]["value"] = wrong.into();
        let answer = caller.post(&content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{item}");
        let errors = &answer.json()["errors"];
        assert_eq!(errors[0]["pointer"], format!("/answers/{item}"));
        assert_eq!(errors.as_array().unwrap().len(), 1);
    }
    for content in [
        good,
        november(
            "a4",
            Held {
                latest,
                others: vec![],
            },
        ),
        november(
            "a5",
            Held {
                latest: None,
                others,
            },
        ),
        november("a6", Held::default()),
    ] {
        let answer = caller.post(&content).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    }
}

/// A return must hold beside what is held here: nobody gets round the checks that read of it by leaving it out of
/// account. Whoever has read it and said why the figure is right is taken.
#[tokio::test]
async fn checks_that_read_of_earlier_returns_cannot_be_got_round() {
    let (_place, caller) = place();
    let of_meals = ("day-meals", "2026-08");
    let october = finished("a1", "24");
    let meals = sent("a2", of_meals, ("meals", "30"), Held::default());
    // Nothing is held yet, so that there is nothing to hold it against.
    assert_eq!(caller.post(&october).await.status, StatusCode::CREATED);
    assert_eq!(caller.post(&meals).await.status, StatusCode::CREATED);
    let latest = Some(remembered(&october));
    let others = vec![("day-meals".to_owned(), remembered(&meals))];
    let november = |id: &str, held: Held| sent(id, ("beds", "2026-11"), ("beds", "40"), held);
    let knew_of_beds = Held {
        latest: latest.clone(),
        others: vec![],
    };
    let knew_of_meals = Held {
        latest: None,
        others: others.clone(),
    };
    for (id, held, wanting) in [
        ("b1", Held::default(), 2),
        ("b2", knew_of_beds, 1),
        ("b3", knew_of_meals, 1),
    ] {
        let answer = caller.post(&november(id, held)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{id}");
        let errors = answer.json()["errors"].as_array().unwrap().clone();
        let beds = |error: &Value| error["pointer"] == "/answers/beds";
        assert!(errors.iter().all(beds), "{id}: {errors:?}");
        assert_eq!(errors.len(), wanting, "{id}: {errors:?}");
    }
    let answer = caller.post(&november("b4", Held { latest, others })).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
}

/// What is held counts only where it belongs: the period just before, and the same subject.
#[tokio::test]
async fn figures_of_other_periods_are_not_taken_for_those_before() {
    let (_place, caller) = place();
    let august = sent("a1", ("beds", "2026-08"), ("beds", "24"), Held::default());
    assert_eq!(caller.post(&august).await.status, StatusCode::CREATED);
    let held = Held {
        latest: Some(remembered(&august)),
        others: vec![],
    };
    let october = sent("a2", ("beds", "2026-10"), ("beds", "25"), held);
    assert_eq!(october["answers"]["moved"]["value"], 1);
    let answer = caller.post(&october).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/answers/moved");
}
