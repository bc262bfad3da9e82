//! Controls: which one a kind of question has, and the box that most of them are.

use crate::ui::el::{El, el};
use crate::ui::fields::place::Place;
use crate::ui::fields::{boxes, code, identifier, long_text, many, number, one, yes_no};
use crate::ui::parts::js;
use care_engine::definition::Kind;
use care_engine::session::{Answer, Content};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, Node};

/// Whether a kind has several controls, which want a legend instead of a label.
pub(crate) fn is_group(kind: &Kind) -> bool {
    match kind {
        Kind::Number { .. }
        | Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Identifier(_)
        | Kind::Code(_) => false,
        Kind::Date | Kind::Month | Kind::YesNo { .. } | Kind::One(_) | Kind::Many { .. } => true,
    }
}

/// Whether the group is of radios, which have a role of their own.
pub(crate) fn is_radio_group(kind: &Kind) -> bool {
    matches!(kind, Kind::YesNo { .. } | Kind::One(_))
}

/// The control of a place. `described` are the ids of what describes it.
pub(crate) fn control(place: &Place, described: &str) -> El {
    match &place.item().kind {
        Kind::Number {
            style,
            places,
            min,
            max,
        } => number::number(place, described, *style, *places, *min, *max),
        Kind::Text { max, .. } => {
            text_box(place, described).class(if *max > 30 { "w30" } else { "w20" })
        }
        Kind::LongText { words } => long_text::long_text(place, described, *words),
        Kind::Identifier(identifier) => identifier::identifier(place, described, *identifier),
        Kind::Date => boxes::date(place),
        Kind::Month => boxes::month(place),
        Kind::YesNo { .. } => yes_no::yes_no(place),
        Kind::One(list) => one::one(place, *list),
        Kind::Many { list, none } => many::many(place, *list, *none),
        Kind::Code(list) => code::code(place, described, *list),
    }
}

/// The one box of a place, of one line.
pub(crate) fn text_box(place: &Place, described: &str) -> El {
    typed_into(place, el("input").attr("type", "text"), described)
}

/// Makes an `input` or a `textarea` the one box of a place: what is typed goes to the session, and what is set from
/// outside (carried over, taken back, missing) comes into the box.
pub(crate) fn typed_into(place: &Place, element: El, described: &str) -> El {
    // A text area has the same property.
    let input: HtmlInputElement = element.node().clone().unchecked_into();
    let (outside, typed) = (place.clone(), place.clone());
    let (read, left) = (input.clone(), place.clone());
    named(place, element, &place.id)
        .maybe("aria-labelledby", place.labelled.as_deref())
        .attr("aria-describedby", described)
        .live_attr("aria-invalid", place.said.invalid())
        .follow(move || {
            let content = outside.content();
            // What the person typed is left alone, spaces and all.
            if Answer::typed(&input.value()).content != content {
                input.set_value(if let Content::Text(text) = &content {
                    text
                } else {
                    ""
                });
            }
        })
        .on("input", move |_| typed.typed(&read.value()))
        .on("change", move |_| left.leave())
}

/// What every control that takes an answer has: a stable id and name, and no memory in the browser.
pub(crate) fn named(place: &Place, element: El, id: &str) -> El {
    let off = place.clone();
    element
        .id(id)
        .attr("name", &place.id)
        .attr("autocomplete", "off")
        .live_flag("disabled", move || off.off())
}

/// Lets a person leave several controls only when he leaves them all, and only if he changed something.
pub(crate) fn leaves_as_one(place: &Place, group: El, changed: Rc<Cell<bool>>) -> El {
    let (left, element) = (place.clone(), group.node().clone());
    group.on("focusout", move |event| {
        let to = js::get(event, "relatedTarget").dyn_into::<Node>();
        let inside = to.is_ok_and(|to| element.contains(Some(&to)));
        if !inside && changed.replace(false) {
            left.leave();
        }
    })
}
