//! Who uses this device: the first person sets it up, and a lead adds others.

use super::super::heading;
use super::form::{Form, Wrong, described, hinted, sent_by};
use super::refused_words;
use super::secret::Chosen;
use crate::shell::{Home, PeopleError};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::parts::{Choice, back, choice};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::people as p;
use std::cell::RefCell;
use std::rc::Rc;

const NAME: &str = "person-name";
const HOME: &str = "home-name";
const HOMES: &str = "person-homes";

/// The first person, without an account.
#[inline(never)]
pub(super) fn first(app: &App) -> View {
    let form = Form::new(app);
    let (name, typed_name) = form.line(NAME, p::YOUR_NAME, Some(p::NAME_HINT));
    let chosen = Chosen::new(&form);
    let (home, typed_home) = form.line(HOME, p::HOME, Some(p::HOME_HINT));
    let fields = vec![name, chosen.view(p::GUARD, true), home];
    let problems = form.problems();
    let save = sent_by(fields, p::SET_UP_NOW, move || {
        let mut wrong = Vec::new();
        let name = named(&form.app, &typed_name.value(), &mut wrong);
        let secret = match chosen.read() {
            Ok(secret) => Some(secret),
            Err(problem) => {
                wrong.push(problem);
                None
            }
        };
        let stops = !wrong.is_empty();
        form.say(wrong);
        let (Some(secret), false) = (secret, stops) else {
            return;
        };
        let home = typed_home.value().trim().to_owned();
        let saved = Rc::clone(&form);
        form.run(async move {
            let app = &saved.app;
            let added = match app.shell().add_person(&name, secret, &[], true).await {
                Ok(_) if !home.is_empty() => share_all(app, &home).await,
                added => added.map(|_| ()),
            };
            match added {
                // The page is that of the people now.
                Ok(()) => app.again(),
                Err(error) => saved.say(vec![(refused_words(app, &error), NAME.to_owned())]),
            }
        });
    });
    div("div", "body")
        .view(problems)
        .add(heading(app, p::SET_UP))
        .add(el("p").text(p::SET_UP_INTRO))
        .add(save)
        .any()
}

/// Makes a home, and gives it all that was begun on this device.
async fn share_all(app: &App, name: &str) -> Result<(), PeopleError> {
    let shell = app.shell();
    let home = shell.add_home(name).await?;
    let mut keys = Vec::new();
    for known in &shell.lists().subjects {
        keys.push(known.key.clone());
    }
    for key in keys {
        shell.share_subject(&key, Some(&home)).await?;
    }
    Ok(())
}

/// A name that nobody else has.
fn named(app: &App, typed: &str, wrong: &mut Vec<Wrong>) -> String {
    let name = typed.trim().to_owned();
    let taken = app.shell().people().iter().any(|known| known.name == name);
    let words = match (name.is_empty(), taken) {
        (true, _) => p::ENTER_NAME,
        (_, true) => p::NAME_TAKEN,
        _ => return name,
    };
    wrong.push((words.to_owned(), NAME.to_owned()));
    name
}

/// Another person, added by a lead.
#[inline(never)]
pub(in crate::ui::pages) fn add(app: &App) -> View {
    let form = Form::new(app);
    let (name, typed_name) = form.line(NAME, p::THEIR_NAME, Some(p::NAME_HINT));
    let chosen = Chosen::new(&form);
    let given: Rc<RefCell<Vec<String>>> = Rc::default();
    let fields = vec![
        name,
        el("p").text(p::NEVER_BOTH),
        chosen.view(p::GUARD, false),
        homes(&form, &given),
    ];
    let problems = form.problems();
    let save = sent_by(fields, p::ADD, move || {
        let mut wrong = Vec::new();
        let name = named(&form.app, &typed_name.value(), &mut wrong);
        let secret = match chosen.read() {
            Ok(secret) => Some(secret),
            Err(problem) => {
                wrong.push(problem);
                None
            }
        };
        let stops = !wrong.is_empty();
        form.say(wrong);
        let (Some(secret), false) = (secret, stops) else {
            return;
        };
        let (saved, homes) = (Rc::clone(&form), given.borrow().clone());
        form.run(async move {
            let app = &saved.app;
            match app.shell().add_person(&name, secret, &homes, false).await {
                Ok(_) => app.go(&Route::People),
                Err(error) => saved.say(vec![(refused_words(app, &error), NAME.to_owned())]),
            }
        });
    });
    div("div", "body")
        .add(back(p::PEOPLE, Route::People))
        .view(problems)
        .add(heading(app, p::ADD_PERSON))
        .add(save)
        .any()
}

/// The homes that the person gets access to: those of the open person, all of them at first.
fn homes(form: &Rc<Form>, given: &Rc<RefCell<Vec<String>>>) -> El {
    let homes = own_homes(&form.app);
    if homes.is_empty() {
        return el("div").view(nothing());
    }
    let mut choices = div("div", "choices");
    for (at, home) in homes.iter().enumerate() {
        given.borrow_mut().push(home.id.clone());
        let (set, id) = (Rc::clone(given), home.id.clone());
        choices = choices.add(choice(Choice {
            radio: false,
            id: [HOMES, "-", &at.to_string()].concat(),
            name: HOMES.to_owned(),
            label: home.name.clone(),
            chosen: Box::new(|| true),
            off: Box::new(|| false),
            pick: Box::new(move |on| {
                let mut set = set.borrow_mut();
                set.retain(|known| *known != id);
                if on {
                    set.push(id.clone());
                }
            }),
        }));
    }
    form.around(HOMES).add(
        el("fieldset")
            .attr("aria-describedby", &described(HOMES, Some("")))
            .add(div("legend", "ask").text(p::THEIR_HOMES))
            .add(hinted(HOMES, p::HOME_SHARED))
            .add(form.said(HOMES))
            .add(choices),
    )
}

/// The homes that the open person has access to.
pub(super) fn own_homes(app: &App) -> Vec<Home> {
    let shell = app.shell();
    let mut homes = shell.homes();
    if let crate::shell::Access::Open(me) = shell.access() {
        homes.retain(|home| me.homes.contains(&home.id));
    }
    homes
}
