//! Builds one form: its sections, calculations and checks, with every rule compiled and put in its order.

use super::facts::Facts;
use super::graph;
use super::items::Items;
use super::lists::Lists;
use super::model::{Form, ItemIx, Purpose, Required, Role, Rule, RuleIx, Slot, SlotIx, Target};
use super::names::{Around, Scope};
use super::outline::Outline;
use super::places::places;
use super::problem::ProblemKind;
use super::reader::{Fields, Map, Problems};
use crate::json::Json;
use crate::rules::{Program, Read, RuleError, Template, Type};
use crate::value::Decimal;
use std::cell::Cell;

/// The most rules of a form.
const MOST_RULES: u32 = 50_000;

/// What all forms of a framework share.
#[derive(Default)]
pub(super) struct Shared<'a> {
    pub(super) problems: Problems<'a>,
    pub(super) lists: Lists<'a>,
    pub(super) facts: Facts<'a>,
    pub(super) items: Items<'a>,
}

/// A form while it is read.
pub(super) struct Builder<'s, 'a> {
    pub(super) shared: &'s Shared<'a>,
    pub(super) outline: &'s Outline<'a>,
    around: Around<'s, 'a>,
    /// The form in the document.
    pub(super) fields: Fields<'a, 's>,
    /// What is worked out.
    pub(super) calculate: Map<'a>,
    pub(super) form: Form,
    /// The texts of the rules, in step with [`Form::rules`].
    texts: Vec<&'a Json>,
}

/// Where the document has no question.
const NO_TEXT: &Json = &Json::Null;

impl<'s, 'a> Builder<'s, 'a> {
    /// A form without anything in it.
    pub(super) fn new(
        shared: &'s Shared<'a>,
        outline: &'s Outline<'a>,
        around: Around<'s, 'a>,
        fields: Fields<'a, 's>,
        id: &str,
        purpose: Purpose,
    ) -> Self {
        let form = Form {
            id: id.to_owned(),
            title: fields.text("title"),
            purpose,
            slots: Vec::new(),
            tables: Vec::new(),
            sections: Vec::new(),
            checks: Vec::new(),
            rules: Vec::new(),
            readers: Vec::new(),
        };
        let calculate = shared.problems.map(fields.get("calculate"), MOST_RULES, "calculations");
        Self { shared, outline, around, fields, calculate, form, texts: Vec::new() }
    }

    /// Reads the form; `root` is the document, in which its rules have their places.
    pub(super) fn build(mut self, root: &'a Json) -> Form {
        self.read_sections();
        for &item in self.outline.unshown() {
            let slot = self.slot(item, None);
            self.form.slots.push(slot);
        }
        self.read_calculations();
        let checks_from = self.form.rules.len();
        self.read_checks();
        self.finish(root, checks_from)
    }

    /// The names at a place of this form.
    pub(super) fn scope(&self, row: Option<u16>) -> Scope<'s, 'a> {
        Scope {
            lists: &self.shared.lists,
            items: &self.shared.items,
            form: Some(self.outline),
            row,
            around: self.around,
            excused: Cell::new(false),
        }
    }

    /// A slot of an item, asked until a rule that is read later says otherwise.
    pub(super) fn slot(&self, item: ItemIx, section: Option<u16>) -> Slot {
        let items = &self.shared.items;
        Slot {
            item,
            section,
            role: Role::Asked(Required::Always),
            show: None,
            question: self.template(items.node(item, "question").unwrap_or(NO_TEXT), None),
            hint: items.node(item, "hint").map(|hint| self.template(hint, None)),
        }
    }

    /// Compiles a text with braces.
    pub(super) fn template(&self, node: &'a Json, row: Option<u16>) -> Template {
        let scope = self.scope(row);
        // A text that is none was noted where its object was read.
        Template::compile(node.as_text().unwrap_or_default(), &scope).unwrap_or_else(|error| {
            self.refused(node, error, &scope);
            Template::default()
        })
    }

    /// Compiles a rule and keeps it. Gives its reads, if it could be compiled.
    pub(super) fn rule(&mut self, node: &'a Json, target: Target, row: Option<u16>, expected: Option<&Type>) -> Option<&Rule> {
        let text = self.shared.problems.text(node)?;
        if self.form.rules.len() >= MOST_RULES as usize {
            self.shared.problems.add(self.fields.node, ProblemKind::TooLarge { what: "rules", most: MOST_RULES });
            return None;
        }
        let scope = self.scope(row);
        match Program::compile(text, expected, &scope) {
            Ok(program) => {
                self.form.rules.push(Rule { program, target, table: row, pointer: String::new() });
                self.texts.push(node);
                self.form.rules.last()
            }
            Err(error) => {
                self.refused(node, error, &scope);
                None
            }
        }
    }

    /// Compiles a show-if.
    pub(super) fn show_if(&mut self, node: Option<&'a Json>, target: Target, row: Option<u16>) {
        if let Some(node) = node {
            self.rule(node, target, row, Some(&Type::Truth));
        }
    }

    fn refused(&self, node: &'a Json, error: RuleError, scope: &Scope<'_, '_>) {
        refused(&self.shared.problems, node, error, scope);
    }

    fn read_calculations(&mut self) {
        for (name, node) in self.calculate.entries {
            let (target, item, row) = if let Some((table, column)) = name.split_once('.') {
                let item = self.shared.items.find(column);
                let place = self.outline.table(table).and_then(|table| Some((table, self.outline.column_of(table, item?)?)));
                if let (Some((table, column)), Some(item)) = (place, item) {
                    (Target::CalculateColumn(table, column), item, Some(table))
                } else {
                    let lost = match self.outline.table(table) {
                        Some(table) => self.outline.column_might_be(table, column, item.is_some()),
                        None => self.outline.table_might_be(table),
                    };
                    self.unknown_target(node, lost);
                    continue;
                }
            } else {
                let item = self.shared.items.find(name);
                let Some((item, slot)) = item.and_then(|item| Some((item, self.outline.slot(item)?))) else {
                    self.unknown_target(node, self.outline.asks_lost(name));
                    continue;
                };
                (Target::Calculate(slot), item, None)
            };
            let shared = self.shared;
            let scale = shared.items.get(item).map_or(1, |item| item.scale);
            let scale = Decimal::from_int(i64::from(scale));
            let rule = self.rule(node, target, row, shared.items.kind(item));
            if rule.and_then(|rule| rule.program.scale()).is_some_and(|found| found != scale) {
                shared.problems.add(node, ProblemKind::MixedScale);
            }
        }
    }

    fn unknown_target(&self, node: &'a Json, excused: bool) {
        if !excused {
            self.shared.problems.add(node, ProblemKind::CalculateUnknownTarget);
        }
    }

    /// Orders the rules, ties them to what they are for, and lists who reads what.
    fn finish(mut self, root: &'a Json, checks_from: usize) -> Form {
        for (rule, place) in self.form.rules.iter_mut().zip(places(root, &self.texts)) {
            rule.pointer = place.pointer;
        }
        self.link();
        let ordered = self.form.rules.get(..checks_from).unwrap_or_default();
        let depends: Vec<Vec<u32>> = ordered.iter().map(|rule| self.depends(rule)).collect();
        let depends: Vec<&[u32]> = depends.iter().map(Vec::as_slice).collect();
        let found = graph::order(&depends);
        for circle in &found.circles {
            let name = |at: &u32| self.form.rules.get(*at as usize).map(|rule| self.name(rule.target)).unwrap_or_default();
            let path = circle.iter().map(name).collect();
            if let Some(node) = circle.first().and_then(|&at| self.texts.get(at as usize)) {
                self.shared.problems.add(node, ProblemKind::Cycle { path });
            }
        }
        let mut rules: Vec<Option<Rule>> = std::mem::take(&mut self.form.rules).into_iter().map(Some).collect();
        let mut inside: Vec<Rule> =
            found.order.iter().filter_map(|&at| rules.get_mut(at as usize).and_then(Option::take)).collect();
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
        let form = &mut self.form;
        for (at, rule) in (0..).map(RuleIx).zip(&form.rules) {
            let slot = |slots: &'_ mut [Slot], slot: SlotIx, set: &dyn Fn(&mut Slot)| {
                slots.get_mut(slot.0 as usize).into_iter().for_each(set);
            };
            let column = |tables: &mut [super::model::Table], table: u16, column: u16, set: &dyn Fn(&mut super::model::Column)| {
                let columns = tables.get_mut(usize::from(table)).map(|table| &mut table.columns);
                columns.and_then(|columns| columns.get_mut(usize::from(column))).into_iter().for_each(set);
            };
            match rule.target {
                Target::ShowSection(section) => {
                    form.sections.get_mut(usize::from(section)).into_iter().for_each(|section| section.show = Some(at));
                }
                Target::ShowTable(table) => {
                    form.tables.get_mut(usize::from(table)).into_iter().for_each(|table| table.show = Some(at));
                }
                Target::ShowSlot(of) => slot(&mut form.slots, of, &|slot| slot.show = Some(at)),
                Target::RequireSlot(of) => slot(&mut form.slots, of, &|slot| slot.role = Role::Asked(Required::If(at))),
                Target::Calculate(of) => slot(&mut form.slots, of, &|slot| slot.role = Role::Calculated(at)),
                Target::ShowColumn(table, of) => column(&mut form.tables, table, of, &|column| column.show = Some(at)),
                Target::RequireColumn(table, of) => {
                    column(&mut form.tables, table, of, &|column| column.role = Role::Asked(Required::If(at)));
                }
                Target::CalculateColumn(table, of) => {
                    column(&mut form.tables, table, of, &|column| column.role = Role::Calculated(at));
                }
                Target::Check(check) => {
                    form.checks.get_mut(usize::from(check)).into_iter().for_each(|check| check.expect = at);
                }
            }
        }
    }

    /// The rules whose results a rule reads: calculations, and what is shown, since what is hidden reads as unknown.
    fn depends(&self, rule: &Rule) -> Vec<u32> {
        let mut depends = Vec::new();
        for read in rule.program.reads() {
            let (shown, role, table) = match *read {
                Read::Item(slot) => {
                    let Some(slot) = self.form.slots.get(slot as usize) else { continue };
                    depends.extend(slot.section.and_then(|section| self.shows(section)));
                    (slot.show, Some(slot.role), None)
                }
                Read::Cell { table, column } | Read::Column { table, column } => {
                    let Some(of) = self.form.tables.get(usize::from(table)) else { continue };
                    let column = of.columns.get(usize::from(column));
                    (column.and_then(|column| column.show), column.map(|column| column.role), Some(of))
                }
                Read::Rows(table) => (None, None, self.form.tables.get(usize::from(table))),
                _ => continue,
            };
            depends.extend(shown);
            if let Some(Role::Calculated(rule)) = role {
                depends.push(rule);
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
        let id = |item: Option<ItemIx>| item.and_then(|item| self.shared.items.get(item)).map_or("", |item| &item.id);
        let table = |table: u16| self.form.tables.get(usize::from(table)).map_or("", |table| &table.id);
        match target {
            Target::ShowSection(at) => {
                self.form.sections.get(usize::from(at)).map(|section| section.id.clone()).unwrap_or_default()
            }
            Target::ShowTable(at) => table(at).to_owned(),
            Target::ShowSlot(slot) | Target::RequireSlot(slot) | Target::Calculate(slot) => {
                id(self.outline.item(slot.0)).to_owned()
            }
            Target::ShowColumn(at, column) | Target::RequireColumn(at, column) | Target::CalculateColumn(at, column) => {
                [table(at), ".", id(self.outline.column(at, column))].concat()
            }
            Target::Check(check) => {
                self.form.checks.get(usize::from(check)).map(|check| check.id.clone()).unwrap_or_default()
            }
        }
    }
}

/// Notes a rule that could not be compiled, unless another mistake is to blame.
pub(super) fn refused<'a>(problems: &Problems<'a>, node: &'a Json, error: RuleError, scope: &Scope<'_, '_>) {
    if !scope.excused.get() {
        problems.add_at(node, ProblemKind::Rule(error), Some((error.at, error.to)));
    }
}
