//! What was answered elsewhere to the same question: offered beside it with its day, taken with one press, and never
//! filled in by itself.

use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::fields::place::Place;
use crate::ui::fields::same::same;
use crate::ui::filling::Filling;
use crate::ui::parts::{button, focus_soon, hidden_text};
use crate::ui::signals::TITLE;
use crate::ui::text::fields as t;
use care_engine::session::Node;

/// The offer beside a question, for as long as it stands; where there is none, that it is the same as last time.
pub(crate) fn offer(place: &Place) -> Option<El> {
    let offered = place.filling.read(|session| session.offer_at(&place.at));
    if offered.is_none() {
        return same(place);
    }
    let (here, taken, shown) = (place.clone(), place.clone(), place.clone());
    let words = move || {
        here.track();
        let offer = here.filling.read(|session| session.offer_at(&here.at));
        offer.map_or_else(String::new, |offer| t::offer(&offer))
    };
    let take = button(t::USE_OFFER, "secondary small", move || {
        let offer = taken.filling.read(|session| session.offer_at(&taken.at));
        if let Some(offer) = offer {
            taken.filling.edit(offer.edit());
            focus_soon(&taken.id);
        }
    });
    let label = [": ", &place.item().label].concat();
    Some(
        div("div", "offer")
            .live_flag("hidden", move || {
                shown.track();
                let offer = shown.filling.read(|session| session.offer_at(&shown.at));
                offer.is_none() || !shown.filling.writable()
            })
            .add(el("p").id(&place.part("offer")).live_text(words))
            .add(take.add(hidden_text(&label))),
    )
}

/// Above the questions of a section: takes all that is offered in it, where that is more than one.
pub fn offers(filling: &Filling, section: u16) -> View {
    let some = filling.read(|session| session.offers_in(section).len() > 1);
    if !some {
        return nothing();
    }
    let here = filling.clone();
    div("div", "offers")
        .live(move || {
            here.track(&Node::Section(section));
            let count = here.read(|session| session.offers_in(section).len());
            if count < 2 || !here.writable() {
                return nothing();
            }
            let taken = here.clone();
            let take = button(t::USE_OFFERS, "secondary", move || {
                if let Some(edit) = taken.read(|session| session.take_offers(section)) {
                    taken.edit(edit);
                    focus_soon(TITLE);
                }
            });
            div("div", "inset")
                .add(el("p").text(&t::offers(count)))
                .add(take)
                .any()
        })
        .any()
}
