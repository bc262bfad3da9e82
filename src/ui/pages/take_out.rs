//! An unfinished return taken out of this device as a file: sealed with a passphrase, or readable.

use super::draft::OnPage;
use super::people::form::{Form, sent_by};
use super::people::secret::secret;
use crate::shell::{Guard, Secret};
use crate::ui::el::{El, div, el, nothing};
use crate::ui::parts::{button, details};
use crate::ui::text::people as p;
use crate::ui::text::sending as t;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

const PASSPHRASE: &str = "file-passphrase";
const AGAIN: &str = "file-passphrase-again";

/// What came of it.
#[derive(Clone, Copy)]
enum Came {
    /// The browser has the file.
    Given,
    /// It offered none.
    Nothing,
}

/// The way out, as a part of a page that opens on demand.
pub(super) fn ways(on: &OnPage) -> El {
    let came: Rc<Cell<Option<Came>>> = Rc::default();
    let told = ArcTrigger::new();
    let (put, tell) = (Rc::clone(&came), told.clone());
    let ended: Rc<dyn Fn(Option<()>)> = Rc::new(move |given| {
        let given = given.map_or(Came::Nothing, |()| Came::Given);
        put.set(Some(given));
        tell.notify();
    });
    let (read, said) = (on.clone(), Rc::clone(&ended));
    let readable = button(t::TAKE_OUT_READABLE, "secondary", move || {
        said(read.app.shell().download(&read.open));
    });
    let ways = el("div")
        .add(el("h3").text(t::SEALED))
        .add(el("p").text(t::SEALED_MEANS))
        .add(sealed(on, ended))
        .add(el("h3").text(t::READABLE))
        .add(el("p").text(t::READABLE_MEANS))
        .add(readable);
    el("div").add(details(t::TAKE_DRAFT_OUT, ways)).add(
        div("div", "trouble").attr("role", "status").live(move || {
            told.track();
            match came.get() {
                Some(Came::Given) => el("p").text(t::FILE_OFFERED).any(),
                Some(Came::Nothing) => div("p", "notice").text(t::NO_FILE_OFFERED).any(),
                None => nothing(),
            }
        }),
    )
}

fn sealed(on: &OnPage, ended: Rc<dyn Fn(Option<()>)>) -> El {
    let form = Form::new(&on.app);
    let hint = Some(t::FILE_PASSPHRASE_HINT);
    let (first, typed) = secret(
        &form,
        PASSPHRASE,
        t::FILE_PASSPHRASE,
        Guard::Passphrase,
        true,
        hint,
    );
    let (second, again) = secret(&form, AGAIN, p::AGAIN, Guard::Passphrase, true, None);
    let (on, sent) = (on.clone(), Rc::clone(&form));
    let boxes = sent_by(vec![first, second], t::TAKE_OUT_SEALED, move || {
        let text = typed.value();
        let chosen = match Secret::passphrase(&text) {
            Err(problem) => Err((p::problem(problem), PASSPHRASE)),
            Ok(_) if again.value() != text => Err((p::NOT_THE_SAME, AGAIN)),
            Ok(passphrase) => Ok(passphrase),
        };
        let passphrase = match chosen {
            Ok(passphrase) => passphrase,
            Err((words, place)) => {
                return sent.say(vec![(words.to_owned(), place.to_owned())]);
            }
        };
        sent.say(Vec::new());
        let (on, ended) = (on.clone(), Rc::clone(&ended));
        let (first, second) = (typed.clone(), again.clone());
        sent.run(async move {
            let shell = on.app.shell();
            let given = shell.download_sealed(&on.open, &passphrase).await;
            if given.is_some() {
                first.set_value("");
                second.set_value("");
            }
            ended(given);
        });
    });
    el("div").view(form.problems()).add(boxes)
}
