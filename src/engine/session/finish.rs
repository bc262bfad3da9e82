//! The end of a return: from a session to frozen bytes, and from bytes that came in to a judgement.

use crate::definition::{CodeList, ItemIx, Kind, Rows, SlotIx};
use crate::exchange::draft_v1::Replaces;
use crate::exchange::identity::Identity;
use crate::exchange::return_v1::{AnswerV1, PassV1, ReturnV1, RowV1, StandingV1, ValueV1};
use crate::json::pointer;
use crate::session::finding::keep;
use crate::session::{
    Address, Answer, Completeness, Content, Finding, FindingKey, Node, Pass, RowId, Session,
    Status, Subject,
};
use crate::value::{ListIx, Value, london, unmarked};
use std::rc::Rc;

/// What finishing needs besides the answers. The declaration was made: there is no way to say that it was not.
#[derive(Clone, Debug)]
pub struct Finishing {
    /// The return's id, random.
    pub id: String,
    /// Now by the device's clock, Unix milliseconds.
    pub at: i64,
    /// Seconds by which the device's clock was ahead of the backend's when it last heard from it.
    pub clock_offset: Option<i64>,
    /// Who finishes: the filer form's items.
    pub filer: Vec<(String, Content)>,
    /// The return that this one replaces.
    pub replaces: Option<Replaces>,
}

/// A finished return: frozen bytes. [`Session::finish`] is the only way to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    id: String,
    text: String,
}

impl Return {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The bytes that are sent, as text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Session {
    /// Every answer that is not blank, shown or not, in the order of the form.
    pub fn answers(&self) -> impl Iterator<Item = (Address, &Answer)> {
        let mut answers = Vec::new();
        for (at, cell) in (0..).zip(&self.slots) {
            if cell.answer != Answer::BLANK {
                answers.push((Address::Slot(SlotIx(at)), &cell.answer));
            }
        }
        for (table, state) in (0..).zip(&self.tables) {
            for row in &state.rows {
                for (column, cell) in (0..).zip(&row.cells) {
                    if cell.answer != Answer::BLANK {
                        let row = Rc::clone(&row.id);
                        answers.push((Address::Cell { table, row, column }, &cell.answer));
                    }
                }
            }
        }
        answers.into_iter()
    }

    /// The person's words on failed checks, those for figures that have moved since included.
    pub fn passes(&self) -> impl Iterator<Item = (&FindingKey, &Pass)> {
        self.passes.iter().map(|(key, pass)| (key, pass))
    }

    /// Puts back a pass as it was stored, with the figures that it was given for.
    pub(crate) fn restore_pass(&mut self, key: FindingKey, pass: Pass) {
        self.keep_pass(key, Some(pass));
    }

    /// Answers that were typed and are now hidden: kept while editing, left out when the return is finished.
    #[must_use]
    pub fn left_out(&self) -> Vec<Address> {
        let mut left_out = Vec::new();
        for (at, _) in self.answers() {
            if !self.shown_at(&at) {
                left_out.push(at);
            }
        }
        left_out
    }

    /// Freezes the return as of the London day on which it is finished: where that is not the day that the session
    /// was last told, what depends on the day is judged again first.
    ///
    /// # Errors
    /// The findings that stop it: errors and warnings that are not passed.
    pub fn finish(&mut self, with: &Finishing) -> Result<Return, Vec<Finding>> {
        self.finish_as(with, None)
    }

    /// The same for somebody who is signed in, or of whom it is known as whom she signs in: the return says so.
    ///
    /// # Errors
    /// The findings that stop it: errors and warnings that are not passed.
    pub fn finish_as(
        &mut self,
        with: &Finishing,
        identity: Option<&Identity>,
    ) -> Result<Return, Vec<Finding>> {
        self.set_today(london(with.at).date);
        let findings = self.findings();
        let mut passes = Vec::new();
        for finding in &findings {
            passes.extend(Self::posted_pass(finding));
        }
        let stopping = keep(findings, &Finding::stops);
        if !stopping.is_empty() {
            return Err(stopping);
        }
        let definition = &self.definition;
        let mut unchecked = Vec::new();
        for one in self.unchecked() {
            unchecked.push(unmarked(&one.sentence).into_owned());
        }
        let mut left_out = Vec::new();
        for at in self.left_out() {
            left_out.push(at.spell(definition, &self.form));
        }
        let mut lowered = Vec::new();
        for (check, why) in self.lowered() {
            lowered.push((check.to_owned(), why.to_owned()));
        }
        let mut lists = Vec::new();
        for list in self.lists_in_use() {
            lists.push((list.id.clone(), list.hash.clone()));
        }
        let replaces = with.replaces.as_ref();
        let posted = ReturnV1 {
            id: with.id.clone(),
            framework: definition.id.clone(),
            version: definition.version.clone(),
            lists,
            form: self.form.id.clone(),
            subject: self.facts.subject.clone().unwrap_or(Subject::nobody()),
            period: self.facts.period,
            revision: replaces.map_or(1, |replaces| replaces.revision),
            replaces: replaces.map(|replaces| (replaces.id.clone(), replaces.reason.clone())),
            finished_at: with.at,
            clock_offset: with.clock_offset,
            minutes: self.minutes,
            nil: self.nil().map(str::to_owned),
            filer: with.filer.clone(),
            finished_as: identity.cloned(),
            answers: self.posted_answers(),
            tables: self.posted_tables(),
            passes,
            lowered,
            completeness: self.posted_completeness(),
            unchecked,
            left_out,
            dropped: Vec::new(),
        };
        Ok(Return {
            text: posted.write(definition),
            id: posted.id,
        })
    }

    pub(crate) fn posted_completeness(&self) -> Vec<(String, Completeness)> {
        let mut completeness = Vec::new();
        for (at, section) in (0..).zip(&self.form.sections) {
            let counts = self.completeness_in(at);
            if counts.asked > 0 {
                completeness.push((section.id.clone(), counts));
            }
        }
        completeness
    }

    fn posted_pass(finding: &Finding) -> Option<PassV1> {
        let (FindingKey::Check { row, .. }, Some(pass)) = (&finding.key, &finding.passed) else {
            return None;
        };
        Some(PassV1 {
            check: finding.check.clone()?,
            row: row.as_deref().map(str::to_owned),
            reason: pass.reason.clone(),
            note: pass.note.clone(),
            message: unmarked(&finding.message).into_owned(),
        })
    }

    /// The code lists that the form's answers are of, as far as they are here.
    pub(crate) fn lists_in_use(&self) -> Vec<&CodeList> {
        let mut lists: Vec<ListIx> = Vec::new();
        for slot in &self.form.slots {
            self.add_list_of(slot.item, &mut lists);
        }
        for table in &self.form.tables {
            for column in &table.columns {
                self.add_list_of(column.item, &mut lists);
            }
            if let Rows::Fixed { lists: of } = &table.rows {
                for list in of {
                    add_list(*list, &mut lists);
                }
            }
        }
        let mut named = Vec::new();
        for list in lists {
            let list = self.definition.list(list);
            // Nothing can be answered from a list that is not here.
            if list.codes.is_empty() {
                continue;
            }
            named.push(list);
        }
        named
    }

    fn add_list_of(&self, item: ItemIx, lists: &mut Vec<ListIx>) {
        if let Kind::One(list) | Kind::Code(list) | Kind::Many { list, .. } =
            &self.definition.item(item).kind
        {
            add_list(*list, lists);
        }
    }

    fn posted_answers(&self) -> Vec<(String, AnswerV1)> {
        let mut answers = Vec::new();
        for (at, slot) in (0..).zip(&self.form.slots) {
            self.post(&Address::Slot(SlotIx(at)), slot.item, &mut answers);
        }
        answers
    }

    fn post(&self, at: &Address, item: ItemIx, answers: &mut Vec<(String, AnswerV1)>) {
        if let Some(answer) = self.posted_answer(at, item) {
            answers.push((self.definition.item(item).id.clone(), answer));
        }
    }

    pub(crate) fn posted_answer(&self, at: &Address, item: ItemIx) -> Option<AnswerV1> {
        let status = self.status(at);
        let standing = match status {
            Status::Blank | Status::NotUnderstood => return None,
            Status::Missing(reason) => StandingV1::Missing(reason),
            Status::NotApplicable => StandingV1::NotApplicable,
            Status::Given
            | Status::Estimated
            | Status::Nil
            | Status::Unchanged
            | Status::Calculated => {
                let value = self.posted_value(item, &self.value_at(at)?);
                match status {
                    Status::Estimated => StandingV1::Estimated(value),
                    Status::Calculated => StandingV1::Calculated(value),
                    _ => StandingV1::Given(value),
                }
            }
        };
        Some(AnswerV1 {
            standing,
            origin: self.answer(at).origin.clone(),
        })
    }

    fn posted_value(&self, item: ItemIx, value: &Value) -> ValueV1 {
        match value {
            Value::Number(number)
                if matches!(
                    self.definition.item(item).kind,
                    Kind::Number { places: 0, .. }
                ) =>
            {
                ValueV1::Whole(*number)
            }
            Value::Truth(truth) => ValueV1::Truth(*truth),
            Value::Month(month) => ValueV1::Text(month.to_string()),
            Value::Codes(list, set) => {
                let known = &self.definition.list(*list).codes;
                let mut codes = Vec::new();
                for at in set.iter() {
                    if let Some(code) = known.get(*at as usize) {
                        codes.push(code.code.clone());
                    }
                }
                ValueV1::Codes(codes)
            }
            other => ValueV1::Text(self.spell_value(other)),
        }
    }

    fn posted_tables(&self) -> Vec<(String, Vec<RowV1>)> {
        let mut tables = Vec::new();
        for (table, shape) in (0..).zip(&self.form.tables) {
            if !self.table_shown(table) {
                continue;
            }
            let mut rows = Vec::new();
            for id in self.posted_rows(table) {
                let mut cells = Vec::new();
                for (column, shape) in (0..).zip(&shape.columns) {
                    let row = Rc::clone(&id);
                    let at = Address::Cell { table, row, column };
                    self.post(&at, shape.item, &mut cells);
                }
                rows.push(RowV1 {
                    id: String::from(&*id),
                    cells,
                });
            }
            tables.push((shape.id.clone(), rows));
        }
        tables
    }

    /// The rows of a table as they are sent: fixed rows in the order of their codes, free rows by their key.
    fn posted_rows(&self, table: u16) -> Vec<RowId> {
        let rows = self.row_ids(table);
        let Some(Rows::Free { key, .. }) = self
            .form
            .tables
            .get(usize::from(table))
            .map(|table| &table.rows)
        else {
            return rows;
        };
        // A key sorts as its parts one by one, since no letter stands before the one between them.
        let mut spelt: Vec<String> = Vec::new();
        let mut sorted = Vec::new();
        for row in rows {
            let mut to = String::new();
            for column in key {
                let at = Address::Cell {
                    table,
                    row: Rc::clone(&row),
                    column: *column,
                };
                if let Some(value) = self.value_at(&at) {
                    to.push_str(&self.spell_value(&value));
                }
                to.push('\0');
            }
            to.push_str(&row);
            let place = spelt.partition_point(|known| *known < to);
            spelt.insert(place, to);
            sorted.insert(place, row);
        }
        sorted
    }

    /// The JSON Pointer of a place in the return that this session finishes to.
    #[must_use]
    pub fn pointer_of(&self, node: &Node) -> String {
        let mut to = String::new();
        match node {
            Node::Section(_) => {}
            Node::Table(table) => {
                pointer::push(&mut to, "tables");
                pointer::push(
                    &mut to,
                    self.form
                        .tables
                        .get(usize::from(*table))
                        .map_or("", |table| &table.id),
                );
            }
            Node::At(at @ Address::Slot(_)) => {
                pointer::push(&mut to, "answers");
                pointer::push(&mut to, &at.spell(&self.definition, &self.form));
            }
            Node::At(at @ Address::Cell { table, row, .. }) => {
                to = self.pointer_of(&Node::Table(*table));
                let number = self
                    .posted_rows(*table)
                    .iter()
                    .position(|known| known == row)
                    .unwrap_or(0);
                pointer::push_index(&mut to, number);
                pointer::push(&mut to, "cells");
                pointer::push(&mut to, self.item_at(at).map_or("", |item| &item.id));
            }
        }
        to
    }

    /// The place that a pointer from a backend names, as far as it names one.
    #[must_use]
    pub fn node_of_pointer(&self, text: &str) -> Option<Node> {
        let tokens = pointer::tokens(text)?;
        let [part, id, rest @ ..] = tokens.as_slice() else {
            return None;
        };
        match part.as_str() {
            "answers" => crate::session::slot_of(&self.definition, &self.form, id)
                .map(|slot| Node::At(Address::Slot(slot))),
            "tables" => {
                let at = self.form.tables.iter().position(|known| known.id == *id)?;
                let table = u16::try_from(at).ok()?;
                let [row, cells, item, ..] = rest else {
                    return Some(Node::Table(table));
                };
                if cells != "cells" {
                    return Some(Node::Table(table));
                }
                let row = self.posted_rows(table).get(pointer::index(row)?).cloned()?;
                let column = self.form.tables[at]
                    .columns
                    .iter()
                    .position(|column| self.definition.item(column.item).id == *item)?;
                Some(Node::At(Address::Cell {
                    table,
                    row,
                    column: u16::try_from(column).ok()?,
                }))
            }
            _ => None,
        }
    }
}

/// Adds a list where it belongs in the order, once.
fn add_list(list: ListIx, lists: &mut Vec<ListIx>) {
    if let Err(at) = lists.binary_search(&list) {
        lists.insert(at, list);
    }
}
