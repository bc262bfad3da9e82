//! Reading the `backend` part of `config.json`: all of it, or every problem in it with its place.

use super::{Ask, Class, Credentials, HeaderNames, Method, Once, Post, Reads, ReceiptPaths, Wire};
use crate::submit::template::Template;
use care_engine::json::{Json, pointer};
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
    let wire = wire(&mut Part::new(backend, "/backend".into(), &mut problems));
    match wire {
        Some(wire) if problems.is_empty() => Ok(Some(wire)),
        _ => Err(problems),
    }
}

fn wire(backend: &mut Part<'_>) -> Option<Wire> {
    backend.keys(&["base", "credentials", "post", "ask", "reads"]);
    let base = backend.text("base");
    if base.is_none() && backend.value.get("base").is_none() {
        backend.problem("base", ConfigProblemKind::Missing);
    }
    let credentials = backend.word(
        "credentials",
        "omit, same-origin, include",
        &[
            ("omit", Credentials::Omit),
            ("same-origin", Credentials::SameOrigin),
            ("include", Credentials::Include),
        ],
    );
    let post = backend.part("post", post);
    let ask = match backend.value.get("ask") {
        None | Some(Json::Null) => None,
        Some(_) => backend.part("ask", ask),
    };
    let reads = backend.part("reads", |part| Some(reads(part)));
    Some(Wire {
        base: base?.trim_end_matches('/').to_owned(),
        credentials: credentials.unwrap_or(Credentials::SameOrigin),
        post: post?,
        ask,
        reads: reads?,
    })
}

fn post(post: &mut Part<'_>) -> Option<Post> {
    post.keys(&["method", "url", "once", "headers", "statuses", "receipt"]);
    let method = post.word(
        "method",
        "POST, PUT",
        &[("POST", Method::Post), ("PUT", Method::Put)],
    );
    let method = method.unwrap_or(Method::Post);
    let usual = if method == Method::Post {
        "{base}/returns"
    } else {
        "{base}/returns/{id}"
    };
    let url = post
        .address("url", ON_A_RETURN, "base, id")
        .or_else(|| Template::read(usual, ON_A_RETURN));
    let once = post.word(
        "once",
        "key, nothing",
        &[("key", Once::Key), ("nothing", Once::Nothing)],
    );
    let headers = post.part("headers", |headers| {
        headers.keys(&["key", "request", "correlation"]);
        Some(HeaderNames {
            key: headers.header("key", "Idempotency-Key"),
            request: headers.header("request", "X-Request-ID"),
            correlation: headers.header("correlation", "X-Correlation-ID"),
        })
    });
    let statuses = post.part("statuses", |statuses| Some(statuses.statuses()));
    let receipt = post.part("receipt", |receipt| {
        receipt.keys(&["id", "reference", "receivedAt", "state", "statusUrl"]);
        let usual = ReceiptPaths::default();
        Some(ReceiptPaths {
            id: receipt.pointer("id").unwrap_or(usual.id),
            reference: receipt.pointer("reference").unwrap_or(usual.reference),
            received_at: receipt.pointer("receivedAt").unwrap_or(usual.received_at),
            state: receipt.pointer("state").unwrap_or(usual.state),
            status_url: receipt.pointer("statusUrl").unwrap_or(usual.status_url),
        })
    });
    Some(Post {
        method,
        url: url?,
        once: once.unwrap_or(Once::Key),
        headers: headers?,
        statuses: statuses?,
        receipt: receipt?,
    })
}

fn ask(ask: &mut Part<'_>) -> Option<Ask> {
    ask.keys(&["url", "hash"]);
    let url = ask
        .address("url", ON_A_RETURN, "base, id")
        .or_else(|| Template::read("{base}/returns/{id}", ON_A_RETURN));
    Some(Ask {
        url: url?,
        hash: ask.pointer("hash"),
    })
}

fn reads(reads: &mut Part<'_>) -> Reads {
    reads.keys(&["subjects", "latest", "filed"]);
    Reads {
        subjects: reads.address("subjects", &["base"], "base"),
        latest: reads.address("latest", ON_A_SUBJECT, "base, subject, return, period"),
        filed: reads.address("filed", ON_A_SUBJECT, "base, subject, return, period"),
    }
}

/// An object of the configuration at its place. What is wrong in it goes to the problems; what is absent is `None`.
struct Part<'a> {
    value: &'a Json,
    place: String,
    problems: &'a mut Vec<ConfigProblem>,
}

impl<'a> Part<'a> {
    fn new(value: &'a Json, place: String, problems: &'a mut Vec<ConfigProblem>) -> Self {
        let part = Self {
            value,
            place,
            problems,
        };
        if part.value.entries().is_none() {
            let pointer = part.place.clone();
            part.problems.push(ConfigProblem {
                pointer,
                kind: ConfigProblemKind::Kind("an object"),
            });
        }
        part
    }

    fn problem(&mut self, key: &str, kind: ConfigProblemKind) {
        let mut at = self.place.clone();
        pointer::push(&mut at, key);
        self.problems.push(ConfigProblem { pointer: at, kind });
    }

    /// Says which keys there are.
    fn keys(&mut self, known: &[&str]) {
        let value = self.value;
        let entries = value.entries().unwrap_or_default();
        for (at, (key, _)) in entries.iter().enumerate() {
            if !known.contains(&&**key) {
                self.problem(key, ConfigProblemKind::Unknown);
            } else if entries.iter().take(at).any(|(earlier, _)| earlier == key) {
                self.problem(key, ConfigProblemKind::Twice);
            }
        }
    }

    fn text(&mut self, key: &str) -> Option<&'a str> {
        let value = self.value.get(key)?;
        let text = value.as_text().filter(|text| !text.is_empty());
        if text.is_none() {
            self.problem(key, ConfigProblemKind::Kind("a text"));
        }
        text
    }

    fn word<T: Copy>(&mut self, key: &str, words: &'static str, known: &[(&str, T)]) -> Option<T> {
        let value = self.value.get(key)?;
        let found = known
            .iter()
            .find(|(word, _)| value.as_text() == Some(word))
            .map(|(_, meaning)| *meaning);
        if found.is_none() {
            self.problem(key, ConfigProblemKind::Word(words));
        }
        found
    }

    fn address(&mut self, key: &str, places: &[&str], named: &'static str) -> Option<Template> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
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
    fn header(&mut self, key: &str, usual: &str) -> Option<String> {
        match self.value.get(key) {
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
        let value = self.value;
        let mut statuses = Vec::new();
        for (key, _) in value.entries().unwrap_or_default() {
            let status = key
                .parse()
                .ok()
                .filter(|status| (100..=599).contains(status));
            if status.is_none() {
                self.problem(key, ConfigProblemKind::Kind("an HTTP status"));
            }
            let class = self.word(
                key,
                "receipt, sign-in, later, not-the-backend, unknown, refused",
                &[
                    ("receipt", Class::Receipt),
                    ("sign-in", Class::SignIn),
                    ("later", Class::Later),
                    ("not-the-backend", Class::NotTheBackend),
                    ("unknown", Class::Unknown),
                    ("refused", Class::Refused),
                ],
            );
            statuses.extend(status.zip(class));
        }
        statuses
    }

    /// Reads an object within; one that is absent is read as empty.
    fn part<T>(&mut self, key: &str, read: impl FnOnce(&mut Part<'_>) -> Option<T>) -> Option<T> {
        let empty = Json::Object(Vec::new());
        let value = self.value.get(key).unwrap_or(&empty);
        let mut place = self.place.clone();
        pointer::push(&mut place, key);
        read(&mut Part::new(value, place, self.problems))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
