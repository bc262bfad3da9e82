//! Two tabs with one draft: one of them may write it, and the other is told.

use super::*;
use crate::shell::OpenError;
use crate::shell::{SaveProblem, Saved};

/// Another tab opens the draft.
fn other_tab_opens(shell: &Shell, form: &OpenForm) {
    ready(shell.store.take_over(&form.head.id)).unwrap();
}

fn save(shell: &Shell, form: &OpenForm) -> Result<(), SaveProblem> {
    ready(shell.put(form, form.text().into_bytes(), Durability::Relaxed))
}

#[test]
fn a_tab_that_wakes_finds_its_draft_taken_over() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    assert_eq!(ready(shell.outdone(&form)), None);
    other_tab_opens(&shell, &form);
    assert_eq!(ready(shell.outdone(&form)), Some(SaveProblem::TakenOver));
}

#[test]
fn a_tab_that_wakes_finds_its_draft_sent() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let epoch = form.epoch();
    ready(shell.store.remove_draft(&form.head.id, epoch)).unwrap();
    assert_eq!(ready(shell.outdone(&form)), Some(SaveProblem::Gone));
    form.close();
    assert_eq!(
        ready(shell.outdone(&form)),
        None,
        "this tab removed it itself"
    );
}

#[test]
fn what_the_older_tab_types_overwrites_nothing_and_stays_with_it() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    other_tab_opens(&shell, &form);
    let stored = ready(shell.store.draft(&form.head.id)).unwrap();
    set(&mut form.session.borrow_mut(), "beds_occupied", text("3"));
    assert_eq!(save(&shell, &form), Err(SaveProblem::TakenOver));
    assert_eq!(ready(shell.store.draft(&form.head.id)).unwrap(), stored);
    assert!(form.text().contains("\"3\""), "it can still be taken out");
    assert_eq!(form.saved(), Saved::Saving);
}

#[test]
fn the_older_tab_cannot_send_what_the_newer_one_edits() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    other_tab_opens(&shell, &form);
    assert_eq!(ready(shell.hand_over(&form)), Err(FinishError::Elsewhere));
    assert!(ready(shell.store.outbox()).unwrap().rows.is_empty());
}

/// The row of a draft that is on this device.
fn row(shell: &Shell, id: &str) -> crate::storage::DraftRow {
    ready(shell.store.draft(id)).unwrap().unwrap()
}

#[test]
fn a_draft_of_another_tab_is_shown_and_not_written() {
    let shell = Rc::new(shell());
    let id = draft(&shell, october(), None).head.id.clone();
    let before = row(&shell, &id);
    ELSEWHERE.set(true);
    let open = ready(shell.open_draft(&id)).unwrap();
    assert_eq!(open.saved(), Saved::Elsewhere);
    assert_eq!(row(&shell, &id), before, "the other tab goes on");

    open.unsaved();
    shell.save_now(&open);
    assert_eq!(ready(shell.hand_over(&open)), Err(FinishError::Elsewhere));
    assert_eq!(row(&shell, &id), before);
    assert!(ready(shell.store.outbox()).unwrap().rows.is_empty());
}

#[test]
fn a_draft_is_taken_over_from_another_tab_when_the_person_says_so() {
    let shell = Rc::new(shell());
    let other = draft(&shell, october(), None);
    let id = other.head.id.clone();
    ELSEWHERE.set(true);
    let shown = ready(shell.open_draft(&id)).unwrap();
    let open = ready(shell.take_over(&id)).unwrap();
    assert_eq!(open.saved(), Saved::Unchanged);
    assert_eq!(open.epoch(), shown.epoch() + 1);
    assert_eq!(save(&shell, &open), Ok(()));
    assert_eq!(save(&shell, &other), Err(SaveProblem::TakenOver));
}

#[test]
fn a_draft_that_the_other_tab_gave_back_is_edited_when_this_one_is_looked_at_again() {
    let shell = Rc::new(shell());
    let id = draft(&shell, october(), None).head.id.clone();
    ELSEWHERE.set(true);
    let shown = ready(shell.open_draft(&id)).unwrap();
    let again = || {
        assert!(shell.read_again(&shell.open_form().unwrap()));
        ready(shell.open_draft(&id)).unwrap()
    };
    assert_eq!(again().saved(), Saved::Elsewhere);
    ELSEWHERE.set(false);
    let open = again();
    assert_eq!(open.saved(), Saved::Unchanged);
    assert!(!shell.read_again(&open));
    assert_eq!(open.epoch(), shown.epoch() + 1);
}

#[test]
fn a_draft_that_is_left_may_be_edited_elsewhere() {
    let shell = Rc::new(shell());
    let id = draft(&shell, october(), None).head.id.clone();
    ready(shell.open_draft(&id)).unwrap();
    assert!(shell.turn.borrow().is_some());
    shell.leave_form();
    assert!(shell.turn.borrow().is_none());
    let gone = ready(shell.take_over("gone"));
    assert_eq!(gone.err(), Some(OpenError::Gone));
    assert!(shell.turn.borrow().is_none());
}
