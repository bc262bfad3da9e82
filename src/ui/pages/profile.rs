//! Who fills in, and for whom: forms like any other, on one page each, asked once on this device.

use super::draft::OnPage;
use super::section::{Problems, questions};
use super::{heading, later};
use crate::shell::{OpenForm, spawn};
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::{button, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use std::rc::Rc;

/// Who fills in.
pub(super) fn who(app: &App) -> View {
    let app = app.clone();
    later(async move {
        match app.shell().open_filer().await {
            Some(open) => page(&app, open, Some(el("p").text(t::WHO_INTRO))),
            // A framework that asks nothing of the person leads on.
            None => super::subjects::page(&app),
        }
    })
}

/// One subject's details; of a kind, where it is new.
pub(super) fn subject(app: &App, key: &str, kind: Option<&str>) -> View {
    let (app, key, kind) = (app.clone(), key.to_owned(), kind.map(str::to_owned));
    later(async move {
        match app.shell().open_subject(&key, kind.as_deref()).await {
            Some(open) => {
                let others = others(&app, &key, &open.head.form);
                page(&app, open, others)
            }
            None => super::subjects::page(&app),
        }
    })
}

/// The ways to the other kinds of subject, as long as this one is new.
fn others(app: &App, key: &str, kind: &str) -> Option<El> {
    let shell = app.shell();
    if shell.lists().subjects.iter().any(|known| known.key == key) {
        return None;
    }
    let mut links = Vec::new();
    for form in shell.subject_forms() {
        if form.id != kind {
            let route = Route::NewSubject(shell.new_id(), form.id.clone());
            links.push(el("li").add(to(&form.title, route)));
        }
    }
    if links.is_empty() {
        return None;
    }
    let list = el("ul").add_all(links);
    Some(
        div("div", "others")
            .add(el("p").text(t::OTHER_KIND))
            .add(list),
    )
}

fn page(app: &App, open: Rc<OpenForm>, intro: Option<El>) -> View {
    let on = OnPage::new(app, open);
    let problems = Problems::new(&on);
    let count = on.filling.read(|session| session.form().sections.len());
    let sections: u16 = u16::try_from(count).unwrap_or(u16::MAX);
    let mut body = div("div", "body")
        .view(problems.view())
        .add(heading(app, &on.title()))
        .add_maybe(intro);
    for section in 0..sections {
        body = body.add(questions(&on.filling, section));
    }
    body.add(button(t::CONTINUE, "", move || go_on(&on, &problems)).flag("data-onward", true))
        .any()
}

fn go_on(on: &OnPage, problems: &Problems) {
    if problems.try_sections(&on.sections()) {
        let on = on.clone();
        spawn(async move {
            let shell = Rc::clone(on.app.shell());
            // A failure is said where saving is said, and the page stays.
            if shell.keep_profile(&on.open).await.is_ok() {
                on.app.go(&next(&on));
            }
        });
    }
}

/// First who, then for whom, then what is due.
fn next(on: &OnPage) -> Route {
    let lists = on.app.shell().lists();
    if lists.filer.is_empty() {
        Route::Who
    } else if lists.subjects.iter().any(|known| known.subject.is_some()) {
        Route::Due
    } else {
        match lists.subjects.first() {
            Some(known) => Route::Subject(known.key.clone()),
            None => Route::Subject(on.app.shell().new_id()),
        }
    }
}
