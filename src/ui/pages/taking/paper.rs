//! A return on paper: every question that was asked, with its answer and how that stands.

use super::super::draft::shown_sections;
use super::super::summary;
use super::words::stands;
use crate::ui::el::{El, div, el};
use crate::ui::parts::{SummaryRow, summary_list};
use crate::ui::text::taking as t;
use care_engine::definition::Entry;
use care_engine::session::{Address, Finding, Node, Session};
use std::rc::Rc;

/// More columns than this do not fit on paper beside each other: each row is a card.
pub(super) const COLUMNS: usize = 5;

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
    let mut heads = el("tr").add(el("th").text(t::ROW));
    for column in &shape.columns {
        heads = heads.add(el("th").text(&session.definition().item(column.item).label));
    }
    let mut body = el("tbody");
    let mut said = Vec::new();
    for row in session.row_ids(number) {
        let mut line = el("tr").add(el("th").text(&session.row_title(number, &row)));
        for (column, of) in (0..).zip(&shape.columns) {
            let at = Address::Cell {
                table: number,
                row: Rc::clone(&row),
                column,
            };
            let label = &session.definition().item(of.item).label;
            let mut cell = el("td").attr("data-label", label);
            if session.shown(&Node::At(at.clone())) {
                cell = cell.add_all(answer(session, &at));
                said.extend(summary::passed(session, &Node::At(at), findings));
            }
            line = line.add(cell);
        }
        body = body.add(line);
    }
    said.extend(summary::passed(session, &Node::Table(number), findings));
    let class = if shape.columns.len() > COLUMNS {
        "grid wide"
    } else {
        "grid"
    };
    Some(
        div("div", "table")
            .add(
                div("table", class)
                    .add(el("caption").text(&shape.title))
                    .add(el("thead").add(heads))
                    .add(body),
            )
            .add_all(said),
    )
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
