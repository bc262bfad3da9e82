//! Stored rows sealed and opened: ids, numbers and times stay in the clear, each content is an envelope.
//!
//! A sealed row has version 3 where the clear one has 1, and 4 where it has 2. In memory, between a use case and the
//! sealing, a row of a home begins with [`OWNED`] and the home's space; a row without it is the open person's.

use super::Owner;
use super::envelope::{self, Space};
use super::person::{HOMES, PEOPLE};
use crate::storage::Table;

/// The first byte of a row in memory that names its owner. It never rests in a store.
const OWNED: u8 = 255;
/// What a clear row's version is raised by when it is sealed.
const SEALED: u8 = 2;

/// A row in memory with the owner that it begins with.
pub(in crate::storage) fn owned(owner: Owner, row: Vec<u8>) -> Vec<u8> {
    match owner {
        Owner::Me => row,
        Owner::Home(space) => {
            let mut bytes = Vec::with_capacity(row.len().saturating_add(17));
            bytes.push(OWNED);
            bytes.extend_from_slice(&space);
            bytes.extend_from_slice(&row);
            bytes
        }
    }
}

/// The owner of a row in memory, and the rest of it.
pub(in crate::storage) fn owner(row: &[u8]) -> (Owner, &[u8]) {
    if let Some((&OWNED, rest)) = row.split_first()
        && let Some((space, rest)) = rest.split_first_chunk::<16>()
    {
        return (Owner::Home(*space), rest);
    }
    (Owner::Me, row)
}

/// A stored row in its parts.
pub(super) struct Parts<'a> {
    /// As it is stored.
    version: u8,
    /// The id or key that it says it has.
    pub(super) id: &'a str,
    /// Id and numbers, as they are stored.
    head: &'a [u8],
    contents: Vec<&'a [u8]>,
}

/// How many numbers a table's rows have, and what their contents are.
fn layout(table: Table, large: bool) -> (usize, &'static [&'static str]) {
    match table {
        Table::Drafts if large => (3, &["draft head"]),
        Table::Drafts => (3, &["draft"]),
        Table::Pieces => (0, &["draft piece"]),
        Table::Outbox => (1, &["progress", "return", "about"]),
        Table::Receipts => (1, &["return", "about", "receipt"]),
        Table::Records => (0, &["record"]),
    }
}

impl<'a> Parts<'a> {
    /// Takes a row apart; `None` where it is none of these versions.
    pub(super) fn of(table: Table, row: &'a [u8]) -> Option<Self> {
        let (&version, fields) = row.split_first()?;
        if !(1..=4).contains(&version) {
            return None;
        }
        let (numbers, names) = layout(table, version.is_multiple_of(2));
        let (id, rest) = content(fields)?;
        let (_, mut rest) = rest.split_at_checked(numbers.checked_mul(8)?)?;
        let head = fields.get(..fields.len().checked_sub(rest.len())?)?;
        let mut contents = Vec::with_capacity(names.len());
        for _ in names {
            let (bytes, after) = content(rest)?;
            contents.push(bytes);
            rest = after;
        }
        rest.is_empty().then_some(Self {
            version,
            id: std::str::from_utf8(id).ok()?,
            head,
            contents,
        })
    }

    pub(super) fn is_sealed(&self) -> bool {
        self.version > SEALED
    }

    /// The space that its envelopes name; `None` where it is not sealed, or they name none or several.
    pub(super) fn space(&self) -> Option<Space> {
        let mut spaces = self.contents.iter().map(|content| envelope::space(content));
        let first = spaces.next()??;
        spaces.all(|space| space == Some(first)).then_some(first)
    }

    /// What each of its contents is, with its bytes.
    pub(super) fn contents(&self, table: Table) -> impl Iterator<Item = (&'static str, &'a [u8])> {
        let (_, names) = layout(table, self.version.is_multiple_of(2));
        names.iter().copied().zip(self.contents.iter().copied())
    }

    /// The row with other contents: sealed where it was clear, clear where it was sealed.
    pub(super) fn turned(&self, contents: &[Vec<u8>]) -> Vec<u8> {
        let version = if self.is_sealed() {
            self.version - SEALED
        } else {
            self.version + SEALED
        };
        let mut row = vec![version];
        row.extend_from_slice(self.head);
        for content in contents {
            // Nothing here nears 4 GiB: a wasm module's whole memory is that.
            let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
            row.extend_from_slice(&length.to_le_bytes());
            row.extend_from_slice(content);
        }
        row
    }
}

/// The bytes behind their length, and what follows.
fn content(fields: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = fields.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

/// Whether what is at this place is in the clear: who uses the device and how it is set up, which is read while it is
/// locked.
pub(super) fn is_clear(table: Table, key: &str) -> bool {
    table == Table::Records && (is_keyring(key) || key.starts_with("device/"))
}

/// Whether a record is of the keyring.
pub(super) fn is_keyring(key: &str) -> bool {
    key.starts_with(PEOPLE) || key.starts_with(HOMES)
}
