//! The people who share a device: who they are, what keeps their returns from each other, and locking.

mod clear;
mod forgotten;
mod form;
mod homes;
mod list;
mod naming;
mod one;
mod own;
mod secret;
mod set_up;
mod strip;
mod unlock;

pub(super) use clear::page as clear;
pub(super) use forgotten::done as forgotten;
pub(super) use list::page;
pub(super) use one::page as person;
pub(super) use own::page as secret;
pub(super) use set_up::add;
pub(in crate::ui) use strip::{strip, warning};

use crate::shell::{PeopleError, UnlockError};
use crate::ui::el::View;
use crate::ui::layout::store_words;
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::people as p;

/// What is shown in place of any page while the device is locked, or after it was cleared.
#[inline(never)]
pub(super) fn instead(app: &App, route: &Route) -> View {
    if let Some(words) = app.cleared() {
        return clear::done(app, words);
    }
    match route {
        Route::Clear => clear::page(app),
        Route::Forgotten => forgotten::done(app),
        _ => unlock::page(app),
    }
}

/// Why nothing was unlocked, in words.
fn unlock_words(app: &App, error: &UnlockError) -> String {
    match error {
        UnlockError::Wrong { wait_until: None } => p::WRONG_SECRET.to_owned(),
        UnlockError::Wrong {
            wait_until: Some(until),
        } => [p::WRONG_SECRET, ". ", &wait_words(app, *until)].concat(),
        UnlockError::Wait { until } => wait_words(app, *until),
        UnlockError::Gone => p::GONE.to_owned(),
        UnlockError::Store(error) => store_words(error).to_owned(),
    }
}

fn wait_words(app: &App, until: i64) -> String {
    let seconds = app.shell().until(until).saturating_add(999) / 1_000;
    p::wait(seconds, &t::time(app.shell().clock(until)))
}

/// Why nothing was changed, in words.
fn refused_words(app: &App, error: &PeopleError) -> String {
    match error {
        PeopleError::Secret(error) => unlock_words(app, error),
        PeopleError::Store(error) => store_words(error).to_owned(),
        error => p::refused(error).to_owned(),
    }
}
