//! Drafts and finished returns of an older version of the framework, on a page that has a newer one.

use super::*;
use crate::shell::{MoveError, OpenError, VERSION_PLACE};
use care_engine::moving::{End, Plan};

/// The framework one version on: one item replaces another, and one is not asked any more.
fn newer() -> Rc<definition::Definition> {
    let mut text = FRAMEWORK.to_owned();
    for (from, to) in [
        ("\"version\": \"2026.1\"", "\"version\": \"2026.2\""),
        ("beds_reserved", "beds_kept_free"),
        (
            "\"beds_kept_free\": {",
            "\"beds_kept_free\": { \"replaces\": [\"beds_reserved\"],",
        ),
        (
            "{ \"item\": \"beds_unavail_why\", ",
            "{ \"item\": \"regulated\", ",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    Rc::new(definition::load(&text).unwrap_or_else(|problems| panic!("{problems:?}")))
}

/// The same device on the day on which the page has the newer framework.
fn later(mut shell: Shell) -> Rc<Shell> {
    shell.definition = newer();
    ready(shell.refresh()).unwrap();
    Rc::new(shell)
}

fn end(plan: &Plan, at: &str) -> End {
    let step = plan.steps.iter().find(|step| step.at == at);
    step.unwrap().end.clone()
}

fn answer(session: &Session, item: &str) -> String {
    let slot = slot_of(session.definition(), session.form(), item).unwrap();
    session.answer(&Address::Slot(slot)).text().to_owned()
}

#[test]
fn a_draft_of_an_older_version_is_shown_and_moved() {
    let shell = shell();
    let id = draft(&shell, october(), None).head.id.clone();
    let shell = later(shell);
    let row = ready(shell.store.draft(&id)).unwrap();
    let refused = || ready(shell.open_draft(&id)).err();
    assert_eq!(refused(), Some(OpenError::OtherVersion));
    assert_eq!(
        ready(shell.store.draft(&id)).unwrap(),
        row,
        "no tab has lost it"
    );
    // Where the lists do not know it, it is taken over before that can be seen; it is not changed.
    shell.lists.borrow_mut().drafts.clear();
    assert_eq!(refused(), Some(OpenError::OtherVersion));
    let row = ready(shell.store.draft(&id)).unwrap();

    let moving = ready(shell.look_at_move(&id)).unwrap();
    let plan = moving.plan.as_ref().unwrap();
    assert!(matches!(end(plan, "beds_reserved"), End::Moved { .. }));
    assert!(matches!(end(plan, "beds_unavail_why"), End::Kept { .. }));
    assert!(matches!(end(plan, "beds_occupied"), End::Stayed(_)));
    assert_eq!(ready(shell.store.draft(&id)).unwrap(), row, "still nothing");

    ready(shell.move_draft(&moving)).unwrap();
    let open = ready(shell.open_draft(&id)).unwrap();
    assert_eq!(open.head.version, "2026.2");
    assert_eq!(answer(&open.session.borrow(), "beds_kept_free"), "1");
    assert_eq!(open.head.kept.len(), 1);
    // What is kept stays in the draft when it is saved from now on.
    assert!(open.text().contains("\"at\":\"beds_unavail_why\""));
    let listed = shell.lists().drafts[0].head.clone();
    assert_eq!(listed, open.head);
}

#[test]
fn a_draft_that_changed_since_it_was_shown_is_not_moved() {
    let shell = shell();
    let open = draft(&shell, october(), None);
    let shell = later(shell);
    let moving = ready(shell.look_at_move(&open.head.id)).unwrap();
    // A tab that still has the older page saves once more.
    ready(shell.put(&open, open.text().into_bytes(), Durability::Relaxed)).unwrap();
    assert_eq!(ready(shell.move_draft(&moving)), Err(MoveError::Changed));
    let moving = ready(shell.look_at_move(&open.head.id)).unwrap();
    ready(shell.move_draft(&moving)).unwrap();
    let late = ready(shell.put(&open, open.text().into_bytes(), Durability::Relaxed));
    assert!(late.is_err(), "the older page can write no more");
}

#[test]
fn a_return_that_is_not_asked_any_more_is_kept_as_it_is() {
    let shell = shell();
    let id = draft(&shell, october(), None).head.id.clone();
    let mut shell = shell;
    let text = FRAMEWORK
        .replacen("\"version\": \"2026.1\"", "\"version\": \"2026.2\"", 1)
        .replacen("\"capacity-workforce\": {", "\"capacity\": {", 1);
    shell.definition = Rc::new(definition::load(&text).unwrap());
    let moving = ready(shell.look_at_move(&id)).unwrap();
    assert!(moving.plan.is_none());
    assert_eq!(ready(shell.move_draft(&moving)), Err(MoveError::NoForm));
}

#[test]
fn a_refusal_for_the_version_leads_to_the_move() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = ready(shell.hand_over(&form)).unwrap();
    let refusal = Refusal {
        status: 422,
        title: Some("Not taken".into()),
        findings: vec![Told {
            pointer: VERSION_PLACE.into(),
            detail: "This version of the framework is no longer taken".into(),
        }],
    };
    let progress = Progress::Stuck {
        reason: StuckReason::Refused(refusal),
    };
    let settlement = Settlement::Later {
        progress: progress.to_bytes(),
    };
    ready(shell.store.settle(&id, &settlement)).unwrap();
    let shell = later(shell);

    let id = ready(shell.reopen(&id)).unwrap();
    assert_eq!(shell.lists().drafts[0].head.version, "2026.1");
    let moving = ready(shell.look_at_move(&id)).unwrap();
    let plan = moving.plan.as_ref().unwrap();
    assert!(matches!(end(plan, "beds_reserved"), End::Moved { .. }));
    assert!(matches!(end(plan, "beds_unavail_why"), End::Kept { .. }));
    assert!(matches!(
        end(plan, "vac_by_type/general-residential/capacity"),
        End::Stayed(_)
    ));
    ready(shell.move_draft(&moving)).unwrap();
    let open = ready(shell.open_draft(&id)).unwrap();
    assert_eq!(answer(&open.session.borrow(), "beds_kept_free"), "1");
    assert_eq!(open.refused, [], "what was said of the version is settled");
}

#[test]
fn a_correction_of_an_older_return_is_moved_too() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let sent = ready(shell.hand_over(&form)).unwrap();
    receive(&shell, &sent);
    let shell = later(shell);
    let id = ready(shell.correct(&sent, "Counted twice")).unwrap();
    assert_eq!(
        ready(shell.open_draft(&id)).err(),
        Some(OpenError::OtherVersion)
    );
    let moving = ready(shell.look_at_move(&id)).unwrap();
    ready(shell.move_draft(&moving)).unwrap();
    let open = ready(shell.open_draft(&id)).unwrap();
    let replaces = open.head.replaces.clone().unwrap();
    assert_eq!((replaces.id, replaces.revision), (sent, 2));
    assert_eq!(answer(&open.session.borrow(), "beds_kept_free"), "1");
}

#[test]
fn the_details_of_a_subject_move_along() {
    let shell = shell();
    known(&shell);
    let mut shell = shell;
    let text = FRAMEWORK
        .replacen("\"version\": \"2026.1\"", "\"version\": \"2026.2\"", 1)
        .replace("beds_total", "rooms_total")
        .replacen(
            "\"rooms_total\": {",
            "\"rooms_total\": { \"replaces\": [\"beds_total\"],",
            1,
        );
    shell.definition = Rc::new(definition::load(&text).unwrap());
    ready(shell.refresh()).unwrap();
    let subject = shell.lists().subjects[0].subject.clone().unwrap();
    let places = subject.profile.iter().find(|(id, _)| id == "rooms_total");
    assert_eq!(places.unwrap().1, super::text("24"));
}
