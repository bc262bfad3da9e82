//! A receiver put together: what its handlers share, and which address leads to which.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::response::Json;
use axum::routing::{any, get, post, put};
use serde_json::{Value, json};

use crate::clock::{Clock, SystemClock, utc_text};
use crate::options::Options;
use crate::pages::{HeadersError, Pages};
use crate::problem::Problem;
use crate::seed::{Seed, SeedError};
use crate::sign_in::{Call, Gate};
use crate::store::{Store, StoreError};
use crate::switches::Switch;
use crate::validate::{Accepted, EngineValidator, FrameworkError, Refusal, Validate};
use crate::{ask, pages, reads, reports, returns, sign_in, switches, trace};

/// The most bytes that a request may hold: 1 MiB.
pub(crate) const LIMIT: usize = 1 << 20;

/// Why a receiver could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A file that was named cannot be read.
    #[error("{path} could not be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The framework cannot be judged by.
    #[error(transparent)]
    Framework(#[from] FrameworkError),
    /// The headers cannot be sent.
    #[error(transparent)]
    Headers(#[from] HeadersError),
    /// The seed cannot be put in.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What all handlers share.
pub(crate) struct Shared {
    /// The database.
    pub(crate) store: Store,
    /// The judge of returns.
    validator: Arc<dyn Validate>,
    /// How the receiver behaves at the moment, for tests.
    switch: RwLock<Arc<Switch>>,
    /// Who may call, for tests.
    gate: RwLock<Arc<Gate>>,
    /// Every call to the wire, for tests.
    pub(crate) calls: Mutex<Vec<Call>>,
    /// The static files, if any are served.
    pub(crate) pages: Option<Pages>,
    clock: Arc<dyn Clock>,
    started_ms: i64,
    traces: AtomicU64,
}

impl Shared {
    /// Now, in UTC, RFC 3339.
    pub(crate) fn now_text(&self) -> String {
        utc_text(self.clock.now_ms())
    }

    /// Now: Unix time in milliseconds.
    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Judges a return, on a thread that may take its time.
    pub(crate) async fn judge(
        &self,
        text: String,
    ) -> Result<Result<Accepted, Vec<Refusal>>, StoreError> {
        let validator = Arc::clone(&self.validator);
        let store = self.store.clone();
        tokio::task::spawn_blocking(move || validator.validate(&text, &store))
            .await
            .map_err(|_| StoreError::Stopping)
    }

    /// A name for one answer that no other has: when the receiver started, and a count.
    pub(crate) fn next_trace(&self) -> String {
        format!(
            "{:016x}{:016x}",
            self.started_ms,
            self.traces.fetch_add(1, Ordering::Relaxed)
        )
    }

    /// How the receiver behaves at the moment.
    pub(crate) fn switch(&self) -> Arc<Switch> {
        Arc::clone(&self.switch.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Who may call.
    pub(crate) fn gate(&self) -> Arc<Gate> {
        Arc::clone(&self.gate.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Others may call from now on.
    pub(crate) fn set_gate(&self, gate: Gate) {
        *self.gate.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(gate);
    }

    /// Makes it behave otherwise from now on.
    pub(crate) fn set_switch(&self, switch: Switch) {
        *self.switch.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(switch);
    }
}

/// A receiver, ready to be served.
pub struct Receiver {
    shared: Arc<Shared>,
    reads: bool,
    test_switches: bool,
}

impl Receiver {
    /// Opens the database and reads the files that the options name.
    pub fn open(options: &Options) -> Result<Receiver, StartError> {
        let status = options.status.as_deref().map(read).transpose()?;
        let mut validator = EngineValidator::load(&read(&options.framework)?, status.as_deref())?;
        for path in validator.lists_wanted() {
            let file = options.framework.with_file_name(&path);
            validator.take_list(&path, &read(&file)?)?;
        }
        Receiver::with(options, Arc::new(validator), Arc::new(SystemClock))
    }

    /// The same with a judge and a clock of the caller's; the framework file is not read.
    pub fn with(
        options: &Options,
        validator: Arc<dyn Validate>,
        clock: Arc<dyn Clock>,
    ) -> Result<Receiver, StartError> {
        let store = Store::open(&options.data)?;
        if let Some(seed) = &options.seed {
            let seed = Seed::parse(&read(seed)?)?;
            store.run_here(|db| seed.put(db))?.told()?;
        }
        let headers = options.headers.as_deref().map(read).transpose()?;
        let pages =
            match &options.dist {
                Some(dist) => Some(Pages::open(dist, headers.as_deref())?.map_err(|source| {
                    StartError::Read {
                        path: dist.clone(),
                        source,
                    }
                })?),
                None => None,
            };
        let shared = Shared {
            store,
            validator,
            switch: RwLock::default(),
            gate: RwLock::default(),
            calls: Mutex::default(),
            pages,
            started_ms: clock.now_ms(),
            clock,
            traces: AtomicU64::new(0),
        };
        Ok(Receiver {
            shared: Arc::new(shared),
            reads: options.reads,
            test_switches: options.test_switches,
        })
    }

    /// Every address.
    pub fn router(&self) -> Router {
        let shared = &self.shared;
        let mut wire = Router::new()
            .route("/api/returns", post(returns::post).get(ask::list))
            .route("/api/returns/{id}", put(returns::put).get(ask::by_id))
            .route("/api/returns/{id}/body", get(ask::body));
        if self.reads {
            wire = wire
                .route("/api/subjects", get(reads::subjects))
                .route("/api/subjects/{id}/latest", get(reads::latest))
                .route("/api/filed", get(reads::filed));
        }
        if self.test_switches {
            wire = wire
                .layer(from_fn_with_state(Arc::clone(shared), switches::apply))
                .layer(from_fn_with_state(Arc::clone(shared), sign_in::guard));
        }
        let mut api = Router::new()
            .route("/api", get(about))
            .route("/api/", get(about))
            .route(
                "/csp-report",
                post(reports::take).layer(DefaultBodyLimit::max(reports::LIMIT)),
            )
            .merge(wire);
        if self.test_switches {
            api = api
                .route("/api/test/mode", post(switches::set))
                .route("/api/test/seed", post(switches::seed))
                .route("/api/test/sign-in", post(sign_in::set))
                .route("/api/test/calls", get(sign_in::calls))
                .route("/api/test/login", get(sign_in::login))
                .route("/api/me", get(sign_in::me))
                .route("/api/test/reports", get(reports::list));
        }
        api.method_not_allowed_fallback(|| async { Problem::method() })
            .route(
                "/api/{*rest}",
                any(|| async { Problem::not_found("There is nothing at this address") }),
            )
            .layer(DefaultBodyLimit::max(LIMIT))
            .layer(from_fn_with_state(Arc::clone(shared), trace::trace))
            .fallback(pages::serve_file)
            .with_state(Arc::clone(shared))
    }
}

/// What this server is, for whoever finds it.
async fn about() -> Json<Value> {
    Json(json!({
        "name": "care-receiver",
        "about": "A small receiver for trying and testing Care Returns. It stands in for the backend that already \
                  exists and is not one: it has no sign-in, and nothing sent here reaches anybody.",
        "returns": "/api/returns",
    }))
}

/// A file's text.
fn read(path: impl AsRef<Path>) -> Result<String, StartError> {
    let path = path.as_ref();
    std::fs::read_to_string(path).map_err(|source| StartError::Read {
        path: path.to_path_buf(),
        source,
    })
}
