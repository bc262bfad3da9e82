//! Unlocking, waiting after wrong tries, other secrets.

use super::*;
use crate::storage::failing::Failing;

/// A store with one person of this name and a PIN.
fn guarded(digits: &str) -> (Store, String) {
    let store = store();
    fill(&store, "a", Owner::Me);
    let id = ready(store.add_person("Made-up Name", &pin(digits), &[], false)).unwrap();
    (store, id)
}

#[test]
fn the_first_who_is_named_keeps_what_was_done_without_a_name() {
    let (store, id) = guarded("482913");
    let people = ready(store.people()).unwrap();
    assert_eq!(people.len(), 1);
    assert_eq!((people[0].guard, people[0].lead), (Guard::Pin, true));
    assert_eq!(people[0].name, "Made-up Name");
    store.lock();
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
}

#[test]
fn the_first_who_is_named_on_a_new_device_never_has_a_key_without_a_secret() {
    for operation in 1..100 {
        let store = store();
        store.fail(Some(Failing::At(operation)));
        let added = ready(store.add_person("Made-up Name", &pin("482913"), &[], true));
        let whole = store.is_to_fail();
        store.fail(None);
        assert_eq!(added.is_ok(), whole, "{operation}");
        for person in ready(store.people()).unwrap() {
            assert_eq!(person.guard, Guard::Pin, "{operation}");
        }
        if let Ok(id) = added {
            assert!(operation > 1 && ready(store.people()).unwrap()[0].lead);
            fill(&store, "a", Owner::Me);
            store.lock();
            ready(store.wake()).unwrap();
            assert!(store.person().is_none());
            ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
            assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
            return;
        }
    }
    panic!("it always failed");
}

#[test]
fn a_locked_store_shows_nothing_and_counts_nothing_as_unreadable() {
    let (store, _) = guarded("482913");
    store.lock();
    assert_eq!(seen(&store), ([0; 4], 0));
    assert_eq!(ready(store.draft("draft a")), Err(StoreError::Locked));
    let late = ready(store.save_draft(&draft("draft a", 9, 9), Durability::Strict));
    assert_eq!(late, Err(StoreError::Locked.into()));
    let new = ready(store.start_draft(&draft("new", 0, 1)));
    assert_eq!(new, Err(StoreError::Locked.into()));
    assert_eq!(ready(store.wake()), Ok(()));
    assert!(store.person().is_none());
}

#[test]
fn only_the_secret_opens() {
    let (store, id) = guarded("482913");
    store.lock();
    let wrong = UnlockError::Wrong { wait_until: None };
    assert_eq!(
        ready(store.unlock(&id, &pin("482914"), NOW)),
        Err(wrong.clone())
    );
    assert_eq!(
        ready(store.unlock(&id, &Secret::nothing(), NOW)),
        Err(wrong)
    );
    assert_eq!(seen(&store), ([0; 4], 0));
    assert_eq!(
        ready(store.unlock("f0", &pin("482913"), NOW)),
        Err(UnlockError::Gone)
    );
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
}

#[test]
fn wrong_tries_are_slowed() {
    let (store, id) = guarded("482913");
    store.lock();
    let mut now = NOW;
    let mut waits = Vec::new();
    for _ in 0..11 {
        let Err(UnlockError::Wrong { wait_until }) = ready(store.unlock(&id, &pin("482914"), now))
        else {
            panic!("a wrong PIN was tried");
        };
        let wait = wait_until.map_or(0, |until| until - now);
        waits.push(wait / 1000);
        if let Some(until) = wait_until {
            // Not a millisecond before, and not with the right one either.
            for secret in ["482914", "482913"] {
                let early = ready(store.unlock(&id, &pin(secret), until - 1));
                assert_eq!(early, Err(UnlockError::Wait { until }));
            }
            now = until;
        }
    }
    assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 300, 900, 3600, 3600]);
    ready(store.unlock(&id, &pin("482913"), now)).unwrap();
    store.lock();
    let again = ready(store.unlock(&id, &pin("482914"), now));
    assert_eq!(again, Err(UnlockError::Wrong { wait_until: None }));
}

#[test]
fn a_try_is_counted_before_it_is_judged() {
    let (store, id) = guarded("482913");
    store.lock();
    for _ in 0..5 {
        // Dropped before it ends, as by a page that is loaded again. Over memory it ends at once, so the count is read
        // from what rests.
        let _ = ready(store.unlock(&id, &pin("482914"), NOW));
    }
    let wait_until = ready(store.people()).unwrap()[0].wait_until;
    assert_eq!(wait_until, NOW + 30_000);
    assert_eq!(ready(store.people()).unwrap()[0].tries, 5);
}

#[test]
fn a_secret_is_changed_by_who_has_the_old_one() {
    let (store, id) = guarded("482913");
    let new = Secret::passphrase("made up and long enough").unwrap();
    let refused = ready(store.change_secret(&pin("482914"), &new, NOW));
    let wrong = UnlockError::Wrong { wait_until: None };
    assert_eq!(refused, Err(PeopleError::Secret(wrong.clone())));
    ready(store.change_secret(&pin("482913"), &new, NOW)).unwrap();
    store.lock();
    assert_eq!(ready(store.unlock(&id, &pin("482913"), NOW)), Err(wrong));
    ready(store.unlock(&id, &new, NOW)).unwrap();
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    ready(store.change_secret(&new, &Secret::nothing(), NOW)).unwrap();
    store.lock();
    ready(store.wake()).unwrap();
    assert_eq!(
        seen(&store),
        ([2, 1, 1, 1], 0),
        "what nothing guards is open at once"
    );
}

#[test]
fn the_count_rises_when_the_secret_is_next_given() {
    let (store, id) = guarded("482913");
    store.lock();
    store.stretch(FEW + 4);
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
    let people = ready(store.people()).unwrap();
    assert_eq!(people[0].iterations, FEW + 4);
    store.lock();
    ready(store.unlock(&id, &pin("482913"), NOW)).unwrap();
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
}

#[test]
fn what_may_be_chosen() {
    use super::super::SecretProblem as No;
    let pin = |typed| Secret::pin(typed).err();
    assert_eq!(pin("482 913"), None);
    assert_eq!(pin("48291"), Some(No::PinTooShort));
    assert_eq!(pin("48291a"), Some(No::PinNotDigits));
    for plain in ["000000", "777777", "123456", "0123456", "987654", "890123"] {
        assert_eq!(pin(plain), Some(No::PinTooPlain), "{plain}");
    }
    let passphrase = |typed| Secret::passphrase(typed).err();
    assert_eq!(passphrase("  elevenchars  "), Some(No::PassphraseTooShort));
    assert_eq!(passphrase("twelve chars"), None);
}
