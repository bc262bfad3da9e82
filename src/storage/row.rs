//! Stored rows to bytes and back, by the version in their first byte.

use super::contract::{DraftRow, OutboxRow, ReceiptRow, RecordRow};
use super::error::StoreError;
use super::row_v1 as v1;

/// Rows are written in the newest version.
pub(super) use v1::{write_draft, write_outbox, write_receipt, write_record};

/// Reads a row by its version.
fn read<T>(bytes: &[u8], v1: fn(v1::Fields<'_>) -> Option<T>) -> Result<T, StoreError> {
    match bytes.split_first() {
        Some((&v1::VERSION, fields)) => v1(v1::Fields(fields)).ok_or(StoreError::Corrupt),
        Some((version, _)) if *version > v1::VERSION => Err(StoreError::NewerVersion),
        _ => Err(StoreError::Corrupt),
    }
}

/// A draft.
pub(super) fn read_draft(bytes: &[u8]) -> Result<DraftRow, StoreError> {
    read(bytes, v1::read_draft)
}

/// A return on its way.
pub(super) fn read_outbox(bytes: &[u8]) -> Result<OutboxRow, StoreError> {
    read(bytes, v1::read_outbox)
}

/// A return that was received.
pub(super) fn read_receipt(bytes: &[u8]) -> Result<ReceiptRow, StoreError> {
    read(bytes, v1::read_receipt)
}

/// A record.
pub(super) fn read_record(bytes: &[u8]) -> Result<RecordRow, StoreError> {
    read(bytes, v1::read_record)
}
