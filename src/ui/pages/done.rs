//! What became of a finished return: received, with its reference, or waiting, with a plain reason and both times.

use super::sent::refused_for;
use super::waiting::{on_its_way, was_refused};
use super::{caption, duty};
use crate::shell::{About, Lists, Sent, Waiting, print};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{button, to};
use crate::ui::router::Route;
use crate::ui::signals::{App, TITLE};
use crate::ui::text::pages as t;
use care_engine::definition::{Purpose, State, due};
use care_engine::exchange::receipt_v1::ReceiptState;
use std::rc::Rc;

/// The page. It follows the return on its way: the heading stays where it is and changes its words.
pub(super) fn page(app: &App, id: &str) -> View {
    let id: Rc<str> = Rc::from(id);
    app.arrived(&title(app, &id), None);
    let (named, shown, name_id) = (app.clone(), app.clone(), Rc::clone(&id));
    div("div", "body")
        .add(
            div("div", "panel")
                .live_attr("data-state", {
                    let (app, id) = (app.clone(), Rc::clone(&id));
                    move || {
                        app.follow_lists();
                        let lists = app.shell().lists();
                        let refused = match sent(&lists, &id) {
                            Some(sent) => sent.receipt.state == ReceiptState::Refused,
                            None => waiting(&lists, &id).is_some_and(was_refused),
                        };
                        let waits = if sent(&lists, &id).is_some() {
                            "received"
                        } else {
                            "waiting"
                        };
                        Some(if refused { "refused" } else { waits })
                    }
                })
                .add(
                    div("h1", "panel-title")
                        .id(TITLE)
                        .attr("tabindex", "-1")
                        .live_text(move || {
                            named.follow_lists();
                            let title = title(&named, &name_id);
                            named.renamed(&title);
                            title
                        }),
                )
                .add(div("div", "panel-body").attr("role", "status").live({
                    let (app, id) = (app.clone(), Rc::clone(&id));
                    move || {
                        app.follow_lists();
                        state(&app, &id)
                    }
                })),
        )
        .add(div("div", "done").live(move || {
            shown.follow_lists();
            rest(&shown, &id)
        }))
        .any()
}

fn sent<'a>(lists: &'a Lists, id: &str) -> Option<&'a Sent> {
    lists.sent.iter().find(|sent| sent.id == id)
}

fn waiting<'a>(lists: &'a Lists, id: &str) -> Option<&'a Waiting> {
    lists.waiting.iter().find(|waiting| waiting.id == id)
}

fn title(app: &App, id: &str) -> String {
    let lists = app.shell().lists();
    if let Some(sent) = sent(&lists, id) {
        let refused = sent.receipt.state == ReceiptState::Refused;
        return if refused { t::REFUSED } else { t::RECEIVED }.to_owned();
    }
    match waiting(&lists, id) {
        Some(waiting) if was_refused(waiting) => t::REFUSED.to_owned(),
        Some(waiting) => [
            t::FINISHED_AT,
            &t::time(app.shell().clock(waiting.about.finished_at)),
        ]
        .concat(),
        None => t::NOT_HERE.to_owned(),
    }
}

fn state(app: &App, id: &str) -> View {
    let lists = app.shell().lists();
    if let Some(sent) = sent(&lists, id) {
        let reference = &sent.receipt.reference;
        let line = if reference.is_empty() {
            el("p").text(t::NO_REFERENCE)
        } else {
            el("p")
                .text(t::YOUR_REFERENCE)
                .add(div("strong", "reference").text(reference))
        };
        if sent.receipt.state == ReceiptState::Refused {
            return div("div", "state")
                .add(line)
                .add_maybe(refused_for(sent))
                .add(el("p").text(t::CAN_CORRECT))
                .any();
        }
        return line.any();
    }
    let words = match waiting(&lists, id) {
        Some(waiting) if was_refused(waiting) => t::CAN_CORRECT,
        Some(_) => t::WAITING,
        None => t::NOT_HERE_WHY,
    };
    el("p").text(words).any()
}

fn rest(app: &App, id: &str) -> View {
    let lists = app.shell().lists();
    let (sent, waiting) = (sent(&lists, id), waiting(&lists, id));
    let mut views = Vec::new();
    let Some(about) = sent
        .map(|sent| &sent.about)
        .or(waiting.map(|waiting| &waiting.about))
    else {
        return el("p").add(to(t::TO_DUE, Route::Due)).any();
    };
    let form = app.shell().definition().form(&about.form).cloned();
    let title = form
        .as_ref()
        .map_or(about.form.as_str(), |form| &form.title);
    views.push(caption(title, about.period, &about.name));
    views.push(times(app, about, sent));
    if let Some(waiting) = waiting {
        views.push(on_its_way(app, waiting));
    }
    if let Some(form) = &form {
        let mut subject = None;
        for known in &lists.subjects {
            if let Some(known) = &known.subject
                && known.id == about.subject
            {
                subject = subject.or(Some(known));
            }
        }
        for duty_of in app.shell().duties(&form.id, subject) {
            views.push(duty(&duty_of));
            let taken = sent.is_some_and(|sent| sent.receipt.state != ReceiptState::Refused);
            if duty_of.discharges && taken {
                views.push(el("p").text(t::DISCHARGES));
            }
        }
        if let Purpose::Return(terms) = &form.purpose {
            let next = due(app.shell().definition(), terms, app.shell().today());
            let opens = next.iter().find_map(|due| match due.state {
                State::Opens(date) => Some(date),
                _ => None,
            });
            if let Some(date) = opens {
                views.push(el("h2").text(t::NEXT));
                views.push(el("p").text(t::NEXT_ONE).text(&date.long()).text("."));
            }
        }
    }
    let links = div("div", "buttons")
        .add(button(t::PRINT, "secondary", print))
        .add(to(t::VIEW, Route::Return(id.to_owned())))
        .add(super::taking::way(id))
        .add_maybe(super::picture::way(app, &about.subject))
        .add(to(t::TO_DUE, Route::Due));
    views.push(links);
    all(views)
}

/// When it was finished, and when it was received.
fn times(app: &App, about: &About, sent: Option<&Sent>) -> El {
    let shell = app.shell();
    let finished = el("p")
        .text(t::FINISHED_AT)
        .text(&t::moment(shell.clock(about.finished_at)))
        .text(".");
    let received = match sent {
        Some(sent) => el("p")
            .text(t::RECEIVED_AT)
            .text(&t::moment(shell.clock(sent.received_at())))
            .text("."),
        None => el("p").text(t::NOT_RECEIVED),
    };
    div("div", "times").add(finished).add(received)
}
