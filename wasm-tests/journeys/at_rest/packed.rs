//! What is packed, undone as far as it goes: of a file that was cut off, or of a page that was written over in part, the
//! beginning can still be read.

use std::io::Read;

use flate2::read::{GzDecoder, ZlibDecoder};

use super::leveldb::varint;

/// The most that is undone of one piece.
const MOST: usize = 1 << 26;
/// What is shorter comes of bytes that are packed by chance.
const LEAST: usize = 4;

/// How Chromium marks a value of `IndexedDB` that it packed (`idb_value_wrapping.cc`).
const CHROMIUM: [u8; 3] = [0xff, 0x11, 0x02];
/// How a framed stream begins (`framing_format.txt` of Snappy): Firefox's large values.
const FRAMED: &[u8] = b"\xff\x06\x00\x00sNaPpY";
/// How Firefox marks its own use of LZ4; a length and a block follow.
const MOZ_LZ4: &[u8] = b"mozLz40\0";

/// All of Snappy: the whole, as Firefox keeps small values of `IndexedDB`; what stands behind Chromium's mark; and framed.
pub(super) fn snappy(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    all.extend(snappy_whole(bytes));
    for (at, three) in bytes.windows(CHROMIUM.len()).enumerate() {
        if three == CHROMIUM {
            all.extend(snappy_so_far(bytes.get(at + 3..).unwrap_or_default()));
        }
    }
    if bytes.starts_with(FRAMED) {
        let mut whole = Vec::new();
        let limit = u64::try_from(MOST).unwrap_or(u64::MAX);
        // What came before it broke off is looked through too.
        let _ = snap::read::FrameDecoder::new(bytes)
            .take(limit)
            .read_to_end(&mut whole);
        all.push(whole);
    }
    all
}

/// A block of Snappy that is whole.
pub(super) fn snappy_whole(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    let length = varint(&mut rest)?;
    snappy_so_far(bytes).filter(|undone| undone.len() == length)
}

/// A block of Snappy as far as it goes (`format_description.txt`).
pub(super) fn snappy_so_far(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    let length = varint(&mut rest).filter(|length| (LEAST..=MOST).contains(length))?;
    let mut undone = Vec::new();
    while undone.len() < length {
        if element(&mut rest, &mut undone).is_none() {
            break;
        }
    }
    undone.truncate(length);
    (undone.len() >= LEAST).then_some(undone)
}

/// One element: bytes as they are, or a copy of what is undone already.
fn element(rest: &mut &[u8], undone: &mut Vec<u8>) -> Option<()> {
    let tag = *rest.split_off_first()?;
    let high = usize::from(tag >> 2);
    let mut number = |bytes: usize| -> Option<usize> {
        let taken = rest.split_off(..bytes)?;
        Some(
            taken
                .iter()
                .rev()
                .fold(0, |number, byte| number << 8 | usize::from(*byte)),
        )
    };
    let (length, offset) = match tag & 3 {
        0 => {
            let length = if high < 60 { high } else { number(high - 59)? } + 1;
            // Of a piece that is cut off, what is there.
            let there = length.min(rest.len());
            undone.extend_from_slice(rest.split_off(..there)?);
            return (there == length).then_some(());
        }
        1 => (4 + (high & 7), number(1)? | (high >> 3) << 8),
        2 => (high + 1, number(2)?),
        _ => (high + 1, number(4)?),
    };
    let from = undone.len().checked_sub(offset).filter(|_| offset > 0)?;
    for at in from..from + length {
        undone.push(*undone.get(at)?);
    }
    Some(())
}

/// Firefox's session files and settings.
pub(super) fn moz_lz4(bytes: &[u8]) -> Vec<Vec<u8>> {
    let block = bytes.strip_prefix(MOZ_LZ4);
    let sized = block.filter(|block| {
        let size = block.first_chunk::<4>();
        size.is_some_and(|size| u32::from_le_bytes(*size) as usize <= MOST)
    });
    sized
        .and_then(|block| lz4_flex::block::decompress_size_prepended(block).ok())
        .into_iter()
        .collect()
}

/// What is in gzip or zlib, wherever it begins.
pub(super) fn zlib(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for (at, two) in bytes.windows(2).enumerate() {
        let rest = bytes.get(at..).unwrap_or_default();
        let undone = match two {
            [0x1f, 0x8b] => so_far(GzDecoder::new(rest)),
            [0x78, 0x01 | 0x5e | 0x9c | 0xda] => so_far(ZlibDecoder::new(rest)),
            _ => continue,
        };
        if undone.len() >= LEAST {
            all.push(undone);
        }
    }
    all
}

fn so_far(decoder: impl Read) -> Vec<u8> {
    let mut undone = Vec::new();
    let limit = u64::try_from(MOST).unwrap_or(u64::MAX);
    let _ = decoder.take(limit).read_to_end(&mut undone);
    undone
}
