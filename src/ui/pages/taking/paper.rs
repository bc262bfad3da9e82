//! A return on paper: every question that was asked, with its answer and how that stands.

use super::super::draft::shown_sections;
use super::super::summary;
use super::words::stands;
use crate::ui::el::{El, div, el};
use crate::ui::parts::{SummaryRow, summary_list};
use crate::ui::text::taking as t;
use care_engine::definition::{Entry, Table};
use care_engine::session::{Address, Finding, Node, Session};
use std::rc::Rc;

/// More columns than this do not fit on paper beside each other: each row is a card.
const COLUMNS: usize = 5;

/// The sections that are shown.
pub(super) fn sections(session: &Session) -> Vec<El> {
    let mut sections = Vec::new();
    for at in shown_sections(session) {
        let Some(shape) = session.form().sections.get(usize::from(at)) else {
            continue;
        };
        let findings = session.findings_in(at);
        let mut section = div("section", "answers").add(el("h2").text(&shape.title));
        let mut rows = Vec::new();
        for entry in &shape.content {
            match entry {
                Entry::Slot(slot) => {
                    let place = Address::Slot(*slot);
                    if session.shown(&Node::At(place.clone())) {
                        rows.push(row(session, &place, &findings));
                    }
                }
                Entry::Table(number) => {
                    section = section.add_maybe(list(&mut rows));
                    section = section.add_maybe(table(session, *number, &findings));
                }
            }
        }
        sections.push(section.add_maybe(list(&mut rows)));
    }
    sections.extend(explained(session));
    sections
}

fn list(rows: &mut Vec<SummaryRow>) -> Option<El> {
    let rows = std::mem::take(rows);
    (!rows.is_empty()).then(|| summary_list(rows))
}

fn row(session: &Session, at: &Address, findings: &[Finding]) -> SummaryRow {
    let mut value = answer(session, at);
    value.extend(summary::passed(session, &Node::At(at.clone()), findings));
    SummaryRow {
        key: session.question(at),
        value,
        action: None,
    }
}

/// The answer in words, and how it stands.
fn answer(session: &Session, at: &Address) -> Vec<El> {
    let mut lines = vec![match session.in_words(at) {
        Some(words) => el("p").text(&words),
        None => div("p", "quiet").text(t::NO_ANSWER),
    }];
    if let Some(stands) = stands(session, at) {
        lines.push(div("p", "quiet").text(&stands));
    }
    lines
}

/// A table with its answers; none where it is hidden.
fn table(session: &Session, number: u16, findings: &[Finding]) -> Option<El> {
    let shape = session.form().tables.get(usize::from(number))?;
    if !session.shown(&Node::Table(number)) {
        return None;
    }
    let mut rows = Vec::new();
    let mut said = Vec::new();
    for row in session.row_ids(number) {
        let mut cells = Vec::new();
        for column in (0..).take(shape.columns.len()) {
            let at = Address::Cell {
                table: number,
                row: Rc::clone(&row),
                column,
            };
            let mut cell = el("td");
            if session.shown(&Node::At(at.clone())) {
                cell = cell.add_all(answer(session, &at));
                said.extend(summary::passed(session, &Node::At(at), findings));
            }
            cells.push(cell);
        }
        rows.push((session.row_title(number, &row), cells));
    }
    said.extend(summary::passed(session, &Node::Table(number), findings));
    Some(grid(session, shape, rows).add_all(said))
}

/// A table on paper, with the titles of its rows and their cells.
pub(super) fn grid(session: &Session, shape: &Table, rows: Vec<(String, Vec<El>)>) -> El {
    let id = ["table-", &shape.id].concat();
    let mut labels = Vec::new();
    for column in &shape.columns {
        labels.push(&session.definition().item(column.item).label);
    }
    let mut heads = el("tr").add(el("th").text(t::ROW));
    for label in &labels {
        heads = heads.add(el("th").text(label));
    }
    let class = if labels.len() > COLUMNS {
        "grid wide"
    } else {
        "grid"
    };
    let mut table = div("table", class)
        .attr("aria-labelledby", &id)
        .add(el("thead").add(heads));
    for (title, cells) in rows {
        let mut row = el("tr").add(el("th").attr("scope", "row").text(&title));
        for (label, cell) in labels.iter().zip(cells) {
            row = row.add(cell.attr("data-label", label));
        }
        // Each row a part of its own, so that it is a card where there is little room.
        table = table.add(el("tbody").add(row));
    }
    let title = el("h3").id(&id).text(&shape.title);
    div("div", "field").add(title).add(table)
}

/// The errors that were explained.
fn explained(session: &Session) -> Option<El> {
    let mut lines = Vec::new();
    for (finding, word) in summary::explained(session) {
        lines.push(el("p").text(&finding.message));
        lines.push(word);
    }
    let title = el("h2").text(crate::ui::text::pages::EXPLAINED);
    (!lines.is_empty()).then(|| div("section", "explained").add(title).add_all(lines))
}
