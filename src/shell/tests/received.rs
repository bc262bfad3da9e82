//! What becomes of a return after it was received.

use super::*;

thread_local! {
    static LATER: Cell<i64> = const { Cell::new(0) };
}

/// A shell with a return that was received and not judged, and the return's id.
fn received(status_url: Option<&str>) -> (Shell, String) {
    LATER.set(0);
    let mut shell = shell();
    shell.device.now = || now() + LATER.get();
    let id = ready(shell.hand_over(&draft(&shell, october(), None))).unwrap();
    let receipt = Receipt {
        id: "7".into(),
        reference: "CR-TEST-0001".into(),
        received_at: "2026-11-10T14:05:00Z".into(),
        state: ReceiptState::Received,
        status_url: status_url.map(str::to_owned),
        refused_for: vec![],
    };
    ready(shell.keep_receipt(&id, &receipt));
    (shell, id)
}

#[test]
fn a_receipt_is_asked_after_every_ten_minutes_at_most() {
    let (shell, id) = received(Some("/s"));
    let of_it = [id];
    let asked = |later: i64| {
        LATER.set(later);
        shell
            .to_ask()
            .into_iter()
            .map(|(id, _)| id)
            .collect::<Vec<_>>()
    };
    assert_eq!(asked(0), of_it);
    assert!(asked(599_999).is_empty());
    assert_eq!(asked(600_000), of_it);
    assert!(asked(600_000).is_empty());
    assert_eq!(asked(0), of_it, "the clock was put back");
}

#[test]
fn a_receipt_without_an_address_is_not_asked_after() {
    let (shell, _) = received(None);
    assert!(shell.to_ask().is_empty());
}

#[test]
fn what_became_of_a_return_is_kept_and_ends_the_asking() {
    let (shell, id) = received(Some("/s"));
    let (_, known) = shell.to_ask().remove(0);
    let refused = Receipt {
        state: ReceiptState::Refused,
        refused_for: vec!["There are more people than beds".into()],
        ..known
    };
    ready(shell.keep_receipt(&id, &refused));
    assert_eq!(shell.lists().sent.len(), 1);
    assert_eq!(shell.lists().sent[0].receipt, refused);
    LATER.set(600_000);
    assert!(shell.to_ask().is_empty());
}
