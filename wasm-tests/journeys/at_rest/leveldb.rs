//! `LevelDB`, in which Chromium keeps `IndexedDB` and local storage: logs, whose records are cut at the ends of blocks, and
//! tables, whose keys leave out what they share with the one before and whose blocks may be packed.
//!
//! Source: `doc/log_format.md` and `doc/table_format.md` of `LevelDB`.

use super::packed::snappy_whole;

const BLOCK: usize = 32 * 1024;
/// Checksum, length, kind.
const HEAD: usize = 7;
const FULL: u8 = 1;
const FIRST: u8 = 2;
const MIDDLE: u8 = 3;
const LAST: u8 = 4;

const FOOTER: usize = 48;
const MAGIC: [u8; 8] = 0xdb47_7524_8b80_fb57_u64.to_le_bytes();
/// Kind of packing and checksum behind a block.
const TRAILER: usize = 5;
const SNAPPY: u8 = 1;

/// The records of a log that were cut, put together again. Those that stand in one piece can be read as they are.
pub(super) fn log(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut records = Vec::new();
    let mut whole: Option<Vec<u8>> = None;
    for block in bytes.chunks(BLOCK) {
        let mut rest = block;
        while let Some((kind, part)) = fragment(rest) {
            rest = rest.get(HEAD + part.len()..).unwrap_or_default();
            match (kind, &mut whole) {
                (FULL, _) => whole = None,
                (FIRST, _) => whole = Some(part.to_vec()),
                (MIDDLE, Some(so_far)) => so_far.extend_from_slice(part),
                (LAST, Some(so_far)) => {
                    so_far.extend_from_slice(part);
                    records.extend(whole.take());
                }
                // The beginning is gone, or this is no log.
                _ => {
                    whole = None;
                    if !(FULL..=LAST).contains(&kind) {
                        break;
                    }
                }
            }
        }
    }
    // A log ends where the browser was killed.
    records.extend(whole);
    records
}

/// The kind and the bytes of the record, or of its part, at the beginning of some bytes.
fn fragment(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let length = u16::from_le_bytes(bytes.get(4..6)?.try_into().ok()?);
    let kind = *bytes.get(6)?;
    let part = bytes.get(HEAD..HEAD + usize::from(length))?;
    (kind != 0).then_some((kind, part))
}

/// The blocks of a table with their packing undone, and each of its keys in full.
pub(super) fn table(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Some(footer) = bytes
        .len()
        .checked_sub(FOOTER)
        .and_then(|at| bytes.get(at..))
    else {
        return Vec::new();
    };
    if !footer.ends_with(&MAGIC) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut rest = footer;
    let _names = handle(&mut rest);
    let Some(index) = handle(&mut rest).and_then(|at| block(bytes, at)) else {
        return parts;
    };
    for (_, mut value) in entries(&index) {
        let Some(data) = handle(&mut value).and_then(|at| block(bytes, at)) else {
            continue;
        };
        parts.extend(entries(&data).into_iter().map(|(key, _)| key));
        parts.push(data);
    }
    parts
}

/// Where a block stands and how long it is.
fn handle(bytes: &mut &[u8]) -> Option<(usize, usize)> {
    Some((varint(bytes)?, varint(bytes)?))
}

fn block(bytes: &[u8], (at, length): (usize, usize)) -> Option<Vec<u8>> {
    let end = at.checked_add(length)?;
    let content = bytes.get(at..end)?;
    match *bytes.get(end..end.checked_add(TRAILER)?)?.first()? {
        SNAPPY => snappy_whole(content),
        _ => Some(content.to_vec()),
    }
}

/// The keys in full and the values of a block.
fn entries(block: &[u8]) -> Vec<(Vec<u8>, &[u8])> {
    let mut entries: Vec<(Vec<u8>, &[u8])> = Vec::new();
    let Some(count) = block
        .last_chunk::<4>()
        .map(|count| u32::from_le_bytes(*count) as usize)
    else {
        return entries;
    };
    let restarts = count.saturating_add(1).saturating_mul(4);
    let Some(end) = block.len().checked_sub(restarts) else {
        return entries;
    };
    let mut rest = block.get(..end).unwrap_or_default();
    while let Some(entry) = entry(&mut rest, entries.last().map_or(&[], |(key, _)| key)) {
        entries.push(entry);
    }
    entries
}

fn entry<'a>(rest: &mut &'a [u8], before: &[u8]) -> Option<(Vec<u8>, &'a [u8])> {
    let (shared, own, value) = (varint(rest)?, varint(rest)?, varint(rest)?);
    let mut key = before.get(..shared)?.to_vec();
    key.extend_from_slice(rest.split_off(..own)?);
    Some((key, rest.split_off(..value)?))
}

/// A number of seven bits a byte, the lowest first.
pub(super) fn varint(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let byte = *bytes.split_off_first()?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}
