//! Version 1 of the stored rows: a version byte, then the fields in order.
//!
//! A number is 8 bytes, little-endian; a text or content is its length (4 bytes, little-endian) and its bytes. One array
//! of bytes for a row costs less code than an object with named properties, and leaves nothing of it to be misread.

use super::contract::{DraftRow, OutboxRow, ReceiptRow, RecordRow};
use super::sealing::Owner;

/// The first byte of a row.
pub(super) const VERSION: u8 = 1;

/// A row being written.
pub(super) struct Row(pub(super) Vec<u8>);

impl Row {
    pub(super) fn new(content: usize) -> Self {
        let mut bytes = Vec::with_capacity(content.saturating_add(96));
        bytes.push(VERSION);
        Self(bytes)
    }

    pub(super) fn number(mut self, number: u64) -> Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        // Nothing here nears 4 GiB: a wasm module's whole memory is that.
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_le_bytes());
        self.0.extend_from_slice(bytes);
        self
    }
}

/// What is left to be read of a row, after its version; `None` once a field was not as it must be. Fields after that
/// read as empty, and [`Fields::end`] gives no row: one way out costs less code than one for each field.
pub(super) struct Fields<'a>(Option<&'a [u8]>);

impl<'a> Fields<'a> {
    /// The fields after a row's version.
    pub(super) fn of(fields: &'a [u8]) -> Self {
        Self(Some(fields))
    }

    #[inline(never)]
    pub(super) fn number(&mut self) -> u64 {
        let split = self.0.and_then(<[u8]>::split_first_chunk::<8>);
        self.0 = split.map(|(_, rest)| rest);
        split.map_or(0, |(number, _)| u64::from_le_bytes(*number))
    }

    pub(super) fn small(&mut self) -> u32 {
        let number = u32::try_from(self.number());
        if number.is_err() {
            self.0 = None;
        }
        number.unwrap_or(0)
    }

    pub(super) fn time(&mut self) -> i64 {
        self.number().cast_signed()
    }

    #[inline(never)]
    pub(super) fn bytes(&mut self) -> Vec<u8> {
        let split = self.0.and_then(|fields| {
            let (length, rest) = fields.split_first_chunk::<4>()?;
            rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
        });
        self.0 = split.map(|(_, rest)| rest);
        split.map_or_else(Vec::new, |(bytes, _)| bytes.to_vec())
    }

    #[inline(never)]
    pub(super) fn text(&mut self) -> String {
        let text = String::from_utf8(self.bytes());
        if text.is_err() {
            self.0 = None;
        }
        text.unwrap_or_default()
    }

    /// The row, if every field was as it must be and nothing follows.
    pub(super) fn end<T>(self, row: T) -> Option<T> {
        self.0.is_some_and(<[u8]>::is_empty).then_some(row)
    }
}

/// `id, epoch, revision, saved at, bytes`
pub(super) fn write_draft(row: &DraftRow) -> Vec<u8> {
    Row::new(row.bytes.len())
        .bytes(row.id.as_bytes())
        .number(u64::from(row.epoch))
        .number(row.revision)
        .number(row.saved_at.cast_unsigned())
        .bytes(&row.bytes)
        .0
}

/// Reads what [`write_draft`] wrote.
pub(super) fn read_draft(mut fields: Fields<'_>) -> Option<DraftRow> {
    let row = DraftRow {
        owner: Owner::Me,
        id: fields.text(),
        epoch: fields.small(),
        revision: fields.number(),
        saved_at: fields.time(),
        bytes: fields.bytes(),
    };
    fields.end(row)
}

/// `id, queued at, progress, bytes, about`
pub(super) fn write_outbox(row: &OutboxRow) -> Vec<u8> {
    Row::new(row.bytes.len().saturating_add(row.about.len()))
        .bytes(row.id.as_bytes())
        .number(row.queued_at.cast_unsigned())
        .bytes(&row.progress)
        .bytes(&row.bytes)
        .bytes(&row.about)
        .0
}

/// Reads what [`write_outbox`] wrote.
pub(super) fn read_outbox(mut fields: Fields<'_>) -> Option<OutboxRow> {
    let row = OutboxRow {
        owner: Owner::Me,
        id: fields.text(),
        queued_at: fields.time(),
        progress: fields.bytes(),
        bytes: fields.bytes(),
        about: fields.bytes(),
    };
    fields.end(row)
}

/// `id, settled at, bytes, about, receipt`
pub(super) fn write_receipt(row: &ReceiptRow) -> Vec<u8> {
    Row::new(row.bytes.len().saturating_add(row.about.len()))
        .bytes(row.id.as_bytes())
        .number(row.settled_at.cast_unsigned())
        .bytes(&row.bytes)
        .bytes(&row.about)
        .bytes(&row.receipt)
        .0
}

/// Reads what [`write_receipt`] wrote.
pub(super) fn read_receipt(mut fields: Fields<'_>) -> Option<ReceiptRow> {
    let row = ReceiptRow {
        owner: Owner::Me,
        id: fields.text(),
        settled_at: fields.time(),
        bytes: fields.bytes(),
        about: fields.bytes(),
        receipt: fields.bytes(),
    };
    fields.end(row)
}

/// `key, bytes`
pub(super) fn write_record(row: &RecordRow) -> Vec<u8> {
    Row::new(row.bytes.len())
        .bytes(row.key.as_bytes())
        .bytes(&row.bytes)
        .0
}

/// Reads what [`write_record`] wrote.
pub(super) fn read_record(mut fields: Fields<'_>) -> Option<RecordRow> {
    let row = RecordRow {
        owner: Owner::Me,
        key: fields.text(),
        bytes: fields.bytes(),
    };
    fields.end(row)
}
