//! Whom a sign-in says that somebody is.

use crate::exchange::shape::{Part, write_maybe};
use crate::json::{Json, Writer};

/// Whom a sign-in says that somebody is: the issuer and its subject together are the identity, the name is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who says so: the issuer of `OpenID` Connect, or what stands in its place.
    pub issuer: String,
    /// As whom the issuer knows the person: given out once, and never changed.
    pub subject: String,
    /// What the person is called, where the sign-in says.
    pub name: Option<String>,
}

impl Identity {
    /// Whether both are the same one. What somebody is called may change.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.issuer == other.issuer && self.subject == other.subject
    }

    /// What to call the person: the subject where there is no name.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.subject)
    }

    /// Writes it as an object.
    pub fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        writer.text_entry("issuer", &self.issuer);
        writer.text_entry("subject", &self.subject);
        write_maybe(writer, "name", self.name.as_deref());
        writer.end_object();
    }

    /// Reads it; `None` where it has no issuer or no subject.
    #[must_use]
    pub fn read(json: &Json) -> Option<Self> {
        let text = |key: &str| json.get(key).and_then(Json::as_text);
        let given = |key: &str| text(key).filter(|text| !text.is_empty());
        Some(Self {
            issuer: given("issuer")?.to_owned(),
            subject: given("subject")?.to_owned(),
            name: given("name").map(str::to_owned),
        })
    }

    /// The same out of a shape that is read as a whole.
    pub(super) fn of_part(part: Part<'_>) -> Self {
        Self {
            issuer: part.owned("issuer"),
            subject: part.owned("subject"),
            name: part.maybe_owned("name"),
        }
    }
}
