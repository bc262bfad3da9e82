//! The declaration: who sends it, that the figures are right as far as he knows, and whether it is a duty.

use super::draft::OnPage;
use super::minutes::Minutes;
use super::signing;
use super::{caption, duties, heading};
use crate::shell::{FinishError, spawn};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::layout::store_words;
use crate::ui::parts::{Choice, back, button, choice, to};
use crate::ui::router::Route;
use crate::ui::text::pages as t;
use crate::ui::text::people;
use crate::ui::text::sending as words;
use care_engine::definition::Purpose;
use care_engine::session::Content;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The page.
pub(super) fn page(on: &OnPage) -> View {
    let shell = on.app.shell();
    let form = on.filling.read(|session| Rc::clone(session.form()));
    let duties = duties(&on.app, &form.id, on.open.head.subject.as_ref());
    let seen = match &form.purpose {
        Purpose::Return(terms) => Some(el("p").text(&terms.seen_by)),
        Purpose::Subject { .. } | Purpose::Filer { .. } => None,
    };
    let body = div("div", "body").add(back(t::CHECK, Route::Check(on.id().to_owned())));
    let sending = Sending::new(on);
    // Asked now, so that it is known before the button is pressed.
    shell.try_line();
    let tried = on.app.clone();
    body.view(sending.problem())
        .add(caption(&on.title(), on.open.head.period, on.name()))
        .add(heading(&on.app, t::DECLARE))
        .add(el("h2").text(t::MUST_YOU))
        .add_all(duties)
        .add(el("h2").text(t::WHO_SEES))
        .add_maybe(seen)
        .add(el("h2").text(t::WHO_SENDS))
        .add(filer(on))
        .add_maybe(shell.wants_sign_in().then(|| signing::choices(on)))
        .add_maybe(on.open.is_shared().then(|| anyone(on)))
        .add(sending.minutes.view())
        .add_maybe(
            shell
                .may_hold_twice()
                .then(|| div("p", "notice").text(t::TWICE)),
        )
        .add(
            div("p", "declaration")
                .text(t::DECLARE_SURE)
                .text(on.name())
                .text("."),
        )
        .add(div("p", "line").attr("role", "status").live_text(move || {
            tried.follow_line();
            tried.if_sent_now()
        }))
        .add(button(t::SEND, "", move || sending.send()))
        .any()
}

/// The person's name, and the way to change it.
fn filer(on: &OnPage) -> El {
    let lists = on.app.shell().lists();
    let definition = on.app.shell().definition();
    let name = definition.filer().and_then(|form| {
        let Purpose::Filer { name } = &form.purpose else {
            return None;
        };
        let item = &definition.item(form.slots.get(name.0 as usize)?.item).id;
        lists
            .filer
            .iter()
            .find(|(known, _)| known == item)
            .map(|(_, content)| content.clone())
    });
    let words = match name {
        Some(Content::Text(text)) => text.to_string(),
        _ => t::NO_FILER.to_owned(),
    };
    el("p")
        .text(&words)
        .text(" ")
        .add(to(t::CHANGE, Route::Who).add(crate::ui::parts::hidden_text(t::YOUR_DETAILS)))
}

/// Whether anyone who is signed in for the home may send it: the finisher's choice, and not made for him.
fn anyone(on: &OnPage) -> El {
    let open = Rc::clone(&on.open);
    open.let_anyone_send(false);
    div("div", "field")
        .add(choice(Choice {
            radio: false,
            id: "anyone".to_owned(),
            name: "anyone".to_owned(),
            label: people::ANYONE.to_owned(),
            chosen: Box::new(|| false),
            off: Box::new(|| false),
            pick: Box::new(move |chosen| open.let_anyone_send(chosen)),
        }))
        .add(div("p", "hint").text(people::ANYONE_HINT))
}

/// Sending, and why it did not happen.
struct Sending {
    on: OnPage,
    minutes: Rc<Minutes>,
    /// Why, and whether what was typed is offered as a file.
    problem: RefCell<Option<(String, bool)>>,
    told: ArcTrigger,
    busy: Cell<bool>,
}

impl Sending {
    fn new(on: &OnPage) -> Rc<Self> {
        Rc::new(Self {
            on: on.clone(),
            minutes: Minutes::new(on),
            problem: RefCell::default(),
            told: ArcTrigger::new(),
            busy: Cell::default(),
        })
    }

    fn problem(self: &Rc<Self>) -> View {
        let this = Rc::clone(self);
        div("div", "problems")
            .live(move || {
                this.told.track();
                match &*this.problem.borrow() {
                    Some((problem, offers)) => div("div", "save-failed")
                        .attr("role", "alert")
                        .add(el("p").text(problem))
                        .add_maybe(offers.then(|| this.file()))
                        .any(),
                    None => nothing(),
                }
            })
            .any()
    }

    /// The way out for what was typed, where the device does not take the finished return.
    fn file(&self) -> El {
        let on = self.on.clone();
        button(t::DOWNLOAD, "secondary", move || {
            // A browser that offers no file leaves the answers on the page.
            let _ = on.app.shell().download(&on.open);
        })
    }

    /// Finishes the return once, however often the button is pressed.
    fn send(self: &Rc<Self>) {
        let no_filer = {
            let shell = self.on.app.shell();
            shell.definition().filer().is_some() && shell.lists().filer.is_empty()
        };
        if no_filer {
            self.say(t::NO_FILER, false);
            return;
        }
        if !self.minutes.say() || self.busy.replace(true) {
            return;
        }
        let this = Rc::clone(self);
        spawn(async move {
            let finished = this.on.app.shell().finish(&this.on.open).await;
            this.busy.set(false);
            match finished {
                // In the place of this page: there is no way back into a return that is finished.
                Ok(id) => this.on.app.replace(&Route::Done(id)),
                Err(FinishError::Findings(_)) => {
                    this.on.app.go(&Route::Check(this.on.id().to_owned()));
                }
                Err(FinishError::Elsewhere) => this.say(t::FINISH_ELSEWHERE, false),
                Err(FinishError::Store(error)) => {
                    let why = [t::FINISH_FAILED, store_words(&error), words::FINISH_HOW];
                    this.say(&why.concat(), true);
                }
            }
        });
    }

    fn say(&self, problem: &str, offers: bool) {
        self.problem.replace(Some((problem.to_owned(), offers)));
        self.told.notify();
    }
}
