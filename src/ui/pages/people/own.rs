//! The open person's PIN or passphrase, and after how long the page locks.

use super::super::{heading, later};
use super::form::{Form, described, hinted, sent_by};
use super::refused_words;
use super::secret::{Chosen, secret};
use crate::shell::{Access, Guard, Person, Secret};
use crate::ui::el::{El, View, div, el};
use crate::ui::layout::store_words;
use crate::ui::parts::{Choice, back, choice, details, inset, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::people as p;
use crate::ui::text::sending;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlInputElement;

const OLD: &str = "secret-now";
const TIME: &str = "lock-time";

/// The page.
#[inline(never)]
pub(in crate::ui::pages) fn page(app: &App) -> View {
    let Access::Open(person) = app.shell().access() else {
        return super::page(app);
    };
    let body = div("div", "body").add(back(p::PEOPLE, Route::People));
    let form = Form::new(app);
    let told: Rc<RefCell<&'static str>> = Rc::default();
    let changed = ArcTrigger::new();
    let (seen, followed) = (Rc::clone(&told), changed.clone());
    let done: Rc<dyn Fn()> = Rc::new(move || {
        told.replace(p::CHANGED);
        changed.notify();
    });
    let status = div("p", "quiet").attr("role", "status").live_text(move || {
        followed.track();
        (*seen.borrow()).to_owned()
    });
    let mut body = body
        .view(form.problems())
        .add(heading(app, p::CHANGE_SECRET))
        .add(status)
        .add(change(&form, &person, Rc::clone(&done)));
    if person.guard != Guard::Nothing {
        body = body.add(forgotten(app, &person)).add(time(&form, &done));
    }
    body.any()
}

/// What can still be done while the page is open, by one who has forgotten the PIN.
fn forgotten(app: &App, person: &Person) -> El {
    let (shell, id) = (Rc::clone(app.shell()), person.id.clone());
    let count = later(async move {
        let unsent = shell.unsent(&id).await;
        match unsent.ok().and_then(p::unsent) {
            Some(words) => inset(el("p").text(p::FORGOT_YOURS).text(&words).text(".")).any(),
            None => el("p").text(p::CLEAR_NOTHING).any(),
        }
    });
    details(
        p::FORGOT,
        el("div")
            .add(el("p").text(p::FORGOT_WHILE_OPEN))
            .add(el("div").view(count))
            .add(el("p").add(to(sending::OUTBOX, Route::Outbox)))
            .add(el("p").add(to(t::TO_DUE, Route::Due)))
            .add(el("p").text(p::FORGOT_THEN)),
    )
}

fn change(form: &Rc<Form>, person: &Person, done: Rc<dyn Fn()>) -> El {
    let guard = person.guard;
    let mut fields = Vec::new();
    let mut old: Option<HtmlInputElement> = None;
    if guard != Guard::Nothing {
        let (whole, typed) = secret(form, OLD, p::OLD, guard, false, None);
        fields.push(whole);
        old = Some(typed);
    }
    let chosen = Chosen::new(form);
    let alone = form.app.shell().people().len() < 2;
    fields.push(chosen.view(p::NEW, alone));
    let form = Rc::clone(form);
    sent_by(fields, p::CHANGE, move || {
        let typed = old
            .as_ref()
            .map_or_else(String::new, HtmlInputElement::value);
        let mut wrong = Vec::new();
        if guard != Guard::Nothing && typed.trim().is_empty() {
            wrong.push((p::ENTER_SECRET.to_owned(), OLD.to_owned()));
        }
        let new = chosen.read();
        if let Err(problem) = &new {
            wrong.push(problem.clone());
        }
        let stops = !wrong.is_empty();
        form.say(wrong);
        let (Ok(new), false) = (new, stops) else {
            return;
        };
        let (saved, done) = (Rc::clone(&form), Rc::clone(&done));
        form.run(async move {
            let shell = Rc::clone(saved.app.shell());
            match shell.change_secret(Secret::tried(guard, &typed), new).await {
                Ok(()) => {
                    done();
                    saved.app.go(&Route::People);
                }
                Err(error) => {
                    let words = refused_words(&saved.app, &error);
                    saved.say(vec![(words, OLD.to_owned())]);
                }
            }
        });
    })
}

/// After how long the page locks: kept as soon as it is chosen.
fn time(form: &Rc<Form>, done: &Rc<dyn Fn()>) -> El {
    let shell = form.app.shell();
    let lock = shell.config().lock;
    let now = lock.chosen(shell.lock_minutes());
    let mut choices = div("div", "choices");
    for minutes in lock.choices() {
        let (set, done) = (Rc::clone(form), Rc::clone(done));
        choices = choices.add(choice(Choice {
            radio: true,
            id: [TIME, "-", &minutes.to_string()].concat(),
            name: TIME.to_owned(),
            label: [&minutes.to_string(), p::MINUTES].concat(),
            chosen: Box::new(move || lock.chosen(Some(minutes)) == now),
            off: Box::new(|| false),
            pick: Box::new(move |_| {
                let (form, done) = (Rc::clone(&set), Rc::clone(&done));
                set.run(async move {
                    match form.app.shell().set_lock_minutes(minutes).await {
                        Ok(()) => done(),
                        Err(error) => {
                            form.say(vec![(store_words(&error).to_owned(), TIME.to_owned())]);
                        }
                    }
                });
            }),
        }));
    }
    form.around(TIME).id(TIME).attr("tabindex", "-1").add(
        el("fieldset")
            .attr("aria-describedby", &described(TIME, Some("")))
            .add(div("legend", "ask").text(p::LOCK_AFTER))
            .add(hinted(TIME, p::LOCK_AFTER_HINT))
            .add(form.said(TIME))
            .add(choices),
    )
}
