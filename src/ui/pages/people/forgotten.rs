//! A forgotten PIN: what is lost with it, said before and after.

use super::form::Form;
use super::refused_words;
use super::unlock::{Unlocking, title};
use crate::shell::{Access, Person};
use crate::ui::el::{View, all, div, el};
use crate::ui::parts::{button, inset, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::people as p;
use std::rc::Rc;

/// What would be lost, and the way to lose it.
pub(super) fn view(form: &Rc<Form>, unlocking: &Rc<Unlocking>, person: &Person) -> View {
    form.app.renamed(p::FORGOT);
    let (shell, id) = (Rc::clone(form.app.shell()), person.id.clone());
    let count = super::super::later(async move {
        let unsent = shell.unsent(&id).await;
        match unsent.ok().and_then(p::unsent) {
            Some(words) => inset(el("p").text(p::FORGOT_COUNT).text(&words).text(".")).any(),
            None => el("p").text(p::CLEAR_NOTHING).any(),
        }
    });
    let (removing, id, back) = (Rc::clone(form), person.id.clone(), Rc::clone(unlocking));
    let remove = button(p::FORGOT_SURE, "warning", move || {
        let (form, id) = (Rc::clone(&removing), id.clone());
        removing.run(async move {
            let app = &form.app;
            match app.shell().forget(&id).await {
                Ok(()) => app.replace(&Route::Forgotten),
                Err(error) => {
                    form.say(vec![(refused_words(app, &error), "forgotten".to_owned())]);
                }
            }
        });
    });
    all(vec![
        el("div").view(form.problems()),
        title(p::FORGOT),
        el("p").add(el("strong").text(&person.name)),
        el("p").text(p::FORGOT_INTRO),
        el("p").text(p::FORGOT_LOST),
        el("div").view(count),
        el("p").text(p::FORGOT_HOMES),
        el("p").text(p::FORGOT_OPEN),
        div("div", "buttons")
            .id("forgotten")
            .attr("tabindex", "-1")
            .add(button(p::FORGOT_BACK, "", move || back.turn(false)))
            .add(remove),
    ])
}

/// After it: what was lost, and what one can do.
#[inline(never)]
pub(in crate::ui::pages) fn done(app: &App) -> View {
    app.renamed(p::FORGOT_DONE);
    let on = match app.shell().access() {
        Access::Locked => to(p::UNLOCK, Route::Due),
        Access::New | Access::Open(_) => to(p::SET_UP, Route::People),
    };
    let lost = p::unsent(app.shell().lost());
    div("div", "body")
        .add(title(p::FORGOT_DONE))
        .add_maybe(lost.map(|words| inset(el("p").text(p::FORGOT_WAS_LOST).text(&words).text("."))))
        .add(el("p").text(p::FORGOT_DONE_WHY))
        .add(el("p").add(on))
        .any()
}
