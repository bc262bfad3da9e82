//! The choice of a language, where the page is set up with more than one.

use crate::shell::{LanguageError, News, Saved, Shell, spawn};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::layout::{reload, store_words};
use crate::ui::parts::button;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

/// A button for each language; the one that is shown is a word. Followed: nobody can choose before the page is whole.
pub(super) fn languages(app: &App) -> View {
    let shell = app.shell();
    app.follow_lists();
    // What was chosen, and what is typed, would not outlive the load that it takes.
    if shell.languages().is_empty() || shell.memory_because().is_some() {
        return nothing();
    }
    choices(shell).any()
}

fn choices(shell: &Rc<Shell>) -> El {
    let (said, tell) = (Rc::new(Cell::new("")), ArcTrigger::new());
    let choice = |language: &str, tag: &str, title: &str| {
        let told = (Rc::clone(&said), tell.clone());
        choice(shell, language, told).attr("lang", tag).text(title)
    };
    let first = shell.definition().language.as_str();
    let mut group = div("div", "width languages")
        .attr("role", "group")
        .attr("aria-label", t::LANGUAGE)
        .add(choice("", first, t::FIRST_LANGUAGE));
    for one in &*shell.languages() {
        group = group.add(choice(&one.language, &one.language, &one.title));
    }
    let said = Rc::clone(&said);
    group.add(el("p").attr("role", "status").live_text(move || {
        tell.track();
        said.get().to_owned()
    }))
}

/// What is said of a choice, and what shows it.
type Told = (Rc<Cell<&'static str>>, ArcTrigger);

/// `language` is what is chosen. Its name is not here yet.
fn choice(shell: &Rc<Shell>, language: &str, told: Told) -> El {
    if shell.language() == language {
        return el("strong").attr("aria-current", "true");
    }
    let (shell, language) = (Rc::clone(shell), language.to_owned());
    button("", "plain", move || {
        let (shell, language) = (Rc::clone(&shell), language.clone());
        let (said, tell) = told.clone();
        let say = move |words| {
            said.set(words);
            tell.notify();
        };
        // It may take a while: a page in another language comes over the line.
        say(t::LOADING);
        spawn(async move {
            match shell.choose_language(&language).await {
                Ok(()) => load_when_saved(&shell),
                Err(LanguageError::NotHere) => say(t::LANGUAGE_MISSING),
                // A choice that cannot be kept would be gone with the load.
                Err(LanguageError::Store(error)) => say(store_words(&error)),
            }
        });
    })
}

/// Loads the page again when nothing typed can be lost by it. Where saving fails, the page says so and stays.
fn load_when_saved(shell: &Rc<Shell>) {
    let saved = |shell: &Shell| {
        shell
            .open_form()
            .is_none_or(|open| !matches!(open.saved(), Saved::Saving | Saved::Failed(_)))
    };
    if saved(shell) {
        return reload();
    }
    let waiting = Rc::downgrade(shell);
    shell.listen(move |news| {
        if news == News::Saving && waiting.upgrade().is_some_and(|shell| saved(&shell)) {
            reload();
        }
    });
}
