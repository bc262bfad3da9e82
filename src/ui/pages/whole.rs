//! What a person says of the whole return, on its task list: that there is nothing to report, or that nothing has changed.
//! Each is offered where it can be said, and can be taken back.

use super::draft::OnPage;
use super::summary;
use crate::ui::el::{El, div, el};
use crate::ui::parts::{Choice, button, choice, details_later, focus, focus_soon, inset};
use crate::ui::text::whole as t;
use care_engine::session::{Edit, Session};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::rc::Rc;

/// The ids of the two blocks, and the name of the reasons.
const NIL: &str = "nil";
const UNCHANGED: &str = "unchanged";

/// What was said, and what can be said.
pub(super) fn words(on: &OnPage) -> Vec<El> {
    let mut words = Vec::new();
    words.extend(on.filling.read(core_only));
    words.extend(unchanged(on));
    words.extend(nil(on));
    words
}

/// That only the core is asked, and why.
fn core_only(session: &Session) -> Option<El> {
    session
        .core_only()
        .then(|| inset(el("p").text(t::CORE_ONLY)))
}

/// Why the return is nil, in words; `None` where it is not.
pub(super) fn why_nil(session: &Session) -> Option<String> {
    let reason = session.nil()?;
    let known = session.definition().nil_reasons.and_then(|list| {
        let codes = &session.definition().list(list).codes;
        codes.iter().find(|code| code.code == reason)
    });
    let label = known.map_or(reason, |code| code.said());
    Some([t::NIL_SAID, label, "."].concat())
}

/// What was carried over, with the day that each figure is of; for "check your answers".
pub(super) fn carried(session: &Session) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, on) in session.carried() {
        let mut line = summary::label(session, &at);
        line.push_str(": ");
        line.push_str(&session.in_words(&at).unwrap_or_default());
        if let Some(on) = on {
            line.push_str(t::CARRIED_ON);
            line.push_str(&on.long());
            line.push(')');
        }
        lines.push(line);
    }
    lines
}

fn nil(on: &OnPage) -> Option<El> {
    if let Some(said) = on.filling.read(why_nil) {
        let edit = Session::take_back_nil;
        return Some(said_so(on, NIL, &said, t::NIL_BACK, edit));
    }
    let reasons = on.filling.read(reasons);
    if reasons.is_empty() {
        return None;
    }
    let asked = on.clone();
    Some(offer(
        NIL,
        details_later(t::NIL, false, move || ask_nil(&asked, reasons.clone())),
    ))
}

/// Codes and labels of the reasons that may be given today; none where the return cannot be nil.
fn reasons(session: &Session) -> Vec<(String, String)> {
    let definition = session.definition();
    let mut offered = Vec::new();
    let Some(list) = definition.nil_reasons.filter(|_| session.can_be_nil()) else {
        return offered;
    };
    for (at, code) in (0..).zip(&definition.list(list).codes) {
        if definition.valid_on(list, at, session.facts().today) {
            offered.push((code.code.clone(), code.said().to_owned()));
        }
    }
    offered
}

fn ask_nil(on: &OnPage, reasons: Vec<(String, String)>) -> El {
    let chosen: Rc<RefCell<Option<String>>> = Rc::default();
    let wanting = Rc::new(RefCell::new(false));
    let (changed, said) = (ArcTrigger::new(), ArcTrigger::new());
    let mut radios = el("fieldset")
        .attr("aria-describedby", "nil-said")
        .add(el("legend").text(t::NIL_WHY));
    for (at, (code, label)) in reasons.into_iter().enumerate() {
        let (asked, tell) = (changed.clone(), changed.clone());
        let (now, set, wanted) = (Rc::clone(&chosen), Rc::clone(&chosen), code.clone());
        radios = radios.add(choice(Choice {
            radio: true,
            id: ["nil-", &at.to_string()].concat(),
            name: NIL.to_owned(),
            label,
            chosen: Box::new(move || {
                asked.track();
                now.borrow().as_ref() == Some(&wanted)
            }),
            off: Box::new(|| false),
            pick: Box::new(move |_| {
                set.replace(Some(code.clone()));
                tell.notify();
            }),
        }));
    }
    let (filling, want, tell) = (on.filling.clone(), Rc::clone(&wanting), said.clone());
    let set = move || {
        let reason = chosen.borrow().clone();
        let Some(reason) = reason else {
            want.replace(true);
            tell.notify();
            focus("nil-0");
            return;
        };
        let edit = filling.read(|session| session.say_nil(&reason));
        filling.edit(edit);
        focus_soon(NIL);
    };
    let message = div("p", "message")
        .id("nil-said")
        .attr("role", "status")
        .live_text(move || {
            said.track();
            let wanting = *wanting.borrow();
            if wanting { t::NIL_SELECT } else { "" }.to_owned()
        });
    el("div")
        .add(el("p").text(t::NIL_INTRO))
        .add(message)
        .add(radios)
        .add(button(t::NIL_SET, "secondary", set))
}

fn unchanged(on: &OnPage) -> Option<El> {
    let since = on.filling.read(|session| {
        let period = session.facts().previous.as_ref()?.period;
        Some(period.map_or_else(
            || t::LAST_TIME.to_owned(),
            care_engine::definition::Period::label,
        ))
    })?;
    let count = on.filling.read(|session| session.carried().len());
    if count > 0 {
        let mut said = t::carried(count);
        said.push_str(t::CARRIED_FOR);
        said.push_str(&since);
        said.push('.');
        let edit = |session: &Session| {
            let nothing = Edit::Fill {
                nil: session.nil().map(Rc::from),
                answers: Vec::new(),
            };
            session.take_back_unchanged().unwrap_or(nothing)
        };
        return Some(said_so(on, UNCHANGED, &said, t::CARRIED_BACK, edit));
    }
    on.filling.read(Session::say_unchanged)?;
    let title = [t::UNCHANGED, &since, "?"].concat();
    let asked = on.clone();
    Some(offer(
        UNCHANGED,
        details_later(&title, false, move || {
            let filling = asked.filling.clone();
            let copy = button(t::UNCHANGED_SET, "secondary", move || {
                if let Some(edit) = filling.read(Session::say_unchanged) {
                    filling.edit(edit);
                    focus_soon(UNCHANGED);
                }
            });
            el("div").add(el("p").text(t::UNCHANGED_INTRO)).add(copy)
        }),
    ))
}

fn offer(id: &str, details: El) -> El {
    div("div", "offer")
        .id(id)
        .attr("tabindex", "-1")
        .add(details)
}

/// What was said, and the way back.
fn said_so(
    on: &OnPage,
    id: &'static str,
    said: &str,
    back: &str,
    edit: fn(&Session) -> Edit,
) -> El {
    let filling = on.filling.clone();
    let back = button(back, "plain", move || {
        let edit = filling.read(edit);
        filling.edit(edit);
        focus_soon(id);
    });
    inset(el("div").add(el("p").text(said)).add(back))
        .id(id)
        .attr("tabindex", "-1")
}
