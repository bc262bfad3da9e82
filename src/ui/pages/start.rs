//! What one needs to know before starting: what to have at hand, how long it takes, who sees it, whether one has to.

use super::{duty, heading};
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
    let titles: Vec<El> = definition
        .returns()
        .map(|(form, _)| el("li").text(&form.title))
        .collect();
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
    let many = definition.returns().count() > 1;
    let parts = definition
        .returns()
        .map(|(form, terms)| about(app, form, terms, many))
        .collect();
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
    let subject = app
        .shell()
        .lists()
        .subjects
        .iter()
        .find_map(|known| known.subject.clone());
    let only = (app.shell().lists().subjects.len() == 1)
        .then_some(subject)
        .flatten();
    let duties = app.shell().duties(form, only.as_ref());
    let title = if many { form.title.as_str() } else { t::BEFORE };
    div("section", "start")
        .add(el("h2").text(title))
        .add(el("p").text(t::YOU_NEED))
        .add(el("ul").add_all(terms.need.iter().map(|need| el("li").text(need)).collect()))
        .add(
            el("p")
                .text(t::TAKES)
                .text(&terms.minutes.to_string())
                .text(t::MINUTES),
        )
        .add(el("h3").text(t::MUST_YOU))
        .add_all(duties.iter().map(duty).collect())
        .add(el("h3").text(t::WHO_SEES))
        .add(el("p").text(&terms.seen_by))
        .add(el("h3").text(t::HOW_LONG_KEPT))
        .add(el("p").text(&terms.retention))
}
