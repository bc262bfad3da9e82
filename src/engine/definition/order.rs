//! Puts the rules of a form in the order in which they run, and ties each to what it is for.

use super::form::Builder;
use super::graph;
use super::model::{Column, Form, ItemIx, Required, Role, Rule, RuleIx, Table, Target};
use super::places::places;
use super::problem::ProblemKind;
use crate::json::Json;
use crate::rules::{Read, sorted};

impl<'a> Builder<'_, 'a> {
    /// Orders the rules, ties them to what they are for, and lists who reads what.
    pub(super) fn finish(&mut self, root: &'a Json, checks_from: usize) {
        for (rule, place) in self.form.rules.iter_mut().zip(places(root, &self.texts)) {
            rule.pointer = place.pointer;
        }
        self.link();
        let ordered = self.form.rules.get(..checks_from).unwrap_or_default();
        let mut lists = Vec::with_capacity(ordered.len());
        for rule in ordered {
            lists.push(self.depends(rule));
        }
        let depends: Vec<&[u32]> = lists.iter().map(Vec::as_slice).collect();
        let found = graph::order(&depends);
        for circle in &found.circles {
            let mut path = Vec::with_capacity(circle.len());
            for &at in circle {
                if let Some(rule) = self.form.rules.get(at as usize) {
                    path.push(self.name(rule.target));
                }
            }
            if let Some(node) = circle.first().and_then(|&at| self.texts.get(at as usize)) {
                self.shared.problems.add(node, ProblemKind::Cycle { path });
            }
        }
        let rules = &mut self.form.rules;
        // Where each rule goes; the checks stay where they are.
        let mut goes: Vec<u32> = (0..).take(rules.len()).collect();
        for (to, &at) in (0..).zip(&found.order) {
            if let Some(place) = goes.get_mut(at as usize) {
                *place = to;
            }
        }
        for at in 0..rules.len() {
            while let Some(&to) = goes.get(at)
                && to as usize != at
            {
                rules.swap(at, to as usize);
                goes.swap(at, to as usize);
            }
        }
        self.link();
        let mut readers = Vec::new();
        for (at, rule) in (0..).map(RuleIx).zip(&self.form.rules) {
            let table = rule.table.map(usize::from);
            if let Some(table) = table.and_then(|table| self.form.tables.get_mut(table)) {
                table.rules.push(at);
            }
            for read in rule.program.reads() {
                readers.push((*read, at));
            }
        }
        let many = u32::try_from(readers.len()).unwrap_or(u32::MAX);
        let reader = |at: u32| readers.get(at as usize).copied();
        for at in sorted(many, &|a, b| reader(a).cmp(&reader(b))) {
            self.form.readers.extend(reader(at));
        }
        self.list_judges();
    }

    /// Lists which checks are about each place.
    fn list_judges(&mut self) {
        let mut judges = Vec::new();
        for (at, check) in (0..).zip(&self.form.checks) {
            for about in &check.about {
                judges.push((*about, at));
            }
        }
        let many = u32::try_from(judges.len()).unwrap_or(u32::MAX);
        let judge = |at: u32| judges.get(at as usize).copied();
        for at in sorted(many, &|a, b| judge(a).cmp(&judge(b))) {
            self.form.judges.extend(judge(at));
        }
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
            let mut becomes = Role::Asked(Required::If(at));
            let (mut show, mut role) = (None, None);
            if let Target::Calculate(_) | Target::CalculateColumn(..) = rule.target {
                becomes = Role::Calculated(at);
            }
            match rule.target {
                Target::ShowSection(section) => {
                    if let Some(section) = sections.get_mut(usize::from(section)) {
                        show = Some(&mut section.show);
                    }
                }
                Target::ShowTable(table) => {
                    if let Some(table) = tables.get_mut(usize::from(table)) {
                        show = Some(&mut table.show);
                    }
                }
                Target::ShowSlot(of) | Target::RequireSlot(of) | Target::Calculate(of) => {
                    if let Some(slot) = slots.get_mut(of.0 as usize) {
                        match rule.target {
                            Target::ShowSlot(_) => show = Some(&mut slot.show),
                            _ => role = Some(&mut slot.role),
                        }
                    }
                }
                Target::ShowColumn(table, of)
                | Target::RequireColumn(table, of)
                | Target::CalculateColumn(table, of) => {
                    if let Some(column) = column(tables, table, of) {
                        match rule.target {
                            Target::ShowColumn(..) => show = Some(&mut column.show),
                            _ => role = Some(&mut column.role),
                        }
                    }
                }
                Target::Check(check) => {
                    if let Some(check) = checks.get_mut(usize::from(check)) {
                        check.expect = at;
                    }
                }
            }
            if let Some(show) = show {
                *show = Some(at);
            }
            if let Some(role) = role {
                *role = becomes;
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
        let mut found: Vec<u32> = Vec::with_capacity(depends.len());
        let many = u32::try_from(depends.len()).unwrap_or(u32::MAX);
        let rule = |at: u32| depends.get(at as usize).map_or(0, |rule| rule.0);
        for at in sorted(many, &|a, b| rule(a).cmp(&rule(b))) {
            if found.last() != Some(&rule(at)) {
                found.push(rule(at));
            }
        }
        found
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

fn column(tables: &mut [Table], table: u16, column: u16) -> Option<&mut Column> {
    tables
        .get_mut(usize::from(table))?
        .columns
        .get_mut(usize::from(column))
}
