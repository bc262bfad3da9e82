//! Which names a form has, read ahead of the form itself so that each rule can be compiled where it stands. Says nothing
//! about mistakes: the second reading does.

use super::items::Items;
use super::model::{ItemIx, SlotIx};
use super::reader::{Fields, MOST_PROBLEMS};
use crate::json::Json;

/// The most tables of a form.
pub(super) const MOST_TABLES: u32 = 1_000;
/// The most columns of a table.
pub(super) const MOST_COLUMNS: u32 = 500;

/// The names of a form.
#[derive(Default)]
pub(super) struct Outline<'a> {
    /// The item of each slot: those of the sections in their order, then calculations that no section shows.
    slots: Vec<ItemIx>,
    /// The slot of each item of the framework.
    slot_of: Vec<Option<SlotIx>>,
    /// How many slots stand in sections.
    shown: usize,
    tables: Vec<TableOutline<'a>>,
    /// Where an entry's item is not one of the framework's, or no entry could be made out.
    lost: Lost<'a>,
    /// How many of the lost names stand in sections; the others are to be worked out.
    lost_asked: usize,
    /// Whether a table may be missing because it could not be made out.
    lost_tables: bool,
}

struct TableOutline<'a> {
    id: &'a str,
    columns: Vec<ItemIx>,
    /// The ids of the code lists that make its rows.
    rows: Vec<&'a str>,
    lost: Lost<'a>,
}

/// Names that stand where an item should, and are none.
#[derive(Default)]
struct Lost<'a> {
    names: Vec<&'a str>,
    any: bool,
}

impl<'a> Lost<'a> {
    fn name(&mut self, name: Option<&'a str>) {
        self.any = true;
        // Beyond what is listed as problems, more names excuse nothing.
        if self.names.len() < MOST_PROBLEMS {
            self.names.extend(name);
        }
    }
    /// Whether a name that means nothing may be one of the lost: it is spelt like one, or it is an item of the framework
    /// that the misspelt entry may have meant.
    fn might_be(&self, name: &str, is_item: bool) -> bool {
        self.any && (is_item || self.names.contains(&name))
    }
}

/// What an entry of a section or table is about.
pub(super) enum EntryName<'a> {
    /// An item, by the node of its id.
    Item(&'a Json),
    /// A table, by the node of its id.
    Table(&'a Json),
    /// Neither can be made out.
    Neither,
}

/// What an entry is about.
pub(super) fn entry_name(entry: &Json) -> EntryName<'_> {
    match (entry, entry.get("item"), entry.get("table")) {
        (Json::Text(_), ..) => EntryName::Item(entry),
        (_, Some(id), _) => EntryName::Item(id),
        (_, None, Some(id)) => EntryName::Table(id),
        _ => EntryName::Neither,
    }
}

impl<'a> Outline<'a> {
    /// Reads the names of a form.
    pub(super) fn read(form: &Fields<'a, '_>, items: &Items<'a>) -> Self {
        let mut outline = Self {
            slot_of: vec![None; items.all.len()],
            ..Self::default()
        };
        let sections = form.get("sections").and_then(Json::as_list);
        outline.lost(sections.is_none_or(<[Json]>::is_empty));
        for section in sections.unwrap_or_default() {
            let entries = section.get("questions").and_then(Json::as_list);
            outline.lost(entries.is_none_or(<[Json]>::is_empty));
            for entry in entries.unwrap_or_default() {
                outline.entry(entry, items);
            }
        }
        outline.shown = outline.slots.len();
        outline.lost_asked = outline.lost.names.len();
        for (name, _) in form
            .get("calculate")
            .and_then(Json::entries)
            .unwrap_or_default()
        {
            match items.find(name) {
                Some(item) => outline.add(item),
                None => outline.lost.name(Some(name)),
            }
        }
        outline
    }

    /// Notes that a part cannot be made out.
    fn lost(&mut self, lost: bool) {
        self.lost.any |= lost;
        self.lost_tables |= lost;
    }

    fn entry(&mut self, entry: &'a Json, items: &Items<'a>) {
        match entry_name(entry) {
            EntryName::Item(id) => match id.as_text().and_then(|id| items.find(id)) {
                Some(item) => self.add(item),
                None => self.lost.name(id.as_text()),
            },
            EntryName::Table(id) => {
                self.table_entry(entry, id.as_text().unwrap_or_default(), items);
            }
            EntryName::Neither => {
                // The key is misspelt or missing: what is named here may stand at another key.
                self.lost.any = true;
                for (_, value) in entry.entries().unwrap_or_default() {
                    self.lost.name(value.as_text());
                }
                self.lost_tables |= entry.entries().is_none() || super::tables::is_table(entry);
            }
        }
    }

    fn table_entry(&mut self, entry: &'a Json, id: &'a str, items: &Items<'a>) {
        self.lost_tables |= id.is_empty();
        if self.tables.len() >= MOST_TABLES as usize {
            self.lost(true);
            return;
        }
        let nodes = entry.get("columns").and_then(Json::as_list);
        let mut columns = Vec::new();
        let mut lost = Lost {
            any: nodes.is_none_or(<[Json]>::is_empty),
            ..Lost::default()
        };
        for column in nodes.unwrap_or_default().iter().take(MOST_COLUMNS as usize) {
            let name = if let EntryName::Item(id) = entry_name(column) {
                id.as_text()
            } else {
                None
            };
            match name.and_then(|name| items.find(name)) {
                Some(item) if columns.contains(&item) => {}
                Some(item) => columns.push(item),
                None => lost.name(name),
            }
        }
        let rows = entry
            .get("rows")
            .and_then(|rows| rows.get("codes")?.as_list());
        let rows = rows.unwrap_or_default().iter();
        self.tables.push(TableOutline {
            id,
            columns,
            rows: rows
                .map(|list| list.as_text().unwrap_or_default())
                .collect(),
            lost,
        });
    }

    fn add(&mut self, item: ItemIx) {
        if let (Some(slot @ None), Ok(at)) = (
            self.slot_of.get_mut(usize::from(item.0)),
            u32::try_from(self.slots.len()),
        ) {
            *slot = Some(SlotIx(at));
            self.slots.push(item);
        }
    }

    /// The slot of an item.
    pub(super) fn slot(&self, item: ItemIx) -> Option<SlotIx> {
        self.slot_of.get(usize::from(item.0)).copied().flatten()
    }

    /// The item of a slot.
    pub(super) fn item(&self, slot: u32) -> Option<ItemIx> {
        self.slots.get(slot as usize).copied()
    }

    /// The items that are worked out and shown nowhere.
    pub(super) fn unshown(&self) -> &[ItemIx] {
        self.slots.get(self.shown..).unwrap_or_default()
    }

    /// The place of the first table with an id.
    pub(super) fn table(&self, id: &str) -> Option<u16> {
        self.tables
            .iter()
            .position(|table| table.id == id && !id.is_empty())
            .and_then(|at| u16::try_from(at).ok())
    }

    /// The place of an item among the columns of a table.
    pub(super) fn column_of(&self, table: u16, item: ItemIx) -> Option<u16> {
        let columns = &self.tables.get(usize::from(table))?.columns;
        columns
            .iter()
            .position(|column| *column == item)
            .and_then(|at| u16::try_from(at).ok())
    }

    /// The place of a list among those whose codes make the rows of a table.
    pub(super) fn row_list(&self, table: u16, list: &str) -> Option<u16> {
        let rows = &self.tables.get(usize::from(table))?.rows;
        let at = rows.iter().position(|id| *id == list)?;
        u16::try_from(at).ok()
    }

    /// The item of a column.
    pub(super) fn column(&self, table: u16, column: u16) -> Option<ItemIx> {
        self.tables
            .get(usize::from(table))?
            .columns
            .get(usize::from(column))
            .copied()
    }

    /// Whether a name that means nothing here may be an item that could not be made out.
    pub(super) fn might_have(&self, name: &str, is_item: bool) -> bool {
        self.lost.might_be(name, is_item)
    }

    /// Whether a name that means nothing stands in a section too, where it is a problem already.
    pub(super) fn asks_lost(&self, name: &str) -> bool {
        self.lost
            .names
            .get(..self.lost_asked)
            .is_some_and(|names| names.contains(&name))
    }

    /// Whether a name that is no column may be one that could not be made out.
    pub(super) fn column_might_be(&self, table: u16, name: &str, is_item: bool) -> bool {
        self.tables
            .get(usize::from(table))
            .is_some_and(|table| table.lost.might_be(name, is_item))
    }

    /// Whether a name that is no table may be one that could not be made out.
    pub(super) fn table_might_be(&self, name: &str) -> bool {
        self.lost_tables || self.lost.names.contains(&name)
    }
}
