//! What the session's tests share: opening a form and speaking in the document's own names.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

pub mod generated;

use care_engine::definition::{Definition, Form, Period, load};
use care_engine::exchange::draft_v1::DraftHead;
use care_engine::session::{
    Address, Answer, Changes, Content, Earlier, Edit, EditError, Facts, Finding, FindingKey,
    Finishing, Node, Session, Subject,
};
use care_engine::value::Date;
use std::rc::Rc;

/// Reads a file below `wasm-tests/fixtures`.
pub fn fixture(path: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../wasm-tests/fixtures/");
    std::fs::read_to_string([root, path].concat()).unwrap()
}

/// The made-up framework that uses every part of the format.
pub fn kitchen() -> Rc<Definition> {
    framework("frameworks/kitchen.json")
}

/// The made-up framework with words on the whole return, and checks that stand at several places.
pub fn hall() -> Rc<Definition> {
    framework("frameworks/hall.json")
}

/// The made-up framework with names and codes that have changed, and two returns that ask the same.
pub fn orchard() -> Rc<Definition> {
    framework("frameworks/orchard.json")
}

/// Answers as they were typed, by their places.
pub fn answers(given: &[(&str, &str)]) -> Vec<(String, Content)> {
    let answer = |(place, text): &(&str, &str)| ((*place).to_owned(), Answer::typed(text).content);
    given.iter().map(answer).collect()
}

fn framework(path: &str) -> Rc<Definition> {
    Rc::new(load(&fixture(path)).unwrap_or_else(|problems| {
        panic!(
            "{:?}",
            problems
                .iter()
                .map(|p| (&p.pointer, &p.kind))
                .collect::<Vec<_>>()
        )
    }))
}

pub fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub fn october() -> Period {
    Period {
        start: date("2026-10-01"),
        end: date("2026-10-31"),
    }
}

pub fn facts() -> Facts {
    Facts {
        today: date("2026-11-10"),
        period: Some(october()),
        subject: Some(Subject {
            kind: "kitchen".into(),
            id: "7".into(),
            name: "Hill Kitchen".into(),
            profile: vec![],
        }),
        previous: None,
        latest: None,
        others: Vec::new(),
    }
}

/// What a draft of October's return says of itself.
pub fn head(framework: &str) -> DraftHead {
    DraftHead {
        id: "d".into(),
        framework: framework.into(),
        version: "1.0".into(),
        form: "month".into(),
        subject: facts().subject,
        period: Some(october()),
        begun: 1,
        replaces: None,
        kept: Vec::new(),
    }
}

/// What is said on finishing where nobody is asked who finishes.
pub fn finishing() -> Finishing {
    Finishing {
        id: "6f1f9a52-0000-4000-8000-000000000001".into(),
        at: 1_794_300_000_000,
        clock_offset: None,
        filer: vec![],
        replaces: None,
    }
}

/// The same in the kitchen, whose cook finishes.
pub fn by_cook() -> Finishing {
    Finishing {
        filer: vec![("cook".into(), Answer::typed("Sam Field").content)],
        ..finishing()
    }
}

/// September's return of the hall.
pub fn september() -> Facts {
    let answer = |place: &str, text: &str| (place.to_owned(), Answer::typed(text).content);
    let mut facts = facts();
    facts.subject = Some(Subject {
        kind: "hall".into(),
        id: "8".into(),
        name: "Mill Hall".into(),
        profile: vec![("keepers".into(), Answer::typed("4").content)],
    });
    facts.previous = Some(Earlier {
        period: Some(Period {
            start: date("2026-09-01"),
            end: date("2026-09-30"),
        }),
        filed: date("2026-10-09"),
        answers: vec![
            answer("helpers", "3"),
            answer("chairs", "24"),
            answer("members", "12"),
            answer("guests", "200"),
            answer("hours", "40"),
            answer("by_room/great/room_chairs", "20"),
            answer("by_room/great/room_guests", "20"),
            answer("by_room/attic/room_chairs", "2"),
            answer("by_room/side/room_chairs", "many"),
            ("gone".into(), Content::Blank),
        ],
        passes: vec![],
    });
    facts
}

/// A session with words of its own.
pub struct Scene {
    pub session: Session,
}

impl Scene {
    pub fn open(definition: &Rc<Definition>, form: &str, facts: Facts) -> Self {
        let form: Rc<Form> = Rc::clone(definition.form(form).unwrap());
        Self {
            session: Session::open(definition, &form, facts),
        }
    }

    pub fn month() -> Self {
        Self::open(&kitchen(), "month", facts())
    }

    pub fn at(&self, place: &str) -> Address {
        Address::parse(place, self.session.definition(), self.session.form())
            .unwrap_or_else(|| panic!("no place {place}"))
    }

    pub fn set(&mut self, place: &str, answer: Answer) -> Changes {
        let at = self.at(place);
        self.session.apply(Edit::Set { at, answer }).unwrap()
    }

    pub fn answer(&mut self, place: &str, text: &str) -> Changes {
        self.set(place, Answer::typed(text))
    }

    pub fn missing(&mut self, place: &str, reason: &str) -> Changes {
        let missing = &self.session.definition().missing;
        let reason = missing.iter().position(|(id, _)| id == reason).unwrap();
        self.set(place, Answer::missing(u16::try_from(reason).unwrap()))
    }

    /// Adds a row in front of the others of the second table, which is the free one in the kitchen and in the hall.
    pub fn add_row(&mut self, row: &str) {
        let add = Edit::AddRow {
            table: 1,
            row: Rc::from(row),
            position: 0,
            cells: vec![],
        };
        self.session.apply(add).unwrap();
    }

    /// The person's words on the whole return of the hall: nothing has changed, and then nil.
    pub fn say_both(&mut self) {
        let unchanged = self.session.say_unchanged().unwrap();
        self.session.apply(unchanged).unwrap();
        let nil = self.session.say_nil("nobody");
        self.session.apply(nil).unwrap();
    }

    /// The text that is posted.
    pub fn finish(&mut self, finishing: &Finishing) -> String {
        self.session.finish(finishing).unwrap().text().to_owned()
    }

    pub fn words(&self, place: &str) -> String {
        self.session.in_words(&self.at(place)).unwrap_or_default()
    }

    pub fn shown(&self, place: &str) -> bool {
        self.session.shown(&Node::At(self.at(place)))
    }

    pub fn messages(&self) -> Vec<String> {
        self.session
            .findings()
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    pub fn finding(&self, check: &str) -> Option<Finding> {
        self.session
            .findings()
            .into_iter()
            .find(|finding| finding.check.as_deref() == Some(check))
    }

    pub fn section(&self, id: &str) -> u16 {
        let at = self
            .session
            .form()
            .sections
            .iter()
            .position(|section| section.id == id);
        u16::try_from(at.unwrap()).unwrap()
    }

    pub fn pass(&mut self, check: &str, note: &str) {
        self.try_pass(check, Some("unusual"), note).unwrap();
    }

    pub fn try_pass(
        &mut self,
        check: &str,
        reason: Option<&str>,
        note: &str,
    ) -> Result<Changes, EditError> {
        let finding: FindingKey = self.finding(check).unwrap().key;
        let pass = Some(care_engine::session::Pass {
            reason: reason.map(str::to_owned),
            note: note.into(),
            figures: String::new(),
        });
        self.session.apply(Edit::Pass { finding, pass })
    }

    /// All that is needed for the kitchen's month.
    pub fn filled() -> Self {
        let mut scene = Self::month();
        scene.fill();
        scene
    }

    /// The same in a month that is open.
    pub fn fill(&mut self) {
        for (place, text) in [
            ("seats", "40"),
            ("taken", "30"),
            ("spend", "£1,200.50"),
            ("inspected", "yes"),
            ("by_meal/breakfast/portions", "100"),
            ("by_meal/breakfast/wasted", "2"),
            ("by_meal/lunch/portions", "200"),
            ("by_meal/lunch/wasted", "0"),
            ("by_meal/supper/portions", "150"),
            ("by_meal/supper/wasted", "1"),
        ] {
            self.answer(place, text);
        }
    }
}

/// A return with both words that is ready to send.
pub fn whole_hall() -> Scene {
    let mut scene = Scene::open(&hall(), "month", september());
    scene.say_both();
    for (place, text) in [
        ("takings", "12.50"),
        ("hours", "0"),
        ("by_room/side/room_chairs", "13"),
    ] {
        scene.answer(place, text);
    }
    scene
        .try_pass("rooms-add-up", None, "Borrowed chairs")
        .unwrap();
    scene
}
