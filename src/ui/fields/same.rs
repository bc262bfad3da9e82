//! "Same as last time", for a question and for a page: what stands on a day is copied where nothing was answered yet.

use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::fields::place::Place;
use crate::ui::filling::Filling;
use crate::ui::parts::{button, focus_soon, hidden_text};
use crate::ui::signals::TITLE;
use crate::ui::text::fields as t;
use care_engine::session::{Edit, Node};

/// The button of a question, for as long as it can be used. Where there is no earlier return, nothing more is looked at.
pub(crate) fn same(place: &Place) -> Option<El> {
    let earlier = place
        .filling
        .read(|session| session.facts().previous.is_some());
    if earlier { of_question(place) } else { None }
}

#[inline(never)]
fn of_question(place: &Place) -> Option<El> {
    place.filling.read(|session| session.same_at(&place.at))?;
    let (shown, taken) = (place.clone(), place.clone());
    let take = button(t::SAME, "secondary small", move || {
        let edit = taken.filling.read(|session| session.same_at(&taken.at));
        if let Some(edit) = edit {
            taken.filling.edit(edit);
            focus_soon(&taken.id);
        }
    });
    let label = [": ", &place.item().label].concat();
    Some(
        div("div", "offer")
            .live_flag("hidden", move || {
                shown.track();
                let edit = shown.filling.read(|session| session.same_at(&shown.at));
                edit.is_none() || !shown.filling.writable()
            })
            .add(take.add(hidden_text(&label))),
    )
}

/// Above the questions of a section: copies all that can be, where that is more than one.
pub fn same_page(filling: &Filling, section: u16) -> View {
    if filling.read(|session| count(session.same_in(section).as_ref())) < 2 {
        return nothing();
    }
    let here = filling.clone();
    div("div", "offers")
        .live(move || {
            here.track(&Node::Section(section));
            let edit = here.read(|session| session.same_in(section));
            let count = count(edit.as_ref());
            if count < 2 || !here.writable() {
                return nothing();
            }
            let taken = here.clone();
            let take = button(t::SAME_PAGE, "secondary", move || {
                if let Some(edit) = taken.read(|session| session.same_in(section)) {
                    taken.edit(edit);
                    focus_soon(TITLE);
                }
            });
            div("div", "inset")
                .add(el("p").text(&t::same(count)))
                .add(take)
                .any()
        })
        .any()
}

/// How many answers an edit sets.
fn count(edit: Option<&Edit>) -> usize {
    match edit {
        Some(Edit::Fill { answers, .. }) => answers.len(),
        _ => 0,
    }
}
