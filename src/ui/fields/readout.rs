//! A figure that is worked out: shown, never typed.

use crate::ui::el::{El, div, el};
use crate::ui::fields::place::Place;
use crate::ui::text::fields as t;
use care_engine::session::Node;

/// The figure with its label. It changes silently: it follows what the person types.
pub(crate) fn readout(place: &Place) -> El {
    let (asked, shown) = (place.clone(), place.clone());
    let question = move || {
        asked.track();
        asked.filling.read(|session| session.question(&asked.at))
    };
    div("p", "field readout")
        .id(&place.id)
        .attr("tabindex", "-1")
        .live_flag("hidden", hidden(shown))
        .add(el("span").live_text(question).text(": "))
        .add(figure(place))
}

/// The figure alone.
pub(crate) fn figure(place: &Place) -> El {
    let here = place.clone();
    el("strong").live_text(move || {
        here.track();
        here.filling
            .read(|session| session.in_words(&here.at))
            .unwrap_or_else(|| t::NOT_YET.to_owned())
    })
}

/// `hidden` as long as a rule hides the place.
pub(crate) fn hidden(place: Place) -> impl Fn() -> bool + 'static {
    move || {
        place.track();
        !place
            .filling
            .read(|session| session.shown(&Node::At(place.at.clone())))
    }
}
