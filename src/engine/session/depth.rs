//! How much is asked: of a small provider the core only. What it is spared counts as hidden by a rule: not applicable,
//! unknown to rules, and not counted.

use crate::definition::{Entry, ItemIx, Purpose, Role, Rows, SlotIx};
use crate::session::Session;
use crate::session::state::Cell;
use crate::value::Value;

/// More steps than the rule on who is asked the core only needs.
const STEPS: u32 = 10_000;

impl Session {
    /// Whether only the core is asked, because the return says so of such a subject: for a sentence on the page that says
    /// why so little is asked. What is not core and not worked out is then not shown.
    #[must_use]
    pub fn core_only(&self) -> bool {
        self.core_only
    }

    /// Finds whether only the core is asked, and hides the rest. Before any rule runs.
    pub(crate) fn spare(&mut self) {
        let Purpose::Return(terms) = &self.form.purpose else {
            return;
        };
        let Some(rule) = &terms.core_only else {
            return;
        };
        let mut steps = STEPS;
        if rule.find(&*self, None, &mut steps) != Ok(Value::Truth(true)) {
            return;
        }
        self.core_only = true;
        for section in self.sections() {
            if self.spares_section(section) {
                self.sections[usize::from(section)] = false;
            }
        }
        for (slot, _) in (0..).map(SlotIx).zip(&self.form.slots) {
            if self.spares_slot(slot) {
                self.slots[slot.0 as usize].shown = false;
            }
        }
        for (table, _) in (0..).zip(&self.form.tables) {
            let mut rows = std::mem::take(&mut self.tables[usize::from(table)].rows);
            for row in &mut rows {
                self.spare_cells(table, &mut row.cells);
            }
            let spared = self.spares_table(table);
            let state = &mut self.tables[usize::from(table)];
            state.rows = rows;
            state.shown = state.shown && !spared;
        }
    }

    /// Hides the cells of a new row that are not asked.
    pub(crate) fn spare_cells(&self, table: u16, cells: &mut [Cell]) {
        for (column, cell) in (0..).zip(cells) {
            if self.spares_column(table, column) {
                cell.shown = false;
            }
        }
    }

    /// Whether a question is not asked of this subject.
    pub(crate) fn spares_slot(&self, slot: SlotIx) -> bool {
        self.core_only
            && self
                .form
                .slots
                .get(slot.0 as usize)
                .is_some_and(|slot| self.is_beside_core(slot.item, slot.role))
    }

    /// Whether a column is not asked of this subject. What tells the rows apart is.
    pub(crate) fn spares_column(&self, table: u16, column: u16) -> bool {
        let shape = self.form.tables.get(usize::from(table));
        self.core_only
            && shape.is_some_and(|shape| {
                let is_key = matches!(&shape.rows, Rows::Free { key, .. } if key.contains(&column));
                let of = shape.columns.get(usize::from(column));
                !is_key && of.is_some_and(|of| self.is_beside_core(of.item, of.role))
            })
    }

    /// Whether a table is not asked of this subject: no column of it is core.
    pub(crate) fn spares_table(&self, table: u16) -> bool {
        let shape = self.form.tables.get(usize::from(table));
        self.core_only
            && shape.is_some_and(|shape| {
                let mut columns = shape.columns.iter();
                !columns.any(|column| self.definition.item(column.item).core)
            })
    }

    /// Whether a page is not shown to this subject: it asks something, and none of that is core.
    pub(crate) fn spares_section(&self, section: u16) -> bool {
        if !self.core_only {
            return false;
        }
        let mut asks = false;
        for entry in &self.form.sections[usize::from(section)].content {
            let spared = match entry {
                Entry::Slot(slot) => {
                    let shape = &self.form.slots[slot.0 as usize];
                    if matches!(shape.role, Role::Calculated(_)) {
                        continue;
                    }
                    self.spares_slot(*slot)
                }
                Entry::Table(table) => self.spares_table(*table),
            };
            if !spared {
                return false;
            }
            asks = true;
        }
        asks
    }

    fn is_beside_core(&self, item: ItemIx, role: Role) -> bool {
        matches!(role, Role::Asked(_)) && !self.definition.item(item).core
    }
}
