//! Reads the tables of a form: their rows and columns.

use super::form::Builder;
use super::keys;
use super::model::{Column, ItemIx, Role, Rows, Table, Target};
use super::outline::{MOST_COLUMNS, MOST_TABLES};
use super::problem::{ProblemKind, Spelling};
use super::reader::{Fields, Problems};
use super::replacing::read_replaces;
use crate::json::Json;

/// The most rows of a table.
const MOST_ROWS: u32 = 100_000;
/// The most rows where the document does not say.
const USUAL_ROWS: u32 = 1_000;
/// The most code lists whose combinations make the rows.
const MOST_LISTS: u32 = 4;

/// Whether rows are made of codes; those that cannot be made out may be either.
fn is_fixed(node: &Json) -> bool {
    node.get("rows")
        .is_some_and(|rows| rows.entries().is_some())
}

/// Whether an entry without `item` and `table` is meant to be a table.
pub(super) fn is_table(entry: &Json) -> bool {
    entry.get("columns").is_some() || entry.get("rows").is_some()
}

/// Notes what keeps an entry from being a table.
pub(super) fn note_table<'a>(problems: &Problems<'a>, entry: &'a Json) {
    problems.object(
        entry,
        if is_fixed(entry) {
            keys::TABLE_FIXED
        } else {
            keys::TABLE_FREE
        },
    );
}

impl<'a> Builder<'_, 'a> {
    /// Reads an entry about a table.
    pub(super) fn read_table(&mut self, node: &'a Json, id: &'a Json, section: u16) -> Option<u16> {
        let shared = self.shared;
        let problems = &shared.problems;
        if self.form.tables.len() >= MOST_TABLES as usize {
            problems.add(
                self.fields.node,
                ProblemKind::TooLarge {
                    what: "tables",
                    most: MOST_TABLES,
                },
            );
            return None;
        }
        let at = u16::try_from(self.form.tables.len()).ok()?;
        let fixed = is_fixed(node);
        let fields = problems.object(
            node,
            if fixed {
                keys::TABLE_FIXED
            } else {
                keys::TABLE_FREE
            },
        );
        let name = fields.id("table", Spelling::Name);
        if self
            .form
            .tables
            .iter()
            .any(|table| table.id == name && !name.is_empty())
        {
            problems.add(id, ProblemKind::RepeatedId);
        } else if self.is_outside(shared.items.find(name)) {
            problems.add(id, ProblemKind::Clash);
        }
        let hint = fields
            .get("hint")
            .and_then(|node| problems.text(node).map(|_| self.template(node, None)));
        self.form.tables.push(Table {
            id: name.to_owned(),
            title: fields.text("title"),
            hint,
            replaces: read_replaces(problems, name, fields.get("replaces")),
            section,
            show: None,
            rows: Rows::Free {
                key: Vec::new(),
                min: 0,
                max: USUAL_ROWS,
            },
            columns: Vec::new(),
            rules: Vec::new(),
        });
        self.note_replaced(&fields);
        self.show_if(fields.get("showIf"), Target::ShowTable(at), None);
        for node in problems.full_list(fields.get("columns"), MOST_COLUMNS, "columns") {
            self.read_column(node, at, name);
        }
        let rows = if fixed {
            self.fixed_rows(&fields)
        } else {
            self.free_rows(&fields, at)
        };
        if let Some(table) = self.form.tables.last_mut() {
            table.rows = rows;
        }
        Some(at)
    }

    /// Notes where the last table takes the place of one that is still there, or that another takes the place of; and
    /// where it is one that another takes the place of.
    fn note_replaced(&self, fields: &Fields<'a, '_>) {
        let problems = &self.shared.problems;
        let Some((table, before)) = self.form.tables.split_last() else {
            return;
        };
        let replaced = |id: &str| {
            before
                .iter()
                .any(|other| other.replaces.iter().any(|old| old == id))
        };
        let nodes = fields.get("replaces").and_then(Json::as_list);
        for node in nodes.unwrap_or_default() {
            let Some(old) = node.as_text() else { continue };
            if replaced(old) {
                problems.add(node, ProblemKind::TableReplacedTwice);
            }
            if before.iter().any(|other| other.id == old) {
                problems.add(node, ProblemKind::TableReplacedAndAsked);
            }
        }
        if replaced(&table.id)
            && let Some(node) = fields.get("table")
        {
            problems.add(node, ProblemKind::TableReplacedAndAsked);
        }
    }

    /// Whether an item is asked or worked out outside tables, so that its bare name is taken.
    fn is_outside(&self, item: Option<ItemIx>) -> bool {
        item.is_some_and(|item| self.outline.slot(item).is_some())
    }

    fn read_column(&mut self, node: &'a Json, table: u16, table_name: &str) {
        let Some(ask) = self.read_ask(node) else {
            return;
        };
        let problems = &self.shared.problems;
        if self.is_outside(Some(ask.item)) {
            problems.add(ask.id, ProblemKind::Clash);
        }
        let count = self
            .form
            .tables
            .last()
            .map_or(0, |table| table.columns.len());
        let Some(at) = self.outline.column_of(table, ask.item) else {
            return;
        };
        if usize::from(at) != count {
            problems.add(ask.id, ProblemKind::ItemTwice);
            return;
        }
        let text = self
            .shared
            .items
            .node(ask.item, "question")
            .unwrap_or(&Json::Null);
        let question = self.template(text, Some(table));
        if let Some(hint) = self.shared.items.node(ask.item, "hint") {
            // A column shows no hint, but a mistake in it is one all the same.
            self.template(hint, Some(table));
        }
        let name = [table_name, ".", ask.id.as_text().unwrap_or_default()].concat();
        let role = Role::Asked(self.read_required(
            &ask,
            &name,
            Target::RequireColumn(table, at),
            Some(table),
        ));
        if let Some(table) = self.form.tables.last_mut() {
            table.columns.push(Column {
                item: ask.item,
                show: None,
                role,
                question,
            });
        }
        self.show_if(ask.show, Target::ShowColumn(table, at), Some(table));
    }

    fn free_rows(&self, fields: &Fields<'a, '_>, table: u16) -> Rows {
        let problems = &self.shared.problems;
        if let Some(rows) = fields.get("rows") {
            problems.choice(rows, keys::FREE_ROWS);
        }
        let (min, max) = (
            fields.whole("min", 0, MOST_ROWS),
            fields.whole("max", 1, MOST_ROWS),
        );
        if let (Some(min), Some(max), Some(node)) = (min, max, fields.get("max"))
            && min > max
        {
            problems.add(node, ProblemKind::BadBounds);
        }
        let nodes = problems.list(fields.get("key"), MOST_COLUMNS, "columns");
        problems.distinct(nodes, None);
        let mut key = Vec::new();
        for node in nodes {
            let Some(name) = problems.text(node) else {
                continue;
            };
            let item = self.shared.items.find(name);
            let column = item.and_then(|item| self.outline.column_of(table, item));
            if column.is_none() && !self.outline.column_might_be(table, name, item.is_some()) {
                problems.add(node, ProblemKind::UnknownTable);
            }
            key.extend(column);
        }
        let min = min.unwrap_or_default();
        Rows::Free {
            key,
            min,
            max: max.unwrap_or(USUAL_ROWS.max(min)),
        }
    }

    fn fixed_rows(&self, fields: &Fields<'a, '_>) -> Rows {
        let problems = &self.shared.problems;
        let Some(rows) = fields.get("rows") else {
            return Rows::Fixed { lists: Vec::new() };
        };
        let codes = problems.object(rows, keys::ROWS).get("codes");
        let nodes = problems.full_list(codes, MOST_LISTS, "code lists");
        let mut lists = Vec::new();
        let mut rows = Some(1_u32);
        for node in nodes {
            let Some(list) = self.shared.lists.here(problems, node) else {
                continue;
            };
            lists.push(list);
            let codes = self.shared.lists.all.get(usize::from(list.0));
            let codes = codes.map_or(0, |list| list.codes.len());
            rows = rows
                .and_then(|rows| rows.checked_mul(u32::try_from(codes).ok()?))
                .filter(|rows| *rows <= MOST_ROWS);
        }
        if let (None, Some(node)) = (rows, codes) {
            problems.add(
                node,
                ProblemKind::TooLarge {
                    what: "rows",
                    most: MOST_ROWS,
                },
            );
        }
        Rows::Fixed { lists }
    }
}
