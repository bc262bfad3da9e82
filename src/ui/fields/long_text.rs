//! Long text: an area with the count of the words that are left.

use crate::ui::el::{El, div, el};
use crate::ui::fields::control::typed_into;
use crate::ui::fields::place::Place;
use crate::ui::parts::soon;
use crate::ui::text::fields as t;
use care_engine::value::read::count_words;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// How long the person must rest before the count is spoken.
const REST: Duration = Duration::from_secs(1);

/// The area and its count. The count is seen at once and spoken when the person rests.
pub(crate) fn long_text(place: &Place, described: &str, words: u32) -> El {
    let ids = [described, " ", &place.part("count")].concat();
    let (seen, spoken) = (place.clone(), place.clone());
    let left = move |place: &Place| t::words_left(words, count_words(&place.text()));
    let rest = ArcTrigger::new();
    let said = Rc::new(Cell::new(false));
    let (rested, has_said) = (rest.clone(), Rc::clone(&said));
    let turn = Rc::new(Cell::new(0_u32));
    let area = typed_into(place, el("textarea").attr("rows", "5"), &ids).on("input", move |_| {
        turn.set(turn.get().wrapping_add(1));
        let (mine, turn, rest, said) =
            (turn.get(), Rc::clone(&turn), rest.clone(), Rc::clone(&said));
        let spoken = move || {
            if turn.get() == mine {
                said.set(true);
                rest.notify();
            }
        };
        soon(Box::new(spoken), REST);
    });
    div("div", "counted")
        .add(area)
        .add(
            div("p", "hint")
                .id(&place.part("count"))
                .live_text(move || left(&seen)),
        )
        .add(
            div("p", "visually-hidden")
                .attr("aria-live", "polite")
                .live_text(move || {
                    rested.track();
                    // Nothing is spoken before the person has typed; the text is read without following each letter of it.
                    if !has_said.get() {
                        return String::new();
                    }
                    t::words_left(words, count_words(&spoken.text_now()))
                }),
        )
}
