//! The optional reads: the subjects that this sign-in files for, the last accepted return, what is filed.

use super::classify::{Answer, Reply};
use super::config::{Cookie, SignIn, Wire};
use super::http;
use super::receipt::{self, Receipt};
use super::sign_in::SignedIn;
use super::template::Template;
use care_engine::exchange::identity::Identity;
use care_engine::json::{Json, parse};
use thiserror::Error;

/// Why a read gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The configuration names no such read.
    #[error("this backend cannot be asked for this")]
    NotConfigured,
    /// Nobody is signed in, and it was not called.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// Somebody must sign in.
    #[error("sign in to read this")]
    NeedsSignIn,
    /// No answer, or not now.
    #[error("the backend did not answer")]
    NotNow,
    /// The backend refused, with this status.
    #[error("the backend refused with status {0}")]
    Refused(u16),
    /// The answer has another shape than it must have.
    #[error("the backend's answer was not understood")]
    Misshaped,
}

/// A subject with its profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRead {
    /// Which kind of subject, by the framework's name for it.
    pub kind: String,
    /// Its profile: item and answer, spelt as in a return.
    pub answers: Vec<(String, String)>,
}

/// A return that was accepted before.
#[derive(Clone, PartialEq, Eq)]
pub struct LatestRead {
    /// The backend's word on it.
    pub receipt: Receipt,
    /// The return as it was sent.
    pub body: Json,
}

/// A return that is filed for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledRead {
    /// The return's id.
    pub id: String,
    /// What a person quotes on the telephone.
    pub reference: Option<String>,
    /// When it was received, as the backend writes it (RFC 3339).
    pub received_at: Option<String>,
    /// Which revision; 1 where the backend does not say.
    pub revision: u32,
}

/// Which return, of which subject, for which period.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The subject's id.
    pub subject: &'a str,
    /// The return's id in the framework.
    pub form: &'a str,
    /// The period's first day, `2026-10-01`; empty for a return without periods.
    pub period: &'a str,
}

/// The subjects that this sign-in files for.
pub async fn subjects(wire: &Wire) -> Result<Vec<SubjectRead>, ReadError> {
    let answer = read(wire, wire.reads.subjects.as_ref(), &[]).await?;
    read_subjects(&json(&answer)?).ok_or(ReadError::Misshaped)
}

/// The last accepted return of a subject from before a period, or `None` if there is none.
pub async fn latest(wire: &Wire, about: About<'_>) -> Result<Option<LatestRead>, ReadError> {
    match read(wire, wire.reads.latest.as_ref(), &about.places()).await {
        Err(ReadError::Refused(404 | 410)) => Ok(None),
        Err(error) => Err(error),
        Ok(answer) if answer.status == 204 => Ok(None),
        Ok(answer) => read_latest(&json(&answer)?, wire)
            .map(Some)
            .ok_or(ReadError::Misshaped),
    }
}

/// What the backend says now of a return that it has: the receipt with its new state, or `None` where nothing changed.
pub async fn status(wire: &Wire, known: &Receipt) -> Result<Option<Receipt>, ReadError> {
    let url = known.status_url.as_deref();
    let address = url
        .and_then(|url| receipt::status_address(&wire.base, url))
        .ok_or(ReadError::NotConfigured)?;
    let answer = get(wire, &address).await?;
    Ok(receipt::renewed(known, &json(&answer)?, &wire.post.receipt))
}

/// What is filed already.
pub async fn filed(wire: &Wire, about: About<'_>) -> Result<Vec<FiledRead>, ReadError> {
    let answer = read(wire, wire.reads.filed.as_ref(), &about.places()).await?;
    read_filed(&json(&answer)?).ok_or(ReadError::Misshaped)
}

/// Who is signed in by a cookie of the backend's own.
pub async fn who(wire: &Wire) -> Result<SignedIn, ReadError> {
    let SignIn::Cookie(Cookie { who: Some(who), .. }) = &wire.authorisation.sign_in else {
        return Err(ReadError::NotConfigured);
    };
    let answer = answered(http::get(wire, &who.fill(&wire.base, &[])).await)?;
    read_who(&json(&answer)?).ok_or(ReadError::Misshaped)
}

impl<'a> About<'a> {
    fn places(&self) -> [(&'static str, &'a str); 3] {
        [
            ("subject", self.subject),
            ("return", self.form),
            ("period", self.period),
        ]
    }
}

async fn read(
    wire: &Wire,
    address: Option<&Template>,
    places: &[(&str, &str)],
) -> Result<Answer, ReadError> {
    let address = address.ok_or(ReadError::NotConfigured)?;
    get(wire, &address.fill(&wire.base, places)).await
}

/// Reads from an address, unless nobody is signed in who may.
async fn get(wire: &Wire, address: &str) -> Result<Answer, ReadError> {
    if !wire.authorisation.can_call(http::now()) {
        return Err(ReadError::NotSignedIn);
    }
    answered(http::get(wire, address).await)
}

fn answered(reply: Reply) -> Result<Answer, ReadError> {
    let Reply::Answer(answer) = reply else {
        return Err(ReadError::NotNow);
    };
    match answer.status {
        401 => Err(ReadError::NeedsSignIn),
        408 | 425 | 429 | 500.. => Err(ReadError::NotNow),
        _ if answer.content_type.contains("html") => Err(ReadError::NotNow),
        200..=299 => Ok(answer),
        status => Err(ReadError::Refused(status)),
    }
}

fn json(answer: &Answer) -> Result<Json, ReadError> {
    parse(&answer.body).map_err(|_| ReadError::Misshaped)
}

/// `{subjects: [{kind, answers: {item: "text"}}]}`
fn read_subjects(json: &Json) -> Option<Vec<SubjectRead>> {
    let mut subjects = Vec::new();
    for subject in json.get("subjects")?.as_list()? {
        subjects.push(read_subject(subject)?);
    }
    Some(subjects)
}

/// `{kind, answers: {item: "text"}}`
pub fn read_subject(subject: &Json) -> Option<SubjectRead> {
    let kind = subject.get("kind")?.as_text()?;
    let mut answers = Vec::new();
    for (item, answer) in subject.get("answers")?.entries()? {
        answers.push((item.to_string(), answer.as_text()?.to_owned()));
    }
    Some(SubjectRead {
        kind: kind.to_owned(),
        answers,
    })
}

/// `{issuer, subject, name}`: a cookie has no token to tell of.
fn read_who(json: &Json) -> Option<SignedIn> {
    let identity = Some(Identity::read(json)?);
    Some(SignedIn {
        identity,
        ..SignedIn::default()
    })
}

/// `{receipt: {…}, body: {…}}`, the receipt's parts at the places of the answer to sending.
fn read_latest(json: &Json, wire: &Wire) -> Option<LatestRead> {
    let receipt = receipt::find(json.get("receipt")?, &wire.post.receipt)?;
    let body = json.get("body")?;
    body.entries()?;
    Some(LatestRead {
        receipt,
        body: body.clone(),
    })
}

/// `{filed: [{id, reference, receivedAt, revision}]}`
fn read_filed(json: &Json) -> Option<Vec<FiledRead>> {
    let mut list = Vec::new();
    for filed in json.get("filed")?.as_list()? {
        let text = |key: &str| filed.get(key).and_then(Json::as_text);
        let id = text("id")?;
        let revision = match filed.get("revision") {
            Some(revision) => revision.as_count()?,
            None => 1,
        };
        list.push(FiledRead {
            id: id.to_owned(),
            reference: text("reference").map(str::to_owned),
            received_at: text("receivedAt").map(str::to_owned),
            revision,
        });
    }
    Some(list)
}

#[cfg(test)]
#[path = "reads_tests.rs"]
mod tests;
