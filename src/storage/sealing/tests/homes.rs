//! Several people, homes that they share, and who leaves.

use super::*;

/// A lead with a home, and another person with access to it. Gives the lead's, the other's and the home's id.
fn two(store: &Store) -> (String, String, String) {
    let lead = ready(store.add_person("Lead", &pin("482913"), &[], false)).unwrap();
    let home = ready(store.add_home("Made-up House")).unwrap();
    let homes = std::slice::from_ref(&home);
    let other = ready(store.add_person("Other", &pin("771204"), homes, false)).unwrap();
    (lead, other, home)
}

fn of(home: &str) -> Owner {
    Owner::Home(space_of(home).unwrap())
}

fn change(store: &Store, id: &str, digits: &str) {
    store.lock();
    ready(store.unlock(id, &pin(digits), NOW)).unwrap();
}

#[test]
fn a_home_is_shared_and_what_is_ones_own_is_not() {
    let store = store();
    let (lead, other, home) = two(&store);
    fill(&store, "own", Owner::Me);
    fill(&store, "shared", of(&home));
    assert_eq!(seen(&store), ([4, 2, 2, 2], 0));
    change(&store, &other, "771204");
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    let shared = ready(store.draft("draft shared")).unwrap().unwrap();
    assert_eq!(shared.owner, of(&home));
    let mut edited = shared.clone();
    edited.revision += 1;
    edited.bytes = b"edited by another".to_vec();
    ready(store.save_draft(&edited, Durability::Relaxed)).unwrap();
    assert_eq!(ready(store.draft("draft own")), Err(StoreError::Locked));
    change(&store, &lead, "482913");
    assert_eq!(ready(store.draft("draft shared")).unwrap(), Some(edited));
    assert_eq!(seen(&store), ([4, 2, 2, 2], 0));
}

#[test]
fn one_persons_key_does_not_open_anothers_rows() {
    let store = store();
    let (_, other, _) = two(&store);
    fill(&store, "own", Owner::Me);
    change(&store, &other, "771204");
    let me = space_of(&other).unwrap();
    for (table, mut row) in rests(&store) {
        let parts = Parts::of(table, &row).unwrap();
        let (true, Some(space)) = (parts.is_sealed(), parts.space()) else {
            continue;
        };
        // Said to be of the open person's space, it is tried with his key.
        let key = parts.id.to_owned();
        while let Some(at) = row.windows(16).position(|part| part == space) {
            row[at..at + 16].copy_from_slice(&me);
        }
        put_raw(&store, table, &key, &row);
    }
    let (rows, unreadable) = seen(&store);
    assert_eq!((rows, unreadable), ([0; 4], 5));
}

#[test]
fn a_draft_is_given_to_a_home_with_its_pieces() {
    let store = store();
    let (lead, other, home) = two(&store);
    fill(&store, "a", Owner::Me);
    let mut large = ready(store.draft("large a")).unwrap().unwrap();
    ready(store.give(Table::Drafts, "large a", of(&home))).unwrap();
    change(&store, &other, "771204");
    large.owner = of(&home);
    assert_eq!(ready(store.draft("large a")).unwrap(), Some(large.clone()));
    change(&store, &lead, "482913");
    ready(store.give(Table::Drafts, "large a", Owner::Me)).unwrap();
    large.owner = Owner::Me;
    assert_eq!(ready(store.draft("large a")).unwrap(), Some(large));
    let spaces: Vec<Option<Space>> = rests(&store)
        .iter()
        .filter(|row| row.0 == Table::Pieces)
        .map(|(table, row)| Parts::of(*table, row).unwrap().space())
        .collect();
    assert!(spaces.iter().all(|space| *space == space_of(&lead)));
}

#[test]
fn access_is_given_with_the_persons_secret_and_taken_again() {
    let store = store();
    let (lead, other, home) = two(&store);
    let late = ready(store.add_person("Late", &pin("630518"), &[], false)).unwrap();
    fill(&store, "shared", of(&home));
    let wrong = ready(store.give_access(&late, &pin("630519"), &home, NOW));
    assert!(matches!(
        wrong,
        Err(PeopleError::Secret(UnlockError::Wrong { .. }))
    ));
    ready(store.give_access(&late, &pin("630518"), &home, NOW)).unwrap();
    change(&store, &late, "630518");
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    let not_lead = ready(store.take_access(&other, &home));
    assert_eq!(not_lead, Err(PeopleError::NotLead));
    change(&store, &lead, "482913");
    ready(store.take_access(&late, &home)).unwrap();
    ready(store.take_access(&other, &home)).unwrap();
    assert_eq!(
        ready(store.take_access(&lead, &home)),
        Err(PeopleError::LastMember)
    );
    change(&store, &late, "630518");
    assert_eq!(seen(&store), ([0; 4], 0));
}

#[test]
fn a_lead_sees_how_much_of_a_leaver_is_unsent_and_removes_him() {
    let store = store();
    let (lead, other, _) = two(&store);
    fill(&store, "lead", Owner::Me);
    change(&store, &other, "771204");
    fill(&store, "other", Owner::Me);
    assert_eq!(ready(store.remove_person(&lead)), Err(PeopleError::NotLead));
    change(&store, &lead, "482913");
    let unsent = Unsent {
        drafts: 2,
        waiting: 1,
    };
    assert_eq!(ready(store.unsent(&other)), Ok(unsent));
    assert_eq!(ready(store.locked_unsent()), Ok(unsent));
    assert_eq!(
        ready(store.remove_person(&lead)),
        Err(PeopleError::LastLead)
    );
    ready(store.remove_person(&other)).unwrap();
    assert_eq!(ready(store.unsent(&other)), Ok(Unsent::default()));
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    for (_, row) in rests(&store) {
        assert!(!contains(&row, b" other"));
    }
}

#[test]
fn what_only_a_forgotten_secret_opens_is_lost_and_nothing_else() {
    let store = store();
    let (lead, other, home) = two(&store);
    fill(&store, "shared", of(&home));
    fill(&store, "lead", Owner::Me);
    store.lock();
    ready(store.forget_person(&lead)).unwrap();
    change(&store, &other, "771204");
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    assert!(
        store.person().unwrap().lead,
        "somebody must be able to add people"
    );
    assert_eq!(ready(store.forget_person(&other)), Ok(()));
    assert!(store.is_new());
    assert_eq!(rests(&store), [], "nobody could open what was the home's");
}

#[test]
fn an_erased_store_has_nothing() {
    let store = store();
    two(&store);
    fill(&store, "a", Owner::Me);
    ready(store.erase()).unwrap();
    assert_eq!(rests(&store), []);
    assert!(store.is_new());
}

#[test]
fn a_home_and_a_person_get_other_names_and_keep_what_is_theirs() {
    let store = store();
    let (lead, other, home) = two(&store);
    fill(&store, "shared", of(&home));
    ready(store.rename_home(&home, "Other House")).unwrap();
    ready(store.rename_person(&other, "Another")).unwrap();
    assert_eq!(ready(store.homes()).unwrap()[0].name, "Other House");
    change(&store, &other, "771204");
    assert_eq!(store.person().unwrap().name, "Another");
    assert_eq!(seen(&store), ([2, 1, 1, 1], 0));
    let refused = ready(store.rename_home(&home, "Mine"));
    assert_eq!(refused, Err(PeopleError::NotLead));
    let refused = ready(store.rename_person(&lead, "Nobody"));
    assert_eq!(refused, Err(PeopleError::NotLead));
    change(&store, &lead, "482913");
    let none = ready(store.rename_home("00", "None"));
    assert_eq!(none, Err(PeopleError::Gone));
    let none = ready(store.rename_person("00", "None"));
    assert_eq!(none, Err(PeopleError::Gone));
    assert_eq!(ready(store.homes()).unwrap().len(), 1);
}

#[test]
fn a_lead_makes_another_lead_and_one_stays() {
    let store = store();
    let (lead, other, _) = two(&store);
    let last = ready(store.set_lead(&lead, false));
    assert_eq!(last, Err(PeopleError::LastLead));
    assert!(store.person().unwrap().lead);
    ready(store.set_lead(&other, true)).unwrap();
    ready(store.set_lead(&lead, false)).unwrap();
    assert!(!store.person().unwrap().lead, "from now on");
    let refused = ready(store.set_lead(&lead, true));
    assert_eq!(refused, Err(PeopleError::NotLead));
    change(&store, &other, "771204");
    let last = ready(store.set_lead(&other, false));
    assert_eq!(last, Err(PeopleError::LastLead));
    assert_eq!(ready(store.set_lead("00", true)), Err(PeopleError::Gone));
    assert_eq!(ready(store.unlock(&lead, &pin("482913"), NOW)), Ok(()));
}
