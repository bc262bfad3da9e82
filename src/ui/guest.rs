//! The pages as a guest in somebody else's page: a widget in a shadow root. Where it is goes through here: which page is
//! shown is in memory, and not in the host's address; what is looked for by its id is looked for in the widget's own
//! tree; nothing is written into the host's title, and nobody loads the host's page again.

use crate::shell::{Aim, BootError, Given, Saved, Shell, boot_guest, spawn};
use crate::ui::el::El;
use crate::ui::guest_events::Events;
use crate::ui::layout;
use crate::ui::parts::soon;
use crate::ui::router::Route;
use crate::ui::signals::App;
use js_sys::Function;
use leptos::prelude::mount_to;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The element in which a widget is shown.
pub use web_sys::HtmlElement as Place;

thread_local! {
    /// The tree in which somebody did something last: none on a page of our own. What moves the focus looks there.
    static HERE: RefCell<Option<Rc<Guest>>> = const { RefCell::new(None) };
}

/// Where the pages of a widget are shown.
pub struct Guest {
    /// What knows the widget's tree and its host.
    host: Function,
    events: Events,
    /// The page that is shown, as its address would be.
    at: RefCell<String>,
    /// Which pages may be shown, by the first word of their address; all where it is empty.
    pages: Vec<String>,
    /// Whether one return is wanted, whose pages are then the widget's own.
    one: bool,
    /// Looks again for the return that is wanted, once what it needs is known.
    aims: RefCell<Option<Box<dyn Fn()>>>,
}

/// The tree that was used last, if the pages are a guest's.
pub(super) fn here() -> Option<Rc<Guest>> {
    HERE.with_borrow(Clone::clone)
}

/// Begins a guest's pages anew in the place of loading the page again: at their start, or where they are. Says whether
/// there is a guest.
pub(super) fn begin_anew(at_start: bool) -> bool {
    let Some(guest) = here() else { return false };
    // Not while what asked for it is still running.
    let act = move || {
        // What the host's page makes of it is its own matter.
        let _ = guest.ask("anew", &at_start.into());
    };
    soon(Box::new(act), Duration::ZERO);
    true
}

impl Guest {
    /// From now on it is here that somebody does something.
    pub(super) fn enter(self: &Rc<Self>) {
        HERE.set(Some(Rc::clone(self)));
    }

    /// The element with an id.
    pub(super) fn find(&self, id: &str) -> Option<Element> {
        self.ask("find", &id.into())
    }

    /// Asks the host's side for an element, or tells it something.
    fn ask(&self, what: &str, with: &JsValue) -> Option<Element> {
        let given = self.host.call2(&JsValue::NULL, &what.into(), with).ok()?;
        given.is_object().then(|| given.unchecked_into())
    }

    /// The page that is shown.
    pub(super) fn route(&self) -> Route {
        Route::parse(&self.at.borrow())
    }

    /// The element that has the focus.
    pub(super) fn focused(&self) -> Option<Element> {
        self.ask("focused", &JsValue::NULL)
    }

    /// Shows another page, unless the host keeps it from being shown. Says whether it is shown.
    pub(super) fn go(self: &Rc<Self>, route: &Route) -> bool {
        self.enter();
        if self.one && matches!(route, Route::Due | Route::Home) && asks(&self.route()) {
            if let Some(aim) = &*self.aims.borrow() {
                aim();
            }
            return false;
        }
        let href = route.href();
        let page = page_of(&href);
        let kept = !self.pages.is_empty() && !self.pages.iter().any(|known| known == page);
        let out = self.one && is_own(&self.route()) && !is_own(route);
        if kept || out {
            let lets = self.events.leaving(page);
            if kept || !lets {
                return false;
            }
        }
        self.at.replace(href);
        true
    }
}

/// The first word of a page's address; the start where there is none.
fn page_of(href: &str) -> &str {
    let path = href.trim_start_matches(['#', '/']);
    let page = path.split('/').next().unwrap_or_default();
    if page.is_empty() { "start" } else { page }
}

/// Whether a page asks what a return needs, and nothing of the return itself.
fn asks(route: &Route) -> bool {
    matches!(
        route,
        Route::Who | Route::Subject(_) | Route::NewSubject(..)
    )
}

/// Whether a page is about the return that a widget was made for, or asks what it needs.
fn is_own(route: &Route) -> bool {
    let of_return = matches!(
        route,
        Route::Tasks(_)
            | Route::Section(..)
            | Route::Moving(_)
            | Route::Check(_)
            | Route::Declare(_)
            | Route::Done(_)
            | Route::Return(_)
            | Route::Correct(_)
    );
    of_return || asks(route)
}

/// The pages in somebody else's page, for as long as it lives.
pub struct Widget {
    guest: Rc<Guest>,
    given: Given,
    app: RefCell<Option<App>>,
    /// What is shown; dropping it takes it away.
    shown: RefCell<Option<(El, Box<dyn Any>)>>,
    ended: Cell<bool>,
}

impl Widget {
    /// Shows the pages in an element of a shadow root. `at` is where they were shown before, if they were. `host` and
    /// `sign_in` are as `openWidget` says.
    pub fn new(
        place: Place,
        given: Given,
        at: &str,
        host: Function,
        sign_in: Function,
    ) -> Rc<Self> {
        let guest = Rc::new(Guest {
            host: host.clone(),
            events: Events::new(host.clone()),
            at: RefCell::new(at.to_owned()),
            pages: given.pages(),
            one: given.wants_one(),
            aims: RefCell::default(),
        });
        let widget = Rc::new(Self {
            guest,
            given,
            app: RefCell::default(),
            shown: RefCell::default(),
            ended: Cell::default(),
        });
        let starting = Rc::clone(&widget);
        spawn(async move {
            let started = boot_guest(&starting.given, sign_in, &host).await;
            starting.start(place, started).await;
        });
        widget
    }

    async fn start(self: &Rc<Self>, place: Place, started: Result<Rc<Shell>, BootError>) {
        match started {
            // The element was taken away while its files were on their way.
            Ok(shell) if self.ended.get() => shell.end(),
            Err(_) if self.ended.get() => {}
            Ok(shell) => {
                if self.guest.at.borrow().is_empty() {
                    self.aim(&shell).await;
                }
                self.guest.events.follow(&shell);
                let (guest, name) = (Rc::clone(&self.guest), self.given.name());
                let app = App::within(shell, guest);
                let shown = app.clone();
                self.app.replace(Some(app));
                let widget = Rc::downgrade(self);
                self.guest.aims.replace(Some(Box::new(move || {
                    if let Some(widget) = widget.upgrade() {
                        spawn(async move { widget.aim_again().await });
                    }
                })));
                self.show(&place, move || layout::inside(&shown, &name));
                self.guest.events.ready();
            }
            Err(error) => {
                self.guest.events.failed("start", &error.to_string());
                self.show(&place, move || layout::cannot_start(&error));
            }
        }
    }

    fn show(&self, place: &Place, view: impl FnOnce() -> El + 'static) {
        let made: Rc<RefCell<Option<El>>> = Rc::default();
        let (put, parent) = (Rc::clone(&made), place.clone());
        // Leptos starts its effects here, as for a page of our own.
        let mounted: Box<dyn Any> = Box::new(mount_to(place.clone(), move || {
            let view = view();
            view.place(&parent, None);
            put.replace(Some(view));
        }));
        if let Some(view) = made.take() {
            self.shown.replace(Some((view, mounted)));
        }
    }

    /// Looks for the return that the host wants, and comes to it.
    async fn aim(&self, shell: &Rc<Shell>) {
        if !self.given.wants_one() || shell.is_locked() {
            return;
        }
        let route = match shell.aim(&self.given).await {
            Ok(Aim::Draft(id)) => Route::Tasks(id),
            Ok(Aim::Done(id)) => Route::Done(id),
            Ok(Aim::Correct(id)) => Route::Return(id),
            Ok(Aim::NoSubject(kind)) => Route::NewSubject(shell.new_id(), kind),
            // The list of what is due says what is so.
            Ok(Aim::Nothing) | Err(_) => Route::Due,
        };
        self.guest.at.replace(route.href());
    }

    /// The page that is shown, as its address would be.
    pub fn at(&self) -> String {
        self.guest.at.borrow().clone()
    }

    /// Somebody does something in the widget.
    pub fn enter(&self) {
        self.guest.enter();
    }

    /// Follows a link between the pages.
    pub fn visit(&self, href: &str) {
        let Some(app) = self.app.borrow().clone() else {
            return;
        };
        app.go(&Route::parse(href));
    }

    /// Who described the subject goes on to the return.
    async fn aim_again(&self) {
        let Some(app) = self.app.borrow().clone() else {
            return;
        };
        self.aim(app.shell()).await;
        app.again();
    }

    /// Hears what happens to the host's page.
    pub fn host_says(&self, event: &str) {
        if let Some(app) = &*self.app.borrow() {
            app.shell().host_says(event);
        }
    }

    /// Saves what is typed. Resolves with whether nothing of it is in memory only.
    pub async fn save(&self) -> bool {
        let Some(app) = self.app.borrow().clone() else {
            return false;
        };
        match app.shell().open_form() {
            Some(open) => app.shell().save_whole(&open).await && is_saved(&open.saved()),
            None => true,
        }
    }

    /// Shows what is to be checked before the open return is finished. Says whether one is open.
    pub fn finish(&self) -> bool {
        let Some(app) = self.app.borrow().clone() else {
            return false;
        };
        let Some(open) = app.shell().open_form().filter(|open| open.is_draft()) else {
            return false;
        };
        app.go(&Route::Check(open.head.id.clone()));
        true
    }

    /// Tries to send what waits.
    pub fn send(&self) {
        self.host_says("online");
    }

    /// Locks the device's returns, where a PIN or a passphrase keeps others out.
    pub async fn lock(&self) -> bool {
        let Some(app) = self.app.borrow().clone() else {
            return false;
        };
        self.enter();
        app.shell().lock().await.is_ok()
    }

    /// Takes the widget away: what is typed is saved.
    pub fn end(&self) {
        self.ended.set(true);
        self.shown.take();
        self.guest.aims.take();
        if let Some(app) = self.app.take() {
            app.shell().end();
        }
        HERE.with_borrow_mut(|here| {
            here.take_if(|guest| Rc::ptr_eq(guest, &self.guest));
        });
    }
}

fn is_saved(saved: &Saved) -> bool {
    matches!(saved, Saved::Unchanged | Saved::At(_))
}
