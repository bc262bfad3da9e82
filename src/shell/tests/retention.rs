//! How long what rests on the device is kept, and that it is said before it goes.

use super::*;
use crate::storage::failing::Failing;

thread_local! {
    static DAYS: Cell<i64> = const { Cell::new(0) };
}

/// A shell whose clock is set in days after 10 November 2026. The window of October closes on the 16th at the latest.
fn dated() -> Shell {
    DAYS.set(0);
    let mut shell = shell();
    shell.device.now = || now() + DAYS.get() * 86_400_000;
    shell
}

/// The page is opened on a later day.
fn start(shell: &Shell, days: i64) {
    DAYS.set(days);
    ready(shell.clear_out()).unwrap();
}

/// When the one draft goes, in days after 10 November 2026; `None` where nothing is said.
fn said(shell: &Shell) -> Option<i64> {
    let lists = shell.lists();
    let goes = shell.goes_on(&lists.drafts[0])?;
    Some(Date::from_ymd(2026, 11, 10).unwrap().days_until(goes))
}

#[test]
fn a_draft_that_expires_says_so_for_two_weeks_before() {
    let shell = dated();
    draft(&shell, october(), None);
    start(&shell, 51);
    assert_eq!(said(&shell), None);
    // The window closes on the 16th, day 6; 60 days later is day 66.
    for days in [52, 60, 66] {
        start(&shell, days);
        assert_eq!(said(&shell), Some(67), "the same day, whenever one looks");
    }
    start(&shell, 67);
    assert!(shell.lists().drafts.is_empty());
    assert!(ready(shell.store.drafts()).unwrap().rows.is_empty());
}

#[test]
fn a_draft_that_nobody_looked_at_for_a_year_is_still_there_and_says_when_it_goes() {
    let shell = dated();
    draft(&shell, october(), None);
    start(&shell, 400);
    assert_eq!(said(&shell), Some(414));
    start(&shell, 413);
    assert_eq!(shell.lists().drafts.len(), 1);
    start(&shell, 414);
    assert!(shell.lists().drafts.is_empty());
}

#[test]
fn a_draft_that_is_filled_in_late_is_not_old() {
    let shell = dated();
    let form = draft(&shell, october(), None);
    start(&shell, 400);
    ready(shell.put(&form, form.text().into_bytes(), Durability::Relaxed)).unwrap();
    start(&shell, 420);
    assert_eq!(said(&shell), None);
    assert_eq!(shell.lists().drafts.len(), 1);
}

#[test]
fn a_draft_that_is_open_here_stays() {
    let shell = Rc::new(dated());
    let form = draft(&shell, october(), None);
    start(&shell, 400);
    ready(shell.open_draft(&form.head.id)).unwrap();
    start(&shell, 500);
    assert_eq!(shell.lists().drafts.len(), 1);
}

#[test]
fn a_return_that_is_not_sent_never_expires() {
    let shell = dated();
    let id = ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
    for days in [60, 75, 1_000, 1_020, 4_000, 4_100] {
        start(&shell, days);
        assert_eq!(shell.lists().waiting.len(), 1, "{days}");
        assert_eq!(shell.lists().waiting[0].id, id);
    }
}

#[test]
fn a_sent_return_is_kept_for_25_months() {
    let shell = dated();
    let id = ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
    receive(&shell, &id);
    // 25 months end with day 761; it is said from day 750, when the page is opened.
    for days in [700, 750, 760, 763] {
        start(&shell, days);
        assert_eq!(shell.lists().sent.len(), 1, "{days}");
    }
    start(&shell, 764);
    assert!(shell.lists().sent.is_empty());
}

#[test]
fn a_sent_return_stays_while_it_is_corrected() {
    let shell = Rc::new(dated());
    let id = ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
    receive(&shell, &id);
    start(&shell, 755);
    let replaces = Replaces {
        id: id.clone(),
        revision: 2,
        reason: "mistake".into(),
    };
    draft(&shell, october(), Some(replaces));
    for days in [800, 810, 814] {
        start(&shell, days);
        assert_eq!(shell.lists().sent.len(), 1, "{days}");
    }
}

#[test]
fn a_clock_that_is_wrong_at_one_start_removes_nothing() {
    let shell = dated();
    let id = ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
    receive(&shell, &id);
    draft(&shell, october(), None);
    start(&shell, 10_000);
    start(&shell, 1);
    assert_eq!(said(&shell), None);
    start(&shell, 10_000);
    assert_eq!(
        (shell.lists().drafts.len(), shell.lists().sent.len()),
        (1, 1)
    );
}

#[test]
fn what_expires_goes_whole_or_not_at_all_whatever_fails() {
    for operation in 1.. {
        let shell = dated();
        let id = ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
        receive(&shell, &id);
        draft(&shell, october(), None);
        start(&shell, 4_000);
        DAYS.set(4_100);
        shell.store.fail(Some(Failing::At(operation)));
        let end = ready(shell.clear_out());
        let failed = !shell.store.is_to_fail();
        shell.store.fail(None);
        let left = (
            ready(shell.store.drafts()).unwrap().rows.len(),
            ready(shell.store.receipts()).unwrap().rows.len(),
        );
        // The lists may not be read again behind the removal: then it has happened, and the next start shows it.
        assert!(left == (1, 1) || left == (0, 0), "{operation}: {left:?}");
        if !failed {
            assert_eq!((end, left), (Ok(()), (0, 0)));
            assert!(operation > 10, "{operation}");
            break;
        }
        assert!(end.is_err());
        start(&shell, 4_101);
        assert!(ready(shell.store.drafts()).unwrap().rows.is_empty());
    }
}
