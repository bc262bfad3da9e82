//! What stands around every page: header, saved state, help. Each at the same place on every page.

use crate::shell::{BootError, Help, Line, OpenForm, SaveProblem, Saved, StoreError, spawn};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::guest;
use crate::ui::languages::languages;
use crate::ui::pages;
use crate::ui::parts::{button, link, skip_link, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::signing;
use crate::ui::text::pages as t;
use crate::ui::text::sending;
use std::rc::Rc;

/// The whole page.
pub(super) fn layout(app: &App) -> El {
    div("div", "page")
        .add(skip_link(t::SKIP, "main"))
        .add(header(app))
        .add(filled(
            app,
            div("main", "width main").id("main").attr("tabindex", "-1"),
        ))
        .add(footer(&app.shell().config().help))
}

/// The whole of a widget, called by a name. The host's page has the landmarks and the ways to its own pages.
pub(super) fn inside(app: &App, name: &str) -> El {
    let spoken = app.clone();
    let region = div("div", "width main")
        .attr("role", "region")
        .attr("aria-label", name);
    div("div", "page")
        .add(line(app))
        .add_maybe(app.shell().wants_sign_in().then(|| signing::line(app)))
        .add(div("div", "languages").live(move || languages(&spoken)))
        .add(strip(app))
        .add(filled(app, region))
        .add_maybe(helps(&app.shell().config().help))
}

/// An element with what every page has, and the page.
fn filled(app: &App, main: El) -> El {
    let (routed, saving, named) = (app.clone(), app.clone(), app.clone());
    let unsaved = app.clone();
    main.add_maybe(memory_only(app))
        .add(
            // A landmark while it says something: what stands outside of all landmarks is not found. A guest is in one.
            div(if app.is_guest() { "div" } else { "section" }, "saved-line")
                .live_attr("aria-label", move || {
                    named.follow_saving();
                    let open = named.open_here();
                    open.filter(|_| !named.is_guest()).map(|_| t::SAVE_STATE)
                })
                // What loads the page again waits for this to go.
                .live_flag("data-unsaved", move || {
                    unsaved.follow_saving();
                    let open = unsaved.open_here();
                    open.is_some_and(|open| {
                        matches!(open.saved(), Saved::Saving | Saved::Failed(_))
                    })
                })
                .live(move || saved_line(&saving)),
        )
        .live(move || pages::page(&routed, &routed.route()))
}

fn header(app: &App) -> El {
    let item = |text: &str, route: Route| el("li").add(link(text, &route.href()));
    let list = el("ul")
        .add(item(t::NAV_DUE, Route::Due))
        .add(item(t::NAV_SENT, Route::Sent))
        .add(item(t::NAV_SETTINGS, Route::Subjects));
    let spoken = app.clone();
    div("header", "header")
        .add(
            div("div", "band").add(
                div("div", "width header-row")
                    .add(to(&app.shell().config().name, Route::Home).class("header-name"))
                    .add(
                        div("nav", "header-nav")
                            .attr("aria-label", t::NAV)
                            .add(list),
                    ),
            ),
        )
        .add(line(app))
        .add_maybe(app.shell().wants_sign_in().then(|| signing::line(app)))
        .live(move || languages(&spoken))
        .add(strip(app))
}

/// What waits, whether there is a line, and that the page is locked soon.
fn line(app: &App) -> El {
    let (badged, tried, warned) = (app.clone(), app.clone(), app.clone());
    div("div", "width header-line")
        .attr("role", "status")
        .live(move || badge(&badged))
        .live(move || no_line(&tried))
        .live(move || {
            warned.follow_people();
            pages::warning(&warned)
        })
}

/// Who has the device open.
fn strip(app: &App) -> El {
    let used = app.clone();
    div("div", "width").live(move || {
        used.follow_people();
        pages::strip(&used)
    })
}

/// How many returns wait, as the way to them.
fn badge(app: &App) -> View {
    app.follow_lists();
    let lists = app.shell().lists();
    let all = lists.waiting.len();
    if all == 0 {
        return nothing();
    }
    let shell = app.shell();
    let needing = lists.waiting.iter();
    let needing = needing.filter(|waiting| shell.needs_you(waiting));
    let words = sending::badge(all, needing.count());
    el("p").add(to(&words, Route::Outbox)).any()
}

/// That the backend could not be reached, and what that means.
fn no_line(app: &App) -> View {
    app.follow_line();
    let Line::NotReached(at) = app.shell().line() else {
        return nothing();
    };
    let time = t::time(app.shell().clock(at));
    el("p")
        .text(sending::AT)
        .text(&time)
        .text(sending::NOT_REACHED)
        .text(sending::GO_ON)
        .any()
}

fn footer(about: &Help) -> El {
    let ways = help(about)
        .add(el("p").add(link(t::STATEMENT, "accessibility.html")))
        .add(el("p").add(to(t::PREVIEW_LINK, Route::Preview)));
    div("footer", "footer").add(ways)
}

/// Who helps, if the configuration says it.
fn helps(about: &Help) -> Option<El> {
    let says = !about.text.is_empty() || about.phone.is_some() || about.email.is_some();
    says.then(|| help(about))
}

/// Who helps.
fn help(help: &Help) -> El {
    let line = |before: &str, after: El| el("p").text(before).add(after);
    let phone = help.phone.as_ref().map(|phone| {
        let mut href = String::from("tel:");
        for byte in phone.bytes() {
            if byte.is_ascii_digit() || byte == b'+' {
                href.push(char::from(byte));
            }
        }
        let line = line(t::PHONE, link(phone, &href));
        match &help.hours {
            Some(hours) => line.text(", ").text(hours),
            None => line,
        }
    });
    let email = help
        .email
        .as_ref()
        .map(|email| line(t::EMAIL, link(email, &["mailto:", email].concat())));
    let words = (!help.text.is_empty()).then(|| el("p").text(&help.text));
    div("div", "width help")
        .id("help")
        .add(el("h2").text(t::HELP))
        .add_maybe(words)
        .add_maybe(phone)
        .add_maybe(email)
}

fn memory_only(app: &App) -> Option<El> {
    let why = app.shell().memory_because()?;
    Some(
        div("section", "notice")
            .attr("aria-label", t::NOT_KEPT)
            .add(
                el("p")
                    .text(store_words(why))
                    .text(" ")
                    .text(t::MEMORY_ONLY),
            ),
    )
}

/// Why the store failed, in words.
pub(super) fn store_words(error: &StoreError) -> &'static str {
    match error {
        StoreError::Quota => t::QUOTA,
        StoreError::Blocked => t::BLOCKED,
        StoreError::Closed => t::CLOSED,
        StoreError::Forbidden => t::FORBIDDEN,
        StoreError::Corrupt => t::CORRUPT,
        StoreError::NewerVersion => t::NEWER,
        StoreError::Locked => t::LOCKED,
        StoreError::Other(_) => t::STORE_FAILED,
    }
}

/// How saving stands: not announced each time, only when it fails.
fn saved_line(app: &App) -> View {
    app.follow_saving();
    let Some(open) = app.open_here() else {
        return nothing();
    };
    match open.saved() {
        Saved::Unchanged => nothing(),
        Saved::Elsewhere => div("div", "notice")
            .attr("role", "status")
            .add(el("p").text(t::OPEN_ELSEWHERE))
            .add(take_over(app, &open))
            .any(),
        Saved::Saving => div("p", "saved").text(t::SAVING).any(),
        Saved::At(at) => {
            let time = t::time(app.shell().clock(at));
            div("p", "saved")
                .text(t::SAVED_AT)
                .text(&time)
                .text(t::ON_THIS_DEVICE)
                .any()
        }
        Saved::Failed(problem) => failed(app, &open, &problem).any(),
    }
}

fn failed(app: &App, open: &Rc<OpenForm>, problem: &SaveProblem) -> El {
    let why = match problem {
        SaveProblem::TakenOver => t::TAKEN_OVER,
        SaveProblem::Gone => t::GONE_ELSEWHERE,
        SaveProblem::Store(error) => store_words(error),
    };
    app.filling(open).set_writable(problem.can_retry());
    let (shell, form) = (Rc::clone(app.shell()), Rc::clone(open));
    let (again_shell, again_form) = (Rc::clone(&shell), Rc::clone(open));
    let retry = match problem {
        SaveProblem::Store(_) => Some(button(t::TRY_AGAIN, "secondary", move || {
            again_shell.save_now(&again_form);
        })),
        SaveProblem::TakenOver => Some(take_over(app, open)),
        SaveProblem::Gone => None,
    };
    div("div", "save-failed")
        .attr("role", "alert")
        .add(div("p", "save-failed-title").text(t::NOT_SAVED))
        .add(el("p").text(why).text(t::STILL_HERE))
        .add(el("p").text(t::COPY_READABLE))
        .add(div("div", "buttons").add_maybe(retry).add(button(
            t::DOWNLOAD,
            "secondary",
            move || {
                // A browser that offers no file leaves the answers on the page.
                let _ = shell.download(&form);
            },
        )))
}

/// Goes on here with what another tab has.
fn take_over(app: &App, open: &Rc<OpenForm>) -> El {
    let (app, open) = (app.clone(), Rc::clone(open));
    button(t::GO_ON_HERE, "secondary", move || {
        let (app, open) = (app.clone(), Rc::clone(&open));
        spawn(async move {
            // Where it is not there any more, or the store fails, the page says so when it is opened.
            let _ = app.shell().take_over(&open.head.id).await;
            app.again();
        });
    })
}

/// Loads the page again; a guest's pages begin anew.
pub(super) fn reload() {
    if guest::begin_anew(false) {
        return;
    }
    if let Some(window) = web_sys::window() {
        // A page can always load itself again.
        let _ = window.location().reload();
    }
}

/// Loads the page again, at its start.
pub(super) fn reload_at_start() {
    if guest::begin_anew(true) {
        return;
    }
    crate::ui::router::replace(&Route::Home);
    reload();
}

/// In place of the page where it cannot start.
pub(super) fn cannot_start(error: &BootError) -> El {
    let why = match error {
        BootError::NoFile(_) => t::CANNOT_START_FILE,
        BootError::NotJson | BootError::Config(_) | BootError::Framework(_) => {
            t::CANNOT_START_SETUP
        }
    };
    let mut details = el("ul");
    for detail in &error.details() {
        details = details.add(el("li").text(detail));
    }
    let again = matches!(error, BootError::NoFile(_)).then(|| button(t::TRY_AGAIN, "", reload));
    div("main", "width main")
        .add(el("h1").text(t::CANNOT_START))
        .add(el("p").attr("role", "alert").text(why))
        .add(el("p").attr("lang", "en").text(&error.to_string()))
        .add(details.attr("lang", "en"))
        .add_maybe(again)
}
