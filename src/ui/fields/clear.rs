//! Clears all answers of a page, with the way back.

use crate::ui::el::{El, div};
use crate::ui::fields::anchor;
use crate::ui::filling::Filling;
use crate::ui::parts::{button, focus_soon};
use crate::ui::signals::TITLE;
use crate::ui::text::fields as t;
use care_engine::session::{Edit, Node};
use std::cell::RefCell;
use std::rc::Rc;

/// The button, and what it says and offers once it was pressed.
pub fn clear(filling: &Filling, section: u16) -> El {
    let place = div("span", "cleared");
    let (filling, here) = (filling.clone(), place.node().clone());
    let line: Rc<RefCell<Option<El>>> = Rc::default();
    let id = [&anchor(&Node::Section(section)), "-undo"].concat();
    place.add(button(t::CLEAR_PAGE, "plain", move || {
        let mut back: Vec<Edit> = Vec::new();
        for edit in filling.read(|session| session.clear(section)) {
            back.extend(filling.edit(edit));
        }
        if let Some(old) = line.take() {
            old.remove();
        }
        if back.is_empty() {
            return;
        }
        let (undone, kept) = (filling.clone(), Rc::clone(&line));
        let back = RefCell::new(back);
        let undo = button(t::UNDO, "plain", move || {
            for edit in back.take().into_iter().rev() {
                undone.edit(edit);
            }
            if let Some(line) = kept.take() {
                line.remove();
            }
            focus_soon(TITLE);
        });
        let words = [&id, "-said"].concat();
        let said = div("p", "undo")
            .add(div("span", "words").id(&words).text(t::PAGE_CLEARED))
            .add(undo.id(&id).attr("aria-describedby", &words));
        said.place(&here, None);
        line.replace(Some(said));
        focus_soon(&id);
    }))
}
