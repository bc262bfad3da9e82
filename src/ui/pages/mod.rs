//! The pages, a file each.

mod check;
mod complete;
mod correct;
mod declare;
mod done;
mod draft;
mod due;
mod gone;
mod look;
mod minutes;
mod moving;
mod open_file;
mod outbox;
mod people;
mod picture;
mod preview;
mod profile;
mod section;
mod sent;
mod signing;
mod start;
mod subjects;
mod summary;
mod taking;
mod tasks;
mod waiting;
mod whole;

pub(super) use people::{strip, warning};

use crate::shell::spawn;
use crate::ui::el::{El, View, div, el};
use crate::ui::router::{Further, Route};
use crate::ui::signals::{App, TITLE};
use crate::ui::text::pages as t;
use care_engine::definition::{Duty, Period};
use care_engine::session::Subject;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// The page of a route.
pub(super) fn page(app: &App, route: &Route) -> View {
    if app.is_locked() || app.cleared().is_some() {
        return people::instead(app, route);
    }
    match route {
        Route::Home => home(app),
        Route::Start => start::page(app),
        Route::Due => due::page(app),
        Route::Who => profile::who(app),
        Route::Subjects => subjects::page(app),
        Route::Subject(key) => profile::subject(app, key, None),
        Route::NewSubject(key, kind) => profile::subject(app, key, Some(kind)),
        Route::Tasks(id) => draft::with(app, id, Box::new(tasks::page)),
        Route::Section(id, section, question) => {
            section::route(app, id, section, question.as_deref())
        }
        Route::Moving(id) => moving::page(app, id),
        Route::Check(id) => draft::with(app, id, Box::new(check::page)),
        Route::Declare(id) => draft::with(app, id, Box::new(declare::page)),
        Route::Done(id) => done::page(app, id),
        Route::Outbox => outbox::page(app),
        Route::OpenFile => open_file::page(app),
        Route::Sent => sent::page(app),
        Route::Return(id) => look::page(app, id),
        Route::Preview => preview::page(app),
        Route::Correct(id) => correct::page(app, id),
        Route::People => people::page(app),
        Route::AddPerson => people::add(app),
        Route::Person(id) => people::person(app, id),
        Route::Secret => people::secret(app),
        Route::Forgotten => people::forgotten(app),
        Route::Clear => people::clear(app),
        Route::Further(further) => self::further(app, further),
    }
}

/// A page that nobody needs on a first visit.
#[inline(never)]
fn further(app: &App, further: &Further) -> View {
    match further {
        Further::Take(id) => taking::page(app, id),
        Further::Blank(form) => taking::blank(app, form),
        Further::Picture(key) => picture::page(app, key),
    }
}

/// The start for somebody new to this device, else what is due.
fn home(app: &App) -> View {
    let new = {
        let lists = app.shell().lists();
        lists.filer.is_empty()
            && lists.drafts.is_empty()
            && lists.waiting.is_empty()
            && lists.sent.is_empty()
    };
    if new {
        start::page(app)
    } else {
        due::page(app)
    }
}

/// The heading of a page; the window is named after it, and the focus comes to it.
fn heading(app: &App, text: &str) -> El {
    app.arrived(text, None);
    div("h1", "heading")
        .id(TITLE)
        .attr("tabindex", "-1")
        .text(text)
}

/// What a form is called; its id where the framework no longer has it.
fn title<'a>(app: &'a App, form: &'a str) -> &'a str {
    let known = app.shell().definition().form(form);
    known.map_or(form, |form| &form.title)
}

/// What a return is: its title, the period, and for whom.
fn caption(title: &str, period: Option<Period>, name: &str) -> El {
    let mut words = String::from(title);
    if let Some(period) = period {
        words.push_str(", ");
        words.push_str(&period.label());
    }
    if !name.is_empty() {
        words.push_str(". ");
        words.push_str(t::FOR);
        words.push_str(name);
    }
    div("p", "caption").text(&words)
}

/// A duty in words.
fn duty(duty: &Duty) -> El {
    div("div", "duty")
        .add(el("p").add(el("strong").text(&duty.note)))
        .add(
            el("p")
                .text(&duty.whom)
                .text(": ")
                .text(t::duty(duty.kind))
                .text(" ")
                .text(&duty.basis)
                .text("."),
        )
        .add(el("p").text(t::RECEIVES).text(&duty.receives).text("."))
}

/// The duties of a subject, or of all where there is none, in words.
fn duties(app: &App, form: &str, subject: Option<&Subject>) -> Vec<El> {
    let mut words = Vec::new();
    for known in &app.shell().duties(form, subject) {
        words.push(duty(known));
    }
    words
}

/// A view that comes when a call has its answer, and that it comes until then.
fn later(view: impl Future<Output = View> + 'static) -> View {
    later_boxed(Box::pin(view))
}

fn later_boxed(view: Pin<Box<dyn Future<Output = View>>>) -> View {
    let answer: Rc<RefCell<Option<View>>> = Rc::default();
    let come = ArcTrigger::new();
    let (put, told) = (Rc::clone(&answer), come.clone());
    spawn(async move {
        let view = view.await;
        put.replace(Some(view));
        told.notify();
    });
    div("div", "later")
        .live(move || {
            come.track();
            answer
                .take()
                .unwrap_or_else(|| div("p", "loading").text(t::LOADING).any())
        })
        .any()
}
