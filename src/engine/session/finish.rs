//! The end of a return: from a session to frozen bytes, and from bytes that came in to a judgement.

use crate::definition::{ItemIx, Kind, Rows};
use crate::exchange::draft_v1::Replaces;
use crate::exchange::return_v1::{AnswerV1, PassV1, ReturnV1, RowV1, StandingV1, ValueV1};
use crate::json::pointer;
use crate::session::{
    Address, Answer, Completeness, Content, Finding, FindingKey, Node, Pass, RowId, Session, Status,
};
use crate::value::{Value, london};
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
        let slots = (0..)
            .zip(&self.slots)
            .map(|(at, cell)| (Address::Slot(crate::definition::SlotIx(at)), &cell.answer));
        let cells = (0..).zip(&self.tables).flat_map(|(table, state)| {
            state.rows.iter().flat_map(move |row| {
                (0..).zip(&row.cells).map(move |(column, cell)| {
                    (
                        Address::Cell {
                            table,
                            row: Rc::clone(&row.id),
                            column,
                        },
                        &cell.answer,
                    )
                })
            })
        });
        slots
            .chain(cells)
            .filter(|(_, answer)| **answer != Answer::BLANK)
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
        self.answers()
            .map(|(at, _)| at)
            .filter(|at| !self.shown(&Node::At(at.clone())))
            .collect()
    }

    /// Freezes the return as of the London day on which it is finished: where that is not the day that the session
    /// was last told, what depends on the day is judged again first.
    ///
    /// # Errors
    /// The findings that stop it: errors and warnings that are not passed.
    pub fn finish(&mut self, with: &Finishing) -> Result<Return, Vec<Finding>> {
        self.set_today(london(with.at).date);
        let mut findings = self.findings();
        let passes = findings.iter().filter_map(Self::posted_pass).collect();
        findings.retain(Finding::stops);
        if !findings.is_empty() {
            return Err(findings);
        }
        let definition = &self.definition;
        let posted = ReturnV1 {
            id: with.id.clone(),
            framework: definition.id.clone(),
            version: definition.version.clone(),
            lists: self.lists_in_use(),
            form: self.form.id.clone(),
            subject: self
                .facts
                .subject
                .clone()
                .unwrap_or_else(|| crate::session::Subject {
                    kind: String::new(),
                    id: String::new(),
                    name: String::new(),
                    profile: Vec::new(),
                }),
            period: self.facts.period,
            revision: with
                .replaces
                .as_ref()
                .map_or(1, |replaces| replaces.revision),
            replaces: with
                .replaces
                .as_ref()
                .map(|replaces| (replaces.id.clone(), replaces.reason.clone())),
            finished_at: with.at,
            clock_offset: with.clock_offset,
            filer: with.filer.clone(),
            answers: self.posted_answers(),
            tables: self.posted_tables(),
            passes,
            completeness: self.posted_completeness(),
            unchecked: self
                .unchecked()
                .into_iter()
                .map(|unchecked| unchecked.sentence)
                .collect(),
            left_out: self
                .left_out()
                .iter()
                .map(|at| at.spell(definition, &self.form))
                .collect(),
        };
        Ok(Return {
            text: posted.write(definition),
            id: posted.id,
        })
    }

    pub(crate) fn posted_completeness(&self) -> Vec<(String, Completeness)> {
        (0..)
            .zip(&self.form.sections)
            .map(|(at, section)| (section.id.clone(), self.completeness_in(at)))
            .filter(|(_, counts)| counts.asked > 0)
            .collect()
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
            message: finding.message.clone(),
        })
    }

    fn lists_in_use(&self) -> Vec<(String, String)> {
        let columns = self
            .form
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .map(|column| column.item);
        let mut lists: Vec<crate::value::ListIx> = Vec::new();
        for item in self.form.slots.iter().map(|slot| slot.item).chain(columns) {
            if let Kind::One(list) | Kind::Code(list) | Kind::Many { list, .. } =
                &self.definition.item(item).kind
            {
                lists.push(*list);
            }
        }
        for table in &self.form.tables {
            if let Rows::Fixed { lists: of } = &table.rows {
                lists.extend(of);
            }
        }
        lists.sort_unstable();
        lists.dedup();
        lists
            .into_iter()
            .map(|list| {
                (
                    self.definition.list(list).id.clone(),
                    self.definition.list(list).hash.clone(),
                )
            })
            .collect()
    }

    fn posted_answers(&self) -> Vec<(String, AnswerV1)> {
        (0..)
            .zip(&self.form.slots)
            .filter_map(|(at, slot)| {
                let at = Address::Slot(crate::definition::SlotIx(at));
                let id = self.definition.item(slot.item).id.clone();
                self.posted_answer(&at, slot.item)
                    .map(|answer| (id, answer))
            })
            .collect()
    }

    pub(crate) fn posted_answer(&self, at: &Address, item: ItemIx) -> Option<AnswerV1> {
        let value = || {
            self.value_at(at)
                .map(|value| self.posted_value(item, &value))
        };
        let standing = match self.status(at) {
            Status::Blank | Status::NotUnderstood => return None,
            Status::Given => StandingV1::Given(value()?),
            Status::Estimated => StandingV1::Estimated(value()?),
            Status::Calculated => StandingV1::Calculated(value()?),
            Status::Missing(reason) => StandingV1::Missing(reason),
            Status::NotApplicable => StandingV1::NotApplicable,
        };
        Some(AnswerV1 {
            standing,
            origin: self.answer(at).origin,
        })
    }

    fn posted_value(&self, item: ItemIx, value: &Value) -> ValueV1 {
        match value {
            Value::Number(number) => match self.definition.item(item).kind {
                Kind::Number { places: 0, .. } => ValueV1::Whole(*number),
                _ => ValueV1::Text(number.to_string()),
            },
            Value::Truth(truth) => ValueV1::Truth(*truth),
            Value::Month(month) => ValueV1::Text(month.to_string()),
            Value::Codes(list, set) => {
                let codes = &self.definition.list(*list).codes;
                let set = set.iter().filter_map(|at| codes.get(*at as usize));
                ValueV1::Codes(set.map(|code| code.code.clone()).collect())
            }
            other => ValueV1::Text(self.spell_value(other)),
        }
    }

    fn posted_tables(&self) -> Vec<(String, Vec<RowV1>)> {
        (0..)
            .zip(&self.form.tables)
            .filter(|(table, _)| self.table_shown(*table))
            .map(|(table, shape)| {
                let rows = self.posted_rows(table).into_iter().map(|row| RowV1 {
                    cells: (0..)
                        .zip(&shape.columns)
                        .filter_map(|(column, shape)| {
                            let at = Address::Cell {
                                table,
                                row: Rc::clone(&row),
                                column,
                            };
                            let id = self.definition.item(shape.item).id.clone();
                            self.posted_answer(&at, shape.item)
                                .map(|answer| (id, answer))
                        })
                        .collect(),
                    id: row.to_string(),
                });
                (shape.id.clone(), rows.collect())
            })
            .collect()
    }

    /// The rows of a table as they are sent: fixed rows in the order of their codes, free rows by their key.
    fn posted_rows(&self, table: u16) -> Vec<RowId> {
        let mut rows = self.row_ids(table);
        if let Some(Rows::Free { key, .. }) = self
            .form
            .tables
            .get(usize::from(table))
            .map(|table| &table.rows)
        {
            let spelt = |row: &RowId| -> Vec<String> {
                key.iter()
                    .map(|column| {
                        let at = Address::Cell {
                            table,
                            row: Rc::clone(row),
                            column: *column,
                        };
                        self.value_at(&at)
                            .map_or_else(String::new, |value| self.spell_value(&value))
                    })
                    .collect()
            };
            rows.sort_by_cached_key(|row| (spelt(row), Rc::clone(row)));
        }
        rows
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
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        match tokens.as_slice() {
            ["answers", item, ..] => crate::session::slot_of(&self.definition, &self.form, item)
                .map(|slot| Node::At(Address::Slot(slot))),
            ["tables", table, rest @ ..] => {
                let at = self
                    .form
                    .tables
                    .iter()
                    .position(|known| known.id == *table)?;
                let table = u16::try_from(at).ok()?;
                let [row, "cells", item, ..] = rest else {
                    return Some(Node::Table(table));
                };
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
