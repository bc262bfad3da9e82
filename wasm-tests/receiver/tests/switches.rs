//! The switches that make the receiver behave badly.

use axum::http::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Duration, Instant};

use crate::support::{Place, october};

#[tokio::test]
async fn without_the_argument_there_are_none() {
    let mut place = Place::new();
    place.options.test_switches = false;
    let caller = place.start();
    let answer = caller
        .ask("POST", "/api/test/mode", &[], r#"{"mode":"failing"}"#)
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(
        caller.ask("POST", "/api/test/seed", &[], "{}").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        caller.get("/api/test/reports").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        caller.post(&october("a1")).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn failing_stores_nothing_and_says_when_to_come_back() {
    let place = Place::new();
    let caller = place.start();
    caller.switch(json!({ "mode": "failing" })).await;
    let answer = caller.post(&october("a1")).await;
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (StatusCode::SERVICE_UNAVAILABLE, None)
    );
    assert_eq!(answer.header("idempotency-key"), Some("a1"));
    assert_eq!(
        caller.get("/api/returns/a1").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    caller
        .switch(json!({ "mode": "failing", "retryAfter": 120 }))
        .await;
    assert_eq!(
        caller.post(&october("a1")).await.header("retry-after"),
        Some("120")
    );
    assert_eq!(place.count("SELECT count(*) FROM returns"), 0);
    caller.switch(json!({ "mode": "normal" })).await;
    assert_eq!(
        caller.post(&october("a1")).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn refusing_gives_the_reasons_that_the_test_chose() {
    let caller = Place::new().start();
    caller.switch(json!({ "mode": "refusing" })).await;
    let answer = caller.post(&october("a1")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"].as_array().unwrap().len(), 1);
    let errors = json!([{ "pointer": "/answers/max_capacity", "detail": "Check this" }]);
    caller
        .switch(json!({ "mode": "refusing", "errors": errors }))
        .await;
    assert_eq!(caller.post(&october("a1")).await.json()["errors"], errors);
    assert_eq!(caller.get("/api/returns").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signed_out_and_a_page_of_somebody_else() {
    let place = Place::new();
    let caller = place.start();
    caller.switch(json!({ "mode": "unauthorised" })).await;
    let answer = caller.post(&october("a1")).await;
    assert_eq!(
        (answer.status, answer.header("www-authenticate")),
        (StatusCode::UNAUTHORIZED, Some("Bearer"))
    );
    caller.switch(json!({ "mode": "html" })).await;
    let answer = caller.post(&october("a1")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    assert_eq!(place.count("SELECT count(*) FROM returns"), 0);
}

#[tokio::test(start_paused = true)]
async fn slow_waits_as_long_as_it_is_told() {
    let caller = Place::new().start();
    let timed = async || {
        let start = Instant::now();
        let status = caller.get("/api/nothing-here").await.status;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let start_of_real = Instant::now();
        assert_eq!(start_of_real, start, "what is not the wire is not slowed");
        assert_eq!(
            caller.ask("POST", "/api/returns", &[], "").await.status,
            StatusCode::BAD_REQUEST
        );
        start.elapsed()
    };
    assert_eq!(timed().await, Duration::ZERO);
    caller.switch(json!({ "mode": "slow" })).await;
    assert!((3_000..3_010).contains(&timed().await.as_millis()));
    caller
        .switch(json!({ "mode": "slow", "delayMs": 250 }))
        .await;
    assert!((250..260).contains(&timed().await.as_millis()));
    caller
        .switch(json!({ "mode": "normal", "delayMs": 90_000 }))
        .await;
    assert!((60_000..60_010).contains(&timed().await.as_millis()));
}

#[tokio::test]
async fn what_is_not_a_mode_changes_nothing() {
    let caller = Place::new().start();
    for wrong in [
        r#"{"mode":"odd"}"#,
        r#"{"mode":"slow","delay":1}"#,
        "",
        "[]",
    ] {
        let answer = caller.ask("POST", "/api/test/mode", &[], wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    assert_eq!(
        caller.post(&october("a1")).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn a_login_is_a_redirect_and_stores_nothing() {
    let place = Place::new();
    let caller = place.start();
    caller.switch(json!({ "mode": "login" })).await;
    let answer = caller.post(&october("a1")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), Some("/login"));
    assert_eq!(place.count("SELECT count(*) FROM returns"), 0);
}

#[tokio::test]
async fn another_receipt_is_a_lie_about_a_return_that_is_stored() {
    let place = Place::new();
    let caller = place.start();
    caller.switch(json!({ "mode": "other-receipt" })).await;
    let answer = caller.post(&october("a1")).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_ne!(answer.json()["id"], json!("a1"));
    assert_eq!(place.count("SELECT count(*) FROM returns"), 1);
    assert_eq!(caller.get("/api/returns/a1").await.status, StatusCode::OK);
}

/// One request over a real connection, and all that came back before it was closed.
async fn over_the_wire(address: std::net::SocketAddr, body: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/returns HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Idempotency-Key: a1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut back = Vec::new();
    // A connection that is reset has said nothing either.
    let _ = stream.read_to_end(&mut back).await;
    back
}

#[tokio::test]
async fn a_lost_answer_is_stored_and_the_connection_says_nothing() {
    let place = Place::new();
    let caller = place.start();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(care_receiver::serve(
        listener,
        caller.router.clone(),
        async {
            let _ = ended.await;
        },
    ));

    caller.switch(json!({ "mode": "lost-answer" })).await;
    let body = october("a1").to_string();
    assert_eq!(over_the_wire(address, &body).await, b"");
    assert_eq!(place.count("SELECT count(*) FROM returns"), 1);
    assert_eq!(caller.get("/api/returns/a1").await.status, StatusCode::OK);

    caller.switch(json!({ "mode": "normal" })).await;
    let back = over_the_wire(address, &body).await;
    assert!(
        back.starts_with(b"HTTP/1.1 200 OK\r\n"),
        "{}",
        String::from_utf8_lossy(&back)
    );
    assert_eq!(place.count("SELECT count(*) FROM returns"), 1);

    end.send(()).unwrap();
    server.await.unwrap().unwrap();
}
