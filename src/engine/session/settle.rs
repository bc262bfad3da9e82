//! The dependency graph at work: which rules an edit reaches, and what their results change.

use crate::definition::{Check, Entry, ItemIx, Kind, RuleIx, Severity, SlotIx, Target};
use crate::rules::{Lack, Read};
use crate::session::state::{Cell, CheckState, Worked};
use crate::session::{Address, Node, Session};
use crate::value::Value;
use std::cmp::Reverse;
use std::rc::Rc;

/// The most steps that one evaluation of one rule may take.
const STEPS_PER_RULE: u32 = 100_000;
/// The most steps that all rules together may take after one edit: a few seconds in a browser, where honest frameworks
/// take thousandths of one. Rules beyond it end in a defect, which is a finding against the framework.
const STEPS_PER_EDIT: u32 = 100_000_000;

/// What an edit may have made look different.
#[derive(Default)]
pub(crate) struct Touched(Vec<Node>);

/// How many of the last places are looked at for a repeat: enough for what one rule touches, and cheap.
const LOOK_BACK: usize = 32;

impl Touched {
    /// Notes a place. Among the last few each stands once; further back it may stand again, which costs a look.
    pub(crate) fn insert(&mut self, node: Node) {
        if !self
            .0
            .iter()
            .rev()
            .take(LOOK_BACK)
            .any(|known| *known == node)
        {
            self.0.push(node);
        }
    }

    pub(crate) fn into_nodes(self) -> Vec<Node> {
        self.0
    }
}

/// A rule for a row, as one number that sorts by the rule and then by the row.
fn due(rule: RuleIx, row: Option<u32>) -> Reverse<u64> {
    let row = row.map_or(0, |row| u64::from(row) + 1);
    Reverse((u64::from(rule.0) << 32) | row)
}

/// The rule and the row of such a number.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the upper and the lower half of the number"
)]
fn rule_and_row(key: u64) -> (RuleIx, Option<u32>) {
    (RuleIx((key >> 32) as u32), (key as u32).checked_sub(1))
}

impl Session {
    /// The places that a check is about may look different, and where a warning waits for it.
    pub(crate) fn touch_check(
        &self,
        number: u16,
        check: &Check,
        row: Option<u32>,
        nodes: &mut Touched,
    ) {
        let places = self.places_of(check, row);
        if let (Severity::Error, Some(first)) = (self.severity(number), places.first()) {
            self.touch_waiting(first, nodes);
        }
        for place in places {
            nodes.insert(place);
        }
    }

    fn touch_waiting(&self, place: &Node, nodes: &mut Touched) {
        for node in self.waiting_at(place) {
            nodes.insert(node);
        }
    }

    /// An answer may look different, and where a warning waits for it.
    fn touch_answer(&self, at: Address, field: Field, nodes: &mut Touched) {
        let node = Node::At(at);
        if field == Field::Needed {
            self.touch_waiting(&node, nodes);
        }
        nodes.insert(node);
    }

    /// Every rule is to run, for every row.
    pub(crate) fn mark_all(&mut self) {
        for rule in 0..self.form.rules.len() {
            if let Ok(rule) = u32::try_from(rule) {
                self.mark_rule(RuleIx(rule), None);
            }
        }
    }

    /// A rule is to run: for one row, or for all rows of its table where it has one and no row is named.
    fn mark_rule(&mut self, rule: RuleIx, row: Option<u32>) {
        let table = self
            .form
            .rules
            .get(rule.0 as usize)
            .and_then(|rule| rule.table);
        match (table, row) {
            (None, _) => {
                self.dirty.push(due(rule, None));
            }
            (Some(_), Some(row)) => {
                self.dirty.push(due(rule, Some(row)));
            }
            (Some(table), None) => {
                let rows = self
                    .tables
                    .get(usize::from(table))
                    .map_or(0, |state| state.rows.len());
                for row in 0..u32::try_from(rows).unwrap_or(u32::MAX) {
                    self.dirty.push(due(rule, Some(row)));
                }
            }
        }
    }

    /// All that reads this is to run again.
    pub(crate) fn mark_readers(&mut self, read: Read, row: Option<u32>) {
        let form = Rc::clone(&self.form);
        let start = form.readers.partition_point(|(known, _)| *known < read);
        for (_, rule) in form.readers[start..]
            .iter()
            .take_while(|(known, _)| *known == read)
        {
            self.mark_rule(*rule, row);
        }
    }

    /// A cell's value or standing changed.
    pub(crate) fn mark_cell(&mut self, table: u16, row: u32, column: u16) {
        self.mark_readers(Read::Cell { table, column }, Some(row));
        self.mark_readers(Read::Column { table, column }, None);
    }

    /// Rows came or went: what looks at the table from outside, and not at the rows that stayed.
    pub(crate) fn mark_rows(&mut self, table: u16) {
        self.mark_readers(Read::Rows(table), None);
        let columns = self.form.tables[usize::from(table)].columns.len();
        for column in 0..u16::try_from(columns).unwrap_or(u16::MAX) {
            self.mark_readers(Read::Column { table, column }, None);
        }
    }

    /// A table was shown or hidden: everything in it.
    fn mark_table(&mut self, table: u16) {
        self.mark_rows(table);
        let columns = self.form.tables[usize::from(table)].columns.len();
        for column in 0..u16::try_from(columns).unwrap_or(u16::MAX) {
            self.mark_readers(Read::Cell { table, column }, None);
        }
    }

    /// Every rule that runs for this row is to run.
    pub(crate) fn mark_row(&mut self, table: u16, row: u32) {
        let form = Rc::clone(&self.form);
        for rule in &form.tables[usize::from(table)].rules {
            self.mark_rule(*rule, Some(row));
        }
    }

    /// Runs what is to run, each rule once for each row it is due for, and notes what may look different. Returns how
    /// many evaluations it took: tests hold this number, not a time.
    pub(crate) fn settle(&mut self, nodes: &mut Touched) -> u32 {
        self.settle_within(nodes, STEPS_PER_EDIT)
    }

    fn settle_within(&mut self, nodes: &mut Touched, mut rest: u32) -> u32 {
        let form = Rc::clone(&self.form);
        let mut visited: u32 = 0;
        let mut last = None;
        while let Some(Reverse(key)) = self.dirty.pop() {
            // Repeats come one behind the other, since no rule stands before one that it depends on.
            if last.replace(key) == Some(key) {
                continue;
            }
            let (rule_ix, row) = rule_and_row(key);
            let Some(rule) = form.rules.get(rule_ix.0 as usize) else {
                continue;
            };
            visited = visited.saturating_add(1);
            let given = rest.min(STEPS_PER_RULE);
            let mut steps = given;
            let found = rule.program.find(&*self, row, &mut steps);
            rest -= given - steps;
            if let Some(at) = self.defects.iter().position(|known| *known == rule_ix) {
                self.defects.remove(at);
            }
            if matches!(found, Err(Lack::Defect(_))) {
                self.defects.push(rule_ix);
            }
            let worked = match found {
                Ok(value) => Worked::Known(value),
                Err(Lack::Missing) => Worked::Missing,
                Err(Lack::Blank | Lack::Defect(_)) => Worked::Blank,
            };
            self.take(rule.target, row, &worked, nodes);
        }
        visited
    }

    /// Takes a rule's result to where it belongs, and marks what depends on it if it is new.
    fn take(&mut self, target: Target, row: Option<u32>, worked: &Worked, nodes: &mut Touched) {
        let holds = worked.holds();
        match target {
            Target::ShowSection(section) => {
                let holds = holds && !self.spares_section(section);
                let Some(shown) = self.sections.get_mut(usize::from(section)) else {
                    return;
                };
                if std::mem::replace(shown, holds) != holds {
                    nodes.insert(Node::Section(section));
                    let form = Rc::clone(&self.form);
                    for entry in &form.sections[usize::from(section)].content {
                        match entry {
                            Entry::Slot(slot) => self.slot_changed(*slot, nodes),
                            Entry::Table(table) => self.table_changed(*table, nodes),
                        }
                    }
                }
            }
            Target::ShowTable(table) => {
                let holds = holds && !self.spares_table(table);
                let Some(state) = self.tables.get_mut(usize::from(table)) else {
                    return;
                };
                if std::mem::replace(&mut state.shown, holds) != holds {
                    self.table_changed(table, nodes);
                }
            }
            Target::ShowSlot(slot) if self.spares_slot(slot) => {}
            Target::ShowColumn(table, column) if self.spares_column(table, column) => {}
            Target::ShowSlot(slot) => self.take_slot(slot, Field::Shown, worked, nodes),
            Target::RequireSlot(slot) => self.take_slot(slot, Field::Needed, worked, nodes),
            Target::Calculate(slot) => self.take_slot(slot, Field::Calculated, worked, nodes),
            Target::ShowColumn(table, column) => {
                self.take_cell((table, column), row, Field::Shown, worked, nodes);
            }
            Target::RequireColumn(table, column) => {
                self.take_cell((table, column), row, Field::Needed, worked, nodes);
            }
            Target::CalculateColumn(table, column) => {
                self.take_cell((table, column), row, Field::Calculated, worked, nodes);
            }
            Target::Check(check) => self.take_check(check, row, worked, nodes),
        }
    }

    fn take_slot(&mut self, slot: SlotIx, field: Field, worked: &Worked, nodes: &mut Touched) {
        let at = slot.0 as usize;
        let Some(item) = self.form.slots.get(at).map(|slot| slot.item) else {
            return;
        };
        let worked = self.rounded(item, worked);
        let Some(cell) = self.slots.get_mut(at) else {
            return;
        };
        if put(cell, field, worked) {
            self.touch_answer(Address::Slot(slot), field, nodes);
            if field != Field::Needed {
                self.mark_readers(Read::Item(slot.0), None);
            }
        }
    }

    fn take_cell(
        &mut self,
        (table, column): (u16, u16),
        row: Option<u32>,
        field: Field,
        worked: &Worked,
        nodes: &mut Touched,
    ) {
        let Some(row) = row else { return };
        let item = self.form.tables[usize::from(table)].columns[usize::from(column)].item;
        let worked = self.rounded(item, worked);
        let Some(state) = self.tables.get_mut(usize::from(table)) else {
            return;
        };
        let Some(row_state) = state.rows.get_mut(row as usize) else {
            return;
        };
        let id = Rc::clone(&row_state.id);
        let Some(cell) = row_state.cells.get_mut(usize::from(column)) else {
            return;
        };
        if put(cell, field, worked) {
            let at = Address::Cell {
                table,
                row: id,
                column,
            };
            self.touch_answer(at, field, nodes);
            if field != Field::Needed {
                self.mark_cell(table, row, column);
            }
        }
    }

    fn take_check(&mut self, check: u16, row: Option<u32>, worked: &Worked, nodes: &mut Touched) {
        let state = match worked {
            Worked::Known(Value::Truth(true)) => CheckState::Holds,
            Worked::Known(Value::Truth(false)) => CheckState::Fails,
            _ => CheckState::Unknown,
        };
        let form = Rc::clone(&self.form);
        let Some(shape) = form.checks.get(usize::from(check)) else {
            return;
        };
        let kept = match (shape.table, row) {
            (Some(table), Some(row)) => {
                let Some(table) = self.tables.get_mut(usize::from(table)) else {
                    return;
                };
                let Ok(at) = table.checks.binary_search(&check) else {
                    return;
                };
                table
                    .rows
                    .get_mut(row as usize)
                    .and_then(|row| row.checks.get_mut(at))
            }
            _ => self.checks.get_mut(usize::from(check)),
        };
        let Some(kept) = kept else { return };
        // Where it fails before and after, its message may still hold other figures.
        if std::mem::replace(kept, state) != state || state == CheckState::Fails {
            self.touch_check(check, shape, row, nodes);
        }
    }

    fn slot_changed(&mut self, slot: SlotIx, nodes: &mut Touched) {
        nodes.insert(Node::At(Address::Slot(slot)));
        self.mark_readers(Read::Item(slot.0), None);
    }

    fn table_changed(&mut self, table: u16, nodes: &mut Touched) {
        nodes.insert(Node::Table(table));
        self.mark_table(table);
    }

    /// A worked-out number is rounded half away from zero to its item's places, there and only there.
    fn rounded(&self, item: ItemIx, worked: &Worked) -> Worked {
        match (worked, &self.definition.item(item).kind) {
            (Worked::Known(Value::Number(number)), Kind::Number { places, .. }) => {
                Worked::Known(Value::Number(number.round(*places)))
            }
            (worked, _) => worked.clone(),
        }
    }
}

/// What a rule decides of a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    /// Whether it is shown.
    Shown,
    /// Whether an answer is needed.
    Needed,
    /// Its figure.
    Calculated,
}

/// Puts a rule's result in its place, and says whether it is new.
fn put(cell: &mut Cell, field: Field, worked: Worked) -> bool {
    let holds = worked.holds();
    match field {
        Field::Shown => std::mem::replace(&mut cell.shown, holds) != holds,
        Field::Needed => std::mem::replace(&mut cell.needed, holds) != holds,
        Field::Calculated => {
            let changed = cell.calculated != worked;
            cell.calculated = worked;
            changed
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Touched;
    use crate::definition::load;
    use crate::session::{Facts, Session};
    use crate::value::Date;
    use std::rc::Rc;

    /// An edit takes so many steps and no more: what was left to do is a defect of the framework, and is done when the
    /// steps suffice.
    #[test]
    fn steps_of_one_edit_are_bounded() {
        let text = include_str!("../../../wasm-tests/fixtures/frameworks/small.json");
        let definition = Rc::new(load(text).unwrap());
        let form = Rc::clone(definition.form("beds").unwrap());
        let facts = Facts {
            today: Date::parse_iso("2026-11-10").unwrap(),
            period: None,
            subject: None,
            previous: None,
            latest: None,
            others: Vec::new(),
        };
        let mut session = Session::open(&definition, &form, facts);
        assert_eq!(session.defects(), [""; 0]);
        session.mark_all();
        let visited = session.settle_within(&mut Touched::default(), 5);
        // The first rules took the steps; of the others each is told.
        let told = session.defects().len();
        assert!(told >= 4 && told < visited as usize, "{told} of {visited}");
        session.mark_all();
        let again = session.settle_within(&mut Touched::default(), 1_000);
        assert_eq!((again, session.defects()), (visited, vec![]));
    }
}
