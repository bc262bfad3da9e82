//! One return for several subjects: all with how it stands, from one to the next, and what is the same copied.

mod copy;

pub(super) use copy::copying;

use super::{due, heading, title};
use crate::shell::{About, Due, Here, due_list};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{back, to};
use crate::ui::router::{Further, Route};
use crate::ui::signals::App;
use crate::ui::text::homes as t;
use crate::ui::text::pages as pages_t;
use care_engine::definition::State;

/// The ways to the returns that are due for more than one subject.
pub(super) fn ways(app: &App, due: &[Due]) -> Vec<El> {
    let mut known: Vec<(&str, usize)> = Vec::new();
    for (at, entry) in due.iter().enumerate() {
        // A subject may have two periods of one return.
        let mut before = due.iter().take(at);
        let again = before.any(|one| one.form == entry.form && one.subject == entry.subject);
        if again {
            continue;
        }
        match known.iter_mut().find(|(form, _)| *form == entry.form) {
            Some((_, count)) => *count += 1,
            None => known.push((&entry.form, 1)),
        }
    }
    let mut ways = Vec::new();
    for (form, count) in known {
        if count > 1 {
            let words = [title(app, form), t::FOR_ALL].concat();
            ways.push(el("li").add(to(&words, Further::Homes(form.to_owned()).into())));
        }
    }
    if ways.is_empty() {
        return Vec::new();
    }
    vec![div("ul", "ways").add_all(ways)]
}

/// The page.
pub(super) fn page(app: &App, form: &str) -> View {
    let (listed, form) = (app.clone(), form.to_owned());
    div("div", "body")
        .add(back(pages_t::DUE, Route::Due))
        .add(heading(app, &[title(app, &form), t::FOR_ALL].concat()))
        .add(el("p").text(t::INTRO))
        .add(div("div", "homes").live(move || {
            listed.follow_lists();
            list(&listed, &form)
        }))
        .any()
}

fn list(app: &App, form: &str) -> View {
    let lists = app.shell().lists();
    let due = due_list(app.shell().definition(), &lists, app.shell().today());
    let mut rows = div("ul", "task-list");
    let (mut sent, mut count) = (0, 0);
    for entry in &due {
        if entry.form != form || later(entry) {
            continue;
        }
        count += 1;
        sent += usize::from(is_done(entry));
        rows = rows.add(row(app, &lists, entry));
    }
    let told = div("p", "progress").text(&t::sent(sent, count));
    all(vec![told, rows])
}

/// Whether it only opens later, and nothing of it is here.
fn later(due: &Due) -> bool {
    matches!(due.when.state, State::Opens(_)) && due.here == Here::Nothing
}

fn is_done(due: &Due) -> bool {
    matches!(due.here, Here::Sent(_) | Here::Waiting(_))
}

fn row(app: &App, lists: &crate::shell::Lists, entry: &Due) -> El {
    let name = &entry.subject.name;
    let hidden = [t::NEXT_FOR, name].concat();
    let (tag, action) = due::standing(app, lists, entry, &hidden, false);
    let mut about = div("div", "task-name").add(el("strong").text(name));
    if entry.when.state != State::Standing {
        let period = entry.when.period.label();
        about = about.add(div("p", "complete").text(&period));
    }
    div("li", "task")
        .add(about)
        .add(tag)
        .add_maybe(action.map(|action| div("div", "card-action").add(action)))
}

/// Behind a return that was finished: the same one for the next subject, or that all are sent. None for who files it for
/// one only.
pub(super) fn next(app: &App, about: &About) -> Option<El> {
    let lists = app.shell().lists();
    let due = due_list(app.shell().definition(), &lists, app.shell().today());
    let mut same: Vec<&Due> = Vec::new();
    for entry in &due {
        if entry.form == about.form && Some(entry.when.period) == about.period && !later(entry) {
            same.push(entry);
        }
    }
    if same.len() < 2 {
        return None;
    }
    let at = same
        .iter()
        .position(|entry| entry.subject.id == about.subject);
    // From this one on, and round again.
    let at = at.map_or(0, |at| at + 1);
    let mut behind = same.iter().skip(at).chain(same.iter().take(at));
    let next = behind.find(|entry| !is_done(entry));
    let form = about.form.clone();
    let body = div("section", "next").add(el("h2").text(t::NEXT));
    let body = match next {
        Some(next) => {
            let hidden = [t::NEXT_FOR, &next.subject.name].concat();
            let (_, action) = due::standing(app, &lists, next, &hidden, false);
            let name = el("p").text(&next.subject.name);
            body.add(name)
                .add_maybe(action.map(|action| div("div", "card-action").add(action)))
        }
        None => body.add(el("p").text(t::ALL_DONE)),
    };
    let all = to(t::SEE_ALL, Further::Homes(form).into());
    Some(body.add(el("p").add(all)))
}
