//! The shell over a store in memory, with a clock and ids of the tests' own. What only a browser can do is in the
//! journeys.

#![allow(clippy::unwrap_used)]

use super::browser::{Alone, Turn};
use super::device::Coming;
use super::due::{Here, due_list};
use super::form::OpenForm;
use super::profiles::ToldSubject;
use super::{Device, FinishError, PageConfig, Shell};
use crate::storage::sealing::Owner as SpaceOwner;
use crate::storage::{Durability, Settlement, Store};
use crate::submit::{Finding as Told, Progress, Receipt, ReceiptState, Refusal, StuckReason};
use care_engine::definition::{self, Period, State};
use care_engine::exchange::draft_v1::{DraftHead, Replaces};
use care_engine::json::{self, Json};
use care_engine::session::{Address, Answer, Content, Edit, Node, Session, Subject, slot_of};
use care_engine::value::{Date, parse_iso_utc};
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

mod beside;
mod clock;
mod earlier;
mod files;
mod guest;
mod language;
mod moving;
mod people;
mod received;
mod retention;
mod sign_in;
mod slices;
mod status;
mod subjects;
mod tabs_by_chance;
mod taking;
mod two_tabs;

const FRAMEWORK: &str = include_str!("../../static/frameworks/asc-england.json");
const CARE_HOME: &str = include_str!("../../wasm-tests/fixtures/returns/01-care-home.json");
const FORM: &str = "capacity-workforce";

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
    /// Whether another tab has the lock of every draft.
    static ELSEWHERE: Cell<bool> = const { Cell::new(false) };
}

/// Memory waits for nothing, so its futures are ready at the first poll.
pub(super) fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the store in memory waited"),
    }
}

fn now() -> i64 {
    parse_iso_utc("2026-11-10T14:03:05Z").unwrap()
}

fn id() -> String {
    COUNT.with(|count| {
        count.set(count.get() + 1);
        format!("id-{}", count.get())
    })
}

pub(super) fn shell() -> Shell {
    shell_of(FRAMEWORK, |_| Box::pin(async { None }))
}

fn shell_of(framework: &str, file: fn(&str) -> Coming) -> Shell {
    let definition = definition::load(framework).unwrap();
    let device = Device {
        now,
        id,
        chance: || 0,
        file,
        lock: |_, turn, _| {
            let is_elsewhere = ELSEWHERE.get() && turn != Turn::Taken;
            Box::pin(async move { (!is_elsewhere).then_some(Alone::UNASKED) })
        },
    };
    let config = PageConfig {
        framework: "frameworks/asc-england/index.json".into(),
        ..PageConfig::default()
    };
    Shell::new(config, None, definition, Store::memory(), None, device)
}

fn texts(of: &Json) -> Vec<(String, String)> {
    let entries = of.entries().unwrap().iter();
    entries
        .filter_map(|(item, answer)| Some((item.to_string(), answer.as_text()?.to_owned())))
        .collect()
}

/// The care home of the first return that was judged by hand.
fn told() -> ToldSubject {
    let fixture = json::parse(CARE_HOME).unwrap();
    ToldSubject {
        kind: "location".into(),
        answers: texts(fixture.get("subject").unwrap()),
    }
}

fn known(shell: &Shell) -> Subject {
    taken(shell, told())
}

/// A council, as a host page tells of it.
fn council() -> ToldSubject {
    ToldSubject {
        kind: "council".into(),
        answers: vec![
            ("la_code".into(), "E09000002".into()),
            ("council_runs_services".into(), "no".into()),
        ],
    }
}

/// The first subject of the device, after this one was told.
fn taken(shell: &Shell, told: ToldSubject) -> Subject {
    ready(shell.keep_subjects(&[told])).unwrap();
    ready(shell.refresh()).unwrap();
    shell.lists().subjects[0].subject.clone().unwrap()
}

fn october() -> Period {
    Period {
        start: Date::from_ymd(2026, 10, 1).unwrap(),
        end: Date::from_ymd(2026, 10, 31).unwrap(),
    }
}

fn set(session: &mut Session, item: &str, content: Content) {
    let slot = slot_of(session.definition(), session.form(), item).unwrap();
    let answer = Answer {
        content,
        ..Answer::BLANK
    };
    session
        .apply(Edit::Set {
            at: Address::Slot(slot),
            answer,
        })
        .unwrap();
}

fn text(text: &str) -> Content {
    Content::Text(Rc::from(text))
}

/// A draft of the first return that was judged by hand, for a period, saved.
fn draft(shell: &Shell, period: Period, replaces: Option<Replaces>) -> Rc<OpenForm> {
    let subject = known(shell);
    let form = Rc::clone(shell.definition().form(FORM).unwrap());
    let facts = ready(shell.facts(FORM, Some(&subject), Some(period)));
    let mut session = Session::open(shell.definition(), &form, facts);
    let fixture = json::parse(CARE_HOME).unwrap();
    for (item, answer) in fixture.get("answers").unwrap().entries().unwrap() {
        let content = match answer {
            Json::Text(typed) => text(typed),
            Json::List(codes) => Content::Codes(
                codes
                    .iter()
                    .map(|code| Rc::from(code.as_text().unwrap()))
                    .collect(),
            ),
            _ => continue,
        };
        set(&mut session, item, content);
    }
    for (table, rows) in fixture
        .get("tables")
        .map_or(&[][..], |tables| tables.entries().unwrap())
    {
        for (row, cells) in rows.entries().unwrap() {
            for (item, typed) in texts(cells) {
                let spelt = [table.as_ref(), row, &item].join("/");
                let at = Address::parse(&spelt, shell.definition(), &form).unwrap();
                session
                    .apply(Edit::Set {
                        at,
                        answer: Answer::typed(&typed),
                    })
                    .unwrap();
            }
        }
    }
    let mut head = head(shell, FORM, &subject, period);
    head.replaces = replaces;
    saved(shell, head, session)
}

/// What a new draft says of itself.
fn head(shell: &Shell, form: &str, subject: &Subject, period: Period) -> DraftHead {
    DraftHead {
        id: id(),
        framework: shell.definition().id.clone(),
        version: shell.definition().version.clone(),
        form: form.into(),
        subject: Some(subject.clone()),
        period: Some(period),
        begun: now(),
        replaces: None,
        kept: Vec::new(),
    }
}

/// A new draft, saved.
fn saved(shell: &Shell, head: DraftHead, session: Session) -> Rc<OpenForm> {
    let open = OpenForm::new_draft(head, session, SpaceOwner::Me);
    ready(shell.put(&open, open.text().into_bytes(), Durability::Relaxed)).unwrap();
    ready(shell.refresh()).unwrap();
    open
}

fn receive(shell: &Shell, id: &str) {
    receive_as(shell, id, ReceiptState::Accepted);
}

fn receive_as(shell: &Shell, id: &str, state: ReceiptState) {
    let receipt = Receipt {
        id: id.into(),
        reference: "CR-TEST-0001".into(),
        received_at: "2026-11-10T14:05:00Z".into(),
        state,
        status_url: None,
        refused_for: vec![],
    };
    let done = Settlement::Done {
        receipt: receipt.write().into_bytes(),
        settled_at: now(),
    };
    ready(shell.store.settle(id, &done)).unwrap();
    ready(shell.refresh()).unwrap();
}

fn here(shell: &Shell) -> Vec<(State, Here)> {
    let due = due_list(shell.definition(), &shell.lists(), shell.today());
    due.into_iter()
        .filter(|due| due.form == FORM)
        .map(|due| (due.when.state, due.here))
        .collect()
}

#[test]
fn what_is_due_follows_a_return_from_nothing_to_sent() {
    let shell = shell();
    known(&shell);
    let open = State::Open { days_left: 6 };
    let next = (
        State::Opens(Date::from_ymd(2026, 12, 8).unwrap()),
        Here::Nothing,
    );
    assert_eq!(here(&shell), [(open, Here::Nothing), next.clone()]);

    let form = draft(&shell, october(), None);
    assert_eq!(here(&shell)[0], (open, Here::Draft(form.head.id.clone())));

    let id = ready(shell.hand_over(&form)).unwrap();
    assert_eq!(here(&shell)[0], (open, Here::Waiting(id.clone())));
    assert!(
        shell.lists().drafts.is_empty(),
        "the draft went with the return"
    );

    receive(&shell, &id);
    assert_eq!(here(&shell), [(open, Here::Sent(id)), next]);
    assert!(shell.lists().waiting.is_empty());
}

#[test]
fn a_return_that_was_refused_after_all_is_still_due_until_its_correction_is_received() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = ready(shell.hand_over(&form)).unwrap();
    receive_as(&shell, &id, ReceiptState::Refused);
    assert_eq!(here(&shell)[0].1, Here::Refused(id.clone()));

    let replaces = Replaces {
        id,
        revision: 2,
        reason: "A figure was wrong".into(),
    };
    let form = draft(&shell, october(), Some(replaces));
    assert_eq!(here(&shell)[0].1, Here::Draft(form.head.id.clone()));
    let id = ready(shell.hand_over(&form)).unwrap();
    receive(&shell, &id);
    assert_eq!(here(&shell)[0].1, Here::Sent(id));
}

#[test]
fn a_return_with_findings_stays_a_draft() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    set(
        &mut form.session.borrow_mut(),
        "beds_occupied",
        text("many"),
    );
    assert!(matches!(
        ready(shell.hand_over(&form)),
        Err(FinishError::Findings(_))
    ));
    ready(shell.refresh()).unwrap();
    assert_eq!(shell.lists().drafts.len(), 1);
    assert!(shell.lists().waiting.is_empty());
}

#[test]
fn a_return_is_finished_once() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    ready(shell.hand_over(&form)).unwrap();
    assert_eq!(ready(shell.hand_over(&form)), Err(FinishError::Elsewhere));
    assert_eq!(shell.lists().waiting.len(), 1);
}

#[test]
fn a_correction_has_the_answers_and_names_what_it_replaces() {
    let shell = shell();
    let first = draft(&shell, october(), None);
    let before: Vec<(Address, Answer)> = first
        .session
        .borrow()
        .answers()
        .map(|(at, answer)| (at, answer.clone()))
        .collect();
    let id = ready(shell.hand_over(&first)).unwrap();
    receive(&shell, &id);
    let (head, copy) = ready(shell.correction(&id, "A bed was counted twice")).unwrap();
    let session = copy.session;
    let replaces = head.replaces.clone().unwrap();
    assert_eq!((replaces.id.as_str(), replaces.revision), (id.as_str(), 2));
    let after: Vec<(Address, Answer)> = session
        .answers()
        .map(|(at, answer)| (at, answer.clone()))
        .collect();
    assert_eq!(after, before);

    let second = OpenForm::new_draft(head, session, SpaceOwner::Me);
    let second = ready(shell.hand_over(&second)).unwrap();
    assert_eq!(shell.lists().replaced_by(&id), Some((second.as_str(), 2)));
}

#[test]
fn a_refused_return_is_a_draft_again_with_the_findings_at_their_questions() {
    let shell = shell();
    let form = draft(&shell, october(), None);
    let id = ready(shell.hand_over(&form)).unwrap();
    let told = |pointer: &str, detail: &str| Told {
        pointer: pointer.into(),
        detail: detail.into(),
    };
    let refusal = Refusal {
        status: 422,
        title: None,
        findings: vec![
            told("/answers/beds_occupied", "Too many"),
            told("/nowhere", "And this"),
        ],
    };
    let progress = Progress::Stuck {
        reason: StuckReason::Refused(refusal),
    };
    ready(shell.store.settle(
        &id,
        &Settlement::Later {
            progress: progress.to_bytes(),
        },
    ))
    .unwrap();

    let draft = ready(shell.reopen(&id)).unwrap();
    assert!(shell.lists().waiting.is_empty());
    let kept = ready(shell.store.record(&super::refused::key(&draft)))
        .unwrap()
        .unwrap();
    let found = super::refused::found(&kept, &form.session.borrow());
    let slot = slot_of(
        shell.definition(),
        form.session.borrow().form(),
        "beds_occupied",
    )
    .unwrap();
    assert_eq!(
        found[0],
        (Some(Node::At(Address::Slot(slot))), "Too many".to_owned())
    );
    assert_eq!(found[1], (None, "And this".to_owned()));
}
