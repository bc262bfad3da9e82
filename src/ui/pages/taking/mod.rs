//! A return to take along: a page to print, files, and a text for an e-mail; and a blank copy of any return.

mod blank;
mod head;
mod paper;
mod words;

pub(super) use blank::blank;

use super::{draft, gone, later};
use crate::shell::{Shell, print, spawn};
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::{back, button, details, to};
use crate::ui::router::{Further, Route};
use crate::ui::signals::{App, TITLE};
use crate::ui::text::pages as t;
use crate::ui::text::taking as words_of;
use care_engine::definition::Period;
use care_engine::session::Session;
use head::Head;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

/// What a spreadsheet knows UTF-8 by.
const MARK: &str = "\u{feff}";

/// The way to the page, of a return or of a draft.
pub(super) fn way(id: &str) -> El {
    to(words_of::TAKE, Further::Take(id.to_owned()).into())
}

/// The way to a blank copy of a return.
pub(super) fn blank_way(form: &str) -> El {
    to(words_of::BLANK, Further::Blank(form.to_owned()).into())
}

/// The page.
pub(super) fn page(app: &App, id: &str) -> View {
    let is_draft = {
        let shell = app.shell();
        let open = shell.open_form().is_some_and(|open| open.head.id == id);
        open || shell.lists().drafts.iter().any(|draft| draft.head.id == id)
    };
    if is_draft {
        return draft::with(app, id, Box::new(of_draft));
    }
    let (app, id) = (app.clone(), id.to_owned());
    later(async move {
        match app.shell().take(&id).await {
            Ok(taken) => {
                let head = Head::of_taken(&app, &id, &taken);
                let (json, above) = (Rc::from(taken.json), Route::Return(id));
                let give: Give = Rc::new(move |shell, form, period| {
                    shell.give_file(form, period, "return.json", &json)
                });
                show(&app, (t::VIEW, above), &head, &taken.session, give)
            }
            Err(error) => gone::page(&app, &error),
        }
    })
}

fn of_draft(on: &draft::OnPage) -> View {
    let open = Rc::clone(&on.open);
    // The copy that a draft can be opened from again.
    let give: Give = Rc::new(move |shell, _, _| shell.download(&open));
    let above = Route::Check(on.id().to_owned());
    on.filling.read(|session| {
        let head = Head::of_draft(on, session);
        show(&on.app, (t::CHECK, above), &head, session, give)
    })
}

/// Offers a file about a return of a form and a period; none where the browser does not let us.
type Give = Rc<dyn Fn(&Shell, &str, Option<Period>) -> Option<()>>;

fn show(
    app: &App,
    (label, above): (&str, Route),
    head: &Head,
    session: &Session,
    give: Give,
) -> View {
    let mut title = session.form().title.clone();
    if let Some(period) = session.facts().period {
        title.push_str(", ");
        title.push_str(&period.label());
    }
    app.arrived(&title, None);
    div("div", "body")
        .add(back(label, above))
        .add(
            div("h1", "heading")
                .id(TITLE)
                .attr("tabindex", "-1")
                .text(&title),
        )
        .add(actions(app, head, session, give))
        .add(head.list())
        .add_all(paper::sections(session))
        .any()
}

/// What can be done with it. Not printed.
fn actions(app: &App, head: &Head, session: &Session, give: Give) -> El {
    let missed: Rc<Cell<bool>> = Rc::default();
    let tried = ArcTrigger::new();
    let csv: Rc<str> = Rc::from([MARK, &session.to_csv()].concat());
    let as_csv: Give =
        Rc::new(move |shell, form, period| shell.give_file(form, period, "return.csv", &csv));
    let save = |label: &str, give: Give| {
        let (app, missed, tried) = (app.clone(), Rc::clone(&missed), tried.clone());
        let (form, period) = (session.form().id.clone(), session.facts().period);
        button(label, "secondary", move || {
            missed.set(give(app.shell(), &form, period).is_none());
            tried.notify();
        })
    };
    let buttons = div("div", "buttons")
        .add(button(words_of::PRINT, "", print))
        .add(save(words_of::CSV, as_csv))
        .add(save(words_of::JSON, give));
    let trouble = div("p", "trouble")
        .attr("role", "status")
        .live_text(move || {
            tried.track();
            if missed.get() { words_of::NO_FILE } else { "" }.to_owned()
        });
    div("div", "screen")
        .add(div("div", "notice").add(el("p").text(words_of::ANYONE)))
        .add(buttons)
        .add(trouble)
        .add(details(
            words_of::EMAIL,
            email(app, &words::words(head, session)),
        ))
}

/// A text for an e-mail, which can be read and copied also where the browser does not copy it for us.
fn email(app: &App, text: &str) -> El {
    let said: Rc<Cell<&'static str>> = Rc::default();
    let told = ArcTrigger::new();
    let (seen, tell) = (Rc::clone(&said), told.clone());
    let (app, copied): (App, Rc<str>) = (app.clone(), Rc::from(text));
    let copy = button(words_of::COPY, "secondary", move || {
        let (app, text) = (app.clone(), Rc::clone(&copied));
        let (said, tell) = (Rc::clone(&said), tell.clone());
        spawn(async move {
            let done = app.shell().copy(&text).await;
            said.set(match done {
                Some(()) => words_of::COPIED,
                None => words_of::NOT_COPIED,
            });
            tell.notify();
        });
    });
    div("div", "field")
        .add(
            div("label", "label")
                .attr("for", "summary")
                .text(words_of::SUMMARY),
        )
        .add(
            el("textarea")
                .id("summary")
                .attr("rows", "12")
                .attr("autocomplete", "off")
                .flag("readonly", true)
                .text(text),
        )
        .add(copy)
        .add(el("p").attr("role", "status").live_text(move || {
            told.track();
            seen.get().to_owned()
        }))
}
