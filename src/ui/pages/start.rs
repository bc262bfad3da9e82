//! What one needs to know before starting: what to have at hand, how long it takes, who sees it, whether one has to.

use super::{duties, heading};
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::link;
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use care_engine::definition::{Form, ReturnTerms};
use std::rc::Rc;

/// The page.
pub(super) fn page(app: &App) -> View {
    let shell = app.shell();
    let definition = shell.definition();
    let many = definition.returns().count() > 1;
    let (mut titles, mut parts) = (Vec::new(), Vec::new());
    for (form, terms) in definition.returns() {
        titles.push(el("li").text(&form.title));
        parts.push(about(app, form, terms, many));
    }
    let intro = if titles.is_empty() {
        el("p").text(t::NO_RETURNS)
    } else {
        div("div", "start-returns")
            .add(el("p").text(t::START_INTRO))
            .add(el("ul").add_all(titles))
    };
    let onward = if shell.lists().filer.is_empty() {
        Route::Who
    } else {
        Route::Due
    };
    div("div", "body")
        .add(heading(app, t::START))
        .add(intro)
        .add_all(parts)
        .add(
            link(t::START_NOW, &onward.href())
                .class("button start")
                .attr("role", "button")
                .flag("data-onward", true),
        )
        .any()
}

fn about(app: &App, form: &Rc<Form>, terms: &ReturnTerms, many: bool) -> El {
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
    let title = if many { form.title.as_str() } else { t::BEFORE };
    div("section", "start")
        .add(el("h2").text(title))
        .add(el("p").text(t::YOU_NEED))
        .add(need)
        .add(
            el("p")
                .text(t::TAKES)
                .text(&terms.minutes.to_string())
                .text(t::MINUTES),
        )
        .add(el("h3").text(t::MUST_YOU))
        .add_all(duties(app, &form.id, only))
        .add(el("h3").text(t::WHO_SEES))
        .add(el("p").text(&terms.seen_by))
        .add(el("h3").text(t::HOW_LONG_KEPT))
        .add(el("p").text(&terms.retention))
}
