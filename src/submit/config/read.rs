//! Reading the `backend` part of `config.json`: all of it, or every problem in it with its place.

use super::sign_in;
use super::{Ask, Class, Credentials, HeaderNames, Method, Once, Post, Reads, ReceiptPaths, Wire};
use crate::submit::sign_in::Authorisation;
use crate::submit::template::Template;
use care_engine::json::{Json, pointer};
use std::rc::Rc;
use thiserror::Error;

/// One thing that is wrong in `config.json`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{pointer}: {kind}")]
pub struct ConfigProblem {
    /// Where, as a JSON Pointer.
    pub pointer: String,
    /// What.
    pub kind: ConfigProblemKind,
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigProblemKind {
    /// Something of another kind belongs here.
    #[error("{0} belongs here")]
    Kind(&'static str),
    /// One of a few words belongs here.
    #[error("one of these belongs here: {0}")]
    Word(&'static str),
    /// The key must be there.
    #[error("this is missing")]
    Missing,
    /// There is no such key.
    #[error("there is no such setting")]
    Unknown,
    /// The key stands there twice.
    #[error("this stands here twice")]
    Twice,
    /// An address with a place in braces that is not filled here.
    #[error("an address belongs here, with these places at most: {0}")]
    Address(&'static str),
}

const ONE_RETURN: &str = "{base}/returns/{id}";
const ON_A_RETURN: &[&str] = &["base", "id"];
const ON_A_SUBJECT: &[&str] = &["base", "subject", "return", "period"];

/// Reads the wire out of the whole of `config.json`. `None` where it names no backend: returns then stay on the device.
///
/// # Errors
/// Every problem with its place.
pub fn read(config: &Json) -> Result<Option<Wire>, Vec<ConfigProblem>> {
    let backend = match config.get("backend") {
        None | Some(Json::Null) => return Ok(None),
        Some(backend) => backend,
    };
    let mut problems = Vec::new();
    let mut wire = wire(&mut Part::new(
        Some(backend),
        "/backend".into(),
        &mut problems,
    ));
    if let Some(part) = config.get("signIn").filter(|part| !part.is_null()) {
        let sign_in = sign_in::read(part, &mut problems);
        wire.authorisation = Rc::new(Authorisation::new(sign_in));
    }
    if problems.is_empty() {
        Ok(Some(wire))
    } else {
        Err(problems)
    }
}

/// The wire, with the usual in place of what is absent or wrong: it counts only where there is no problem.
fn wire(backend: &mut Part<'_>) -> Wire {
    backend.keys(&["base", "credentials", "post", "ask", "reads"]);
    let base = backend.text("base");
    if backend.get("base").is_none() {
        backend.problem("base", ConfigProblemKind::Missing);
    }
    let credentials = backend.word(
        "credentials",
        "omit, same-origin, include",
        &["omit", "same-origin", "include"],
    );
    let mut wire = Wire {
        base: base.unwrap_or_default().trim_end_matches('/').to_owned(),
        credentials: match credentials {
            Some(0) => Credentials::Omit,
            Some(2) => Credentials::Include,
            _ => Credentials::SameOrigin,
        },
        post: post(&mut backend.part("post")),
        ask: None,
        reads: Reads::default(),
        clock: Rc::default(),
        authorisation: Rc::default(),
    };
    if backend.get("ask").is_some_and(|ask| !ask.is_null()) {
        wire.ask = Some(ask(&mut backend.part("ask")));
    }
    reads(&mut backend.part("reads"), &mut wire.reads);
    wire
}

fn post(post: &mut Part<'_>) -> Post {
    post.keys(&[
        "method", "url", "once", "envelope", "headers", "statuses", "receipt",
    ]);
    let method = match post.word("method", "POST, PUT", &["POST", "PUT"]) {
        Some(1) => Method::Put,
        _ => Method::Post,
    };
    let url = post.on_a_return(if method == Method::Post {
        "{base}/returns"
    } else {
        ONE_RETURN
    });
    let once = match post.word("once", "key, nothing", &["key", "nothing"]) {
        Some(1) => Once::Nothing,
        _ => Once::Key,
    };
    let envelope = post.text("envelope").map(str::to_owned);
    let mut part = post.part("headers");
    part.keys(&["key", "request", "correlation", "sentBy"]);
    let headers = HeaderNames {
        key: part.header("key", "Idempotency-Key"),
        request: part.header("request", "X-Request-ID"),
        correlation: part.header("correlation", "X-Correlation-ID"),
        sent_by: part.header("sentBy", "X-Sent-By"),
    };
    let statuses = post.part("statuses").statuses();
    let mut part = post.part("receipt");
    part.keys(&["id", "reference", "receivedAt", "state", "statusUrl"]);
    let mut receipt = ReceiptPaths::default();
    for (key, path) in [
        ("id", &mut receipt.id),
        ("reference", &mut receipt.reference),
        ("receivedAt", &mut receipt.received_at),
        ("state", &mut receipt.state),
        ("statusUrl", &mut receipt.status_url),
    ] {
        if let Some(named) = part.pointer(key) {
            *path = named;
        }
    }
    Post {
        method,
        url,
        once,
        envelope,
        headers,
        statuses,
        receipt,
    }
}

fn ask(ask: &mut Part<'_>) -> Ask {
    ask.keys(&["url", "hash"]);
    Ask {
        url: ask.on_a_return(ONE_RETURN),
        hash: ask.pointer("hash"),
    }
}

fn reads(part: &mut Part<'_>, reads: &mut Reads) {
    part.keys(&["subjects", "latest", "filed"]);
    reads.subjects = part.address("subjects", &["base"], "base");
    for (key, address) in [("latest", &mut reads.latest), ("filed", &mut reads.filed)] {
        *address = part.address(key, ON_A_SUBJECT, "base, subject, return, period");
    }
}

/// An object of the configuration at its place. What is wrong in it goes to the problems; what is absent is `None`.
pub(super) struct Part<'a> {
    /// `None` where it is absent, which is read as empty.
    value: Option<&'a Json>,
    place: String,
    problems: &'a mut Vec<ConfigProblem>,
}

impl<'a> Part<'a> {
    pub(super) fn new(
        value: Option<&'a Json>,
        place: String,
        problems: &'a mut Vec<ConfigProblem>,
    ) -> Self {
        if value.is_some_and(|value| value.entries().is_none()) {
            problems.push(ConfigProblem {
                pointer: place.clone(),
                kind: ConfigProblemKind::Kind("an object"),
            });
        }
        Self {
            value,
            place,
            problems,
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Json> {
        self.value?.get(key)
    }

    fn entries(&self) -> &'a [(Box<str>, Json)] {
        self.value.and_then(Json::entries).unwrap_or_default()
    }

    pub(super) fn problem(&mut self, key: &str, kind: ConfigProblemKind) {
        let mut at = self.place.clone();
        pointer::push(&mut at, key);
        self.problems.push(ConfigProblem { pointer: at, kind });
    }

    /// Says which keys there are.
    pub(super) fn keys(&mut self, known: &[&str]) {
        let entries = self.entries();
        for (at, (key, _)) in entries.iter().enumerate() {
            if !known.contains(&&**key) {
                self.problem(key, ConfigProblemKind::Unknown);
            } else if entries.iter().take(at).any(|(earlier, _)| earlier == key) {
                self.problem(key, ConfigProblemKind::Twice);
            }
        }
    }

    pub(super) fn text(&mut self, key: &str) -> Option<&'a str> {
        let value = self.get(key)?;
        let text = value.as_text().filter(|text| !text.is_empty());
        if text.is_none() {
            self.problem(key, ConfigProblemKind::Kind("a text"));
        }
        text
    }

    /// A text that must be there.
    pub(super) fn needed(&mut self, key: &str) -> Option<String> {
        if self.get(key).is_none() {
            self.problem(key, ConfigProblemKind::Missing);
        }
        self.text(key).map(str::to_owned)
    }

    /// Which of the known words stands there.
    pub(super) fn word(&mut self, key: &str, words: &'static str, known: &[&str]) -> Option<usize> {
        let value = self.get(key)?.as_text();
        let found = known.iter().position(|word| value == Some(word));
        if found.is_none() {
            self.problem(key, ConfigProblemKind::Word(words));
        }
        found
    }

    /// An address of one return, or the usual one.
    fn on_a_return(&mut self, usual: &str) -> Template {
        self.address("url", ON_A_RETURN, "base, id")
            .unwrap_or_else(|| Template::usual(usual))
    }

    pub(super) fn address(
        &mut self,
        key: &str,
        places: &[&str],
        named: &'static str,
    ) -> Option<Template> {
        let value = self.get(key).filter(|value| !value.is_null())?;
        let template = value
            .as_text()
            .and_then(|text| Template::read(text, places));
        if template.is_none() {
            self.problem(key, ConfigProblemKind::Address(named));
        }
        template
    }

    fn pointer(&mut self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        if pointer::tokens(text).is_none() {
            self.problem(key, ConfigProblemKind::Kind("a JSON Pointer"));
        }
        Some(text.to_owned())
    }

    /// A header's name: the usual one if nothing is said, `None` for `null`.
    pub(super) fn header(&mut self, key: &str, usual: &str) -> Option<String> {
        match self.get(key) {
            None => Some(usual.to_owned()),
            Some(Json::Null) => None,
            Some(_) => {
                let name = self.text(key)?;
                if !name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.!#$%&'*+^`|~".contains(&byte))
                {
                    self.problem(key, ConfigProblemKind::Kind("the name of a header"));
                }
                Some(name.to_owned())
            }
        }
    }

    fn statuses(&mut self) -> Vec<(u16, Class)> {
        let mut statuses = Vec::new();
        for (key, _) in self.entries() {
            let status = key.parse().unwrap_or(0);
            let known = (100..=599).contains(&status);
            if !known {
                self.problem(key, ConfigProblemKind::Kind("an HTTP status"));
            }
            let class = self.word(
                key,
                "receipt, sign-in, later, not-the-backend, unknown, refused",
                &[
                    "receipt",
                    "sign-in",
                    "later",
                    "not-the-backend",
                    "unknown",
                    "refused",
                ],
            );
            let class = match class {
                Some(0) => Class::Receipt,
                Some(1) => Class::SignIn,
                Some(2) => Class::Later,
                Some(3) => Class::NotTheBackend,
                Some(4) => Class::Unknown,
                Some(5) => Class::Refused,
                _ => continue,
            };
            if known {
                statuses.push((status, class));
            }
        }
        statuses
    }

    /// The object within; one that is absent is read as empty.
    pub(super) fn part(&mut self, key: &str) -> Part<'_> {
        let mut place = self.place.clone();
        pointer::push(&mut place, key);
        Part::new(self.get(key), place, self.problems)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
