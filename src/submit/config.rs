//! How the backend is met: the `backend` part of `config.json`, with what design.md section 7 takes for granted.
//!
//! ```json
//! { "backend": {
//!     "base": "/api",
//!     "credentials": "same-origin",
//!     "post": { "method": "POST", "url": "{base}/returns", "once": "key", "envelope": "data",
//!               "headers": { "key": "Idempotency-Key", "request": "X-Request-ID", "correlation": "X-Correlation-ID",
//!                            "sentBy": "X-Sent-By" },
//!               "statuses": { "423": "later" },
//!               "receipt": { "id": "/id", "reference": "/reference", "receivedAt": "/receivedAt",
//!                            "state": "/state", "statusUrl": "/statusUrl" } },
//!     "ask": { "url": "{base}/returns/{id}", "hash": "/sha256" },
//!     "reads": { "subjects": "{base}/subjects",
//!                "latest": "{base}/subjects/{subject}/latest?return={return}&before={period}",
//!                "filed": "{base}/filed?return={return}&subject={subject}&period={period}" } } }
//! ```
//!
//! How people sign in stands beside it: see [`SignIn`] and its file.
//!
//! Only `base` must be given. Without `ask` a backend cannot be asked, without a read it is not read, without a header's
//! name the header is not sent.

mod read;
mod sign_in;

use super::clock::BackendClock;
use super::outbox::Asking;
use super::sign_in::Authorisation;
use super::template::Template;
use care_engine::json::Writer;
use std::borrow::Cow;
use std::rc::Rc;

pub use read::{ConfigProblem, ConfigProblemKind, read};
pub use sign_in::{Cookie, SignIn};

/// How the backend is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// The address that every other starts with, without a slash at its end: `https://returns.example/api` or `/api`.
    pub base: String,
    /// Whether the browser sends its cookies along.
    pub credentials: Credentials,
    /// How a return is sent.
    pub post: Post,
    /// How a return is asked after by its id; `None` where it cannot be.
    pub ask: Option<Ask>,
    /// What can be read.
    pub reads: Reads,
    /// How far the device's clock is from the backend's: not configured, but told by each answer.
    pub clock: Rc<BackendClock>,
    /// What calls are allowed by: who is signed in.
    pub authorisation: Rc<Authorisation>,
}

/// Whether the browser sends its cookies along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin.
    SameOrigin,
    /// To the backend wherever it is.
    Include,
}

/// How a return is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// By which method.
    pub method: Method,
    /// Where to. Places: `base`, `id`.
    pub url: Template,
    /// What keeps the backend from holding a return twice.
    pub once: Once,
    /// The key under which the return stands in what is sent, as in `{"data": …}`; `None` where it is sent as it is. A place
    /// that the backend names when it refuses may begin with it.
    pub envelope: Option<String>,
    /// The names of the headers that carry ids.
    pub headers: HeaderNames,
    /// What a status means where it is not what it usually means.
    pub statuses: Vec<(u16, Class)>,
    /// Where the receipt's parts stand in an answer.
    pub receipt: ReceiptPaths,
}

/// The method of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `POST`
    Post,
    /// `PUT` with `If-None-Match: *`
    Put,
}

/// What keeps the backend from holding a return twice when it is sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Once {
    /// It knows the key or the id again.
    Key,
    /// Nothing: the page must say that the backend may hold it twice, unless it can be asked.
    Nothing,
}

/// The names of the headers that carry ids; `None` where the header is not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderNames {
    /// The return's id, by which the backend knows it again.
    pub key: Option<String>,
    /// The return's id, by which a request is found in logs.
    pub request: Option<String>,
    /// An id of this try.
    pub correlation: Option<String>,
    /// Who sends: `issuer=…&subject=…` where somebody is signed in, `name=…` of the person on a device that several share.
    /// Who finished stands in the return.
    pub sent_by: Option<String>,
}

/// What a status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `receipt`: received, if there is a receipt in the answer.
    Receipt,
    /// `sign-in`: somebody must sign in.
    SignIn,
    /// `later`: not now.
    Later,
    /// `not-the-backend`: something answered in its place.
    NotTheBackend,
    /// `unknown`: it may be there.
    Unknown,
    /// `refused`: not as it is.
    Refused,
}

/// Where a receipt's parts stand in an answer, as JSON Pointers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptPaths {
    /// At `/id`, the return's id as it was sent, and a receipt of another id is none. Anywhere else, or at the same place
    /// as `reference`, a number of the backend's own, which is not compared.
    pub id: String,
    /// What a person quotes on the telephone.
    pub reference: String,
    /// When it was received.
    pub received_at: String,
    /// What became of it.
    pub state: String,
    /// Where a later state can be asked for.
    pub status_url: String,
}

impl Default for ReceiptPaths {
    fn default() -> Self {
        Self {
            id: "/id".into(),
            reference: "/reference".into(),
            received_at: "/receivedAt".into(),
            state: "/state".into(),
            status_url: "/statusUrl".into(),
        }
    }
}

/// How a return is asked after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Where. Places: `base`, `id`.
    pub url: Template,
    /// Where the SHA-256 of the bytes stands in the answer, as a JSON Pointer, in hexadecimal.
    pub hash: Option<String>,
}

/// What can be read; `None` where it cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// The subjects that this sign-in files for. Places: `base`.
    pub subjects: Option<Template>,
    /// The last accepted return of a subject. Places: `base`, `subject`, `return`, `period`.
    pub latest: Option<Template>,
    /// What is filed for a period. Places: `base`, `subject`, `return`, `period`.
    pub filed: Option<Template>,
}

impl Post {
    /// What is sent for a return: its bytes as they are, in the envelope if there is one.
    pub(super) fn body<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let Some(key) = &self.envelope else {
            return Cow::Borrowed(bytes);
        };
        let mut writer = Writer::new();
        writer.text(key);
        let key = writer.finish();
        Cow::Owned([b"{", key.as_bytes(), b":", bytes, b"}"].concat())
    }
}

impl Wire {
    /// Whether the backend can be asked for a return by its id.
    pub fn asking(&self) -> Asking {
        if self.ask.is_some() {
            Asking::Possible
        } else {
            Asking::Impossible
        }
    }

    /// Whether a return can come to be held twice, which the page must then say.
    pub fn may_hold_twice(&self) -> bool {
        self.post.once == Once::Nothing && self.ask.is_none()
    }

    /// What the configuration says about a status.
    pub(super) fn class_of(&self, status: u16) -> Option<Class> {
        self.post
            .statuses
            .iter()
            .find(|(named, _)| *named == status)
            .map(|(_, class)| *class)
    }

    /// Where the hash stands in the answer to asking.
    pub(super) fn hash_path(&self) -> Option<&str> {
        self.ask.as_ref()?.hash.as_deref()
    }
}
