//! What a page shows: texts, values in words, and earlier figures.

use crate::definition::{About, Definition, Item, ItemIx, Kind, NumberStyle, Role, Rows};
use crate::rules::{Data, Read};
use crate::session::facts::{cell_value, earlier_value};
use crate::session::reading::Reading;
use crate::session::{Address, Answer, Content, Earlier, Node, Origin, RowId, Session, Status};
use crate::text;
use crate::value::{Decimal, Value, show};
use std::rc::Rc;

/// An earlier figure beside a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// The figure in words: `22 beds`.
    pub value: String,
    /// Which period it was for, or the day on which it was sent.
    pub when: String,
    /// By how much today's figure differs, in words, if both are numbers and differ: `2 more`.
    pub change: Option<String>,
}

impl Session {
    /// The item asked or shown at a place.
    #[must_use]
    pub fn item_at(&self, at: &Address) -> Option<&Item> {
        self.place(at)
            .ok()
            .map(|(item, _)| self.definition.item(item))
    }

    /// The question at a place, with its dates and figures.
    #[must_use]
    pub fn question(&self, at: &Address) -> String {
        let template = match at {
            Address::Slot(slot) => self
                .form
                .slots
                .get(slot.0 as usize)
                .map(|slot| &slot.question),
            Address::Cell { table, column, .. } => self
                .form
                .tables
                .get(usize::from(*table))
                .and_then(|table| table.columns.get(usize::from(*column)))
                .map(|column| &column.question),
        };
        template.map_or_else(String::new, |template| self.render(template, at))
    }

    /// The hint at a question, if it has one.
    #[must_use]
    pub fn hint(&self, at: &Address) -> Option<String> {
        match at {
            Address::Slot(slot) => {
                let hint = self.form.slots.get(slot.0 as usize)?.hint.as_ref()?;
                Some(self.render(hint, at))
            }
            Address::Cell { .. } => self.item_at(at)?.hint.clone(),
        }
    }

    /// The sentence above a section's questions.
    #[must_use]
    pub fn intro(&self, section: u16) -> Option<String> {
        let intro = self
            .form
            .sections
            .get(usize::from(section))?
            .intro
            .as_ref()?;
        Some(self.said(intro, None))
    }

    /// The hint under a table's title.
    #[must_use]
    pub fn table_hint(&self, table: u16) -> Option<String> {
        let hint = self.form.tables.get(usize::from(table))?.hint.as_ref()?;
        Some(self.said(hint, None))
    }

    fn render(&self, template: &crate::rules::Template, at: &Address) -> String {
        let row = match at {
            Address::Slot(_) => None,
            Address::Cell { table, row, .. } => self.row_number(*table, row),
        };
        self.said(template, row)
    }

    /// A template with its dates and figures.
    pub(crate) fn said(&self, template: &crate::rules::Template, row: Option<u32>) -> String {
        template.render(self, row, &|read, value| self.show_read(read, value))
    }

    /// Whether a thing is shown.
    #[must_use]
    pub fn shown(&self, node: &Node) -> bool {
        match node {
            Node::Section(section) => self.section_shown(*section),
            Node::Table(table) => self.table_shown(*table),
            Node::At(at) => self.shown_at(at),
        }
    }

    /// Whether a place is shown.
    pub(crate) fn shown_at(&self, at: &Address) -> bool {
        match at {
            Address::Slot(slot) => self.slot_shown(slot.0 as usize),
            Address::Cell { table, .. } => {
                self.table_shown(*table) && self.cell_ref(at).is_some_and(|cell| cell.shown)
            }
        }
    }

    /// Whether an answer is needed at a place.
    #[must_use]
    pub fn needed(&self, at: &Address) -> bool {
        self.cell_ref(at).is_some_and(|cell| cell.needed)
    }

    /// What was typed at a place.
    #[must_use]
    pub fn answer(&self, at: &Address) -> &Answer {
        const BLANK: &Answer = &Answer::BLANK;
        self.cell_ref(at).map_or(BLANK, |cell| &cell.answer)
    }

    /// The value at a place, if there is one, hidden or not.
    #[must_use]
    pub fn value_at(&self, at: &Address) -> Option<Value> {
        let (_, role) = self.place(at).ok()?;
        cell_value(self.cell_ref(at)?, role).cloned()
    }

    /// How the answer at a place stands.
    #[must_use]
    pub fn status(&self, at: &Address) -> Status {
        let (Some(cell), Ok((_, role))) = (self.cell_ref(at), self.place(at)) else {
            return Status::Blank;
        };
        if !self.shown_at(at) {
            return Status::NotApplicable;
        }
        match (&cell.reading, role, &cell.answer.content) {
            (_, Role::Calculated(_), _) => {
                if cell.calculated.value().is_some() {
                    Status::Calculated
                } else {
                    Status::Blank
                }
            }
            (Reading::Known(_), _, _) if cell.answer.estimated => Status::Estimated,
            (Reading::Known(_), _, _) => match cell.answer.origin {
                Origin::Nil => Status::Nil,
                Origin::CarriedOver { .. } => Status::Unchanged,
                _ => Status::Given,
            },
            (Reading::Missing, _, Content::Missing(reason)) => Status::Missing(*reason),
            (Reading::Blank | Reading::Missing, _, _) => Status::Blank,
            (Reading::Wrong(_), _, _) => Status::NotUnderstood,
        }
    }

    /// The answer at a place in words, for "check your answers": `24 beds`, a reason, or `None` where nothing stands.
    #[must_use]
    pub fn in_words(&self, at: &Address) -> Option<String> {
        let item = self.item_at(at)?;
        let status = self.status(at);
        match status {
            Status::Blank | Status::NotApplicable => None,
            Status::NotUnderstood => match self.answer(at).content {
                Content::Missing(reason) => {
                    let known = self.definition.missing.get(usize::from(reason));
                    let behind = usize::from(reason).checked_sub(self.definition.missing.len());
                    let dropped = behind.and_then(|at| self.dropped.get(at));
                    known.map(|(_, label)| label).or(dropped).cloned()
                }
                _ => Some(self.answer(at).text().to_owned()),
            },
            Status::Missing(reason) => {
                let (_, label) = self.definition.missing.get(usize::from(reason))?;
                Some(label.clone())
            }
            Status::Given
            | Status::Calculated
            | Status::Estimated
            | Status::Nil
            | Status::Unchanged => {
                let mut words = shown_value(&self.definition, item, &self.value_at(at)?);
                if status == Status::Estimated {
                    words.push_str(" (estimate)");
                }
                Some(words)
            }
        }
    }

    /// The rows of a table, in order.
    #[must_use]
    pub fn row_ids(&self, table: u16) -> Vec<RowId> {
        let mut ids = Vec::new();
        if let Some(state) = self.tables.get(usize::from(table)) {
            for row in &state.rows {
                ids.push(Rc::clone(&row.id));
            }
        }
        ids
    }

    /// What a row is called: a fixed row by its codes, a free row by its key, or by its number while that is blank.
    #[must_use]
    pub fn row_title(&self, table: u16, row: &str) -> String {
        let Some(shape) = self.form.tables.get(usize::from(table)) else {
            return String::new();
        };
        match &shape.rows {
            Rows::Fixed { lists } => crate::table::fixed_title(&self.definition, lists, row),
            Rows::Free { key, .. } => {
                let number = self.row_number(table, row);
                let mut title = String::new();
                for column in key {
                    if let Some(number) = number
                        && let Some(cell) = self.cell(table, Some(number), *column)
                        && let Some(column) = shape.columns.get(usize::from(*column))
                        && let Some(value) = cell_value(cell, column.role)
                    {
                        let item = self.definition.item(column.item);
                        add(
                            &mut title,
                            ", ",
                            &shown_value(&self.definition, item, value),
                        );
                    }
                }
                if title.is_empty() {
                    let number = number.map_or(0, |row| i64::from(row) + 1);
                    title.push_str(text::ROW);
                    title.push_str(&show::grouped(Decimal::from_int(number)));
                }
                title
            }
        }
    }

    /// The figure of the period before at a place, else the newest older one.
    #[must_use]
    pub fn before(&self, at: &Address) -> Option<Before> {
        let item = self.item_at(at)?;
        let spelt = at.spell(&self.definition, &self.form);
        let find = |earlier: &Option<Earlier>| {
            let earlier = earlier.as_ref()?;
            let (_, content) = earlier
                .answers
                .iter()
                .find(|(address, _)| *address == spelt)?;
            let days = (earlier.about(), self.basis_date(item.basis));
            let value = earlier_value(&self.definition, item, content, days)?;
            let when = match earlier.period {
                Some(period) => period.label(),
                None => text::filed_on(earlier.filed),
            };
            Some((value, when))
        };
        let (value, when) = find(&self.facts.previous).or_else(|| find(&self.facts.latest))?;
        let change = match (self.value_at(at), &value) {
            (Some(Value::Number(now)), Value::Number(then)) => change_in_words(now, *then),
            _ => None,
        };
        Some(Before {
            value: shown_value(&self.definition, item, &value),
            when,
            change,
        })
    }

    pub(crate) fn show_read(&self, read: Option<Read>, value: &Value) -> String {
        match read.and_then(|read| self.item_read(read)) {
            // Sentences name the unit themselves.
            Some(item) => bare_value(&self.definition, self.definition.item(item), value),
            None => self.spell_shown(value),
        }
    }

    fn item_read(&self, read: Read) -> Option<ItemIx> {
        match read {
            Read::Item(slot) | Read::Previous(slot) | Read::Latest(slot) => {
                self.form.slots.get(slot as usize).map(|slot| slot.item)
            }
            Read::Cell { table, column } | Read::Column { table, column } => {
                let table = self.form.tables.get(usize::from(table))?;
                table
                    .columns
                    .get(usize::from(column))
                    .map(|column| column.item)
            }
            Read::Subject(slot) => {
                let crate::definition::Purpose::Return(terms) = &self.form.purpose else {
                    return None;
                };
                let form = self.definition.forms.get(usize::from(terms.subject))?;
                form.slots.get(slot as usize).map(|slot| slot.item)
            }
            Read::Other { form, slot } => {
                let form = self.definition.forms.get(usize::from(form))?;
                form.slots.get(slot as usize).map(|slot| slot.item)
            }
            Read::Rows(_)
            | Read::RowCode { .. }
            | Read::List(_)
            | Read::PeriodStart
            | Read::PeriodEnd
            | Read::Filed
            | Read::Today => None,
        }
    }

    pub(crate) fn read_label(&self, read: Read) -> String {
        self.item_read(read).map_or_else(
            || text::A_FIGURE.to_owned(),
            |item| self.definition.item(item).label.clone(),
        )
    }

    pub(crate) fn label_of(&self, about: About) -> String {
        match about {
            About::Slot(slot) => self.read_label(Read::Item(slot.0)),
            About::Column(table, column) => self.read_label(Read::Column { table, column }),
            About::Table(table) => self
                .form
                .tables
                .get(usize::from(table))
                .map_or_else(String::new, |table| table.title.clone()),
        }
    }

    fn spell_shown(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => show::grouped(*number),
            Value::Text(text) => text.to_string(),
            Value::Truth(truth) => show::truth(*truth).to_owned(),
            Value::Date(date) => date.long(),
            Value::Month(month) => month.long(),
            Value::Code(code) => labels(&self.definition, code.list, &[code.index]),
            Value::Codes(list, set) => labels(&self.definition, *list, set),
            Value::List(_) => String::new(),
        }
    }

    /// A value spelt for comparing, not for reading.
    pub(crate) fn spell_value(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Code(code) => self.code(code.list, code.index).to_owned(),
            Value::Codes(list, set) => {
                let mut spelt = String::new();
                for at in set.iter() {
                    add(&mut spelt, ", ", self.label(*list, *at));
                }
                spelt
            }
            // What is stored and compared does not depend on the language that is spoken.
            #[cfg(feature = "welsh")]
            Value::Truth(truth) => text::en::truth(*truth).to_owned(),
            #[cfg(feature = "welsh")]
            Value::Month(month) => month.spelt(&text::en::MONTHS),
            other => self.spell_shown(other),
        }
    }
}

fn change_in_words(now: Decimal, then: Decimal) -> Option<String> {
    now.checked_sub(then).map(text::change)
}

fn labels(definition: &Definition, list: crate::value::ListIx, set: &[u32]) -> String {
    let codes = &definition.list(list).codes;
    let mut labels = String::new();
    for at in set {
        if let Some(code) = codes.get(*at as usize) {
            add(&mut labels, ", ", code.said());
        }
    }
    labels
}

/// Adds a part to a list in words.
pub(crate) fn add(to: &mut String, between: &str, part: &str) {
    if !to.is_empty() {
        to.push_str(between);
    }
    to.push_str(part);
}

/// A number in words by the style of its item.
#[must_use]
pub fn shown_number(number: Decimal, style: NumberStyle, places: u8) -> String {
    match style {
        NumberStyle::Plain => show::grouped(number),
        NumberStyle::Money => show::money(number, places),
        NumberStyle::Percent => show::percent(number),
    }
}

/// The unit as it stands behind a number, or behind the box for one: pounds stand before it, so that of `£ thousand` only
/// `thousand` is left.
#[must_use]
pub fn unit_behind(item: &Item, number: Option<Decimal>) -> Option<&str> {
    let unit = item.unit.as_ref()?;
    let unit = number.map_or(&*unit.other, |number| unit.of(number));
    let money = matches!(
        item.kind,
        Kind::Number {
            style: NumberStyle::Money,
            ..
        }
    );
    let rest = if money {
        unit.trim_start_matches(['£', ' '])
    } else {
        unit
    };
    (!rest.is_empty()).then_some(rest)
}

/// A value in words by its item's kind, with its unit: `24 beds`, `£12.50`, `27 March 2026`.
#[must_use]
pub fn shown_value(definition: &Definition, item: &Item, value: &Value) -> String {
    let mut shown = bare_value(definition, item, value);
    if let Value::Number(number) = value
        && let Some(unit) = unit_behind(item, Some(*number))
    {
        shown.push(' ');
        shown.push_str(unit);
    }
    shown
}

/// A value in words by its item's kind.
fn bare_value(definition: &Definition, item: &Item, value: &Value) -> String {
    match (value, &item.kind) {
        (Value::Number(number), Kind::Number { style, places, .. }) => {
            shown_number(*number, *style, *places)
        }
        (Value::Number(number), _) => show::grouped(*number),
        (Value::Text(text), _) => String::from(&**text),
        (Value::Truth(truth), _) => show::truth(*truth).to_owned(),
        (Value::Date(date), _) => date.long(),
        (Value::Month(month), _) => month.long(),
        (Value::Code(code), _) => labels(definition, code.list, &[code.index]),
        (Value::Codes(list, set), _) => labels(definition, *list, set),
        (Value::List(_), _) => String::new(),
    }
}
