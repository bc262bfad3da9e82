//! Finding the backend's word on a return in its answer, wherever the configuration says that it stands.

use super::config::ReceiptPaths;
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
    Some(Receipt {
        id,
        reference,
        received_at: text(&paths.received_at).unwrap_or_default(),
        state: text(&paths.state).map_or(ReceiptState::Received, |word| {
            ReceiptState::from_word(&word)
        }),
        status_url: text(&paths.status_url),
    })
}
