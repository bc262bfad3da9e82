//! A code from a long list: a box to type a part of it into, and below it what fits (a combobox with a list that pops
//! up). What is typed is an answer as it is: it is kept though the list does not have it.

use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::fields::control::named;
use crate::ui::fields::place::Place;
use crate::ui::parts::{after_press, hidden_text, js, soon};
use crate::ui::text::fields as t;
use care_engine::session::{Answer, Content, Found};
use care_engine::value::{ListIx, unmarked};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement};

/// How long the person must rest before it is said how many there are.
const REST: Duration = Duration::from_millis(700);

/// The box with what fits.
struct Finder {
    place: Place,
    list: ListIx,
    input: HtmlInputElement,
    /// The answer that the box stands for: another one came from outside, and goes into the box.
    answer: RefCell<Option<Content>>,
    /// What fits, while it is shown.
    found: RefCell<Option<Vec<Found>>>,
    /// The one of them that the arrow keys are at.
    active: Cell<Option<usize>>,
    /// Something else fits, or it is shown no more.
    moved: ArcTrigger,
    /// The person rests: how many fit is said.
    rested: ArcTrigger,
    /// Counts what was typed, so that only the last of it is said.
    turn: Cell<u32>,
}

/// The box and what fits.
pub(crate) fn code(place: &Place, described: &str, list: ListIx) -> El {
    let input = el("input").attr("type", "text");
    let finder = Rc::new(Finder {
        place: place.clone(),
        list,
        input: input.node().clone().unchecked_into(),
        answer: RefCell::default(),
        found: RefCell::default(),
        active: Cell::default(),
        moved: ArcTrigger::new(),
        rested: ArcTrigger::new(),
        turn: Cell::default(),
    });
    let changed = Rc::new(Cell::new(false));
    let [outside, typed, pressed, keyed, shown, said, left] =
        std::array::from_fn(|_| Rc::clone(&finder));
    let dirty = Rc::clone(&changed);
    let input = named(place, input, &place.id)
        .class("w30")
        .attr("spellcheck", "false")
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-expanded", "false")
        .attr("aria-controls", &place.part("found"))
        .maybe("aria-labelledby", place.labelled.as_deref())
        .attr("aria-describedby", described)
        .live_attr("aria-invalid", place.said.invalid())
        .follow(move || outside.take_over())
        .on("input", move |_| {
            dirty.set(true);
            typed.typed();
        })
        .on("click", move |_| pressed.open())
        .on("keydown", move |event| keyed.key(event));
    let place_left = place.clone();
    el("div")
        .add(input)
        .add(div("div", "found").live(move || shown.results()))
        .add(hidden_text("").attr("role", "status").live_text(move || {
            said.rested.track();
            said.count()
        }))
        .on("focusout", move |_| {
            // Not under a press: what stands below moves up.
            let left = Rc::clone(&left);
            after_press(Rc::new(move || left.leave()));
            if changed.replace(false) {
                place_left.leave();
            }
        })
}

impl Finder {
    /// Shows an answer that did not come from here.
    fn take_over(&self) {
        let content = self.place.content();
        if self.answer.borrow().as_ref() != Some(&content) {
            self.input.set_value(&self.label_of(&content));
            self.answer.replace(Some(content));
        }
    }

    /// Takes what stands in the box: the code that is called so, or the text as it is.
    fn typed(self: &Rc<Self>) {
        let text = self.input.value();
        let place = &self.place;
        let answer = place.filling.read(|session| {
            let on = session.basis_date(place.item().basis);
            Answer::typed(session.code_named(self.list, &text, on).unwrap_or(&text))
        });
        self.answer.replace(Some(answer.content.clone()));
        place.takes(answer);
        if text.trim().is_empty() {
            self.close();
        } else {
            self.show(&text);
        }
    }

    /// Shows what fits what stands in the box, or all where that is an answer already.
    fn open(self: &Rc<Self>) {
        if self.found.borrow().is_none() {
            let text = self.input.value();
            let content = self.place.content_now();
            let chosen = matches!(&content, Content::Text(code) if **code != *text);
            self.show(if chosen { "" } else { &text });
        }
    }

    /// Shows what fits a text.
    fn show(self: &Rc<Self>, text: &str) {
        let place = &self.place;
        let found = place.filling.read(|session| {
            let on = session.basis_date(place.item().basis);
            session.search(self.list, text, on)
        });
        self.active.set(None);
        self.found.replace(Some(found));
        self.tell();
        self.turn.set(self.turn.get().wrapping_add(1));
        let (mine, here) = (self.turn.get(), Rc::clone(self));
        let rested = move || {
            if here.turn.get() == mine {
                here.rested.notify();
            }
        };
        soon(Box::new(rested), REST);
    }

    fn close(&self) {
        if self.found.replace(None).is_some() {
            self.active.set(None);
            self.tell();
            self.rested.notify();
        }
    }

    /// Says on the box whether there is something below it, and draws it.
    fn tell(&self) {
        let some = self
            .found
            .borrow()
            .as_ref()
            .is_some_and(|found| !found.is_empty());
        set(
            &self.input,
            "aria-expanded",
            Some(if some { "true" } else { "false" }),
        );
        set(&self.input, "aria-activedescendant", None);
        self.moved.notify();
    }

    /// The person is somewhere else. A name by which a code is known is now the code's own.
    fn leave(&self) {
        self.close();
        self.input
            .set_value(&self.label_of(&self.place.content_now()));
    }

    /// Takes a code that was found.
    fn pick(&self, at: usize) {
        let index = self
            .found
            .borrow()
            .as_ref()
            .and_then(|found| Some(found.get(at)?.index));
        let codes = &self.place.definition().list(self.list).codes;
        if let Some(code) = index.and_then(|index| codes.get(index as usize)) {
            let answer = Answer::typed(&code.code);
            self.input.set_value(&unmarked(code.said()));
            self.answer.replace(Some(answer.content.clone()));
            self.close();
            self.place.chosen(answer);
        }
    }

    /// What the keys of a box with a list do.
    fn key(self: &Rc<Self>, event: &Event) {
        let open = self.found.borrow().as_ref().map(Vec::len);
        match (js::text(event, "key").as_str(), open) {
            ("ArrowDown" | "ArrowUp", None) => self.open(),
            ("ArrowDown", Some(many)) => self.go_to(self.active.get().map_or(0, |at| at + 1), many),
            ("ArrowUp", Some(many)) => {
                let before = self.active.get().unwrap_or(0).checked_sub(1);
                self.go_to(before.unwrap_or(many.saturating_sub(1)), many);
            }
            ("Enter", Some(many)) => match self.active.get().or((many == 1).then_some(0)) {
                Some(at) => self.pick(at),
                None => self.close(),
            },
            ("Escape", Some(_)) => self.close(),
            ("Tab", Some(_)) => {
                if let Some(at) = self.active.get() {
                    self.pick(at);
                }
                // On to where it goes.
                return;
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Marks one of those that are shown, as far as they go; behind the last comes the first.
    fn go_to(&self, at: usize, many: usize) {
        if many == 0 {
            return;
        }
        let at = if at < many { at } else { 0 };
        let mark = |at: Option<usize>, on: &str| {
            let option = at.and_then(|at| self.option(at));
            if let Some(option) = &option {
                set(option, "aria-selected", Some(on));
            }
            option
        };
        mark(self.active.replace(Some(at)), "false");
        set(&self.input, "aria-activedescendant", Some(&self.id(at)));
        if let Some(option) = mark(Some(at), "true")
            && let Some(list) = option.parent_element()
        {
            let top = js::number(&option, "offsetTop");
            let below =
                top + js::number(&option, "offsetHeight") - js::number(&list, "clientHeight");
            let now = js::number(&list, "scrollTop");
            // As little as brings all of it into view.
            let to = JsValue::from_f64(now.min(top).max(below));
            let _ = js_sys::Reflect::set(&list, &JsValue::from_str("scrollTop"), &to);
        }
    }

    fn id(&self, at: usize) -> String {
        self.place.part(&["found-", &at.to_string()].concat())
    }

    fn option(&self, at: usize) -> Option<Element> {
        self.input.owner_document()?.get_element_by_id(&self.id(at))
    }

    /// What fits, as a list; a word where nothing does. Followed.
    fn results(self: &Rc<Self>) -> View {
        self.moved.track();
        let found = self.found.borrow();
        let Some(found) = found.as_ref() else {
            return nothing();
        };
        if found.is_empty() {
            return div("p", "hint").text(t::NOTHING_FOUND).any();
        }
        let codes = &self.place.definition().list(self.list).codes;
        let mut options = Vec::new();
        for (at, one) in found.iter().enumerate() {
            let Some(code) = codes.get(one.index as usize) else {
                continue;
            };
            let option = el("li")
                .id(&self.id(at))
                .attr("role", "option")
                .attr("aria-selected", "false")
                .text(code.said());
            options.push(match &one.formerly {
                Some(name) => option.add(div("span", "hint").text(&t::formerly(name))),
                None => option,
            });
        }
        let picked = Rc::clone(self);
        all(vec![
            el("ul")
                .id(&self.place.part("found"))
                .attr("role", "listbox")
                .attr("aria-label", &self.place.item().label)
                .add_all(options)
                // The focus stays in the box.
                .on("mousedown", Event::prevent_default)
                .on("click", move |event| picked.pressed(event)),
        ])
    }

    /// One of the list was pressed.
    fn pressed(&self, event: &Event) {
        let id = js::text(&js::call(&js::get(event, "target"), "closest", "li"), "id");
        let at = id.rsplit_once('-').and_then(|(_, at)| at.parse().ok());
        if let Some(at) = at {
            self.pick(at);
        }
    }

    /// How many fit, for those who do not see it.
    fn count(&self) -> String {
        let found = self.found.borrow();
        found
            .as_ref()
            .map_or_else(String::new, |found| t::found(found.len()))
    }

    /// What the box shows for an answer: the label of a code, or the text as it was typed.
    fn label_of(&self, content: &Content) -> String {
        let Content::Text(text) = content else {
            return String::new();
        };
        let mut codes = self.place.definition().list(self.list).codes.iter();
        codes.find(|code| *code.code == **text).map_or_else(
            || text.to_string(),
            |code| unmarked(code.said()).into_owned(),
        )
    }
}

/// Sets an attribute of an element, or takes it away.
fn set(element: &Element, name: &str, value: Option<&str>) {
    // Neither fails for the names that are set here.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
