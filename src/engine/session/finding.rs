//! What is wrong, and what can be done about it. Where there is something wrong is for `judge`.

use crate::definition::{About, Check, Severity};
use crate::rules::{Data, Read, Standing};
use crate::session::state::CheckState;
use crate::session::{Address, Node, Pass, RowId, Session};
use crate::text;
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

/// The findings for which something holds.
pub(crate) fn keep(findings: Vec<Finding>, holds: &dyn Fn(&Finding) -> bool) -> Vec<Finding> {
    let mut kept = Vec::new();
    for finding in findings {
        if holds(&finding) {
            kept.push(finding);
        }
    }
    kept
}

impl Session {
    pub(crate) fn check_finding(&self, number: u16, check: &Check, row: Option<u32>) -> Finding {
        let key = self.key_of(number, check, row);
        let mut message = String::new();
        if let (Some(table), FindingKey::Check { row: Some(row), .. }) = (check.table, &key) {
            message = self.row_title(table, row);
            message.push_str(": ");
        }
        message.push_str(&self.said(&check.message, row));
        Finding {
            cause: Cause::Check,
            severity: self.severity(number),
            stage: Stage::Continuing,
            places: self.places_of(check, row),
            message,
            check: Some(check.id.clone()),
            passable: self.passable(number, check),
            offered: self.offered_again(check),
            passed: self.word_on(number, check, row).cloned(),
            key,
        }
    }

    /// What stands for a check in lists of findings and of words on them.
    pub(crate) fn key_of(&self, number: u16, check: &Check, row: Option<u32>) -> FindingKey {
        let row = check.table.and_then(|table| {
            let rows = &self.tables.get(usize::from(table))?.rows;
            rows.get(row? as usize).map(|row| Rc::clone(&row.id))
        });
        FindingKey::Check { check: number, row }
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
        for (number, check) in (0..).zip(&self.form.checks) {
            let Some(rule) = self.form.rules.get(check.expect.0 as usize) else {
                continue;
            };
            for (row, state) in self.states_of(number, check, None) {
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
                    let sentence = text::unchecked(&about, &self.read_label(*read));
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
