//! What one needs to know before starting: what to have at hand, how long it takes, who sees it, whether one has to.

use super::{duties, heading};
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::{details_later, link, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::people;
use care_engine::definition::{Form, Purpose, ReturnTerms};
use std::rc::Rc;

/// The page.
pub(super) fn page(app: &App) -> View {
    let shell = app.shell();
    let definition = shell.definition();
    let many = definition.returns().count() > 1;
    let mut parts = Vec::new();
    for (form, terms) in definition.returns() {
        parts.push(if many {
            // Several, each in full, would be a long way to the start.
            let (app, form) = (app.clone(), Rc::clone(form));
            details_later(&form.title.clone(), false, move || later(&app, &form))
        } else {
            div("section", "start")
                .add(el("ul").add(el("li").text(&form.title)))
                .add(el("h2").text(t::BEFORE))
                .add(about(app, form, terms, "h3"))
        });
    }
    let intro = if parts.is_empty() {
        t::NO_RETURNS
    } else {
        t::START_INTRO
    };
    let onward = if shell.lists().filer.is_empty() {
        Route::Who
    } else {
        Route::Due
    };
    div("div", "body")
        .add(heading(app, t::START))
        .add(el("p").text(intro))
        .add_all(parts)
        .add(
            link(t::START_NOW, &onward.href())
                .class("button start")
                .flag("data-onward", true),
        )
        .add(el("p").add(to(people::SEVERAL, Route::People)))
        .any()
}

/// What one needs to know of one of several returns, once a person asks.
#[inline(never)]
fn later(app: &App, form: &Form) -> El {
    match &form.purpose {
        Purpose::Return(terms) => about(app, form, terms, "h2"),
        Purpose::Subject { .. } | Purpose::Filer { .. } => el("div"),
    }
}

/// What one needs to know of a return, under headings of this level.
fn about(app: &App, form: &Form, terms: &ReturnTerms, level: &str) -> El {
    // The subject decides which duty is whose; before there is one, each is shown with whom it is for.
    let lists = app.shell().lists();
    let only = match lists.subjects.as_slice() {
        [known] => known.subject.as_ref(),
        _ => None,
    };
    let mut need = el("ul");
    for line in &terms.need {
        need = need.add(el("li").text(line));
    }
    div("div", "about")
        .add(el("p").text(t::YOU_NEED))
        .add(need)
        .add(
            el("p")
                .text(t::TAKES)
                .text(&terms.minutes.to_string())
                .text(t::MINUTES),
        )
        .add(el(level).text(t::MUST_YOU))
        .add_all(duties(app, &form.id, only))
        .add(el(level).text(t::WHO_SEES))
        .add(el("p").text(&terms.seen_by))
        .add(el(level).text(t::HOW_LONG_KEPT))
        .add(el("p").text(&terms.retention))
        .add(el("p").add(super::taking::blank_way(&form.id)))
}
