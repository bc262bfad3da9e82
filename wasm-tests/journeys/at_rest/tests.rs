//! The reader on made-up files: it must find a text in each way of keeping it, and none where there is none.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;

use super::readable;

const TEXT: &str = "seventeen made-up beds";

/// What it finds in one file with these bytes.
fn found_in(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("below")).unwrap();
    fs::write(folder.path().join("below").join("file"), bytes).unwrap();
    let (files, found) = readable(folder.path(), &[TEXT, "another text"]).unwrap();
    assert_eq!(files, 1);
    assert!(found.iter().all(|found| found.sought == TEXT));
    found.into_iter().map(|found| found.how).collect()
}

/// Bytes that pack badly.
fn noise(length: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let byte = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(byte).collect()
}

/// The text with the letters of it given before, part by part, so that a packer leaves no whole copy of it. Less than a
/// block of any packer, and more than a page of a database.
fn packable() -> Vec<u8> {
    packable_with(6_000)
}

fn packable_with(noisy: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in TEXT.as_bytes().chunks(6) {
        for _ in 0..3 {
            bytes.extend_from_slice(part);
            bytes.extend_from_slice(b"::::::::::");
        }
    }
    bytes.extend(noise(noisy));
    bytes.extend(b"the quick brown fox ".repeat(500));
    bytes.extend_from_slice(TEXT.as_bytes());
    bytes.extend(b"the quick brown fox ".repeat(10));
    bytes
}

#[test]
fn text_is_found_in_each_code() {
    assert_eq!(found_in(format!("x{TEXT}").as_bytes()), [" UTF-8"]);
    let wide: Vec<u16> = format!("€{TEXT}").encode_utf16().collect();
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    assert_eq!(found_in(&little), [" UTF-16LE"]);
    assert_eq!(found_in(&big), [" UTF-16BE"]);
}

#[test]
fn nothing_is_found_where_nothing_is() {
    assert_eq!(found_in(b""), [""; 0]);
    assert_eq!(found_in(b"seventeen made-up bed"), [""; 0]);
    assert_eq!(found_in(&noise(200_000)), [""; 0]);
}

#[test]
fn a_folder_without_files_is_no_proof() {
    let folder = tempfile::tempdir().unwrap();
    assert!(readable(folder.path(), &[TEXT]).is_err());
}

#[test]
fn mozilla_s_lz4_is_undone() {
    let mut bytes = b"mozLz40\0".to_vec();
    bytes.extend(lz4_flex::block::compress_prepend_size(&packable()));
    assert_eq!(found_in(&bytes), ["mozLz4 UTF-8"]);
}

#[test]
fn gzip_and_zlib_are_undone_wherever_they_begin_and_where_they_break_off() {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(&packable()).unwrap();
    let packed = writer.finish().unwrap();
    assert_eq!(
        found_in(&[b"head".as_slice(), &packed].concat()),
        ["zlib UTF-8"]
    );
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(&packable()).unwrap();
    let mut packed = writer.finish().unwrap();
    packed.truncate(packed.len() - 6);
    assert_eq!(
        found_in(&[b"head".as_slice(), &packed].concat()),
        ["zlib UTF-8"]
    );
}

#[test]
fn snappy_is_undone_whole_framed_and_behind_chromium_s_mark() {
    let packed = snap::raw::Encoder::new().compress_vec(&packable()).unwrap();
    assert_eq!(found_in(&packed), ["Snappy UTF-8"]);
    let marked = [b"key\xff\x11\x02".as_slice(), &packed, b"behind"].concat();
    assert_eq!(found_in(&marked), ["Snappy UTF-8"]);
    let mut writer = snap::write::FrameEncoder::new(Vec::new());
    writer.write_all(&packable()).unwrap();
    assert_eq!(found_in(&writer.into_inner().unwrap()), ["Snappy UTF-8"]);
}

#[test]
fn snappy_by_hand_is_the_library_s() {
    let mut bytes = Vec::new();
    for length in [1_usize, 4, 59, 60, 61, 300, 70_000, 200_000] {
        bytes.resize(length, 7);
        for (at, byte) in (0_u32..).zip(&mut bytes) {
            *byte = (at.wrapping_mul(40_503) >> (at % 9)).to_le_bytes()[0] % 11;
        }
        let packed = snap::raw::Encoder::new().compress_vec(&bytes).unwrap();
        let undone = super::packed::snappy_whole(&packed);
        assert_eq!(undone.is_some(), length >= 4, "{length}");
        if let Some(undone) = undone {
            assert_eq!(
                undone,
                snap::raw::Decoder::new().decompress_vec(&packed).unwrap()
            );
        }
    }
}

/// A log of records, cut at the ends of blocks as `LevelDB` cuts them.
fn log(records: &[&[u8]]) -> Vec<u8> {
    let mut log = Vec::new();
    for record in records {
        let mut rest = *record;
        let mut first = true;
        loop {
            let room = 32_768 - log.len() % 32_768;
            if room < 7 {
                log.resize(log.len() + room, 0);
                continue;
            }
            let part = rest.len().min(room - 7);
            let (now, later) = rest.split_at(part);
            let kind = match (first, later.is_empty()) {
                (true, true) => 1,
                (true, false) => 2,
                (false, false) => 3,
                (false, true) => 4,
            };
            log.extend([0; 4]);
            log.extend(u16::try_from(part).unwrap().to_le_bytes());
            log.push(kind);
            log.extend_from_slice(now);
            rest = later;
            first = false;
            if rest.is_empty() {
                break;
            }
        }
    }
    log
}

#[test]
fn a_record_that_a_log_cuts_is_put_together() {
    let mut record = vec![b'.'; 32_768 - 7 - 30 - 7 - 9];
    record.extend_from_slice(TEXT.as_bytes());
    record.extend(vec![b'.'; 70_000]);
    let log = log(&[&[b','; 30], &record]);
    assert_eq!(found_in(&log), ["LevelDB's log UTF-8"]);
    // The browser was killed before the last part was written.
    assert_eq!(found_in(&log[..70_000]), ["LevelDB's log UTF-8"]);
}

/// A number of seven bits a byte, the lowest first.
fn number(mut of: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while of > 0x7f {
        bytes.push(u8::try_from(of & 0x7f).unwrap() | 0x80);
        of >>= 7;
    }
    bytes.push(u8::try_from(of).unwrap());
    bytes
}

fn table_entry(shared: usize, key: &[u8], value: &[u8]) -> Vec<u8> {
    [
        number(shared),
        number(key.len()),
        number(value.len()),
        key.to_vec(),
        value.to_vec(),
    ]
    .concat()
}

/// A table of one packed block.
fn table(entries: &[Vec<u8>]) -> Vec<u8> {
    let ends = [0, 0, 0, 0, 1, 0, 0, 0];
    let block = [entries.concat(), ends.to_vec()].concat();
    let packed = snap::raw::Encoder::new().compress_vec(&block).unwrap();
    let mut bytes = packed.clone();
    bytes.extend([1, 0, 0, 0, 0]);
    let at = bytes.len();
    let place = [number(0), number(packed.len())].concat();
    let index = [table_entry(0, b"z", &place), ends.to_vec()].concat();
    bytes.extend_from_slice(&index);
    bytes.extend([0; 5]);
    let mut footer = [number(0), number(0), number(at), number(index.len())].concat();
    footer.resize(40, 0);
    bytes.extend(footer);
    bytes.extend(0xdb47_7524_8b80_fb57_u64.to_le_bytes());
    bytes
}

#[test]
fn a_table_s_packed_block_is_undone_and_its_keys_are_whole() {
    let in_value = table(&[table_entry(0, b"key", &packable())]);
    assert_eq!(found_in(&in_value), ["LevelDB's table UTF-8"]);
    let (begin, end) = TEXT.split_at(9);
    let in_key = table(&[
        table_entry(0, [begin, "!"].concat().as_bytes(), b"v"),
        table_entry(begin.len(), end.as_bytes(), b"v"),
    ]);
    assert_eq!(found_in(&in_key), ["LevelDB's table UTF-8"]);
}

#[test]
fn a_database_s_values_are_read_with_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.sqlite");
    let database = rusqlite::Connection::open(&file).unwrap();
    database
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE a (b)",
        )
        .unwrap();
    let packed = snap::raw::Encoder::new().compress_vec(&packable()).unwrap();
    assert!(packed.len() > 4_096, "it goes over several pages");
    database
        .execute("INSERT INTO a VALUES (?1)", [&packed])
        .unwrap();
    let (_, found) = readable(folder.path(), &[TEXT]).unwrap();
    assert!(
        found
            .iter()
            .any(|found| found.file == file && found.how == "SQLite, Snappy UTF-8"),
        "{found:?}"
    );

    // Written over: it is only in what the log still has of the page.
    let small = packable_with(0);
    let packed = snap::raw::Encoder::new().compress_vec(&small).unwrap();
    database.execute("UPDATE a SET b = ?1", [&packed]).unwrap();
    database.execute("UPDATE a SET b = 'other'", []).unwrap();
    let (_, found) = readable(folder.path(), &[TEXT]).unwrap();
    assert!(found.iter().all(|found| found.file != file), "{found:?}");
    assert!(
        found
            .iter()
            .any(|found| found.how == "SQLite's page, Snappy UTF-8"),
        "{found:?}"
    );
}

#[test]
fn what_the_driver_wrote_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("driver.log"), TEXT).unwrap();
    fs::write(folder.path().join("other"), "").unwrap();
    assert_eq!(readable(folder.path(), &[TEXT]).unwrap(), (1, Vec::new()));
}
