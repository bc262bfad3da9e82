//! The sections of a return with how each stands.

use super::draft::OnPage;
use super::{complete, gone, heading, whole};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{back, onward, status_tag, to};
use crate::ui::router::Route;
use crate::ui::text::pages as t;
use care_engine::definition::Purpose;
use care_engine::session::{Node, SectionState};

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
    div("div", "body")
        .add(back(t::DUE, Route::Due))
        .add(heading(&on.app, &title))
        .add(div("p", "caption").text(&about))
        .add_maybe(window(on))
        .add_maybe(corrects)
        .add_maybe(super::check::refused(on))
        .add(div("div", "tasks-place").live(move || list(&listed)))
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
