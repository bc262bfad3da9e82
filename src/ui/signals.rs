//! What all pages share: the shell, the route, and the triggers between the shell's news and the views.

use crate::shell::{Access, Line, News, OpenForm, Shell};
use crate::ui::filling::Filling;
use crate::ui::guest::Guest;
use crate::ui::parts::{focus_soon, soon};
use crate::ui::router::{self, Route};
use crate::ui::text::pages as t;
use crate::ui::text::sending;
use care_engine::value::unmarked;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The id of each page's heading.
pub const TITLE: &str = "title";

/// What all pages share. Cheap to clone.
pub struct App(Rc<Inner>);

impl Clone for App {
    // A call is less code than counting in place, and there are hundreds.
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

struct Inner {
    shell: Rc<Shell>,
    /// Where the pages are shown, if it is in somebody else's page.
    guest: Option<Rc<Guest>>,
    route: RefCell<Route>,
    moved: ArcTrigger,
    lists: ArcTrigger,
    saving: ArcTrigger,
    line: ArcTrigger,
    signing: ArcTrigger,
    people: ArcTrigger,
    /// Whether one must say who he is before a page is shown.
    locked: Cell<bool>,
    /// The id of the person who had the device open last.
    user: RefCell<String>,
    /// The element that had the focus when the page was locked.
    left_at: RefCell<Option<String>>,
    /// What came of clearing the device: nothing is shown after that but this.
    cleared: RefCell<Option<&'static str>>,
    /// Whether a page was just come to, so that its heading takes the focus.
    arriving: Cell<bool>,
    title: RefCell<String>,
    /// The open form as its fields see it.
    filling: RefCell<Option<(Rc<OpenForm>, Filling)>>,
}

impl App {
    /// The shared part of the pages of a shell. Follows the address bar from now on.
    pub fn new(shell: Rc<Shell>) -> Self {
        let app = Self::made(shell, None);
        let moved = app.clone();
        let listener = Closure::<dyn Fn()>::new(move || moved.moved());
        if let Some(window) = web_sys::window() {
            // Adding a listener to the window does not fail.
            let _ = window
                .add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
        }
        listener.forget();
        app
    }

    /// The same in somebody else's page, whose address bar is not followed.
    pub fn within(shell: Rc<Shell>, guest: Rc<Guest>) -> Self {
        Self::made(shell, Some(guest))
    }

    fn made(shell: Rc<Shell>, guest: Option<Rc<Guest>>) -> Self {
        let app = Self(Rc::new(Inner {
            shell,
            route: RefCell::new(here(guest.as_ref())),
            guest,
            moved: ArcTrigger::new(),
            lists: ArcTrigger::new(),
            saving: ArcTrigger::new(),
            line: ArcTrigger::new(),
            signing: ArcTrigger::new(),
            people: ArcTrigger::new(),
            locked: Cell::default(),
            user: RefCell::default(),
            left_at: RefCell::default(),
            cleared: RefCell::default(),
            // The first page leaves the focus where the browser puts it.
            arriving: Cell::new(false),
            title: RefCell::default(),
            filling: RefCell::default(),
        }));
        app.look_who();
        let told = app.clone();
        app.shell().listen(move |news| told.told(news));
        app
    }

    /// The shell.
    pub fn shell(&self) -> &Rc<Shell> {
        &self.0.shell
    }

    /// Whether the pages are in somebody else's page.
    pub fn is_guest(&self) -> bool {
        self.0.guest.is_some()
    }

    fn told(&self, news: News) {
        match news {
            News::Lists => self.0.lists.notify(),
            News::People => {
                self.look_who();
                self.0.people.notify();
                self.0.lists.notify();
            }
            News::Idle => self.0.people.notify(),
            News::Status => {
                if let Some(open) = self.0.shell.open_form() {
                    let filling = self.filling(&open);
                    let status = filling.read(|session| {
                        let form = &session.form().id;
                        self.0.shell.status_of(session.definition(), form)
                    });
                    filling.set_status(&status);
                }
                self.0.lists.notify();
            }
            News::Saving => self.0.saving.notify(),
            // Without the focus: the person has gone nowhere.
            News::Form => self.0.moved.notify(),
            News::Line => self.0.line.notify(),
            // Whose a return is that waits follows from it.
            News::SignIn => {
                self.0.signing.notify();
                self.0.lists.notify();
            }
            News::Day => {
                if let Some((_, filling)) = self.0.filling.borrow().as_ref() {
                    filling.set_today(self.0.shell.today());
                }
                self.0.lists.notify();
            }
        }
    }

    /// Looks who has the device open.
    fn look_who(&self) {
        let shell = self.shell();
        shell.watch();
        let locked = shell.is_locked();
        if self.0.locked.replace(locked) != locked {
            self.lock_changed(locked);
        }
        if let Access::Open(person) = shell.access() {
            self.0.user.replace(person.id);
        }
    }

    /// The page goes out of sight, with all that it held, or comes back to the same question.
    #[inline(never)]
    fn lock_changed(&self, locked: bool) {
        if locked {
            let focus = match &self.0.guest {
                Some(guest) => guest.focused(),
                None => web_sys::window()
                    .and_then(|window| window.document())
                    .and_then(|document| document.active_element()),
            };
            let id = focus.map(|element| element.id());
            self.0.left_at.replace(id.filter(|id| !id.is_empty()));
            self.0.filling.take();
            self.0.title.take();
        } else if let Access::Open(person) = self.shell().access()
            && person.id != *self.0.user.borrow()
            && !self.0.user.borrow().is_empty()
        {
            // Where the last one was is nothing to the next.
            self.0.left_at.take();
            self.replace(&Route::Due);
        }
        self.moved();
    }

    /// Whether one must say who he is before a page is shown.
    pub fn is_locked(&self) -> bool {
        self.0.locked.get()
    }

    /// The id of the person who had the device open last; empty where nobody had since the page was loaded.
    pub fn last_user(&self) -> String {
        self.0.user.borrow().clone()
    }

    /// Follows who uses this device, and whether he is warned that it is locked soon.
    pub fn follow_people(&self) {
        self.0.people.track();
    }

    /// What came of clearing the device, in words.
    pub fn cleared(&self) -> Option<&'static str> {
        *self.0.cleared.borrow()
    }

    /// Shows nothing more than what came of clearing the device.
    pub fn set_cleared(&self, words: &'static str) {
        self.0.cleared.replace(Some(words));
        self.moved();
    }

    /// Makes the page that is shown anew, as if one had just come to it.
    pub fn again(&self) {
        self.moved();
    }

    fn moved(&self) {
        self.0.arriving.set(true);
        self.0.route.replace(here(self.0.guest.as_ref()));
        self.0.moved.notify();
    }

    /// Goes to a page of a guest. As by the address bar, it is not there before what asked for it has ended.
    #[inline(never)]
    fn move_in(&self, guest: &Rc<Guest>, route: &Route) {
        if guest.go(route) {
            let app = self.clone();
            soon(Box::new(move || app.moved()), Duration::ZERO);
        }
    }

    /// The page that is shown. Followed.
    pub fn route(&self) -> Route {
        self.0.moved.track();
        self.0.route.borrow().clone()
    }

    /// Goes to a page.
    pub fn go(&self, route: &Route) {
        match &self.0.guest {
            Some(guest) => self.move_in(guest, route),
            None => router::go(route),
        }
    }

    /// Goes to a page in the place of this one.
    pub fn replace(&self, route: &Route) {
        match &self.0.guest {
            Some(guest) => self.move_in(guest, route),
            None => router::replace(route),
        }
    }

    /// The open form, if the page that is shown is about it. Follows the page.
    pub fn open_here(&self) -> Option<Rc<OpenForm>> {
        let open = self.0.shell.open_form();
        match self.route() {
            Route::Tasks(id) | Route::Section(id, ..) | Route::Check(id) | Route::Declare(id) => {
                open.filter(|open| open.head.id == id)
            }
            Route::Who | Route::Subject(_) | Route::NewSubject(..) => open,
            _ => None,
        }
    }

    /// Follows what is on this device.
    pub fn follow_lists(&self) {
        self.0.lists.track();
    }

    /// Follows how saving stands.
    pub fn follow_saving(&self) {
        self.0.saving.track();
    }

    /// Follows how the last call to the backend ended.
    pub fn follow_line(&self) {
        self.0.line.track();
    }

    /// Follows who is signed in.
    pub fn follow_sign_in(&self) {
        self.0.signing.track();
    }

    /// Whether the backend can be reached, and what happens if one sends now, in words.
    pub fn if_sent_now(&self) -> String {
        let shell = self.shell();
        let line = shell.line();
        match line {
            _ if !shell.has_backend() => sending::NO_BACKEND.to_owned(),
            Line::Untried => sending::if_sent_now(line, ""),
            Line::Reached(at) | Line::NotReached(at) => {
                sending::if_sent_now(line, &t::time(shell.clock(at)))
            }
        }
    }

    /// A page with this heading is there: its name goes to the window, and the focus to the heading or to the question
    /// that was asked for.
    pub fn arrived(&self, title: &str, question: Option<&str>) {
        if let Some(guest) = &self.0.guest {
            guest.enter();
        }
        self.renamed(title);
        if self.0.arriving.replace(false) || question.is_some() {
            focus_soon(question.unwrap_or(TITLE));
        }
        // Where one was when the page was locked.
        if let Some(place) = self.0.left_at.take() {
            focus_soon(&place);
        }
    }

    /// The page that is shown has another heading now: the window is named after it.
    pub fn renamed(&self, title: &str) {
        self.0.title.replace(title.to_owned());
        self.set_problem(false);
    }

    /// Says in the window's name whether the page shows an error summary.
    pub fn set_problem(&self, problem: bool) {
        // A host's window has a name of its own; the focus says where one is.
        if self.0.guest.is_some() {
            return;
        }
        let title = self.0.title.borrow();
        let name = self.0.shell.config().name.as_str();
        let words = [
            if problem { t::ERROR_PREFIX } else { "" },
            &title,
            " – ",
            name,
        ]
        .concat();
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&super::el::shown(&unmarked(&words)));
        }
    }

    /// An open form as its fields see it: the same for as long as it is open, whatever page shows it.
    pub fn filling(&self, open: &Rc<OpenForm>) -> Filling {
        if let Some((known, filling)) = self.0.filling.borrow().as_ref()
            && Rc::ptr_eq(known, open)
        {
            return filling.clone();
        }
        let (shell, form) = (Rc::clone(&self.0.shell), Rc::clone(open));
        let filling = Filling::new(
            Rc::clone(&open.session),
            Box::new(move || shell.changed(&form)),
        );
        filling.set_refused(open.refused.clone());
        filling.set_writable(!open.is_elsewhere());
        self.0
            .filling
            .replace(Some((Rc::clone(open), filling.clone())));
        filling
    }
}

/// The page that is to be shown: a guest's own, or the one that the address bar names.
fn here(guest: Option<&Rc<Guest>>) -> Route {
    match guest {
        Some(guest) => guest.route(),
        None => router::here(),
    }
}
