//! What is done with made-up input, by cargo-fuzz, by our own mutator and by the test that replays the saved corpus.
//!
//! A target must never panic, whatever the bytes; what it asserts besides holds for every input. It gives back a number
//! that is another for another course of things, by which the mutator knows an input worth keeping.
#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    reason = "a target may stop at what it did not expect, and not every user runs every one"
)]

mod facts;

use care_engine::definition::{Definition, Purpose, Status, due, load, read_list};
use care_engine::exchange::draft_v1;
use care_engine::exchange::receipt_v1::ReceiptV1;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::json::{Json, locate, locate_node, parse, pointer};
use care_engine::moving;
use care_engine::rules::{NOT_ANSWERED, Outcome, Program, Template};
use care_engine::session::{Facts, Finishing, Session, accept};
use care_engine::value::pattern::Pattern;
use care_engine::value::read::{
    Misread, read_date, read_long_text, read_money, read_month, read_number, read_percent,
    read_text,
};
use care_engine::value::{Date, Decimal, Identifier};
use facts::Made;
use std::rc::Rc;

/// A target's function.
pub type Target = fn(&[u8]) -> u64;

/// Every target by its name.
pub const TARGETS: [(&str, Target); 6] = [
    ("document", document),
    ("rule", rule),
    ("typed", typed),
    ("json", json),
    ("draft", draft),
    ("posted", posted),
];

thread_local! {
    /// The made-up framework that uses every part of the format.
    static KITCHEN: Rc<Definition> = Rc::new(
        load(include_str!("../../../../wasm-tests/fixtures/frameworks/kitchen.json")).unwrap(),
    );
}

/// FNV-1a over what happened.
struct Course(u64);

impl Course {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
    /// The first word of what the value is for programmers: its kind and nothing of what is in it.
    fn kind(&mut self, of: &dyn std::fmt::Debug) {
        let text = format!("{of:?}");
        for byte in text.bytes().take_while(u8::is_ascii_alphanumeric) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self.0 = self.0.wrapping_mul(31);
    }
}

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn facts() -> Facts {
    Facts {
        today: day("2026-11-10"),
        period: None,
        subject: None,
        previous: None,
        latest: None,
        others: Vec::new(),
    }
}

/// The loader of framework documents, and the reader of the status beside one.
pub fn document(bytes: &[u8]) -> u64 {
    let mut course = Course::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return 0;
    };
    match KITCHEN.with(|kitchen| Status::read(text, kitchen)) {
        Ok(status) => course.kind(&status.lowered.len()),
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                course.kind(&problem.kind);
            }
        }
    }
    // Lists in files of their own are read by the same rules.
    if let Err(problems) = read_list(text) {
        assert!(!problems.is_empty());
    }
    match load(text) {
        Ok(definition) => {
            let definition = Rc::new(definition);
            for form in &definition.forms {
                if let Purpose::Return(terms) = &form.purpose {
                    course.kind(&terms.period);
                    due(&definition, terms, day("2026-11-10"));
                }
                let session = Session::open(&definition, form, facts());
                course.kind(&session.findings().len());
                for rule in &form.rules {
                    course.kind(&rule.target);
                }
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            let is_json = parse(text).is_ok();
            for problem in &problems {
                assert!(!problem.to_string().is_empty());
                assert!(!is_json || locate_node(text, problem.node, None).is_some());
                course.kind(&problem.kind);
            }
        }
    }
    course.0
}

/// The rule parser, the type checker and the evaluator; texts with braces.
pub fn rule(bytes: &[u8]) -> u64 {
    let mut course = Course::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return 0;
    };
    for row in [None, Some(1)] {
        let made = Made { row };
        match Program::compile(text, None, &made) {
            Ok(program) => {
                course.kind(program.kind());
                let mut steps = 20_000;
                let outcome = program.run(&made, row, &mut steps);
                assert!(steps <= 20_000);
                course.kind(&outcome);
                if let Outcome::Known(value) = &outcome {
                    course.kind(value);
                }
                // What was unknown or known stays so when it is asked again.
                assert_eq!(program.run(&made, row, &mut 20_000), outcome);
            }
            Err(error) => {
                assert!(error.at <= error.to && error.to as usize <= text.len());
                assert!(text.is_char_boundary(error.at as usize));
                assert!(text.is_char_boundary(error.to as usize));
                course.kind(&error.kind);
            }
        }
        if let Ok(template) = Template::compile(text, &made) {
            let said = template.render(&made, row, &|_, _| NOT_ANSWERED.to_owned());
            course.kind(&said.is_empty());
        }
    }
    course.0
}

/// The readers of what people type, and patterns.
pub fn typed(bytes: &[u8]) -> u64 {
    let mut course = Course::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return 0;
    };
    let number = |read: Result<Decimal, Misread>, course: &mut Course| match read {
        Ok(number) => {
            assert_eq!(Decimal::parse(&number.to_string()), Some(number));
            course.kind(&number.places());
        }
        Err(misread) => course.kind(&misread),
    };
    for places in [0, 2, 12] {
        number(read_number(text, places), &mut course);
        number(read_money(text, places), &mut course);
        number(read_percent(text, places), &mut course);
    }
    match read_date(text) {
        Ok(date) => assert_eq!(Date::parse_iso(&date.to_string()), Some(date)),
        Err(misread) => course.kind(&misread),
    }
    match read_month(text) {
        Ok(month) => assert!(month.first_day().is_none_or(|day| day.month() == month)),
        Err(misread) => course.kind(&misread),
    }
    course.kind(&read_text(text, 20));
    course.kind(&read_long_text(text, 5));
    for kind in Identifier::ALL {
        match kind.read(text) {
            Ok(kept) => assert_eq!(kind.read(&kept).as_deref(), Ok(&*kept), "the one spelling"),
            Err(misread) => course.kind(&misread),
        }
    }
    let (pattern, rest) = text.split_once('\n').unwrap_or((text, text));
    match Pattern::compile(pattern) {
        Ok(pattern) => course.kind(&pattern.matches(rest)),
        Err(error) => course.kind(&error.kind),
    }
    course.0
}

/// JSON: what is read is written and read again the same, and every value is found.
pub fn json(bytes: &[u8]) -> u64 {
    let mut course = Course::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return 0;
    };
    match parse(text) {
        Ok(root) => {
            assert_eq!(parse(&root.to_text()).as_ref(), Ok(&root));
            let mut places = Places { text, node: 0 };
            places.walk(&root, &mut String::new(), true);
            assert!(locate_node(text, places.node, None).is_none());
            course.kind(&root);
            course.kind(&places.node.min(50));
        }
        Err(error) => {
            assert!(text.is_char_boundary(error.at as usize));
            course.kind(&error.kind);
        }
    }
    course.0
}

struct Places<'a> {
    text: &'a str,
    node: u32,
}

impl Places<'_> {
    /// `first`: whether no key on the way stands before it in its object.
    fn walk(&mut self, value: &Json, at: &mut String, first: bool) {
        let found = locate_node(self.text, self.node, None);
        assert!(found.is_some());
        if first {
            assert_eq!(found, locate(self.text, at));
        }
        self.node += 1;
        let length = at.len();
        for (n, inner) in value.as_list().unwrap_or_default().iter().enumerate() {
            pointer::push_index(at, n);
            self.walk(inner, at, first);
            at.truncate(length);
        }
        let entries = value.entries().unwrap_or_default();
        for (n, (key, inner)) in entries.iter().enumerate() {
            let again = entries.iter().take(n).any(|(known, _)| known == key);
            pointer::push(at, key);
            self.walk(inner, at, first && !again);
            at.truncate(length);
        }
    }
}

/// Stored drafts: what opens is written, and opens again with the same findings; what is moved is moved once.
pub fn draft(bytes: &[u8]) -> u64 {
    let mut course = Course::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return 0;
    };
    let definition = KITCHEN.with(Rc::clone);
    match draft_v1::read_head(text, &definition) {
        Ok(head) => course.kind(&head.period),
        Err(error) => course.kind(&error),
    }
    for form in &definition.forms {
        match draft_v1::open(text, &definition, form, facts()) {
            Ok(mut opened) => {
                for finding in opened.session.findings() {
                    course.kind(&finding.cause);
                }
                let written = draft_v1::write(&opened.head, &opened.session);
                let again = draft_v1::open(&written, &definition, form, facts()).unwrap();
                assert_eq!(again.head, opened.head);
                assert_eq!(again.session.findings(), opened.session.findings());
                assert_eq!(draft_v1::write(&again.head, &again.session), written);
                let finishing = Finishing {
                    id: "0".into(),
                    at: 1_794_300_000_000,
                    clock_offset: None,
                    filer: vec![],
                    replaces: None,
                };
                course.kind(&opened.session.finish(&finishing).is_ok());
            }
            Err(error) => course.kind(&error),
        }
    }
    match moving::plan(text, &definition, facts()) {
        Ok(plan) => {
            course.kind(&plan.is_empty());
            for step in &plan.steps {
                course.kind(&step.end);
            }
            let moved = plan.apply();
            let written = draft_v1::write(&moved.head, &moved.session);
            let again = moving::plan(&written, &definition, facts()).unwrap();
            assert!(again.is_empty(), "moving twice is moving once");
            let again = again.apply();
            assert_eq!(draft_v1::write(&again.head, &again.session), written);
        }
        Err(error) => course.kind(&error),
    }
    course.0
}

/// Returns and receipts that came in: what is read is written and read again the same; judging never fails.
pub fn posted(bytes: &[u8]) -> u64 {
    let mut course = Course::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return 0;
    };
    let definition = KITCHEN.with(Rc::clone);
    match ReturnV1::read(text, &definition) {
        Ok(read) => {
            let written = read.write(&definition);
            assert_eq!(ReturnV1::read(&written, &definition), Ok(read));
        }
        Err(error) => course.kind(&error),
    }
    match accept(&definition, text) {
        Ok(_) => course.kind(&true),
        Err(refusals) => {
            for refusal in refusals {
                course.kind(&refusal.detail.len());
            }
        }
    }
    match ReceiptV1::read(text) {
        Ok(receipt) => assert_eq!(ReceiptV1::read(&receipt.write()), Ok(receipt)),
        Err(error) => course.kind(&error),
    }
    course.0
}
