//! Yes or no, and "Don't know", which is a value that is missing because it is not known.

use crate::ui::el::{El, div};
use crate::ui::fields::offered::option;
use crate::ui::fields::place::Place;
use crate::ui::text::fields as t;
use care_engine::session::Answer;

/// Two radios or three.
pub(crate) fn yes_no(place: &Place) -> El {
    let mut answers = vec![(t::YES, Answer::typed("yes")), (t::NO, Answer::typed("no"))];
    if let Some(reason) = place.dont_know() {
        answers.push((t::DONT_KNOW, Answer::missing(reason)));
    }
    let radios = answers
        .into_iter()
        .enumerate()
        .map(|(at, (label, answer))| {
            let (asked, here, wanted) = (place.clone(), place.clone(), answer.content.clone());
            option(
                place,
                at,
                true,
                label.to_owned(),
                move || asked.content() == wanted,
                move |_| here.chosen(answer.clone()),
            )
        });
    div("div", "choices").add_all(radios.collect())
}
