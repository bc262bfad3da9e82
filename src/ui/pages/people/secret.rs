//! The boxes for a PIN or a passphrase: one to be tried, and the choice of a new one.

use super::form::{Form, Wrong, described, hinted};
use crate::shell::{Guard, Secret};
use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::parts::{Choice, choice, hidden_text};
use crate::ui::text::people as p;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// A box for a secret: hidden unless one asks to see it. Paste and password managers work.
pub(super) fn secret(
    form: &Rc<Form>,
    id: &str,
    label: &str,
    guard: Guard,
    new: bool,
    hint: Option<&str>,
) -> (El, HtmlInputElement) {
    let input = el("input")
        .id(id)
        .class("w20")
        .attr("type", "password")
        .attr(
            "autocomplete",
            if new {
                "new-password"
            } else {
                "current-password"
            },
        )
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .maybe("inputmode", (guard == Guard::Pin).then_some("numeric"))
        .attr("aria-describedby", &described(id, hint));
    let typed: HtmlInputElement = input.node().clone().unchecked_into();
    let shown = Rc::new(Cell::new(false));
    let turned = ArcTrigger::new();
    let (box_, said, tell) = (typed.clone(), Rc::clone(&shown), turned.clone());
    let show = div("button", "button secondary")
        .attr("type", "button")
        .attr("aria-controls", id)
        .live_text(move || {
            turned.track();
            if said.get() { p::HIDE } else { p::SHOW }.to_owned()
        })
        .add(hidden_text(&[" ", label].concat()))
        .on("click", move |_| {
            shown.set(!shown.get());
            box_.set_type(if shown.get() { "text" } else { "password" });
            tell.notify();
        });
    let whole = form
        .around(id)
        .add(div("label", "ask").attr("for", id).text(label))
        .add_maybe(hint.map(|hint| hinted(id, hint)))
        .add(form.said(id))
        .add(div("div", "secret").add(input).add(show));
    (whole, typed)
}

/// What a secret is called.
pub(super) fn called(guard: Guard) -> &'static str {
    match guard {
        Guard::Passphrase => p::PASSPHRASE,
        Guard::Nothing | Guard::Pin => p::PIN,
    }
}

const GROUP: &str = "guard";
const SECRET: &str = "secret";
const AGAIN: &str = "secret-again";

/// The choice of what keeps others out, with the secret itself.
pub(super) struct Chosen {
    form: Rc<Form>,
    guard: Cell<Option<Guard>>,
    changed: ArcTrigger,
    boxes: RefCell<Option<(HtmlInputElement, HtmlInputElement)>>,
}

impl Chosen {
    pub(super) fn new(form: &Rc<Form>) -> Rc<Self> {
        Rc::new(Self {
            form: Rc::clone(form),
            guard: Cell::default(),
            changed: ArcTrigger::new(),
            boxes: RefCell::default(),
        })
    }

    /// The radios, and the boxes of the one that is chosen. `own` where nobody else uses the device.
    pub(super) fn view(self: &Rc<Self>, legend: &str, own: bool) -> El {
        let (nothing_label, nothing_hint) = if own {
            (p::NO_PIN, p::NO_PIN_HINT)
        } else {
            (p::NO_PIN_OTHER, p::NO_PIN_OTHER_HINT)
        };
        let mut radios = div("div", "choices");
        for (at, (guard, label, hint)) in [
            (Guard::Pin, p::WITH_PIN, p::WITH_PIN_HINT),
            (
                Guard::Passphrase,
                p::WITH_PASSPHRASE,
                p::WITH_PASSPHRASE_HINT,
            ),
            (Guard::Nothing, nothing_label, nothing_hint),
        ]
        .into_iter()
        .enumerate()
        {
            let (seen, set) = (Rc::clone(self), Rc::clone(self));
            let id = if at == 0 {
                GROUP.to_owned()
            } else {
                [GROUP, "-", &at.to_string()].concat()
            };
            radios = radios
                .add(choice(Choice {
                    radio: true,
                    id,
                    name: GROUP.to_owned(),
                    label: label.to_owned(),
                    chosen: Box::new(move || {
                        seen.changed.track();
                        seen.guard.get() == Some(guard)
                    }),
                    off: Box::new(|| false),
                    pick: Box::new(move |_| {
                        set.guard.set(Some(guard));
                        set.changed.notify();
                    }),
                }))
                .add(div("p", "hint").text(hint));
        }
        let this = Rc::clone(self);
        el("div")
            .add(
                self.form.around(GROUP).add(
                    el("fieldset")
                        .attr("aria-describedby", &described(GROUP, None))
                        .add(div("legend", "ask").text(legend))
                        .add(self.form.said(GROUP))
                        .add(radios),
                ),
            )
            .live(move || {
                this.changed.track();
                this.boxes()
            })
    }

    fn boxes(&self) -> View {
        self.boxes.take();
        let guard = match self.guard.get() {
            None | Some(Guard::Nothing) => return nothing(),
            Some(guard) => guard,
        };
        let hint = Some(p::FORGOTTEN_WARNING);
        let (first, typed) = secret(&self.form, SECRET, called(guard), guard, true, hint);
        let (second, again) = secret(&self.form, AGAIN, p::AGAIN, guard, true, None);
        self.boxes.replace(Some((typed, again)));
        all(vec![first, second])
    }

    /// The secret that was chosen, or what is wrong with it.
    pub(super) fn read(&self) -> Result<Secret, Wrong> {
        let wrong = |words: &str, id: &str| Err((words.to_owned(), id.to_owned()));
        let Some(guard) = self.guard.get() else {
            return wrong(p::SELECT_GUARD, GROUP);
        };
        let boxes = self.boxes.borrow();
        let Some((typed, again)) = boxes.as_ref() else {
            return Ok(Secret::nothing());
        };
        let text = typed.value();
        let secret = match guard {
            Guard::Passphrase => Secret::passphrase(&text),
            Guard::Nothing | Guard::Pin => Secret::pin(&text),
        };
        match secret {
            Err(problem) => wrong(p::problem(problem), SECRET),
            Ok(_) if again.value() != text => wrong(p::NOT_THE_SAME, AGAIN),
            Ok(secret) => Ok(secret),
        }
    }
}
