//! What unlocks beside a PIN: a security key that one carries or, where nobody else uses the device, its own lock.

use super::super::later;
use super::form::{Form, described, sent_by};
use super::secret::secret;
use super::{refused_words, unlock_words};
use crate::shell::{
    AddKeyError, Authenticators, KeyKind, KeyUnlockError, Person, Secret, UnlockError,
};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::layout::store_words;
use crate::ui::parts::{Choice, button, choice};
use crate::ui::signals::App;
use crate::ui::text::keys as k;
use crate::ui::text::people as p;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

/// Where what is wrong with it is said.
const PLACE: &str = "security-key";
const SECRET: &str = "key-secret";

/// What the open person unlocks with beside the secret, or the way to it; nothing where the browser knows none.
pub(super) fn own(form: &Rc<Form>, person: &Person) -> View {
    let (form, person) = (Rc::clone(form), person.clone());
    later(async move {
        let shell = Rc::clone(form.app.shell());
        match shell.key_kind(&person.id).await {
            Ok(Some(kind)) => has(&form, kind),
            Ok(None) => offered(&form, &person, shell.authenticators().await),
            Err(error) => el("p").text(store_words(&error)).any(),
        }
    })
}

fn section() -> El {
    div("section", "key").add(el("h2").text(k::TITLE))
}

fn has(form: &Rc<Form>, kind: KeyKind) -> View {
    let removing = Rc::clone(form);
    let remove = button(k::REMOVE, "secondary", move || {
        let form = Rc::clone(&removing);
        removing.run(async move {
            match form.app.shell().remove_security_key().await {
                Ok(()) => form.app.again(),
                Err(error) => {
                    form.say(vec![(store_words(&error).to_owned(), PLACE.to_owned())]);
                }
            }
        });
    });
    section()
        .id(PLACE)
        .attr("tabindex", "-1")
        .add(el("p").text(k::has(kind)))
        .add(el("p").text(k::REMOVED_LEFT))
        .add(remove)
        .any()
}

fn offered(form: &Rc<Form>, person: &Person, can: Authenticators) -> View {
    if !can.roaming {
        return nothing();
    }
    let shared = form.app.shell().people().len() > 1;
    let chosen: Rc<Cell<Option<KeyKind>>> = Rc::default();
    let mut fields = Vec::new();
    if can.platform && !shared {
        fields.push(kinds(form, &chosen));
    } else {
        chosen.set(Some(KeyKind::Roaming));
        fields.push(
            form.around(PLACE)
                .id(PLACE)
                .attr("tabindex", "-1")
                .add(el("p").text(k::ROAMING_MEANS))
                .add(form.said(PLACE)),
        );
    }
    let guard = person.guard;
    let (whole, typed) = secret(form, SECRET, k::SECRET, guard, false, Some(k::STAYS));
    fields.push(whole);
    fields.push(el("p").text(k::TWICE));
    let form = Rc::clone(form);
    section()
        .add_maybe(shared.then(|| el("p").text(k::SHARED)))
        .add(sent_by(fields, k::ADD, move || {
            let text = typed.value();
            let mut wrong = Vec::new();
            if chosen.get().is_none() {
                wrong.push((k::SELECT.to_owned(), PLACE.to_owned()));
            }
            if text.trim().is_empty() {
                wrong.push((p::ENTER_SECRET.to_owned(), SECRET.to_owned()));
            }
            let stops = !wrong.is_empty();
            form.say(wrong);
            if let (Some(kind), false) = (chosen.get(), stops) {
                add(&form, kind, Secret::tried(guard, &text));
            }
        }))
        .any()
}

fn add(form: &Rc<Form>, kind: KeyKind, secret: Secret) {
    let this = Rc::clone(form);
    form.run(async move {
        let app = &this.app;
        match app.shell().add_security_key(kind, &secret).await {
            Ok(()) => app.again(),
            Err(AddKeyError::Authenticator(error)) => {
                this.say(vec![(k::gave_nothing(error).to_owned(), PLACE.to_owned())]);
            }
            Err(AddKeyError::People(error)) => {
                this.say(vec![(refused_words(app, &error), SECRET.to_owned())]);
            }
        }
    });
}

/// The choice of where the key is. The device's own lock says on itself whose the device must be.
fn kinds(form: &Rc<Form>, chosen: &Rc<Cell<Option<KeyKind>>>) -> El {
    let changed = ArcTrigger::new();
    let mut choices = div("div", "choices");
    for (id, kind, label, means) in [
        (PLACE, KeyKind::Roaming, k::ROAMING, k::ROAMING_MEANS),
        (
            "device-lock",
            KeyKind::Platform,
            k::PLATFORM,
            k::PLATFORM_MEANS,
        ),
    ] {
        let (seen, set) = (Rc::clone(chosen), Rc::clone(chosen));
        let (follow, tell) = (changed.clone(), changed.clone());
        choices = choices
            .add(choice(Choice {
                radio: true,
                id: id.to_owned(),
                name: PLACE.to_owned(),
                label: label.to_owned(),
                chosen: Box::new(move || {
                    follow.track();
                    seen.get() == Some(kind)
                }),
                off: Box::new(|| false),
                pick: Box::new(move |_| {
                    set.set(Some(kind));
                    tell.notify();
                }),
            }))
            .add(div("p", "hint").text(means));
    }
    form.around(PLACE).add(
        el("fieldset")
            .attr("aria-describedby", &described(PLACE, None))
            .add(div("legend", "ask").text(k::WHICH))
            .add(form.said(PLACE))
            .add(choices),
    )
}

/// Why a key unlocked nothing, in words.
pub(super) fn words(app: &App, error: &KeyUnlockError) -> String {
    match error {
        KeyUnlockError::Authenticator(error) => k::gave_nothing(*error).to_owned(),
        KeyUnlockError::Unlock(UnlockError::Wrong { .. }) => k::OPENS_NOTHING.to_owned(),
        KeyUnlockError::Unlock(error) => unlock_words(app, error),
    }
}
