//! A finished return to look at.

use super::draft::shown_sections;
use super::{caption, gone, heading, later, summary};
use crate::ui::el::{View, div, el};
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
    let lists = app.shell().lists();
    let sent = lists.sent.iter().find(|sent| sent.id == id);
    let reference = sent.map(|sent| {
        el("p")
            .text(t::REFERENCE)
            .text(": ")
            .add(div("strong", "reference").text(&sent.receipt.reference))
    });
    let can_correct =
        sent.is_some() && lists.replaced_by(id).is_none() && lists.correction_of(id).is_none();
    div("div", "body")
        .add(back(t::SENT, Route::Sent))
        .add(heading(app, &session.form().title))
        .add(caption("", facts.period, name))
        .add_maybe(reference)
        .add_maybe(explained)
        .add_all(answers)
        .add_maybe(
            can_correct.then(|| el("p").add(to(t::CORRECT_THIS, Route::Correct(id.to_owned())))),
        )
        .any()
}
