//! Names of people and homes as they are typed: what is wrong with one, and the form that changes one.

use super::form::{Form, Wrong, sent_by};
use super::refused_words;
use crate::ui::el::El;
use crate::ui::parts::details_later;
use crate::ui::signals::App;
use crate::ui::text::people as p;
use js_sys::JsString;
use std::rc::Rc;

/// Whose name it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A person's.
    Person,
    /// A home's.
    Home,
}

/// A name as it is kept, or what is wrong with the one in this box. `besides` whom or what is being renamed.
pub(super) fn named(
    app: &App,
    of: Of,
    typed: &str,
    besides: Option<&str>,
    place: &str,
) -> Result<String, Wrong> {
    // Letters that are written in one way or another are one way from here on.
    let typed = String::from(JsString::from(typed).normalize("NFKC"));
    let name = match of {
        Of::Person => app.shell().person_name(&typed, besides),
        Of::Home => app.shell().home_name(&typed, besides),
    };
    name.map_err(|problem| (p::name_problem(&problem), place.to_owned()))
}

/// Gives a person or a home another name. The form's page is shown again with it.
pub(super) fn rename(form: &Rc<Form>, of: Of, id: &str, now: &str) -> El {
    let (form, id, now) = (Rc::clone(form), id.to_owned(), now.to_owned());
    let summary = [p::RENAME, &now].concat();
    details_later(&summary, false, move || fields(&form, of, &id, &now))
}

fn fields(form: &Rc<Form>, of: Of, id: &str, now: &str) -> El {
    let place = ["name-", id].concat();
    let (whole, typed) = form.line(&place, p::NEW_NAME, Some(p::NAME_HINT));
    typed.set_value(now);
    let (form, id) = (Rc::clone(form), id.to_owned());
    sent_by(vec![whole], p::SAVE_NAME, move || {
        let name = match named(&form.app, of, &typed.value(), Some(&id), &place) {
            Ok(name) => name,
            Err(wrong) => return form.say(vec![wrong]),
        };
        let (done, id, place) = (Rc::clone(&form), id.clone(), place.clone());
        form.run(async move {
            let shell = done.app.shell();
            let renamed = match of {
                Of::Person => shell.rename_person(&id, &name).await,
                Of::Home => shell.rename_home(&id, &name).await,
            };
            match renamed {
                Ok(()) => done.app.again(),
                Err(error) => done.say(vec![(refused_words(&done.app, &error), place)]),
            }
        });
    })
}
