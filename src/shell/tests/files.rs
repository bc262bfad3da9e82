//! Drafts that go out as a file and come back, here and on another device.

use super::*;
use crate::shell::FileError;

/// A second device.
fn device() -> Rc<Shell> {
    Rc::new(shell())
}

fn bytes(shell: &Shell, id: &str) -> Vec<u8> {
    ready(shell.store.draft(id)).unwrap().unwrap().bytes
}

#[test]
fn a_draft_is_put_on_another_device_as_it_was() {
    let first = shell();
    let form = draft(&first, october(), None);
    let second = device();
    let file = ready(second.look_at_file(form.text())).unwrap();
    assert_eq!(file.here, None);
    assert!(
        second.lists().drafts.is_empty(),
        "nothing is kept by a look"
    );
    let id = ready(second.keep_file(&file)).unwrap();
    assert_eq!(second.lists().drafts[0].head, form.head);
    assert_eq!(bytes(&second, &id), form.text().into_bytes());
    let open = ready(second.open_draft(&id)).unwrap();
    assert_eq!(open.text(), form.text());
}

#[test]
fn a_draft_that_is_here_is_asked_about_and_then_replaced() {
    let shell = Rc::new(shell());
    let form = draft(&shell, october(), None);
    let older = form.text();
    set(&mut form.session.borrow_mut(), "beds_occupied", text("11"));
    ready(shell.put(&form, form.text().into_bytes(), Durability::Relaxed)).unwrap();

    let file = ready(shell.look_at_file(older.clone())).unwrap();
    assert_eq!(file.here.as_ref().unwrap().head.id, form.head.id);
    assert_eq!(bytes(&shell, &form.head.id), form.text().into_bytes());
    ready(shell.keep_file(&file)).unwrap();
    assert_eq!(bytes(&shell, &form.head.id), older.into_bytes());
    // A tab that has the old one open cannot bring it back.
    let late = ready(shell.put(&form, form.text().into_bytes(), Durability::Relaxed));
    assert!(late.is_err());
}

#[test]
fn a_second_draft_of_the_same_return_takes_the_place_of_the_first() {
    let other = shell();
    let from_elsewhere = draft(&other, october(), None);
    let shell = Rc::new(shell());
    let here = draft(&shell, october(), None);
    assert_ne!(here.head.id, from_elsewhere.head.id);
    let file = ready(shell.look_at_file(from_elsewhere.text())).unwrap();
    assert_eq!(file.here.as_ref().unwrap().head.id, here.head.id);
    ready(shell.keep_file(&file)).unwrap();
    let lists = shell.lists();
    assert_eq!(lists.drafts.len(), 1);
    assert_eq!(lists.drafts[0].head.id, from_elsewhere.head.id);
}

#[test]
fn what_is_no_draft_of_this_framework_is_told_apart() {
    let shell = Rc::new(shell());
    let form = draft(&shell, october(), None);
    let look = |text: &str| ready(shell.look_at_file(text.to_owned())).err();
    assert_eq!(look("{}"), Some(FileError::NotADraft));
    assert_eq!(look("\u{feff}no"), Some(FileError::NotADraft));
    let other = form.text().replace("asc-england", "asc-elsewhere");
    assert_eq!(look(&other), Some(FileError::OtherFramework));
    let spoilt = form.text().replace("\"answers\":{", "\"answers\":[{");
    assert!(look(&spoilt).is_some());
}

#[test]
fn a_return_that_was_finished_here_is_not_begun_again_from_a_file() {
    let shell = Rc::new(shell());
    let form = draft(&shell, october(), None);
    let text = form.text();
    let id = ready(shell.hand_over(&form)).unwrap();
    let look = || ready(shell.look_at_file(text.clone())).err();
    assert_eq!(look(), Some(FileError::Finished));
    receive(&shell, &id);
    assert_eq!(look(), Some(FileError::Finished));
}
