//! How far a return is: by page and as a whole.

use crate::definition::{Entry, Role, Severity};
use crate::session::{Address, Session, Stage, Status};
use std::rc::Rc;

/// How a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionState {
    /// Nothing is needed and nothing was answered.
    Optional,
    /// Nothing was answered.
    NotStarted,
    /// Something was answered, and something needed is not.
    InProgress,
    /// All that is needed is answered and nothing is in the way.
    Complete,
    /// An answer is not understood, or a check that does not hold was not passed.
    Problem,
}

/// How far a return is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Questions that count: shown and asked, and needed or answered.
    pub asked: u32,
    /// Those with an answer that is understood, missing for a reason included.
    pub answered: u32,
}

/// How whole the core of a return is: its core items that are asked of this filer, by how each was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// Core answers that were asked.
    pub asked: u32,
    /// Of these, given as counted.
    pub given: u32,
    /// Of these, given as an estimate.
    pub estimated: u32,
    /// Of these, missing: how many for each reason, by its place in [`crate::definition::Definition::missing`].
    pub missing: Vec<(u16, u32)>,
}

impl Completeness {
    fn add(&mut self, status: Status) {
        self.asked += 1;
        match status {
            Status::Given | Status::Calculated | Status::Nil | Status::Unchanged => {
                self.given += 1;
            }
            Status::Estimated => self.estimated += 1,
            Status::Missing(reason) => {
                match self.missing.iter_mut().find(|(known, _)| *known == reason) {
                    Some((_, count)) => *count += 1,
                    None => self.missing.push((reason, 1)),
                }
            }
            Status::Blank | Status::NotUnderstood | Status::NotApplicable => {}
        }
    }
}

impl Session {
    /// How whole the core of one page is.
    #[must_use]
    pub fn completeness_in(&self, section: u16) -> Completeness {
        let mut counts = Completeness::default();
        if self.section_shown(section) {
            self.count_core(section, &mut counts);
        }
        counts
    }

    /// How whole the core of the return is.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        let mut counts = Completeness::default();
        for section in self.sections() {
            if self.section_shown(section) {
                self.count_core(section, &mut counts);
            }
        }
        counts
    }

    fn count_core(&self, section: u16, counts: &mut Completeness) {
        for at in self.addresses_in(section) {
            let core = self.item_at(&at).is_some_and(|item| item.core)
                && matches!(self.place(&at), Ok((_, Role::Asked(_))));
            let status = self.status(&at);
            if core && (self.needed(&at) || status != Status::Blank) {
                counts.add(status);
            }
        }
    }

    /// The answers that stand on a page and are shown: questions, and the cells of tables.
    #[must_use]
    pub fn addresses_in(&self, section: u16) -> Vec<Address> {
        let mut addresses = Vec::new();
        let Some(shape) = self.form.sections.get(usize::from(section)) else {
            return addresses;
        };
        for entry in &shape.content {
            match entry {
                Entry::Slot(slot) => {
                    if self.slot_shown(slot.0 as usize) {
                        addresses.push(Address::Slot(*slot));
                    }
                }
                Entry::Table(table) => {
                    if self.table_shown(*table) {
                        self.cells_of(*table, &mut addresses);
                    }
                }
            }
        }
        addresses
    }

    fn cells_of(&self, table: u16, addresses: &mut Vec<Address>) {
        let Some(state) = self.tables.get(usize::from(table)) else {
            return;
        };
        for row in &state.rows {
            for (cell, column) in row.cells.iter().zip(0..) {
                if cell.shown {
                    addresses.push(Address::Cell {
                        table,
                        row: Rc::clone(&row.id),
                        column,
                    });
                }
            }
        }
    }

    /// How far one page is.
    #[must_use]
    pub fn progress_in(&self, section: u16) -> Progress {
        let mut progress = Progress {
            asked: 0,
            answered: 0,
        };
        if !self.section_shown(section) {
            return progress;
        }
        for at in self.addresses_in(section) {
            if matches!(self.place(&at), Ok((_, Role::Calculated(_)))) {
                continue;
            }
            let answered = matches!(
                self.status(&at),
                Status::Given
                    | Status::Estimated
                    | Status::Nil
                    | Status::Unchanged
                    | Status::Missing(_)
            );
            if answered || self.needed(&at) {
                progress.asked += 1;
                progress.answered += u32::from(answered);
            }
        }
        progress
    }

    /// How far the return is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let mut whole = Progress {
            asked: 0,
            answered: 0,
        };
        for section in self.sections() {
            let part = self.progress_in(section);
            whole.asked += part.asked;
            whole.answered += part.answered;
        }
        whole
    }

    /// How a page stands.
    #[must_use]
    pub fn section_state(&self, section: u16) -> SectionState {
        let progress = self.progress_in(section);
        let findings = self.findings_in(section);
        let problem = findings.iter().any(|finding| {
            finding.stops()
                && (finding.stage == Stage::Leaving
                    || finding.check.is_some()
                    || matches!(finding.key, crate::session::FindingKey::RepeatedRow(..)))
        });
        let blocked = findings.iter().any(|finding| {
            finding.stops() && (finding.severity == Severity::Error || finding.check.is_some())
        });
        if problem {
            SectionState::Problem
        } else if progress.answered == 0 {
            if blocked || progress.asked > 0 {
                SectionState::NotStarted
            } else {
                SectionState::Optional
            }
        } else if blocked || progress.answered < progress.asked {
            SectionState::InProgress
        } else {
            SectionState::Complete
        }
    }
}
