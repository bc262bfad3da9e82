//! Who uses the device, "Lock now" and the warning before the page locks by itself: on every page.

use crate::shell::{Access, Guard, spawn};
use crate::ui::el::{View, div, el, nothing};
use crate::ui::parts::{button, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::people as p;
use std::rc::Rc;

/// Who uses the device; nothing where nobody has given a name.
pub(in crate::ui) fn strip(app: &App) -> View {
    match app.shell().access() {
        Access::Open(person) if !person.name.is_empty() => {
            in_use(app, &person.name, person.guard != Guard::Nothing)
        }
        _ => nothing(),
    }
}

#[inline(never)]
fn in_use(app: &App, name: &str, guarded: bool) -> View {
    let strip = div("div", "in-use")
        .add(el("p").text(p::IN_USE).text(name))
        .add(to(p::TO_PEOPLE, Route::People));
    let others = app.shell().people().len() > 1;
    if !guarded && !others {
        return strip.any();
    }
    let label = if guarded { p::LOCK_NOW } else { p::SWITCH };
    let app = app.clone();
    strip
        .add(button(label, "secondary", move || lock(&app)))
        .any()
}

/// Locks the page, what was typed last saved first. Where that fails the page says so, and is not locked.
pub(super) fn lock(app: &App) {
    let shell = Rc::clone(app.shell());
    spawn(async move {
        let _ = shell.lock().await;
    });
}

/// The warning that the page locks soon. It stands until somebody does something, and is not counted down.
pub(in crate::ui) fn warning(app: &App) -> View {
    match app.shell().warned() {
        Some(at) => locks_soon(app, at),
        None => nothing(),
    }
}

#[inline(never)]
fn locks_soon(app: &App, at: i64) -> View {
    let seconds = app.shell().until(at).saturating_add(999) / 1_000;
    div("div", "idle-warning")
        .add(el("p").text(&p::locks_in(seconds)))
        // Whatever is pressed extends: the button is for those who look for one.
        .add(button(p::STAY, "secondary", || {}))
        .any()
}
