//! Stored rows to bytes and back, by the version in their first byte.

use super::contract::{DraftRow, OutboxRow, ReceiptRow, RecordRow};
use super::error::StoreError;
use super::row_v1 as v1;

/// Rows are written in the newest version.
pub(super) use v1::{write_draft, write_outbox, write_receipt, write_record};

/// The fields of a row of version 1.
fn fields(bytes: &[u8]) -> Result<v1::Fields<'_>, StoreError> {
    match bytes.split_first() {
        Some((&v1::VERSION, fields)) => Ok(v1::Fields::of(fields)),
        Some((version, _)) if *version > v1::VERSION => Err(StoreError::NewerVersion),
        _ => Err(StoreError::Corrupt),
    }
}

/// A draft.
pub(super) fn read_draft(bytes: &[u8]) -> Result<DraftRow, StoreError> {
    v1::read_draft(fields(bytes)?).ok_or(StoreError::Corrupt)
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
