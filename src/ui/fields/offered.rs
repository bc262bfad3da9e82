//! Which codes of a list are offered at a place.

use crate::ui::el::{El, Hears, Says};
use crate::ui::fields::place::Place;
use crate::ui::parts::{Choice, choice};
use crate::ui::text::fields as t;
use care_engine::session::Content;
use care_engine::value::ListIx;
use std::rc::Rc;

/// A code as it is offered.
#[derive(Clone)]
pub(crate) struct Offer {
    /// Its place in the list; `None` for an answer that the list does not have.
    pub(crate) index: Option<u32>,
    /// The code.
    pub(crate) code: String,
    /// What the person reads.
    pub(crate) label: String,
}

/// The codes that may be used on the date of the item's basis, and those that were answered and may not: an answer
/// stays visible.
pub(crate) fn offered(place: &Place, list: ListIx) -> Vec<Offer> {
    let definition = place.definition();
    let codes = &definition.list(list).codes;
    place.filling.read(|session| {
        let on = session.basis_date(place.item().basis);
        let answered = answered(&session.answer(&place.at).content);
        let mut offers = Vec::new();
        for (index, code) in (0..).zip(codes) {
            let mut label = code.said().to_owned();
            if !definition.valid_on(list, index, on) {
                if !answered.iter().any(|answered| **answered == *code.code) {
                    continue;
                }
                match code.until.filter(|until| *until < on) {
                    Some(until) => label.extend([t::ENDED, &until.long(), ")"]),
                    None => label.push_str(t::NOT_USED),
                }
            }
            offers.push(Offer {
                index: Some(index),
                code: code.code.clone(),
                label,
            });
        }
        for unknown in answered {
            if !codes.iter().any(|code| *code.code == *unknown) {
                let label = [&*unknown, t::NOT_USED].concat();
                offers.push(Offer {
                    index: None,
                    code: unknown.to_string(),
                    label,
                });
            }
        }
        offers
    })
}

/// The codes of an answer.
pub(crate) fn answered(content: &Content) -> Vec<Rc<str>> {
    match content {
        Content::Text(text) => vec![Rc::clone(text)],
        Content::Codes(codes) => codes.to_vec(),
        Content::Blank | Content::Missing(_) => Vec::new(),
    }
}

/// A radio or checkbox of a place. The first (`at` 0) has the place's own id, so that links lead there.
pub(crate) fn option(
    place: &Place,
    at: usize,
    radio: bool,
    label: &str,
    chosen: Box<dyn Says<bool>>,
    pick: Box<dyn Hears<bool>>,
) -> El {
    let off = place.clone();
    choice(Choice {
        radio,
        id: if at == 0 {
            place.id.to_string()
        } else {
            place.part(&at.to_string())
        },
        name: place.id.to_string(),
        label: label.to_owned(),
        chosen,
        off: Box::new(move || off.off()),
        pick,
    })
}
