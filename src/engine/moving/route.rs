//! Where an old place is on the new version.

use super::Why;
use super::codes::{CodeEnd, end_of};
use crate::definition::{Definition, Form, ItemIx, Role, Rows, SlotIx, Table};
use crate::session::{Address, Session, slot_of};
use crate::value::ListIx;
use std::rc::Rc;

/// Where an answer goes that stood at an address, in its old spelling.
pub(super) fn place(session: &Session, at: &str) -> Result<Address, Why> {
    let (definition, form) = (session.definition(), session.form());
    let mut parts = at.splitn(3, '/');
    let first = parts.next().unwrap_or_default();
    let Some((row, item)) = parts.next().zip(parts.next()) else {
        let asked = |id: &str| {
            let slot = slot_of(definition, form, id)?;
            let role = form.slots.get(slot.0 as usize)?.role;
            matches!(role, Role::Asked(_)).then_some(Address::Slot(slot))
        };
        return follow(definition, first, &asked).ok_or(Why::NotAsked);
    };
    let table = table_now(form, first).ok_or(Why::NotAsked)?;
    let shape = form.tables.get(usize::from(table)).ok_or(Why::NotAsked)?;
    let asked = |id: &str| {
        let mut columns = (0..).zip(&shape.columns);
        let (column, _) = columns.find(|(_, column)| {
            matches!(column.role, Role::Asked(_)) && definition.item(column.item).id == id
        })?;
        Some(Address::Cell {
            table,
            row: Rc::from(row),
            column,
        })
    };
    let found = follow(definition, item, &asked).ok_or(Why::NotAsked)?;
    match found {
        Address::Cell { column, .. } => Ok(Address::Cell {
            table,
            row: row_now(session, table, row).ok_or(Why::NoRow)?,
            column,
        }),
        Address::Slot(_) => Ok(found),
    }
}

/// Where a figure of an earlier return stands in this one, asked or worked out. A row that a person added keeps its id,
/// whether this return has such a row or not.
pub(super) fn figure_now(session: &Session, at: &str) -> Option<Address> {
    let (definition, form) = (session.definition(), session.form());
    let mut parts = at.splitn(3, '/');
    let first = parts.next().unwrap_or_default();
    let Some((row, item)) = parts.next().zip(parts.next()) else {
        return slot_now(definition, form, first).map(Address::Slot);
    };
    let table = table_now(form, first)?;
    let shape = form.tables.get(usize::from(table))?;
    let column = follow(definition, item, &|id| {
        let mut columns = (0..).zip(&shape.columns);
        let (column, _) = columns.find(|(_, column)| definition.item(column.item).id == id)?;
        Some(column)
    })?;
    let row = match shape.rows {
        Rows::Free { .. } => Rc::from(row),
        Rows::Fixed { .. } => row_now(session, table, row)?,
    };
    Some(Address::Cell { table, row, column })
}

/// The slot of an item in a form, or of what replaces the item.
pub(super) fn slot_now(definition: &Definition, form: &Form, item: &str) -> Option<SlotIx> {
    follow(definition, item, &|id| slot_of(definition, form, id))
}

/// The table of an id, or the table that replaces it.
pub(super) fn table_now(form: &Form, id: &str) -> Option<u16> {
    let is = |table: &Table| table.id == id;
    let was = |table: &Table| table.replaces.iter().any(|old| old == id);
    let tables = &form.tables;
    let at = tables
        .iter()
        .position(is)
        .or_else(|| tables.iter().position(was))?;
    u16::try_from(at).ok()
}

/// The place of an item, or of the item that replaces it, or of what replaces that.
fn follow<T>(definition: &Definition, id: &str, place: &dyn Fn(&str) -> Option<T>) -> Option<T> {
    let mut id = id;
    // The loader lets no circle through, so that there are no more steps than items.
    for _ in 0..=definition.items.len() {
        let found = place(id);
        if found.is_some() {
            return found;
        }
        id = &definition.item(successor(definition, id)?).id;
    }
    None
}

/// The item that replaces one.
fn successor(definition: &Definition, id: &str) -> Option<ItemIx> {
    let mut items = (0..).zip(&definition.items);
    let (at, _) = items.find(|(_, item)| item.replaces.iter().any(|old| old == id))?;
    Some(ItemIx(at))
}

/// The id that a row has on the new version, where there is such a row.
pub(super) fn row_now(session: &Session, table: u16, row: &str) -> Option<Rc<str>> {
    if session.row_number(table, row).is_some() {
        return Some(Rc::from(row));
    }
    let shape = session.form().tables.get(usize::from(table))?;
    let Rows::Fixed { lists } = &shape.rows else {
        return None;
    };
    let mut id = String::new();
    let mut codes = row.split('+');
    for list in lists {
        if !id.is_empty() {
            id.push('+');
        }
        id.push_str(row_code_now(session, *list, codes.next()?)?);
    }
    let known = codes.next().is_none() && session.row_number(table, &id).is_some();
    known.then(|| Rc::from(id))
}

/// The code that takes the place of a row's code: the figures of one area are those of the one that replaces it only if
/// it replaces no other.
fn row_code_now<'a>(session: &'a Session, list: ListIx, code: &'a str) -> Option<&'a str> {
    let facts = session.facts();
    let on = facts.period.map_or(facts.today, |period| period.end);
    let definition = session.definition();
    let codes = &definition.list(list).codes;
    let at = match end_of(definition, list, code, on) {
        CodeEnd::Stands => return Some(code),
        CodeEnd::One(at) => at,
        CodeEnd::Several(_) => return None,
    };
    let mut replaced = 0;
    for known in codes {
        replaced += u32::from(known.replaced_by.contains(&at));
    }
    let next = codes.get(at as usize)?;
    (replaced == 1).then_some(&*next.code)
}
