//! Asking by id, and the three optional reads.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{Place, correction, october};

fn seed() -> Value {
    let mut september = october("s1");
    september["period"] = json!({ "start": "2026-09-01", "end": "2026-09-30" });
    json!({
        "subjects": [
            { "kind": "location", "answers": { "cqc_location_id": "1-100000001", "location_name": "Made-up House" } },
            { "kind": "location", "answers": { "cqc_location_id": "1-100000002", "location_name": "Another House" } },
        ],
        "returns": [
            { "id": "s1", "return": "capacity-workforce", "subject": "1-100000001", "period": "2026-09-01",
              "receivedAt": "2026-10-09T10:12:00Z", "body": september },
        ],
    })
}

#[tokio::test]
async fn asked_by_id_it_gives_the_receipt_and_the_hash_of_the_bytes() {
    let caller = Place::new().start();
    let receipt = caller.post(&october("a1")).await.json();
    let mut kept = caller.get("/api/returns/a1").await.json();
    let hash = format!("{:x}", Sha256::digest(october("a1").to_string()));
    assert_eq!(
        kept.as_object_mut().unwrap().remove("sha256"),
        Some(hash.into())
    );
    assert_eq!(kept, receipt);
    assert_eq!(
        caller.get("/api/returns/a2").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_seed_gives_subjects_and_an_earlier_return() {
    let mut place = Place::new();
    place.options.seed = Some(place.write("seed.json", seed().to_string()));
    let caller = place.start();
    assert_eq!(
        caller.get("/api/subjects").await.json()["subjects"],
        seed()["subjects"]
    );

    let latest = caller
        .get("/api/subjects/1-100000001/latest?return=capacity-workforce")
        .await
        .json();
    assert_eq!(latest["body"], seed()["returns"][0]["body"]);
    assert_eq!(latest["receipt"]["receivedAt"], "2026-10-09T10:12:00Z");
    assert_eq!(latest["receipt"]["id"], "s1");
    for none in [
        "1-100000002/latest?return=capacity-workforce",
        "1-100000001/latest?return=wellbeing-outcomes",
    ] {
        assert_eq!(
            caller.get(&format!("/api/subjects/{none}")).await.status,
            StatusCode::NOT_FOUND
        );
    }

    // Started again with the same seed, nothing is there twice.
    drop(caller);
    let caller = place.start();
    assert_eq!(
        caller.get("/api/returns").await.json()["returns"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        caller.get("/api/subjects").await.json()["subjects"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn latest_and_filed_follow_what_is_sent() {
    let mut place = Place::new();
    place.options.seed = Some(place.write("seed.json", seed().to_string()));
    let caller = place.start();
    let latest = async |more: &str| {
        caller
            .get(&format!(
                "/api/subjects/1-100000001/latest?return=capacity-workforce{more}"
            ))
            .await
            .json()
    };
    let filed = async || {
        let address = "/api/filed?return=capacity-workforce&subject=1-100000001&period=2026-10-01";
        caller.get(address).await.json()["filed"].clone()
    };
    assert_eq!(filed().await, json!([]));

    let receipt = caller.post(&october("a1")).await.json();
    assert_eq!(latest("").await["body"], october("a1"));
    assert_eq!(latest("&before=2026-10-01").await["receipt"]["id"], "s1");
    assert_eq!(
        filed().await,
        json!([{ "id": "a1", "reference": receipt["reference"], "receivedAt": receipt["receivedAt"], "revision": 1 }])
    );

    caller.post(&correction("a2", "a1")).await;
    assert_eq!(latest("").await["receipt"]["id"], "a2");
    assert_eq!(filed().await[0]["id"], "a2");
    assert_eq!(filed().await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_body_is_given_back_byte_for_byte() {
    let caller = Place::new().start();
    let spelt =
        r#"{ "id":"a1", "return":"r", "subject":{"id":"S 1/ä"}, "revision":1, "n":1.10, "n":2 }"#;
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", "a1"),
    ];
    assert_eq!(
        caller
            .ask("POST", "/api/returns", &headers, spelt)
            .await
            .status,
        StatusCode::CREATED
    );
    assert_eq!(caller.get("/api/returns/a1/body").await.text(), spelt);
    let latest = caller
        .get("/api/subjects/S%201%2F%C3%A4/latest?return=r")
        .await;
    assert!(latest.text().contains(spelt), "{}", latest.text());
    let filed = caller
        .get("/api/filed?return=r&subject=S%201/%C3%A4")
        .await
        .json();
    assert_eq!(filed["filed"][0]["id"], "a1");
}

#[tokio::test]
async fn a_question_without_its_parts_is_not_answered() {
    let caller = Place::new().start();
    for address in ["/api/subjects/1-100000001/latest", "/api/filed?return=r"] {
        assert_eq!(
            caller.get(address).await.status,
            StatusCode::BAD_REQUEST,
            "{address}"
        );
    }
}

#[tokio::test]
async fn without_reads_all_three_are_not_there_and_returns_are() {
    let mut place = Place::new();
    place.options.reads = false;
    let caller = place.start();
    for address in [
        "/api/subjects",
        "/api/subjects/1-100000001/latest?return=capacity-workforce",
        "/api/filed?return=capacity-workforce&subject=1-100000001&period=2026-10-01",
    ] {
        assert_eq!(
            caller.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    assert_eq!(
        caller.post(&october("a1")).await.status,
        StatusCode::CREATED
    );
    assert_eq!(caller.get("/api/returns/a1").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_seed_is_put_in_whole_or_not_at_all() {
    let place = Place::new();
    let caller = place.start();
    let put = async |seed: &Value| {
        caller
            .ask("POST", "/api/test/seed", &[], seed.to_string())
            .await
    };
    assert_eq!(put(&seed()).await.status, StatusCode::NO_CONTENT);

    let mut clashing = seed();
    clashing["subjects"] = json!([]);
    clashing["returns"][0]["body"]["revision"] = 7.into();
    let answer = put(&clashing).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(
        answer.json()["detail"]
            .as_str()
            .unwrap()
            .starts_with("return 0 of the seed"),
        "{}",
        answer.text()
    );
    assert_eq!(place.count("SELECT count(*) FROM subjects"), 2);

    let answer = put(&json!({ "subject": [] })).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);

    assert_eq!(
        put(&json!({ "subjects": [] })).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(place.count("SELECT count(*) FROM subjects"), 0);
    assert_eq!(place.count("SELECT count(*) FROM returns"), 1);
}
