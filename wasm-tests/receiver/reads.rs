//! The three optional reads: subjects, the last accepted return, what is filed. Off with `--no-reads`.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Json;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::app::Shared;
use crate::problem::Problem;
use crate::receipt::Receipt;
use crate::store;

/// The subjects that may be filed for, each a [`crate::seed`] profile.
#[derive(Serialize)]
pub(crate) struct Subjects {
    subjects: Vec<Box<RawValue>>,
}

/// A return as it was sent, with its receipt.
#[derive(Serialize)]
pub(crate) struct Latest {
    receipt: Receipt,
    body: Box<RawValue>,
}

/// Which return, and before which day its period started if that is given.
#[derive(Deserialize)]
pub(crate) struct LatestOf {
    r#return: String,
    before: Option<String>,
}

/// Which return, of which subject, for the period that starts on which day (none: it has no periods).
#[derive(Deserialize)]
pub(crate) struct FiledFor {
    r#return: String,
    subject: String,
    period: Option<String>,
}

/// `GET /api/subjects`
pub(crate) async fn subjects(State(shared): State<Arc<Shared>>) -> Result<Json<Subjects>, Problem> {
    let profiles = shared.store.run(|db| store::subjects(db)).await?;
    let subjects = profiles.into_iter().map(raw).collect::<Result<_, _>>()?;
    Ok(Json(Subjects { subjects }))
}

/// `GET /api/subjects/{id}/latest?return=R`
pub(crate) async fn latest(
    State(shared): State<Arc<Shared>>,
    Path(subject): Path<String>,
    query: Result<Query<LatestOf>, QueryRejection>,
) -> Result<Json<Latest>, Problem> {
    let Query(of) = query
        .map_err(|_| Problem::bad_request("Say which return, as in ?return=capacity-workforce"))?;
    let kept = shared
        .store
        .run(move |db| store::latest(db, &subject, &of.r#return, of.before.as_deref()))
        .await?
        .ok_or_else(|| Problem::not_found("No such return of this subject has been accepted"))?;
    let body = raw(String::from_utf8(kept.body).map_err(|_| Problem::unavailable(None))?)?;
    Ok(Json(Latest {
        receipt: kept.receipt,
        body,
    }))
}

/// `GET /api/filed?return=R&subject=S&period=YYYY-MM-DD`
pub(crate) async fn filed(
    State(shared): State<Arc<Shared>>,
    query: Result<Query<FiledFor>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(of) = query
        .map_err(|_| Problem::bad_request("Say which return, which subject and which period"))?;
    let filed = shared
        .store
        .run(move |db| store::filed(db, &of.r#return, &of.subject, of.period.as_deref()))
        .await?;
    Ok(Json(json!({ "filed": filed })))
}

/// Stored JSON, passed on as it is spelt. It was JSON when it was stored, so that failing here means a damaged file.
fn raw(text: String) -> Result<Box<RawValue>, Problem> {
    RawValue::from_string(text).map_err(|_| Problem::unavailable(None))
}
