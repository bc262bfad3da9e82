//! Yes or no, and "Don't know", which is a value that is missing because it is not known.

use crate::ui::el::{El, div};
use crate::ui::fields::offered::option;
use crate::ui::fields::place::Place;
use crate::ui::text::fields as t;
use care_engine::session::Answer;

/// Two radios or three.
pub(crate) fn yes_no(place: &Place) -> El {
    let radios = div("div", "choices")
        .add(radio(place, 0, t::YES, Answer::typed("yes")))
        .add(radio(place, 1, t::NO, Answer::typed("no")));
    match place.dont_know() {
        Some(reason) => radios.add(radio(place, 2, t::DONT_KNOW, Answer::missing(reason))),
        None => radios,
    }
}

fn radio(place: &Place, at: usize, label: &str, answer: Answer) -> El {
    let (asked, here, wanted) = (place.clone(), place.clone(), answer.content.clone());
    option(
        place,
        at,
        true,
        label,
        Box::new(move || asked.content() == wanted),
        Box::new(move |_| here.chosen(answer.clone())),
    )
}
