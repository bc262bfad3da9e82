//! In place of any page while the device is locked: who one is, and the PIN.

use super::form::{Form, described, sent_by};
use super::secret::{called, secret};
use super::{forgotten, key, unlock_words};
use crate::shell::{Guard, KeyKind, Person, Secret, spawn};
use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::parts::{Choice, button, choice, to};
use crate::ui::router::Route;
use crate::ui::signals::{App, TITLE};
use crate::ui::text::keys;
use crate::ui::text::people as p;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::HtmlInputElement;

const WHO: &str = "person";
const SECRET: &str = "unlock-secret";

/// What the page shows.
pub(super) struct Unlocking {
    form: Rc<Form>,
    people: Vec<Person>,
    chosen: RefCell<Option<String>>,
    typed: RefCell<Option<HtmlInputElement>>,
    forgot: Cell<bool>,
    picked: ArcTrigger,
    turned: ArcTrigger,
    /// Who unlocks with something else too, by id, once that is read.
    keys: RefCell<Vec<(String, KeyKind)>>,
    keyed: ArcTrigger,
}

/// The page.
#[inline(never)]
pub(super) fn page(app: &App) -> View {
    let people = app.shell().people();
    let last = app.last_user();
    let chosen = match people.as_slice() {
        [only] => Some(only.id.clone()),
        _ => people
            .iter()
            .find(|person| person.id == last)
            .map(|person| person.id.clone()),
    };
    let this = Rc::new(Unlocking {
        form: Form::new(app),
        people,
        chosen: RefCell::new(chosen),
        typed: RefCell::default(),
        forgot: Cell::default(),
        picked: ArcTrigger::new(),
        turned: ArcTrigger::new(),
        keys: RefCell::default(),
        keyed: ArcTrigger::new(),
    });
    this.read_keys();
    div("div", "body")
        .live(move || {
            this.turned.track();
            if this.forgot.get() {
                this.forgotten()
            } else {
                this.view()
            }
        })
        .any()
}

/// A heading that leaves alone where one was before the page was locked.
pub(super) fn title(words: &str) -> El {
    crate::ui::parts::focus_soon(TITLE);
    div("h1", "heading")
        .id(TITLE)
        .attr("tabindex", "-1")
        .text(words)
}

impl Unlocking {
    fn view(self: &Rc<Self>) -> View {
        self.form.app.renamed(p::UNLOCK);
        let (boxed, tried, turned) = (Rc::clone(self), Rc::clone(self), Rc::clone(self));
        let keyed = Rc::clone(self);
        let mut fields = Vec::new();
        if self.people.len() > 1 {
            fields.push(self.who());
        }
        fields.push(el("div").live(move || {
            boxed.picked.track();
            boxed.secret()
        }));
        let forgot = button(p::FORGOT, "plain", move || turned.turn(true));
        all(vec![
            el("div").view(self.form.problems()),
            title(p::UNLOCK),
            el("p").text(p::UNLOCK_INTRO),
            sent_by(fields, p::UNLOCK, move || tried.unlock()),
            el("div").live(move || {
                keyed.picked.track();
                keyed.keyed.track();
                keyed.by_key()
            }),
            el("p").add(forgot),
            el("p").add(to(p::CLEAR, Route::Clear)),
        ])
    }

    pub(super) fn turn(&self, forgot: bool) {
        if forgot && self.person().is_none() {
            self.form
                .say(vec![(p::SELECT_WHO.to_owned(), WHO.to_owned())]);
            return;
        }
        self.form.say(Vec::new());
        self.forgot.set(forgot);
        self.turned.notify();
    }

    fn forgotten(self: &Rc<Self>) -> View {
        match self.person() {
            Some(person) => forgotten::view(&self.form, self, person),
            None => nothing(),
        }
    }

    fn person(&self) -> Option<&Person> {
        let chosen = self.chosen.borrow();
        let id = chosen.as_ref()?;
        self.people.iter().find(|person| person.id == *id)
    }

    fn who(self: &Rc<Self>) -> El {
        let mut choices = div("div", "choices");
        for (at, person) in self.people.iter().enumerate() {
            let (seen, set) = (Rc::clone(self), Rc::clone(self));
            let (wanted, id) = (person.id.clone(), person.id.clone());
            choices = choices.add(choice(Choice {
                radio: true,
                // The first is where the summary leads.
                id: if at == 0 {
                    WHO.to_owned()
                } else {
                    [WHO, "-", &at.to_string()].concat()
                },
                name: WHO.to_owned(),
                label: person.name.clone(),
                chosen: Box::new(move || {
                    seen.picked.track();
                    seen.chosen.borrow().as_ref() == Some(&wanted)
                }),
                off: Box::new(|| false),
                pick: Box::new(move |_| {
                    set.chosen.replace(Some(id.clone()));
                    set.picked.notify();
                }),
            }));
        }
        self.form.around(WHO).add(
            el("fieldset")
                .attr("aria-describedby", &described(WHO, None))
                .add(div("legend", "ask").text(p::WHO))
                .add(self.form.said(WHO))
                .add(choices),
        )
    }

    /// The box for the PIN or passphrase of who is chosen.
    fn secret(&self) -> View {
        self.typed.take();
        let Some(person) = self.person() else {
            return nothing();
        };
        if person.guard == Guard::Nothing {
            return el("p").text(p::OPEN_NO_PIN).any();
        }
        let label = called(person.guard);
        let (whole, typed) = secret(&self.form, SECRET, label, person.guard, false, None);
        self.typed.replace(Some(typed));
        whole.any()
    }

    /// Reads who unlocks with something else too.
    fn read_keys(self: &Rc<Self>) {
        let this = Rc::clone(self);
        spawn(async move {
            for person in &this.people {
                // Where it cannot be read, the PIN is the way.
                if let Ok(Some(kind)) = this.form.app.shell().key_kind(&person.id).await {
                    this.keys.borrow_mut().push((person.id.clone(), kind));
                }
            }
            this.keyed.notify();
        });
    }

    /// The button that unlocks without the secret, for who has a key.
    fn by_key(self: &Rc<Self>) -> View {
        let keys = self.keys.borrow();
        let mine = |person: &Person| keys.iter().find(|(id, _)| *id == person.id).cloned();
        let Some((id, kind)) = self.person().and_then(mine) else {
            return nothing();
        };
        let this = Rc::clone(self);
        let unlock = button(keys::by(kind), "secondary", move || {
            let (run, id) = (Rc::clone(&this), id.clone());
            this.form.run(async move {
                let app = &run.form.app;
                if let Err(error) = app.shell().unlock_by_key(&id).await {
                    let words = key::words(app, &error);
                    run.form.say(vec![(words, SECRET.to_owned())]);
                }
            });
        });
        el("p").add(unlock).any()
    }

    fn unlock(self: &Rc<Self>) {
        let Some(person) = self.person() else {
            let wrong = (p::SELECT_WHO.to_owned(), WHO.to_owned());
            return self.form.say(vec![wrong]);
        };
        let (id, guard) = (person.id.clone(), person.guard);
        let text = self.typed.borrow().as_ref().map(HtmlInputElement::value);
        let text = text.unwrap_or_default();
        if guard != Guard::Nothing && text.trim().is_empty() {
            let wrong = (p::ENTER_SECRET.to_owned(), SECRET.to_owned());
            return self.form.say(vec![wrong]);
        }
        let this = Rc::clone(self);
        self.form.run(async move {
            let app = &this.form.app;
            let secret = Secret::tried(guard, &text);
            // The page that was locked comes back by itself.
            if let Err(error) = app.shell().unlock(&id, secret).await {
                if let Some(typed) = this.typed.borrow().as_ref() {
                    typed.set_value("");
                }
                let place = if guard == Guard::Nothing { WHO } else { SECRET };
                this.form
                    .say(vec![(unlock_words(app, &error), place.to_owned())]);
            }
        });
    }
}
