//! Finding the backend's word on a return in its answer, wherever the configuration says that it stands.

use super::config::ReceiptPaths;
use super::refusal;
use crate::storage::sabotage;
use care_engine::json::Json;

pub use care_engine::exchange::receipt_v1::{ReceiptState, ReceiptV1 as Receipt};

/// Finds the receipt of the return with this id in an answer. One that names another return at `/id` is none: it says
/// nothing of this one. Where the configuration looks for the id elsewhere it is a number of the backend's own.
pub fn find_of(answer: &Json, paths: &ReceiptPaths, id: &str) -> Option<Receipt> {
    let receipt = find(answer, paths)?;
    let named = !sabotage::off("our-receipt")
        && paths.id == "/id"
        && paths.reference != "/id"
        && answer.at("/id").is_some();
    (!named || receipt.id == id).then_some(receipt)
}

/// Finds a receipt in an answer. An answer with neither id nor reference holds none; where only one is there it stands
/// for the other, and `received_at` is empty where the backend does not say.
pub fn find(answer: &Json, paths: &ReceiptPaths) -> Option<Receipt> {
    let text = |path: &str| match answer.at(path)? {
        Json::Text(text) | Json::Number(text) if !text.is_empty() => Some(text.to_string()),
        _ => None,
    };
    let (id, reference) = match (text(&paths.id), text(&paths.reference)) {
        (None, None) => return None,
        (Some(id), None) => (id.clone(), id),
        (None, Some(reference)) => (reference.clone(), reference),
        (Some(id), Some(reference)) => (id, reference),
    };
    let state = text(&paths.state).map_or(ReceiptState::Received, |word| {
        ReceiptState::from_word(&word)
    });
    Some(Receipt {
        id,
        reference,
        received_at: text(&paths.received_at).unwrap_or_default(),
        state,
        status_url: text(&paths.status_url),
        refused_for: match state {
            ReceiptState::Refused => refusal::words(answer),
            ReceiptState::Received | ReceiptState::Accepted => Vec::new(),
        },
    })
}

/// The receipt as it is after its status was asked, or `None` where nothing has changed. What a receipt names, and when
/// it was received, stays as it was first said.
pub fn renewed(known: &Receipt, answer: &Json, paths: &ReceiptPaths) -> Option<Receipt> {
    let told = find_of(answer, paths, &known.id)?;
    // Where the backend's word is about another return, it says nothing of this one.
    let ours = told.reference == known.reference || told.id == known.id;
    (ours && told.state != known.state).then(|| Receipt {
        state: told.state,
        refused_for: told.refused_for,
        ..known.clone()
    })
}

/// The address at which the status of a receipt is asked: a path on the backend's origin, or an address of that origin.
/// A receipt cannot send the page's calls anywhere else.
pub fn status_address(base: &str, url: &str) -> Option<String> {
    // What browsers drop from addresses or read as a slash could make another origin of a path.
    let odd = |c: char| c == '\\' || c.is_whitespace() || c.is_control();
    if url.contains(odd) {
        return None;
    }
    let origin = origin(base);
    let on_path = |path: &str| path.starts_with('/') && !path.starts_with("//");
    if on_path(url) {
        return Some([origin, url].concat());
    }
    let rest = url.strip_prefix(origin)?;
    (!origin.is_empty() && on_path(rest)).then(|| url.to_owned())
}

/// The origin of an address; empty where it is a path on the page's own.
fn origin(address: &str) -> &str {
    let Some((scheme, rest)) = address.split_once("://") else {
        return "";
    };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    address
        .get(..scheme.len().saturating_add(3).saturating_add(host))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Receipt, ReceiptPaths, ReceiptState, renewed, status_address};
    use care_engine::json::parse;

    fn known() -> Receipt {
        Receipt {
            id: "r".into(),
            reference: "CR-1".into(),
            received_at: "2026-11-21T14:03:05Z".into(),
            state: ReceiptState::Received,
            status_url: Some("/s".into()),
            refused_for: vec![],
        }
    }

    fn told(answer: &str) -> Option<Receipt> {
        renewed(&known(), &parse(answer).unwrap(), &ReceiptPaths::default())
    }

    #[test]
    fn a_status_changes_the_state_alone() {
        let accepted = Receipt {
            state: ReceiptState::Accepted,
            ..known()
        };
        assert_eq!(
            told(
                r#"{"id":"r","reference":"CR-1","receivedAt":"2027-01-01T00:00:00Z","state":"accepted"}"#
            ),
            Some(accepted)
        );
        let refused = Receipt {
            state: ReceiptState::Refused,
            refused_for: vec!["Too many".into(), "Too few".into()],
            ..known()
        };
        assert_eq!(
            told(
                r#"{"id":"r","reference":"CR-1","state":"refused","title":"No","errors":[{"pointer":"/a","detail":"Too many"},{"detail":"Too few"}]}"#
            ),
            Some(refused)
        );
    }

    #[test]
    fn a_status_that_says_nothing_new_or_of_another_return_changes_nothing() {
        for answer in [
            r#"{"id":"r","reference":"CR-1","state":"received"}"#,
            r#"{"id":"other","reference":"CR-1","state":"accepted"}"#,
            r#"{"reference":"CR-2","state":"accepted"}"#,
            r#"{"state":"accepted"}"#,
            "[]",
        ] {
            assert_eq!(told(answer), None, "{answer}");
        }
    }

    #[test]
    fn a_status_is_asked_of_the_backends_origin_alone() {
        let far = "https://returns.example/api";
        for (base, url, expected) in [
            ("/api", "/api/r/1", Some("/api/r/1")),
            (far, "/r/1?x=2", Some("https://returns.example/r/1?x=2")),
            (
                far,
                "https://returns.example/r/1",
                Some("https://returns.example/r/1"),
            ),
            (far, "https://returns.example.evil.example/r", None),
            (far, "https://returns.example@evil.example/r", None),
            (far, "https://returns.example:444/r", None),
            (far, "http://returns.example/r", None),
            (far, "//evil.example/r", None),
            (far, "javascript:alert(1)", None),
            (far, "r/1", None),
            (far, "", None),
            ("/api", "//evil.example/r", None),
            ("/api", "/\\evil.example/r", None),
            ("/api", "/\t/evil.example/r", None),
            ("/api", "https://evil.example/r", None),
        ] {
            assert_eq!(
                status_address(base, url).as_deref(),
                expected,
                "{base} {url}"
            );
        }
    }
}
