//! What a return says of the clock of the device that finished it.

use super::*;
use crate::submit::{Wire, config};

/// A shell with a backend that was not called yet.
fn with_backend() -> Shell {
    let mut shell = shell();
    shell.wire = Some(wire(r#"{"backend":{"base":"/api"}}"#));
    shell
}

pub(super) fn wire(text: &str) -> Wire {
    config::read(&json::parse(text).unwrap()).unwrap().unwrap()
}

/// The offset in the first return that waits.
fn sent_offset(shell: &Shell) -> Option<i64> {
    let rows = ready(shell.store.outbox()).unwrap().rows;
    let text = std::str::from_utf8(&rows[0].bytes).unwrap();
    let json = json::parse(text).unwrap();
    match json.get("clockOffsetSeconds")? {
        Json::Number(number) => number.parse().ok(),
        _ => None,
    }
}

#[test]
fn a_return_says_how_far_the_clock_was_from_the_backends() {
    let shell = with_backend();
    let clock = &shell.wire.as_ref().unwrap().clock;
    clock.heard(Some("Tue, 10 Nov 2026 14:01:05 GMT"), now(), now() + 300);
    ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
    assert_eq!(sent_offset(&shell), Some(120));
}

#[test]
fn a_backend_that_did_not_tell_its_time_leaves_it_open() {
    let shell = with_backend();
    ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
    assert_eq!(sent_offset(&shell), None);
}
