//! `SQLite`, in which Firefox keeps nearly all: the values of its tables as they stand, and the cells of every page that is
//! in the file or in its log, those that were written over by newer ones too.
//!
//! Source: the page "Database File Format" of `SQLite`'s documentation.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::Fault;

const DATABASE: &[u8] = b"SQLite format 3\0";
/// How a log begins, but for its last bit.
const LOG: [u8; 4] = [0x37, 0x7f, 0x06, 0x82];
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;
/// What a database's first page has before its cells.
const FIRST_PAGE: usize = 100;
/// A leaf of a table, which alone holds rows.
const LEAF: u8 = 0x0d;

/// Every text and every blob of a database, read from a copy with its log, so that what is still in the log counts. None
/// where the file is no database.
pub(super) fn values(file: &Path) -> Result<Vec<Vec<u8>>, Fault> {
    let told = |reason: &dyn std::fmt::Display| Fault::at(file.to_string_lossy(), reason);
    let bytes = std::fs::read(file).map_err(|reason| told(&reason))?;
    if !bytes.starts_with(DATABASE) {
        return Ok(Vec::new());
    }
    let folder = tempfile::tempdir().map_err(|reason| told(&reason))?;
    let copy = folder.path().join("copy");
    for end in ["", "-wal"] {
        let from = with_end(file, end);
        if from.is_file() {
            std::fs::copy(from, with_end(&copy, end)).map_err(|reason| told(&reason))?;
        }
    }
    read(&copy).map_err(|reason| told(&reason))
}

fn with_end(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn read(copy: &Path) -> rusqlite::Result<Vec<Vec<u8>>> {
    let database = Connection::open(copy)?;
    // What a virtual table shows is in plain ones.
    let mut select = database.prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )?;
    let tables: Vec<String> = select
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut values = Vec::new();
    for table in tables {
        let mut select =
            database.prepare(&format!("SELECT * FROM \"{}\"", table.replace('"', "\"\"")))?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                if let ValueRef::Text(value) | ValueRef::Blob(value) = row.get_ref(column)? {
                    values.push(value.to_vec());
                }
            }
        }
    }
    Ok(values)
}

/// The values in the cells of all pages of a database or of a log, as far as they stand on the page itself.
pub(super) fn cells(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut values = Vec::new();
    if bytes.starts_with(DATABASE) {
        let size = bytes.get(16..18).map_or(0, big);
        let size = if size == 1 { 1 << 16 } else { size };
        for (at, page) in bytes.chunks(size.max(512)).enumerate() {
            cells_of(page, if at == 0 { FIRST_PAGE } else { 0 }, &mut values);
        }
    } else if let Some(head) = bytes.get(..LOG_HEAD)
        && let [a, b, c, d, ..] = head
        && [*a, *b, *c, d & 0xfe] == LOG
    {
        let size = head.get(8..12).map_or(0, big).max(512);
        for frame in bytes
            .get(LOG_HEAD..)
            .unwrap_or_default()
            .chunks(FRAME_HEAD + size)
        {
            let page = frame.get(FRAME_HEAD..).unwrap_or_default();
            let first = if page.starts_with(DATABASE) {
                FIRST_PAGE
            } else {
                0
            };
            cells_of(page, first, &mut values);
        }
    }
    values
}

fn big(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn cells_of(page: &[u8], head: usize, values: &mut Vec<Vec<u8>>) {
    let Some([kind, _, _, high, low, ..]) = page.get(head..) else {
        return;
    };
    if *kind != LEAF {
        return;
    }
    let pointers = page.get(head + 8..).unwrap_or_default();
    for pointer in pointers.chunks_exact(2).take(big(&[*high, *low])) {
        let cell = page.get(big(pointer)..).unwrap_or_default();
        record(cell, values);
    }
}

/// The values of a row: its length, its number, and then a head with the kind of each value before the values.
fn record(cell: &[u8], values: &mut Vec<Vec<u8>>) -> Option<()> {
    let mut rest = cell;
    let _length = varint(&mut rest)?;
    let _number = varint(&mut rest)?;
    let mut head = rest;
    let length = varint(&mut head)?;
    let used = rest.len() - head.len();
    let mut body = rest.get(length..)?;
    let mut head = head.get(..length.checked_sub(used)?)?;
    while !head.is_empty() {
        let kind = varint(&mut head)?;
        let length = match kind {
            0 | 8..=11 => 0,
            1..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            _ => (kind - 12) / 2,
        };
        // What does not fit goes on at another page: here is its beginning.
        let value = body.split_off(..length.min(body.len()))?;
        if kind >= 12 {
            values.push(value.to_vec());
        }
    }
    Some(())
}

/// A number of seven bits a byte, the highest first, and eight in the ninth.
fn varint(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for _ in 0..8 {
        let byte = *bytes.split_off_first()?;
        number = number << 7 | usize::from(byte & 0x7f);
        if byte < 0x80 {
            return Some(number);
        }
    }
    Some(number << 8 | usize::from(*bytes.split_off_first()?))
}
