//! A finished return on its way: why it is not there yet, and what a person can do.

use super::gone::Trouble;
use super::signing;
use crate::shell::{
    Finding, May, Progress, Refusal, StuckReason, VERSION_PLACE, Waiting, WaitsFor, Why, spawn,
};
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::{button, focus_soon, inset, status_tag};
use crate::ui::router::Route;
use crate::ui::signals::{App, TITLE};
use crate::ui::text::moving;
use crate::ui::text::pages as t;
use crate::ui::text::people;
use crate::ui::text::sending;
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

/// Whether nothing is left to do with it but to correct it, whoever does that.
fn is_corrected(waiting: &Waiting) -> bool {
    matches!(
        waiting.progress,
        Progress::Stuck {
            reason: StuckReason::Refused(_) | StuckReason::Different
        }
    )
}

/// How it stands.
pub(super) fn state_tag(app: &App, waiting: &Waiting) -> El {
    if app.shell().needs_you(waiting) {
        status_tag(t::TAG_NEEDS_YOU, "problem")
    } else {
        status_tag(t::TAG_WAITING, "waiting")
    }
}

/// Why it is not there yet, and what can be done.
pub(super) fn on_its_way(app: &App, waiting: &Waiting) -> El {
    if let Some(waits) = app.shell().waits_for(&waiting.about)
        && !is_corrected(waiting)
    {
        return for_another(app, waiting, &waits);
    }
    let body = div("div", "waiting");
    let trouble = Trouble::none();
    let said = trouble.view();
    let buttons = div("div", "buttons");
    let body = if was_refused(waiting) {
        body
    } else {
        body.add(el("p").text(&why(app, &waiting.progress)))
    };
    let (shell, id) = (Rc::clone(app.shell()), waiting.id.clone());
    let may = app.shell().may_send(&waiting.about);
    if may != May::Send && !matches!(waiting.progress, Progress::Stuck { .. }) {
        return signing::held(app, waiting, may)
            .add(div("div", "buttons").view(take_out(app, waiting)));
    }
    let try_now = button(t::TRY_NOW, "secondary", move || {
        let (shell, id) = (Rc::clone(&shell), id.clone());
        spawn(async move {
            // A store that fails now leaves the return as it was.
            let _ = shell.try_now(&id).await;
            // The button that was pressed is made anew with all around it.
            focus_soon(TITLE);
        });
    });
    let correct = correct(app, &waiting.id, t::CORRECT_AND_SEND, trouble);
    let take_out = take_out(app, waiting);
    match &waiting.progress {
        Progress::Stuck {
            reason: StuckReason::Refused(refusal),
        } => body
            .add(findings(refusal))
            .add(said)
            .add(buttons.add(correct).view(take_out)),
        // Finished again it has a number of its own.
        Progress::Stuck {
            reason: StuckReason::Different,
        } => body.add(said).add(buttons.add(correct).view(take_out)),
        Progress::Stuck {
            reason: StuckReason::NoReceipt(_),
        }
        | Progress::NeedsSignIn { .. } => body.add(buttons.add(try_now).view(take_out)),
        Progress::Ready { .. } | Progress::Unknown { .. } => body
            .add(el("p").text(t::LEAVE_OPEN))
            .add(buttons.add(try_now).view(take_out)),
    }
}

/// Whom it waits for, where that is not the open person, and what can be done where that one is not here any more.
fn for_another(app: &App, waiting: &Waiting, waits: &WaitsFor) -> El {
    let body = div("div", "waiting");
    let buttons = div("div", "buttons");
    let take_out = take_out(app, waiting);
    let name = match waits {
        WaitsFor::Person(name) => name,
        WaitsFor::Gone => {
            let unknown = matches!(waiting.progress, Progress::Unknown { .. });
            let trouble = Trouble::none();
            let said = trouble.view();
            let again = correct(app, &waiting.id, people::SEND_IN_YOURS, trouble);
            return body
                .add(el("p").text(people::FINISHER_GONE))
                .add_maybe(unknown.then(|| el("p").text(people::MAY_BE_THERE)))
                .add(said)
                .add(buttons.add(again).view(take_out));
        }
    };
    let line = el("p").text(people::WAITS_FOR).text(name).text(".");
    body.add(line).add(buttons.view(take_out))
}

/// Makes it a draft again, with what was said of it.
fn correct(app: &App, id: &str, label: &str, trouble: Trouble) -> El {
    let (app, id) = (app.clone(), id.to_owned());
    button(label, "", move || {
        let (app, id, trouble) = (app.clone(), id.clone(), trouble.clone());
        spawn(async move {
            let draft = app.shell().reopen(&id).await;
            if let Some(draft) = trouble.opened(draft) {
                app.replace(&Route::Check(draft));
            }
        });
    })
}

/// Takes a copy of it out of this device, whatever happens to the device.
fn take_out(app: &App, waiting: &Waiting) -> View {
    let (shell, id) = (Rc::clone(app.shell()), waiting.id.clone());
    button(sending::TAKE_OUT, "secondary", move || {
        let (shell, id) = (Rc::clone(&shell), id.clone());
        spawn(async move {
            // A browser that offers no file leaves the return where it is.
            let _ = shell.take_out(&id).await;
        });
    })
    .any()
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
