//! Reports of violations of the page's Content-Security-Policy: browsers send them, journeys fail on any.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Json;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::app::Shared;
use crate::problem::Problem;
use crate::store::{self, StoredReport};

/// The most bytes that a report may hold: 64 KiB.
pub(crate) const LIMIT: usize = 1 << 16;

/// A report with its time, for journeys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    received_at: String,
    report: Box<RawValue>,
}

/// Every report that is kept.
#[derive(Serialize)]
pub(crate) struct Reports {
    reports: Vec<Report>,
}

/// `POST /csp-report`: one report, or a list of them as the Reporting API batches them. Any content type, because each
/// browser has its own.
pub(crate) async fn take(
    State(shared): State<Arc<Shared>>,
    body: String,
) -> Result<StatusCode, Problem> {
    RawValue::from_string(body.clone()).map_err(|_| Problem::bad_request("A report is JSON"))?;
    let report = StoredReport {
        received_at: shared.now_text(),
        report: body,
    };
    shared
        .store
        .run(move |db| store::add_report(db, &report))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/test/reports`
pub(crate) async fn list(State(shared): State<Arc<Shared>>) -> Result<Json<Reports>, Problem> {
    let stored = shared.store.run(|db| store::reports(db)).await?;
    let reports = stored
        .into_iter()
        .map(
            |StoredReport {
                 received_at,
                 report,
             }| {
                Ok(Report {
                    received_at,
                    report: RawValue::from_string(report)?,
                })
            },
        )
        .collect::<Result<_, serde_json::Error>>()
        .map_err(|_| Problem::unavailable(None))?;
    Ok(Json(Reports { reports }))
}
