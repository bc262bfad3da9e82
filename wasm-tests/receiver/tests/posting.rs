//! Taking a return, once and only once.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{Answer, Place, october};

fn assert_problem(answer: &Answer, status: u16, slug: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json")
    );
    let problem = answer.json();
    assert_eq!(problem["type"], format!("/api/problems/{slug}"));
    assert_eq!(problem["status"], status);
    for text in ["title", "detail"] {
        assert!(!problem[text].as_str().unwrap().is_empty(), "{text}");
    }
    assert_eq!(problem["traceId"].as_str().unwrap().len(), 32);
}

#[tokio::test]
async fn the_first_time_gives_a_receipt_and_mirrors_the_ids() {
    let place = Place::new();
    let caller = place.start();
    let headers = [
        ("content-type", "application/json; charset=utf-8"),
        ("idempotency-key", "a1"),
        ("x-request-id", "a1"),
        ("x-correlation-id", "visit 7"),
    ];
    let answer = caller
        .ask("POST", "/api/returns", &headers, october("a1").to_string())
        .await;
    assert_eq!(answer.status, StatusCode::CREATED);
    for (name, value) in &headers[1..] {
        assert_eq!(answer.header(name), Some(*value), "{name}");
    }
    assert_eq!(answer.header("location"), Some("/api/returns/a1"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let receipt = answer.json();
    let reference = receipt["reference"].as_str().unwrap().to_owned();
    assert!(reference.starts_with("CR-"));
    assert_eq!(
        receipt,
        json!({ "id": "a1", "reference": reference, "receivedAt": "2026-11-10T09:30:00Z",
                "state": "accepted", "statusUrl": "/api/returns/a1" })
    );
}

#[tokio::test]
async fn the_same_again_is_the_same_receipt_even_when_it_would_be_refused_today() {
    let place = Place::new();
    let caller = place.start();
    let first = caller.post(&october("a1")).await;
    place.pass_seconds(3600);
    place.refuse_all();
    let second = caller.post(&october("a1")).await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::CREATED, StatusCode::OK)
    );
    assert_eq!(first.bytes, second.bytes);
    assert_eq!(place.count("SELECT count(*) FROM returns"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_at_once_are_one() {
    let place = Place::new();
    let caller = place.start();
    let sent: Vec<_> = (0..20)
        .map(|_| {
            let caller = caller.clone();
            tokio::spawn(async move { caller.post(&october("a1")).await })
        })
        .collect();
    let mut answers = Vec::new();
    for one in sent {
        answers.push(one.await.unwrap());
    }
    let created = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::CREATED)
        .count();
    let again = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::OK)
        .count();
    assert_eq!((created, again), (1, 19));
    assert!(
        answers
            .iter()
            .all(|answer| answer.bytes == answers[0].bytes)
    );
    assert_eq!(place.count("SELECT count(*) FROM returns"), 1);
}

#[tokio::test]
async fn other_bytes_under_a_known_id_change_nothing() {
    let place = Place::new();
    let caller = place.start();
    caller.post(&october("a1")).await;
    let mut other = october("a1");
    other["answers"]["max_capacity"]["value"] = 25.into();
    assert_problem(&caller.post(&other).await, 409, "other-content");
    // The same data spelt otherwise is other bytes too: the receiver compares what was sent, not what it means.
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", "a1"),
    ];
    let spelt = format!(" {}", october("a1"));
    assert_problem(
        &caller.ask("POST", "/api/returns", &headers, spelt).await,
        409,
        "other-content",
    );
    assert_eq!(
        caller.get("/api/returns/a1/body").await.text(),
        october("a1").to_string()
    );
}

#[tokio::test]
async fn a_refusal_names_every_reason_and_stores_nothing() {
    let place = Place::new();
    let caller = place.start();
    let mut content = october("a1");
    content["refuse"] = true.into();
    let answer = caller.post(&content).await;
    assert_problem(&answer, 422, "refused");
    assert_eq!(
        answer.json()["errors"],
        json!([
            { "pointer": "/answers/beds_occupied", "detail": "Beds occupied must be 24 or fewer" },
            { "pointer": "/tables/vac_by_type/0/cells/vacant", "detail": "Enter a number" },
        ])
    );
    assert_eq!(place.count("SELECT count(*) FROM returns"), 0);
    // Corrected, it may come under the same id, which nothing was stored under.
    assert_eq!(
        caller.post(&october("a1")).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn the_id_must_be_said_once_and_be_the_returns_own() {
    let caller = Place::new().start();
    let json = ("content-type", "application/json");
    let body = october("a1").to_string();
    for headers in [
        vec![json],
        vec![json, ("idempotency-key", "a1"), ("x-request-id", "a2")],
        vec![json, ("idempotency-key", "a1"), ("idempotency-key", "a2")],
        vec![json, ("idempotency-key", "")],
        vec![json, ("idempotency-key", "a/../b")],
    ] {
        let answer = caller
            .ask("POST", "/api/returns", &headers, body.clone())
            .await;
        assert_problem(&answer, 400, "bad-request");
    }
    let answer = caller
        .ask(
            "POST",
            "/api/returns",
            &[json, ("x-request-id", "a2")],
            body,
        )
        .await;
    assert_problem(&answer, 422, "refused");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/id");
}

#[tokio::test]
async fn what_is_not_a_json_return_is_told_apart() {
    let caller = Place::new().start();
    let id = ("idempotency-key", "a1");
    let json = ("content-type", "application/json");
    let send = async |headers: &[(&str, &str)], body: Vec<u8>| {
        caller.ask("POST", "/api/returns", headers, body).await
    };
    assert_problem(&send(&[id], b"{}".to_vec()).await, 415, "content-type");
    assert_problem(
        &send(&[id, ("content-type", "text/plain")], b"{}".to_vec()).await,
        415,
        "content-type",
    );
    assert_problem(&send(&[id, json], b"{".to_vec()).await, 400, "bad-request");
    assert_problem(
        &send(&[id, json], vec![b'"', 0xff, b'"']).await,
        400,
        "bad-request",
    );
    assert_problem(
        &send(&[id, json], b"[".repeat(100_000)).await,
        400,
        "bad-request",
    );
    assert_problem(
        &send(&[id, json], vec![b' '; (1 << 20) + 1]).await,
        413,
        "too-large",
    );
    // One byte less is taken, and refused for what it holds.
    assert_problem(
        &send(&[id, json], vec![b' '; 1 << 20]).await,
        400,
        "bad-request",
    );
}

#[tokio::test]
async fn put_names_the_id_and_never_overwrites() {
    let caller = Place::new().start();
    let (json, id, none) = (
        ("content-type", "application/json"),
        ("x-request-id", "a1"),
        ("if-none-match", "*"),
    );
    let body = october("a1").to_string();
    let put = async |address: &str, headers: &[(&str, &str)], body: &str| {
        caller.ask("PUT", address, headers, body.to_owned()).await
    };
    assert_problem(
        &put("/api/returns/a1", &[json, id], &body).await,
        428,
        "precondition",
    );
    assert_problem(
        &put("/api/returns/a2", &[json, id, none], &body).await,
        400,
        "bad-request",
    );
    let first = put("/api/returns/a1", &[json, id, none], &body).await;
    let second = put("/api/returns/a1", &[json, id, none], &body).await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::CREATED, StatusCode::OK)
    );
    assert_eq!(first.bytes, second.bytes);
    assert_problem(
        &put("/api/returns/a1", &[json, id, none], "{}").await,
        409,
        "other-content",
    );
}

#[tokio::test]
async fn other_addresses_and_methods_are_problems_too() {
    let caller = Place::new().start();
    for address in [
        "/api/nothing",
        "/api/returns/a1/body/more",
        "/api/returns/unknown",
        "/api/returns/unknown/body",
    ] {
        assert_problem(&caller.get(address).await, 404, "not-found");
    }
    assert_problem(
        &caller.ask("DELETE", "/api/returns", &[], "").await,
        405,
        "method",
    );
    for address in ["/api", "/api/"] {
        let about = caller.get(address).await;
        assert_eq!(about.status, StatusCode::OK);
        assert!(
            about.json()["about"]
                .as_str()
                .unwrap()
                .contains("stands in for the backend")
        );
    }
}

#[tokio::test]
async fn two_problems_have_two_traces() {
    let caller = Place::new().start();
    let (first, second) = (
        caller.get("/api/nothing").await,
        caller.get("/api/nothing").await,
    );
    assert_ne!(first.json()["traceId"], second.json()["traceId"]);
}
