//! An answer that cannot be given, and why: told apart from zero, and from nothing.

use crate::ui::el::{El, div, el};
use crate::ui::fields::place::Place;
use crate::ui::parts::{Choice, button, choice, details_later, focus_soon};
use crate::ui::text::fields as t;
use care_engine::definition::Kind;
use care_engine::session::{Answer, Content, Edit};
use std::cell::RefCell;
use std::rc::Rc;

/// The reasons behind a disclosure; `None` for a question that allows none but those that its control offers itself.
pub(crate) fn missing(place: &Place) -> Option<El> {
    let own = place.dont_know();
    let mut reasons = Vec::new();
    for reason in &place.item().missing {
        if Some(*reason) != own {
            reasons.push(*reason);
        }
    }
    if reasons.is_empty() {
        return None;
    }
    let number = matches!(place.item().kind, Kind::Number { .. });
    let open = matches!(place.content_now(), Content::Missing(reason) if Some(reason) != own);
    // What was typed before, for the way back.
    let back: Rc<RefCell<Option<Edit>>> = Rc::default();
    let place = place.clone();
    let summary = if number {
        t::CANNOT_GIVE
    } else {
        t::CANNOT_ANSWER
    };
    Some(details_later(summary, open, move || {
        form(&place, &reasons, number, &back)
    }))
}

fn form(place: &Place, reasons: &[u16], number: bool, back: &Rc<RefCell<Option<Edit>>>) -> El {
    let mut radios = div("div", "choices small");
    for (at, reason) in reasons.iter().enumerate() {
        let (asked, here, off) = (place.clone(), place.clone(), place.clone());
        let (reason, kept) = (*reason, Rc::clone(back));
        let label = place
            .definition()
            .missing
            .get(usize::from(reason))
            .map_or("", |(_, label)| label);
        radios = radios.add(choice(Choice {
            radio: true,
            id: place.part(&["missing-", &at.to_string()].concat()),
            name: place.part("missing"),
            label: label.to_owned(),
            chosen: Box::new(move || asked.missing() == Some(reason)),
            off: Box::new(move || !off.filling.writable()),
            pick: Box::new(move |_| {
                let undo = here.set(Answer::missing(reason));
                here.leave();
                // From one reason to another: what was typed before stays the way back.
                if let Some(Edit::Set {
                    answer:
                        Answer {
                            content: Content::Missing(_),
                            ..
                        },
                    ..
                }) = undo
                {
                    return;
                }
                *kept.borrow_mut() = undo;
            }),
        }));
    }
    let (here, kept, shown) = (place.clone(), Rc::clone(back), place.clone());
    let give = button(t::GIVE_IT, "plain", move || {
        match kept.borrow_mut().take() {
            Some(edit) => {
                here.filling.edit(edit);
            }
            None => {
                here.set(Answer::BLANK);
            }
        }
        focus_soon(&here.id);
    });
    let own = place.dont_know();
    el("fieldset")
        .maybe(
            "aria-describedby",
            number.then(|| place.part("not-zero")).as_deref(),
        )
        .add(el("legend").text(t::WHY_MISSING))
        .add_maybe(number.then(|| {
            div("p", "hint")
                .id(&place.part("not-zero"))
                .text(t::NOT_ZERO)
        }))
        .add(radios)
        .add(give.live_flag("hidden", move || {
            shown.missing().is_none_or(|reason| Some(reason) == own)
        }))
}
