//! What was done to a table last, and the way back.

use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::filling::Filling;
use crate::ui::parts::{button, focus_soon};
use crate::ui::text::fields as t;
use care_engine::session::Edit;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::rc::Rc;

/// One thing that was done.
pub(crate) struct Done {
    /// What, in words.
    pub(crate) words: String,
    /// The edits that take it back, in the order in which they were made.
    pub(crate) back: Vec<Edit>,
    /// Where the focus goes then.
    pub(crate) focus: String,
    /// What had no place in the table: a line each.
    pub(crate) unfit: Vec<String>,
}

/// What was done last, if anything was.
#[derive(Default)]
pub(crate) struct Last {
    done: RefCell<Option<Done>>,
    changed: ArcTrigger,
}

impl Last {
    /// Something was done, or what was done can no longer be taken back.
    pub(crate) fn set(&self, done: Option<Done>) {
        self.done.replace(done);
        self.changed.notify();
    }

    /// The lines about it: what is spoken with the button, and what had no place. `id` is the button's.
    pub(crate) fn lines(self: &Rc<Self>, filling: &Filling, id: &str) -> El {
        let (said, left) = (Rc::clone(self), Rc::clone(self));
        let (filling, id) = (filling.clone(), id.to_owned());
        el("div")
            .add(
                div("div", "undo")
                    .attr("role", "status")
                    .live(move || said.line(&filling, &id)),
            )
            .add(div("div", "unfit").live(move || left.unfit()))
    }

    fn line(self: &Rc<Self>, filling: &Filling, id: &str) -> View {
        self.changed.track();
        let done = self.done.borrow();
        let Some(done) = done.as_ref() else {
            return nothing();
        };
        let line = el("p").text(&done.words);
        if done.back.is_empty() {
            return line.any();
        }
        let (last, filling) = (Rc::clone(self), filling.clone());
        let undo = button(t::UNDO, "plain", move || {
            let Some(done) = last.done.take() else {
                return;
            };
            for edit in done.back.into_iter().rev() {
                filling.edit(edit);
            }
            last.changed.notify();
            focus_soon(&done.focus);
        });
        line.add(undo.id(id)).any()
    }

    fn unfit(&self) -> View {
        self.changed.track();
        let done = self.done.borrow();
        let lines = done.as_ref().map_or(&[][..], |done| &done.unfit);
        if lines.is_empty() {
            return nothing();
        }
        let mut list = el("ul");
        for line in lines {
            list = list.add(el("li").text(line));
        }
        div("div", "notice")
            .add(el("p").text(t::UNFIT))
            .add(list)
            .any()
    }
}
