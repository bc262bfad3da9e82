//! Dates and months: a box for each part, one answer.

use crate::ui::el::{El, div, el};
use crate::ui::fields::control::{leaves_as_one, named};
use crate::ui::fields::place::Place;
use crate::ui::text::fields as t;
use care_engine::session::Answer;
use care_engine::value::read::{date_parts, join_date_parts, join_month_parts, month_parts};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// A date: day, month (by number or name) and year.
pub(crate) fn date(place: &Place) -> El {
    let join = |parts: &[String]| match parts {
        [day, month, year] => join_date_parts(&[day, month, year]),
        _ => String::new(),
    };
    boxes(
        place,
        &t::DATE_BOXES,
        |text| Vec::from(date_parts(text)),
        join,
    )
}

/// A month: its number or name, and the year.
pub(crate) fn month(place: &Place) -> El {
    let join = |parts: &[String]| match parts {
        [month, year] => join_month_parts(&[month, year]),
        _ => String::new(),
    };
    boxes(
        place,
        &t::MONTH_BOXES,
        |text| Vec::from(month_parts(text)),
        join,
    )
}

/// Boxes that make one answer. It is judged when the person leaves them all, not on the way from one to the next.
fn boxes(
    place: &Place,
    labels: &[&str],
    split: fn(&str) -> Vec<String>,
    join: fn(&[String]) -> String,
) -> El {
    let mut elements = Vec::new();
    let mut inputs: Vec<HtmlInputElement> = Vec::new();
    for _ in labels {
        let element = el("input").attr("type", "text");
        inputs.push(element.node().clone().unchecked_into());
        elements.push(element);
    }
    let inputs = Rc::new(inputs);
    let typed = move |inputs: &[HtmlInputElement]| {
        let mut parts = Vec::new();
        for input in inputs {
            parts.push(input.value());
        }
        join(&parts)
    };
    let changed = Rc::new(Cell::new(false));
    let mut group = div("div", "boxes");
    for (at, (element, label)) in elements.into_iter().zip(labels).enumerate() {
        let id = if at == 0 {
            place.id.to_string()
        } else {
            place.part(&at.to_string())
        };
        let (here, all, dirty) = (place.clone(), Rc::clone(&inputs), Rc::clone(&changed));
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
            .live_attr("aria-invalid", place.said.invalid())
            .on("input", move |_| {
                dirty.set(true);
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
            for (input, part) in all.iter().zip(&split(&outside.text_now())) {
                input.set_value(part);
            }
        }
    });
    leaves_as_one(place, group, changed)
}
