//! Stored rows to bytes and back, by the version in their first byte, and by their owner before it.

use super::contract::{DraftRow, OutboxRow, ReceiptRow, RecordRow};
use super::error::StoreError;
use super::row_v1 as v1;
use super::row_v2 as v2;
use super::sealing::{Owner, owned, owner};

/// A draft that is one row.
pub(super) fn write_draft(row: &DraftRow) -> Vec<u8> {
    owned(row.owner, v1::write_draft(row))
}

/// A draft whose content stands apart. Rows are written in the oldest version that has room for them, so that an older
/// page can read what it can.
pub(super) fn write_draft_apart(row: &DraftRow, names: &[u8]) -> Vec<u8> {
    owned(row.owner, v2::write_draft_apart(row, names))
}

/// A return on its way.
pub(super) fn write_outbox(row: &OutboxRow) -> Vec<u8> {
    owned(row.owner, v1::write_outbox(row))
}

/// A return that was received.
pub(super) fn write_receipt(row: &ReceiptRow) -> Vec<u8> {
    owned(row.owner, v1::write_receipt(row))
}

/// A record.
pub(super) fn write_record(row: &RecordRow) -> Vec<u8> {
    owned(row.owner, v1::write_record(row))
}

/// The owner of a row, and its fields if it is of version 1.
fn fields(bytes: &[u8]) -> Result<(Owner, v1::Fields<'_>), StoreError> {
    let (owner, row) = owner(bytes);
    match row.split_first() {
        Some((&v1::VERSION, fields)) => Ok((owner, v1::Fields::of(fields))),
        Some((version, _)) if *version > v1::VERSION => Err(StoreError::NewerVersion),
        _ => Err(StoreError::Corrupt),
    }
}

/// A draft, and whether its bytes are the names of pieces in place of its content.
pub(super) fn read_draft(bytes: &[u8]) -> Result<(DraftRow, bool), StoreError> {
    let (owner, row) = owner(bytes);
    let (fields, apart) = match row.split_first() {
        Some((&v2::VERSION, rest)) => (v1::Fields::of(rest), true),
        _ => (fields(bytes)?.1, false),
    };
    let mut draft = v1::read_draft(fields).ok_or(StoreError::Corrupt)?;
    draft.owner = owner;
    Ok((draft, apart))
}

/// A return on its way.
pub(super) fn read_outbox(bytes: &[u8]) -> Result<OutboxRow, StoreError> {
    let (owner, fields) = fields(bytes)?;
    let mut row = v1::read_outbox(fields).ok_or(StoreError::Corrupt)?;
    row.owner = owner;
    Ok(row)
}

/// A return that was received.
pub(super) fn read_receipt(bytes: &[u8]) -> Result<ReceiptRow, StoreError> {
    let (owner, fields) = fields(bytes)?;
    let mut row = v1::read_receipt(fields).ok_or(StoreError::Corrupt)?;
    row.owner = owner;
    Ok(row)
}

/// A record.
pub(super) fn read_record(bytes: &[u8]) -> Result<RecordRow, StoreError> {
    let (owner, fields) = fields(bytes)?;
    let mut row = v1::read_record(fields).ok_or(StoreError::Corrupt)?;
    row.owner = owner;
    Ok(row)
}
