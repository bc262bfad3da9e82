//! A receiver with a made-up judge and a clock that stands, and a way to talk to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use care_receiver::validate::{Accepted, Refusal, Shelf, Validate};
use care_receiver::{Clock, Options, Receiver, StartError};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// 2026-11-10T09:30:00Z.
const START_MS: i64 = 1_794_303_000_000;

/// A clock that a test sets.
pub(crate) struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Reads the envelope; refuses what says `"refuse": true`, or everything once it is told to.
#[derive(Default)]
pub(crate) struct MadeUpJudge {
    refuses_all: AtomicBool,
}

impl Validate for MadeUpJudge {
    fn validate(&self, text: &str, _: &dyn Shelf) -> Result<Accepted, Vec<Refusal>> {
        let refusal = |pointer: &str, detail: &str| Refusal {
            pointer: pointer.into(),
            detail: detail.into(),
        };
        let json: Value = serde_json::from_str(text).unwrap();
        if self.refuses_all.load(Ordering::SeqCst) || json["refuse"] == true {
            return Err(vec![
                refusal(
                    "/answers/beds_occupied",
                    "Beds occupied must be 24 or fewer",
                ),
                refusal("/tables/vac_by_type/0/cells/vacant", "Enter a number"),
            ]);
        }
        let text_at = |pointer: &str| {
            json.pointer(pointer)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let must =
            |pointer: &str| text_at(pointer).ok_or_else(|| vec![refusal(pointer, "Missing")]);
        Ok(Accepted {
            id: must("/id")?,
            return_id: must("/return")?,
            subject_id: must("/subject/id")?,
            period_start: text_at("/period/start"),
            revision: json["revision"]
                .as_u64()
                .and_then(|number| u32::try_from(number).ok())
                .unwrap(),
            replaces: text_at("/replaces/id"),
        })
    }
}

/// A folder with a database, and what the receiver on it is started with.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) options: Options,
    clock: Arc<HandClock>,
    judge: Arc<MadeUpJudge>,
}

impl Place {
    /// An empty one, with the test switches on.
    pub(crate) fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            listen: ([127, 0, 0, 1], 0).into(),
            data: folder.path().join("returns.sqlite"),
            dist: None,
            framework: folder.path().join("framework.json"),
            status: None,
            headers: None,
            seed: None,
            reads: true,
            test_switches: true,
        };
        let clock = Arc::new(HandClock(AtomicI64::new(START_MS)));
        Place {
            folder,
            options,
            clock,
            judge: Arc::default(),
        }
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts a receiver here, or says why it cannot start.
    pub(crate) fn try_start(&self) -> Result<Caller, StartError> {
        let receiver = Receiver::with(
            &self.options,
            Arc::clone(&self.judge) as Arc<dyn Validate>,
            Arc::clone(&self.clock) as Arc<dyn Clock>,
        )?;
        Ok(Caller {
            router: receiver.router(),
        })
    }

    /// Starts a receiver here.
    pub(crate) fn start(&self) -> Caller {
        self.try_start().unwrap()
    }

    /// Starts a receiver here that judges with the engine by the framework that the options name.
    pub(crate) fn try_start_with_engine(&self) -> Result<Caller, StartError> {
        Ok(Caller {
            router: Receiver::open(&self.options)?.router(),
        })
    }

    /// Lets time pass.
    pub(crate) fn pass_seconds(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// From now on every return is refused.
    pub(crate) fn refuse_all(&self) {
        self.judge.refuses_all.store(true, Ordering::SeqCst);
    }

    /// A number out of the database, read from outside.
    pub(crate) fn count(&self, sql: &str) -> u32 {
        rusqlite::Connection::open(&self.options.data)
            .unwrap()
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    }
}

/// Somebody who talks to a receiver.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) router: Router,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

impl Caller {
    /// Sends a request with these headers.
    pub(crate) async fn ask(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let request = headers
            .iter()
            .fold(
                Request::builder().method(method).uri(address),
                |request, (name, value)| request.header(*name, *value),
            )
            .body(body.into())
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    /// Gets an address.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask("GET", address, &[], Body::empty()).await
    }

    /// Sends a return under its own id.
    pub(crate) async fn post(&self, content: &Value) -> Answer {
        let id = content["id"].as_str().unwrap();
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", id),
        ];
        self.ask("POST", "/api/returns", &headers, content.to_string())
            .await
    }

    /// Sets the test switch.
    pub(crate) async fn switch(&self, wanted: Value) {
        let answer = self
            .ask("POST", "/api/test/mode", &[], wanted.to_string())
            .await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    }
}

/// A return that holds, for October 2026.
pub(crate) fn october(id: &str) -> Value {
    json!({
        "shape": "return/1", "id": id, "return": "capacity-workforce",
        "subject": { "kind": "location", "id": "1-100000001", "name": "Made-up House" },
        "period": { "start": "2026-10-01", "end": "2026-10-31" },
        "revision": 1, "answers": { "max_capacity": { "value": 24, "status": "given" } },
    })
}

/// The same as a correction of another.
pub(crate) fn correction(id: &str, of: &str) -> Value {
    let mut content = october(id);
    content["revision"] = 2.into();
    content["replaces"] = json!({ "id": of, "reason": "mistake" });
    content
}
