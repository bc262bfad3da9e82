//! A security key beside the PIN: what it opens, what takes it away, and where it is refused.

use super::super::security_key::{KeyRow, place};
use super::super::{KeyKind, SecurityKey};
use super::*;

/// What the made-up authenticator gives.
const GIVEN: [u8; 32] = [41; 32];

fn asked(kind: KeyKind) -> SecurityKey {
    SecurityKey {
        kind,
        credential: b"made-up credential".to_vec(),
        salt: vec![9; 32],
    }
}

/// A person with a PIN and something of his own, and a key of a kind.
fn one(store: &Store, kind: KeyKind) -> String {
    let id = ready(store.add_person("Lead", &pin("482913"), &[], true)).unwrap();
    fill(store, "own", Owner::Me);
    add(store, kind).unwrap();
    id
}

fn add(store: &Store, kind: KeyKind) -> Result<(), PeopleError> {
    ready(store.add_security_key(&asked(kind), &GIVEN, &pin("482913"), NOW))
}

fn opens(store: &Store, id: &str, given: [u8; 32]) -> Result<(), UnlockError> {
    store.lock();
    ready(store.unlock_by_key(id, &given))
}

#[test]
fn a_security_key_opens_what_the_pin_opens_and_the_pin_still_does() {
    let store = store();
    let id = one(&store, KeyKind::Roaming);
    store.lock();
    let known = ready(store.security_key(&id)).unwrap();
    assert_eq!(known, Some(asked(KeyKind::Roaming)));
    assert_eq!(opens(&store, &id, GIVEN), Ok(()));
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    store.lock();
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
}

#[test]
fn another_key_opens_nothing_and_counts_no_try() {
    let store = store();
    let id = one(&store, KeyKind::Roaming);
    let wrong = UnlockError::Wrong { wait_until: None };
    for _ in 0..20 {
        assert_eq!(opens(&store, &id, [42; 32]), Err(wrong.clone()));
    }
    assert!(store.person().is_none());
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
}

#[test]
fn a_key_is_added_with_the_pin_only() {
    let store = store();
    let id = ready(store.add_person("Lead", &pin("482913"), &[], true)).unwrap();
    let add = |secret: &Secret| {
        ready(store.add_security_key(&asked(KeyKind::Roaming), &GIVEN, secret, NOW))
    };
    assert!(matches!(
        add(&pin("482914")),
        Err(PeopleError::Secret(UnlockError::Wrong { .. }))
    ));
    assert_eq!(ready(store.security_key(&id)), Ok(None));
    store.lock();
    assert_eq!(add(&pin("482913")), Err(PeopleError::Locked));
    assert_eq!(opens(&store, &id, GIVEN), Err(UnlockError::Gone));
}

#[test]
fn a_key_that_was_removed_opens_nothing() {
    let store = store();
    let id = one(&store, KeyKind::Roaming);
    ready(store.remove_security_key(&id)).unwrap();
    assert_eq!(ready(store.security_key(&id)), Ok(None));
    assert_eq!(opens(&store, &id, GIVEN), Err(UnlockError::Gone));
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
}

#[test]
fn a_key_goes_with_its_person_and_with_the_last_secret() {
    let store = store();
    let id = one(&store, KeyKind::Roaming);
    let none = Secret::nothing();
    ready(store.change_secret(&pin("482913"), &none, NOW)).unwrap();
    assert_eq!(ready(store.security_key(&id)), Ok(None));
    ready(store.change_secret(&none, &pin("482913"), NOW)).unwrap();
    add(&store, KeyKind::Roaming).unwrap();
    store.lock();
    ready(store.forget_person(&id)).unwrap();
    assert_eq!(rests(&store), []);
}

#[test]
fn a_changed_pin_leaves_the_key_as_it_is() {
    let store = store();
    let id = one(&store, KeyKind::Roaming);
    ready(store.change_secret(&pin("482913"), &pin("604813"), NOW)).unwrap();
    assert_eq!(opens(&store, &id, GIVEN), Ok(()));
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
}

#[test]
fn the_devices_own_lock_opens_nothing_where_several_people_use_it() {
    let store = store();
    let id = one(&store, KeyKind::Platform);
    assert_eq!(opens(&store, &id, GIVEN), Ok(()));
    // Somebody comes: the way is gone in the same transaction.
    ready(store.add_person("Other", &pin("771204"), &[], false)).unwrap();
    assert_eq!(ready(store.security_key(&id)), Ok(None));
    assert_eq!(opens(&store, &id, GIVEN), Err(UnlockError::Gone));
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
    assert_eq!(add(&store, KeyKind::Platform), Err(PeopleError::Shared));
    // One that a person carries stays when the next comes.
    add(&store, KeyKind::Roaming).unwrap();
    ready(store.add_person("Third", &pin("630518"), &[], false)).unwrap();
    assert_eq!(opens(&store, &id, GIVEN), Ok(()));
}

#[test]
fn keys_rest_without_what_opens_them() {
    let store = store();
    one(&store, KeyKind::Roaming);
    for (_, row) in rests(&store) {
        assert!(!contains(&row, &GIVEN[..8]));
    }
}

/// The keys of another person's record open nothing in this one's place.
#[test]
fn a_record_in_another_persons_place_does_not_open() {
    let store = store();
    let id = one(&store, KeyKind::Roaming);
    let other = ready(store.add_person("Other", &pin("771204"), &[], false)).unwrap();
    let record = ready(store.record(&place(&id))).unwrap().unwrap();
    ready(store.put_rows(&[RecordRow {
        key: place(&other),
        ..record
    }]))
    .unwrap();
    let wrong = UnlockError::Wrong { wait_until: None };
    assert_eq!(opens(&store, &other, GIVEN), Err(wrong));
}

#[test]
fn keys_of_version_1_are_read_as_they_were_written() {
    let row = KeyRow {
        asked: SecurityKey {
            kind: KeyKind::Platform,
            credential: vec![3; 4],
            salt: vec![1; 32],
        },
        key: vec![2; 93],
    };
    let written = String::new()
        + "01"
        + "0100000000000000"
        + "04000000"
        + "03030303"
        + "20000000"
        + &"01".repeat(32)
        + "5d000000"
        + &"02".repeat(93);
    assert_eq!(to_hex(&row.write()), written);
    assert!(KeyRow::read(&from_hex(&written).unwrap()) == Some(row));
}
