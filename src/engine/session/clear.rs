//! Clearing a whole page: each edit has its way back.

use crate::definition::{Entry, Rows};
use crate::session::{Address, Answer, Edit, Session};
use std::rc::Rc;

impl Session {
    /// The edits that clear every answer of a section, hidden ones too; rows that the person added are removed.
    #[must_use]
    pub fn clear(&self, section: u16) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut blank = |at: Address| {
            if !self.answer(&at).is_blank() {
                let answer = Answer::BLANK;
                edits.push(Edit::Set { at, answer });
            }
        };
        let mut rows = Vec::new();
        let shape = self.form.sections.get(usize::from(section));
        for entry in shape.into_iter().flat_map(|shape| &shape.content) {
            let table = match entry {
                Entry::Slot(slot) => {
                    blank(Address::Slot(*slot));
                    continue;
                }
                Entry::Table(table) => *table,
            };
            let Some(shape) = self.form.tables.get(usize::from(table)) else {
                continue;
            };
            let free = matches!(shape.rows, Rows::Free { .. });
            for row in self.row_ids(table) {
                if free {
                    rows.push(Edit::RemoveRow { table, row });
                    continue;
                }
                for (column, _) in (0..).zip(&shape.columns) {
                    let row = Rc::clone(&row);
                    blank(Address::Cell { table, row, column });
                }
            }
        }
        edits.append(&mut rows);
        edits
    }
}
