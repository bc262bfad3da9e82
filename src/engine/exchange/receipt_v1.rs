//! A receipt as it is stored, version 1: the backend's word on a return.

use crate::exchange::shape::{Part, ShapeError, Sheet, write_maybe};
use crate::json::Writer;

/// The backend's word on a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptV1 {
    /// The return's id.
    pub id: String,
    /// The reference that a person can quote.
    pub reference: String,
    /// When the backend received it, as it says: RFC 3339, UTC.
    pub received_at: String,
    /// What the backend says of it.
    pub state: ReceiptState,
    /// Where its state can be asked later.
    pub status_url: Option<String>,
    /// Why it refused it, in its words; empty where it did not, or does not say.
    pub refused_for: Vec<String>,
}

/// What the backend says of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptState {
    /// It has it and has not judged it.
    Received,
    /// It has taken it.
    Accepted,
    /// It has refused it after all.
    Refused,
}

impl ReceiptState {
    /// The word that is sent and stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// Reads the word; what is not known counts as received.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "accepted" => Self::Accepted,
            "refused" => Self::Refused,
            _ => Self::Received,
        }
    }
}

impl ReceiptV1 {
    /// Writes it.
    #[must_use]
    pub fn write(&self) -> String {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.text_entry("shape", "receipt/1");
        writer.text_entry("id", &self.id);
        writer.text_entry("reference", &self.reference);
        writer.text_entry("receivedAt", &self.received_at);
        writer.text_entry("state", self.state.word());
        write_maybe(&mut writer, "statusUrl", self.status_url.as_deref());
        if !self.refused_for.is_empty() {
            writer.key("refusedFor");
            writer.begin_list();
            for word in &self.refused_for {
                writer.text(word);
            }
            writer.end_list();
        }
        writer.end_object();
        writer.finish()
    }

    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    /// Where the text is not a receipt of this version.
    pub fn read(text: &str) -> Result<Self, ShapeError> {
        let sheet = Sheet::read(text, "receipt/1")?;
        let root = sheet.root();
        let receipt = Self {
            id: root.owned("id"),
            reference: root.owned("reference"),
            received_at: root.owned("receivedAt"),
            state: ReceiptState::from_word(root.text_at("state")),
            status_url: root.maybe_owned("statusUrl"),
            refused_for: root.maybe("refusedFor").map_or_else(Vec::new, Part::texts),
        };
        sheet.check().map(|()| receipt)
    }
}
