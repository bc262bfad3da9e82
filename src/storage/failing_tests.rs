//! A store that fails at any one operation, in every use case: what rests is all of the use case or nothing.

#![allow(clippy::unwrap_used)]

use super::failing::Failing;
use super::tests::ready;
use super::use_cases::{USE_CASES, UseCase, prepare, rows};
use super::{MemoryStore, Store, StoreError};

/// Nothing is sealed in it, so that what rests can be compared: the same is never sealed twice to the same bytes.
fn prepared() -> Store {
    let store = Store::plain(MemoryStore::default());
    ready(prepare(&store));
    store
}

/// What rests after a use case in which nothing fails.
fn whole(of: &UseCase) -> Vec<Vec<Vec<u8>>> {
    let store = prepared();
    assert_eq!(ready((of.run)(&store)), Ok(()), "{}", of.name);
    ready(rows(&store))
}

#[test]
#[allow(clippy::print_stdout)]
fn whichever_operation_fails_nothing_is_half_written() {
    let mut failed = 0;
    for of in USE_CASES {
        let store = prepared();
        let before = ready(rows(&store));
        for operation in 1.. {
            store.fail(Some(Failing::At(operation)));
            let end = ready((of.run)(&store));
            if store.is_to_fail() {
                // It has fewer operations than that.
                store.fail(None);
                assert_eq!(end, Ok(()), "{}", of.name);
                assert!(operation > 1, "{} does nothing", of.name);
                break;
            }
            failed += 1;
            assert_eq!(end, Err(StoreError::Quota), "{} {operation}", of.name);
            assert!(
                ready(rows(&store)) == before,
                "{} is half written when operation {operation} fails",
                of.name
            );
        }
        assert!(ready(rows(&store)) == whole(of), "{}", of.name);
    }
    println!(
        "{failed} operations failed in {} use cases",
        USE_CASES.len()
    );
    assert!(failed > 60, "{failed}");
}

#[test]
fn a_use_case_whose_word_was_lost_is_whole_and_can_be_repeated() {
    let mut lost = 0;
    for of in USE_CASES {
        let store = prepared();
        store.fail(Some(Failing::Word));
        let end = ready((of.run)(&store));
        let writes = !store.is_to_fail();
        store.fail(None);
        let expected = if writes {
            Err(StoreError::Closed)
        } else {
            Ok(())
        };
        assert_eq!(end, expected, "{}", of.name);
        assert!(ready(rows(&store)) == whole(of), "{}", of.name);
        assert_eq!(ready((of.run)(&store)), Ok(()), "{}", of.name);
        if of.repeats {
            assert!(ready(rows(&store)) == whole(of), "{} does more", of.name);
        }
        lost += u32::from(writes);
    }
    assert!(lost > 10, "{lost}");
}

/// The use cases as the sources have them: every public method of the store that waits, but for the one that carries out a
/// job of the caller's, those that open and the one that removes everything.
#[test]
fn every_use_case_of_the_store_is_made_to_fail() {
    let sources = [
        include_str!("mod.rs"),
        include_str!("drafts.rs"),
        include_str!("expiry.rs"),
        include_str!("outbox.rs"),
        include_str!("receipts.rs"),
        include_str!("records.rs"),
    ];
    let mut written: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.split("    pub async fn ").skip(1))
        .map(|rest| rest.split_once('(').unwrap().0)
        .filter(|name| !["run", "open", "open_at", "erase"].contains(name))
        .collect();
    let mut named: Vec<&str> = USE_CASES
        .iter()
        .map(|of| of.name.split(':').next().unwrap())
        .collect();
    named.sort_unstable();
    named.dedup();
    written.sort_unstable();
    assert_eq!(named, written);
}

/// And no other file of the store has one.
#[test]
fn every_use_case_stands_where_it_is_looked_for() {
    let sources = include_str!("mod.rs");
    let modules: Vec<&str> = sources
        .lines()
        .filter_map(|line| {
            let name = line
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub ");
            name.strip_prefix("mod ")?.strip_suffix(';')
        })
        .collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/storage");
    let looked = ["drafts", "expiry", "outbox", "receipts", "records"];
    // Tests for hosts; and the two stores, whose jobs are beneath the use cases.
    let others = [
        "acceptance",
        "use_cases",
        "indexed",
        "tests",
        "failing_tests",
    ];
    for module in modules {
        let source = std::fs::read_to_string(folder.join(format!("{module}.rs")));
        let Ok(source) = source else { continue };
        let has = source.contains("pub async fn ");
        let known = looked.contains(&module) || others.contains(&module);
        assert!(known || !has, "{module} has a use case");
    }
}
