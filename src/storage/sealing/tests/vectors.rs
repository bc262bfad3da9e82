//! The vectors that must open for ever, by the library's cipher; `wasm-tests/browser` opens the same in each browser.

use super::super::vectors;
use super::*;
use crate::storage::sealing::{HomeRow, PersonRow};

#[test]
fn envelopes_open_for_ever() {
    assert!(ready(vectors::envelopes_open()) > 5);
}

#[test]
fn secrets_stretch_as_ever() {
    assert!(ready(vectors::secrets_stretch(1_000)) > 1);
}

#[test]
fn people_and_homes_of_version_1_are_read_as_they_were_written() {
    let person = PersonRow {
        id: "00112233445566778899aabbccddeeff".into(),
        name: "Made-up Name".into(),
        guard: Guard::Pin,
        lead: true,
        homes: vec![("ff".repeat(16), vec![7; 77])],
        iterations: 600_000,
        salt: vec![1; 16],
        key: vec![2; 93],
        tries: 3,
        wait_until: NOW,
    };
    let written = String::new()
        + "01"
        + "20000000"
        + &to_hex(person.id.as_bytes())
        + "0c000000"
        + &to_hex(b"Made-up Name")
        + "0100000000000000"
        + "0100000000000000"
        + "c027090000000000"
        + "10000000"
        + &"01".repeat(16)
        + "5d000000"
        + &"02".repeat(93)
        + "0300000000000000"
        + "008844709e010000"
        + "0100000000000000"
        + "20000000"
        + &to_hex("ff".repeat(16).as_bytes())
        + "4d000000"
        + &"07".repeat(77);
    assert_eq!(to_hex(&person.write()), written);
    assert!(PersonRow::read(&from_hex(&written).unwrap()) == Some(person));
    let home = HomeRow {
        id: "ab".into(),
        name: "House".into(),
    };
    let written = "01020000006162050000".to_owned() + "00" + &to_hex(b"House");
    assert_eq!(to_hex(&home.record().bytes), written);
    assert_eq!(HomeRow::read(&from_hex(&written).unwrap()), Some(home));
}
