//! Many rows of the same columns: how they are identified, made and kept.

mod block;
pub mod csv;

pub(crate) use block::is_blank;
pub use block::{block, is_block};

use crate::definition::{Definition, Form, Rows};
use crate::session::RowId;
use crate::session::state::{Cell, CheckState};
use crate::value::{CodeRef, Date};
use std::rc::Rc;

/// A table of an open session.
#[derive(Clone, Debug)]
pub(crate) struct TableState {
    /// Whether the table's own show-if holds.
    pub(crate) shown: bool,
    /// The rows, in the order in which they are shown.
    pub(crate) rows: Vec<RowState>,
    /// The row checks of this table, by their place in the form; ascending.
    pub(crate) checks: Rc<[u16]>,
}

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct RowState {
    /// Its identity.
    pub(crate) id: RowId,
    /// The codes that make a fixed row, one of each of the table's lists.
    pub(crate) codes: Vec<CodeRef>,
    /// A cell for each column.
    pub(crate) cells: Vec<Cell>,
    /// How each row check stands, beside [`TableState::checks`].
    pub(crate) checks: Vec<CheckState>,
}

impl TableState {
    /// A table as it stands before any answer: no row, or all its fixed rows.
    pub(crate) fn fresh(definition: &Definition, form: &Form, table: u16, on: Date) -> Self {
        let shape = &form.tables[usize::from(table)];
        let mut checks: Vec<u16> = Vec::new();
        for (at, check) in (0..).zip(&form.checks) {
            if check.table == Some(table) {
                checks.push(at);
            }
        }
        let ids = match &shape.rows {
            Rows::Free { .. } => Vec::new(),
            Rows::Fixed { lists } => fixed_ids(definition, lists, on),
        };
        let mut state = Self {
            shown: shape.show.is_none(),
            rows: Vec::new(),
            checks: Rc::from(checks),
        };
        for (id, codes) in ids {
            let mut row = state.row(form, table, Rc::from(id));
            row.codes = codes;
            state.rows.push(row);
        }
        state
    }

    /// A blank row.
    pub(crate) fn row(&self, form: &Form, table: u16, id: RowId) -> RowState {
        let columns = &form.tables[usize::from(table)].columns;
        let mut cells = Vec::new();
        for column in columns {
            cells.push(Cell::fresh(column.show, column.role));
        }
        RowState {
            id,
            codes: Vec::new(),
            cells,
            checks: vec![CheckState::Unknown; self.checks.len()],
        }
    }

    /// The position of a row.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| &*row.id == id)
    }
}

/// The ids and codes of fixed rows: each combination of the codes that may be used on the date.
fn fixed_ids(
    definition: &Definition,
    lists: &[crate::value::ListIx],
    on: Date,
) -> Vec<(String, Vec<CodeRef>)> {
    let mut ids = vec![(String::new(), Vec::new())];
    for (at, list) in lists.iter().enumerate() {
        let mut next = Vec::new();
        for (start, codes) in &ids {
            for (index, code) in (0..).zip(&definition.list(*list).codes) {
                if definition.valid_on(*list, index, on) {
                    let mut id = start.clone();
                    if at > 0 {
                        id.push('+');
                    }
                    id.push_str(&code.code);
                    let mut codes: Vec<CodeRef> = codes.clone();
                    codes.push(CodeRef { list: *list, index });
                    next.push((id, codes));
                }
            }
        }
        ids = next;
    }
    ids
}

/// What a row is called: the labels of a fixed row's codes, or of a free row's key cells.
pub(crate) fn fixed_title(
    definition: &Definition,
    lists: &[crate::value::ListIx],
    id: &str,
) -> String {
    let mut title = String::new();
    for (code, list) in id.split('+').zip(lists) {
        if !title.is_empty() {
            title.push_str(", ");
        }
        let known = definition
            .list(*list)
            .codes
            .iter()
            .find(|known| known.code == code);
        title.push_str(known.map_or(code, |known| known.said()));
    }
    title
}
