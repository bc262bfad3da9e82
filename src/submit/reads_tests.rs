//! Tests of the reads' shapes.

#![allow(clippy::unwrap_used)]

use super::{
    Answer, FiledRead, ReadError, Reply, answered, read_filed, read_latest, read_subjects,
};
use crate::submit::config;
use care_engine::json::parse;

#[test]
fn subjects_are_read() {
    let text = r#"{"subjects":[{"kind":"location","answers":{"name":"The Elms","id":"1-1"}},{"kind":"council","answers":{}}]}"#;
    let subjects = read_subjects(&parse(text).unwrap()).unwrap();
    assert_eq!(subjects.len(), 2);
    assert_eq!(subjects[0].kind, "location");
    assert_eq!(
        subjects[0].answers,
        [
            ("name".into(), "The Elms".into()),
            ("id".into(), "1-1".into())
        ]
    );
}

#[test]
fn misshapen_subjects_are_not_read_in_part() {
    for text in [
        "[]",
        "{}",
        r#"{"subjects":{}}"#,
        r#"{"subjects":[{"kind":"location"}]}"#,
        r#"{"subjects":[{"kind":"location","answers":{"beds":7}}]}"#,
        r#"{"subjects":[{"answers":{}}]}"#,
    ] {
        assert!(read_subjects(&parse(text).unwrap()).is_none(), "{text}");
    }
}

#[test]
fn the_latest_return_is_read() {
    let wire = config::read(&parse(r#"{"backend":{"base":"/api"}}"#).unwrap())
        .unwrap()
        .unwrap();
    let text = r#"{"receipt":{"id":"r","reference":"CR-1","state":"accepted"},"body":{"answers":{"beds":12.50}}}"#;
    let latest = read_latest(&parse(text).unwrap(), &wire).unwrap();
    assert_eq!(latest.receipt.reference, "CR-1");
    assert_eq!(
        latest.body.to_text(),
        r#"{"answers":{"beds":12.50}}"#,
        "figures keep their spelling"
    );
    for text in [
        "{}",
        r#"{"receipt":{},"body":{}}"#,
        r#"{"receipt":{"id":"r"},"body":[]}"#,
    ] {
        assert!(
            read_latest(&parse(text).unwrap(), &wire).is_none(),
            "{text}"
        );
    }
}

#[test]
fn filed_returns_are_read() {
    let text = r#"{"filed":[{"id":"a","reference":"CR-1","receivedAt":"2026-11-09T10:00:00Z","revision":2},{"id":"b"}]}"#;
    let bare = FiledRead {
        id: "b".into(),
        reference: None,
        received_at: None,
        revision: 1,
    };
    let filed = read_filed(&parse(text).unwrap()).unwrap();
    assert_eq!((filed.len(), filed[0].revision, &filed[1]), (2, 2, &bare));
    assert!(read_filed(&parse(r#"{"filed":[{"id":"a","revision":"x"}]}"#).unwrap()).is_none());
}

#[test]
fn every_kind_of_reply_has_its_reason() {
    let with = |status, content_type: &str| {
        let answer = Answer {
            status,
            content_type: content_type.into(),
            ..Answer::default()
        };
        answered(Reply::Answer(answer)).map(|answer| answer.status)
    };
    assert_eq!(answered(Reply::Nothing), Err(ReadError::NotNow));
    assert_eq!(answered(Reply::Redirect), Err(ReadError::NotNow));
    assert_eq!(with(200, "application/json"), Ok(200));
    assert_eq!(
        with(200, "text/html; charset=utf-8"),
        Err(ReadError::NotNow)
    );
    assert_eq!(with(401, "text/html"), Err(ReadError::NeedsSignIn));
    assert_eq!(with(403, "application/json"), Err(ReadError::Refused(403)));
    assert_eq!(with(404, ""), Err(ReadError::Refused(404)));
    for status in [408, 425, 429, 500, 503] {
        assert_eq!(with(status, ""), Err(ReadError::NotNow));
    }
}
