//! Edits: the only way in which a session changes. Each has an inverse.

use crate::definition::{ItemIx, Role, Rows};
use crate::session::reading::{Reading, read_content};
use crate::session::settle::Touched;
use crate::session::{Address, Answer, Content, FindingKey, Node, Origin, Pass, RowId, Session};
use std::rc::Rc;

/// One change that a person makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets an answer, blank included.
    Set {
        /// Where.
        at: Address,
        /// To what.
        answer: Answer,
    },
    /// Adds a row to a free table.
    AddRow {
        /// The table.
        table: u16,
        /// The new row's id, from the shell.
        row: RowId,
        /// Its position; past the end means last.
        position: u32,
        /// Answers by column, such as those of a row that was removed.
        cells: Vec<(u16, Answer)>,
    },
    /// Removes a row from a free table.
    RemoveRow {
        /// The table.
        table: u16,
        /// The row.
        row: RowId,
    },
    /// Says something of the whole return, which sets many answers: that it is nil, that it is not, that nothing has
    /// changed. Made by [`Session::say_nil`], [`Session::take_back_nil`] and [`Session::say_unchanged`].
    Fill {
        /// The code of the reason for which the return is nil from now on; `None`: it is not.
        nil: Option<Rc<str>>,
        /// The answers, each with its place.
        answers: Vec<(Address, Answer)>,
    },
    /// Says that a failed check is right as it stands, or takes that back.
    Pass {
        /// The finding.
        finding: FindingKey,
        /// The person's word; its `figures` are filled in by the session. `None` takes it back.
        pass: Option<Pass>,
    },
}

/// What an edit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The edit that takes it back.
    pub inverse: Edit,
    /// What may look different.
    pub nodes: Vec<Node>,
    /// How many evaluations of rules it took.
    pub visited: u32,
}

/// Why an edit names something that is not there. Holds no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The form has no such slot, table or column.
    #[error("the form has no such place")]
    NoSuchPlace,
    /// The table has no such row.
    #[error("the table has no such row")]
    NoSuchRow,
    /// The place is worked out and cannot be typed into.
    #[error("this figure is worked out and cannot be typed")]
    Calculated,
    /// The framework has no such reason for a missing value, or for a nil return.
    #[error("the framework has no such reason")]
    NoSuchReason,
    /// An answer that is nil where the return is not, or where the item cannot be.
    #[error("this cannot be nil")]
    NotNil,
    /// The table's rows are fixed.
    #[error("the rows of this table are fixed")]
    FixedRows,
    /// The table has this row already.
    #[error("the table has this row already")]
    RowExists,
    /// The table is full.
    #[error("the table holds no more rows")]
    TableFull,
    /// The finding is not one that can be passed.
    #[error("this finding cannot be passed")]
    NotPassable,
    /// The word on the finding says nothing: a warning needs a reason or a note, an error an explanation.
    #[error("this needs a reason or an explanation")]
    NothingSaid,
}

impl Session {
    /// Applies an edit and recomputes what depends on it, and only that.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "an edit is used up by being applied"
    )]
    pub fn apply(&mut self, edit: Edit) -> Result<Changes, EditError> {
        let mut nodes = Touched::default();
        // By reference, so that a way out has nothing to drop.
        let inverse = match &edit {
            Edit::Set { at, answer } => self.set(at, answer, &mut nodes),
            Edit::AddRow {
                table,
                row,
                position,
                cells,
            } => self.add_row(*table, row, *position, cells, &mut nodes),
            Edit::RemoveRow { table, row } => self.remove_row(*table, row, &mut nodes),
            Edit::Fill { nil, answers } => self.fill(nil.as_ref(), answers, &mut nodes),
            Edit::Pass { finding, pass } => self.pass(finding, pass.as_ref(), &mut nodes),
        };
        let inverse = inverse?;
        let visited = self.settle(&mut nodes);
        Ok(Changes {
            inverse,
            nodes: nodes.into_nodes(),
            visited,
        })
    }

    pub(crate) fn set(
        &mut self,
        at: &Address,
        answer: &Answer,
        nodes: &mut Touched,
    ) -> Result<Edit, EditError> {
        let (item, role) = self.place(at)?;
        if matches!(role, Role::Calculated(_)) {
            return Err(EditError::Calculated);
        }
        self.check_answer(item, answer)?;
        let row = match at {
            Address::Slot(_) => None,
            Address::Cell { table, row, .. } => {
                Some(self.row_number(*table, row).ok_or(EditError::NoSuchRow)?)
            }
        };
        let reading = self.read(item, answer);
        let giver = self.giver;
        self.touch_named(at, row, nodes);
        let cell = self.cell_mut(at).ok_or(EditError::NoSuchRow)?;
        let moved = cell.reading != reading || cell.answer.estimated != answer.estimated;
        let old = std::mem::replace(&mut cell.answer, answer.clone());
        // The same answer given again stays his who gave it first.
        if old != *answer {
            cell.by = giver;
        }
        cell.reading = reading;
        nodes.insert(Node::At(at.clone()));
        if moved {
            match (at, row) {
                (Address::Cell { table, column, .. }, Some(row)) => {
                    self.mark_cell(*table, row, *column);
                    self.touch_named(at, Some(row), nodes);
                }
                (Address::Cell { .. }, None) => {}
                (Address::Slot(slot), _) => {
                    self.mark_readers(crate::rules::Read::Item(slot.0), None);
                }
            }
        }
        Ok(Edit::Set {
            at: at.clone(),
            answer: old,
        })
    }

    pub(crate) fn read(&self, item: ItemIx, answer: &Answer) -> Reading {
        let item = self.definition.item(item);
        let on = self.basis_date(item.basis);
        read_content(&self.definition, item, &answer.content, on)
    }

    fn add_row(
        &mut self,
        table: u16,
        row: &RowId,
        position: u32,
        cells: &[(u16, Answer)],
        nodes: &mut Touched,
    ) -> Result<Edit, EditError> {
        let at = usize::from(table);
        let (Some(shape), Some(state)) = (self.form.tables.get(at), self.tables.get(at)) else {
            return Err(EditError::NoSuchPlace);
        };
        let Rows::Free { max, .. } = shape.rows else {
            return Err(EditError::FixedRows);
        };
        if state.position(row).is_some() {
            return Err(EditError::RowExists);
        }
        if state.rows.len() >= max as usize {
            return Err(EditError::TableFull);
        }
        for (column, answer) in cells {
            let Some(column) = shape.columns.get(usize::from(*column)) else {
                return Err(EditError::NoSuchPlace);
            };
            self.check_answer(column.item, answer)?;
        }
        let position = state.rows.len().min(position as usize);
        let mut fresh = state.row(&self.form, table, Rc::clone(row));
        self.spare_cells(table, &mut fresh.cells);
        for (column, answer) in cells {
            let column = usize::from(*column);
            let cell = &mut fresh.cells[column];
            cell.reading = self.read(shape.columns[column].item, answer);
            cell.answer = answer.clone();
            cell.by = self.giver;
        }
        self.tables[at].rows.insert(position, fresh);
        nodes.insert(Node::Table(table));
        self.touch_alike(table, position, nodes);
        self.mark_rows(table);
        self.mark_row(table, u32::try_from(position).unwrap_or(u32::MAX));
        Ok(Edit::RemoveRow {
            table,
            row: Rc::clone(row),
        })
    }

    fn remove_row(
        &mut self,
        table: u16,
        row: &RowId,
        nodes: &mut Touched,
    ) -> Result<Edit, EditError> {
        let shape = self
            .form
            .tables
            .get(usize::from(table))
            .ok_or(EditError::NoSuchPlace)?;
        if matches!(shape.rows, Rows::Fixed { .. }) {
            return Err(EditError::FixedRows);
        }
        let at = self.tables[usize::from(table)]
            .position(row)
            .ok_or(EditError::NoSuchRow)?;
        self.touch_alike(table, at, nodes);
        self.touch_row_checks(table, u32::try_from(at).unwrap_or(u32::MAX), nodes);
        let removed = self.tables[usize::from(table)].rows.remove(at);
        nodes.insert(Node::Table(table));
        self.mark_rows(table);
        let mut cells = Vec::new();
        for (column, cell) in (0..).zip(&removed.cells) {
            if cell.answer != Answer::BLANK {
                cells.push((column, cell.answer.clone()));
            }
        }
        Ok(Edit::AddRow {
            table,
            row: Rc::clone(row),
            position: u32::try_from(at).unwrap_or(u32::MAX),
            cells,
        })
    }

    fn pass(
        &mut self,
        finding: &FindingKey,
        pass: Option<&Pass>,
        nodes: &mut Touched,
    ) -> Result<Edit, EditError> {
        let FindingKey::Check { check, row } = finding else {
            return Err(EditError::NotPassable);
        };
        let shape = self
            .form
            .checks
            .get(usize::from(*check))
            .ok_or(EditError::NotPassable)?;
        let number = match (shape.table, row) {
            (Some(table), Some(row)) => {
                Some(self.row_number(table, row).ok_or(EditError::NoSuchRow)?)
            }
            _ => None,
        };
        if let Some(pass) = pass {
            self.may_pass(*check, shape, pass)?;
        }
        self.touch_check(*check, shape, number, nodes);
        let pass = pass.map(|pass| Pass {
            reason: pass.reason.clone(),
            note: pass.note.clone(),
            figures: self.figures(shape, number),
        });
        let old = self.keep_pass(finding.clone(), pass);
        Ok(Edit::Pass {
            finding: finding.clone(),
            pass: old,
        })
    }

    /// Puts the person's word on a finding in the place of the one before, and gives that one.
    pub(crate) fn keep_pass(&mut self, finding: FindingKey, pass: Option<Pass>) -> Option<Pass> {
        let at = self.passes.iter().position(|(known, _)| *known == finding);
        match (at, pass) {
            (Some(at), Some(pass)) => Some(std::mem::replace(&mut self.passes[at].1, pass)),
            (Some(at), None) => Some(self.passes.remove(at).1),
            (None, Some(pass)) => {
                self.passes.push((finding, pass));
                None
            }
            (None, None) => None,
        }
    }

    fn check_answer(&self, item: ItemIx, answer: &Answer) -> Result<(), EditError> {
        match answer.content {
            Content::Missing(reason)
                if usize::from(reason) >= self.definition.missing.len() + self.dropped.len() =>
            {
                Err(EditError::NoSuchReason)
            }
            _ if answer.origin == Origin::Nil && !self.may_be_nil(item, answer) => {
                Err(EditError::NotNil)
            }
            _ => Ok(()),
        }
    }

    /// The item and role of a place.
    pub(crate) fn place(&self, at: &Address) -> Result<(ItemIx, Role), EditError> {
        match at {
            Address::Slot(slot) => self
                .form
                .slots
                .get(slot.0 as usize)
                .map(|slot| (slot.item, slot.role))
                .ok_or(EditError::NoSuchPlace),
            Address::Cell { table, column, .. } => self
                .form
                .tables
                .get(usize::from(*table))
                .and_then(|table| table.columns.get(usize::from(*column)))
                .map(|column| (column.item, column.role))
                .ok_or(EditError::NoSuchPlace),
        }
    }

    /// The position of a row.
    pub(crate) fn row_number(&self, table: u16, row: &str) -> Option<u32> {
        u32::try_from(self.tables.get(usize::from(table))?.position(row)?).ok()
    }

    pub(crate) fn cell_ref(&self, at: &Address) -> Option<&crate::session::state::Cell> {
        match at {
            Address::Slot(slot) => self.slots.get(slot.0 as usize),
            Address::Cell { table, row, column } => {
                let state = self.tables.get(usize::from(*table))?;
                state
                    .rows
                    .get(state.position(row)?)?
                    .cells
                    .get(usize::from(*column))
            }
        }
    }

    pub(crate) fn cell_mut(&mut self, at: &Address) -> Option<&mut crate::session::state::Cell> {
        match at {
            Address::Slot(slot) => self.slots.get_mut(slot.0 as usize),
            Address::Cell { table, row, column } => {
                let state = self.tables.get_mut(usize::from(*table))?;
                let row = state.position(row)?;
                state.rows.get_mut(row)?.cells.get_mut(usize::from(*column))
            }
        }
    }
}
