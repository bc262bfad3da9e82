//! What stands around every control: question, hint, last time's figure, messages, and what helps.

use crate::ui::el::{El, div, el};
use crate::ui::fields::control::{control, is_group, is_radio_group};
use crate::ui::fields::missing::missing;
use crate::ui::fields::offer::offer;
use crate::ui::fields::place::Place;
use crate::ui::fields::readout::hidden;
use crate::ui::parts::details_later;
use crate::ui::text::fields as t;
use care_engine::definition::{Kind, Mark};

/// A question with all that belongs to it.
pub(crate) fn frame(place: &Place) -> El {
    let wrong = place.said.clone();
    let whole = place
        .said
        .kept_by(el("div"))
        .live_flag("hidden", hidden(place.clone()))
        .live_attr("class", move || {
            Some(if wrong.wrong() {
                "field wrong"
            } else {
                "field"
            })
        });
    let kind = &place.item().kind;
    let hint = hint(place);
    let before = before(place);
    let mut described = String::new();
    for (there, name) in [
        (hint.is_some(), "hint"),
        (before.is_some(), "before"),
        (true, "said"),
    ] {
        if there {
            described.push_str(&place.part(name));
            described.push(' ');
        }
    }
    let said = place.said.messages(&place.part("said"));
    let described = described.trim_end();
    let asked = if is_group(kind) {
        let legend = place.part("legend");
        let mut group = el("fieldset").attr("aria-describedby", described);
        if is_radio_group(kind) {
            group = group
                .attr("role", "radiogroup")
                .attr("aria-labelledby", &legend)
                .live_attr("aria-invalid", place.said.invalid());
        }
        group
            .add(question(place, el("legend").id(&legend)))
            .add_maybe(hint)
            .add_maybe(before)
            .add_maybe(offer(place))
            .add(said)
            .add(control(place, described))
    } else {
        el("div")
            .add(question(place, el("label").attr("for", &place.id)))
            .add_maybe(hint)
            .add_maybe(before)
            .add_maybe(offer(place))
            .add(said)
            .add(control(place, described))
    };
    whole.add(asked).add(place.said.blocks()).add(
        div("div", "extras")
            .add_maybe(missing(place))
            .add_maybe(why(place)),
    )
}

/// The question, and whether it may be left out.
fn question(place: &Place, element: El) -> El {
    let (asked, needed) = (place.clone(), place.clone());
    element
        .class("ask")
        .live_text(move || {
            asked.track();
            asked.filling.read(|session| session.question(&asked.at))
        })
        .add(div("span", "optional").live_text(move || {
            needed.track();
            let needed = needed.filling.read(|session| session.needed(&needed.at));
            if needed { "" } else { t::OPTIONAL }.to_owned()
        }))
}

/// The item's hint, and what a date or an identifier looks like.
fn hint(place: &Place) -> Option<El> {
    let own = place.filling.read(|session| session.hint(&place.at));
    let like = match &place.item().kind {
        Kind::Date => Some(t::DATE_LIKE.to_owned()),
        Kind::Month => Some(t::MONTH_LIKE.to_owned()),
        Kind::Code(_) => Some(t::FIND.to_owned()),
        Kind::Identifier(identifier) => Some([t::LIKE, identifier.example()].concat()),
        _ => None,
    };
    let there = own.is_some();
    if !there && like.is_none() {
        return None;
    }
    let here = place.clone();
    let mut hint = div("div", "hint").id(&place.part("hint"));
    if there {
        hint = hint.add(el("p").live_text(move || {
            here.track();
            here.filling
                .read(|session| session.hint(&here.at))
                .unwrap_or_default()
        }));
    }
    Some(hint.add_maybe(like.map(|like| el("p").text(&like))))
}

/// Last time's figure with its period, and the change.
pub(crate) fn before(place: &Place) -> Option<El> {
    place.filling.read(|session| session.before(&place.at))?;
    let here = place.clone();
    Some(
        div("p", "before")
            .id(&place.part("before"))
            .live_text(move || {
                here.track();
                let Some(before) = here.filling.read(|session| session.before(&here.at)) else {
                    return String::new();
                };
                let mut said = [before.when.as_str(), ": ", &before.value].concat();
                if let Some(change) = &before.change {
                    said.push_str(t::NOW);
                    said.push_str(change);
                }
                said
            }),
    )
}

/// Why it is asked, and where that stands.
fn why(place: &Place) -> Option<El> {
    let why = place.item().why.clone()?;
    let here = place.clone();
    Some(details_later(t::WHY, false, move || {
        let source = &here.item().source;
        let mut from = [t::SOURCE, &source.title].concat();
        if let Some(date) = source.date {
            from.push_str(", ");
            from.push_str(&date.long());
        }
        let proposed = (source.mark == Mark::Proposed).then(|| div("p", "hint").text(t::PROPOSED));
        el("div")
            .add(el("p").text(&why))
            .add(div("p", "hint").text(&from))
            .add_maybe(proposed)
    }))
}
