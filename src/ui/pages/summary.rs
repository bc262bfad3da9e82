//! The answers of a session in words, section by section.

use super::complete;
use super::draft::OnPage;
use crate::ui::el::{El, div, el};
use crate::ui::fields::anchor;
use crate::ui::parts::{SummaryRow, hidden_text, link, summary_list};
use crate::ui::router::Route;
use crate::ui::text::pages as t;
use crate::ui::text::people;
use care_engine::definition::Severity;
use care_engine::session::{Address, Finding, Node, Session, Status};

/// The answers of a section; with a way to change each where they can be changed.
pub(super) fn section(session: &Session, section: u16, on: Option<&OnPage>) -> El {
    let (id, title) = session
        .form()
        .sections
        .get(usize::from(section))
        .map_or(("", ""), |section| {
            (section.id.as_str(), section.title.as_str())
        });
    let findings = session.findings_in(section);
    let mut rows = Vec::new();
    for at in &session.addresses_in(section) {
        if !is_empty_cell(session, at) {
            rows.push(row(session, at, id, &findings, on));
        }
    }
    let answers = if rows.is_empty() {
        blank(id, title, on)
    } else {
        summary_list(rows)
    };
    div("section", "answers")
        .add(el("h2").text(title))
        .add_maybe(complete::section(session, section))
        .add(answers)
}

/// In place of the answers of a section that has only blank cells.
fn blank(id: &str, title: &str, on: Option<&OnPage>) -> El {
    let change = on.map(|on| {
        let route = Route::Section(on.id().to_owned(), id.to_owned(), None);
        link(t::CHANGE, &route.href()).add(hidden_text(&[" ", title].concat()))
    });
    div("p", "quiet")
        .text(t::NOT_ANSWERED)
        .text(" ")
        .add_maybe(change)
}

/// A cell of a table that is blank and need not be filled: tables have many, and the page is to be read.
fn is_empty_cell(session: &Session, at: &Address) -> bool {
    matches!(at, Address::Cell { .. }) && session.status(at) == Status::Blank && !session.needed(at)
}

fn row(
    session: &Session,
    at: &Address,
    section: &str,
    findings: &[Finding],
    on: Option<&OnPage>,
) -> SummaryRow {
    let label = label(session, at);
    let node = Node::At(at.clone());
    let mut value = vec![match session.in_words(at) {
        Some(words) => el("p").text(&words),
        None => div("p", "quiet").text(t::NOT_ANSWERED),
    }];
    value.extend(passed(session, &node, findings));
    value.extend(given_by(session, at, on));
    let asked = session.status(at) != Status::Calculated;
    let action = on.filter(|_| asked).map(|on| {
        let route = Route::Section(on.id().to_owned(), section.to_owned(), Some(anchor(&node)));
        (t::CHANGE.to_owned(), [" ", &label].concat(), route.href())
    });
    SummaryRow {
        key: label,
        value,
        action,
    }
}

/// The warnings at a place that the person passed, each with the reason.
pub(super) fn passed(session: &Session, node: &Node, findings: &[Finding]) -> Vec<El> {
    let mut said = Vec::new();
    for finding in findings {
        let here = finding.places.first() == Some(node) && finding.severity == Severity::Warning;
        if finding.passed.is_some() && here {
            said.push(el("p").text(&finding.message));
            said.push(word(session, finding));
        }
    }
    said
}

/// Who gave the answer, before it is sent, where more than one person gave some.
fn given_by(session: &Session, at: &Address, on: Option<&OnPage>) -> Option<El> {
    on?;
    let several = session.givers().len() > 1;
    let giver = session.given_by(at).filter(|_| several)?;
    session.in_words(at)?;
    Some(
        div("p", "quiet")
            .text(people::ANSWERED_BY)
            .text(&giver.name),
    )
}

/// What a question is called in a list: a cell with its row.
pub(super) fn label(session: &Session, at: &Address) -> String {
    let label = session
        .item_at(at)
        .map_or_else(String::new, |item| item.label.clone());
    match at {
        Address::Slot(_) => label,
        Address::Cell { table, row, .. } => {
            [session.row_title(*table, row).as_str(), ": ", &label].concat()
        }
    }
}

/// The errors that the person explained, wherever they stand, each with the explanation.
pub(super) fn explained(session: &Session) -> Vec<(Finding, El)> {
    let mut explained = Vec::new();
    for finding in session.findings() {
        if finding.severity == Severity::Error && finding.passed.is_some() {
            let word = word(session, &finding);
            explained.push((finding, word));
        }
    }
    explained
}

/// The person's word that a figure is right.
fn word(session: &Session, finding: &Finding) -> El {
    let mut words = String::from(t::PASSED);
    if let Some(pass) = &finding.passed {
        let definition = session.definition();
        let code = pass
            .reason
            .as_ref()
            .zip(definition.pass_reasons)
            .and_then(|(reason, list)| {
                definition
                    .list(list)
                    .codes
                    .iter()
                    .find(|code| code.code == *reason)
            });
        if let Some(code) = code {
            words.push_str(code.said());
        }
        if !pass.note.is_empty() {
            if code.is_some() {
                words.push_str(". ");
            }
            words.push_str(&pass.note);
        }
    }
    el("p").text(&words)
}
