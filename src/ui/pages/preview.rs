//! Preview: an author opens a framework file and fills its forms at once, with its problems beside them. All of it is in
//! memory and goes with the page: nothing is stored, nothing is sent.

use super::section::questions;
use super::{complete, heading};
use crate::shell::{opened, spawn, subject_of};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::filling::Filling;
use crate::ui::parts::{button, file_box};
use crate::ui::signals::App;
use crate::ui::slowly::add_slowly;
use crate::ui::text::pages as t;
use care_engine::definition::{self, Definition, Form, Problem, ProblemKind, Purpose, due};
use care_engine::json::{locate_byte, locate_node};
use care_engine::session::{Facts, Node, Session, Subject};
use care_engine::value::push_marked;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File};

/// The id of the box that opens a file.
const FILE: &str = "framework-file";

/// What is previewed, for as long as the page is there.
struct Preview {
    app: App,
    /// The file that was opened last: its name, and its problems in words.
    file: RefCell<Option<(String, Vec<String>)>>,
    /// The last one without a problem, with its forms as far as they were opened.
    definition: RefCell<Option<Rc<Definition>>>,
    fillings: RefCell<Vec<(usize, Filling)>>,
    /// Which of its forms is shown.
    chosen: Cell<usize>,
    changed: ArcTrigger,
}

/// The page.
pub(super) fn page(app: &App) -> View {
    let preview = Rc::new(Preview {
        app: app.clone(),
        file: RefCell::default(),
        definition: RefCell::default(),
        fillings: RefCell::default(),
        chosen: Cell::new(0),
        changed: ArcTrigger::new(),
    });
    let shown = Rc::clone(&preview);
    div("div", "body")
        .add(heading(app, t::PREVIEW))
        .add(el("p").text(t::PREVIEW_INTRO))
        .add(div("p", "notice").text(t::PREVIEW_NOTHING))
        .add(opener(&preview))
        .add(div("div", "preview").live(move || {
            shown.changed.track();
            shown.view()
        }))
        .any()
}

/// The button that opens a file, on ground that files can be dropped on.
fn opener(preview: &Rc<Preview>) -> El {
    let (chosen, dropped) = (Rc::clone(preview), Rc::clone(preview));
    let input = file_box(FILE, move |file| chosen.open(file));
    div("div", "drop")
        .add(
            div("label", "label")
                .attr("for", FILE)
                .text(t::PREVIEW_OPEN),
        )
        .add(div("p", "hint").text(t::PREVIEW_DROP))
        .add(input)
        .on("dragover", Event::prevent_default)
        .on("drop", move |event| {
            event.prevent_default();
            let held = event
                .dyn_ref::<DragEvent>()
                .and_then(DragEvent::data_transfer);
            let files = held.and_then(|held| held.files());
            dropped.open(files.and_then(|files| files.get(0)));
        })
}

impl Preview {
    fn open(self: &Rc<Self>, file: Option<File>) {
        let (Some(file), preview) = (file, Rc::clone(self)) else {
            return;
        };
        spawn(async move {
            let problems = match opened(&file).await {
                Some(text) => preview.load(&text),
                None => vec![t::PREVIEW_NO_TEXT.to_owned()],
            };
            preview.file.replace(Some((file.name(), problems)));
            preview.changed.notify();
        });
    }

    /// Takes a document in the place of the last one, if it has no problem; gives its problems in words.
    fn load(&self, text: &str) -> Vec<String> {
        match load(text) {
            Ok(definition) => {
                self.fillings.take();
                // Returns come last, and are what an author comes for.
                let first = definition
                    .forms
                    .iter()
                    .position(|form| matches!(form.purpose, Purpose::Return(_)));
                self.chosen.set(first.unwrap_or(0));
                self.definition.replace(Some(Rc::new(definition)));
                Vec::new()
            }
            Err(problems) => {
                let mut words = Vec::new();
                for problem in &problems {
                    words.push(place_and_words(text, problem));
                }
                words
            }
        }
    }

    fn view(self: &Rc<Self>) -> View {
        let mut views = Vec::new();
        if let Some((name, problems)) = &*self.file.borrow() {
            views.push(el("h2").text(name));
            views.push(said(problems, self.definition.borrow().is_some()));
        }
        if let Some(definition) = &*self.definition.borrow() {
            views.push(self.choice(definition));
            if let Some(form) = definition.forms.get(self.chosen.get()) {
                views.push(self.form(definition, form));
            }
        }
        all(views)
    }

    /// A button for each form.
    fn choice(self: &Rc<Self>, definition: &Definition) -> El {
        let mut list = div("ul", "forms");
        for (at, form) in definition.forms.iter().enumerate() {
            let preview = Rc::clone(self);
            let current = (at == self.chosen.get()).then_some("true");
            let choose = button(&form.title, "plain", move || {
                preview.chosen.set(at);
                preview.changed.notify();
            });
            list = list.add(el("li").add(choose.maybe("aria-current", current)));
        }
        div("nav", "preview-forms")
            .attr("aria-label", t::PREVIEW_FORMS)
            .add(list)
    }

    /// A form with all of its sections.
    fn form(self: &Rc<Self>, definition: &Rc<Definition>, form: &Rc<Form>) -> El {
        let filling = self.filling(definition, form);
        let period = filling.read(|session| session.facts().period);
        let mut body = div("section", "previewed").add(el("h2").text(&form.title));
        if let Some(period) = period {
            body = body.add(div("p", "caption").text(&period.label()));
        }
        let sections = u16::try_from(form.sections.len()).unwrap_or(u16::MAX);
        let shown = filling.clone();
        let all = add_slowly(el("div"), usize::from(sections), 1, move |at| {
            section(&shown, u16::try_from(at).unwrap_or(u16::MAX))
        });
        body = body.add(all);
        let checked = filling.clone();
        let again = Rc::clone(self);
        body.add(
            div("div", "buttons")
                .add(button(t::PREVIEW_CHECK, "", move || {
                    (0..sections).for_each(|at| checked.try_section(at));
                }))
                .add(button(t::PREVIEW_AGAIN, "secondary", move || {
                    let at = again.chosen.get();
                    again
                        .fillings
                        .borrow_mut()
                        .retain(|(known, _)| *known != at);
                    again.changed.notify();
                })),
        )
    }

    /// The chosen form as it was left, or with nothing in it.
    fn filling(&self, definition: &Rc<Definition>, form: &Rc<Form>) -> Filling {
        let at = self.chosen.get();
        for (known, filling) in self.fillings.borrow().iter() {
            if *known == at {
                return filling.clone();
            }
        }
        let session = Session::open(definition, form, self.facts(definition, form));
        // Nobody saves it.
        let filling = Filling::new(Rc::new(RefCell::new(session)), Box::new(|| {}));
        self.fillings.borrow_mut().push((at, filling.clone()));
        filling
    }

    /// The facts of today: about the first period that is due, for the subject that was described here, if one was.
    fn facts(&self, definition: &Definition, form: &Form) -> Facts {
        let today = self.app.shell().today();
        let (mut period, mut subject): (_, Option<Subject>) = (None, None);
        if let Purpose::Return(terms) = &form.purpose {
            period = due(definition, terms, today).first().map(|due| due.period);
            let kind = usize::from(terms.subject);
            for (at, filling) in self.fillings.borrow().iter() {
                if *at == kind {
                    subject = filling.read(subject_of);
                }
            }
        }
        Facts {
            today,
            period,
            subject,
            previous: None,
            latest: None,
            others: Vec::new(),
        }
    }
}

/// A section while it is shown: its title, how whole it is, its intro and its questions.
fn section(filling: &Filling, at: u16) -> El {
    let (told, hides) = (filling.clone(), filling.clone());
    let title = filling.read(|session| {
        let section = session.form().sections.get(usize::from(at));
        section.map_or_else(String::new, |section| section.title.clone())
    });
    div("section", "preview-section")
        .live_flag("hidden", move || {
            hides.track(&Node::Section(at));
            !hides.read(|session| session.shown(&Node::Section(at)))
        })
        .add(el("h3").text(&title))
        .add(div("div", "intro").live(move || {
            told.track(&Node::Section(at));
            let mut views = Vec::new();
            told.read(|session| {
                views.extend(complete::section(session, at));
                views.extend(session.intro(at).map(|intro| el("p").text(&intro)));
            });
            all(views)
        }))
        .add(questions(filling, at))
}

/// The problems of the file; `older` where forms of an earlier one are shown below them.
fn said(problems: &[String], older: bool) -> El {
    if problems.is_empty() {
        return el("p").attr("role", "status").text(t::PREVIEW_FINE);
    }
    let mut list = el("ul");
    for problem in problems {
        list = list.add(el("li").text(problem));
    }
    let below = older.then(|| el("p").text(t::PREVIEW_OLDER));
    div("div", "stops")
        .attr("role", "alert")
        .add(el("p").text(&t::problems(problems.len())))
        .add(list)
        .add_maybe(below)
}

/// A document that is in the page's language.
#[cfg(not(feature = "welsh"))]
fn load(text: &str) -> Result<Definition, Vec<Problem>> {
    definition::load(text)
}

/// A document that is in another language than the page, and says so.
#[cfg(feature = "welsh")]
fn load(text: &str) -> Result<Definition, Vec<Problem>> {
    definition::load_marked(text).map(|(definition, _)| definition)
}

/// Where a problem stands in the text, and what it is.
fn place_and_words(text: &str, problem: &Problem) -> String {
    let place = match &problem.kind {
        ProblemKind::Json(error) => locate_byte(text, error.at),
        _ => locate_node(text, problem.node, problem.at.map(|(from, _)| from)),
    };
    let mut words = String::new();
    if let Some(place) = place {
        for part in [
            t::LINE,
            &place.line.to_string(),
            t::COLUMN,
            &place.column.to_string(),
            ". ",
        ] {
            words.push_str(part);
        }
    }
    let said = problem.to_string();
    // What is wrong with a document is for its author, and said in English.
    if cfg!(feature = "welsh") {
        push_marked(&mut words, "en", &said);
    } else {
        words.push_str(&said);
    }
    words
}
