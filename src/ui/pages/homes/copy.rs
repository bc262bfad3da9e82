//! What was answered for another subject in the same return: offered on the task list, copied with one press.

use super::super::draft::OnPage;
use super::super::later;
use crate::shell::Elsewhere;
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::parts::{button, details};
use crate::ui::text::homes as t;
use care_engine::session::{Edit, Node, Session};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

/// The offer, where another subject of this device has answers that can be the same.
pub(in super::super) fn copying(on: &OnPage) -> View {
    let subjects = on.app.shell().lists().subjects.len();
    if subjects < 2 {
        return nothing();
    }
    let on = on.clone();
    later(async move {
        let elsewhere = on.app.shell().elsewhere(&on.open).await;
        let any = elsewhere
            .iter()
            .any(|other| on.filling.read(|session| count(session, other)) > 0);
        if !any {
            return nothing();
        }
        offers(&on, elsewhere).any()
    })
}

fn offers(on: &OnPage, elsewhere: Vec<Elsewhere>) -> El {
    let copied: Rc<Cell<bool>> = Rc::default();
    let told = ArcTrigger::new();
    let mut body = el("div").add(el("p").text(t::COPY_INTRO));
    for other in elsewhere {
        let (shown, taken) = (on.clone(), on.clone());
        let (copied, tell) = (Rc::clone(&copied), told.clone());
        let other = Rc::new(other);
        let (named, from) = (Rc::clone(&other), Rc::clone(&other));
        let hidden = Rc::clone(&other);
        let seen = on.clone();
        let copy = button(t::COPY_FROM, "secondary", move || {
            let edit = taken
                .filling
                .read(|session| session.same_elsewhere(&from.answers));
            if let Some(edit) = edit {
                taken.filling.edit(edit);
                copied.set(true);
                tell.notify();
            }
        });
        let copy = copy.live_text(move || {
            follow(&shown);
            let count = shown.filling.read(|session| count(session, &named));
            [&named.name, t::answers(count).as_str()].concat()
        });
        body = body.add(
            div("div", "copy")
                .live_flag("hidden", move || {
                    follow(&seen);
                    seen.filling.read(|session| count(session, &hidden)) == 0
                })
                .add(copy),
        );
    }
    let said = div("p", "hint").attr("role", "status").live_text(move || {
        told.track();
        if copied.get() { t::COPIED } else { "" }.to_owned()
    });
    details(t::COPY, body.add(said))
}

fn follow(on: &OnPage) {
    for section in on.sections() {
        on.filling.track(&Node::Section(section));
    }
}

/// How many answers of another subject can be copied now.
fn count(session: &Session, other: &Elsewhere) -> usize {
    match session.same_elsewhere(&other.answers) {
        Some(Edit::Fill { answers, .. }) => answers.len(),
        _ => 0,
    }
}
