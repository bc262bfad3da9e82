//! A block of cells of a spreadsheet, put into a table: which edits it comes to, and what of it has no place.

use crate::definition::{Kind, Role, Rows, Table};
use crate::session::search::same;
use crate::session::{Address, Answer, Edit, RowId, Session};
use crate::table::{block, is_blank};
use crate::value::{ListIx, unmarked};
use std::rc::Rc;

/// What a pasted block comes to. Nothing of it is lost: a cell is in an edit, or it is said to have no place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The edits, in their order.
    pub edits: Vec<Edit>,
    /// The places that they set. What is wrong with one of them is found there, as if it had been typed.
    pub places: Vec<Address>,
    /// How many rows they add.
    pub added: usize,
    /// What has no place.
    pub unfit: Vec<Unfit>,
}

/// A pasted cell, or a whole line, that has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Its line in the block, from 1.
    pub line: usize,
    /// What was pasted.
    pub text: String,
    /// Why.
    pub why: Misfit,
}

/// Why a pasted cell has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The table has no column for it.
    NoColumn,
    /// The table has no row for its line.
    NoRow,
    /// The table takes no more rows.
    Full,
    /// Its column is worked out; the column's label.
    WorkedOut(String),
    /// It is none of the choices of its column; the column's label.
    NoChoice(String),
    /// Its place is not asked as things stand, and keeps it; the column's label.
    NotAsked(String),
}

/// Where the columns of a block belong.
struct Places<'a> {
    table: u16,
    shape: &'a Table,
    /// How many cells at the start of each line name its row.
    names: usize,
    /// The column of each cell behind those, and of those without a head.
    columns: Vec<Option<u16>>,
}

impl Session {
    /// What pasting a block comes to. It fills in from the cell of `start` on, to the right and downwards, over columns
    /// that take an answer; without `start`, from the first column of the first row, or of a new one. A first line that
    /// has the columns' labels says which column is which, and first cells that have the names of fixed rows say which
    /// row is which. Blank cells leave what stands there. New rows get their ids from `new_id`.
    pub fn paste(
        &self,
        table: u16,
        start: Option<(&str, u16)>,
        text: &str,
        new_id: &mut dyn FnMut() -> RowId,
    ) -> Pasted {
        let mut pasted = Pasted::default();
        let Some(shape) = self.form.tables.get(usize::from(table)) else {
            return pasted;
        };
        let lines = block(text);
        let heads = lines.first().and_then(|line| self.heads(shape, line));
        let from = usize::from(heads.is_some());
        let (names, rows) = self.named(
            table,
            shape,
            lines.get(from..).unwrap_or_default(),
            from == 1,
        );
        let columns = heads.unwrap_or_else(|| {
            let first = start.filter(|_| names == 0).map_or(0, |(_, column)| column);
            let mut columns = vec![None; names];
            for (at, column) in (0..).zip(&shape.columns) {
                if at >= first && matches!(column.role, Role::Asked(_)) {
                    columns.push(Some(at));
                }
            }
            columns
        });
        let places = Places {
            table,
            shape,
            names,
            columns,
        };
        let ids = self.row_ids(table);
        let fixed = matches!(shape.rows, Rows::Fixed { .. });
        let begins = start.and_then(|(row, _)| ids.iter().position(|id| **id == *row));
        let mut next = begins.unwrap_or_else(|| if fixed { 0 } else { self.unused(table) });
        let most = match shape.rows {
            Rows::Free { max, .. } => max as usize,
            Rows::Fixed { .. } => 0,
        };
        for (at, line) in lines.iter().enumerate().skip(from) {
            let whole = |why| Unfit {
                line: at + 1,
                text: spelt(line),
                why,
            };
            let row = if names > 0 {
                rows.get(at - from).cloned().flatten()
            } else {
                next += 1;
                ids.get(next - 1).cloned()
            };
            if is_blank(line) {
                // A blank line passes over a row, and makes none.
                next -= usize::from(row.is_none() && names == 0);
                continue;
            }
            let full = ids.len() + pasted.added >= most;
            match row {
                Some(row) => {
                    for (column, answer) in self.fit(&places, at, line, &mut pasted.unfit) {
                        let row = Rc::clone(&row);
                        let at = Address::Cell { table, row, column };
                        pasted.places.push(at.clone());
                        pasted.edits.push(Edit::Set { at, answer });
                    }
                }
                None if fixed => pasted.unfit.push(whole(Misfit::NoRow)),
                None if full => pasted.unfit.push(whole(Misfit::Full)),
                None => {
                    let cells = self.fit(&places, at, line, &mut pasted.unfit);
                    if cells.is_empty() {
                        continue;
                    }
                    let row = new_id();
                    for (column, _) in &cells {
                        let (row, column) = (Rc::clone(&row), *column);
                        pasted.places.push(Address::Cell { table, row, column });
                    }
                    pasted.added += 1;
                    pasted.edits.push(Edit::AddRow {
                        table,
                        row,
                        position: u32::MAX,
                        cells,
                    });
                }
            }
        }
        pasted
    }

    /// The answers of a line by column. What is none goes to `unfit`.
    fn fit(
        &self,
        places: &Places<'_>,
        line: usize,
        cells: &[String],
        unfit: &mut Vec<Unfit>,
    ) -> Vec<(u16, Answer)> {
        let mut answers = Vec::new();
        for (at, text) in cells.iter().enumerate() {
            let column = places.columns.get(at).copied().flatten();
            if text.trim().is_empty() || (at < places.names && column.is_none()) {
                continue;
            }
            let why = match column
                .and_then(|at| Some((at, places.shape.columns.get(usize::from(at))?)))
            {
                None => Misfit::NoColumn,
                Some((column, of)) => {
                    let item = self.definition.item(of.item);
                    if !matches!(of.role, Role::Asked(_)) {
                        Misfit::WorkedOut(item.label.clone())
                    } else if let Some(answer) = self.as_typed(places.table, column, text) {
                        answers.push((column, answer));
                        continue;
                    } else {
                        Misfit::NoChoice(item.label.clone())
                    }
                }
            };
            unfit.push(Unfit {
                line: line + 1,
                text: text.trim().to_owned(),
                why,
            });
        }
        answers
    }

    /// The columns that the cells of a first line name: at least half of what stands there.
    fn heads(&self, shape: &Table, line: &[String]) -> Option<Vec<Option<u16>>> {
        let (mut columns, mut known, mut there) = (Vec::new(), 0, 0);
        for head in line {
            let mut found = None;
            for (at, column) in (0..).zip(&shape.columns) {
                let item = self.definition.item(column.item);
                if same(&unmarked(&item.label), head) || same(&item.id, head) {
                    found = Some(at);
                }
            }
            there += usize::from(!head.trim().is_empty());
            known += usize::from(found.is_some());
            columns.push(found);
        }
        (known > 0 && known * 2 >= there).then_some(columns)
    }

    /// How many cells at the start of the lines name fixed rows, and the row of each line: at least half of the lines
    /// name one. Under heads, codes name rows too; elsewhere a code may be a figure.
    fn named(
        &self,
        table: u16,
        shape: &Table,
        lines: &[Vec<String>],
        headed: bool,
    ) -> (usize, Vec<Option<RowId>>) {
        let Rows::Fixed { lists } = &shape.rows else {
            return (0, Vec::new());
        };
        let ids = self.row_ids(table);
        let mut widths = vec![1];
        if lists.len() > 1 {
            widths.push(lists.len());
        }
        for width in widths {
            let (mut rows, mut known, mut there) = (Vec::new(), 0, 0);
            for line in lines {
                let names = line.get(..width).filter(|_| line.len() > width);
                let row = names.and_then(|names| {
                    let mut ids = ids.iter();
                    ids.find(|id| self.is_named(lists, id, names, headed))
                });
                there += usize::from(!is_blank(line));
                known += usize::from(row.is_some());
                rows.push(row.cloned());
            }
            if known > 0 && known * 2 >= there {
                return (width, rows);
            }
        }
        (0, Vec::new())
    }

    /// Whether cells name a fixed row: one for each of its codes, or one for all of them.
    fn is_named(&self, lists: &[ListIx], id: &str, names: &[String], by_code: bool) -> bool {
        let whole = crate::table::fixed_title(&self.definition, lists, id);
        if let [name] = names
            && (same(&unmarked(&whole), name) || (by_code && same(id, name)))
        {
            return true;
        }
        names.len() == lists.len()
            && id
                .split('+')
                .zip(lists)
                .zip(names)
                .all(|((code, list), name)| {
                    let mut codes = self.definition.list(*list).codes.iter();
                    (by_code && same(code, name))
                        || codes
                            .any(|known| known.code == code && same(&unmarked(known.said()), name))
                })
    }

    /// The position from which the rows of a free table are blank up to the end.
    fn unused(&self, table: u16) -> usize {
        let rows = self.tables.get(usize::from(table)).map(|table| &table.rows);
        let mut unused = rows.map_or(0, Vec::len);
        for row in rows.into_iter().flatten().rev() {
            if row.cells.iter().any(|cell| !cell.answer.is_blank()) {
                break;
            }
            unused -= 1;
        }
        unused
    }

    /// What a pasted text is as an answer: the code of a label, the reason of a missing value, or the text as it is.
    /// `None` where only choices are taken, and it is none of them.
    fn as_typed(&self, table: u16, column: u16, text: &str) -> Option<Answer> {
        let shape = self.form.tables.get(usize::from(table))?;
        let item = self
            .definition
            .item(shape.columns.get(usize::from(column))?.item);
        let on = self.basis_date(item.basis);
        let text = text.trim();
        for (at, (_, label)) in (0..).zip(&self.definition.missing) {
            if item.missing.contains(&at) && same(&unmarked(label), text) {
                return Some(Answer::missing(at));
            }
        }
        match &item.kind {
            Kind::YesNo { .. } => {
                let is = |words: &[&str]| words.iter().any(|word| same(word, text));
                let word = match (
                    is(&["yes", "y", "true", "ie"]),
                    is(&["no", "n", "false", "na"]),
                ) {
                    (true, _) => "yes",
                    (_, true) => "no",
                    _ => return None,
                };
                Some(Answer::typed(word))
            }
            Kind::One(list) => Some(Answer::typed(self.code_named(*list, text, on)?)),
            Kind::Code(list) => Some(Answer::typed(
                self.code_named(*list, text, on).unwrap_or(text),
            )),
            Kind::Many { list, .. } => {
                // A label may have a comma in it.
                for marks in [&[';', '\n'][..], &[';', '\n', ',']] {
                    let mut codes = Vec::new();
                    for part in text.split(marks) {
                        codes.push(self.code_named(*list, part, on));
                    }
                    if let Some(codes) = codes.into_iter().collect::<Option<Vec<&str>>>() {
                        return Some(Answer::codes(&codes));
                    }
                }
                None
            }
            Kind::Number { .. }
            | Kind::Text { .. }
            | Kind::LongText { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Identifier(_) => Some(Answer::typed(text)),
        }
    }
}

/// A line as one text.
fn spelt(line: &[String]) -> String {
    let mut text = String::new();
    for cell in line {
        if !cell.trim().is_empty() {
            crate::session::view::add(&mut text, " | ", cell.trim());
        }
    }
    text
}
