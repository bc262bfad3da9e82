//! Clear this device: what is lost is said by name, then everything goes.

use super::super::{caption, heading, later, title};
use super::form::{Form, sent_by};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::layout::reload_at_start;
use crate::ui::parts::{back, button, inset};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::people as p;

const WORD: &str = "clear-word";

/// The page.
#[inline(never)]
pub(in crate::ui::pages) fn page(app: &App) -> View {
    let form = Form::new(app);
    let (word, typed) = form.line(WORD, p::CLEAR_TYPE, Some(p::CLEAR_TYPE_HINT));
    let problems = form.problems();
    let clearing = sent_by(vec![word], p::CLEAR, move || {
        if typed.value().trim().to_lowercase() != p::CLEAR_WORD {
            return form.say(vec![(p::CLEAR_ENTER.to_owned(), WORD.to_owned())]);
        }
        let app = form.app.clone();
        form.run(async move {
            // In the place of any page from now on: none of them must ask for what goes.
            app.set_cleared(p::CLEARING);
            let cleared = app.shell().clear_device().await;
            app.set_cleared(match cleared {
                Ok(()) => p::CLEARED_WHY,
                Err(_) => p::NOT_CLEARED,
            });
        });
    });
    div("div", "body")
        .add(back(p::PEOPLE, Route::People))
        .view(problems)
        .add(heading(app, p::CLEAR))
        .add(el("p").text(p::CLEAR_INTRO))
        .view(lost(app))
        .add(clearing)
        .any()
}

/// What was not sent: what can be opened by name, what is locked as counts.
fn lost(app: &App) -> View {
    let app = app.clone();
    later(async move {
        let shell = app.shell();
        // Drafts were saved since the lists were read; where they cannot be read, the last ones stand.
        let _ = shell.refresh().await;
        let locked = shell.locked_unsent().await.ok().and_then(p::unsent);
        words(named(&app), locked.as_deref())
    })
}

fn named(app: &App) -> Vec<El> {
    let lists = app.shell().lists();
    let mut named = Vec::new();
    for draft in &lists.drafts {
        let head = &draft.head;
        let name = head.subject.as_ref().map_or("", |subject| &subject.name);
        named.push(el("li").add(caption(title(app, &head.form), head.period, name)));
    }
    for waiting in &lists.waiting {
        let about = &waiting.about;
        let line = caption(title(app, &about.form), about.period, &about.name);
        named.push(el("li").add(line));
    }
    named
}

fn words(named: Vec<El>, locked: Option<&str>) -> View {
    if named.is_empty() && locked.is_none() {
        return el("p").text(p::CLEAR_NOTHING).any();
    }
    let mut parts = vec![el("h2").text(p::CLEAR_LOST)];
    if !named.is_empty() {
        parts.push(el("ul").add_all(named));
    }
    if let Some(locked) = locked {
        parts.push(el("p").text(p::CLEAR_LOCKED).text(locked).text("."));
    }
    all(vec![inset(el("div").add_all(parts))])
}

/// After it.
#[inline(never)]
pub(super) fn done(app: &App, words: &'static str) -> View {
    let heading_words = if words == p::CLEARED_WHY {
        p::CLEARED
    } else {
        p::CLEAR
    };
    let ended = words != p::CLEARING;
    div("div", "body")
        .add(heading(app, heading_words))
        .add(el("p").attr("role", "status").text(words))
        .add_maybe(ended.then(|| button(p::START_AGAIN, "", reload_at_start)))
        .any()
}
