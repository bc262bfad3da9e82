//! Large drafts rest in pieces, so that a save writes what changed and not all that was ever typed.
//!
//! A draft that is small is one row. A larger one is cut where its content says so, near every 4 KiB, so that an edit
//! changes the piece that it stands in and at most the next; its row names the pieces in their order, and each piece is a
//! row of its own under the draft's id and its own digest, which is keyed. A save knows by the names in the old row which pieces are
//! there: it writes the new ones and removes those that are named no more, in the same transaction as the row.

use super::contract::{DraftRow, Listed, RecordRow};
use super::error::StoreError;
use super::job::{Read, Table, Write};
use super::sealing::{Naming, digest, halves, to_hex};
use super::{Store, listed, row, sabotage};

/// A draft up to this size, in bytes, is one row.
const SMALL: usize = 8 * 1024;
/// A piece is no shorter than this, but for the last.
const SHORTEST: usize = 2 * 1024;
/// And no longer.
const LONGEST: usize = 16 * 1024;
/// A piece ends at a comma behind an entry whose digest has these bits unset: one in 32.
const ENDS: u64 = 31;
/// Bytes of a piece's name in its draft's row.
const NAME: usize = 16;

/// What a draft's row holds in place of its content.
pub(super) type Names = Vec<u8>;

/// The tables that a job on drafts touches.
pub(super) const TABLES: &[Table] = &[Table::Drafts, Table::Pieces];

/// How the keys of a draft's pieces begin.
pub(super) fn prefix(id: &str) -> String {
    [id, "/"].concat()
}

/// The reads that a whole draft takes.
pub(super) fn reads<'a>(id: &'a str, prefix: &'a str) -> [Read<'a>; 2] {
    [
        Read::One(Table::Drafts, id),
        Read::Prefix(Table::Pieces, prefix),
    ]
}

/// The writes that put a draft in the place of the row that was found.
pub(super) fn put(store: &Store, draft: &DraftRow, old: Option<&[u8]>) -> Vec<Write> {
    let naming = store.naming(draft.owner);
    let old = old.map(names).unwrap_or_default();
    let mut writes = Vec::new();
    let mut new = Names::new();
    let bytes = if draft.bytes.len() <= SMALL {
        row::write_draft(draft)
    } else {
        let mut rest = draft.bytes.as_slice();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(length(&naming, rest));
            rest = after;
            let name = digest(&naming, piece);
            let stored = holds(&old, &name) && !sabotage::off("what-changed");
            if !stored && !holds(&new, &name) {
                let row = RecordRow {
                    key: key(&draft.id, &name),
                    owner: draft.owner,
                    bytes: piece.to_vec(),
                };
                let bytes = row::write_record(&row);
                writes.push(Write::Put(Table::Pieces, row.key, bytes));
            }
            new.extend_from_slice(&name);
        }
        row::write_draft_apart(draft, &new)
    };
    remove_pieces(&draft.id, &old, &new, &mut writes);
    writes.push(Write::Put(Table::Drafts, draft.id.clone(), bytes));
    writes
}

/// The writes that remove a draft whose row was found.
pub(super) fn remove(id: &str, old: Option<&[u8]>) -> Vec<Write> {
    let old = old.map(names).unwrap_or_default();
    let mut writes = Vec::new();
    remove_pieces(id, &old, &[], &mut writes);
    writes.push(Write::Remove(Table::Drafts, id.to_owned()));
    writes
}

fn remove_pieces(id: &str, old: &[u8], new: &[u8], writes: &mut Vec<Write>) {
    for name in old.chunks(NAME) {
        if !holds(new, name) && !sabotage::off("pieces-removed") {
            writes.push(Write::Remove(Table::Pieces, key(id, name)));
        }
    }
}

/// Every draft from the rows of all drafts and of all pieces.
pub(super) fn list(drafts: &[Vec<u8>], pieces: &[Vec<u8>]) -> Listed<DraftRow> {
    let pieces = listed(pieces, row::read_record).rows;
    let mut list = Listed {
        rows: Vec::new(),
        unreadable: 0,
    };
    for bytes in drafts {
        match whole(bytes, &pieces) {
            Ok(draft) => list.rows.push(draft),
            Err(_) => list.unreadable = list.unreadable.saturating_add(1),
        }
    }
    list
}

/// A draft from its row and its pieces.
pub(super) fn read(bytes: &[u8], pieces: &[Vec<u8>]) -> Result<DraftRow, StoreError> {
    whole(bytes, &listed(pieces, row::read_record).rows)
}

/// A draft from its row and from pieces, ordered by key, among which its own are.
fn whole(bytes: &[u8], pieces: &[RecordRow]) -> Result<DraftRow, StoreError> {
    let (mut draft, apart) = row::read_draft(bytes)?;
    if apart {
        let names = std::mem::take(&mut draft.bytes);
        for name in names.chunks(NAME) {
            let key = key(&draft.id, name);
            let at = pieces.binary_search_by(|piece| piece.key.cmp(&key));
            let piece = at.ok().and_then(|at| pieces.get(at));
            let piece = piece.ok_or(StoreError::Corrupt)?;
            draft.bytes.extend_from_slice(&piece.bytes);
        }
    }
    Ok(draft)
}

/// The names in a draft's row; none where it has none or cannot be read.
fn names(bytes: &[u8]) -> Names {
    match row::read_draft(bytes) {
        Ok((draft, true)) => draft.bytes,
        _ => Names::new(),
    }
}

fn holds(names: &[u8], name: &[u8]) -> bool {
    names.chunks(NAME).any(|known| known == name)
}

fn key(id: &str, name: &[u8]) -> String {
    let mut key = prefix(id);
    key.push_str(&to_hex(name));
    key
}

/// How long the first piece of some content is. Where it ends is as little to be guessed at as its name.
fn length(naming: &Naming, content: &[u8]) -> usize {
    let mut entry = 0;
    for (byte, length) in content.iter().zip(1..) {
        if *byte == b',' {
            // Of this entry alone, so that what stands before it does not decide.
            let bytes = content.get(entry..length).unwrap_or_default();
            let is_end = || halves(&digest(naming, bytes)).0 & ENDS == 0;
            if length >= LONGEST || (length >= SHORTEST && is_end()) {
                return length;
            }
            entry = length;
        }
    }
    content.len()
}

#[cfg(test)]
mod tests;
