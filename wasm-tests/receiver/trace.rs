//! What every answer of the API carries: the ids of its request, a trace id in a problem, and no caching.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::Shared;
use crate::problem::Problem;

/// The header that says which return a request is about, by the newer name.
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The same, by the name that NHS APIs use.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The caller's name for what the request is part of.
const CORRELATION_ID: HeaderName = HeaderName::from_static("x-correlation-id");

/// Mirrors the request's ids, writes problems out, and forbids caching.
pub(crate) async fn trace(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let mirrored = [IDEMPOTENCY_KEY, REQUEST_ID, CORRELATION_ID].map(|name| {
        request
            .headers()
            .get(&name)
            .cloned()
            .map(|value| (name, value))
    });
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem.render(&shared.next_trace());
    }
    let headers = response.headers_mut();
    for (name, value) in mirrored.into_iter().flatten() {
        headers.insert(name, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}
