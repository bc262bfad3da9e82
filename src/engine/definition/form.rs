//! Builds one form: its sections, calculations and checks, with every rule compiled and put in its order.

use super::facts::Facts;
use super::items::Items;
use super::lists::Lists;
use super::model::{Form, ItemIx, Purpose, Required, Role, Rule, Slot, Target};
use super::names::{Around, Scope};
use super::outline::Outline;
use super::picture;
use super::problem::ProblemKind;
use super::reader::{Fields, Map, Problems};
use crate::json::Json;
use crate::rules::{Program, RuleError, Template, Type};
use crate::value::Decimal;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The most rules of a form.
const MOST_RULES: u32 = 50_000;
/// The most bytes of text with braces in all forms together.
const TEXT_BYTES: u32 = 16 * 1024 * 1024;

/// What all forms of a framework share.
#[derive(Default)]
pub(super) struct Shared<'a> {
    pub(super) problems: Problems<'a>,
    pub(super) lists: Lists<'a>,
    pub(super) facts: Facts<'a>,
    pub(super) items: Items<'a>,
    /// Bytes of text with braces that were compiled.
    pub(super) text: Cell<usize>,
    /// The other returns that the form being read reads of.
    pub(super) others: RefCell<Vec<u16>>,
}

impl<'a> Shared<'a> {
    /// The names at a place.
    pub(super) fn scope<'s>(
        &'s self,
        form: Option<&'s Outline<'a>>,
        row: Option<u16>,
        around: Around<'s, 'a>,
    ) -> Scope<'s, 'a> {
        let (lists, items) = (&self.lists, &self.items);
        let excused = Cell::new(false);
        Scope {
            lists,
            items,
            form,
            row,
            around,
            excused,
            read: &self.others,
        }
    }

    /// Compiles a text with braces. One that is no text was noted where its object was read.
    pub(super) fn template(&self, node: &'a Json, scope: &Scope<'_, '_>) -> Template {
        let text = node.as_text().unwrap_or_default();
        // The text of an item is compiled for each form that asks it.
        self.text.set(self.text.get().saturating_add(text.len()));
        if self.text.get() > TEXT_BYTES as usize {
            let kind = ProblemKind::TooLarge {
                what: "bytes of text in all forms",
                most: TEXT_BYTES,
            };
            self.problems.add(node, kind);
            return Template::default();
        }
        Template::compile(text, scope).unwrap_or_else(|error| {
            self.refused(node, error, scope);
            Template::default()
        })
    }

    /// Notes a rule that could not be compiled, unless another mistake is to blame.
    pub(super) fn refused(&self, node: &'a Json, error: RuleError, scope: &Scope<'_, '_>) {
        if !scope.excused.get() {
            self.problems
                .add_at(node, ProblemKind::Rule(error), Some((error.at, error.to)));
        }
    }
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
    pub(super) texts: Vec<&'a Json>,
}

/// Where the document has no question.
const NO_TEXT: &Json = &Json::Null;

impl<'s, 'a> Builder<'s, 'a> {
    /// Reads a form; `root` is the document, in which its rules have their places.
    pub(super) fn read(
        shared: &'s Shared<'a>,
        outline: &'s Outline<'a>,
        around: Around<'s, 'a>,
        fields: Fields<'a, 's>,
        (id, purpose): (&str, Purpose),
        root: &'a Json,
    ) -> Rc<Form> {
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
            judges: Vec::new(),
            picture: Vec::new(),
            others: Vec::new(),
        };
        let calculate = shared
            .problems
            .map(fields.get("calculate"), MOST_RULES, "calculations");
        let mut builder = Self {
            shared,
            outline,
            around,
            fields,
            calculate,
            form,
            texts: Vec::new(),
        };
        builder.build(root);
        Rc::new(builder.form)
    }

    fn build(&mut self, root: &'a Json) {
        self.read_sections();
        for &item in self.outline.unshown() {
            let slot = self.slot(item, None);
            self.form.slots.push(slot);
        }
        self.read_calculations();
        if let Some(node) = self.fields.get("picture") {
            self.form.picture = picture::read(self.shared, self.outline, node);
        }
        let checks_from = self.form.rules.len();
        self.read_checks();
        self.finish(root, checks_from);
        self.form.others = self.shared.others.take();
    }

    /// The names at a place of this form.
    fn scope(&self, row: Option<u16>) -> Scope<'s, 'a> {
        self.shared.scope(Some(self.outline), row, self.around)
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
            hint: items
                .node(item, "hint")
                .map(|hint| self.template(hint, None)),
        }
    }

    /// Compiles a text with braces.
    pub(super) fn template(&self, node: &'a Json, row: Option<u16>) -> Template {
        self.shared.template(node, &self.scope(row))
    }

    /// Compiles a rule and keeps it. Gives its reads, if it could be compiled.
    pub(super) fn rule(
        &mut self,
        node: &'a Json,
        target: Target,
        row: Option<u16>,
        expected: Option<&Type>,
    ) -> Option<&Rule> {
        let text = self.shared.problems.text(node)?;
        if self.form.rules.len() >= MOST_RULES as usize {
            self.shared.problems.add(
                self.fields.node,
                ProblemKind::TooLarge {
                    what: "rules",
                    most: MOST_RULES,
                },
            );
            return None;
        }
        let scope = self.scope(row);
        match Program::compile(text, expected, &scope) {
            Ok(program) => {
                self.form.rules.push(Rule {
                    program,
                    target,
                    table: row,
                    pointer: String::new(),
                });
                self.texts.push(node);
                self.form.rules.last()
            }
            Err(error) => {
                self.shared.refused(node, error, &scope);
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

    fn read_calculations(&mut self) {
        for (name, node) in self.calculate.entries {
            let (target, item, row) = if let Some((table, column)) = name.split_once('.') {
                let item = self.shared.items.find(column);
                let place = self
                    .outline
                    .table(table)
                    .and_then(|table| Some((table, self.outline.column_of(table, item?)?)));
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
                let Some((item, slot)) =
                    item.and_then(|item| Some((item, self.outline.slot(item)?)))
                else {
                    self.unknown_target(node, self.outline.asks_lost(name));
                    continue;
                };
                (Target::Calculate(slot), item, None)
            };
            let shared = self.shared;
            let scale = shared.items.get(item).map_or(1, |item| item.scale);
            let scale = Decimal::from_int(i64::from(scale));
            let rule = self.rule(node, target, row, shared.items.kind(item));
            if rule
                .and_then(|rule| rule.program.scale())
                .is_some_and(|found| found != scale)
            {
                shared.problems.add(node, ProblemKind::MixedScale);
            }
        }
    }

    fn unknown_target(&self, node: &'a Json, excused: bool) {
        if !excused {
            self.shared
                .problems
                .add(node, ProblemKind::CalculateUnknownTarget);
        }
    }
}
