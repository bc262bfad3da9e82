//! The shell over a store in memory, with a clock and ids of the tests' own. What only a browser can do is in the
//! journeys.

#![allow(clippy::unwrap_used)]

use super::device::Coming;
use super::due::{Here, due_list};
use super::form::OpenForm;
use super::profiles::{ToldSubject, finished};
use super::{Device, FinishError, OpenError, PageConfig, Shell, SliceError};
use crate::storage::sealing::Owner;
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

mod clock;
mod files;
mod moving;
mod people;
mod received;
mod status;
mod two_tabs;

const FRAMEWORK: &str = include_str!("../../static/frameworks/asc-england.json");
const CARE_HOME: &str = include_str!("../../wasm-tests/fixtures/returns/01-care-home.json");
const TWO: &str = include_str!("../../wasm-tests/fixtures/frameworks/two.json");
const CARE_AT_HOME: &str = include_str!("../../wasm-tests/fixtures/returns/02-care-at-home.json");
const FORM: &str = "capacity-workforce";

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
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
    ready(shell.keep_subjects(&[told()])).unwrap();
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
    let head = DraftHead {
        id: id(),
        framework: shell.definition().id.clone(),
        version: shell.definition().version.clone(),
        form: FORM.into(),
        subject: Some(subject),
        period: Some(period),
        begun: now(),
        replaces,
        kept: Vec::new(),
    };
    let open = OpenForm::new_draft(head, session, Owner::Me);
    ready(shell.put(&open, open.text().into_bytes(), Durability::Relaxed)).unwrap();
    ready(shell.refresh()).unwrap();
    open
}

fn receive(shell: &Shell, id: &str) {
    let receipt = Receipt {
        id: id.into(),
        reference: "CR-TEST-0001".into(),
        received_at: "2026-11-10T14:05:00Z".into(),
        state: ReceiptState::Accepted,
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

    let second = OpenForm::new_draft(head, session, Owner::Me);
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

#[test]
fn the_period_before_is_found_and_the_newest_revision_counts() {
    let shell = shell();
    let september = Period {
        start: Date::from_ymd(2026, 9, 1).unwrap(),
        end: Date::from_ymd(2026, 9, 30).unwrap(),
    };
    let form = draft(&shell, september, None);
    let first = ready(shell.hand_over(&form)).unwrap();
    receive(&shell, &first);
    let (head, copy) = ready(shell.correction(&first, "Counted again")).unwrap();
    let mut session = copy.session;
    set(&mut session, "beds_occupied", text("7"));
    set(&mut session, "beds_reserved", text("0"));
    let second = OpenForm::new_draft(head, session, Owner::Me);
    let finished = ready(shell.hand_over(&second));
    let second = match finished {
        Ok(id) => id,
        Err(error) => panic!("{error:?}"),
    };
    receive(&shell, &second);

    let subject = known(&shell);
    let facts = ready(shell.facts(FORM, Some(&subject), Some(october())));
    let previous = facts.previous.unwrap();
    assert_eq!(previous.period, Some(september));
    let occupied = previous
        .answers
        .iter()
        .find(|(item, _)| item == "beds_occupied")
        .unwrap();
    assert_eq!(occupied.1, text("7"));
    let november = Period {
        start: Date::from_ymd(2026, 11, 1).unwrap(),
        end: Date::from_ymd(2026, 11, 30).unwrap(),
    };
    let facts = ready(shell.facts(FORM, Some(&subject), Some(november)));
    assert!(facts.previous.is_none());
    assert_eq!(facts.latest.unwrap().period, Some(september));
}

#[test]
fn the_newest_return_of_another_kind_is_found() {
    let shell = shell_of(TWO, |_| Box::pin(async { None }));
    let kitchen = ToldSubject {
        kind: "kitchen".into(),
        answers: vec![("name".into(), "Hill".into())],
    };
    ready(shell.keep_subjects(&[kitchen])).unwrap();
    ready(shell.refresh()).unwrap();
    let subject = shell.lists().subjects[0].subject.clone().unwrap();
    let form = Rc::clone(shell.definition().form("stock-room").unwrap());
    for (month, flour) in [(9, "5"), (10, "2"), (8, "7")] {
        let start = Date::from_ymd(2026, month, 1).unwrap();
        let end = start.month().last_day().unwrap();
        let period = Period { start, end };
        let facts = ready(shell.facts("stock-room", Some(&subject), Some(period)));
        assert!(facts.others.is_empty());
        let mut session = Session::open(shell.definition(), &form, facts);
        set(&mut session, "flour", text(flour));
        set(&mut session, "bags", text("1"));
        let head = DraftHead {
            id: id(),
            framework: shell.definition().id.clone(),
            version: shell.definition().version.clone(),
            form: "stock-room".into(),
            subject: Some(subject.clone()),
            period: Some(period),
            begun: now(),
            replaces: None,
            kept: Vec::new(),
        };
        let open = OpenForm::new_draft(head, session, Owner::Me);
        let sent = ready(shell.hand_over(&open)).unwrap();
        receive(&shell, &sent);
    }
    let facts = ready(shell.facts("month", Some(&subject), Some(october())));
    let [(kind, newest)] = &facts.others[..] else {
        panic!("{:?}", facts.others)
    };
    assert_eq!(kind, "stock-room");
    assert_eq!(newest.period, Some(october()));
    assert!(newest.answers.contains(&("flour".to_owned(), text("2"))));
    let other = Subject {
        id: "Dale".into(),
        ..subject
    };
    let facts = ready(shell.facts("month", Some(&other), Some(october())));
    assert!(facts.others.is_empty());
}

#[test]
fn a_subject_that_is_told_again_is_brought_up_to_date() {
    let shell = shell();
    let first = known(&shell);
    let mut again = told();
    again.answers.retain(|(item, _)| item != "location_name");
    again
        .answers
        .push(("location_name".into(), "Made-up House, new name".into()));
    ready(shell.keep_subjects(&[again])).unwrap();
    ready(shell.refresh()).unwrap();
    let lists = shell.lists();
    assert_eq!(lists.subjects.len(), 1);
    let second = lists.subjects[0].subject.as_ref().unwrap();
    assert_eq!(
        (second.id.as_str(), second.name.as_str()),
        (first.id.as_str(), "Made-up House, new name")
    );
}

#[test]
fn duties_are_those_of_the_subject() {
    let shell = shell();
    assert_eq!(shell.duties(FORM, None).len(), 2);
    let registered = known(&shell);
    let duties = shell.duties(FORM, Some(&registered));
    assert_eq!(duties.len(), 1);
    assert_eq!(
        duties[0].note,
        "This does not replace your Capacity Tracker update."
    );
    assert!(!duties[0].discharges);
}

/// Care homes do not give care at home, and a return may be for those who do only.
#[test]
fn a_return_whose_duties_are_for_others_is_not_offered() {
    let shell = shell();
    let home = known(&shell);
    let fixture = json::parse(CARE_AT_HOME).unwrap();
    let at_home = ToldSubject {
        kind: "location".into(),
        answers: texts(fixture.get("subject").unwrap()),
    };
    ready(shell.keep_subjects(&[at_home])).unwrap();
    ready(shell.refresh()).unwrap();
    let due = due_list(shell.definition(), &shell.lists(), shell.today());
    let offered = |form: &str| -> Vec<bool> {
        let mut of_form: Vec<bool> = due
            .iter()
            .filter(|due| due.form == form)
            .map(|due| due.subject.id == home.id)
            .collect();
        of_form.sort_unstable();
        of_form.dedup();
        of_form
    };
    assert_eq!(offered(FORM), [false, true]);
    assert_eq!(offered("care-hours"), [false]);
    assert!(offered("council-waiting").is_empty());
}

#[test]
fn a_profile_that_is_not_finished_is_no_subject() {
    let shell = shell();
    let mut half = told();
    half.answers.retain(|(item, _)| item != "service");
    ready(shell.keep_subjects(&[half])).unwrap();
    ready(shell.refresh()).unwrap();
    assert_eq!(shell.lists().subjects[0].subject, None);
    assert!(here(&shell).is_empty());
    let form = shell.subject_forms().next().unwrap();
    let facts = ready(shell.facts("location", None, None));
    assert!(!finished(&Session::open(shell.definition(), form, facts)));
}

/// The framework as an index: its returns have their terms only.
fn index() -> String {
    let Json::Object(mut root) = json::parse(FRAMEWORK).unwrap() else {
        panic!("the framework is an object")
    };
    root.insert(0, ("cut".into(), Json::Bool(true)));
    for (key, value) in &mut root {
        if let (true, Json::Object(returns)) = (&**key == "returns", value) {
            for (_, form) in returns {
                if let Json::Object(entries) = form {
                    entries
                        .retain(|(key, _)| !["sections", "calculate", "checks"].contains(&&**key));
                }
            }
        }
    }
    Json::Object(root).to_text()
}

thread_local! {
    /// What stands beside the page, and how often it was asked for.
    static BESIDE: Cell<(Option<&'static str>, u32)> = const { Cell::new((None, 0)) };
}

fn beside(path: &str) -> Coming {
    assert!(path.starts_with("frameworks/asc-england/"), "{path}");
    let (text, asked) = BESIDE.get();
    BESIDE.set((text, asked + 1));
    Box::pin(async move { text.map(str::to_owned) })
}

#[test]
fn the_questions_of_a_return_are_read_when_it_is_opened() {
    let shell = Rc::new(shell_of(&index(), beside));
    let subject = known(&shell);
    assert_eq!(here(&shell).len(), 2, "what is due needs no questions");
    assert_eq!(shell.duties(FORM, Some(&subject)).len(), 1);
    assert_eq!(BESIDE.get().1, 0);

    let path = "frameworks/asc-england/capacity-workforce.json".to_owned();
    let begun = ready(shell.begin(FORM, &subject, october()));
    assert_eq!(begun, Err(OpenError::Slice(SliceError::NoFile(path))));
    let other: &'static str = FRAMEWORK.replace("\"2026.1\"", "\"2026.2\"").leak();
    BESIDE.set((Some(other), 0));
    let begun = ready(shell.begin(FORM, &subject, october()));
    assert_eq!(begun, Err(OpenError::Slice(SliceError::OtherVersion)));
    BESIDE.set((Some("{}"), 0));
    let begun = ready(shell.begin(FORM, &subject, october()));
    assert!(matches!(
        begun,
        Err(OpenError::Slice(SliceError::Problems(_)))
    ));

    BESIDE.set((Some(FRAMEWORK), 0));
    let whole = ready(shell.slice(FORM)).unwrap();
    assert!(!whole.form(FORM).unwrap().sections.is_empty());
    assert!(Rc::ptr_eq(&ready(shell.slice(FORM)).unwrap(), &whole));
    assert_eq!(BESIDE.get().1, 1, "read once");

    // A slice may hold a part of another return, but not its questions.
    assert!(!whole.form("care-hours").unwrap().sections.is_empty());
    BESIDE.set((None, 0));
    let other = ready(shell.slice("care-hours")).map(drop);
    let path = "frameworks/asc-england/care-hours.json".to_owned();
    assert_eq!(other, Err(SliceError::NoFile(path)));
}

#[test]
fn a_council_is_known_by_its_code() {
    let shell = shell();
    let council = ToldSubject {
        kind: "council".into(),
        answers: vec![
            ("la_code".into(), "E09000002".into()),
            ("council_runs_services".into(), "no".into()),
        ],
    };
    ready(shell.keep_subjects(&[council])).unwrap();
    ready(shell.refresh()).unwrap();
    let lists = shell.lists();
    let subject = lists.subjects[0].subject.as_ref().unwrap();
    assert_eq!(subject.id, "E09000002");
    assert_eq!(subject.name, "Barking and Dagenham");
}

fn visit(path: &str) -> Coming {
    assert_eq!(path, "frameworks/asc-england/lists/visit.json");
    let (text, asked) = BESIDE.get();
    BESIDE.set((text, asked + 1));
    Box::pin(async move { text.map(str::to_owned) })
}

/// A list that does not come does not keep a return from being opened, and is asked for again the next time.
#[test]
fn a_list_in_a_file_comes_when_a_return_is_opened() {
    let mut root = json::parse(FRAMEWORK).unwrap();
    let mut file = None;
    let Json::Object(entries) = &mut root else {
        panic!("the framework is an object")
    };
    for (key, lists) in entries {
        let Json::Object(lists) = lists else { continue };
        for (id, list) in lists.iter_mut().filter(|_| &**key == "codeLists") {
            if let (true, Json::Object(fields)) = (&**id == "visit", list) {
                let codes = fields.pop().unwrap();
                assert_eq!(&*codes.0, "codes");
                fields.push(("file".into(), Json::Text("lists/visit.json".into())));
                let id = ("list".into(), Json::Text("visit".into()));
                file = Some(Json::Object(vec![id, codes]).to_text());
            }
        }
    }
    let shell = Rc::new(shell_of(&root.to_text(), visit));
    BESIDE.set((None, 0));
    let without = ready(shell.slice(FORM)).unwrap();
    assert_eq!(without.lists_wanted().count(), 1);
    BESIDE.set((Some(file.unwrap().leak()), 0));
    let with = ready(shell.slice(FORM)).unwrap();
    assert_eq!(with.lists_wanted().count(), 0);
    assert!(Rc::ptr_eq(&ready(shell.slice(FORM)).unwrap(), &with));
    assert_eq!(BESIDE.get().1, 1, "read once");
}
