//! In place of a return that cannot be shown.

use super::heading;
use crate::shell::OpenError;
use crate::ui::el::{View, div, el};
use crate::ui::layout::store_words;
use crate::ui::parts::to;
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;

/// Why it cannot be shown, and where to go.
pub(super) fn page(app: &App, error: &OpenError) -> View {
    let why = match error {
        OpenError::Gone => t::NOT_HERE_WHY,
        OpenError::Unreadable | OpenError::OtherVersion => t::CANNOT_READ,
        OpenError::Store(error) => store_words(error),
    };
    div("div", "body")
        .add(heading(app, t::NOT_HERE))
        .add(el("p").text(why))
        .add(el("p").add(to(t::TO_DUE, Route::Due)))
        .any()
}
