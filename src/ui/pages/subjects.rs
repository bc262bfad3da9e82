//! Who fills in, and for whom: what this device knows, to be changed.

use super::heading;
use crate::shell::{KnownSubject, spawn};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{button, hidden_text, onward, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::people;
use std::rc::Rc;

/// The page.
pub(super) fn page(app: &App) -> View {
    let listed = app.clone();
    div("div", "body")
        .add(heading(app, t::SUBJECTS))
        .add(div("div", "subjects").live(move || {
            listed.follow_lists();
            list(&listed)
        }))
        .any()
}

fn list(app: &App) -> View {
    let lists = app.shell().lists();
    let empty = lists.subjects.is_empty();
    let mut subjects = div("ul", "cards");
    for known in &lists.subjects {
        subjects = subjects.add(row(app, known));
    }
    if empty {
        subjects = el("p").text(t::NO_SUBJECTS);
    }
    let add = if empty { t::ADD_FIRST } else { t::ADD_SUBJECT };
    let can_go_on = lists.subjects.iter().any(|known| known.subject.is_some());
    all(vec![
        subjects,
        adding(app, add),
        el("h2").text(t::YOUR_DETAILS),
        el("p").add(to(t::CHANGE_DETAILS, Route::Who)),
        el("p").add(to(people::PEOPLE, Route::People)),
        el("p").add(to(people::CLEAR, Route::Clear)),
        div("div", "buttons").add_maybe(can_go_on.then(|| onward(t::TO_DUE, Route::Due))),
    ])
}

/// The ways to add one: a button for each kind of subject.
fn adding(app: &App, add: &str) -> El {
    let mut buttons = Vec::new();
    let many = app.shell().subject_forms().count() > 1;
    for form in app.shell().subject_forms() {
        let (new, kind) = (app.clone(), form.id.clone());
        let label = if many {
            [add, ": ", &form.title].concat()
        } else {
            add.to_owned()
        };
        buttons.push(button(&label, "secondary", move || {
            new.go(&Route::NewSubject(new.shell().new_id(), kind.clone()));
        }));
    }
    div("div", "buttons").add_all(buttons)
}

fn row(app: &App, known: &KnownSubject) -> El {
    let name = known
        .subject
        .as_ref()
        .map_or(t::UNFINISHED, |subject| &subject.name);
    // The title of the form says of which kind it is.
    let mut about = super::title(app, &known.kind).to_owned();
    if let Some(subject) = &known.subject {
        about.push_str(": ");
        about.push_str(&subject.id);
    }
    let change = to(t::CHANGE_DETAILS, Route::Subject(known.key.clone()))
        .add(hidden_text(&[" ", name].concat()));
    let (shell, key) = (Rc::clone(app.shell()), known.key.clone());
    let remove = button(t::REMOVE, "plain", move || {
        let (shell, key) = (Rc::clone(&shell), key.clone());
        spawn(async move {
            // A record that cannot be removed stays on the list.
            let _ = shell.remove_subject(&key).await;
        });
    });
    div("li", "card")
        .add(div("h2", "card-title").text(name))
        .add(div("p", "quiet").text(&about))
        .add(
            div("div", "buttons")
                .add(change)
                .add(remove.add(hidden_text(&[" ", name].concat()))),
        )
}
