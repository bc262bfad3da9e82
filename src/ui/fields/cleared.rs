//! An answer that was typed over with nothing: the way back to it.

use crate::ui::el::{El, div};
use crate::ui::fields::place::Place;
use crate::ui::parts::{button, focus_soon, hidden_text};
use crate::ui::text::fields as t;
use care_engine::session::{Answer, Edit};
use leptos::prelude::document;
use std::cell::RefCell;

/// What stood at a place before the person began to type there, and the line that offers it back.
#[derive(Default)]
pub(crate) struct Cleared {
    before: RefCell<Option<Answer>>,
    line: RefCell<Option<El>>,
}

impl Cleared {
    /// The person typed; `undo` would take it back.
    pub(crate) fn typed(&self, undo: Option<Edit>) {
        self.forget();
        let mut before = self.before.borrow_mut();
        if let (None, Some(Edit::Set { answer, .. })) = (&*before, undo) {
            before.replace(answer);
        }
    }

    /// The person left: where an answer stood and nothing does now, it is offered back.
    pub(crate) fn left(&self, place: &Place) {
        let Some(before) = self.before.take() else {
            return;
        };
        // Where messages stand, which speaks by itself.
        let said = document().get_element_by_id(&place.part("said"));
        if let (true, false, Some(said)) = (place.is_blank(), before.is_blank(), said) {
            let line = line(place, before);
            line.place(&said, None);
            self.line.replace(Some(line));
        }
    }

    /// Nothing is offered any more.
    fn forget(&self) {
        if let Some(line) = self.line.take() {
            line.remove();
        }
    }
}

fn line(place: &Place, before: Answer) -> El {
    let back = place.clone();
    let undo = button(t::UNDO, "plain", move || {
        back.set(before.clone());
        back.cleared.forget();
        focus_soon(&back.id);
    });
    let label = [": ", &place.item().label].concat();
    div("p", "undo")
        .text(t::CLEARED)
        .add(undo.add(hidden_text(&label)))
}
