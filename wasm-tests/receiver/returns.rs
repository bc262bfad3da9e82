//! Taking a return: `POST /api/returns`, and `PUT /api/returns/{id}` with `If-None-Match: *`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use serde::de::IgnoredAny;

use crate::app::{LIMIT, Shared};
use crate::problem::Problem;
use crate::receipt::Receipt;
use crate::store::{self, Incoming, Known, Put};
use crate::trace::{IDEMPOTENCY_KEY, REQUEST_ID};
use crate::validate::Refusal;

/// Takes a return under the id that its headers name.
pub(crate) async fn post(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let id = id_of(&headers)?;
    take(&shared, id, &headers, body).await
}

/// Takes a return under the id of its address.
pub(crate) async fn put(
    State(shared): State<Arc<Shared>>,
    Path(address): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let id = id_of(&headers)?;
    if id != address {
        return Err(Problem::bad_request(
            "The id in the address is not the one in the headers",
        ));
    }
    if headers
        .get(header::IF_NONE_MATCH)
        .is_none_or(|value| value != "*")
    {
        return Err(Problem::precondition());
    }
    take(&shared, id, &headers, body).await
}

/// The return's id from `Idempotency-Key`, `X-Request-ID`, or both if they agree.
fn id_of(headers: &HeaderMap) -> Result<String, Problem> {
    let mut ids = [IDEMPOTENCY_KEY, REQUEST_ID]
        .into_iter()
        .flat_map(|name| headers.get_all(name));
    let id = ids.next().ok_or_else(|| {
        Problem::bad_request("Send the return's id in Idempotency-Key or X-Request-ID")
    })?;
    if ids.any(|other| other != id) {
        return Err(Problem::bad_request("The headers name more than one id"));
    }
    id.to_str()
        .ok()
        .filter(|text| {
            (1..=64).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        .map(str::to_owned)
        .ok_or_else(|| Problem::bad_request("An id has up to 64 letters, digits and hyphens"))
}

/// The steps from bytes to a receipt.
async fn take(
    shared: &Shared,
    id: String,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    if !is_json(headers) {
        return Err(Problem::media_type());
    }
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(LIMIT),
        _ => Problem::bad_request("The request's body could not be read"),
    })?;
    let text = String::from_utf8(body.to_vec())
        .ok()
        .filter(|text| serde_json::from_str::<IgnoredAny>(text).is_ok())
        .ok_or_else(|| Problem::bad_request("The body is not JSON"))?;

    // A repeat is answered before it is judged: what was accepted once stays so when the framework has moved on.
    let (key, bytes) = (id.clone(), body.clone());
    match shared
        .store
        .run(move |db| store::known(db, &key, &bytes))
        .await?
    {
        Known::Same(receipt) => return Ok(answer(StatusCode::OK, receipt)),
        Known::Other => return Err(Problem::other_bytes()),
        Known::No => {}
    }
    let about = shared.judge(text).await?.map_err(Problem::refused)?;
    if about.id != id {
        return Err(refused(
            "/id",
            "The return's id is not the one in the headers",
        ));
    }
    let incoming = Incoming {
        about,
        body: body.to_vec(),
        received_at: shared.now_text(),
    };
    match shared
        .store
        .run(move |db| store::put(db, &incoming))
        .await?
    {
        Put::Stored(receipt) => Ok(answer(StatusCode::CREATED, receipt)),
        Put::Again(receipt) => Ok(answer(StatusCode::OK, receipt)),
        Put::OtherBytes => Err(Problem::other_bytes()),
        Put::NotReplaceable(reason) => Err(refused("/replaces/id", reason)),
    }
}

/// Whether the content type is JSON, with or without parameters.
fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json"))
}

/// A refusal with one reason.
fn refused(pointer: &str, detail: &str) -> Problem {
    Problem::refused(vec![Refusal {
        pointer: pointer.into(),
        detail: detail.into(),
    }])
}

/// The receipt as an answer, with the address at which it can be asked for.
fn answer(status: StatusCode, receipt: Receipt) -> Response {
    let location = HeaderValue::from_str(&receipt.status_url)
        .ok()
        .map(|url| [(header::LOCATION, url)]);
    (
        status,
        location.unwrap_or([(header::LOCATION, HeaderValue::from_static("/api/returns"))]),
        Json(receipt),
    )
        .into_response()
}
