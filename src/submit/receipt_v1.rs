//! Version 1 of a stored receipt: the shape that a receipt has on the default wire, with a version.

use super::config::ReceiptPaths;
use super::receipt::Receipt;
use care_engine::json::{Json, Writer, parse};

/// Writes a receipt.
pub(super) fn write(receipt: &Receipt) -> Vec<u8> {
    let mut json = Writer::new();
    json.begin_object();
    json.key("v");
    json.integer(1);
    json.text_entry("id", &receipt.id);
    for (key, value) in [
        ("reference", &receipt.reference),
        ("receivedAt", &receipt.received_at),
        ("statusUrl", &receipt.status_url),
    ] {
        if let Some(value) = value {
            json.text_entry(key, value);
        }
    }
    json.text_entry("state", receipt.state.word());
    json.end_object();
    json.finish().into_bytes()
}

/// Reads what [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Receipt> {
    let json = parse(std::str::from_utf8(bytes).ok()?).ok()?;
    if json.get("v").and_then(Json::as_count) != Some(1) {
        return None;
    }
    Receipt::find(&json, &ReceiptPaths::default(), "")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::submit::{Receipt, ReceiptState};

    // As version 1 wrote it. It must open for ever: a change here is a new version.
    const VECTOR: &str = r#"{"v":1,"id":"r-1","reference":"CR-1","receivedAt":"2026-11-21T14:03:05Z","statusUrl":"/s","state":"accepted"}"#;

    fn receipt() -> Receipt {
        Receipt {
            id: "r-1".into(),
            reference: Some("CR-1".into()),
            received_at: Some("2026-11-21T14:03:05Z".into()),
            state: ReceiptState::Accepted,
            status_url: Some("/s".into()),
        }
    }

    #[test]
    fn version_1_is_written_so_and_opens_for_ever() {
        assert_eq!(String::from_utf8(receipt().to_bytes()).unwrap(), VECTOR);
        assert_eq!(Receipt::from_bytes(VECTOR.as_bytes()), Some(receipt()));
    }

    #[test]
    fn the_least_receipt_comes_back() {
        let least = Receipt {
            reference: None,
            received_at: None,
            status_url: None,
            state: ReceiptState::Received,
            ..receipt()
        };
        assert_eq!(Receipt::from_bytes(&least.to_bytes()), Some(least));
    }

    #[test]
    fn what_is_no_receipt_is_not_read() {
        for bytes in [
            &b""[..],
            b"{}",
            b"{\"v\":2,\"id\":\"a\"}",
            b"{\"v\":1}",
            b"\xff",
        ] {
            assert_eq!(Receipt::from_bytes(bytes), None);
        }
    }
}
