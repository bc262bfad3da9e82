//! Corrections: a new revision takes the place of an older one, which stays.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{Place, correction, october};

#[tokio::test]
async fn the_older_one_is_marked_and_both_are_listed() {
    let place = Place::new();
    let caller = place.start();
    let first = caller.post(&october("a1")).await;
    place.pass_seconds(60);
    assert_eq!(
        caller.post(&correction("a2", "a1")).await.status,
        StatusCode::CREATED
    );

    let list = caller.get("/api/returns").await.json();
    assert_eq!(list["returns"].as_array().unwrap().len(), 2);
    assert_eq!(list["returns"][0]["state"], "replaced");
    assert_eq!(list["returns"][0]["replacedBy"], "a2");
    let newer = &list["returns"][1];
    assert_eq!(
        *newer,
        json!({ "id": "a2", "return": "capacity-workforce", "subject": "1-100000001", "period": "2026-10-01",
                "revision": 2, "state": "accepted", "receivedAt": "2026-11-10T09:31:00Z",
                "reference": newer["reference"] })
    );
    assert_ne!(list["returns"][0]["reference"], newer["reference"]);

    // What the sender of the older one was told stays as it was.
    let again = caller.post(&october("a1")).await;
    assert_eq!((again.status, &again.bytes), (StatusCode::OK, &first.bytes));
    assert_eq!(
        caller.get("/api/returns/a1").await.json()["replacedBy"],
        "a2"
    );
}

#[tokio::test]
async fn only_a_return_that_is_held_and_current_and_of_the_same_kind_is_replaced() {
    let place = Place::new();
    let caller = place.start();
    caller.post(&october("a1")).await;
    caller.post(&correction("a2", "a1")).await;
    let mut september = correction("a4", "a2");
    september["period"]["start"] = "2026-09-01".into();
    let mut elsewhere = correction("a5", "a2");
    elsewhere["subject"]["id"] = "1-100000002".into();
    for content in [
        correction("a3", "unknown"),
        correction("a3", "a1"),
        correction("a3", "a3"),
        september,
        elsewhere,
    ] {
        let answer = caller.post(&content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["errors"][0]["pointer"], "/replaces/id");
    }
    assert_eq!(place.count("SELECT count(*) FROM returns"), 2);
    assert_eq!(
        place.count("SELECT count(*) FROM returns WHERE replaced_by = 'a2' AND id = 'a1'"),
        1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_corrections_at_once_one_is_taken() {
    let place = Place::new();
    let caller = place.start();
    caller.post(&october("a1")).await;
    let sent: Vec<_> = ["a2", "a3", "a4", "a5"]
        .into_iter()
        .map(|id| {
            let caller = caller.clone();
            tokio::spawn(async move { caller.post(&correction(id, "a1")).await.status })
        })
        .collect();
    let mut taken = 0;
    for one in sent {
        match one.await.unwrap() {
            StatusCode::CREATED => taken += 1,
            other => assert_eq!(other, StatusCode::UNPROCESSABLE_ENTITY),
        }
    }
    assert_eq!(taken, 1);
    assert_eq!(place.count("SELECT count(*) FROM returns"), 2);
}

#[tokio::test]
async fn a_return_without_periods_can_be_corrected() {
    let caller = Place::new().start();
    let (mut first, mut second) = (october("a1"), correction("a2", "a1"));
    first["period"] = json!(null);
    second["period"] = json!(null);
    assert_eq!(caller.post(&first).await.status, StatusCode::CREATED);
    assert_eq!(caller.post(&second).await.status, StatusCode::CREATED);
}
