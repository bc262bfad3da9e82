//! A finished return on its way: why it is not there yet, and what a person can do.

use crate::shell::{Finding, Progress, Refusal, StuckReason, VERSION_PLACE, Waiting, Why, spawn};
use crate::ui::el::{El, div, el};
use crate::ui::parts::{button, inset};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::moving;
use crate::ui::text::pages as t;
use std::rc::Rc;

/// Whether the backend refused it, so that it can be corrected.
pub(super) fn was_refused(waiting: &Waiting) -> bool {
    matches!(
        waiting.progress,
        Progress::Stuck {
            reason: StuckReason::Refused(_)
        }
    )
}

/// Why it is not there yet, and what can be done.
pub(super) fn on_its_way(app: &App, waiting: &Waiting) -> El {
    let body = div("div", "waiting");
    let body = if was_refused(waiting) {
        body
    } else {
        body.add(el("p").text(&why(app, &waiting.progress)))
    };
    let (shell, id) = (Rc::clone(app.shell()), waiting.id.clone());
    let try_now = button(t::TRY_NOW, "secondary", move || {
        let (shell, id) = (Rc::clone(&shell), id.clone());
        spawn(async move {
            // A store that fails now leaves the return as it was.
            let _ = shell.try_now(&id).await;
        });
    });
    match &waiting.progress {
        Progress::Stuck {
            reason: StuckReason::Refused(refusal),
        } => {
            let (app, id) = (app.clone(), waiting.id.clone());
            let trouble = super::gone::Trouble::none();
            let said = trouble.view();
            let correct = button(t::CORRECT_AND_SEND, "", move || {
                let (app, id, trouble) = (app.clone(), id.clone(), trouble.clone());
                spawn(async move {
                    let draft = app.shell().reopen(&id).await;
                    if let Some(draft) = trouble.opened(draft) {
                        app.replace(&Route::Check(draft));
                    }
                });
            });
            body.add(findings(refusal))
                .add(said)
                .add(div("div", "buttons").add(correct))
        }
        Progress::Stuck { .. } | Progress::NeedsSignIn { .. } => {
            body.add(div("div", "buttons").add(try_now))
        }
        Progress::Ready { .. } | Progress::Unknown { .. } => body
            .add(el("p").text(t::LEAVE_OPEN))
            .add(div("div", "buttons").add(try_now)),
    }
}

fn findings(refusal: &Refusal) -> El {
    if refusal.findings.is_empty() {
        return inset(el("p").text(refusal.title.as_deref().unwrap_or(t::REFUSED)));
    }
    let mut lines = el("ul");
    for finding in &refusal.findings {
        lines = lines.add(el("li").text(&finding.detail));
    }
    let of_version = |finding: &Finding| finding.pointer == VERSION_PLACE;
    let again = refusal.findings.iter().any(of_version);
    inset(
        div("div", "refused")
            .add(lines)
            .add_maybe(again.then(|| el("p").text(moving::LOAD_AGAIN))),
    )
}

/// Why a return waits, in words.
pub(super) fn why(app: &App, progress: &Progress) -> String {
    let (why, at) = match progress {
        Progress::Ready {
            why: Why::Fresh,
            effort,
            ..
        } if effort.tries == 0 => (t::WHY_FRESH, None),
        Progress::Ready {
            why: Why::Busy(_),
            at,
            ..
        } => (t::WHY_BUSY, Some(*at)),
        Progress::Ready {
            why: Why::NotTheBackend,
            at,
            ..
        } => (t::WHY_NOT_BACKEND, Some(*at)),
        Progress::Ready { at, .. } | Progress::Unknown { at, .. } => (t::WHY_LINE, Some(*at)),
        Progress::NeedsSignIn { .. } => (t::SIGN_IN, None),
        Progress::Stuck {
            reason: StuckReason::Refused(_),
        } => (t::REFUSED, None),
        Progress::Stuck {
            reason: StuckReason::NoReceipt(_),
        } => (t::NO_RECEIPT, None),
        Progress::Stuck {
            reason: StuckReason::Different,
        } => (t::DIFFERENT, None),
    };
    let mut words = why.to_owned();
    if let Some(at) = at {
        words.push_str(t::NEXT_TRY);
        words.push_str(&t::time(app.shell().clock(at)));
        words.push('.');
    }
    words
}
