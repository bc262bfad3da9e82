//! What other returns on this device say of the same subject, and a second window of one period.

use super::earlier::TWO;
use super::slices::cut;
use super::*;
use crate::shell::About;
use crate::shell::lists::{KnownSubject, Lists, Sent};
use crate::submit::Owner;
use care_engine::exchange::givers_v1::Givers;
use care_engine::exchange::receipt_v1::{ReceiptState as State1, ReceiptV1};

/// A draft of the profile of the home, with the number of staff.
fn profile(shell: &Shell, subject: &Subject) -> Rc<OpenForm> {
    let form = Rc::clone(shell.definition().form("provider-profile").unwrap());
    let period = Period {
        start: Date::from_ymd(2026, 4, 1).unwrap(),
        end: Date::from_ymd(2027, 3, 31).unwrap(),
    };
    let facts = ready(shell.facts(&form.id, Some(subject), Some(period)));
    let mut session = Session::open(shell.definition(), &form, facts);
    set(&mut session, "staff_total", text("31"));
    saved(shell, head(shell, &form.id, subject, period), session)
}

#[test]
fn what_a_draft_of_another_return_holds_is_laid_beside() {
    let shell = Rc::new(shell());
    let subject = known(&shell);
    let open = profile(&shell, &subject);
    let beside = ready(shell.beside("digital-readiness", &subject));
    let [other] = &beside[..] else {
        panic!("{beside:?}")
    };
    assert_eq!(other.form, "provider-profile");
    assert_eq!(other.title, "Provider and location details");
    assert_eq!(other.on, shell.today());
    assert!(!other.filed);
    assert_eq!(other.answers, [("staff_total".to_owned(), text("31"))]);
    assert_eq!(ready(shell.beside(&open.head.form, &subject)), []);
    let neighbour = Subject {
        id: "1-999".into(),
        ..subject
    };
    assert_eq!(ready(shell.beside("digital-readiness", &neighbour)), []);
}

#[test]
fn a_return_that_is_begun_or_opened_offers_it() {
    let shell = Rc::new(shell());
    let subject = known(&shell);
    profile(&shell, &subject);
    let half = Period {
        start: Date::from_ymd(2026, 4, 1).unwrap(),
        end: Date::from_ymd(2026, 9, 30).unwrap(),
    };
    let offered = |session: &Session| {
        let slot = slot_of(session.definition(), session.form(), "staff_total").unwrap();
        let offer = session.offer_at(&Address::Slot(slot));
        offer.map(|offer| (offer.value, offer.on, offer.filed))
    };
    let was = Some(("31 staff".to_owned(), Some(shell.today()), false));
    let form = Rc::clone(shell.definition().form("digital-readiness").unwrap());
    let facts = ready(shell.facts(&form.id, Some(&subject), Some(half)));
    let mut session = Session::open(shell.definition(), &form, facts);
    assert_eq!(offered(&session), None, "nothing is laid beside it");
    session.lay_beside(ready(shell.beside(&form.id, &subject)));
    assert_eq!(offered(&session), was);
    let draft = saved(&shell, head(&shell, &form.id, &subject, half), session);
    let opened = ready(shell.open_draft(&draft.head.id)).unwrap();
    assert_eq!(offered(&opened.session.borrow()), was);
}

/// An index knows nothing of what the questions read; what was read beside it does.
#[test]
fn returns_of_other_kinds_are_found_where_the_framework_is_an_index() {
    let shell = Rc::new(shell_of(&cut(TWO), |_| {
        Box::pin(async { Some(TWO.to_owned()) })
    }));
    assert_eq!(shell.others("month"), [""; 0]);
    ready(shell.slice("month")).unwrap();
    assert_eq!(shell.others("month"), ["stock-room"]);
}

/// The final figures of a year are due again after the estimate in the middle of it, and go in as a correction of that.
#[test]
fn a_second_window_of_a_period_is_due_again() {
    let shell = shell();
    let subject = taken(&shell, council());
    let year = Period {
        start: Date::from_ymd(2026, 4, 1).unwrap(),
        end: Date::from_ymd(2027, 3, 31).unwrap(),
    };
    let sent = |id: &str, finished: &str| Sent {
        id: id.into(),
        about: About {
            form: "local-funding".into(),
            subject: subject.id.clone(),
            name: subject.name.clone(),
            period: Some(year),
            revision: 1,
            replaces: None,
            finished_at: parse_iso_utc(finished).unwrap(),
            owner: Owner::default(),
            givers: Givers::default(),
        },
        receipt: ReceiptV1 {
            id: id.into(),
            reference: "A".into(),
            received_at: finished.into(),
            state: State1::Accepted,
            status_url: None,
            refused_for: vec![],
        },
    };
    let here = |sent: Vec<Sent>, day: Date| -> Vec<Here> {
        let lists = Lists {
            subjects: vec![KnownSubject {
                key: "k".into(),
                owner: SpaceOwner::Me,
                subject: Some(subject.clone()),
                kind: "council".into(),
            }],
            sent,
            ..Lists::default()
        };
        let due = due_list(shell.definition(), &lists, day);
        let of_year = due
            .into_iter()
            .filter(|due| due.form == "local-funding" && due.when.period == year);
        let open = of_year.filter(|due| !matches!(due.when.state, State::Opens(_)));
        open.map(|due| due.here).collect()
    };
    let november = Date::from_ymd(2026, 11, 20).unwrap();
    let may = Date::from_ymd(2027, 5, 20).unwrap();
    let estimate = || sent("estimate", "2026-11-10T12:00:00Z");
    let last = || sent("final", "2027-05-10T12:00:00Z");
    assert_eq!(here(vec![], november), [Here::Nothing]);
    assert_eq!(
        here(vec![estimate()], november),
        [Here::Sent("estimate".into())]
    );
    assert_eq!(
        here(vec![estimate()], may),
        [Here::Earlier("estimate".into())]
    );
    let both = vec![last(), estimate()];
    assert_eq!(here(both, may), [Here::Sent("final".into())]);
}
