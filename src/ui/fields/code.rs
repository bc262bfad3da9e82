//! A code from a long list: a box to type a part of it into, and what fits as radios below.

use crate::ui::el::{El, View, all, div, el};
use crate::ui::fields::control::{leaves_as_one, named};
use crate::ui::fields::offered::{Offer, offered, option};
use crate::ui::fields::place::Place;
use crate::ui::text::fields as t;
use care_engine::session::{Answer, Content};
use care_engine::value::{ListIx, unmarked};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// How many codes are shown at once.
const SHOWN: usize = 10;

/// How many letters are needed before the list is searched.
const LETTERS: usize = 2;

/// The box with what was typed into it.
struct Finder {
    place: Place,
    list: ListIx,
    input: HtmlInputElement,
    /// What is looked for.
    text: RefCell<String>,
    /// The answer that the box stands for: another one came from outside, and goes into the box.
    answer: RefCell<Option<Content>>,
    /// Something else is looked for.
    moved: ArcTrigger,
}

/// The box and the radios. What is typed is an answer as it is: it is kept though the list does not have it.
pub(crate) fn code(place: &Place, list: ListIx) -> El {
    let input = el("input").attr("type", "text");
    let finder = Rc::new(Finder {
        place: place.clone(),
        list,
        input: input.node().clone().unchecked_into(),
        text: RefCell::default(),
        answer: RefCell::default(),
        moved: ArcTrigger::new(),
    });
    let changed = Rc::new(Cell::new(false));
    let (outside, typed, found, dirty) = (
        Rc::clone(&finder),
        Rc::clone(&finder),
        finder,
        Rc::clone(&changed),
    );
    let input = named(place, input, &place.id)
        .class("w30")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &place.part("found"))
        .live_attr("aria-invalid", place.said.invalid())
        .follow(move || outside.take_over())
        .on("input", move |_| {
            dirty.set(true);
            typed.typed();
        });
    let results = div("div", "choices").live(move || found.results());
    let group = el("div")
        .add(el("label").attr("for", &place.id).text(t::FIND))
        .add(input)
        .add(results.id(&place.part("found")));
    leaves_as_one(place, group, changed)
}

impl Finder {
    /// Shows an answer that did not come from here.
    fn take_over(&self) {
        let content = self.place.content();
        if self.answer.borrow().as_ref() != Some(&content) {
            let text = label_of(&self.place, self.list, &content);
            self.input.set_value(&text);
            self.text.replace(text);
            self.answer.replace(Some(content));
            self.moved.notify();
        }
    }

    /// Takes what stands in the box: the code that is called so, or the text as it is.
    fn typed(&self) {
        let text = self.input.value();
        let mut answer = text.as_str();
        let offers = offered(&self.place, self.list);
        for offer in &offers {
            if same(&unmarked(&offer.label), text.trim()) {
                answer = &offer.code;
                break;
            }
        }
        let answer = Answer::typed(answer);
        self.text.replace(text);
        self.answer.replace(Some(answer.content.clone()));
        self.place.said.typing();
        self.place.set(answer);
        self.moved.notify();
    }

    /// Takes a code that was found. The others stay, and the focus with them.
    fn picked(&self, offer: &Offer) {
        let answer = Answer::typed(&offer.code);
        self.input.set_value(&unmarked(&offer.label));
        self.answer.replace(Some(answer.content.clone()));
        self.place.chosen(answer);
    }

    /// What fits, as radios, with how many there are for those who do not see it. Followed.
    fn results(self: &Rc<Self>) -> View {
        self.moved.track();
        let wanted = self.text.borrow().trim().to_ascii_lowercase();
        let (found, more) = matching(&self.place, self.list, &wanted);
        let searched = wanted.chars().count() >= LETTERS;
        let said = match (found.len(), more) {
            (0, _) if searched => t::NOTHING_FOUND.to_owned(),
            (0, _) => String::new(),
            (_, 0) => [t::FOUND, &found.len().to_string()].concat(),
            (_, more) => [t::FOUND, &(found.len() + more).to_string(), t::TYPE_MORE].concat(),
        };
        let mut views = vec![div("p", "hint").attr("role", "status").text(&said)];
        for (at, offer) in found.into_iter().enumerate() {
            let (asked, code, finder) = (self.place.clone(), offer.code.clone(), Rc::clone(self));
            // The box has the place's own id; radios are counted from 1.
            let label = offer.label.clone();
            views.push(option(
                &self.place,
                at + 1,
                true,
                &label,
                Box::new(move || asked.text() == code),
                Box::new(move |_| finder.picked(&offer)),
            ));
        }
        all(views)
    }
}

/// What the box shows for an answer: the label of a code, or the text as it was typed.
fn label_of(place: &Place, list: ListIx, content: &Content) -> String {
    let Content::Text(text) = content else {
        return String::new();
    };
    let codes = &place.definition().list(list).codes;
    codes.iter().find(|code| *code.code == **text).map_or_else(
        || text.to_string(),
        |code| unmarked(code.said()).into_owned(),
    )
}

/// The codes that fit, those that start so first, and how many more there are.
fn matching(place: &Place, list: ListIx, wanted: &str) -> (Vec<Offer>, usize) {
    let codes = &place.definition().list(list).codes;
    let chosen = place.text_now();
    let few = wanted.chars().count() < LETTERS;
    let mut found = Vec::new();
    // How each of them fits.
    let mut ranks: Vec<u8> = Vec::new();
    let mut more = 0;
    for offer in offered(place, list) {
        let Some(code) = offer.index.and_then(|index| codes.get(index as usize)) else {
            continue;
        };
        let rank = if offer.code == chosen {
            Some(0)
        } else if few && !same(&offer.code, wanted) {
            None
        } else {
            let mut former = false;
            for name in &code.formerly {
                former |= holds(&name.to_ascii_lowercase(), wanted);
            }
            rank(
                &unmarked(code.said()).to_ascii_lowercase(),
                &code.code.to_ascii_lowercase(),
                former,
                wanted,
            )
        };
        let Some(rank) = rank else { continue };
        let mut at = 0;
        while ranks.get(at).is_some_and(|before| *before <= rank) {
            at += 1;
        }
        ranks.insert(at, rank);
        found.insert(at, offer);
        if found.len() > SHOWN {
            ranks.pop();
            found.pop();
            more += 1;
        }
    }
    (found, more)
}

/// Whether a text holds another. By bytes: the search of `str` is many times the code.
fn holds(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    (0..=text.len()).any(|at| text.get(at..).is_some_and(|rest| rest.starts_with(part)))
}

/// How well a code fits; `None` if it does not.
fn rank(label: &str, code: &str, former: bool, wanted: &str) -> Option<u8> {
    if label.starts_with(wanted) || code.starts_with(wanted) {
        Some(1)
    } else if holds(label, wanted) {
        Some(2)
    } else {
        former.then_some(3)
    }
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_come_before_parts_and_former_names() {
        assert_eq!(rank("barnsley", "e08000038", false, "barns"), Some(1));
        assert_eq!(rank("barnsley", "e08000038", false, "e0800"), Some(1));
        assert_eq!(
            rank("north east lincolnshire", "e1", false, "lincoln"),
            Some(2)
        );
        assert_eq!(rank("north yorkshire", "e1", true, "craven"), Some(3));
        assert_eq!(rank("north yorkshire", "e1", false, "craven"), None);
    }
}
