//! Sign-in for tests: who may call, and the trace of who did.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Caller, Place, october};

async fn wants(caller: &Caller, sign_in: Value) {
    let text = sign_in.to_string();
    let answer = caller.ask("POST", "/api/test/sign-in", &[], text).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_token_lets_in_and_every_call_is_noted() {
    let place = Place::new();
    let caller = place.start();
    wants(&caller, json!({"tokens": {"t1": "a"}})).await;
    assert_eq!(
        caller.post(&october("r1")).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(place.count("SELECT count(*) FROM returns"), 0);
    let headers = [
        ("authorization", "Bearer t1"),
        ("content-type", "application/json"),
        ("idempotency-key", "r1"),
        ("x-sent-by", "issuer=i&subject=a"),
    ];
    let text = october("r1").to_string();
    let answer = caller
        .ask("POST", "/api/returns", &headers, text.clone())
        .await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let other = [("authorization", "Bearer t2")];
    let answer = caller.ask("GET", "/api/returns/r1", &other, "").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let calls = caller.get("/api/test/calls").await.json();
    assert_eq!(
        calls["calls"][1],
        json!({"method": "POST", "path": "/api/returns", "id": "r1", "subject": "a", "sentBy": "issuer=i&subject=a", "status": 201})
    );
    assert_eq!(calls["calls"][2]["subject"], Value::Null);
    assert_eq!(calls["calls"][2]["id"], "r1");
}

#[tokio::test]
async fn a_cookie_lets_in_and_what_writes_shows_where_it_comes_from() {
    let caller = Place::new().start();
    wants(&caller, json!({"cookie": true})).await;
    let answer = caller.get("/api/test/login?as=a&next=/x").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, Some("/x"))
    );
    let set: Vec<&str> = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap().split(';').next().unwrap())
        .collect();
    let (cookies, csrf) = (set.join("; "), set[1].split_once('=').unwrap().1);
    let get = [("cookie", cookies.as_str())];
    let me = caller.ask("GET", "/api/me", &get, "").await.json();
    assert_eq!(
        (&me["subject"], &me["name"]),
        (&json!("a"), &json!("Made-up a"))
    );
    assert_eq!(caller.get("/api/me").await.status, StatusCode::UNAUTHORIZED);
    let text = october("r1").to_string();
    for (sent, status) in [
        ("wrong", StatusCode::UNAUTHORIZED),
        (csrf, StatusCode::CREATED),
    ] {
        let headers = [
            ("cookie", cookies.as_str()),
            ("content-type", "application/json"),
            ("idempotency-key", "r1"),
            ("x-csrf-token", sent),
        ];
        let answer = caller
            .ask("POST", "/api/returns", &headers, text.clone())
            .await;
        assert_eq!(answer.status, status);
    }
}
