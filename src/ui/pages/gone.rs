//! In place of a return that cannot be shown, and beside a button that could not open one.

use super::heading;
use crate::shell::{OpenError, SliceError};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::layout::{reload, store_words};
use crate::ui::parts::{button, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::{pages as t, whole as w};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::rc::Rc;

/// Why it cannot be shown, and where to go.
pub(super) fn page(app: &App, error: &OpenError) -> View {
    let title = match error {
        OpenError::Slice(_) => t::CANNOT_OPEN,
        OpenError::Gone | OpenError::Unreadable | OpenError::OtherVersion | OpenError::Store(_) => {
            t::NOT_HERE
        }
    };
    let again = app.clone();
    let retry = matches!(error, OpenError::Slice(SliceError::NoFile(_)))
        .then(|| button(t::TRY_AGAIN, "", move || again.again()));
    div("div", "body")
        .add(heading(app, title))
        .add(why(error))
        .add_maybe(retry)
        .add(el("p").add(to(t::TO_DUE, Route::Due)))
        .any()
}

/// Why a return cannot be opened, in words, and what helps where that is not to try again.
fn why(error: &OpenError) -> El {
    let mut details = el("ul");
    let words = match error {
        OpenError::Gone => t::NOT_HERE_WHY,
        OpenError::Unreadable | OpenError::OtherVersion => t::CANNOT_READ,
        OpenError::Store(error) => store_words(error),
        OpenError::Slice(SliceError::NoFile(_)) => t::NOT_ARRIVED,
        OpenError::Slice(SliceError::OtherVersion) => {
            let load = button(t::LOAD_PAGE, "secondary", reload);
            return div("div", "why")
                .add(el("p").text(t::OTHER_VERSION))
                .add(load);
        }
        OpenError::Slice(SliceError::Problems(problems)) => {
            for problem in problems {
                details = details.add(el("li").text(&problem.to_string()));
            }
            let words = el("p").text(t::WRONG_QUESTIONS);
            return div("div", "why").add(words).add(details);
        }
    };
    el("p").text(words)
}

/// That the questions were withdrawn, if they were, and what to do. Follows what is known of it.
pub(super) fn withdrawn(app: &App) -> Option<El> {
    app.follow_lists();
    let why = app.shell().withdrawn()?;
    Some(
        div("div", "notice")
            .add(el("p").add(el("strong").text(w::WITHDRAWN)))
            .add(el("p").text(&why))
            .add(el("p").text(w::WITHDRAWN_DO))
            .add(button(t::LOAD_PAGE, "secondary", reload)),
    )
}

/// Why a button could not open a return, said beside it until it is pressed again.
#[derive(Clone)]
pub(super) struct Trouble(Rc<(RefCell<Option<OpenError>>, ArcTrigger)>);

impl Trouble {
    /// Nothing was tried yet.
    pub(super) fn none() -> Self {
        Self(Rc::new((RefCell::default(), ArcTrigger::new())))
    }

    /// What came of it: the id of what was opened, or why not.
    pub(super) fn opened(&self, result: Result<String, OpenError>) -> Option<String> {
        let (id, error) = match result {
            Ok(id) => (Some(id), None),
            Err(error) => (None, Some(error)),
        };
        self.0.0.replace(error);
        self.0.1.notify();
        id
    }

    /// What is said.
    pub(super) fn view(&self) -> El {
        let trouble = self.clone();
        div("div", "trouble").live(move || {
            trouble.0.1.track();
            match &*trouble.0.0.borrow() {
                Some(error) => div("div", "notice")
                    .attr("role", "alert")
                    .add(why(error))
                    .any(),
                None => nothing(),
            }
        })
    }
}
