//! Any number of a list: checkboxes, with one that excludes the others.

use crate::ui::el::{El, div};
use crate::ui::fields::offered::{Offer, answered, offered, option};
use crate::ui::fields::place::Place;
use crate::ui::text::fields as t;
use care_engine::session::Answer;
use care_engine::value::ListIx;
use std::rc::Rc;

/// A checkbox for each code; the one that means "none of these" comes last, behind "or".
pub(crate) fn many(place: &Place, list: ListIx, none: Option<u32>) -> El {
    let is_none = |offer: &Offer| offer.index.is_some() && offer.index == none;
    let mut offers = offered(place, list);
    let mut alone: Option<Rc<str>> = None;
    if let Some(at) = offers.iter().position(is_none) {
        let behind = offers.remove(at);
        alone = Some(Rc::from(behind.code.as_str()));
        offers.push(behind);
    }
    let mut group = div("div", "choices");
    for (at, offer) in offers.into_iter().enumerate() {
        if is_none(&offer) && at > 0 {
            group = group.add(div("p", "or").text(t::OR));
        }
        let (asked, here, code, alone) = (
            place.clone(),
            place.clone(),
            offer.code.clone(),
            alone.clone(),
        );
        group = group.add(option(
            place,
            at,
            false,
            &offer.label,
            Box::new(move || {
                answered(&asked.content())
                    .iter()
                    .any(|chosen| **chosen == *offer.code)
            }),
            Box::new(move |on| {
                let old = here
                    .filling
                    .read(|session| answered(&session.answer(&here.at).content));
                let new = chosen(&old, &code, on, alone.as_deref());
                here.chosen(Answer::codes(&new));
            }),
        ));
    }
    group
}

/// The codes after one was chosen or taken away: the exclusive one leaves none beside it.
fn chosen<'a>(old: &'a [Rc<str>], code: &'a str, on: bool, alone: Option<&str>) -> Vec<&'a str> {
    if on && alone == Some(code) {
        return vec![code];
    }
    let mut codes: Vec<&str> = Vec::new();
    for old in old {
        if **old != *code && (!on || alone != Some(&**old)) {
            codes.push(old);
        }
    }
    if on {
        codes.push(code);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exclusive_code_stands_alone() {
        let old: Vec<Rc<str>> = vec![Rc::from("a"), Rc::from("b")];
        assert_eq!(chosen(&old, "c", true, Some("none")), ["a", "b", "c"]);
        assert_eq!(chosen(&old, "a", false, Some("none")), ["b"]);
        assert_eq!(chosen(&old, "none", true, Some("none")), ["none"]);
        let none: Vec<Rc<str>> = vec![Rc::from("none")];
        assert_eq!(chosen(&none, "a", true, Some("none")), ["a"]);
        assert_eq!(chosen(&none, "none", false, Some("none")), [""; 0]);
    }
}
