//! One of a short list: radios.

use crate::ui::el::{El, div};
use crate::ui::fields::offered::{offered, option};
use crate::ui::fields::place::Place;
use care_engine::session::Answer;
use care_engine::value::ListIx;

/// A radio for each code.
pub(crate) fn one(place: &Place, list: ListIx) -> El {
    let mut radios = div("div", "choices");
    for (at, offer) in offered(place, list).into_iter().enumerate() {
        let (asked, here, code) = (place.clone(), place.clone(), offer.code.clone());
        radios = radios.add(option(
            place,
            at,
            true,
            &offer.label,
            Box::new(move || asked.text() == offer.code),
            Box::new(move |_| here.chosen(Answer::typed(&code))),
        ));
    }
    radios
}
