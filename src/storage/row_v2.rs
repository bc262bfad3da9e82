//! Version 2 of the stored rows: a draft whose content stands apart, in pieces. All other rows are of version 1.

use super::contract::DraftRow;
use super::row_v1 as v1;

/// The first byte of a row.
pub(super) const VERSION: u8 = 2;

/// `id, epoch, revision, saved at, names of its pieces`, as version 1 has `bytes` in their place.
pub(super) fn write_draft_apart(draft: &DraftRow, names: &[u8]) -> Vec<u8> {
    let mut bytes = v1::write_draft(&DraftRow {
        id: draft.id.clone(),
        bytes: names.to_vec(),
        ..*draft
    });
    if let Some(version) = bytes.first_mut() {
        *version = VERSION;
    }
    bytes
}
