//! What is finished and not received yet: why, since when, when it is tried again, and what a person can do.

use super::due::soon;
use super::waiting::on_its_way;
use super::{caption, heading};
use crate::shell::{Due, Here, Waiting, due_list};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{hidden_text, status_tag, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::sending;

/// The page.
pub(super) fn page(app: &App) -> View {
    let listed = app.clone();
    div("div", "body")
        .add(heading(app, sending::OUTBOX))
        .add(div("div", "outbox").live(move || {
            listed.follow_lists();
            listed.follow_line();
            list(&listed)
        }))
        .add(el("p").add(to(t::TO_DUE, Route::Due)))
        .any()
}

fn list(app: &App) -> View {
    let lists = app.shell().lists();
    if lists.waiting.is_empty() {
        let sent = to(t::SENT, Route::Sent);
        return all(vec![
            el("p").text(sending::NOTHING_WAITS),
            el("p").add(sent),
        ]);
    }
    let due = due_list(app.shell().definition(), &lists, app.shell().today());
    let mut cards = div("ul", "cards");
    for waiting in &lists.waiting {
        let is_it = |due: &&Due| due.here == Here::Waiting(waiting.id.clone());
        let soon = due.iter().find(is_it).and_then(|due| soon(app, due));
        cards = cards.add(card(app, waiting, soon));
    }
    all(vec![
        el("p").text(sending::OUTBOX_INTRO),
        cards,
        div("p", "hint").text(sending::TAKE_OUT_WHY),
    ])
}

fn card(app: &App, waiting: &Waiting, soon: Option<El>) -> El {
    let about = &waiting.about;
    let title = super::title(app, &about.form);
    let tag = if app.shell().needs_you(waiting) {
        status_tag(sending::TAG_NEEDS_YOU, "problem")
    } else {
        status_tag(sending::TAG_WAITS, "waiting")
    };
    let since = t::moment(app.shell().clock(about.finished_at));
    let look = to(t::SEE_WAITING, Route::Done(waiting.id.clone()));
    div("li", "card")
        .add(caption(title, about.period, &about.name))
        .add(el("p").add(tag))
        .add(
            el("p")
                .text(sending::WAITS_SINCE)
                .text(&since)
                .text(". ")
                .text(t::NOT_RECEIVED),
        )
        .add_maybe(soon)
        .add(on_its_way(app, waiting))
        .add(
            div("div", "buttons")
                .add(look.add(hidden_text(&[" ", title].concat())))
                .add(super::taking::way(&waiting.id).add(hidden_text(&[": ", title].concat()))),
        )
}
