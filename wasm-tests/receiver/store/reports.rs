//! The violation reports that browsers sent.

use rusqlite::Connection;

use super::StoreError;

/// How many are kept: a page that violates its policy at each keystroke must not fill the disk.
const KEPT: u32 = 1_000;

/// One report with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredReport {
    /// UTC, RFC 3339.
    pub(crate) received_at: String,
    /// The JSON as it came.
    pub(crate) report: String,
}

/// Keeps a report, and drops the oldest beyond [`KEPT`].
pub(crate) fn add_report(db: &mut Connection, report: &StoredReport) -> Result<(), StoreError> {
    let transaction = db.transaction()?;
    transaction.execute(
        "INSERT INTO reports (received_at, report) VALUES (?1, ?2)",
        (&report.received_at, &report.report),
    )?;
    transaction.execute(
        "DELETE FROM reports WHERE number <= (SELECT max(number) FROM reports) - ?1",
        [KEPT],
    )?;
    Ok(transaction.commit()?)
}

/// Every report that is kept, oldest first.
pub(crate) fn reports(db: &Connection) -> Result<Vec<StoredReport>, StoreError> {
    let mut statement = db.prepare("SELECT received_at, report FROM reports ORDER BY number")?;
    let rows = statement.query_map([], |row| {
        Ok(StoredReport {
            received_at: row.get(0)?,
            report: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
