//! Taking a return in, once.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::StoreError;
use crate::receipt::{Receipt, reference, sha256};
use crate::validate::Accepted;

/// A return that holds, on its way into the database.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    /// The fields of its envelope.
    pub(crate) about: Accepted,
    /// The bytes as they came.
    pub(crate) body: Vec<u8>,
    /// UTC, RFC 3339.
    pub(crate) received_at: String,
}

/// What is already held under an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing.
    No,
    /// The same bytes, with the receipt that was given for them.
    Same(Receipt),
    /// Other bytes.
    Other,
}

/// What became of a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// It was stored now.
    Stored(Receipt),
    /// The same bytes were there; this is the receipt of the first time.
    Again(Receipt),
    /// Other bytes are there under its id.
    OtherBytes,
    /// It names a return to replace that cannot be replaced by it, for this reason.
    NotReplaceable(&'static str),
}

/// Looks an id up, and compares the bytes by their hash.
pub(crate) fn known(db: &Connection, id: &str, body: &[u8]) -> Result<Known, StoreError> {
    let found = db
        .prepare("SELECT sha256, id, reference, received_at, state FROM returns WHERE id = ?1")?
        .query_row([id], |row| {
            Ok((
                row.get::<_, String>(0)?,
                Receipt::new(row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?),
            ))
        })
        .optional()?;
    Ok(match found {
        None => Known::No,
        Some((hash, receipt)) if hash == sha256(body) => Known::Same(receipt),
        Some(_) => Known::Other,
    })
}

/// Stores a return, and marks the one that it replaces, in one transaction.
pub(crate) fn put(db: &mut Connection, incoming: &Incoming) -> Result<Put, StoreError> {
    // Immediate: of two that arrive together, the second waits here and then finds the first.
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let put = put_in(&transaction, incoming)?;
    transaction.commit()?;
    Ok(put)
}

/// The same inside a transaction that is already open.
pub(super) fn put_in(
    transaction: &Transaction<'_>,
    incoming: &Incoming,
) -> Result<Put, StoreError> {
    let about = &incoming.about;
    match known(transaction, &about.id, &incoming.body)? {
        Known::Same(receipt) => return Ok(Put::Again(receipt)),
        Known::Other => return Ok(Put::OtherBytes),
        Known::No => {}
    }
    if let Some(reason) = not_replaceable(transaction, about)? {
        return Ok(Put::NotReplaceable(reason));
    }
    let reference = free_reference(transaction, &about.id)?;
    transaction.execute(
        "INSERT INTO returns (id, sha256, body, return_id, subject_id, period_start, revision, replaces, received_at,
         reference, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'accepted')",
        (
            &about.id,
            sha256(&incoming.body),
            &incoming.body,
            &about.return_id,
            &about.subject_id,
            &about.period_start,
            about.revision,
            &about.replaces,
            &incoming.received_at,
            &reference,
        ),
    )?;
    if let Some(older) = &about.replaces {
        transaction.execute(
            "UPDATE returns SET replaced_by = ?1 WHERE id = ?2",
            (&about.id, older),
        )?;
    }
    Ok(Put::Stored(Receipt::new(
        about.id.clone(),
        reference,
        incoming.received_at.clone(),
        "accepted".into(),
    )))
}

/// Why the return that is named cannot be replaced by this one, if it cannot.
fn not_replaceable(
    transaction: &Transaction<'_>,
    about: &Accepted,
) -> Result<Option<&'static str>, StoreError> {
    let Some(older) = &about.replaces else {
        return Ok(None);
    };
    let found = transaction
        .prepare(
            "SELECT replaced_by IS NOT NULL, return_id = ?2 AND subject_id = ?3 AND period_start IS ?4
             FROM returns WHERE id = ?1",
        )?
        .query_row((older, &about.return_id, &about.subject_id, &about.period_start), |row| {
            Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?))
        })
        .optional()?;
    Ok(match found {
        None => Some("The return to replace has not been received"),
        Some((true, _)) => Some("The return to replace has already been replaced"),
        Some((false, false)) => {
            Some("The return to replace is of another return, subject or period")
        }
        Some((false, true)) => None,
    })
}

/// The first reference of this id that no other return has.
fn free_reference(transaction: &Transaction<'_>, id: &str) -> Result<String, StoreError> {
    let mut lookup = transaction.prepare("SELECT 1 FROM returns WHERE reference = ?1")?;
    let mut turn = 0;
    loop {
        let candidate = reference(id, turn);
        if !lookup.exists([&candidate])? {
            return Ok(candidate);
        }
        turn += 1;
    }
}
