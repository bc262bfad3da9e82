//! Reads the sections of a form and the questions on them.

use super::form::Builder;
use super::keys;
use super::model::{Entry, ItemIx, Required, Role, Section, Target};
use super::outline::{EntryName, entry_name};
use super::problem::{Expected, ProblemKind, Spelling};
use super::tables::{is_table, note_table};
use crate::json::Json;
use crate::rules::Type;

const MOST_SECTIONS: u32 = 1_000;
/// Questions and tables of one section.
const MOST_ENTRIES: u32 = 20_000;

/// An entry about an item: a question of a section, or a column of a table.
pub(super) struct Ask<'a> {
    /// The node of the item's id.
    pub(super) id: &'a Json,
    pub(super) item: ItemIx,
    pub(super) show: Option<&'a Json>,
    pub(super) required: Option<&'a Json>,
}

impl<'a> Builder<'_, 'a> {
    /// Reads `sections`.
    pub(super) fn read_sections(&mut self) {
        let problems = &self.shared.problems;
        let sections = problems.full_list(self.fields.get("sections"), MOST_SECTIONS, "sections");
        problems.distinct(sections, Some("id"));
        for (at, node) in (0..).zip(sections) {
            self.read_section(at, node);
        }
    }

    fn read_section(&mut self, at: u16, node: &'a Json) {
        let problems = &self.shared.problems;
        let fields = problems.object(node, keys::SECTION);
        let intro = fields
            .get("intro")
            .and_then(|node| problems.text(node).map(|_| self.template(node, None)));
        let id = fields.id("id", Spelling::Id).to_owned();
        self.form.sections.push(Section {
            id,
            title: fields.text("title"),
            intro,
            show: None,
            content: Vec::new(),
        });
        self.show_if(fields.get("showIf"), Target::ShowSection(at), None);
        let mut content = Vec::new();
        for entry in problems.full_list(fields.get("questions"), MOST_ENTRIES, "questions") {
            match entry_name(entry) {
                EntryName::Table(id) => {
                    content.extend(self.read_table(entry, id, at).map(Entry::Table));
                }
                EntryName::Neither if is_table(entry) => note_table(problems, entry),
                EntryName::Item(_) | EntryName::Neither => {
                    content.extend(self.read_question(entry, at));
                }
            }
        }
        if let Some(section) = self.form.sections.last_mut() {
            section.content = content;
        }
    }

    fn read_question(&mut self, entry: &'a Json, section: u16) -> Option<Entry> {
        let ask = self.read_ask(entry)?;
        let slot = self.outline.slot(ask.item)?;
        // The outline counted the slots in this order: one that is counted already was asked before.
        if slot.0 as usize != self.form.slots.len() {
            self.shared.problems.add(ask.id, ProblemKind::ItemTwice);
            return None;
        }
        let mut place = self.slot(ask.item, Some(section));
        let name = ask.id.as_text().unwrap_or_default();
        place.role = Role::Asked(self.read_required(&ask, name, Target::RequireSlot(slot), None));
        self.form.slots.push(place);
        self.show_if(ask.show, Target::ShowSlot(slot), None);
        Some(Entry::Slot(slot))
    }

    /// Reads an entry about an item.
    pub(super) fn read_ask(&self, entry: &'a Json) -> Option<Ask<'a>> {
        let problems = &self.shared.problems;
        let (id, show, required) = match entry {
            Json::Text(_) => (entry, None, None),
            Json::Object(_) => {
                let fields = problems.object(entry, keys::QUESTION);
                (
                    fields.get("item")?,
                    fields.get("showIf"),
                    fields.get("required"),
                )
            }
            _ => {
                problems.expected(entry, Expected::Question);
                return None;
            }
        };
        let item = self.shared.items.find(problems.text(id)?);
        if item.is_none() && !self.shared.items.lost {
            problems.add(id, ProblemKind::UnknownItem);
        }
        if item.is_some_and(|item| self.shared.items.has_ended(item)) {
            problems.add(id, ProblemKind::Ended);
        }
        Some(Ask {
            id,
            item: item?,
            show,
            required,
        })
    }

    /// Reads `required`; `name` is what a calculation of the same place would be called.
    pub(super) fn read_required(
        &mut self,
        ask: &Ask<'a>,
        name: &str,
        target: Target,
        row: Option<u16>,
    ) -> Required {
        let Some(node) = ask.required else {
            return Required::Always;
        };
        let problems = &self.shared.problems;
        if self.calculate.ids.find(name).is_some() {
            problems.add(node, ProblemKind::CalculatedAndRequired);
            return Required::Never;
        }
        match node {
            Json::Bool(true) => {}
            Json::Bool(false) => return Required::Never,
            Json::Text(_) => {
                self.rule(node, target, row, Some(&Type::Truth));
            }
            _ => problems.expected(node, Expected::TruthOrRule),
        }
        Required::Always
    }
}
