//! Asking after returns: the list, one by its id, and its bytes.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Json, Response};
use serde_json::{Value, json};

use crate::app::Shared;
use crate::problem::Problem;
use crate::store::{self, Kept};

/// `GET /api/returns`: every return, in the order in which they came.
pub(crate) async fn list(State(shared): State<Arc<Shared>>) -> Result<Json<Value>, Problem> {
    let returns = shared.store.run(|db| store::list(db)).await?;
    Ok(Json(json!({ "returns": returns })))
}

/// `GET /api/returns/{id}`: its receipt, with the hash of its bytes, so that a sender who heard nothing can compare.
pub(crate) async fn by_id(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
) -> Result<Json<Kept>, Problem> {
    find(&shared, id).await.map(Json)
}

/// `GET /api/returns/{id}/body`: the bytes as they came.
pub(crate) async fn body(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let kept = find(&shared, id).await?;
    Ok((
        [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )],
        kept.body,
    )
        .into_response())
}

async fn find(shared: &Shared, id: String) -> Result<Kept, Problem> {
    shared
        .store
        .run(move |db| store::by_id(db, &id))
        .await?
        .ok_or_else(|| Problem::not_found("No return with this id has been received"))
}
