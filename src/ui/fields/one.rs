//! One of a short list: radios.

use crate::ui::el::{El, div};
use crate::ui::fields::offered::{offered, option};
use crate::ui::fields::place::Place;
use care_engine::session::Answer;
use care_engine::value::ListIx;

/// A radio for each code.
pub(crate) fn one(place: &Place, list: ListIx) -> El {
    let radios = offered(place, list)
        .into_iter()
        .enumerate()
        .map(|(at, offer)| {
            let (asked, here, code) = (place.clone(), place.clone(), offer.code.clone());
            option(
                place,
                at,
                true,
                offer.label,
                move || asked.text() == offer.code,
                move |_| here.chosen(Answer::typed(&code)),
            )
        });
    div("div", "choices").add_all(radios.collect())
}
