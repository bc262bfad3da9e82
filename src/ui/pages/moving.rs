//! What moving a draft to the questions as they are now changes, before anything happens; and what a draft keeps.

use super::{caption, gone, heading, later, title};
use crate::shell::{MoveError, Moving, spawn};
use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::layout::store_words;
use crate::ui::parts::{back, button, details, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::moving as t;
use crate::ui::text::pages;
use care_engine::definition::{Definition, is_later};
use care_engine::exchange::draft_v1::{DraftHead, KeptPart};
use care_engine::json::Json;
use care_engine::moving::{End, Plan, Step, kept_label, kept_words};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

/// The page.
pub(super) fn page(app: &App, id: &str) -> View {
    let (app, id) = (app.clone(), id.to_owned());
    later(async move {
        match app.shell().look_at_move(&id).await {
            // It was moved already, as when one comes back here.
            Ok(moving) if moving.head.version == app.shell().definition().version => {
                app.replace(&Route::Tasks(id));
                nothing()
            }
            Ok(moving) => show(&app, moving),
            Err(error) => gone::page(&app, &error),
        }
    })
}

fn show(app: &App, moving: Moving) -> View {
    let head = &moving.head;
    let older = is_later(&app.shell().definition().version, &head.version);
    let name = head.subject.as_ref().map_or("", |subject| &subject.name);
    let body = div("div", "body")
        .add(back(pages::DUE, Route::Due))
        .add(heading(app, if older { t::OLDER } else { t::NEWER }))
        .add(caption(title(app, &head.form), head.period, name));
    let body = match &moving.plan {
        Some(plan) => body.add(el("p").text(t::INTRO)).view(changes(plan)),
        None => body.add(el("p").text(t::FORM_GONE)),
    };
    body.view(ways(app, moving)).any()
}

/// What would change, a heading for each sort of change.
fn changes(plan: &Plan) -> View {
    let (mut moved, mut codes, mut split) = (Vec::new(), Vec::new(), Vec::new());
    let (mut wrong, mut kept) = (Vec::new(), Vec::new());
    let mut stay = 0;
    for step in &plan.steps {
        stay += usize::from(step.is_quiet() && matches!(step.end, End::Stayed(_)));
        let place = match &step.end {
            End::Moved { label, .. } => {
                let mut line = answer(label, step);
                if *label != step.old {
                    line = line.text(t::WAS_CALLED).text(&step.old);
                }
                moved.push(line);
                label
            }
            End::Kept { why, before: false } => {
                let why = t::why(*why);
                let line = answer(&step.old, step);
                kept.push(if why.is_empty() {
                    line
                } else {
                    line.text(". ").text(why)
                });
                &step.old
            }
            End::Stayed(_) | End::Kept { .. } => &step.old,
        };
        for change in &step.codes {
            let line = el("li").text(place).text(": ").text(&change.old);
            match &*change.new {
                [one] => codes.push(line.text(t::IS_NOW).text(one)),
                several => split.push(line.text(t::CHOOSE).text(&several.join(", "))),
            }
        }
        if let Some(message) = step.message.as_ref().filter(|_| step.codes.is_empty()) {
            wrong.push(answer(place, step).text(". ").text(message));
        }
    }
    let mut new = Vec::new();
    for label in &plan.new {
        new.push(el("li").text(label));
    }
    let mut views = vec![el("p").text(&t::stay(stay))];
    let keeps = !kept.is_empty();
    for (title, lines) in [
        (t::MOVED, moved),
        (t::CODES, codes),
        (t::SPLIT, split),
        (t::LOOK_AGAIN, wrong),
        (t::NEW, new),
        (t::KEPT, kept),
    ] {
        if !lines.is_empty() {
            views.push(el("h2").text(title));
            views.push(el("ul").add_all(lines));
        }
    }
    if keeps {
        views.push(el("p").text(t::KEPT_WHY));
    }
    all(views)
}

/// What a place is called and what stands there.
fn answer(place: &str, step: &Step) -> El {
    el("li").text(place).text(": ").text(&step.said)
}

/// On, back, and a copy.
fn ways(app: &App, moving: Moving) -> View {
    let failed: Rc<Cell<Option<String>>> = Rc::default();
    let told = ArcTrigger::new();
    let (say, tell, on) = (Rc::clone(&failed), told.clone(), app.clone());
    let moving = Rc::new(moving);
    let (copied, shell) = (Rc::clone(&moving), Rc::clone(app.shell()));
    let mut buttons = div("div", "buttons");
    if moving.plan.is_some() {
        buttons = buttons.add(button(t::MOVE, "", move || {
            let (app, moving) = (on.clone(), Rc::clone(&moving));
            let (say, tell) = (Rc::clone(&say), tell.clone());
            spawn(async move {
                match app.shell().move_draft(&moving).await {
                    Ok(()) => app.replace(&Route::Tasks(moving.head.id.clone())),
                    Err(error) => {
                        say.set(Some(not_moved(&error)));
                        tell.notify();
                    }
                }
            });
        }));
    }
    let copy = button(pages::DOWNLOAD, "secondary", move || {
        // A browser that offers no file leaves the draft where it is.
        let _ = shell.download_as_it_is(&copied);
    });
    all(vec![
        div("div", "failed").attr("role", "alert").live(move || {
            told.track();
            failed
                .take()
                .map_or_else(nothing, |why| div("p", "error").text(&why).any())
        }),
        el("p").text(pages::COPY_READABLE),
        buttons.add(copy).add(to(t::NOT_NOW, Route::Due)),
    ])
}

fn not_moved(error: &MoveError) -> String {
    match error {
        MoveError::Changed => t::CHANGED.to_owned(),
        MoveError::NoForm => t::FORM_GONE.to_owned(),
        MoveError::Store(error) => [t::NOT_MOVED, store_words(error)].concat(),
    }
}

/// What a draft keeps that has no place on its version, if it keeps anything.
pub(super) fn kept(definition: &Definition, head: &DraftHead) -> Option<El> {
    let form = definition.form(&head.form)?;
    let mut lines = Vec::new();
    for kept in &head.kept {
        let (label, words) = match &kept.part {
            KeptPart::Answer(json) => (
                kept_label(definition, form, &kept.at),
                kept_words(definition, &kept.at, json),
            ),
            KeptPart::Pass(json) => {
                let note = json.get("note").and_then(Json::as_text);
                (t::KEPT_NOTE.to_owned(), note.unwrap_or_default().to_owned())
            }
            KeptPart::Row => continue,
        };
        if !words.is_empty() {
            lines.push(el("li").text(&label).text(": ").text(&words));
        }
    }
    if lines.is_empty() {
        return None;
    }
    let body = div("div", "kept")
        .add(el("p").text(t::KEPT_WHY))
        .add(el("ul").add_all(lines));
    Some(details(t::KEPT, body))
}
