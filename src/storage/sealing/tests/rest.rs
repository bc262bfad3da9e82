//! What rests in the store, and what does not open.

use super::*;

#[test]
fn everything_is_sealed_from_the_first_write() {
    let store = store();
    assert!(store.is_new());
    fill(&store, "a", Owner::Me);
    assert!(!store.is_new());
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    let rows = rests(&store);
    assert!(rows.len() > 10, "{}", rows.len());
    for (table, row) in rows {
        assert!(!contains(&row, b"SECRET"), "{table:?}");
    }
}

/// Between a use case's look at the rows and its write another tab may write: then it decides again, on what that left.
#[test]
fn what_another_tab_wrote_meanwhile_is_looked_at_again() {
    let store = store();
    let put = |text: &str| ready(store.put_record(&record("profile/a", Owner::Me, text)));
    put("first").unwrap();
    let mut looks = Vec::new();
    ready(store.carry_sealed(&mut Job {
        access: Access::Write(Durability::Strict),
        tables: &[Table::Records],
        reads: &[Read::One(Table::Records, "profile/a")],
        decide: &mut |found| {
            let seen = row::read_record(found.one(0).unwrap()).unwrap();
            if looks.is_empty() {
                put("the other tab's").unwrap();
            }
            let mine = [seen.bytes.as_slice(), b" and mine"].concat();
            looks.push(seen.bytes);
            let row = RecordRow {
                bytes: mine,
                ..record("profile/a", Owner::Me, "")
            };
            vec![Write::Put(
                Table::Records,
                row.key.clone(),
                row::write_record(&row),
            )]
        },
    }))
    .unwrap();
    assert_eq!(looks, [b"first".to_vec(), b"the other tab's".to_vec()]);
    let rests = ready(store.record("profile/a")).unwrap().unwrap();
    assert_eq!(rests.bytes, b"the other tab's and mine");
}

#[test]
fn a_changed_byte_is_refused() {
    let store = store();
    fill(&store, "a", Owner::Me);
    for (table, row) in rests(&store) {
        let parts = Parts::of(table, &row).unwrap();
        if !parts.is_sealed() {
            continue;
        }
        let key = parts.id.to_owned();
        let whole = seen(&store);
        // Each byte of the last envelope's nonce, text and tag, and some before them.
        for back in (1..40).chain([45, 60]) {
            let mut changed = row.clone();
            let at = changed.len() - back;
            changed[at] ^= 1;
            put_raw(&store, table, &key, &changed);
            assert_ne!(seen(&store), whole, "{table:?} {back}");
        }
        put_raw(&store, table, &key, &row);
        assert_eq!(seen(&store), whole);
    }
}

#[test]
fn a_swapped_record_is_refused() {
    let store = store();
    for key in ["profile/a", "profile/b"] {
        ready(store.put_record(&record(key, Owner::Me, key))).unwrap();
    }
    let row = |key: &str| {
        let rows = ready(store.read_raw(&[Table::Records], &[Read::One(Table::Records, key)]));
        rows.unwrap().one(0).unwrap().to_vec()
    };
    // As it is, the row says of itself that it is another's.
    put_raw(&store, Table::Records, "profile/a", &row("profile/b"));
    assert_eq!(ready(store.record("profile/a")), Err(StoreError::Corrupt));
    // And with the other's key written over its own, it does not open.
    let mut forged = row("profile/b");
    let at = forged
        .windows(9)
        .position(|part| part == b"profile/b")
        .unwrap();
    forged[at + 8] = b'a';
    put_raw(&store, Table::Records, "profile/a", &forged);
    assert_eq!(ready(store.record("profile/a")), Err(StoreError::Corrupt));
    assert_eq!(ready(store.records("profile/")).unwrap().unreadable, 1);
}

#[test]
fn contents_do_not_stand_for_each_other() {
    let store = store();
    let waiting = draft("d", 0, 1);
    ready(store.start_draft(&waiting)).unwrap();
    let mut row = finished("r");
    row.bytes = b"123".to_vec();
    row.about = b"456".to_vec();
    ready(store.queue(&row, "d", 0)).unwrap();
    let (_, raw) = rests(&store)
        .into_iter()
        .find(|row| row.0 == Table::Outbox)
        .unwrap();
    let parts = Parts::of(Table::Outbox, &raw).unwrap();
    let [progress, bytes, about] =
        <[_; 3]>::try_from(parts.contents(Table::Outbox).collect::<Vec<_>>()).unwrap();
    assert_eq!(
        [progress.0, bytes.0, about.0],
        ["progress", "return", "about"]
    );
    // The same length, so that the row is whole with the two in each other's place.
    let at = raw.len() - about.1.len();
    let before = at - 4 - bytes.1.len();
    let mut swapped = raw.clone();
    swapped[before..at - 4].copy_from_slice(about.1);
    swapped[at..].copy_from_slice(bytes.1);
    put_raw(&store, Table::Outbox, "r", &swapped);
    assert_eq!(ready(store.outbox()).unwrap().unreadable, 1);
    put_raw(&store, Table::Outbox, "r", &raw);
    assert_eq!(ready(store.outbox()).unwrap().rows, [row]);
}

#[test]
fn names_of_pieces_cannot_be_guessed_at() {
    let (one, other) = (store(), store());
    for store in [&one, &other] {
        fill(store, "a", Owner::Me);
    }
    let names = |store: &Store| -> Vec<String> {
        let rows = rests(store)
            .into_iter()
            .filter(|row| row.0 == Table::Pieces);
        rows.map(|(table, row)| Parts::of(table, &row).unwrap().id.to_owned())
            .collect()
    };
    let (one, other) = (names(&one), names(&other));
    assert!(one.len() > 5);
    assert!(one.iter().all(|name| !other.contains(name)));
}

#[test]
fn the_same_content_never_rests_as_the_same_bytes() {
    let store = store();
    let row = record("profile/a", Owner::Me, "the same");
    ready(store.put_record(&row)).unwrap();
    let before = rests(&store);
    ready(store.put_record(&row)).unwrap();
    assert_ne!(before, rests(&store));
}

/// What an older version left, as [`fill`] fills.
fn left_in_the_clear() -> Store {
    let rests = MemoryStore::default();
    let older = Store::plain(rests);
    fill(&older, "a", Owner::Me);
    let store = older.sealed_from_now_on();
    store.stretch(FEW);
    store
}

#[test]
fn what_an_older_version_left_is_sealed_in_place() {
    let store = left_in_the_clear();
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    let large = ready(store.draft("large a")).unwrap();
    assert!(ready(store.begin_older()).unwrap());
    // Cut off here, it can be read as it could before.
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    ready(store.give(Table::Drafts, "large a", Owner::Me)).unwrap();
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    ready(store.seal_older()).unwrap();
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    assert_eq!(ready(store.draft("large a")).unwrap(), large);
    for (table, row) in rests(&store) {
        assert!(!contains(&row, b"SECRET"), "{table:?}");
    }
    assert!(!ready(store.begin_older()).unwrap());
}

#[test]
fn once_all_is_sealed_nothing_in_the_clear_is_taken() {
    let store = left_in_the_clear();
    let (table, row) = rests(&store)
        .into_iter()
        .find(|row| row.0 == Table::Outbox)
        .unwrap();
    ready(store.begin_older()).unwrap();
    ready(store.seal_older()).unwrap();
    put_raw(&store, table, "return waiting a", &row);
    assert_eq!(seen(&store), ([2, 0, 1, 1], 1));
}
