//! What is wrong now, where, and what can be done about it.

use crate::definition::{About, Check, Entry, Overriding, Severity};
use crate::rules::{Data, Read, Standing};
use crate::session::state::CheckState;
use crate::session::{Address, Node, Pass, RowId, Session, messages};
use crate::value::{Decimal, Value};
use std::rc::Rc;

/// A check that does not hold, now, at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is, which stays the same while it stands.
    pub key: FindingKey,
    /// What kind of thing is wrong.
    pub cause: Cause,
    /// What it does.
    pub severity: Severity,
    /// When it is said.
    pub stage: Stage,
    /// Where it stands; the first is where its link leads. Never empty.
    pub places: Vec<Node>,
    /// What is said.
    pub message: String,
    /// The check's id in the document, if it is one of the document's.
    pub check: Option<String>,
    /// Whether it can be passed with a reason or an explanation.
    pub passable: bool,
    /// The person's word that it is right as it stands, if it was given for these figures.
    pub passed: Option<Pass>,
    /// The word that was given for it in the period before, offered again while its figure has moved by less than a
    /// tenth.
    pub offered: Option<Pass>,
}

/// What a finding is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKey {
    /// The answer at a place is wanting or wrong.
    Answer(Address),
    /// A table has too few rows.
    FewRows(u16),
    /// A row's key stands in an earlier row too.
    RepeatedRow(u16, RowId),
    /// A check of the form, and its row if it is a row's check.
    Check {
        /// The check, by its place in the form.
        check: u16,
        /// The row.
        row: Option<RowId>,
    },
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A needed answer is blank.
    Blank,
    /// Not understood.
    NotUnderstood,
    /// Outside the item's bounds.
    OutOfRange,
    /// A code that the list does not have, or not on this date.
    NotInList,
    /// A reason for a missing value that the item does not allow.
    Reason,
    /// A table with too few rows.
    FewRows,
    /// A row that stands twice.
    RepeatedRow,
    /// A check of the document.
    Check,
}

/// When a finding is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// As soon as the person leaves the field: not understood, or out of range.
    Leaving,
    /// When the person goes on.
    Continuing,
}

/// A check that could not be made because a figure is missing for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The check's id in the document.
    pub check: String,
    /// A sentence that says so.
    pub sentence: String,
}

impl Finding {
    /// Whether it stops posting as it stands: an error or a warning that is not passed.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.passed.is_none()
    }
}

impl Session {
    /// Every finding, in the order of the pages.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for section in 0..self.form.sections.len() {
            if let Ok(section) = u16::try_from(section) {
                self.section_findings(section, &mut findings);
            }
        }
        findings
    }

    /// The findings of one page, in its order.
    #[must_use]
    pub fn findings_in(&self, section: u16) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.section_findings(section, &mut findings);
        findings
    }

    /// The findings whose first place or any other is this one.
    #[must_use]
    pub fn findings_at(&self, node: &Node) -> Vec<Finding> {
        let Some(section) = self.section_of(node) else {
            return Vec::new();
        };
        let mut findings = self.findings_in(section);
        findings.retain(|finding| finding.places.contains(node));
        findings
    }

    /// The section in which a thing stands.
    #[must_use]
    pub fn section_of(&self, node: &Node) -> Option<u16> {
        match node {
            Node::Section(section) => Some(*section),
            Node::Table(table) | Node::At(Address::Cell { table, .. }) => self
                .form
                .tables
                .get(usize::from(*table))
                .map(|table| table.section),
            Node::At(Address::Slot(slot)) => self.form.slots.get(slot.0 as usize)?.section,
        }
    }

    fn section_findings(&self, section: u16, findings: &mut Vec<Finding>) {
        let Some(shape) = self.form.sections.get(usize::from(section)) else {
            return;
        };
        if !self.section_shown(section) {
            return;
        }
        // The checks that fail here, each with the entry at which it stands, so that the summary reads like the page.
        let mut failing: Vec<(usize, Finding)> = Vec::new();
        for (at, check) in self.form.checks.iter().enumerate() {
            let Ok(number) = u16::try_from(at) else {
                continue;
            };
            let here = |node: &Node| self.section_of(node) == Some(section);
            if !check
                .about
                .first()
                .and_then(|about| self.node_of(*about, None))
                .is_some_and(|node| here(&node))
            {
                continue;
            }
            for (row, state) in self.states_of(number, check) {
                if state == CheckState::Fails {
                    let finding = self.check_finding(number, check, row);
                    let entry = finding
                        .places
                        .first()
                        .map_or(0, |node| self.entry_of(section, node));
                    failing.push((entry, finding));
                }
            }
        }
        for (at, entry) in shape.content.iter().enumerate() {
            match entry {
                Entry::Slot(slot) if self.slot_shown(slot.0 as usize) => {
                    let cell = &self.slots[slot.0 as usize];
                    let shape = &self.form.slots[slot.0 as usize];
                    let wanting =
                        self.answer_finding(Address::Slot(*slot), cell, shape.item, shape.role);
                    findings.extend(wanting);
                }
                Entry::Table(table) if self.table_shown(*table) => {
                    self.table_findings(*table, findings);
                }
                Entry::Slot(_) | Entry::Table(_) => {}
            }
            for (_, finding) in failing.extract_if(.., |(entry, _)| *entry == at) {
                findings.push(finding);
            }
        }
        findings.extend(failing.into_iter().map(|(_, finding)| finding));
    }

    fn entry_of(&self, section: u16, node: &Node) -> usize {
        let content = &self.form.sections[usize::from(section)].content;
        let wanted = match node {
            Node::At(Address::Slot(slot)) => Entry::Slot(*slot),
            Node::Table(table) | Node::At(Address::Cell { table, .. }) => Entry::Table(*table),
            Node::Section(_) => return 0,
        };
        content
            .iter()
            .position(|entry| *entry == wanted)
            .unwrap_or(content.len())
    }

    /// How a check stands: once, or for each row.
    fn states_of(&self, number: u16, check: &Check) -> Vec<(Option<u32>, CheckState)> {
        match check.table {
            None => vec![(None, self.checks[usize::from(number)])],
            Some(table) => {
                let Some(state) = self.tables.get(usize::from(table)) else {
                    return Vec::new();
                };
                let Ok(at) = state.checks.binary_search(&number) else {
                    return Vec::new();
                };
                (0..)
                    .zip(&state.rows)
                    .map(|(row, state)| (Some(row), state.checks[at]))
                    .collect()
            }
        }
    }

    fn check_finding(&self, number: u16, check: &Check, row: Option<u32>) -> Finding {
        let row_id = check.table.and_then(|table| {
            let rows = &self.tables.get(usize::from(table))?.rows;
            rows.get(row? as usize).map(|row| Rc::clone(&row.id))
        });
        let key = FindingKey::Check {
            check: number,
            row: row_id,
        };
        let passed = self
            .passes
            .iter()
            .find(|(known, pass)| *known == key && pass.figures == self.figures(check, row))
            .map(|(_, pass)| pass.clone());
        let message = check
            .message
            .render(self, row, &|read, value| self.show_read(read, value));
        Finding {
            cause: Cause::Check,
            severity: check.severity,
            stage: Stage::Continuing,
            places: check
                .about
                .iter()
                .filter_map(|about| self.node_of(*about, row))
                .collect(),
            message,
            check: Some(check.id.clone()),
            passable: check.severity == Severity::Warning
                || check.overriding == Overriding::Allowed,
            offered: self.offered_again(check),
            passed,
            key,
        }
    }

    fn offered_again(&self, check: &Check) -> Option<Pass> {
        let earlier = self.facts.previous.as_ref()?;
        let (_, pass) = earlier.passes.iter().find(|(id, _)| *id == check.id)?;
        let About::Slot(slot) = *check.about.first()? else {
            return None;
        };
        let now = self.value(Read::Item(slot.0), None)?;
        let then = self.value(Read::Previous(slot.0), None)?;
        let near = match (now, then) {
            (Value::Number(now), Value::Number(then)) => {
                let moved = now
                    .checked_sub(then)?
                    .abs()
                    .checked_mul(Decimal::from_int(10))?;
                moved < then.abs() || now == then
            }
            (now, then) => now == then,
        };
        near.then(|| pass.clone())
    }

    /// The node of a place that a check is about.
    pub(crate) fn node_of(&self, about: About, row: Option<u32>) -> Option<Node> {
        match (about, row) {
            (About::Slot(slot), _) => Some(Node::At(Address::Slot(slot))),
            (About::Table(table), _) | (About::Column(table, _), None) => Some(Node::Table(table)),
            (About::Column(table, column), Some(row)) => {
                let row = self
                    .tables
                    .get(usize::from(table))?
                    .rows
                    .get(row as usize)?;
                Some(Node::At(Address::Cell {
                    table,
                    row: Rc::clone(&row.id),
                    column,
                }))
            }
        }
    }

    /// The figures that a check looks at, spelt so that a change in any of them shows.
    pub(crate) fn figures(&self, check: &Check, row: Option<u32>) -> String {
        let mut figures = String::new();
        let Some(rule) = self.form.rules.get(check.expect.0 as usize) else {
            return figures;
        };
        for read in rule.program.reads() {
            match *read {
                Read::Column { table, column } => {
                    for row in 0..self.rows(table) {
                        self.push_figure(Read::Cell { table, column }, Some(row), &mut figures);
                    }
                }
                Read::Rows(_) | Read::Today | Read::Filed => {}
                read => self.push_figure(read, row, &mut figures),
            }
        }
        figures
    }

    fn push_figure(&self, read: Read, row: Option<u32>, figures: &mut String) {
        if let Some(value) = self.value(read, row) {
            figures.push_str(&self.spell_value(&value));
        }
        figures.push('|');
    }

    /// Checks that could not be made because of a figure that is missing for a reason.
    #[must_use]
    pub fn unchecked(&self) -> Vec<Unchecked> {
        let mut list = Vec::new();
        for (at, check) in self.form.checks.iter().enumerate() {
            let Ok(number) = u16::try_from(at) else {
                continue;
            };
            let Some(rule) = self.form.rules.get(check.expect.0 as usize) else {
                continue;
            };
            for (row, state) in self.states_of(number, check) {
                if state != CheckState::Unknown {
                    continue;
                }
                let missing = rule
                    .program
                    .reads()
                    .iter()
                    .find(|read| self.standing(**read, row) == Standing::Missing);
                if let Some(read) = missing {
                    let about = check
                        .about
                        .first()
                        .map_or_else(String::new, |about| self.label_of(*about));
                    let sentence = messages::unchecked(&about, &self.read_label(*read));
                    list.push(Unchecked {
                        check: check.id.clone(),
                        sentence,
                    });
                    break;
                }
            }
        }
        list
    }
}
