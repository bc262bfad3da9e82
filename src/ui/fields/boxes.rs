//! Dates and months: a box for each part, one answer.

use crate::ui::el::{El, div, el};
use crate::ui::fields::control::{leaves_as_one, named};
use crate::ui::fields::place::Place;
use crate::ui::parts::js;
use crate::ui::text::fields as t;
use care_engine::session::Answer;
use care_engine::value::read::{
    Misread, date_parts, join_date_parts, join_month_parts, month_parts, pasted_date, pasted_month,
    read_date, read_month,
};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// What boxes of one answer are and how they are read.
struct Parts {
    labels: &'static [&'static str],
    /// What each box shows of a text.
    split: fn(&str) -> Vec<String>,
    /// One text of what stands in the boxes.
    join: fn(&[String]) -> String,
    /// The boxes of a whole answer that was pasted into one.
    pasted: fn(&str) -> Option<Vec<String>>,
    /// Why a text is no answer.
    misread: fn(&str) -> Option<Misread>,
}

const DATE: Parts = Parts {
    labels: &t::DATE_BOXES,
    split: |text| Vec::from(date_parts(text)),
    join: |parts| match parts {
        [day, month, year] => join_date_parts(&[day, month, year]),
        _ => String::new(),
    },
    pasted: |text| pasted_date(text).map(Vec::from),
    misread: |text| read_date(text).err(),
};

const MONTH: Parts = Parts {
    labels: &t::MONTH_BOXES,
    split: |text| Vec::from(month_parts(text)),
    join: |parts| match parts {
        [month, year] => join_month_parts(&[month, year]),
        _ => String::new(),
    },
    pasted: |text| pasted_month(text).map(Vec::from),
    misread: |text| read_month(text).err(),
};

/// A date: day, month (by number or name) and year.
pub(crate) fn date(place: &Place) -> El {
    boxes(place, &DATE)
}

/// A month: its number or name, and the year.
pub(crate) fn month(place: &Place) -> El {
    boxes(place, &MONTH)
}

/// Boxes that make one answer. It is judged when the person leaves them all, not on the way from one to the next.
fn boxes(place: &Place, parts: &'static Parts) -> El {
    let mut elements = Vec::new();
    let mut inputs: Vec<HtmlInputElement> = Vec::new();
    for _ in parts.labels {
        let element = el("input").attr("type", "text");
        inputs.push(element.node().clone().unchecked_into());
        elements.push(element);
    }
    let inputs = Rc::new(inputs);
    let typed = move |inputs: &[HtmlInputElement]| {
        let mut texts = Vec::new();
        for input in inputs {
            texts.push(input.value());
        }
        (parts.join)(&texts)
    };
    let changed = Rc::new(Cell::new(false));
    let mut group = div("div", "boxes");
    for (at, (element, label)) in elements.into_iter().zip(parts.labels).enumerate() {
        let id = if at == 0 {
            place.id.to_string()
        } else {
            place.part(&at.to_string())
        };
        let (here, all, dirty) = (place.clone(), Rc::clone(&inputs), Rc::clone(&changed));
        let (wrong, shown) = (place.clone(), Rc::clone(&inputs));
        // Month names are typed too, so months get the whole keyboard.
        let word = *label == t::MONTH_BOXES[0];
        let input = named(place, element, &id)
            .class(if *label == t::MONTH_BOXES[1] {
                "w5"
            } else if word {
                "w10"
            } else {
                "w3"
            })
            .maybe("inputmode", (!word).then_some("numeric"))
            .attr("spellcheck", "false")
            .live_attr("aria-invalid", move || {
                let here =
                    wrong.said.wrong() && blames((parts.misread)(&typed(&shown)), at, &shown);
                here.then_some("true")
            })
            .on("input", move |event| {
                dirty.set(true);
                if is_pasted(event)
                    && let Some(texts) =
                        all.get(at).and_then(|input| (parts.pasted)(&input.value()))
                {
                    show(&all, &texts);
                }
                here.typed(&typed(&all));
            });
        group = group.add(
            el("div")
                .add(el("label").attr("for", &id).text(label))
                .add(input),
        );
    }
    let (outside, all) = (place.clone(), Rc::clone(&inputs));
    let group = group.follow(move || {
        let content = outside.content();
        if Answer::typed(&typed(&all)).content != content {
            show(&all, &(parts.split)(&outside.text_now()));
        }
    });
    leaves_as_one(place, group, changed)
}

fn show(inputs: &[HtmlInputElement], texts: &[String]) {
    for (input, text) in inputs.iter().zip(texts) {
        input.set_value(text);
    }
}

/// Whether what was typed came from the clipboard.
fn is_pasted(event: &Event) -> bool {
    js::text(event, "inputType") == "insertFromPaste"
}

/// Whether a box is the part that a message is about: the parts that are not there, the year that is no year; all of
/// them where it is about the whole.
fn blames(misread: Option<Misread>, at: usize, inputs: &[HtmlInputElement]) -> bool {
    let is_last = at + 1 == inputs.len();
    match misread {
        Some(
            Misread::DateWithoutDay
            | Misread::DateWithoutMonth
            | Misread::DateWithoutYear
            | Misread::DateWithoutDayAndMonth
            | Misread::DateWithoutDayAndYear
            | Misread::DateWithoutMonthAndYear,
        ) => inputs
            .get(at)
            .is_some_and(|input| input.value().trim().is_empty()),
        Some(Misread::YearNotFourDigits) => is_last,
        _ => true,
    }
}
