//! One person of this device, for a lead: access to homes, and removing who leaves.

use super::super::{heading, later};
use super::form::{Form, sent_by};
use super::naming::{Of, rename};
use super::refused_words;
use super::secret::secret;
use super::set_up::own_homes;
use crate::shell::{Access, Guard, Home, Person, Secret};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{back, button, inset};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::people as p;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;
use web_sys::HtmlInputElement;

const SECRET: &str = "their-secret";
const REMOVE: &str = "remove-person";
const LEADING: &str = "leading";

/// The page.
#[inline(never)]
pub(in crate::ui::pages) fn page(app: &App, id: &str) -> View {
    let people = app.shell().people();
    let me = match app.shell().access() {
        Access::Open(me) if me.lead => me,
        _ => return super::page(app),
    };
    let Some(person) = people.into_iter().find(|person| person.id == id) else {
        return super::page(app);
    };
    let form = Form::new(app);
    let body = div("div", "body")
        .add(back(p::PEOPLE, Route::People))
        .view(form.problems())
        .add(heading(app, &person.name))
        .add(rename(&form, Of::Person, &person.id, &person.name));
    if person.id == me.id {
        return body
            .add_maybe(access(app, &person))
            .add(leading(&form, &person, true))
            .any();
    }
    body.add(access_form(&form, &person))
        .add(leading(&form, &person, false))
        .view(removing(&form, person))
        .any()
}

/// The homes that a person has access to, by name.
pub(super) fn access(app: &App, person: &Person) -> Option<El> {
    let mut names = String::new();
    for home in &app.shell().homes() {
        if person.homes.contains(&home.id) {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(&home.name);
        }
    }
    let words = (!names.is_empty()).then_some(names)?;
    Some(el("p").text(p::ACCESS_TO).text(&words).text("."))
}

fn access_form(form: &Rc<Form>, person: &Person) -> El {
    let mut parts = div("section", "access")
        .add(el("h2").text(p::HOMES))
        .add_maybe(access(&form.app, person));
    let mut missing = Vec::new();
    for home in own_homes(&form.app) {
        if person.homes.contains(&home.id) {
            parts = parts.add(take(form, person, &home));
        } else {
            missing.push(home);
        }
    }
    if missing.is_empty() {
        return parts;
    }
    let mut typed: Option<HtmlInputElement> = None;
    if person.guard != Guard::Nothing {
        let label = [p::THEIR_SECRET, &person.name].concat();
        let hint = Some(p::GIVE_HINT);
        let (whole, input) = secret(form, SECRET, &label, person.guard, false, hint);
        parts = parts.add(whole);
        typed = Some(input);
    }
    for home in missing {
        parts = parts.add(give(form, person, home, typed.clone()));
    }
    parts
}

fn take(form: &Rc<Form>, person: &Person, home: &Home) -> El {
    let (form, person, id) = (Rc::clone(form), person.id.clone(), home.id.clone());
    button(&[p::TAKE, &home.name].concat(), "secondary", move || {
        let (done, person, id) = (Rc::clone(&form), person.clone(), id.clone());
        form.run(async move {
            match done.app.shell().take_access(&person, &id).await {
                Ok(()) => done.app.again(),
                Err(error) => {
                    done.say(vec![(refused_words(&done.app, &error), REMOVE.to_owned())]);
                }
            }
        });
    })
}

fn give(form: &Rc<Form>, person: &Person, home: Home, typed: Option<HtmlInputElement>) -> El {
    let (form, guard, person) = (Rc::clone(form), person.guard, person.id.clone());
    let label = [p::GIVE, &home.name].concat();
    sent_by(Vec::new(), &label, move || {
        let text = typed.as_ref().map(HtmlInputElement::value);
        let secret = Secret::tried(guard, &text.unwrap_or_default());
        let (done, person, home) = (Rc::clone(&form), person.clone(), home.id.clone());
        form.run(async move {
            match done.app.shell().give_access(&person, secret, &home).await {
                Ok(()) => done.app.again(),
                Err(error) => {
                    done.say(vec![(refused_words(&done.app, &error), SECRET.to_owned())]);
                }
            }
        });
    })
}

/// Whether the person is a lead, and the way to change it.
fn leading(form: &Rc<Form>, person: &Person, me: bool) -> El {
    let section = div("section", "leading")
        .id(LEADING)
        .attr("tabindex", "-1")
        .add(el("h2").text(p::LEAD))
        .add(el("p").text(p::LEAD_MEANS));
    let people = form.app.shell().people();
    let others = people
        .iter()
        .any(|known| known.lead && known.id != person.id);
    if person.lead && !others {
        return section.add(el("p").text(p::ONLY_LEAD));
    }
    let label = match (person.lead, me) {
        (true, true) => p::STOP_LEAD.to_owned(),
        (true, false) => [p::NO_LEAD, &person.name].concat(),
        (false, _) => [p::MAKE_LEAD, &person.name].concat(),
    };
    let (form, id, lead) = (Rc::clone(form), person.id.clone(), !person.lead);
    section.add(button(&label, "secondary", move || {
        let (done, id) = (Rc::clone(&form), id.clone());
        form.run(async move {
            match done.app.shell().set_lead(&id, lead).await {
                // Who stopped being one sees no pages of others any more.
                Ok(()) if me => done.app.go(&Route::People),
                Ok(()) => done.app.again(),
                Err(error) => {
                    done.say(vec![(refused_words(&done.app, &error), LEADING.to_owned())]);
                }
            }
        });
    }))
}

/// What is lost with who leaves, as counts, and the two steps to it.
fn removing(form: &Rc<Form>, person: Person) -> View {
    let (shell, id) = (Rc::clone(form.app.shell()), person.id.clone());
    let count = later(async move {
        let unsent = shell.unsent(&id).await;
        match unsent.ok().and_then(p::unsent) {
            Some(words) => inset(
                el("div")
                    .add(el("p").text(p::HAS).text(&words).text("."))
                    .add(el("p").text(p::LOST_REMOVED)),
            )
            .any(),
            None => el("p").text(p::NOTHING_LOST).any(),
        }
    });
    let left = form.app.shell().left_to_others(&person.id);
    let (form, sure, turned) = (
        Rc::clone(form),
        Rc::new(Cell::new(false)),
        ArcTrigger::new(),
    );
    let label = [p::REMOVE, &person.name].concat();
    div("section", "removing")
        .id(REMOVE)
        .attr("tabindex", "-1")
        .add(el("h2").text(&label))
        .view(count)
        .add_maybe((left > 0).then(|| inset(el("p").text(&p::left(left)))))
        .add(div("div", "buttons").live(move || {
            turned.track();
            let (set, tell) = (Rc::clone(&sure), turned.clone());
            let turn = move || {
                set.set(!set.get());
                tell.notify();
            };
            if sure.get() {
                all(vec![
                    remove(&form, &person.id),
                    button(p::KEEP, "secondary", turn),
                ])
            } else {
                button(&label, "secondary", turn).any()
            }
        }))
        .any()
}

fn remove(form: &Rc<Form>, id: &str) -> El {
    let (form, id) = (Rc::clone(form), id.to_owned());
    button(p::REMOVE_SURE, "warning", move || {
        let (done, id) = (Rc::clone(&form), id.clone());
        form.run(async move {
            match done.app.shell().remove_person(&id).await {
                Ok(()) => done.app.go(&Route::People),
                Err(error) => {
                    done.say(vec![(refused_words(&done.app, &error), REMOVE.to_owned())]);
                }
            }
        });
    })
}
