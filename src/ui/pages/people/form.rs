//! A small form that is not of the framework: boxes, what is wrong with each, and one way on.

use crate::shell::spawn;
use crate::ui::el::{El, Says, View, div, el, nothing};
use crate::ui::parts::error_summary;
use crate::ui::signals::App;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// What is wrong: the message, and the id of the box that it is about.
pub(in crate::ui::pages) type Wrong = (String, String);

/// What is wrong with a form, and whether something is being done.
pub(in crate::ui::pages) struct Form {
    pub(in crate::ui::pages) app: App,
    wrong: RefCell<Vec<Wrong>>,
    changed: ArcTrigger,
    busy: Cell<bool>,
}

impl Form {
    pub(in crate::ui::pages) fn new(app: &App) -> Rc<Self> {
        Rc::new(Self {
            app: app.clone(),
            wrong: RefCell::default(),
            changed: ArcTrigger::new(),
            busy: Cell::default(),
        })
    }

    /// The error summary, for the top of the page.
    pub(in crate::ui::pages) fn problems(self: &Rc<Self>) -> View {
        let this = Rc::clone(self);
        div("div", "problems")
            .live(move || {
                this.changed.track();
                let wrong = this.wrong.borrow().clone();
                if wrong.is_empty() {
                    nothing()
                } else {
                    error_summary(wrong, true)
                }
            })
            .any()
    }

    /// Shows what is wrong; nothing takes away what was shown.
    pub(in crate::ui::pages) fn say(&self, wrong: Vec<Wrong>) {
        self.app.set_problem(!wrong.is_empty());
        self.wrong.replace(wrong);
        self.changed.notify();
    }

    fn of(&self, id: &str) -> Option<String> {
        let wrong = self.wrong.borrow();
        let mine = wrong.iter().find(|(_, place)| place == id);
        mine.map(|(message, _)| message.clone())
    }

    /// The message at a box or a group of choices.
    pub(in crate::ui::pages) fn said(self: &Rc<Self>, id: &str) -> El {
        let (this, place) = (Rc::clone(self), id.to_owned());
        div("p", "message")
            .id(&[id, "-said"].concat())
            .live_text(move || {
                this.changed.track();
                this.of(&place).unwrap_or_default()
            })
    }

    /// The box around a question, marked while it is wrong.
    pub(in crate::ui::pages) fn around(self: &Rc<Self>, id: &str) -> El {
        let (this, place) = (Rc::clone(self), id.to_owned());
        el("div").live_attr("class", move || {
            this.changed.track();
            Some(match this.of(&place) {
                Some(_) => "field wrong",
                None => "field",
            })
        })
    }

    /// A line to type in, with its label and hint.
    pub(in crate::ui::pages) fn line(
        self: &Rc<Self>,
        id: &str,
        label: &str,
        hint: Option<&str>,
    ) -> (El, HtmlInputElement) {
        let input = el("input")
            .id(id)
            .class("w20")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &described(id, hint));
        let typed: HtmlInputElement = input.node().clone().unchecked_into();
        let whole = self
            .around(id)
            .add(div("label", "ask").attr("for", id).text(label))
            .add_maybe(hint.map(|hint| hinted(id, hint)))
            .add(self.said(id))
            .add(input);
        (whole, typed)
    }

    /// Does something, unless something is being done already.
    pub(in crate::ui::pages) fn run(self: &Rc<Self>, act: impl Future<Output = ()> + 'static) {
        self.run_boxed(Box::pin(act));
    }

    fn run_boxed(self: &Rc<Self>, act: Pin<Box<dyn Future<Output = ()>>>) {
        if self.busy.replace(true) {
            return;
        }
        let this = Rc::clone(self);
        spawn(async move {
            act.await;
            this.busy.set(false);
        });
    }
}

/// The ids of what describes a box.
pub(in crate::ui::pages) fn described(id: &str, hint: Option<&str>) -> String {
    let said = [id, "-said"].concat();
    match hint {
        Some(_) => [id, "-hint ", &said].concat(),
        None => said,
    }
}

/// A hint.
pub(in crate::ui::pages) fn hinted(id: &str, hint: &str) -> El {
    div("p", "hint").id(&[id, "-hint"].concat()).text(hint)
}

/// A form that is sent by its button or by the Enter key: never to a server.
pub(in crate::ui::pages) fn sent_by(fields: Vec<El>, label: &str, act: impl Fn() + 'static) -> El {
    sent_by_boxed(fields, label, Box::new(act))
}

fn sent_by_boxed(fields: Vec<El>, label: &str, act: Box<dyn Says<()>>) -> El {
    el("form")
        .flag("novalidate", true)
        .attr("autocomplete", "on")
        .add_all(fields)
        .add(div("button", "button").attr("type", "submit").text(label))
        .on("submit", move |event| {
            event.prevent_default();
            act.says();
        })
}
