//! Who uses this device: the first person sets it up, and a lead adds others.

use super::super::heading;
use super::form::{Form, described, hinted, sent_by};
use super::naming::{Of, named};
use super::refused_words;
use super::secret::Chosen;
use crate::shell::{Home, PeopleError, Secret};
use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::parts::{Choice, back, choice};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::people as p;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::HtmlInputElement;

const NAME: &str = "person-name";
const HOME: &str = "home-name";
const HOMES: &str = "person-homes";

/// The boxes that say who somebody is: a name, and what keeps others out.
struct Asked {
    form: Rc<Form>,
    name: HtmlInputElement,
    chosen: Rc<Chosen>,
}

impl Asked {
    fn new(form: &Rc<Form>, label: &str) -> (Self, El) {
        let (line, name) = form.line(NAME, label, Some(p::NAME_HINT));
        let asked = Self {
            form: Rc::clone(form),
            name,
            chosen: Chosen::new(form),
        };
        (asked, line)
    }

    /// What was typed and chosen; `None` where something of it is wrong, which is then said, with what is wrong `besides`.
    fn read(&self, besides: Option<super::form::Wrong>) -> Option<(String, Secret)> {
        let mut wrong = Vec::new();
        let name = named(&self.form.app, Of::Person, &self.name.value(), None, NAME);
        let name = name.map_err(|problem| wrong.push(problem)).ok();
        let secret = self.chosen.read();
        let secret = secret.map_err(|problem| wrong.push(problem)).ok();
        wrong.extend(besides);
        let right = wrong.is_empty();
        self.form.say(wrong);
        name.zip(secret).filter(|_| right)
    }
}

/// The first person, without an account.
#[inline(never)]
pub(super) fn first(app: &App) -> View {
    let form = Form::new(app);
    let (asked, name) = Asked::new(&form, p::YOUR_NAME);
    let (home, typed_home) = form.line(HOME, p::HOME, Some(p::HOME_HINT));
    let fields = vec![name, asked.chosen.view(p::GUARD, true), home];
    let problems = form.problems();
    // Whether the person was added already, and only the home is wanting.
    let added = Rc::new(Cell::new(false));
    let save = sent_by(fields, p::SET_UP_NOW, move || {
        let typed = typed_home.value();
        let home =
            (!typed.trim().is_empty()).then(|| named(&form.app, Of::Home, &typed, None, HOME));
        let (home, wrong) = match home {
            None => (None, None),
            Some(Ok(home)) => (Some(home), None),
            Some(Err(wrong)) => (None, Some(wrong)),
        };
        let person = if added.get() {
            if let Some(wrong) = wrong {
                return form.say(vec![wrong]);
            }
            None
        } else {
            let person = asked.read(wrong);
            if person.is_none() {
                return;
            }
            person
        };
        let (saved, added) = (Rc::clone(&form), Rc::clone(&added));
        form.run(async move {
            let app = &saved.app;
            if let Some((name, secret)) = person {
                if let Err(error) = app.shell().add_person(&name, secret, &[], true).await {
                    return saved.say(vec![(refused_words(app, &error), NAME.to_owned())]);
                }
                added.set(true);
            }
            if let Some(home) = home
                && let Err(error) = share_all(app, &home).await
            {
                return saved.say(vec![(refused_words(app, &error), HOME.to_owned())]);
            }
            // The page is that of the people now.
            app.again();
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

/// Another person, added by a lead.
#[inline(never)]
pub(in crate::ui::pages) fn add(app: &App) -> View {
    let form = Form::new(app);
    let (asked, name) = Asked::new(&form, p::THEIR_NAME);
    let given: Rc<RefCell<Vec<String>>> = Rc::default();
    let fields = vec![
        name,
        el("p").text(p::NEVER_BOTH),
        asked.chosen.view(p::GUARD, false),
        homes(&form, &given),
    ];
    let problems = form.problems();
    let save = sent_by(fields, p::ADD, move || {
        let Some((name, secret)) = asked.read(None) else {
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
