//! A session seen as the facts that a rule runs over.

use crate::definition::{Definition, Form, Item, Role};
use crate::rules::{Data, Read, Standing};
use crate::session::reading::{Reading, read_content};
use crate::session::state::{Cell, Worked};
use crate::session::{Content, Session, slot_of};
use crate::value::{Date, Decimal, ListIx, Value};

impl Session {
    /// Whether a slot is shown: its section and itself.
    pub(crate) fn slot_shown(&self, slot: usize) -> bool {
        let section = self.form.slots.get(slot).and_then(|slot| slot.section);
        section.is_none_or(|section| self.section_shown(section))
            && self.slots.get(slot).is_some_and(|cell| cell.shown)
    }

    pub(crate) fn section_shown(&self, section: u16) -> bool {
        self.sections
            .get(usize::from(section))
            .copied()
            .unwrap_or(false)
    }

    pub(crate) fn table_shown(&self, table: u16) -> bool {
        let at = usize::from(table);
        self.form
            .tables
            .get(at)
            .is_some_and(|shape| self.section_shown(shape.section))
            && self.tables.get(at).is_some_and(|state| state.shown)
    }

    pub(crate) fn cell(&self, table: u16, row: Option<u32>, column: u16) -> Option<&Cell> {
        self.tables
            .get(usize::from(table))?
            .rows
            .get(row? as usize)?
            .cells
            .get(usize::from(column))
    }

    /// The code that a fixed row has of one of the lists that make the rows.
    fn row_code(&self, table: u16, row: u32, place: u16) -> Option<Value> {
        let rows = &self.tables.get(usize::from(table))?.rows;
        let codes = &rows.get(row as usize)?.codes;
        codes.get(usize::from(place)).copied().map(Value::Code)
    }

    /// The date that decides which codes may be used for an item.
    #[must_use]
    pub fn basis_date(&self, basis: crate::definition::Basis) -> Date {
        use crate::definition::Basis;
        match basis {
            Basis::AtFiling | Basis::Standing => self.facts.today,
            Basis::PeriodEnd | Basis::Flow | Basis::ReferenceWeek => self
                .facts
                .period
                .map_or(self.facts.today, |period| period.end),
        }
    }
}

/// The value of a cell if it counts: worked out, or typed and understood.
pub(crate) fn cell_value(cell: &Cell, role: Role) -> Option<&Value> {
    match role {
        Role::Calculated(_) => cell.calculated.value(),
        Role::Asked(_) => cell.reading.value(),
    }
}

fn cell_standing(cell: &Cell, role: Role, shown: bool) -> Standing {
    if !shown {
        return Standing::Hidden;
    }
    match (role, &cell.reading) {
        (Role::Calculated(_), _) => match cell.calculated {
            Worked::Known(_) => Standing::Known { estimated: false },
            Worked::Missing => Standing::Missing,
            Worked::Blank => Standing::Blank,
        },
        (Role::Asked(_), Reading::Known(_)) => Standing::Known {
            estimated: cell.answer.estimated,
        },
        (Role::Asked(_), Reading::Missing) => Standing::Missing,
        (Role::Asked(_), Reading::Blank | Reading::Wrong(_)) => Standing::Blank,
    }
}

impl Data for Session {
    fn value(&self, read: Read, row: Option<u32>) -> Option<Value> {
        match read {
            Read::Item(slot) => {
                let at = slot as usize;
                let cell = self.slots.get(at).filter(|_| self.slot_shown(at))?;
                cell_value(cell, self.form.slots[at].role).cloned()
            }
            Read::Cell { table, column } => {
                let cell = self.cell(table, row, column)?;
                let role = self.form.tables[usize::from(table)].columns[usize::from(column)].role;
                if cell.shown && self.table_shown(table) {
                    cell_value(cell, role).cloned()
                } else {
                    None
                }
            }
            Read::Previous(slot) => self.previous.get(slot as usize)?.clone(),
            Read::Latest(slot) => self.latest.get(slot as usize)?.clone(),
            Read::Subject(slot) => self.subject.get(slot as usize)?.clone(),
            Read::Other { form, slot } => {
                let (_, values) = self.others.iter().find(|(of, _)| *of == form)?;
                values.get(slot as usize)?.clone()
            }
            Read::RowCode { table, place } => self.row_code(table, row?, place),
            Read::PeriodStart => self.facts.period.map(|period| Value::Date(period.start)),
            Read::PeriodEnd => self.facts.period.map(|period| Value::Date(period.end)),
            Read::Filed | Read::Today => Some(Value::Date(self.facts.today)),
            Read::Column { .. } | Read::Rows(_) | Read::List(_) => None,
        }
    }

    fn standing(&self, read: Read, row: Option<u32>) -> Standing {
        match read {
            Read::Item(slot) => {
                let at = slot as usize;
                self.slots.get(at).map_or(Standing::Blank, |cell| {
                    cell_standing(cell, self.form.slots[at].role, self.slot_shown(at))
                })
            }
            Read::Cell { table, column } => {
                self.cell(table, row, column)
                    .map_or(Standing::Blank, |cell| {
                        let shape = &self.form.tables[usize::from(table)];
                        let role = shape.columns[usize::from(column)].role;
                        cell_standing(cell, role, cell.shown && self.table_shown(table))
                    })
            }
            Read::Column { .. } | Read::Rows(_) | Read::List(_) => Standing::Blank,
            Read::Previous(_)
            | Read::Latest(_)
            | Read::Subject(_)
            | Read::Other { .. }
            | Read::RowCode { .. }
            | Read::PeriodStart
            | Read::PeriodEnd
            | Read::Filed
            | Read::Today => match self.value(read, row) {
                Some(_) => Standing::Known { estimated: false },
                None => Standing::Blank,
            },
        }
    }

    fn rows(&self, table: u16) -> u32 {
        if !self.table_shown(table) {
            return 0;
        }
        let rows = self
            .tables
            .get(usize::from(table))
            .map_or(0, |state| state.rows.len());
        u32::try_from(rows).unwrap_or(u32::MAX)
    }

    fn codes(&self, list: ListIx) -> u32 {
        u32::try_from(self.definition.list(list).codes.len()).unwrap_or(u32::MAX)
    }

    fn number(&self, list: ListIx, index: u32) -> Option<Decimal> {
        self.definition.list(list).codes.get(index as usize)?.number
    }

    fn label(&self, list: ListIx, index: u32) -> &str {
        self.definition
            .list(list)
            .codes
            .get(index as usize)
            .map_or("", |code| &code.label)
    }

    fn code(&self, list: ListIx, index: u32) -> &str {
        self.definition
            .list(list)
            .codes
            .get(index as usize)
            .map_or("", |code| &code.code)
    }

    fn parent(&self, list: ListIx, index: u32) -> Option<u32> {
        self.definition.list(list).codes.get(index as usize)?.parent
    }

    fn valid_on(&self, list: ListIx, index: u32, date: Date) -> bool {
        self.definition.valid_on(list, index, date)
    }
}

/// Values by the slots of a form, from answers kept by item id. `days` are the day that the answers are of and the
/// item's own day now, see [`earlier_value`].
pub(crate) fn values_by_slot(
    definition: &Definition,
    form: &Form,
    answers: &[(String, Content)],
    days: &dyn Fn(&Item) -> (Date, Date),
) -> Vec<Option<Value>> {
    let mut values = Vec::new();
    values.resize_with(form.slots.len(), || None);
    for (id, content) in answers {
        let Some(slot) = slot_of(definition, form, id) else {
            continue;
        };
        let at = slot.0 as usize;
        let item = definition.item(form.slots[at].item);
        values[at] = earlier_value(definition, item, content, days(item));
    }
    values
}

/// The value of an earlier answer. A code counts if it could be used on the day that the answer is of, or can be now: it
/// may have taken the place of one that has ended since.
pub(crate) fn earlier_value(
    definition: &Definition,
    item: &Item,
    content: &Content,
    (on, now): (Date, Date),
) -> Option<Value> {
    match read_content(definition, item, content, on) {
        Reading::Known(value) => Some(value),
        Reading::Wrong(_) if on != now => match read_content(definition, item, content, now) {
            Reading::Known(value) => Some(value),
            _ => None,
        },
        _ => None,
    }
}
