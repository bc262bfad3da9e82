//! The people on this device, their homes, and whose the returns are.

use super::super::{heading, later};
use super::form::Form;
use super::homes::{add_home, homes, whose};
use super::one;
use super::set_up::{first, own_homes};
use super::strip::lock;
use crate::shell::{Access, Guard, Person};
use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::parts::{button, hidden_text, onward, status_tag, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::people as p;
use std::rc::Rc;

/// The page: setting up, until the first has a name.
#[inline(never)]
pub(in crate::ui::pages) fn page(app: &App) -> View {
    let me = match app.shell().access() {
        Access::Open(person) if !person.name.is_empty() => person,
        _ => return first(app),
    };
    let form = Form::new(app);
    let problems = form.problems();
    let (listed, person) = (Rc::clone(&form), me.clone());
    let body = div("div", "body")
        .view(problems)
        .add(heading(app, p::PEOPLE))
        .add(div("div", "people").live(move || {
            listed.app.follow_people();
            listed.app.follow_lists();
            list(&listed, &person)
        }));
    let body = body.add_maybe(me.lead.then(|| add_home(&form)));
    let locked = app.clone();
    let switch = (app.shell().people().len() > 1)
        .then(|| button(p::SWITCH, "secondary", move || lock(&locked)));
    body.add(
        div("div", "buttons")
            .add(onward(t::TO_DUE, Route::Due))
            .add_maybe(switch),
    )
    .add(el("p").add(to(p::CLEAR, Route::Clear)))
    .any()
}

fn list(form: &Rc<Form>, me: &Person) -> View {
    let app = &form.app;
    let mut cards = div("ul", "cards");
    for person in &app.shell().people() {
        cards = cards.add(card(app, me, person));
    }
    let mut parts = vec![cards];
    if me.lead {
        parts.push(el("p").add(to(p::ADD_PERSON, Route::AddPerson)));
    }
    parts.push(el("p").add(to(p::YOUR_PIN, Route::Secret)));
    let mine = own_homes(app);
    if !mine.is_empty() {
        parts.extend(whose(form, &mine));
    }
    parts.extend(homes(form, &mine, me.lead));
    all(parts)
}

fn card(app: &App, me: &Person, person: &Person) -> El {
    let guard = match person.guard {
        Guard::Nothing => p::GUARD_NOTHING,
        Guard::Pin => p::GUARD_PIN,
        Guard::Passphrase => p::GUARD_PASSPHRASE,
    };
    let mine = me.id == person.id;
    let mut tags = el("p");
    if person.lead {
        tags = tags.add(status_tag(p::LEAD, "open")).text(" ");
    }
    if mine {
        tags = tags.add(status_tag(p::YOU, "quiet"));
    }
    let see = me.lead.then(|| {
        let link = to(p::SEE_PERSON, Route::Person(person.id.clone()));
        el("p").add(link.add(hidden_text(&[": ", &person.name].concat())))
    });
    div("li", "card")
        .add(div("h2", "card-title").text(&person.name))
        .add_maybe((person.lead || mine).then_some(tags))
        .add(div("p", "quiet").text(guard).text("."))
        .add_maybe(one::access(app, person))
        .add_maybe(me.lead.then(|| el("div").view(unsent(app, person))))
        .add_maybe(see)
}

/// What a person has that was not sent and nobody else can open, as counts: for a lead.
fn unsent(app: &App, person: &Person) -> View {
    let (shell, id) = (Rc::clone(app.shell()), person.id.clone());
    later(async move {
        let unsent = shell.unsent(&id).await;
        match unsent.ok().and_then(p::unsent) {
            Some(words) => el("p").text(p::NOT_SENT).text(&words).text(".").any(),
            None => nothing(),
        }
    })
}
