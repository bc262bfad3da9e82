//! Switches for tests: makes the receiver slow, failing, refusing, or a liar. Only with `--test-switches`.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Json, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use crate::app::Shared;
use crate::problem::Problem;
use crate::seed::{Seed, SeedError};
use crate::validate::Refusal;

/// How long `slow` takes where the test does not say.
const SLOW: Duration = Duration::from_secs(3);
/// The longest delay that can be asked for.
const LONGEST_MS: u64 = 60_000;

/// How the receiver behaves from now on.
#[derive(Debug, Default)]
pub(crate) struct Switch {
    /// Waited before the request is looked at.
    delay: Duration,
    mode: Mode,
}

/// What becomes of a request after the delay.
#[derive(Debug, Default)]
enum Mode {
    /// What it asks for.
    #[default]
    Normal,
    /// 503, with `Retry-After` in seconds if it is given. Nothing is stored.
    Failing(Option<u32>),
    /// Every return sent is refused for these reasons. What is asked is answered.
    Refusing(Vec<Refusal>),
    /// A return sent is stored, and then the connection is closed without an answer. What is asked is answered.
    LostAnswer,
    /// A page with status 200, as a captive portal or a login sends it. Nothing is stored.
    Html,
    /// 401. Nothing is stored.
    Unauthorised,
    /// A redirect to a page that asks for a sign-in. Nothing is stored.
    Login,
    /// A return sent is stored, and answered with the receipt of another one. What is asked is answered.
    OtherReceipt,
}

/// Marks an answer that [`crate::serve()`] must not send: it closes the connection instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LoseAnswer;

/// The body of `POST /api/test/mode`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wanted {
    mode: Name,
    delay_ms: Option<u64>,
    retry_after: Option<u32>,
    errors: Option<Vec<WantedError>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Name {
    Normal,
    Slow,
    Failing,
    Refusing,
    LostAnswer,
    Html,
    Unauthorised,
    Login,
    OtherReceipt,
}

/// One reason that a refusing receiver gives.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedError {
    pointer: String,
    detail: String,
}

impl Wanted {
    fn into_switch(self) -> Switch {
        let usual = if matches!(self.mode, Name::Slow) {
            SLOW
        } else {
            Duration::ZERO
        };
        let delay = self
            .delay_ms
            .map_or(usual, |ms| Duration::from_millis(ms.min(LONGEST_MS)));
        let mode = match self.mode {
            Name::Normal | Name::Slow => Mode::Normal,
            Name::Failing => Mode::Failing(self.retry_after),
            Name::Refusing => Mode::Refusing(match self.errors {
                Some(errors) => errors
                    .into_iter()
                    .map(|WantedError { pointer, detail }| Refusal { pointer, detail })
                    .collect(),
                None => vec![Refusal {
                    pointer: String::new(),
                    detail: "The receiver is set to refuse".into(),
                }],
            }),
            Name::LostAnswer => Mode::LostAnswer,
            Name::Html => Mode::Html,
            Name::Unauthorised => Mode::Unauthorised,
            Name::Login => Mode::Login,
            Name::OtherReceipt => Mode::OtherReceipt,
        };
        Switch { delay, mode }
    }
}

/// `POST /api/test/mode`
pub(crate) async fn set(
    State(shared): State<Arc<Shared>>,
    body: String,
) -> Result<StatusCode, Problem> {
    let wanted: Wanted = serde_json::from_str(&body)
        .map_err(|_| Problem::bad_request("That is not a mode of the receiver"))?;
    shared.set_switch(wanted.into_switch());
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/test/seed`: see [`crate::seed`].
pub(crate) async fn seed(
    State(shared): State<Arc<Shared>>,
    body: String,
) -> Result<StatusCode, Problem> {
    let seed = Seed::parse(&body).map_err(not_taken)?;
    shared
        .store
        .run(move |db| seed.put(db))
        .await?
        .told()
        .map_err(not_taken)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A seed that is wrong is the test's mistake, and is told in full.
fn not_taken(error: SeedError) -> Problem {
    match error {
        SeedError::Store(error) => Problem::from(error),
        error => Problem::bad_request(error.to_string()),
    }
}

/// Treats a request as the switch says.
pub(crate) async fn apply(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let switch = shared.switch();
    if !switch.delay.is_zero() {
        tokio::time::sleep(switch.delay).await;
    }
    let sends = matches!(*request.method(), Method::POST | Method::PUT);
    match &switch.mode {
        Mode::Failing(retry_after) => Problem::unavailable(*retry_after).into_response(),
        Mode::Unauthorised => Problem::unauthorised().into_response(),
        Mode::Html => Html("<!doctype html><title>Sign in</title><h1>Sign in to the network</h1>")
            .into_response(),
        Mode::Refusing(errors) if sends => Problem::refused(errors.clone()).into_response(),
        Mode::LostAnswer if sends => {
            next.run(request).await;
            let mut response = StatusCode::BAD_GATEWAY.into_response();
            response.extensions_mut().insert(LoseAnswer);
            response
        }
        Mode::Login => Redirect::to("/login").into_response(),
        Mode::OtherReceipt if sends => {
            let status = next.run(request).await.status();
            let other = json!({
                "id": "00000000-0000-4000-8000-000000000000",
                "reference": "CR-CCCC-CCCC",
                "receivedAt": "2026-11-21T14:03:05Z",
                "state": "accepted",
            });
            (status, Json(other)).into_response()
        }
        Mode::Normal | Mode::Refusing(_) | Mode::LostAnswer | Mode::OtherReceipt => {
            next.run(request).await
        }
    }
}
