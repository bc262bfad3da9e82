//! Opening a session: the first full pass.

use crate::definition::{Definition, Form, Purpose};
use crate::moving::{earlier_now, other_now};
use crate::session::facts::values_by_slot;
use crate::session::settle::Touched;
use crate::session::state::{Cell, CheckState};
use crate::session::{Earlier, Facts, Node, Session};
use crate::table::TableState;
use crate::value::{Date, Value};
use std::collections::BinaryHeap;
use std::rc::Rc;

impl Session {
    /// Opens a form with nothing answered.
    #[must_use]
    pub fn open(definition: &Rc<Definition>, form: &Rc<Form>, facts: Facts) -> Self {
        let subject = subject_values(definition, form, &facts);
        let on = facts.period.map_or(facts.today, |period| period.end);
        let mut tables = Vec::new();
        for (table, _) in (0..).zip(&form.tables) {
            tables.push(TableState::fresh(definition, form, table, on));
        }
        let mut sections = Vec::new();
        for section in &form.sections {
            sections.push(section.show.is_none());
        }
        let mut slots = Vec::new();
        for slot in &form.slots {
            slots.push(Cell::fresh(slot.show, slot.role));
        }
        let mut session = Self {
            definition: Rc::clone(definition),
            form: Rc::clone(form),
            sections,
            slots,
            tables,
            checks: vec![CheckState::Unknown; form.checks.len()],
            core_only: false,
            nil: None,
            minutes: None,
            beside: Vec::new(),
            dropped: Vec::new(),
            lowered: Vec::new(),
            passes: Vec::new(),
            dirty: BinaryHeap::new(),
            defects: Vec::new(),
            givers: Vec::new(),
            giver: 0,
            facts,
            subject,
            previous: Vec::new(),
            latest: Vec::new(),
            others: Vec::new(),
        };
        session.look_back();
        session.spare();
        session.mark_all();
        session.settle(&mut Touched::default());
        session
    }

    /// Takes the earlier returns to the names of this version, and reads their figures.
    fn look_back(&mut self) {
        let (definition, form) = (Rc::clone(&self.definition), Rc::clone(&self.form));
        if let Some(mut earlier) = self.facts.previous.take() {
            earlier_now(self, &mut earlier);
            self.previous = self.figures_of(&form, &earlier);
            self.facts.previous = Some(earlier);
        }
        if let Some(mut earlier) = self.facts.latest.take() {
            earlier_now(self, &mut earlier);
            self.latest = self.figures_of(&form, &earlier);
            self.facts.latest = Some(earlier);
        }
        for &at in &form.others {
            let Some(other) = definition.forms.get(usize::from(at)) else {
                continue;
            };
            let mut others = self.facts.others.iter();
            let newest = others.find(|(id, _)| *id == other.id);
            if let Some(mut earlier) = newest.map(|(_, earlier)| earlier.clone()) {
                other_now(self, other, &mut earlier);
                let figures = self.figures_of(other, &earlier);
                self.others.push((at, figures));
            }
        }
    }

    fn figures_of(&self, form: &Form, earlier: &Earlier) -> Vec<Option<Value>> {
        let on = earlier.about();
        values_by_slot(&self.definition, form, &earlier.answers, &|item| {
            (on, self.basis_date(item.basis))
        })
    }

    /// Takes over reasons for a missing value that the framework does not have any more, as
    /// [`crate::exchange::return_v1::ReturnV1::dropped`] has them: they are shown by their words, and are no reasons.
    pub fn keep_reasons(&mut self, dropped: &[String]) {
        self.dropped = dropped.to_vec();
    }

    /// Moves the day of filing, as when a page stays open past midnight. Returns what may look different. The rows that
    /// are made of codes stay as they were opened.
    pub fn set_today(&mut self, today: Date) -> Vec<Node> {
        if today == self.facts.today {
            return Vec::new();
        }
        self.facts.today = today;
        let mut nodes = Touched::default();
        self.read_again(&mut nodes);
        self.mark_all();
        self.settle(&mut nodes);
        nodes.into_nodes()
    }

    /// Reads every answer again: a code may begin or end with the day.
    fn read_again(&mut self, nodes: &mut Touched) {
        let mut moved = Vec::new();
        for (at, answer) in self.answers() {
            if let (Ok((item, _)), Some(cell)) = (self.place(&at), self.cell_ref(&at)) {
                let reading = self.read(item, answer);
                if cell.reading != reading {
                    moved.push((at, reading));
                }
            }
        }
        for (at, reading) in moved {
            if let Some(cell) = self.cell_mut(&at) {
                cell.reading = reading;
            }
            nodes.insert(Node::At(at));
        }
        self.subject = subject_values(&self.definition, &self.form, &self.facts);
    }
}

fn subject_values(definition: &Definition, form: &Form, facts: &Facts) -> Vec<Option<Value>> {
    let (Purpose::Return(terms), Some(subject)) = (&form.purpose, &facts.subject) else {
        return Vec::new();
    };
    definition
        .forms
        .get(usize::from(terms.subject))
        .map_or_else(Vec::new, |kind| {
            let today = facts.today;
            values_by_slot(definition, kind, &subject.profile, &|_| (today, today))
        })
}
