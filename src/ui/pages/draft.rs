//! Opens the draft that a page is about.

use super::{gone, later};
use crate::shell::{OpenError, OpenForm};
use crate::ui::el::{View, nothing};
use crate::ui::filling::Filling;
use crate::ui::router::Route;
use crate::ui::signals::App;
use care_engine::session::{Node, Session};
use std::ops::Deref;
use std::rc::Rc;

/// A draft on a page. One pointer: each listener has a clone.
pub(super) struct OnPage(Rc<Inner>);

impl Clone for OnPage {
    // A call is less code than counting in place, and there are hundreds.
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

/// What a draft on a page holds.
pub(super) struct Inner {
    /// What all pages share.
    pub(super) app: App,
    /// The form.
    pub(super) open: Rc<OpenForm>,
    /// The form as its fields see it.
    pub(super) filling: Filling,
}

impl Deref for OnPage {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl OnPage {
    /// An open form on a page.
    pub(super) fn new(app: &App, open: Rc<OpenForm>) -> Self {
        let filling = app.filling(&open);
        Self(Rc::new(Inner {
            app: app.clone(),
            open,
            filling,
        }))
    }

    /// The draft's id.
    pub(super) fn id(&self) -> &str {
        &self.open.head.id
    }

    /// The subject's name.
    pub(super) fn name(&self) -> &str {
        self.open
            .head
            .subject
            .as_ref()
            .map_or("", |subject| &subject.name)
    }

    /// The return's title.
    pub(super) fn title(&self) -> String {
        self.filling.read(|session| session.form().title.clone())
    }

    /// The sections that are shown, by their place in the form.
    pub(super) fn sections(&self) -> Vec<u16> {
        self.filling.read(shown_sections)
    }

    /// A section's id and title.
    pub(super) fn section(&self, at: u16) -> (String, String) {
        self.filling.read(|session| {
            let section = session.form().sections.get(usize::from(at));
            section.map_or_else(Default::default, |section| {
                (section.id.clone(), section.title.clone())
            })
        })
    }
}

/// The sections of a session that are shown, by their place in the form.
pub(super) fn shown_sections(session: &Session) -> Vec<u16> {
    let mut shown = Vec::new();
    for (at, _) in (0..).zip(&session.form().sections) {
        if session.shown(&Node::Section(at)) {
            shown.push(at);
        }
    }
    shown
}

/// The page of a draft, at once if it is open, else when it has come out of the store.
pub(super) fn with(app: &App, id: &str, view: Box<dyn Fn(&OnPage) -> View>) -> View {
    let open = app.shell().open_form().filter(|open| open.head.id == id);
    if let Some(open) = open {
        return view(&OnPage::new(app, open));
    }
    let (app, id) = (app.clone(), id.to_owned());
    later(async move {
        match app.shell().open_draft(&id).await {
            Ok(open) => view(&OnPage::new(&app, open)),
            Err(OpenError::OtherVersion) => {
                app.replace(&Route::Moving(id));
                nothing()
            }
            Err(error) => gone::page(&app, &error),
        }
    })
}
