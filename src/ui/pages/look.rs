//! A finished return to look at.

use super::draft::shown_sections;
use super::sent::{refused_for, state_tag};
use super::{caption, gone, heading, later, summary};
use crate::ui::el::{View, div, el, nothing};
use crate::ui::parts::{back, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use care_engine::session::Session;

/// The page.
pub(super) fn page(app: &App, id: &str) -> View {
    let (app, id) = (app.clone(), id.to_owned());
    later(async move {
        match app.shell().look_at(&id).await {
            Ok(session) => show(&app, &id, &session),
            Err(error) => gone::page(&app, &error),
        }
    })
}

fn show(app: &App, id: &str, session: &Session) -> View {
    let facts = session.facts();
    let name = facts.subject.as_ref().map_or("", |subject| &subject.name);
    let mut answers = Vec::new();
    for at in shown_sections(session) {
        answers.push(summary::section(session, at, None));
    }
    let mut explained = Vec::new();
    for (finding, word) in summary::explained(session) {
        explained.push(el("p").text(&finding.message));
        explained.push(word);
    }
    let explained = (!explained.is_empty()).then(|| {
        let title = el("h2").text(t::EXPLAINED);
        div("section", "explained").add(title).add_all(explained)
    });
    div("div", "body")
        .add(back(t::SENT, Route::Sent))
        .add(heading(app, &session.form().title))
        .add(caption("", facts.period, name))
        .add(div("div", "standing").live({
            let (app, id) = (app.clone(), id.to_owned());
            move || {
                app.follow_lists();
                standing(&app, &id)
            }
        }))
        .add(el("p").add(super::taking::way(id)))
        .add_maybe(explained)
        .add_all(answers)
        .add(div("div", "correct").live({
            let (app, id) = (app.clone(), id.to_owned());
            move || {
                app.follow_lists();
                correct(&app, &id)
            }
        }))
        .any()
}

/// What became of it, with its reference where there is one.
fn standing(app: &App, id: &str) -> View {
    let lists = app.shell().lists();
    let Some(sent) = lists.sent.iter().find(|sent| sent.id == id) else {
        let waiting = lists.waiting.iter().find(|waiting| waiting.id == id);
        let tag = waiting.map(|waiting| super::waiting::state_tag(app, waiting));
        return div("p", "state").add_maybe(tag).any();
    };
    let reference = el("p")
        .text(t::REFERENCE)
        .text(": ")
        .add(div("strong", "reference").text(&sent.receipt.reference));
    div("div", "state")
        .add(el("p").add(state_tag(&lists, sent)))
        .add_maybe(refused_for(sent))
        .add(reference)
        .any()
}

/// The way to correct it, where it is the last one and no correction was begun.
fn correct(app: &App, id: &str) -> View {
    let lists = app.shell().lists();
    let last = lists.replaced_by(id).is_none() && lists.correction_of(id).is_none();
    if last && lists.sent.iter().any(|sent| sent.id == id) {
        let way = to(t::CORRECT_THIS, Route::Correct(id.to_owned()));
        return el("p").add(way).any();
    }
    nothing()
}
