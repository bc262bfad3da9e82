//! The homes of this device, and whose the returns are.

use super::form::{Form, sent_by};
use super::naming::{Of, named, rename};
use super::refused_words;
use crate::shell::{Home, KnownSubject, PeopleError};
use crate::ui::el::{El, div, el};
use crate::ui::parts::{button, details_later, hidden_text};
use crate::ui::text::people as p;
use std::rc::Rc;

const HOME: &str = "home-name";

/// Whose the returns are, subject by subject.
pub(super) fn whose(form: &Rc<Form>, homes: &[Home]) -> Vec<El> {
    let lists = form.app.shell().lists();
    let mut parts = Vec::new();
    for known in &lists.subjects {
        parts.extend(whose_one(form, known, homes));
    }
    if !parts.is_empty() {
        parts.insert(0, el("h2").text(p::WHOSE));
    }
    parts
}

/// Whose a subject's returns are, and the way to change it.
fn whose_one(form: &Rc<Form>, known: &KnownSubject, homes: &[Home]) -> Option<El> {
    let name = &known.subject.as_ref()?.name;
    let now = form.app.shell().home_of(&known.key);
    let shared = now
        .as_ref()
        .and_then(|id| homes.iter().find(|home| home.id == *id));
    let line = el("p").text(name);
    let line = match shared {
        Some(home) => line.text(p::OF_HOME).text(&home.name).text("."),
        None => line.text(p::ONLY_YOURS),
    };
    let mut buttons = div("div", "buttons");
    let hidden = [": ", name].concat();
    for home in homes {
        if now.as_ref() != Some(&home.id) {
            let label = [p::SHARE, &home.name].concat();
            let share = share(form, &known.key, Some(home.id.clone()), &label);
            buttons = buttons.add(share.add(hidden_text(&hidden)));
        }
    }
    if now.is_some() {
        let keep = share(form, &known.key, None, p::KEEP_OWN);
        buttons = buttons.add(keep.add(hidden_text(&hidden)));
    }
    Some(el("div").add(line).add(buttons))
}

fn share(form: &Rc<Form>, key: &str, home: Option<String>, label: &str) -> El {
    let (form, key) = (Rc::clone(form), key.to_owned());
    button(label, "secondary", move || {
        let (done, key, home) = (Rc::clone(&form), key.clone(), home.clone());
        form.run(async move {
            let shell = Rc::clone(done.app.shell());
            let shared = shell.share_subject(&key, home.as_deref()).await;
            said(&done, shared.err().as_ref());
        });
    })
}

/// The homes that the open person has access to, and for a lead the way to rename one.
pub(super) fn homes(form: &Rc<Form>, homes: &[Home], lead: bool) -> Vec<El> {
    let title = el("h2").text(p::HOMES);
    if homes.is_empty() {
        return vec![title, el("p").text(p::NO_HOMES)];
    }
    let mut names = el("ul");
    for home in homes {
        let line = el("li").text(&home.name);
        let rename = lead.then(|| rename(form, Of::Home, &home.id, &home.name));
        names = names.add(line.add_maybe(rename));
    }
    vec![title, names]
}

/// A new home, for a lead.
pub(super) fn add_home(form: &Rc<Form>) -> El {
    let form = Rc::clone(form);
    details_later(p::ADD_HOME, false, move || new_home(&form))
}

fn new_home(form: &Rc<Form>) -> El {
    let (name, typed) = form.line(HOME, p::HOME, Some(p::HOME_SHARED));
    let form = Rc::clone(form);
    sent_by(vec![name], p::ADD_HOME, move || {
        let name = match named(&form.app, Of::Home, &typed.value(), None, HOME) {
            Ok(name) => name,
            Err(wrong) => return form.say(vec![wrong]),
        };
        let (done, typed) = (Rc::clone(&form), typed.clone());
        form.run(async move {
            let added = done.app.shell().add_home(&name).await;
            if added.is_ok() {
                typed.set_value("");
            }
            said(&done, added.err().as_ref());
        });
    })
}

/// Says why nothing was changed, if nothing was.
fn said(form: &Rc<Form>, error: Option<&PeopleError>) {
    let wrong = error.map(|error| (refused_words(&form.app, error), HOME.to_owned()));
    form.say(wrong.into_iter().collect());
}
