//! Stored rows to bytes and back, by the version in their first byte.

use super::contract::{DraftRow, OutboxRow, ReceiptRow, RecordRow};
use super::error::StoreError;
use super::row_v1 as v1;
use super::row_v2 as v2;

pub(super) use v1::{write_draft, write_outbox, write_receipt, write_record};
/// Rows are written in the oldest version that has room for them, so that an older page can read what it can.
pub(super) use v2::write_draft_apart;

/// The fields of a row of version 1.
fn fields(bytes: &[u8]) -> Result<v1::Fields<'_>, StoreError> {
    match bytes.split_first() {
        Some((&v1::VERSION, fields)) => Ok(v1::Fields::of(fields)),
        Some((version, _)) if *version > v1::VERSION => Err(StoreError::NewerVersion),
        _ => Err(StoreError::Corrupt),
    }
}

/// A draft, and whether its bytes are the names of pieces in place of its content.
pub(super) fn read_draft(bytes: &[u8]) -> Result<(DraftRow, bool), StoreError> {
    let (fields, apart) = match bytes.split_first() {
        Some((&v2::VERSION, rest)) => (v1::Fields::of(rest), true),
        _ => (fields(bytes)?, false),
    };
    let draft = v1::read_draft(fields).ok_or(StoreError::Corrupt)?;
    Ok((draft, apart))
}

/// A return on its way.
pub(super) fn read_outbox(bytes: &[u8]) -> Result<OutboxRow, StoreError> {
    v1::read_outbox(fields(bytes)?).ok_or(StoreError::Corrupt)
}

/// A return that was received.
pub(super) fn read_receipt(bytes: &[u8]) -> Result<ReceiptRow, StoreError> {
    v1::read_receipt(fields(bytes)?).ok_or(StoreError::Corrupt)
}

/// A record.
pub(super) fn read_record(bytes: &[u8]) -> Result<RecordRow, StoreError> {
    v1::read_record(fields(bytes)?).ok_or(StoreError::Corrupt)
}
