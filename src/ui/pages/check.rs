//! Check your answers: each with a way to change it, what stops sending, and what will not be sent.

use super::draft::OnPage;
use super::{caption, complete, heading, summary, whole};
use crate::ui::el::{El, View, div, el};
use crate::ui::fields::anchor;
use crate::ui::parts::{back, inset, link, onward};
use crate::ui::router::Route;
use crate::ui::text::{pages as t, whole as w};
use care_engine::session::{Finding, Node};

/// The page.
pub(super) fn page(on: &OnPage) -> View {
    let sections = on.sections();
    // Who comes here asked to go on, everywhere: a link from here leads to a page that says what is wrong.
    for section in &sections {
        on.filling.try_section(*section);
    }
    let mut stops = Vec::new();
    for section in &sections {
        stops.append(&mut on.filling.stopping(*section));
    }
    let onward = stops
        .is_empty()
        .then(|| onward(t::GO_ON_TO_SEND, Route::Declare(on.id().to_owned())));
    let answers = on.filling.read(|session| {
        let mut answers = Vec::new();
        for section in &sections {
            answers.push(summary::section(session, *section, Some(on)));
        }
        answers
    });
    div("div", "body")
        .add(back(t::TO_TASKS, Route::Tasks(on.id().to_owned())))
        .add(caption(&on.title(), on.open.head.period, on.name()))
        .add(heading(&on.app, t::CHECK))
        .add_maybe(refused(on))
        .add_maybe(stopping(on, &stops))
        .add_maybe(on.filling.read(complete::whole))
        .add_maybe(nil(on))
        .add_maybe(carried(on))
        .add_maybe(explained(on))
        .add_all(answers)
        .add_maybe(unchecked(on))
        .add_maybe(left_out(on))
        .add(
            div("div", "buttons")
                .add_maybe(onward)
                .add(super::taking::way(on.id())),
        )
        .any()
}

/// What stops sending, with a link to each.
fn stopping(on: &OnPage, stops: &[Finding]) -> Option<El> {
    let mut lines = Vec::new();
    for finding in stops {
        lines.push(line(on, finding.places.first(), &finding.message));
    }
    boxed("div", "stops", t::STOPS, None, lines)
}

/// What the backend said when it refused the return, with a link to each question that it named.
pub(super) fn refused(on: &OnPage) -> Option<El> {
    let mut lines = Vec::new();
    for (place, said) in &on.filling.refused() {
        lines.push(line(on, place.as_ref(), said));
    }
    boxed("div", "stops", t::REFUSED_BEFORE, None, lines)
}

/// That there is nothing to report, and why.
fn nil(on: &OnPage) -> Option<El> {
    let why = on.filling.read(whole::why_nil)?;
    Some(inset(el("p").text(&why)))
}

/// What stands as it was last time, with the day that each figure is of.
fn carried(on: &OnPage) -> Option<El> {
    let mut lines = Vec::new();
    for words in &on.filling.read(whole::carried) {
        lines.push(el("li").text(words));
    }
    boxed("section", "carried", w::CARRIED, None, lines)
}

/// The errors that the person explained, with a link to each.
fn explained(on: &OnPage) -> Option<El> {
    let mut lines = Vec::new();
    for (finding, word) in on.filling.read(summary::explained) {
        lines.push(line(on, finding.places.first(), &finding.message).add(word));
    }
    boxed("section", "explained", t::EXPLAINED, None, lines)
}

/// A list with a heading, and a word on why; nothing where nothing is on the list.
fn boxed(tag: &str, class: &str, title: &str, why: Option<&str>, lines: Vec<El>) -> Option<El> {
    if lines.is_empty() {
        return None;
    }
    let mut boxed = div(tag, class).add(el("h2").text(title));
    if let Some(why) = why {
        boxed = boxed.add(el("p").text(why));
    }
    Some(boxed.add(el("ul").add_all(lines)))
}

fn line(on: &OnPage, place: Option<&Node>, words: &str) -> El {
    let route = place.and_then(|place| {
        let section = on.filling.read(|session| session.section_of(place))?;
        Some(Route::Section(
            on.id().to_owned(),
            on.section(section).0,
            Some(anchor(place)),
        ))
    });
    match route {
        Some(route) => el("li").add(link(words, &route.href())),
        None => el("li").text(words),
    }
}

fn unchecked(on: &OnPage) -> Option<El> {
    let list = on.filling.read(care_engine::session::Session::unchecked);
    let mut lines = Vec::new();
    for unchecked in &list {
        lines.push(el("li").text(&unchecked.sentence).text("."));
    }
    boxed("section", "unchecked", t::UNCHECKED, None, lines)
}

/// Answers that were typed and are hidden now: they are not sent, and that is said.
fn left_out(on: &OnPage) -> Option<El> {
    let lines = on.filling.read(|session| {
        let mut lines = Vec::new();
        for at in &session.left_out() {
            let section = session.section_of(&Node::At(at.clone()));
            let title =
                section.and_then(|section| session.form().sections.get(usize::from(section)));
            let before = title.map_or_else(String::new, |title| [&title.title, ": "].concat());
            let line = el("li")
                .text(&before)
                .text(&summary::label(session, at))
                .text(": ")
                .text(session.answer(at).text());
            lines.push(line);
        }
        lines
    });
    let why = Some(t::LEFT_OUT_WHY);
    boxed("section", "left-out", t::LEFT_OUT, why, lines)
}
