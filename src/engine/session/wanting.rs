//! Findings on answers themselves: blank, not understood, out of range; and on the rows of tables.

use crate::definition::{Role, Rows, Severity};
use crate::session::reading::{Reading, Wrong};
use crate::session::settle::Touched;
use crate::session::state::Cell;
use crate::session::{Address, Cause, Finding, FindingKey, Node, RowId, Session, Stage};
use crate::table::RowState;
use crate::text;
use crate::value::Value;
use std::rc::Rc;

impl Session {
    /// The findings on one answer itself; that it is shown is known.
    pub(crate) fn own_findings(&self, at: &Address, findings: &mut Vec<Finding>) {
        if let (Some(cell), Ok((item, role))) = (self.cell_ref(at), self.place(at)) {
            self.answer_finding(at.clone(), cell, item, role, findings);
        }
        if let Address::Cell { table, row, column } = at
            && let (Some(state), Some(key)) =
                (self.tables.get(usize::from(*table)), self.key(*table))
            && key.first() == Some(column)
            && let Some(number) = state.position(row)
            && let Some(values) = key_values(&state.rows[number], key)
        {
            let mut before = state.rows[..number].iter();
            if before.any(|row| key_values(row, key).as_ref() == Some(&values)) {
                findings.push(self.repeated_row(*table, row, *column));
            }
        }
    }

    /// The key columns of a table whose rows people add.
    fn key(&self, table: u16) -> Option<&[u16]> {
        match &self.form.tables.get(usize::from(table))?.rows {
            Rows::Free { key, .. } => Some(key),
            Rows::Fixed { .. } => None,
        }
    }

    /// Why what stands at a place cannot be used as it is, if it cannot.
    #[must_use]
    pub fn why_wrong(&self, at: &Address) -> Option<String> {
        match &self.cell_ref(at)?.reading {
            Reading::Wrong(wrong) => Some(text::wrong(&self.definition, self.item_at(at)?, wrong)),
            Reading::Blank | Reading::Missing | Reading::Known(_) => None,
        }
    }

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
                    text::wrong(&self.definition, item, wrong),
                    Stage::Leaving,
                    cause,
                )
            }
            Reading::Blank if cell.needed => (text::blank(item), Stage::Continuing, Cause::Blank),
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
        self.few_rows(table, findings);
        let Some(key) = self.key(table) else {
            return;
        };
        let mut seen: Vec<Vec<&Value>> = Vec::new();
        for row in &state.rows {
            let Some(values) = key_values(row, key) else {
                continue;
            };
            if seen.contains(&values) {
                findings.push(self.repeated_row(table, &row.id, key[0]));
            } else {
                seen.push(values);
            }
        }
    }

    /// The finding on a table that has too few rows.
    pub(crate) fn few_rows(&self, table: u16, findings: &mut Vec<Finding>) {
        let at = usize::from(table);
        if let (Some(shape), Some(state)) = (self.form.tables.get(at), self.tables.get(at))
            && let Rows::Free { min, .. } = shape.rows
            && state.rows.len() < min as usize
            && !(state.rows.is_empty() && self.is_nil_table(table))
        {
            findings.push(plain(
                FindingKey::FewRows(table),
                Cause::FewRows,
                Stage::Continuing,
                Node::Table(table),
                text::few_rows(&shape.title, min),
            ));
        }
    }

    /// The rows that have the same key as this one may look different, since only the first of them may stand.
    pub(crate) fn touch_alike(&self, table: u16, row: usize, nodes: &mut Touched) {
        let (Some(state), Some(key)) = (self.tables.get(usize::from(table)), self.key(table))
        else {
            return;
        };
        let Some(values) = state.rows.get(row).and_then(|row| key_values(row, key)) else {
            return;
        };
        for row in &state.rows {
            if key_values(row, key).as_ref() == Some(&values) {
                nodes.insert(Node::At(Address::Cell {
                    table,
                    row: Rc::clone(&row.id),
                    column: key[0],
                }));
            }
        }
    }

    /// Where an answer is part of its row's key: all that names the row may look different.
    pub(crate) fn touch_named(&self, at: &Address, number: Option<u32>, nodes: &mut Touched) {
        let (Address::Cell { table, row, column }, Some(number)) = (at, number) else {
            return;
        };
        if !self.key(*table).is_some_and(|key| key.contains(column)) {
            return;
        }
        self.touch_alike(*table, number as usize, nodes);
        for (column, _) in (0..).zip(&self.form.tables[usize::from(*table)].columns) {
            nodes.insert(Node::At(Address::Cell {
                table: *table,
                row: Rc::clone(row),
                column,
            }));
        }
        self.touch_row_checks(*table, number, nodes);
    }

    /// What the checks of a row are about may look different.
    pub(crate) fn touch_row_checks(&self, table: u16, row: u32, nodes: &mut Touched) {
        if let Some(state) = self.tables.get(usize::from(table)) {
            for number in state.checks.iter() {
                if let Some(check) = self.form.checks.get(usize::from(*number)) {
                    self.touch_check(*number, check, Some(row), nodes);
                }
            }
        }
    }

    fn repeated_row(&self, table: u16, row: &RowId, column: u16) -> Finding {
        plain(
            FindingKey::RepeatedRow(table, Rc::clone(row)),
            Cause::RepeatedRow,
            Stage::Continuing,
            Node::At(Address::Cell {
                table,
                row: Rc::clone(row),
                column,
            }),
            text::repeated_row(&self.row_title(table, row)),
        )
    }
}

/// The key of a row; one that is not whole repeats nothing.
fn key_values<'a>(row: &'a RowState, key: &[u16]) -> Option<Vec<&'a Value>> {
    let mut values = Vec::new();
    for column in key {
        let cell = row.cells.get(usize::from(*column))?;
        values.push(cell.reading.value()?);
    }
    (!values.is_empty()).then_some(values)
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
