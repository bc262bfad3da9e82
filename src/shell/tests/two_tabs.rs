//! Two tabs with one draft: one of them may write it, and the other is told.

use super::*;
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
