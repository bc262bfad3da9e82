//! People who share a device: what locking leaves in memory, whose a return is, and what older versions left.

use super::*;
use crate::shell::{Access, NameProblem, PeopleError, Secret, UnlockError, WaitsFor};
use crate::storage::{MemoryStore, Read, RecordRow, StoreError, Table};

const FEW: u32 = 3;

fn pin(digits: &str) -> Secret {
    Secret::pin(digits).unwrap()
}

fn shell() -> Rc<Shell> {
    let shell = Rc::new(super::shell());
    shell.store.stretch(FEW);
    shell
}

/// A lead with a home, and another with access to it.
fn two(shell: &Rc<Shell>) -> (String, String, String) {
    let lead = ready(shell.add_person("Lead", pin("482913"), &[], true)).unwrap();
    let home = ready(shell.add_home("Made-up House")).unwrap();
    let homes = std::slice::from_ref(&home);
    let other = ready(shell.add_person("Other", pin("771204"), homes, false)).unwrap();
    (lead, other, home)
}

fn change(shell: &Rc<Shell>, id: &str, digits: &str) {
    ready(shell.lock()).unwrap();
    ready(shell.unlock(id, pin(digits))).unwrap();
}

#[test]
fn a_device_is_new_until_something_is_kept() {
    let shell = shell();
    assert_eq!(shell.access(), Access::New);
    known(&shell);
    let Access::Open(person) = shell.access() else {
        panic!("nobody is there");
    };
    assert_eq!((person.name.as_str(), person.lead), ("", true));
}

#[test]
fn locking_saves_the_last_keystroke_and_leaves_nothing_in_memory() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = form.head.id.clone();
    let person = ready(shell.add_person("Made-up Name", pin("482913"), &[], true)).unwrap();
    shell.open.replace(Some(Rc::clone(&form)));
    set(&mut form.session.borrow_mut(), "beds_occupied", text("17"));
    form.unsaved();
    let told = Rc::new(Cell::new(0));
    let heard = Rc::clone(&told);
    shell.listen(move |news| {
        if news == crate::shell::News::People {
            heard.set(heard.get() + 1);
        }
    });
    ready(shell.lock()).unwrap();
    assert!(told.get() > 0, "the page must hear of it");
    assert_eq!(shell.access(), Access::Locked);
    assert!(shell.open_form().is_none());
    assert!(shell.lists().drafts.is_empty() && shell.lists().subjects.is_empty());
    assert_eq!(
        ready(shell.open_draft(&id)).err(),
        Some(StoreError::Locked.into())
    );
    ready(shell.refresh()).unwrap();
    assert_eq!(shell.lists().unreadable, 0);

    let wrong = ready(shell.unlock(&person, pin("482914")));
    assert_eq!(wrong, Err(UnlockError::Wrong { wait_until: None }));
    ready(shell.unlock(&person, pin("482913"))).unwrap();
    let again = ready(shell.open_draft(&id)).unwrap();
    assert_eq!(again.text(), form.text());
    assert!(again.text().contains("\"17\""));
}

#[test]
fn a_device_that_another_tab_clears_leaves_nothing_here_that_could_be_written_again() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    ready(shell.add_person("Made-up Name", pin("482913"), &[], true)).unwrap();
    shell.open.replace(Some(Rc::clone(&form)));
    set(&mut form.session.borrow_mut(), "beds_occupied", text("17"));
    form.unsaved();
    // As the other tab does it.
    ready(shell.store.erase()).unwrap();
    shell.cleared_elsewhere();
    assert_eq!(shell.access(), Access::New);
    assert!(shell.open_form().is_none() && shell.people().is_empty());
    assert!(shell.lists().drafts.is_empty());
    ready(shell.save_to_the_end(&form)).unwrap();
    assert_eq!(ready(shell.store.drafts()).unwrap().rows, []);
    assert_eq!(ready(shell.store.people()).unwrap().len(), 0);
}

#[test]
fn who_unlocks_while_another_is_open_does_not_get_his_form() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = form.head.id.clone();
    let (lead, other, _) = two(&shell);
    shell.open.replace(Some(Rc::clone(&form)));
    set(&mut form.session.borrow_mut(), "beds_occupied", text("17"));
    form.unsaved();
    ready(shell.unlock(&other, pin("771204"))).unwrap();
    assert!(shell.open_form().is_none() && shell.lists().drafts.is_empty());
    ready(shell.unlock(&lead, pin("482913"))).unwrap();
    let again = ready(shell.open_draft(&id)).unwrap();
    assert!(
        again.text().contains("\"17\""),
        "it was saved as his whose it is"
    );
}

#[test]
fn who_hears_that_it_is_unlocked_finds_the_lists() {
    let shell = shell();
    draft(&shell, october(), None);
    let person = ready(shell.add_person("Made-up Name", pin("482913"), &[], true)).unwrap();
    ready(shell.lock()).unwrap();
    assert!(shell.is_locked());
    let seen: Rc<std::cell::RefCell<Vec<usize>>> = Rc::default();
    let (heard, looked) = (Rc::clone(&seen), Rc::clone(&shell));
    shell.listen(move |news| {
        if news == crate::shell::News::People && !looked.is_locked() {
            heard.borrow_mut().push(looked.lists().drafts.len());
        }
    });
    ready(shell.unlock(&person, pin("482913"))).unwrap();
    assert!(!shell.is_locked());
    let seen = seen.borrow();
    assert!(
        !seen.is_empty() && seen.iter().all(|drafts| *drafts == 1),
        "{seen:?}"
    );
}

#[test]
fn the_time_that_a_person_chose_is_his_after_unlocking() {
    let shell = shell();
    let person = ready(shell.add_person("Made-up Name", pin("482913"), &[], true)).unwrap();
    assert_eq!(shell.lock_minutes(), None);
    ready(shell.keep_lock_minutes(10)).unwrap();
    assert_eq!(shell.lock_minutes(), Some(10));
    ready(shell.lock()).unwrap();
    assert_eq!(shell.lock_minutes(), None);
    ready(shell.unlock(&person, pin("482913"))).unwrap();
    ready(shell.recall_time()).unwrap();
    assert_eq!(shell.lock_minutes(), Some(10));
}

#[test]
fn a_home_is_filled_in_by_two_and_what_is_ones_own_is_not_seen() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = form.head.id.clone();
    let (lead, other, home) = two(&shell);
    let subject = shell.lists().subjects[0].key.clone();
    assert_eq!(shell.home_of(&subject), None);
    change(&shell, &other, "771204");
    assert!(shell.lists().drafts.is_empty() && shell.lists().subjects.is_empty());

    change(&shell, &lead, "482913");
    ready(shell.share_subject(&subject, Some(&home))).unwrap();
    assert_eq!(shell.home_of(&subject), Some(home.clone()));
    change(&shell, &other, "771204");
    assert_eq!(shell.lists().drafts.len(), 1);
    assert_eq!(shell.lists().subjects.len(), 1);
    let open = ready(shell.open_draft(&id)).unwrap();
    set(&mut open.session.borrow_mut(), "beds_occupied", text("17"));
    ready(shell.put(&open, open.text().into_bytes(), Durability::Relaxed)).unwrap();
    let stored = ready(shell.store.draft(&id)).unwrap().unwrap();
    let stored = json::parse(std::str::from_utf8(&stored.bytes).unwrap()).unwrap();
    let answers = stored.get("by").unwrap().entries().unwrap();
    assert_eq!(answers.len(), 1, "what was given before is nobody's");
    let name = stored.get("people").unwrap().get(&other);
    assert_eq!(name.and_then(Json::as_text), Some("Other"));
    shell.forget_form(&id);

    change(&shell, &lead, "482913");
    let open = ready(shell.open_draft(&id)).unwrap();
    let session = open.session.borrow();
    let slot = slot_of(session.definition(), session.form(), "beds_occupied").unwrap();
    let by = session.given_by(&Address::Slot(slot)).unwrap();
    assert_eq!(by.name, "Other");
    drop(session);
    shell.forget_form(&id);
    ready(shell.share_subject(&subject, None)).unwrap();
    change(&shell, &other, "771204");
    assert!(shell.lists().drafts.is_empty() && shell.lists().waiting.is_empty());
    let refused = ready(shell.share_subject(&subject, Some("00")));
    assert_eq!(refused, Err(PeopleError::Gone));
}

#[test]
fn what_was_begun_since_the_lists_were_read_goes_along_with_its_subject() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = form.head.id.clone();
    let (_, other, home) = two(&shell);
    let subject = shell.lists().subjects[0].key.clone();
    shell.lists.borrow_mut().drafts.clear();
    shell.open.replace(Some(Rc::clone(&form)));
    set(&mut form.session.borrow_mut(), "beds_occupied", text("17"));
    form.unsaved();
    ready(shell.share_subject(&subject, Some(&home))).unwrap();
    assert!(shell.open_form().is_none());
    change(&shell, &other, "771204");
    let row = ready(shell.store.draft(&id)).unwrap().unwrap();
    assert!(matches!(row.owner, SpaceOwner::Home(_)));
    let text = String::from_utf8(row.bytes).unwrap();
    assert!(text.contains("\"17\""), "with the last keystroke");
}

#[test]
fn what_is_finished_for_a_home_waits_for_its_finisher_or_for_anyone() {
    for anyone in [false, true] {
        let shell = shell();
        let form = draft(&shell, october(), None);
        let id = form.head.id.clone();
        let (lead, other, home) = two(&shell);
        let subject = shell.lists().subjects[0].key.clone();
        ready(shell.share_subject(&subject, Some(&home))).unwrap();
        change(&shell, &other, "771204");
        let open = ready(shell.open_draft(&id)).unwrap();
        assert!(open.is_shared() && !form.is_shared());
        open.let_anyone_send(anyone);
        ready(shell.hand_over(&open)).unwrap();
        change(&shell, &lead, "482913");
        let about = shell.lists().waiting[0].about.clone();
        assert_eq!(about.owner.person.as_deref(), Some(other.as_str()));
        assert_eq!(about.may_be_sent_by(Some(&lead)), anyone);
        assert!(about.may_be_sent_by(Some(&other)));
        let waits = (!anyone).then(|| WaitsFor::Person("Other".into()));
        assert_eq!(shell.waits_for(&about), waits);
        assert!(!shell.needs_you(&shell.lists().waiting[0]));
        assert_eq!(shell.left_to_others(&other), usize::from(!anyone));
        assert_eq!(shell.left_to_others(&lead), 0);
        ready(shell.remove_person(&other)).unwrap();
        let waits = (!anyone).then_some(WaitsFor::Gone);
        assert_eq!(shell.waits_for(&about), waits);
        assert_eq!(shell.needs_you(&shell.lists().waiting[0]), !anyone);
        // Somebody else checks it, and finishes it in his own name.
        let id = shell.lists().waiting[0].id.clone();
        let again = ready(shell.reopen(&id)).unwrap();
        let open = ready(shell.open_draft(&again)).unwrap();
        ready(shell.hand_over(&open)).unwrap();
        let about = shell.lists().waiting[0].about.clone();
        assert_eq!(about.owner.person.as_deref(), Some(lead.as_str()));
        assert_eq!(shell.waits_for(&about), None);
    }
}

#[test]
fn a_round_of_sending_ends_with_who_began_it() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let (lead, other, _) = two(&shell);
    let id = ready(shell.hand_over(&form)).unwrap();
    let row = ready(shell.on_its_way(&id)).unwrap().unwrap();
    assert!(shell.is_sent_in(&row, Some(&lead)));
    // Read for the one, it goes in nobody else's name, whoever comes meanwhile.
    ready(shell.lock()).unwrap();
    assert!(!shell.is_sent_in(&row, Some(&lead)));
    ready(shell.unlock(&other, pin("771204"))).unwrap();
    assert!(!shell.is_sent_in(&row, Some(&lead)));
    ready(shell.unlock(&lead, pin("482913"))).unwrap();
    assert!(shell.is_sent_in(&row, Some(&lead)));
}

#[test]
fn what_goes_with_a_forgotten_secret_is_known_after_it() {
    let shell = shell();
    let (lead, other, _) = two(&shell);
    change(&shell, &other, "771204");
    known(&shell);
    let subject = shell.lists().subjects[0].key.clone();
    ready(shell.share_subject(&subject, None)).unwrap();
    draft(&shell, october(), None);
    ready(shell.lock()).unwrap();
    let before = ready(shell.unsent(&other)).unwrap();
    assert_eq!((before.drafts, before.waiting), (1, 0));
    ready(shell.forget(&other)).unwrap();
    assert_eq!(shell.lost(), before);
    ready(shell.forget(&lead)).unwrap();
    assert_eq!(shell.lost().drafts, 0);
}

#[test]
fn a_renamed_person_or_home_is_told_apart_from_the_others() {
    let shell = shell();
    let (lead, other, home) = two(&shell);
    let like = |name: &str| Err(NameProblem::Like(name.into()));
    assert_eq!(shell.person_name("lead ", None), like("Lead"));
    assert_eq!(
        shell.person_name("LEAD", Some(&lead)).as_deref(),
        Ok("LEAD")
    );
    assert_eq!(shell.person_name("Lead", Some(&other)), like("Lead"));
    assert_eq!(
        shell.home_name("Made-up  house", None),
        like("Made-up House")
    );
    ready(shell.rename_home(&home, "Other House")).unwrap();
    ready(shell.rename_person(&other, "Another")).unwrap();
    ready(shell.set_lead(&other, true)).unwrap();
    assert_eq!(shell.homes()[0].name, "Other House");
    let people = shell.people();
    let renamed = people.iter().find(|person| person.id == other).unwrap();
    assert_eq!((renamed.name.as_str(), renamed.lead), ("Another", true));
}

#[test]
fn who_has_one_home_begins_subjects_in_it() {
    let shell = shell();
    let (_, other, home) = two(&shell);
    change(&shell, &other, "771204");
    known(&shell);
    let subject = shell.lists().subjects[0].key.clone();
    assert_eq!(shell.home_of(&subject), Some(home));
}

#[test]
fn each_person_has_his_own_details() {
    let shell = shell();
    let (lead, other, _) = two(&shell);
    let form = ready(shell.open_filer()).unwrap();
    ready(shell.keep_profile(&form)).unwrap();
    let mine = shell.filer_key();
    change(&shell, &other, "771204");
    assert_ne!(shell.filer_key(), mine);
    assert_eq!(ready(shell.store.record(&mine)), Err(StoreError::Locked));
    change(&shell, &lead, "482913");
    assert!(ready(shell.store.record(&mine)).unwrap().is_some());
}

#[test]
fn a_leaver_is_removed_after_a_look_at_what_is_unsent() {
    let shell = shell();
    let (lead, other, _) = two(&shell);
    change(&shell, &other, "771204");
    ready(shell.add_person("No", pin("630518"), &[], false)).unwrap_err();
    change(&shell, &lead, "482913");
    assert_eq!(ready(shell.unsent(&other)).unwrap().drafts, 0);
    ready(shell.remove_person(&other)).unwrap();
    let names: Vec<String> = shell
        .people()
        .into_iter()
        .map(|person| person.name)
        .collect();
    assert_eq!(names, ["Lead"]);
    assert_eq!(ready(shell.remove_person(&other)), Err(PeopleError::Gone));
}

#[test]
fn what_an_older_version_left_is_taken_in() {
    let older = Shell::new(
        PageConfig::default(),
        None,
        definition::load(FRAMEWORK).unwrap(),
        Store::plain(MemoryStore::default()),
        None,
        super::shell().device,
    );
    let form = draft(&older, october(), None);
    let filer = RecordRow {
        key: "profile/filer".into(),
        owner: SpaceOwner::Me,
        bytes: b"{}".to_vec(),
    };
    ready(older.store.put_record(&filer)).unwrap();
    let kept = RecordRow {
        key: "read/latest/capacity-workforce/1-1000000001".into(),
        ..filer
    };
    ready(older.store.put_record(&kept)).unwrap();
    let text = form.text();

    let mut shell = super::shell();
    shell.store = older.store.sealed_from_now_on();
    let shell = Rc::new(shell);
    ready(shell.take_in_older()).unwrap();
    ready(shell.refresh()).unwrap();
    assert_eq!(shell.lists().drafts.len(), 1);
    assert_eq!(shell.lists().subjects.len(), 1);
    assert_eq!(ready(shell.open_draft(&form.head.id)).unwrap().text(), text);
    let mine = ready(shell.store.record(&shell.filer_key())).unwrap();
    assert_eq!(mine.unwrap().bytes, b"{}");
    let key = shell.read_key("read/latest/", FORM, "1-1000000001");
    assert!(ready(shell.store.record(&key)).unwrap().is_some());
    assert!(!key.contains("1-1000000001"));
    ready(shell.take_in_older()).unwrap();
    let rests = ready(shell.store.records("")).unwrap().rows;
    assert!(rests.iter().all(|row| !row.key.contains("1-1000000001")));
    let drafts = [Read::All(Table::Drafts), Read::All(Table::Records)];
    ready(shell.store.run(crate::storage::Job {
        access: crate::storage::Access::Read,
        tables: &[Table::Drafts, Table::Records],
        reads: &drafts,
        decide: &mut |found| {
            let mut rows = found.all(0).iter().chain(found.all(1));
            assert!(rows.all(|row| !row.windows(8).any(|part| part == b"answers\"")));
            Vec::new()
        },
    }))
    .unwrap();
}

#[test]
fn a_sealed_file_is_opened_with_its_passphrase() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let right = Secret::passphrase("made up and long").unwrap();
    let file = ready(crate::shell::sealed_file::write(&form.text(), &right, FEW)).unwrap();
    let look = ready(shell.look_at_file(file.clone())).err();
    assert_eq!(look, Some(crate::shell::FileError::Sealed));
    let opened = ready(shell.open_file(&file, &right)).unwrap();
    assert_eq!(opened.head, form.head);
}

/// Who gave the count of beds that are in use.
fn gave(session: &Session) -> Option<String> {
    let at = Address::parse("beds_occupied", session.definition(), session.form()).unwrap();
    session.given_by(&at).map(|giver| giver.name.clone())
}

#[test]
fn who_gave_an_answer_is_known_after_it_was_finished_sent_corrected_and_refused() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = form.head.id.clone();
    let (lead, other, home) = two(&shell);
    let subject = shell.lists().subjects[0].key.clone();
    ready(shell.share_subject(&subject, Some(&home))).unwrap();
    change(&shell, &other, "771204");
    let open = ready(shell.open_draft(&id)).unwrap();
    set(&mut open.session.borrow_mut(), "beds_occupied", text("17"));
    open.let_anyone_send(true);
    let sent = ready(shell.hand_over(&open)).unwrap();
    let posted = ready(shell.finished_bytes(&sent)).unwrap();
    let posted = String::from_utf8(posted).unwrap();
    assert!(!posted.contains("Other"), "it is never posted");

    change(&shell, &lead, "482913");
    let other = Some("Other".to_owned());
    assert_eq!(gave(&ready(shell.look_at(&sent)).unwrap()), other);
    let again = ready(shell.reopen(&sent)).unwrap();
    let open = ready(shell.open_draft(&again)).unwrap();
    assert_eq!(gave(&open.session.borrow()), other);
    let sent = ready(shell.hand_over(&open)).unwrap();
    receive(&shell, &sent);
    assert_eq!(gave(&ready(shell.take(&sent)).unwrap().session), other);
    let (_, copy) = ready(shell.correction(&sent, "Counted again")).unwrap();
    assert_eq!(gave(&copy.session), other);
    let mut session = copy.session;
    session.set_giver(None);
    set(&mut session, "beds_occupied", text("16"));
    assert_eq!(gave(&session), None);
}
