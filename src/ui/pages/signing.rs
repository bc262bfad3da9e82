//! Whose a return is: chosen on the declaration, said of what waits.

use super::draft::OnPage;
use crate::shell::{May, OpenForm, Waiting, spawn};
use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::parts::{Choice, button, choice};
use crate::ui::signals::App;
use crate::ui::text::signing as t;
use std::cell::Cell;
use std::rc::Rc;

/// In whose name the return will be sent, and what can be chosen about it.
pub(super) fn choices(on: &OnPage) -> El {
    let (app, open) = (on.app.clone(), Rc::clone(&on.open));
    // Of a home's return it is asked once, in the words of homes.
    let anyone = || tick("anyone", t::ANYONE, &on.open, |form| &form.anyone);
    let anyone = (!on.open.is_shared()).then(anyone);
    div("div", "whose")
        .live(move || {
            app.follow_sign_in();
            whose(&app, &open)
        })
        .add_maybe(anyone)
}

fn whose(app: &App, open: &Rc<OpenForm>) -> View {
    let shell = app.shell();
    if let Some(identity) = shell.identity() {
        return el("p")
            .text(t::SENT_AS)
            .text(identity.called())
            .text(".")
            .any();
    }
    match shell.bound() {
        Some(known) => {
            let label = [t::STRANGER, known.called()].concat();
            all(vec![
                el("p").text(t::WAITS_FOR).text(known.called()).text("."),
                tick("stranger", &label, open, |form| &form.stranger),
            ])
        }
        None => el("p").text(t::WAITS_FOR_ANY).any(),
    }
}

/// A box to tick, kept with the open form.
fn tick(id: &str, label: &str, open: &Rc<OpenForm>, of: fn(&OpenForm) -> &Cell<bool>) -> El {
    let (shown, picked) = (Rc::clone(open), Rc::clone(open));
    choice(Choice {
        radio: false,
        id: id.to_owned(),
        name: id.to_owned(),
        label: label.to_owned(),
        chosen: Box::new(move || of(&shown).get()),
        off: Box::new(|| false),
        pick: Box::new(move |ticked| of(&picked).set(ticked)),
    })
}

/// Why a return is not sent by who is signed in, and what can be done.
pub(super) fn held(app: &App, waiting: &Waiting, may: May) -> El {
    let body = div("div", "waiting");
    let owner = waiting.about.owner.identity.as_ref();
    let finished = owner.map_or_else(nothing, |owner| {
        el("p")
            .text(t::FINISHED_BY)
            .text(owner.called())
            .text(t::UNTIL)
            .text(owner.called())
            .text(t::SIGNS_IN)
            .any()
    });
    match may {
        May::Confirm => body
            .add(el("p").text(t::WHOSE))
            .add_maybe(claim(app, waiting)),
        May::SignIn if owner.is_none() => body.add(el("p").text(t::WAITS)),
        May::SignIn | May::NotYours | May::Send => body.view(finished),
    }
}

fn claim(app: &App, waiting: &Waiting) -> Option<El> {
    let identity = app.shell().identity()?;
    let (shell, id) = (Rc::clone(app.shell()), waiting.id.clone());
    let label = [t::SEND_AS, identity.called()].concat();
    Some(button(&label, "", move || {
        let (shell, id) = (Rc::clone(&shell), id.clone());
        spawn(async move {
            // Where it cannot be written down it waits as it did.
            let _ = shell.claim(&id).await;
        });
    }))
}
