//! Findings on answers themselves: blank, not understood, out of range; and on the rows of tables.

use crate::definition::{Role, Rows, Severity};
use crate::session::reading::{Reading, Wrong};
use crate::session::state::Cell;
use crate::session::{Address, Cause, Finding, FindingKey, Node, Session, Stage, messages};
use crate::value::Value;
use std::rc::Rc;

impl Session {
    pub(crate) fn answer_finding(
        &self,
        at: Address,
        cell: &Cell,
        item: crate::definition::ItemIx,
        role: Role,
        findings: &mut Vec<Finding>,
    ) {
        if matches!(role, Role::Calculated(_)) {
            return;
        }
        let item = self.definition.item(item);
        let (message, stage, cause) = match &cell.reading {
            Reading::Wrong(wrong) => {
                let cause = match wrong {
                    Wrong::OutOfRange => Cause::OutOfRange,
                    Wrong::ListAway | Wrong::UnknownCode(_) | Wrong::CodeNotValid(_) => {
                        Cause::NotInList
                    }
                    Wrong::ReasonNotAllowed => Cause::Reason,
                    Wrong::Misread(_)
                    | Wrong::Pattern
                    | Wrong::NoneWithOthers
                    | Wrong::OtherShape => Cause::NotUnderstood,
                };
                (
                    messages::wrong(&self.definition, item, wrong),
                    Stage::Leaving,
                    cause,
                )
            }
            Reading::Blank if cell.needed => {
                (messages::blank(item), Stage::Continuing, Cause::Blank)
            }
            Reading::Blank | Reading::Missing | Reading::Known(_) => return,
        };
        let message = match &at {
            Address::Slot(_) => message,
            Address::Cell { table, row, .. } => {
                let mut said = self.row_title(*table, row);
                said.push_str(": ");
                said.push_str(&message);
                said
            }
        };
        let key = FindingKey::Answer(at.clone());
        findings.push(plain(key, cause, stage, Node::At(at), message));
    }

    pub(crate) fn table_findings(&self, table: u16, findings: &mut Vec<Finding>) {
        let (Some(shape), Some(state)) = (
            self.form.tables.get(usize::from(table)),
            self.tables.get(usize::from(table)),
        ) else {
            return;
        };
        for row in &state.rows {
            for ((cell, column), number) in row.cells.iter().zip(&shape.columns).zip(0..) {
                if cell.shown {
                    let at = Address::Cell {
                        table,
                        row: Rc::clone(&row.id),
                        column: number,
                    };
                    self.answer_finding(at, cell, column.item, column.role, findings);
                }
            }
        }
        let Rows::Free { key, min, .. } = &shape.rows else {
            return;
        };
        if state.rows.len() < *min as usize {
            let message = messages::few_rows(&shape.title, *min);
            findings.push(plain(
                FindingKey::FewRows(table),
                Cause::FewRows,
                Stage::Continuing,
                Node::Table(table),
                message,
            ));
        }
        let mut seen: Vec<Vec<&Value>> = Vec::new();
        for row in &state.rows {
            let mut values = Vec::new();
            for column in key {
                let cell = row.cells.get(usize::from(*column));
                values.extend(cell.and_then(|cell| cell.reading.value()));
            }
            // A key that is not whole repeats nothing.
            if values.is_empty() || values.len() < key.len() {
                continue;
            }
            if seen.contains(&values) {
                let message = messages::repeated_row(&self.row_title(table, &row.id));
                let at = Address::Cell {
                    table,
                    row: Rc::clone(&row.id),
                    column: key[0],
                };
                findings.push(plain(
                    FindingKey::RepeatedRow(table, Rc::clone(&row.id)),
                    Cause::RepeatedRow,
                    Stage::Continuing,
                    Node::At(at),
                    message,
                ));
            } else {
                seen.push(values);
            }
        }
    }
}

/// A finding that no word can pass.
fn plain(key: FindingKey, cause: Cause, stage: Stage, place: Node, message: String) -> Finding {
    Finding {
        key,
        cause,
        severity: Severity::Error,
        stage,
        places: vec![place],
        message,
        check: None,
        passable: false,
        passed: None,
        offered: None,
    }
}
