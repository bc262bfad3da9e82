//! What can be asked of the returns that are held.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::{Store, StoreError};
use crate::receipt::Receipt;
use crate::validate::Shelf;

/// One return in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Listed {
    id: String,
    /// Which return of the framework.
    r#return: String,
    /// The subject's identifier.
    subject: String,
    /// First day of the period; none for a return that has no periods.
    period: Option<String>,
    revision: u32,
    /// `accepted`, or `replaced` once a newer revision is here.
    state: String,
    received_at: String,
    reference: String,
    /// Id of the revision that replaced it.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<String>,
}

/// A return with its receipt, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kept {
    /// What its sender was told.
    #[serde(flatten)]
    pub(crate) receipt: Receipt,
    /// SHA-256 of the bytes, in hexadecimal.
    pub(crate) sha256: String,
    /// Id of the revision that replaced it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replaced_by: Option<String>,
    /// The bytes as they came; not part of the answer.
    #[serde(skip)]
    pub(crate) body: Vec<u8>,
}

/// One return in the answer to "is it already filed?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Filed {
    id: String,
    reference: String,
    received_at: String,
    revision: u32,
}

/// Every return, in the order in which they came.
pub(crate) fn list(db: &Connection) -> Result<Vec<Listed>, StoreError> {
    let mut statement = db.prepare(
        "SELECT id, return_id, subject_id, period_start, revision, iif(replaced_by IS NULL, state, 'replaced'),
         received_at, reference, replaced_by FROM returns ORDER BY rowid",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Listed {
            id: row.get(0)?,
            r#return: row.get(1)?,
            subject: row.get(2)?,
            period: row.get(3)?,
            revision: row.get(4)?,
            state: row.get(5)?,
            received_at: row.get(6)?,
            reference: row.get(7)?,
            replaced_by: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One return, by its id.
pub(crate) fn by_id(db: &Connection, id: &str) -> Result<Option<Kept>, StoreError> {
    let mut statement = db.prepare(
        "SELECT id, reference, received_at, state, sha256, replaced_by, body FROM returns WHERE id = ?1",
    )?;
    Ok(statement.query_row([id], kept).optional()?)
}

/// The newest accepted return of a subject: of the latest period (before a day, if one is given), latest revision.
pub(crate) fn latest(
    db: &Connection,
    subject: &str,
    return_id: &str,
    before: Option<&str>,
) -> Result<Option<Kept>, StoreError> {
    let mut statement = db.prepare(
        "SELECT id, reference, received_at, state, sha256, replaced_by, body FROM returns
         WHERE subject_id = ?1 AND return_id = ?2 AND (?3 IS NULL OR period_start < ?3)
         AND state = 'accepted' AND replaced_by IS NULL ORDER BY period_start DESC, rowid DESC LIMIT 1",
    )?;
    Ok(statement
        .query_row((subject, return_id, before), kept)
        .optional()?)
}

/// Without an answer of the database there is nothing from before: that is found out when the return is put down.
impl Shelf for Store {
    fn newest(&self, return_id: &str, subject_id: &str, before: Option<&str>) -> Option<String> {
        let kept = self.run_here(|db| latest(db, subject_id, return_id, before));
        String::from_utf8(kept.ok()??.body).ok()
    }
}

/// What is filed for a period and not replaced, oldest first.
pub(crate) fn filed(
    db: &Connection,
    return_id: &str,
    subject: &str,
    period_start: Option<&str>,
) -> Result<Vec<Filed>, StoreError> {
    let mut statement = db.prepare(
        "SELECT id, reference, received_at, revision FROM returns
         WHERE subject_id = ?1 AND return_id = ?2 AND period_start IS ?3
         AND state = 'accepted' AND replaced_by IS NULL ORDER BY rowid",
    )?;
    let rows = statement.query_map((subject, return_id, period_start), |row| {
        Ok(Filed {
            id: row.get(0)?,
            reference: row.get(1)?,
            received_at: row.get(2)?,
            revision: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A row of the columns that make up [`Kept`].
fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        receipt: Receipt::new(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?),
        sha256: row.get(4)?,
        replaced_by: row.get(5)?,
        body: row.get(6)?,
    })
}
