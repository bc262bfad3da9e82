//! The choice of a language for the framework's texts, where the page is set up with one.

use crate::shell::{News, Saved, Shell, spawn};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::layout::reload;
use crate::ui::parts::button;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
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
    let first = shell.definition().language.as_str();
    let mut group = div("div", "width languages")
        .attr("role", "group")
        .attr("aria-label", t::LANGUAGE)
        .add(choice(shell, "", first, t::FIRST_LANGUAGE));
    for one in &*shell.languages() {
        group = group.add(choice(shell, &one.language, &one.language, &one.title));
    }
    group
}

/// `language` is what is chosen, and `tag` that of its name.
fn choice(shell: &Rc<Shell>, language: &str, tag: &str, title: &str) -> El {
    if shell.language() == language {
        return el("strong")
            .attr("lang", tag)
            .attr("aria-current", "true")
            .text(title);
    }
    let (shell, language) = (Rc::clone(shell), language.to_owned());
    button(title, "plain", move || {
        let (shell, language) = (Rc::clone(&shell), language.clone());
        spawn(async move {
            // A choice that cannot be kept would be gone with the load.
            if shell.choose_language(&language).await.is_ok() {
                load_when_saved(&shell);
            }
        });
    })
    .attr("lang", tag)
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
