//! What an answer of the backend means, or of whatever answered in its place. Pure.

use super::clock::http_date;
use super::config::{Class, Wire};
use super::outbox::Why;
use super::receipt::{self, Receipt};
use super::refusal::Refusal;
use crate::storage::sabotage;
use care_engine::json::{Json, parse};

/// What came back from a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Answer(Answer),
    /// A redirect. It is not followed: an interface has no reason to send one, a sign-in page or a network's gate has.
    Redirect,
    /// Nothing: no network, no such host, cut off, or too slow. What was sent may have arrived.
    Nothing,
}

/// An HTTP answer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `Content-Type`, empty if there is none.
    pub content_type: String,
    /// `Retry-After`, if there is one that this page may read.
    pub retry_after: Option<String>,
    /// The body.
    pub body: String,
}

/// Shows the status only: a body can hold what somebody typed.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answer {}", self.status)
    }
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The backend has it.
    Received(Receipt),
    /// Somebody must sign in.
    NeedsSignIn,
    /// Not now.
    Later {
        /// How long the backend asks to wait, in milliseconds.
        after: Option<i64>,
        /// Why.
        why: Why,
    },
    /// It may be there.
    Unknown {
        /// What the backend said, if it said anything.
        answer: Option<Refusal>,
    },
    /// The backend was asked and does not have it.
    Absent,
    /// The backend was asked and has something else under this id.
    Different,
    /// The backend does not take it as it is.
    Refused(Refusal),
}

impl Answer {
    /// Whether it is a page for a person, which a backend does not send.
    pub(super) fn is_page(&self) -> bool {
        self.content_type.contains("html") && !sabotage::off("page")
    }

    fn json(&self) -> Option<Json> {
        parse(&self.body).ok()
    }

    fn later(&self, now: i64) -> Outcome {
        let after = self
            .retry_after
            .as_deref()
            .and_then(|text| wait_asked(text, now))
            .filter(|_| !sabotage::off("retry-after"));
        Outcome::Later {
            after,
            why: Why::Busy(self.status),
        }
    }

    fn doubt(&self) -> Outcome {
        Outcome::Unknown {
            answer: Some(Refusal::read(self.status, &self.body)),
        }
    }
}

/// Something else answered in the backend's place.
const NOT_THE_BACKEND: Outcome = Outcome::Later {
    after: None,
    why: Why::NotTheBackend,
};

/// What the answer to sending the return with this id means.
pub fn sent(reply: &Reply, id: &str, wire: &Wire, now: i64) -> Outcome {
    let Reply::Answer(answer) = reply else {
        return no_answer(reply);
    };
    match wire
        .class_of(answer.status)
        .unwrap_or_else(|| usual(answer))
    {
        Class::Receipt => {
            let receipt = answer
                .json()
                .and_then(|json| receipt::find_of(&json, &wire.post.receipt, id));
            receipt.map_or_else(|| answer.doubt(), Outcome::Received)
        }
        Class::SignIn => Outcome::NeedsSignIn,
        Class::Later => answer.later(now),
        Class::NotTheBackend => NOT_THE_BACKEND,
        Class::Unknown => answer.doubt(),
        Class::Refused => {
            let refusal = Refusal::read(answer.status, &answer.body);
            Outcome::Refused(refusal.out_of(wire.post.envelope.as_deref()))
        }
    }
}

/// What it means that the backend itself did not answer.
fn no_answer(reply: &Reply) -> Outcome {
    if matches!(reply, Reply::Redirect) {
        return NOT_THE_BACKEND;
    }
    Outcome::Unknown { answer: None }
}

/// What an answer to sending means where the configuration says nothing about its status.
fn usual(answer: &Answer) -> Class {
    match answer.status {
        401 if !sabotage::off("signed-out") => Class::SignIn,
        // Servers in front of a backend say these about the return itself, and often in a page.
        400 | 413 | 415 | 422 if !sabotage::off("refused") => Class::Refused,
        408 | 425 | 429 => Class::Later,
        _ if answer.is_page() => Class::NotTheBackend,
        200..=299 => Class::Receipt,
        409 | 412 => Class::Unknown,
        402..=499 => Class::Refused,
        _ => Class::Later,
    }
}

/// What the answer to asking for a return by this id means. `hash` is the SHA-256 of the bytes that were sent, in
/// hexadecimal, where it could be worked out; it is compared where the backend gives one.
pub fn asked(reply: &Reply, id: &str, wire: &Wire, hash: Option<&str>, now: i64) -> Outcome {
    let Reply::Answer(answer) = reply else {
        return no_answer(reply);
    };
    match answer.status {
        401 => Outcome::NeedsSignIn,
        408 | 425 | 429 | 500..=599 => answer.later(now),
        _ if answer.is_page() => NOT_THE_BACKEND,
        200..=299 => {
            let json = answer.json();
            let receipt = json
                .as_ref()
                .and_then(|json| receipt::find_of(json, &wire.post.receipt, id));
            let theirs = json
                .as_ref()
                .and_then(|json| json.at(wire.hash_path()?)?.as_text());
            match (receipt, theirs, hash) {
                (None, ..) => answer.doubt(),
                (Some(_), Some(theirs), Some(ours))
                    if !theirs.eq_ignore_ascii_case(ours) && !sabotage::off("hash") =>
                {
                    Outcome::Different
                }
                (Some(receipt), ..) => Outcome::Received(receipt),
            }
        }
        // 404 and 410 say that it is not there. The others say that one cannot ask: sending the same again tells.
        400..=499 => Outcome::Absent,
        _ => answer.later(now),
    }
}

/// A `Retry-After` in milliseconds: seconds, or an HTTP date.
fn wait_asked(text: &str, now: i64) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(i64::from(seconds).saturating_mul(1000));
    }
    Some(http_date(text)?.saturating_sub(now).max(0))
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;
