//! A blank copy of a return: every question with its hint, unit and codes, to gather figures on paper.

use super::super::{caption, gone, heading, later};
use super::paper::COLUMNS;
use crate::shell::print;
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::{back, button};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as pages_t;
use crate::ui::text::taking as t;
use care_engine::definition::{
    Column, Entry, Item, Kind, NumberStyle, Required, Role, Rows, RuleIx, Slot, SlotIx,
};
use care_engine::rules::Read;
use care_engine::session::{Address, Node, Session, unit_behind};
use care_engine::value::ListIx;

/// As many codes are listed with a box each; of more, one is written down.
const CODES: usize = 40;
/// Rows for what a person adds.
const FREE_ROWS: usize = 6;
/// Where something is written: a few letters, a line.
const SHORT: &str = "__________";
const LINE: &str = "________________________________";
/// What is ticked.
const BOX: &str = "\u{2610} ";

/// The page.
pub(in super::super) fn blank(app: &App, form: &str) -> View {
    let (app, form) = (app.clone(), form.to_owned());
    later(async move {
        let subject = {
            let lists = app.shell().lists();
            let mut subjects = lists
                .subjects
                .iter()
                .filter_map(|known| known.subject.as_ref());
            let first = subjects.next().cloned();
            // Of several, none is meant.
            first.filter(|_| subjects.next().is_none())
        };
        match app.shell().blank(&form, subject).await {
            Ok(session) => show(&app, &session),
            Err(error) => gone::page(&app, &error),
        }
    })
}

fn show(app: &App, session: &Session) -> View {
    let title = [session.form().title.as_str(), t::BLANK_TITLE].concat();
    let facts = session.facts();
    let name = facts.subject.as_ref().map_or(LINE, |subject| &subject.name);
    let mut body = div("div", "body")
        .add(div("div", "screen").add(back(pages_t::START, Route::Start)))
        .add(heading(app, &title))
        .add(caption("", facts.period, name))
        .add(el("p").text(t::BLANK_INTRO))
        .add(div("div", "screen").add(button(t::PRINT, "", print)));
    for (at, section) in (0..).zip(&session.form().sections) {
        if !may_be_asked(session, section.show, &Node::Section(at)) {
            continue;
        }
        body = body
            .add(el("h2").text(&section.title))
            .add_maybe(some(session, section.show))
            .add_maybe(session.intro(at).map(|intro| el("p").text(&intro)));
        for entry in &section.content {
            body = body.add_maybe(match entry {
                Entry::Slot(slot) => question(session, *slot),
                Entry::Table(table) => rows(session, *table),
            });
        }
    }
    body.any()
}

/// Whether a thing may be asked: what depends on the subject alone is known by now.
fn may_be_asked(session: &Session, show: Option<RuleIx>, node: &Node) -> bool {
    !of_subject(session, show) || session.shown(node)
}

/// Whether a rule reads of the subject alone, and the subject is known.
fn of_subject(session: &Session, show: Option<RuleIx>) -> bool {
    let rule = show.and_then(|show| session.form().rules.get(show.0 as usize));
    session.facts().subject.is_some()
        && rule.is_some_and(|rule| {
            let mut reads = rule.program.reads().iter();
            reads.all(|read| matches!(read, Read::Subject(_)))
        })
}

/// That a thing is not asked of everybody.
fn some(session: &Session, show: Option<RuleIx>) -> Option<El> {
    let some = show.is_some() && !of_subject(session, show);
    some.then(|| div("p", "quiet").text(t::SOME))
}

fn question(session: &Session, slot: SlotIx) -> Option<El> {
    let shape: &Slot = session.form().slots.get(slot.0 as usize)?;
    let at = Address::Slot(slot);
    if !may_be_asked(session, shape.show, &Node::At(at.clone())) {
        return None;
    }
    let item = session.definition().item(shape.item);
    let mut ask = div("p", "ask").text(&session.question(&at));
    if shape.role == Role::Asked(Required::Never) {
        ask = ask.add(div("span", "optional").text(t::OPTIONAL));
    }
    let hint = session.hint(&at).map(|hint| div("p", "hint").text(&hint));
    let field = div("div", "field")
        .add(ask)
        .add_maybe(hint)
        .add_maybe(some(session, shape.show));
    if matches!(shape.role, Role::Calculated(_)) {
        return Some(field.add(el("p").text(t::WORKED_OUT_LATER)));
    }
    let answer = answer(session, item);
    Some(field.add_all(answer).add_all(instead(session, item)))
}

/// Where the answer is written or ticked.
fn answer(session: &Session, item: &Item) -> Vec<El> {
    match &item.kind {
        Kind::YesNo { .. } => ticks(t::TICK_ONE, [t::YES, t::NO].map(str::to_owned).to_vec()),
        Kind::One(list) | Kind::Code(list) => match codes(session, item, *list) {
            Some(codes) => ticks(t::TICK_ONE, codes),
            None => vec![el("p").text(t::NAME_OR_CODE), el("p").text(LINE)],
        },
        Kind::Many { list, .. } => match codes(session, item, *list) {
            Some(codes) => ticks(t::TICK_ANY, codes),
            None => vec![el("p").text(t::NAME_OR_CODE), el("p").text(LINE)],
        },
        Kind::LongText { words } => {
            let most = [t::WORDS, &words.to_string(), t::WORDS_END].concat();
            let mut lines = vec![div("p", "hint").text(&most)];
            for _ in 0..4 {
                lines.push(el("p").text(LINE).text(LINE));
            }
            lines
        }
        _ => vec![el("p").text(&written(item))],
    }
}

/// What is written in one line, as a line.
fn written(item: &Item) -> String {
    let mut line = String::new();
    match &item.kind {
        Kind::Number { style, .. } => {
            if *style == NumberStyle::Money {
                line.push('£');
            }
            line.push_str(SHORT);
            if *style == NumberStyle::Percent {
                line.push('%');
            }
            if let Some(unit) = unit_behind(item, None) {
                line.push(' ');
                line.push_str(unit);
            }
        }
        Kind::Date => line.extend([t::DATE_BOXES, ": ____ ____ ________"]),
        Kind::Month => line.extend([t::MONTH_BOXES, ": ____ ________"]),
        Kind::Identifier(identifier) => line.extend([LINE, " (", identifier.example(), ")"]),
        _ => line.push_str(LINE),
    }
    line
}

/// The codes that may be used today; none where they are too many to list.
fn codes(session: &Session, item: &Item, list: ListIx) -> Option<Vec<String>> {
    let definition = session.definition();
    let on = session.basis_date(item.basis);
    let mut labels = Vec::new();
    for (at, code) in (0..).zip(&definition.list(list).codes) {
        if definition.valid_on(list, at, on) {
            labels.push(code.said().to_owned());
        }
    }
    (labels.len() <= CODES && !labels.is_empty()).then_some(labels)
}

fn ticks(how: &str, labels: Vec<String>) -> Vec<El> {
    let mut list = el("ul").class("choices");
    for label in labels {
        list = list.add(el("li").text(BOX).text(&label));
    }
    vec![div("p", "hint").text(how), list]
}

/// The reasons for which there may be no answer.
fn instead(session: &Session, item: &Item) -> Vec<El> {
    let reasons = &session.definition().missing;
    let mut labels = Vec::new();
    let mut add = |at: usize| {
        if let Some((_, label)) = reasons.get(at)
            && !labels.contains(label)
        {
            labels.push(label.clone());
        }
    };
    if matches!(item.kind, Kind::YesNo { dont_know: true })
        && let Some(at) = reasons.iter().position(|(id, _)| id == "not-known")
    {
        add(at);
    }
    for reason in &item.missing {
        add(usize::from(*reason));
    }
    if labels.is_empty() {
        return Vec::new();
    }
    ticks(t::INSTEAD, labels)
}

/// A table to fill in.
fn rows(session: &Session, number: u16) -> Option<El> {
    let shape = session.form().tables.get(usize::from(number))?;
    if !may_be_asked(session, shape.show, &Node::Table(number)) {
        return None;
    }
    let mut titles = Vec::new();
    match &shape.rows {
        Rows::Fixed { .. } => {
            for row in session.row_ids(number) {
                titles.push(session.row_title(number, &row));
            }
        }
        Rows::Free { .. } => {
            for row in 1..=FREE_ROWS {
                titles.push(row.to_string());
            }
        }
    }
    let definition = session.definition();
    let label = |column: &Column| definition.item(column.item).label.clone();
    let mut heads = el("tr").add(el("th").text(t::ROW));
    for column in &shape.columns {
        heads = heads.add(el("th").text(&label(column)));
    }
    let mut body = el("tbody");
    for title in titles {
        let mut line = el("tr").add(el("th").text(&title));
        for column in &shape.columns {
            let worked_out = matches!(column.role, Role::Calculated(_));
            let words = if worked_out {
                t::WORKED_OUT_LATER.to_owned()
            } else {
                written_short(definition.item(column.item))
            };
            line = line.add(el("td").attr("data-label", &label(column)).text(&words));
        }
        body = body.add(line);
    }
    let mut notes = Vec::new();
    for column in &shape.columns {
        let item = definition.item(column.item);
        if let Kind::One(list) | Kind::Code(list) | Kind::Many { list, .. } = &item.kind {
            let codes = codes(session, item, *list);
            let words = codes.map_or_else(|| t::NAME_OR_CODE.to_owned(), |codes| codes.join("; "));
            notes.push(el("p").text(&label(column)).text(": ").text(&words));
        }
    }
    let class = if shape.columns.len() > COLUMNS {
        "grid wide"
    } else {
        "grid"
    };
    let hint = session.table_hint(number);
    Some(
        div("div", "field")
            .add_maybe(some(session, shape.show))
            .add_maybe(hint.map(|hint| div("p", "hint").text(&hint)))
            .add(
                div("table", class)
                    .add(el("caption").text(&shape.title))
                    .add(el("thead").add(heads))
                    .add(body),
            )
            .add_all(notes),
    )
}

/// What is written in a cell.
fn written_short(item: &Item) -> String {
    match &item.kind {
        Kind::Number { .. } => written(item),
        Kind::YesNo { .. } => [BOX, t::YES, " ", BOX, t::NO].concat(),
        _ => SHORT.to_owned(),
    }
}
