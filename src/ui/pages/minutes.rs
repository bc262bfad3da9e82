//! How many minutes a return took: asked on the declaration, of who wants to say it, and of nobody else.

use super::draft::OnPage;
use crate::ui::el::{El, div, el, nothing};
use crate::ui::parts::{Choice, choice, focus, hidden_text};
use crate::ui::text::pages::ERROR_PREFIX;
use crate::ui::text::picture as t;
use care_engine::exchange::return_v1::MOST_MINUTES;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The id of the box.
const BOX: &str = "minutes";
/// More than this is asked about.
const MANY: u32 = 600;

/// What a person says of the minutes.
pub(super) struct Minutes {
    on: OnPage,
    chosen: Cell<bool>,
    typed: RefCell<String>,
    /// Whether it was tried to send what cannot be read.
    wrong: Cell<bool>,
    told: ArcTrigger,
}

/// The minutes that were typed; `None` where they are none.
fn read(typed: &str) -> Option<u32> {
    let plain = typed.trim().replace(',', "");
    let digits = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    let minutes = plain.parse().ok().filter(|_| digits)?;
    (minutes <= MOST_MINUTES).then_some(minutes)
}

impl Minutes {
    /// Nothing is said of them yet.
    pub(super) fn new(on: &OnPage) -> Rc<Self> {
        let counted = on.open.minutes_spent();
        Rc::new(Self {
            on: on.clone(),
            chosen: Cell::default(),
            typed: RefCell::new(counted.map_or_else(String::new, |minutes| minutes.to_string())),
            wrong: Cell::default(),
            told: ArcTrigger::new(),
        })
    }

    /// The question whether, and once it is wanted, how many.
    pub(super) fn view(self: &Rc<Self>) -> El {
        let (picked, asked) = (Rc::clone(self), Rc::clone(self));
        div("div", "field")
            .add(choice(Choice {
                radio: false,
                id: "say-minutes".to_owned(),
                name: "say-minutes".to_owned(),
                label: t::ALSO_MINUTES.to_owned(),
                chosen: Box::new(|| false),
                off: Box::new(|| false),
                pick: Box::new(move |chosen| {
                    picked.chosen.set(chosen);
                    picked.wrong.set(false);
                    picked.told.notify();
                }),
            }))
            .add(div("p", "hint").text(t::ALSO_HINT))
            .add(div("div", "minutes").live(move || {
                asked.told.track();
                if asked.chosen.get() {
                    asked.ask().any()
                } else {
                    nothing()
                }
            }))
    }

    fn ask(self: &Rc<Self>) -> El {
        let input = el("input")
            .id(BOX)
            .class("w5")
            .attr("inputmode", "numeric")
            .attr("autocomplete", "off")
            .attr("aria-describedby", "minutes-hint minutes-said");
        let control: HtmlInputElement = input.node().clone().unchecked_into();
        control.set_value(&self.typed.borrow());
        let many = ArcTrigger::new();
        let (this, said, tell) = (Rc::clone(self), Rc::clone(self), many.clone());
        let input = input.on("input", move |_| {
            this.typed.replace(control.value());
            tell.notify();
        });
        let counted = self.on.open.minutes_spent().map(|minutes| {
            let long = t::long(u64::from(minutes));
            el("span").text(t::COUNTED).text(&long).text(t::COUNTED_END)
        });
        let error = self.wrong.get().then(|| {
            div("p", "message")
                .add(hidden_text(ERROR_PREFIX))
                .text(t::WRONG_MINUTES)
        });
        div("div", "field")
            .add(div("label", "label").attr("for", BOX).text(t::HOW_LONG))
            .add(div("p", "hint").id("minutes-hint").add_maybe(counted))
            .add(div("div", "said").id("minutes-said").add_maybe(error))
            .add(
                div("div", "with-unit")
                    .add(input)
                    .add(div("span", "affix").text(t::MINUTES_UNIT)),
            )
            .add(div("p", "hint").attr("role", "status").live_text(move || {
                many.track();
                let minutes = read(&said.typed.borrow());
                let many = minutes.is_some_and(|minutes| minutes > MANY);
                if many { t::MANY_MINUTES } else { "" }.to_owned()
            }))
    }

    /// Puts what was said into the return. Whether it can be read; where it cannot, that is said and the focus goes there.
    pub(super) fn say(&self) -> bool {
        let minutes = read(&self.typed.borrow()).filter(|_| self.chosen.get());
        let wrong = self.chosen.get() && minutes.is_none();
        if self.wrong.replace(wrong) || wrong {
            self.told.notify();
        }
        if wrong {
            focus(BOX);
            return false;
        }
        self.on.open.session.borrow_mut().say_minutes(minutes);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn whole_minutes_are_read_and_nothing_else() {
        assert_eq!(read(" 25 "), Some(25));
        assert_eq!(read("0"), Some(0));
        assert_eq!(read("1,200"), Some(1200));
        assert_eq!(read("9999"), Some(9999));
        for wrong in ["", "10000", "-1", "+5", "2.5", "an hour"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
