//! The table of answers and what they mean.

#![allow(clippy::unwrap_used)]

use super::{Answer, Outcome, Reply, asked, sent, wait_asked};
use crate::submit::clock::http_date;
use crate::submit::config::{self, Wire};
use crate::submit::outbox::Why;
use crate::submit::{Receipt, ReceiptState, Refusal};
use care_engine::json::parse;

const RECEIPT: &str = r#"{"id":"r","reference":"CR-1","receivedAt":"2026-11-21T14:03:05Z","state":"accepted","statusUrl":"/s","sha256":"AB12"}"#;
const PROBLEM: &str = r#"{"title":"No","errors":[{"pointer":"/answers/a","detail":"Too many"}]}"#;

fn wire(post: &str) -> Wire {
    let text =
        format!(r#"{{"backend":{{"base":"/api","post":{post},"ask":{{"hash":"/sha256"}}}}}}"#);
    config::read(&parse(&text).unwrap()).unwrap().unwrap()
}

fn answer(status: u16, content_type: &str, body: &str) -> Reply {
    Reply::Answer(Answer {
        status,
        content_type: content_type.into(),
        retry_after: None,
        body: body.into(),
    })
}

/// An outcome in a word, for tables.
fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Received(_) => "received",
        Outcome::NeedsSignIn => "sign-in",
        Outcome::Later {
            why: Why::NotTheBackend,
            ..
        } => "not-the-backend",
        Outcome::Later { .. } => "later",
        Outcome::Unknown { .. } => "unknown",
        Outcome::Absent => "absent",
        Outcome::Different => "different",
        Outcome::Refused(_) => "refused",
    }
}

#[test]
fn every_status_after_sending() {
    let wire = wire("{}");
    // Status; then the meaning with a receipt in the body, with nothing, with a problem in JSON, with a web page.
    let table = [
        (200, "received", "unknown", "unknown", "not-the-backend"),
        (201, "received", "unknown", "unknown", "not-the-backend"),
        (202, "received", "unknown", "unknown", "not-the-backend"),
        (204, "received", "unknown", "unknown", "not-the-backend"),
        (304, "later", "later", "later", "not-the-backend"),
        (400, "refused", "refused", "refused", "refused"),
        (401, "sign-in", "sign-in", "sign-in", "sign-in"),
        (402, "refused", "refused", "refused", "not-the-backend"),
        (403, "refused", "refused", "refused", "not-the-backend"),
        (404, "refused", "refused", "refused", "not-the-backend"),
        (408, "later", "later", "later", "later"),
        (409, "unknown", "unknown", "unknown", "not-the-backend"),
        (410, "refused", "refused", "refused", "not-the-backend"),
        (412, "unknown", "unknown", "unknown", "not-the-backend"),
        (413, "refused", "refused", "refused", "refused"),
        (415, "refused", "refused", "refused", "refused"),
        (422, "refused", "refused", "refused", "refused"),
        (425, "later", "later", "later", "later"),
        (429, "later", "later", "later", "later"),
        (499, "refused", "refused", "refused", "not-the-backend"),
        (500, "later", "later", "later", "not-the-backend"),
        (502, "later", "later", "later", "not-the-backend"),
        (503, "later", "later", "later", "not-the-backend"),
        (504, "later", "later", "later", "not-the-backend"),
        (511, "later", "later", "later", "not-the-backend"),
        (0, "later", "later", "later", "not-the-backend"),
    ];
    for (status, receipt, nothing, problem, page) in table {
        let meant = |kind, body| word(&sent(&answer(status, kind, body), "r", &wire, 0));
        assert_eq!(
            meant("application/json", RECEIPT),
            receipt,
            "{status} receipt"
        );
        assert_eq!(meant("", ""), nothing, "{status} nothing");
        assert_eq!(
            meant("application/problem+json", PROBLEM),
            problem,
            "{status} problem"
        );
        assert_eq!(
            meant("text/html; charset=utf-8", "<!doctype html>"),
            page,
            "{status} page"
        );
    }
    assert_eq!(
        sent(&Reply::Nothing, "r", &wire, 0),
        Outcome::Unknown { answer: None }
    );
    assert_eq!(
        word(&sent(&Reply::Redirect, "r", &wire, 0)),
        "not-the-backend"
    );
}

#[test]
fn every_status_after_asking() {
    let wire = wire("{}");
    let table = [
        (200, "received", "unknown", "not-the-backend"),
        (202, "received", "unknown", "not-the-backend"),
        (302, "later", "later", "not-the-backend"),
        (400, "absent", "absent", "not-the-backend"),
        (401, "sign-in", "sign-in", "sign-in"),
        (403, "absent", "absent", "not-the-backend"),
        (404, "absent", "absent", "not-the-backend"),
        (405, "absent", "absent", "not-the-backend"),
        (408, "later", "later", "later"),
        (410, "absent", "absent", "not-the-backend"),
        (425, "later", "later", "later"),
        (429, "later", "later", "later"),
        (500, "later", "later", "later"),
        (503, "later", "later", "later"),
    ];
    for (status, receipt, nothing, page) in table {
        let meant = |kind, body| word(&asked(&answer(status, kind, body), "r", &wire, None, 0));
        assert_eq!(
            meant("application/json", RECEIPT),
            receipt,
            "{status} receipt"
        );
        assert_eq!(
            meant("application/problem+json", "{}"),
            nothing,
            "{status} nothing"
        );
        assert_eq!(meant("text/html", "<!doctype html>"), page, "{status} page");
    }
    assert_eq!(
        asked(&Reply::Nothing, "r", &wire, None, 0),
        Outcome::Unknown { answer: None }
    );
    assert_eq!(
        word(&asked(&Reply::Redirect, "r", &wire, None, 0)),
        "not-the-backend"
    );
}

/// A backend that mixes up its answers has not said that it has this return.
#[test]
fn a_receipt_of_another_return_is_none() {
    let other = answer(
        201,
        "application/json",
        r#"{"id":"other","reference":"CR-2"}"#,
    );
    let ours = wire("{}");
    assert_eq!(word(&sent(&other, "r", &ours, 0)), "unknown");
    assert_eq!(word(&asked(&other, "r", &ours, None, 0)), "unknown");
    let own = wire(r#"{"receipt":{"id":"/id","reference":"/id"}}"#);
    assert_eq!(word(&sent(&other, "r", &own, 0)), "received");
    let without = answer(201, "application/json", r#"{"reference":"CR-2"}"#);
    assert_eq!(word(&sent(&without, "r", &ours, 0)), "received");
}

#[test]
fn another_return_under_the_id_is_told_by_its_hash() {
    let wire = wire("{}");
    let there = answer(200, "application/json", RECEIPT);
    assert_eq!(
        word(&asked(&there, "r", &wire, Some("ab12"), 0)),
        "received"
    );
    assert_eq!(
        word(&asked(&there, "r", &wire, Some("ab13"), 0)),
        "different"
    );
    let without = answer(200, "application/json", r#"{"id":"r"}"#);
    assert_eq!(
        word(&asked(&without, "r", &wire, Some("ab12"), 0)),
        "received"
    );
}

#[test]
fn the_configuration_overrules_a_status() {
    let wire = wire(
        r#"{"statuses":{"200":"refused","409":"receipt","423":"later","500":"unknown","403":"sign-in","404":"not-the-backend"}}"#,
    );
    let meant = |status| {
        word(&sent(
            &answer(status, "application/json", RECEIPT),
            "r",
            &wire,
            0,
        ))
    };
    assert_eq!(
        [200, 409, 423, 500, 403, 404].map(meant),
        [
            "refused",
            "received",
            "later",
            "unknown",
            "sign-in",
            "not-the-backend"
        ]
    );
}

#[test]
fn a_receipt_is_found_where_the_configuration_says() {
    let wire = wire(
        r#"{"receipt":{"id":"/data/0/nr","reference":"/data/0/ref","receivedAt":"/at","state":"/is"}}"#,
    );
    let body = r#"{"data":[{"nr":4711,"ref":"X"}],"at":"2026-11-21T14:03:05Z","is":"queued"}"#;
    let expected = Receipt {
        id: "4711".into(),
        reference: "X".into(),
        received_at: "2026-11-21T14:03:05Z".into(),
        state: ReceiptState::Received,
        status_url: None,
        refused_for: vec![],
    };
    assert_eq!(
        sent(&answer(201, "application/json", body), "r", &wire, 0),
        Outcome::Received(expected)
    );
}

#[test]
fn a_doubt_and_a_refusal_carry_what_was_said() {
    let wire = wire("{}");
    let refusal = |status| Refusal::read(status, PROBLEM);
    assert_eq!(refusal(409).findings.len(), 1);
    let conflict = sent(
        &answer(409, "application/problem+json", PROBLEM),
        "r",
        &wire,
        0,
    );
    assert_eq!(
        conflict,
        Outcome::Unknown {
            answer: Some(refusal(409))
        }
    );
    let refused = sent(
        &answer(422, "application/problem+json", PROBLEM),
        "r",
        &wire,
        0,
    );
    assert_eq!(refused, Outcome::Refused(refusal(422)));
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let now = 1_795_269_785_000;
    assert_eq!(http_date("Sat, 21 Nov 2026 14:03:05 GMT"), Some(now));
    for (text, expected) in [
        ("120", Some(120_000)),
        (" 0 ", Some(0)),
        ("4294967295", Some(4_294_967_295_000)),
        ("Sat, 21 Nov 2026 14:04:05 GMT", Some(60_000)),
        ("Sat, 21 Nov 2026 14:00:00 GMT", Some(0)),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("Sat, 21 ovD 2026 14:04:05 GMT", None),
        ("Sat, 31 Feb 2026 14:04:05 GMT", None),
        ("Sat, 21 Nov 2026 14:04:05 CET", None),
    ] {
        assert_eq!(wait_asked(text, now), expected, "{text}");
    }
    let busy = Answer {
        status: 503,
        retry_after: Some("7".into()),
        ..Answer::default()
    };
    let later = Outcome::Later {
        after: Some(7000),
        why: Why::Busy(503),
    };
    assert_eq!(sent(&Reply::Answer(busy), "r", &wire("{}"), now), later);
}

#[test]
fn debug_hides_the_body() {
    let reply = answer(200, "application/json", "secret");
    assert_eq!(format!("{reply:?}"), "Answer(Answer 200)");
}
