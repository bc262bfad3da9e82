//! What is due, for each subject; what was begun; what waits to be sent.

use super::gone::{self, Trouble};
use super::heading;
use crate::shell::{Draft, Due, Filed, Here, Line, Lists, Waiting, due_list, spawn};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{button, hidden_text, link, status_tag, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::sending;
use care_engine::definition::State;
use care_engine::session::Subject;
use std::rc::Rc;

/// The page.
pub(super) fn page(app: &App) -> View {
    let (listed, shell) = (app.clone(), Rc::clone(app.shell()));
    spawn(async move {
        // Drafts were saved since the lists were read; where they cannot be read, the last ones stand.
        let _ = shell.refresh().await;
    });
    div("div", "body")
        .add(heading(app, t::DUE))
        .add(div("div", "due-list").live(move || {
            listed.follow_lists();
            listed.follow_line();
            list(&listed)
        }))
        .any()
}

fn list(app: &App) -> View {
    let lists = app.shell().lists();
    let due = due_list(app.shell().definition(), &lists, app.shell().today());
    let mut views = Vec::new();
    if !app.shell().has_backend() {
        views.push(div("p", "notice").text(t::NO_BACKEND));
    }
    views.extend(gone::withdrawn(app));
    if lists.unreadable > 0 {
        views.push(div("p", "notice").text(t::UNREADABLE));
    }
    if due.is_empty() {
        let way = if lists.filer.is_empty() {
            Route::Who
        } else {
            Route::Subject(app.shell().new_id())
        };
        views.push(el("p").text(t::NO_SUBJECTS));
        let add = link(t::ADD_FIRST, &way.href())
            .class("button")
            .attr("role", "button")
            .flag("data-onward", true);
        views.push(el("p").add(add));
    }
    for known in &lists.subjects {
        if known.subject.is_none() {
            let to = Route::Subject(known.key.clone()).href();
            views.push(div("p", "notice").add(link(t::FINISH_SUBJECT, &to)));
        }
    }
    let mut first = true;
    for known in &lists.subjects {
        if let Some(subject) = &known.subject {
            views.append(&mut of_subject(app, &lists, &due, subject, &mut first));
        }
    }
    let listed = |id: &str| {
        due.iter()
            .any(|entry| matches!(&entry.here, Here::Draft(draft) if draft == id))
    };
    let mut others = Vec::new();
    for draft in &lists.drafts {
        if !listed(&draft.head.id) {
            others.push(other(app, draft));
        }
    }
    if !others.is_empty() {
        views.push(el("h2").text(t::OTHER_DRAFTS));
        views.push(div("ul", "cards").add_all(others));
    }
    if !lists.waiting.is_empty() {
        views.push(el("h2").text(t::OUTBOX));
        let mut cards = div("ul", "cards");
        for waiting in &lists.waiting {
            cards = cards.add(outbox(app, waiting));
        }
        views.push(cards);
    }
    views.push(el("p").add(to(sending::OPEN_FILE, Route::OpenFile)));
    views.push(el("p").add(to(t::WHAT_YOU_NEED, Route::Start)));
    all(views)
}

/// What is due for a subject: what can be sent now, a card each; what opens later, a line each.
fn of_subject(
    app: &App,
    lists: &Lists,
    due: &[Due],
    subject: &Subject,
    first: &mut bool,
) -> Vec<El> {
    let mut views = vec![el("h2").text(&subject.name)];
    let mut later = Vec::new();
    for entry in due {
        if entry.subject != *subject {
            continue;
        }
        if let (State::Opens(_), Here::Nothing) = (entry.when.state, &entry.here) {
            later.push(opens(entry));
            continue;
        }
        let starts = entry.here == Here::Nothing;
        views.push(card(app, lists, entry, starts && std::mem::take(first)));
    }
    if let Some(way) = super::picture::way(app, &subject.id) {
        views.push(el("p").add(way.add(hidden_text(&[", ", &subject.name].concat()))));
    }
    if !later.is_empty() {
        views.push(el("h3").text(t::LATER));
        views.push(div("ul", "later-list").add_all(later));
    }
    views
}

/// What a return is called, with its period where it has one.
fn name(due: &Due) -> String {
    match due.when.state {
        State::Standing => due.title.clone(),
        State::Opens(_) | State::Open { .. } | State::Late { .. } => {
            [&due.title, ", ", &due.when.period.label()].concat()
        }
    }
}

/// One return that cannot be sent yet.
fn opens(due: &Due) -> El {
    let when = t::window(
        due.when.state,
        due.when.window.closes,
        due.when.window.opens,
    );
    el("li").text(&name(due)).text(". ").text(&when).text(".")
}

/// One return that is due. `onward` marks the one to start first.
fn card(app: &App, lists: &Lists, due: &Due, onward: bool) -> El {
    let mut when = t::window(due.when.state, due.when.window.closes, app.shell().today());
    if due.when.window.provisional {
        when.push_str(t::PROVISIONAL);
    }
    let called = name(due);
    let hidden = [" ", &called].concat();
    let to = |text: &str, route: Route, class: &str| {
        link(text, &route.href())
            .class(class)
            .add(hidden_text(&hidden))
    };
    let closed = matches!(due.when.state, State::Opens(_));
    let (tag, action) = match &due.here {
        Here::Nothing if closed => (status_tag(t::TAG_LATER, "quiet"), None),
        Here::Nothing => (
            status_tag(t::TAG_NOT_STARTED, "open"),
            Some(begin(app, due, &hidden, onward)),
        ),
        Here::Draft(id) => (
            status_tag(t::TAG_STARTED, "open"),
            Some(to(t::CONTINUE_RETURN, Route::Tasks(id.clone()), "button")),
        ),
        Here::Waiting(id) => {
            let waiting = lists.waiting.iter().find(|waiting| waiting.id == *id);
            let tag = waiting.map_or_else(
                || status_tag(t::TAG_WAITING, "waiting"),
                |waiting| super::waiting::state_tag(app, waiting),
            );
            (tag, Some(to(t::SEE_WAITING, Route::Done(id.clone()), "")))
        }
        Here::Earlier(id) if !closed => (
            status_tag(t::TAG_AGAIN, "open"),
            Some(to(
                t::CORRECT_IN_WINDOW,
                Route::Correct(id.clone()),
                "button",
            )),
        ),
        Here::Sent(id) | Here::Earlier(id) => (
            status_tag(t::TAG_SENT, "done"),
            Some(to(t::SEE_SENT, Route::Return(id.clone()), "")),
        ),
        Here::Refused(id) => (
            status_tag(t::STATE_REFUSED, "problem"),
            Some(to(t::SEE_REFUSED, Route::Return(id.clone()), "")),
        ),
    };
    let when = (!matches!(due.here, Here::Sent(_) | Here::Waiting(_))).then(|| el("p").text(&when));
    let goes = match &due.here {
        Here::Draft(id) => removal(app, lists, id),
        _ => None,
    };
    div("div", "card")
        .add(div("h3", "card-title").text(&called))
        .add(el("p").add(tag))
        .add_maybe(when)
        .add_maybe(goes)
        .add_maybe(sent_before(app, lists, due))
        .add_maybe(soon(app, due))
        .add_maybe(must(app, due))
        .add_maybe(colleague(app, due))
        .add_maybe(action.map(|action| div("div", "card-action").add(action)))
}

/// When a draft is removed from this device, where that is near, and what to do before.
pub(super) fn removal(app: &App, lists: &Lists, id: &str) -> Option<El> {
    let draft = lists.drafts.iter().find(|draft| draft.head.id == id)?;
    goes(app, draft)
}

fn goes(app: &App, draft: &Draft) -> Option<El> {
    let day = app.shell().goes_on(draft)?.long();
    let notice = div("p", "notice").text(sending::GOES_ON).text(&day);
    Some(notice.text(sending::GOES_ON_DO))
}

/// What was sent in an earlier window, in a sentence.
fn sent_before(app: &App, lists: &Lists, due: &Due) -> Option<El> {
    let Here::Earlier(id) = &due.here else {
        return None;
    };
    let sent = lists.sent.iter().find(|sent| sent.id == *id)?;
    let day = app.shell().clock(sent.about.finished_at).date;
    Some(el("p").text(&t::sent_before(day)))
}

/// That the window closes within 48 hours, where the return has not been received.
pub(super) fn soon(app: &App, due: &Due) -> Option<El> {
    let State::Open { days_left } = due.when.state else {
        return None;
    };
    let sent = match due.here {
        Here::Sent(_) => return None,
        Here::Waiting(_) => true,
        Here::Nothing | Here::Draft(_) | Here::Earlier(_) | Here::Refused(_) => false,
    };
    let offline = matches!(app.shell().line(), Line::NotReached(_));
    let words = t::closes_soon(days_left, sent, offline)?;
    Some(div("p", "notice soon").text(&words))
}

/// Whether one has to send it, in a sentence.
fn must(app: &App, due: &Due) -> Option<El> {
    let duties = app.shell().duties(&due.form, Some(&due.subject));
    let duty = duties.first().filter(|_| due.here == Here::Nothing)?;
    Some(div("p", "quiet").text(t::duty(duty.kind)))
}

/// What the backend says of a colleague's return, where nothing of it is here.
fn colleague(app: &App, due: &Due) -> Option<El> {
    let asks = matches!(due.here, Here::Nothing | Here::Draft(_))
        && !matches!(due.when.state, State::Opens(_));
    if !asks {
        return None;
    }
    match app.shell().filed(&due.form, &due.subject, due.when.period) {
        Filed::Nothing => None,
        Filed::Unknown => Some(div("p", "quiet").text(t::NOT_CHECKED)),
        Filed::Already { reference, .. } => Some(
            div("p", "notice")
                .text(t::ALREADY_FILED)
                .text(reference.as_deref().unwrap_or("–")),
        ),
    }
}

fn begin(app: &App, due: &Due, hidden: &str, onward: bool) -> El {
    let (app, form, subject, period) = (
        app.clone(),
        due.form.clone(),
        due.subject.clone(),
        due.when.period,
    );
    let trouble = Trouble::none();
    let said = trouble.view();
    let start = button(t::START_RETURN, "", move || {
        let (app, form, subject) = (app.clone(), form.clone(), subject.clone());
        let trouble = trouble.clone();
        spawn(async move {
            let begun = app.shell().begin(&form, &subject, period).await;
            if let Some(id) = trouble.opened(begun) {
                app.go(&Route::Tasks(id));
            }
        });
    });
    div("div", "begin")
        .add(said)
        .add(start.add(hidden_text(hidden)).flag("data-onward", onward))
}

/// A draft that is not among what is due: of an earlier period, or of a subject that was taken off this device.
fn other(app: &App, draft: &Draft) -> El {
    let head = &draft.head;
    let title = super::title(app, &head.form);
    let hidden = [" ", title].concat();
    let goes = goes(app, draft);
    let (app, id) = (app.clone(), head.id.clone());
    let remove = button(t::REMOVE_DRAFT, "plain", move || {
        let (shell, id) = (Rc::clone(app.shell()), id.clone());
        spawn(async move {
            // A draft that cannot be removed stays on the list.
            let _ = shell.remove_draft(&id).await;
        });
    });
    div("li", "card")
        .add(super::caption(
            title,
            head.period,
            head.subject.as_ref().map_or("", |subject| &subject.name),
        ))
        .add_maybe(goes)
        .add(
            div("div", "buttons")
                .add(
                    to(t::CONTINUE_RETURN, Route::Tasks(head.id.clone())).add(hidden_text(&hidden)),
                )
                .add(remove.add(hidden_text(&hidden))),
        )
}

fn outbox(app: &App, waiting: &Waiting) -> El {
    let about = &waiting.about;
    let title = super::title(app, &about.form);
    div("li", "card")
        .add(super::caption(title, about.period, &about.name))
        .add(el("p").text(&super::waiting::why(app, &waiting.progress)))
        .add(
            el("p").add(
                to(t::SEE_WAITING, Route::Done(waiting.id.clone()))
                    .add(hidden_text(&[" ", title].concat())),
            ),
        )
}
