//! Where an answer stands, and what a change or a finding points at.

use crate::definition::{Definition, Form, SlotIx};
use std::rc::Rc;

/// A row's identity: random for a row that a person added, its codes joined by `+` for a fixed row. Never its
/// position and never its key.
pub type RowId = Rc<str>;

/// The place of one answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// A question of the form.
    Slot(SlotIx),
    /// A cell of a table.
    Cell {
        /// The table, by its place in the form.
        table: u16,
        /// The row.
        row: RowId,
        /// The column, by its place in the table.
        column: u16,
    },
}

/// Anything on the page that can change or have a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A page.
    Section(u16),
    /// A whole table: its rows came or went, or it was shown or hidden.
    Table(u16),
    /// One answer.
    At(Address),
}

impl Address {
    /// The spelling that is stored and sent: `beds_occupied`, or `vac_by_type/general-residential/capacity`.
    #[must_use]
    pub fn spell(&self, definition: &Definition, form: &Form) -> String {
        match self {
            Self::Slot(slot) => form
                .slots
                .get(slot.0 as usize)
                .map_or_else(String::new, |slot| definition.item(slot.item).id.clone()),
            Self::Cell { table, row, column } => {
                let Some(table) = form.tables.get(usize::from(*table)) else {
                    return String::new();
                };
                let item = table
                    .columns
                    .get(usize::from(*column))
                    .map_or("", |column| definition.item(column.item).id.as_str());
                [table.id.as_str(), row, item].join("/")
            }
        }
    }

    /// Reads the stored spelling; `None` if the form has no such place. Whether the row exists is not looked at.
    #[must_use]
    pub fn parse(text: &str, definition: &Definition, form: &Form) -> Option<Self> {
        let mut parts = text.splitn(3, '/');
        let first = parts.next()?;
        match (parts.next(), parts.next()) {
            (None, None) => slot_of(definition, form, first).map(Self::Slot),
            (Some(row), Some(item)) => {
                let table = form.tables.iter().position(|table| table.id == first)?;
                let column = form.tables[table]
                    .columns
                    .iter()
                    .position(|column| definition.item(column.item).id == item)?;
                Some(Self::Cell {
                    table: u16::try_from(table).ok()?,
                    row: Rc::from(row),
                    column: u16::try_from(column).ok()?,
                })
            }
            _ => None,
        }
    }
}

/// The slot of an item in a form.
#[must_use]
pub fn slot_of(definition: &Definition, form: &Form, item: &str) -> Option<SlotIx> {
    let at = form
        .slots
        .iter()
        .position(|slot| definition.item(slot.item).id == item)?;
    u32::try_from(at).ok().map(SlotIx)
}
