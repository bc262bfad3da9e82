//! The sections of a return with how each stands.

use super::draft::OnPage;
use super::{complete, gone, heading, whole};
use crate::shell::Keeping;
use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::parts::{back, button, onward, status_tag, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::sending;
use care_engine::definition::Purpose;
use care_engine::session::{Node, SectionState};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

/// After so many days without a visit the strictest browser removes what a page keeps.
const SAFE_DAYS: i64 = 7;

/// The page.
pub(super) fn page(on: &OnPage) -> View {
    let title = on.title();
    let head = &on.open.head;
    let mut about = String::new();
    if let Some(period) = head.period {
        about.push_str(&period.label());
        about.push_str(". ");
    }
    about.push_str(t::FOR);
    about.push_str(on.name());
    let corrects = head
        .replaces
        .as_ref()
        .map(|replaces| el("p").text(t::CORRECTS).text(&replaces.reason));
    let listed = on.clone();
    let going = on.clone();
    div("div", "body")
        .add(back(t::DUE, Route::Due))
        .add(heading(&on.app, &title))
        .add(div("p", "caption").text(&about))
        .add_maybe(window(on))
        .add(div("div", "going").live(move || {
            going.app.follow_lists();
            let lists = going.app.shell().lists();
            match super::due::removal(&going.app, &lists, going.id()) {
                Some(notice) => notice.any(),
                None => nothing(),
            }
        }))
        .add_maybe(corrects)
        .add_maybe(super::check::refused(on))
        .add(div("div", "tasks-place").live(move || list(&listed)))
        .add(file(on))
        .add(el("p").add(super::taking::blank_way(&head.form)))
        .add_maybe(super::moving::kept(on.app.shell().definition(), head))
        .any()
}

/// Until when it can be sent in time.
fn window(on: &OnPage) -> Option<El> {
    let period = on.open.head.period?;
    let shell = on.app.shell();
    let definition = shell.definition();
    let form = definition.form(&on.open.head.form)?;
    let Purpose::Return(terms) = &form.purpose else {
        return None;
    };
    let due = care_engine::definition::due(definition, terms, shell.today());
    let due = due.iter().find(|due| due.period == period)?;
    Some(el("p").text(&t::window(due.state, due.window.closes, shell.today())))
}

/// The way out of this device, and how safe the return is on it.
fn file(on: &OnPage) -> El {
    let taken = on.clone();
    let missed = ArcTrigger::new();
    let (failed, tell) = (Rc::new(Cell::new(false)), missed.clone());
    let seen = Rc::clone(&failed);
    let take_out = button(sending::TAKE_DRAFT_OUT, "secondary", move || {
        failed.set(taken.app.shell().download(&taken.open).is_none());
        tell.notify();
    });
    let app = on.app.clone();
    div("section", "out")
        .add(el("h2").text(sending::DRAFT_FILE))
        .add(el("p").text(sending::DRAFT_FILE_WHY))
        .add(take_out)
        .add(div("div", "trouble").attr("role", "status").live(move || {
            missed.track();
            if seen.get() {
                div("p", "notice").text(sending::NO_FILE_OFFERED).any()
            } else {
                nothing()
            }
        }))
        .add(div("div", "kept").live(move || {
            app.follow_lists();
            match app.shell().keeping() {
                Some(keeping) => kept(&app, keeping).any(),
                None => nothing(),
            }
        }))
}

/// What the browser said of keeping what is on this device.
fn kept(app: &App, keeping: Keeping) -> El {
    let date = |at: i64| app.shell().clock(at).date.long();
    if keeping.granted {
        let asked = date(keeping.asked_at);
        return el("p").text(sending::KEEPS).text(&asked).text(".");
    }
    let until = app.shell().today().add_days(SAFE_DAYS);
    let until = until.unwrap_or(app.shell().today()).long();
    el("p")
        .text(sending::MAY_REMOVE)
        .text(&until)
        .text(sending::MAY_REMOVE_DO)
}

fn list(on: &OnPage) -> View {
    let all_sections = on.filling.read(|session| session.form().sections.len());
    for at in 0..u16::try_from(all_sections).unwrap_or(u16::MAX) {
        on.filling.track(&Node::Section(at));
    }
    let progress = on.filling.read(care_engine::session::Session::progress);
    let mut rows = div("ul", "task-list");
    let mut first = true;
    for at in on.sections() {
        rows = rows.add(row(on, at, std::mem::take(&mut first)));
    }
    let mut views = Vec::new();
    views.extend(gone::withdrawn(&on.app));
    views.push(div("p", "progress").text(&t::progress(progress.answered, progress.asked)));
    views.extend(on.filling.read(complete::whole));
    views.extend(whole::words(on));
    views.push(rows);
    views.push(el("p").add(onward(t::CHECK_AND_SEND, Route::Check(on.id().to_owned()))));
    all(views)
}

fn row(on: &OnPage, at: u16, first: bool) -> El {
    let (id, title) = on.section(at);
    let tag = match on.filling.read(|session| session.section_state(at)) {
        SectionState::Complete => status_tag(t::DONE_TAG, "done"),
        SectionState::InProgress => status_tag(t::PROGRESS_TAG, "open"),
        SectionState::NotStarted => status_tag(t::NOT_STARTED_TAG, "open"),
        SectionState::Optional => status_tag(t::OPTIONAL_TAG, "quiet"),
        SectionState::Problem => status_tag(t::PROBLEM_TAG, "problem"),
    };
    let hint = ["task-", &at.to_string()].concat();
    let link = to(&title, Route::Section(on.id().to_owned(), id, None))
        .attr("aria-describedby", &hint)
        .flag("data-onward", first);
    div("li", "task")
        .add(
            div("div", "task-name")
                .add(link)
                .add_maybe(on.filling.read(|session| complete::section(session, at))),
        )
        .add(tag.id(&hint))
}
