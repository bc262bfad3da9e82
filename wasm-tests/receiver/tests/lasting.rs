//! What is still there after a restart, and the reports.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{Place, correction, october};

#[tokio::test]
async fn a_restart_keeps_everything() {
    let place = Place::new();
    let caller = place.start();
    let receipt = caller.post(&october("a1")).await.json();
    caller.post(&correction("a2", "a1")).await;
    let report = json!({ "csp-report": { "violated-directive": "script-src" } });
    caller
        .ask("POST", "/csp-report", &[], report.to_string())
        .await;
    let before = caller.get("/api/returns").await.json();
    drop(caller);

    place.pass_seconds(86_400);
    let caller = place.start();
    assert_eq!(caller.get("/api/returns").await.json(), before);
    let again = caller.post(&october("a1")).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, receipt));
    assert_eq!(
        caller.get("/api/returns/a1/body").await.text(),
        october("a1").to_string()
    );
    assert_eq!(
        caller.get("/api/test/reports").await.json()["reports"][0]["report"],
        report
    );
}

#[tokio::test]
async fn a_row_can_be_read_from_outside_while_the_receiver_runs() {
    let place = Place::new();
    let caller = place.start();
    caller.post(&october("a1")).await;
    assert_eq!(
        place.count(
            "SELECT count(*) FROM returns WHERE id = 'a1' AND return_id = 'capacity-workforce'
             AND subject_id = '1-100000001' AND period_start = '2026-10-01' AND revision = 1 AND replaces IS NULL
             AND replaced_by IS NULL AND received_at = '2026-11-10T09:30:00Z' AND state = 'accepted'
             AND length(sha256) = 64 AND typeof(body) = 'blob' AND reference GLOB 'CR-????-????'"
        ),
        1
    );
}

#[tokio::test]
async fn reports_are_kept_in_order_and_the_oldest_go() {
    let place = Place::new();
    let caller = place.start();
    for number in 0..1_003 {
        let report = json!({ "number": number });
        let answer = caller
            .ask(
                "POST",
                "/csp-report",
                &[("content-type", "application/csp-report")],
                report.to_string(),
            )
            .await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
    let reports = caller.get("/api/test/reports").await.json();
    let reports = reports["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 1_000);
    assert_eq!(
        reports[0],
        json!({ "receivedAt": "2026-11-10T09:30:00Z", "report": { "number": 3 } })
    );

    assert_eq!(
        caller
            .ask("POST", "/csp-report", &[], "not JSON")
            .await
            .status,
        StatusCode::BAD_REQUEST
    );
    let long = format!("\"{}\"", "a".repeat(1 << 16));
    assert_eq!(
        caller.ask("POST", "/csp-report", &[], long).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
}

#[tokio::test]
async fn a_start_that_cannot_be_says_which_file() {
    let mut place = Place::new();
    place.options.seed = Some(place.folder().join("nothing.json"));
    assert!(
        place
            .try_start()
            .err()
            .unwrap()
            .to_string()
            .contains("nothing.json")
    );
    place.options.seed = Some(place.write("seed.json", "{\n  \"subjects\": 7 }"));
    assert_eq!(
        place.try_start().err().unwrap().to_string(),
        "the seed is not of the shape it should be, at line 2, column 15"
    );
    place.options.seed = None;
    place.options.dist = Some(place.folder().join("no-dist"));
    assert!(
        place
            .try_start()
            .err()
            .unwrap()
            .to_string()
            .contains("no-dist")
    );
}
