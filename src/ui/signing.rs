//! Who is signed in, at the same place on every page, and what to do about it.

use crate::shell::{SignInProblem, Standing, spawn};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::button;
use crate::ui::signals::App;
use crate::ui::text::signing as t;
use std::rc::Rc;

/// The line in the header.
// Apart, so that a first visit where nobody signs in does not load it.
#[inline(never)]
pub(super) fn line(app: &App) -> El {
    let shown = app.clone();
    div("div", "width header-line")
        .attr("role", "group")
        .attr("aria-label", t::LABEL)
        .live(move || {
            shown.follow_sign_in();
            standing(&shown)
        })
}

fn standing(app: &App) -> View {
    let shell = app.shell();
    let mut views = Vec::new();
    match shell.standing() {
        Standing::Out => {
            let silent = shell.is_sign_in_silent();
            views.push(says(if silent { t::UNKNOWN } else { t::OUT }));
            views.push(sign_in(app, t::SIGN_IN));
        }
        Standing::Ended => {
            views.push(says(t::ENDED));
            views.push(sign_in(app, t::AGAIN));
        }
        Standing::In(signed) => {
            let words = signed.identity.as_ref().map_or_else(
                || t::IN.to_owned(),
                |identity| [t::IN_AS, identity.called()].concat(),
            );
            views.push(says(&words));
            if let (Some(known), Some(identity)) = (shell.bound(), &signed.identity)
                && !known.is(identity)
            {
                views.push(el("p").text(t::NOT_AS_KNOWN).text(known.called()).text("."));
            }
            if shell.can_sign_out() {
                views.push(sign_out(app));
            }
        }
    }
    if let Some(problem) = shell.sign_in_problem() {
        let words = match problem {
            SignInProblem::NoLine => t::NO_LINE,
            SignInProblem::Refused => t::NOT_TAKEN,
            SignInProblem::WouldLose => t::WOULD_LOSE,
        };
        views.push(el("p").attr("role", "alert").text(words));
    }
    if shell.asks_to_bind()
        && let Some(identity) = shell.identity()
    {
        views.push(bind(app, identity.called()));
    }
    all(views)
}

fn says(words: &str) -> El {
    el("p").attr("role", "status").text(words)
}

/// Begins a sign-in. What is typed is saved first.
fn sign_in(app: &App, label: &str) -> El {
    let shell = Rc::clone(app.shell());
    button(label, "secondary", move || shell.sign_in())
}

fn sign_out(app: &App) -> El {
    let shell = Rc::clone(app.shell());
    button(t::SIGN_OUT, "secondary", move || {
        let shell = Rc::clone(&shell);
        spawn(async move {
            // Signed out it is, even where the store does not forget whom this device knew.
            let _ = shell.sign_out().await;
        });
    })
}

/// Asks once whether this device shall know as whom the person signs in.
fn bind(app: &App, name: &str) -> El {
    let answer = |label: &str, agreed: bool| {
        let shell = Rc::clone(app.shell());
        button(label, "secondary", move || {
            let shell = Rc::clone(&shell);
            spawn(async move {
                // Where it cannot be written down it is asked again.
                let _ = shell.bind(agreed).await;
            });
        })
    };
    div("div", "bind")
        .add(el("p").text(t::BIND).text(name).text(t::BIND_WHY))
        .add(
            div("div", "buttons")
                .add(answer(t::BIND_YES, true))
                .add(answer(t::BIND_NO, false)),
        )
}
