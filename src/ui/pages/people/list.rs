//! The people on this device, their homes, and whose the returns are.

use super::super::heading;
use super::form::{Form, sent_by};
use super::set_up::{first, own_homes};
use super::strip::lock;
use super::{one, refused_words};
use crate::shell::{Access, Guard, KnownSubject, Person};
use crate::ui::el::{El, View, all, div, el};
use crate::ui::parts::{button, hidden_text, onward, status_tag, to};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::people as p;
use std::rc::Rc;

const HOME: &str = "home-name";

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
    let body = if me.lead {
        body.add(add_home(&form))
    } else {
        body
    };
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
    let homes = own_homes(app);
    if !homes.is_empty() {
        parts.push(el("h2").text(p::WHOSE));
        let lists = app.shell().lists();
        for known in &lists.subjects {
            parts.extend(whose(form, known));
        }
    }
    parts.push(el("h2").text(p::HOMES));
    if homes.is_empty() {
        parts.push(el("p").text(p::NO_HOMES));
    } else {
        let mut names = el("ul");
        for home in &homes {
            names = names.add(el("li").text(&home.name));
        }
        parts.push(names);
    }
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
        .add_maybe(see)
}

/// Whose a subject's returns are, and the way to change it.
fn whose(form: &Rc<Form>, known: &KnownSubject) -> Option<El> {
    let name = &known.subject.as_ref()?.name;
    let app = &form.app;
    let now = app.shell().home_of(&known.key);
    let homes = own_homes(app);
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
    for home in &homes {
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

fn add_home(form: &Rc<Form>) -> El {
    let (name, typed) = form.line(HOME, p::HOME, Some(p::HOME_SHARED));
    let form = Rc::clone(form);
    sent_by(vec![name], p::ADD_HOME, move || {
        let name = typed.value().trim().to_owned();
        if name.is_empty() {
            return form.say(vec![(p::ENTER_NAME.to_owned(), HOME.to_owned())]);
        }
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
fn said(form: &Rc<Form>, error: Option<&crate::shell::PeopleError>) {
    let wrong = error.map(|error| (refused_words(&form.app, error), HOME.to_owned()));
    form.say(wrong.into_iter().collect());
}
