//! What was sent: every revision, how it stands, and what replaced it.

use super::heading;
use crate::shell::{Lists, Sent};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{hidden_text, link, status_tag, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use care_engine::exchange::receipt_v1::ReceiptState;

/// The page.
pub(super) fn page(app: &App) -> View {
    let listed = app.clone();
    div("div", "body")
        .add(heading(app, t::SENT))
        .add(div("div", "sent-list").live(move || {
            listed.follow_lists();
            let lists = listed.shell().lists();
            if lists.sent.is_empty() && lists.waiting.is_empty() {
                return el("p").text(t::NOTHING_SENT).any();
            }
            let mut rows = Vec::new();
            for sent in &lists.sent {
                rows.push(row(&listed, &lists, sent));
            }
            let mut views = Vec::new();
            if !lists.waiting.is_empty() {
                views.push(el("p").add(to(t::OUTBOX, Route::Outbox)));
            }
            views.push(div("ul", "cards").add_all(rows));
            all(views)
        }))
        .any()
}

/// Why the backend refused it after all, in its words.
pub(super) fn refused_for(sent: &Sent) -> Option<El> {
    let words = &sent.receipt.refused_for;
    let mut items = Vec::new();
    for word in words {
        items.push(el("li").text(word));
    }
    (!items.is_empty()).then(|| div("ul", "refused-for").add_all(items))
}

/// How a return that the backend has stands.
pub(super) fn state_tag(lists: &Lists, sent: &Sent) -> El {
    match (lists.replaced_by(&sent.id), sent.receipt.state) {
        (Some(_), _) => status_tag(t::STATE_REPLACED, "quiet"),
        (None, ReceiptState::Accepted) => status_tag(t::STATE_ACCEPTED, "done"),
        (None, ReceiptState::Received) => status_tag(t::STATE_RECEIVED, "waiting"),
        (None, ReceiptState::Refused) => status_tag(t::STATE_REFUSED, "problem"),
    }
}

fn row(app: &App, lists: &Lists, sent: &Sent) -> El {
    let about = &sent.about;
    let shell = app.shell();
    let title = super::title(app, &about.form);
    let revision = [t::REVISION, &about.revision.to_string()].concat();
    let hidden = [
        " ",
        title,
        ", ",
        &about
            .period
            .map_or_else(String::new, care_engine::definition::Period::label),
        ", ",
        &revision,
    ]
    .concat();
    let replaced = lists.replaced_by(&sent.id);
    let tag = state_tag(lists, sent);
    let by = replaced.map(|(id, revision)| {
        el("p").add(to(
            &[t::REPLACED_BY, &revision.to_string()].concat(),
            Route::Done(id.to_owned()),
        ))
    });
    let correct = replaced.is_none().then(|| {
        let route = match lists.correction_of(&sent.id) {
            Some(draft) => Route::Tasks(draft.head.id.clone()),
            None => Route::Correct(sent.id.clone()),
        };
        link(t::CORRECT_THIS, &route.href()).add(hidden_text(&hidden))
    });
    div("li", "card")
        .add(super::caption(title, about.period, &about.name))
        .add(el("p").text(&revision).text(" ").add(tag))
        .add(
            el("p")
                .text(t::REFERENCE)
                .text(": ")
                .add(div("strong", "reference").text(&sent.receipt.reference)),
        )
        .add(
            el("p")
                .text(t::RECEIVED_AT)
                .text(&t::moment(shell.clock(sent.received_at()))),
        )
        .add_maybe(refused_for(sent))
        .add_maybe(by)
        .add(
            div("div", "buttons")
                .add(to(t::VIEW, Route::Return(sent.id.clone())).add(hidden_text(&hidden)))
                .add_maybe(correct),
        )
}
