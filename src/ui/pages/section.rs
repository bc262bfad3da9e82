//! A page of questions. Nothing that is wrong stops saving, or moving on.

use super::draft::{self, OnPage};
use super::{caption, tasks};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::fields::{anchor, clear, enter_goes_on, field, offers, same_page, table};
use crate::ui::filling::Filling;
use crate::ui::parts::{button, error_summary, focus_soon, link};
use crate::ui::router::Route;
use crate::ui::signals::{App, TITLE};
use crate::ui::slowly::add_slowly;
use crate::ui::text::pages as t;
use care_engine::definition::{Entry, Severity};
use care_engine::session::{Address, Node};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::rc::Rc;

/// The page of a section, by its id.
pub(super) fn route(app: &App, id: &str, section: &str, question: Option<&str>) -> View {
    let (section, question) = (section.to_owned(), question.map(str::to_owned));
    let view = move |on: &OnPage| {
        let at = on.filling.read(|session| {
            let sections = &session.form().sections;
            let at = sections.iter().position(|known| known.id == section)?;
            u16::try_from(at).ok()
        });
        match at.filter(|at| on.sections().contains(at)) {
            Some(at) => page(on, at, question.as_deref()),
            None => tasks::page(on),
        }
    };
    draft::with(app, id, Box::new(view))
}

/// How many questions of a page are made at once: more than a screen shows.
const AT_ONCE: usize = 24;

fn page(on: &OnPage, section: u16, question: Option<&str>) -> View {
    let (_, title) = on.section(section);
    let problems = Problems::new(on);
    let tasks = Route::Tasks(on.id().to_owned());
    on.app.arrived(&title, question);
    let intro = {
        let filling = on.filling.clone();
        div("div", "intro").live(move || {
            filling.track(&Node::Section(section));
            filling
                .read(|session| session.intro(section))
                .map_or_else(nothing, |intro| el("p").text(&intro).any())
        })
    };
    let goes = on.clone();
    let tried = Rc::clone(&problems);
    div("div", "body")
        .add(link(t::TO_TASKS, &tasks.href()).class("back"))
        .view(problems.view())
        .add(caption(&on.title(), on.open.head.period, on.name()))
        .add(
            div("h1", "heading")
                .id(TITLE)
                .attr("tabindex", "-1")
                .text(&title),
        )
        .add(intro)
        .add(how_far(on, section))
        .view(offers(&on.filling, section))
        .view(same_page(&on.filling, section))
        .add(questions(&on.filling, section))
        .add(
            div("div", "buttons")
                .add(button(t::CONTINUE, "", move || {
                    goes.app.shell().save_now(&goes.open);
                    if tried.try_sections(&[section]) {
                        goes.app.go(&next(&goes, section));
                    }
                }))
                .view(problems.way_on(section))
                .add(clear(&on.filling, section)),
        )
        .any()
}

/// Which page of the return this is, and how many of its questions are answered.
fn how_far(on: &OnPage, section: u16) -> El {
    let on = on.clone();
    div("p", "complete").live_text(move || {
        on.filling.track(&Node::Section(section));
        let sections = on.sections();
        let at = sections.iter().position(|known| *known == section);
        let progress = on.filling.read(|session| session.progress_in(section));
        let page = at.map_or(0, |at| at + 1);
        t::page(page, sections.len(), progress.answered, progress.asked)
    })
}

/// The section after this one that is shown, or the check of all answers after the last.
fn next(on: &OnPage, section: u16) -> Route {
    let after = on.sections().into_iter().find(|at| *at > section);
    match after {
        Some(at) => Route::Section(on.id().to_owned(), on.section(at).0, None),
        None => Route::Check(on.id().to_owned()),
    }
}

/// The questions of a section, each marked for what looks for the first.
pub(super) fn questions(filling: &Filling, section: u16) -> El {
    let content = filling.read(|session| {
        let sections = &session.form().sections;
        sections
            .get(usize::from(section))
            .map_or_else(Vec::new, |section| section.content.clone())
    });
    let body = div("div", "questions").on("keydown", enter_goes_on);
    let filling = filling.clone();
    add_slowly(body, content.len(), AT_ONCE, move |at| {
        let view = match content.get(at) {
            Some(Entry::Slot(slot)) => field(&filling, Address::Slot(*slot)),
            Some(Entry::Table(number)) => table(&filling, *number),
            None => nothing(),
        };
        div("div", "asked").attr("data-question", "").view(view)
    })
}

/// What stood in the way when the person last asked to go on.
pub(super) struct Problems {
    on: OnPage,
    found: RefCell<Found>,
    asked: ArcTrigger,
}

#[derive(Default)]
struct Found {
    /// Message and place of each error.
    errors: Vec<(String, String)>,
    /// Whether there are warnings that are neither changed nor explained.
    warnings: bool,
}

impl Problems {
    /// Nothing was asked yet.
    pub(super) fn new(on: &OnPage) -> Rc<Self> {
        Rc::new(Self {
            on: on.clone(),
            found: RefCell::default(),
            asked: ArcTrigger::new(),
        })
    }

    /// Says all findings of these sections from now on. Answers whether nothing stands in the way; where something does,
    /// the focus goes to it.
    pub(super) fn try_sections(&self, sections: &[u16]) -> bool {
        let filling = &self.on.filling;
        let mut findings = Vec::new();
        for section in sections {
            filling.try_section(*section);
            findings.extend(filling.stopping(*section));
        }
        let mut found = Found::default();
        let mut first = None;
        for finding in &findings {
            let Some(place) = finding.places.first() else {
                continue;
            };
            if finding.severity == Severity::Error {
                found.errors.push((finding.message.clone(), anchor(place)));
            } else {
                found.warnings = true;
                first.get_or_insert_with(|| anchor(place));
            }
        }
        let clear = findings.is_empty();
        self.on.app.set_problem(!found.errors.is_empty());
        if found.errors.is_empty()
            && let Some(first) = first
        {
            focus_soon(&first);
        }
        self.found.replace(found);
        self.asked.notify();
        clear
    }

    /// The error summary, or the word about warnings.
    pub(super) fn view(self: &Rc<Self>) -> View {
        let problems = Rc::clone(self);
        div("div", "problems")
            .live(move || {
                problems.asked.track();
                let found = problems.found.borrow();
                if !found.errors.is_empty() {
                    error_summary(found.errors.clone(), true)
                } else if found.warnings {
                    div("div", "notice")
                        .add(el("p").text(t::CHECK_FIGURES))
                        .any()
                } else {
                    nothing()
                }
            })
            .any()
    }

    /// The way on without finishing, once something stood in the way.
    fn way_on(self: &Rc<Self>, section: u16) -> View {
        let problems = Rc::clone(self);
        div("span", "way-on")
            .live(move || {
                problems.asked.track();
                let found = problems.found.borrow();
                if found.errors.is_empty() && !found.warnings {
                    return nothing();
                }
                let on = &problems.on;
                link(t::WITHOUT_FINISHING, &next(on, section).href()).any()
            })
            .any()
    }
}
