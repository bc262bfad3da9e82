//! Puts the rules of a form in the order in which they run, and ties each to what it is for.

use super::form::Builder;
use super::graph;
use super::model::{
    Column, Form, ItemIx, Required, Role, Rule, RuleIx, Slot, SlotIx, Table, Target,
};
use super::places::places;
use super::problem::ProblemKind;
use crate::json::Json;
use crate::rules::Read;

impl<'a> Builder<'_, 'a> {
    /// Orders the rules, ties them to what they are for, and lists who reads what.
    pub(super) fn finish(mut self, root: &'a Json, checks_from: usize) -> Form {
        for (rule, place) in self.form.rules.iter_mut().zip(places(root, &self.texts)) {
            rule.pointer = place.pointer;
        }
        self.link();
        let ordered = self.form.rules.get(..checks_from).unwrap_or_default();
        let depends: Vec<Vec<u32>> = ordered.iter().map(|rule| self.depends(rule)).collect();
        let depends: Vec<&[u32]> = depends.iter().map(Vec::as_slice).collect();
        let found = graph::order(&depends);
        for circle in &found.circles {
            let rules = circle
                .iter()
                .filter_map(|&at| self.form.rules.get(at as usize));
            let path = rules.map(|rule| self.name(rule.target)).collect();
            if let Some(node) = circle.first().and_then(|&at| self.texts.get(at as usize)) {
                self.shared.problems.add(node, ProblemKind::Cycle { path });
            }
        }
        let mut rules: Vec<Option<Rule>> = std::mem::take(&mut self.form.rules)
            .into_iter()
            .map(Some)
            .collect();
        let mut inside: Vec<Rule> = found
            .order
            .iter()
            .filter_map(|&at| rules.get_mut(at as usize).and_then(Option::take))
            .collect();
        inside.extend(rules.into_iter().flatten());
        self.form.rules = inside;
        self.link();
        let mut readers = Vec::new();
        for (at, rule) in (0..).zip(&self.form.rules) {
            readers.extend(rule.program.reads().iter().map(|read| (*read, RuleIx(at))));
        }
        readers.sort_unstable();
        self.form.readers = readers;
        self.form
    }

    /// Ties each rule to what it is for.
    fn link(&mut self) {
        let Form {
            slots,
            tables,
            sections,
            checks,
            rules,
            ..
        } = &mut self.form;
        for (at, rule) in (0..).map(RuleIx).zip(rules.iter()) {
            let required = Role::Asked(Required::If(at));
            match rule.target {
                Target::ShowSection(section) => {
                    let section = sections.get_mut(usize::from(section));
                    put(section.map(|section| &mut section.show), Some(at));
                }
                Target::ShowTable(table) => {
                    put(
                        tables
                            .get_mut(usize::from(table))
                            .map(|table| &mut table.show),
                        Some(at),
                    );
                }
                Target::ShowSlot(of) => put(slot(slots, of).map(|slot| &mut slot.show), Some(at)),
                Target::RequireSlot(of) => {
                    put(slot(slots, of).map(|slot| &mut slot.role), required);
                }
                Target::Calculate(of) => {
                    put(
                        slot(slots, of).map(|slot| &mut slot.role),
                        Role::Calculated(at),
                    );
                }
                Target::ShowColumn(table, of) => {
                    put(
                        column(tables, table, of).map(|column| &mut column.show),
                        Some(at),
                    );
                }
                Target::RequireColumn(table, of) => {
                    put(
                        column(tables, table, of).map(|column| &mut column.role),
                        required,
                    );
                }
                Target::CalculateColumn(table, of) => {
                    put(
                        column(tables, table, of).map(|column| &mut column.role),
                        Role::Calculated(at),
                    );
                }
                Target::Check(check) => {
                    put(
                        checks
                            .get_mut(usize::from(check))
                            .map(|check| &mut check.expect),
                        at,
                    );
                }
            }
        }
    }

    /// The rules whose results a rule reads: calculations, and what is shown, since what is hidden reads as unknown.
    fn depends(&self, reader: &Rule) -> Vec<u32> {
        let mut depends = Vec::new();
        for read in reader.program.reads() {
            let (show, role, table) = match *read {
                Read::Item(slot) => {
                    let Some(slot) = self.form.slots.get(slot as usize) else {
                        continue;
                    };
                    depends.extend(slot.section.and_then(|section| self.shows(section)));
                    (slot.show, Some(slot.role), None)
                }
                Read::Cell { table, column } | Read::Column { table, column } => {
                    let Some(of) = self.form.tables.get(usize::from(table)) else {
                        continue;
                    };
                    let column = of.columns.get(usize::from(column));
                    (
                        column.and_then(|column| column.show),
                        column.map(|column| column.role),
                        Some(of),
                    )
                }
                Read::Rows(table) => (None, None, self.form.tables.get(usize::from(table))),
                _ => continue,
            };
            depends.extend(show);
            if let Some(Role::Calculated(by)) = role {
                depends.push(by);
            }
            if let Some(table) = table {
                depends.extend(table.show);
                depends.extend(self.shows(table.section));
            }
        }
        let mut depends: Vec<u32> = depends.into_iter().map(|rule| rule.0).collect();
        depends.sort_unstable();
        depends.dedup();
        depends
    }

    fn shows(&self, section: u16) -> Option<RuleIx> {
        self.form.sections.get(usize::from(section))?.show
    }

    /// What the author calls the thing that a rule is for.
    fn name(&self, target: Target) -> String {
        let id = |item: Option<ItemIx>| {
            item.and_then(|item| self.shared.items.get(item))
                .map_or("", |item| &item.id)
        };
        let table = |table: u16| {
            self.form
                .tables
                .get(usize::from(table))
                .map_or("", |table| &table.id)
        };
        match target {
            Target::ShowSection(at) => self
                .form
                .sections
                .get(usize::from(at))
                .map(|section| section.id.clone())
                .unwrap_or_default(),
            Target::ShowTable(at) => table(at).to_owned(),
            Target::ShowSlot(slot) | Target::RequireSlot(slot) | Target::Calculate(slot) => {
                id(self.outline.item(slot.0)).to_owned()
            }
            Target::ShowColumn(at, column)
            | Target::RequireColumn(at, column)
            | Target::CalculateColumn(at, column) => {
                [table(at), ".", id(self.outline.column(at, column))].concat()
            }
            Target::Check(check) => self
                .form
                .checks
                .get(usize::from(check))
                .map(|check| check.id.clone())
                .unwrap_or_default(),
        }
    }
}

fn slot(slots: &mut [Slot], slot: SlotIx) -> Option<&mut Slot> {
    slots.get_mut(slot.0 as usize)
}

fn column(tables: &mut [Table], table: u16, column: u16) -> Option<&mut Column> {
    tables
        .get_mut(usize::from(table))?
        .columns
        .get_mut(usize::from(column))
}

fn put<T>(place: Option<&mut T>, value: T) {
    if let Some(place) = place {
        *place = value;
    }
}
