//! Opening a session: the first full pass.

use crate::definition::{Definition, Form, Purpose};
use crate::session::facts::values_by_slot;
use crate::session::reading::read_content;
use crate::session::settle::Touched;
use crate::session::state::{Cell, CheckState};
use crate::session::{Earlier, Facts, Node, Session};
use crate::table::TableState;
use crate::value::Date;
use std::collections::BinaryHeap;
use std::rc::Rc;

impl Session {
    /// Opens a form with nothing answered.
    #[must_use]
    pub fn open(definition: &Rc<Definition>, form: &Rc<Form>, facts: Facts) -> Self {
        let earlier = |form: &Form, earlier: Option<&Earlier>| {
            earlier.map_or_else(Vec::new, |earlier| {
                let on = earlier.period.map_or(earlier.filed, |period| period.end);
                values_by_slot(definition, form, &earlier.answers, on)
            })
        };
        let previous = earlier(form, facts.previous.as_ref());
        let latest = earlier(form, facts.latest.as_ref());
        let mut others = Vec::new();
        for &at in &form.others {
            if let Some(other) = definition.forms.get(usize::from(at))
                && let Some((_, newest)) = facts.others.iter().find(|(id, _)| *id == other.id)
            {
                others.push((at, earlier(other, Some(newest))));
            }
        }
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
            lowered: Vec::new(),
            passes: Vec::new(),
            dirty: BinaryHeap::new(),
            defects: Vec::new(),
            givers: Vec::new(),
            giver: 0,
            facts,
            subject,
            previous,
            latest,
            others,
        };
        session.spare();
        session.mark_all();
        session.settle(&mut Touched::default());
        session
    }

    /// Moves the day of filing, as when a page stays open past midnight. Returns what may look different.
    pub fn set_today(&mut self, today: Date) -> Vec<Node> {
        if today == self.facts.today {
            return Vec::new();
        }
        self.facts.today = today;
        for at in 0..self.slots.len() {
            let item = self.definition.item(self.form.slots[at].item);
            let on = self.basis_date(item.basis);
            self.slots[at].reading =
                read_content(&self.definition, item, &self.slots[at].answer.content, on);
        }
        self.mark_all();
        let mut nodes = Touched::default();
        self.settle(&mut nodes);
        nodes.into_nodes()
    }
}

fn subject_values(
    definition: &Definition,
    form: &Form,
    facts: &Facts,
) -> Vec<Option<crate::value::Value>> {
    let (Purpose::Return(terms), Some(subject)) = (&form.purpose, &facts.subject) else {
        return Vec::new();
    };
    definition
        .forms
        .get(usize::from(terms.subject))
        .map_or_else(Vec::new, |kind| {
            values_by_slot(definition, kind, &subject.profile, facts.today)
        })
}
