//! The backend's word on a return.

use super::config::ReceiptPaths;
use care_engine::json::Json;

/// What the backend said when it took a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The backend's id for the return; ours where it gives none.
    pub id: String,
    /// What a person quotes on the telephone.
    pub reference: Option<String>,
    /// When it was received, as the backend writes it (RFC 3339).
    pub received_at: Option<String>,
    /// What became of it.
    pub state: ReceiptState,
    /// Where a later state can be asked for.
    pub status_url: Option<String>,
}

/// What became of a return at the backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptState {
    /// It is there and has not been judged. Any state that we have no word for counts as this.
    Received,
    /// It was accepted.
    Accepted,
    /// It was refused after it had been received.
    Refused,
}

impl ReceiptState {
    /// The state by its word on the wire.
    pub fn read(word: &str) -> Self {
        match word {
            "accepted" => Self::Accepted,
            "refused" => Self::Refused,
            _ => Self::Received,
        }
    }

    /// Its word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

impl Receipt {
    /// Finds a receipt in an answer, at the places that the configuration names. An answer with neither id nor
    /// reference holds none.
    pub fn find(answer: &Json, paths: &ReceiptPaths, id: &str) -> Option<Self> {
        let text = |path: &str| match answer.at(path)? {
            Json::Text(text) | Json::Number(text) if !text.is_empty() => Some(text.to_string()),
            _ => None,
        };
        let (theirs, reference) = (text(&paths.id), text(&paths.reference));
        if theirs.is_none() && reference.is_none() {
            return None;
        }
        Some(Self {
            id: theirs.unwrap_or_else(|| id.to_owned()),
            reference,
            received_at: text(&paths.received_at),
            state: text(&paths.state)
                .map_or(ReceiptState::Received, |word| ReceiptState::read(&word)),
            status_url: text(&paths.status_url),
        })
    }

    /// The receipt as it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        super::receipt_v1::write(self)
    }

    /// A stored receipt, or `None` if it cannot be read.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        super::receipt_v1::read(bytes)
    }
}
