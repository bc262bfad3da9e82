//! Signing in and out. What is typed is saved before the page is left for a sign-in.

use super::sending::Nudge;
use super::{Doing, News, Saved, Shell, browser};
use crate::storage::StoreError;
use crate::submit::config::{Cookie, SignIn};
use crate::submit::reads::{self, ReadError};
use crate::submit::{SignedIn, Standing, Template};
use care_engine::exchange::identity::Identity;
use care_engine::json::{self, Json};
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why somebody could not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// The script that does it did not come, or the issuer did not answer.
    NoLine,
    /// The issuer refused, or its answer is not one to this page.
    Refused,
    /// The browser keeps nothing: leaving the page would lose what is on it.
    WouldLose,
}

/// How signing in stands on this page, besides who is signed in.
#[derive(Default)]
pub(super) struct Signing {
    /// The person on this device, where it knows persons.
    pub(super) person: RefCell<Option<String>>,
    /// As whom that person signs in.
    pub(super) bound: RefCell<Option<Identity>>,
    /// Whether the person was asked since the page was loaded whether to remember that, and said no.
    pub(super) declined: Cell<bool>,
    problem: Cell<Option<SignInProblem>>,
    /// What opens the script, and the script once it is open.
    opens: RefCell<Option<Function>>,
    script: RefCell<Option<Rc<Script>>>,
    /// Whether the page is to be left as soon as what is typed is saved.
    leaving: Cell<bool>,
    /// Whether somebody has signed in since the last round of sending began.
    pub(super) fresh: Cell<bool>,
    /// Whether somebody signed out on purpose: who comes next is asked who it is.
    out: Cell<bool>,
}

#[wasm_bindgen]
extern "C" {
    /// The page's script that signs in: `static/sign-in.js`.
    type Script;
    /// Begins a sign-in; may leave the page. `fresh`: the issuer asks who it is, whoever was there before.
    #[wasm_bindgen(method)]
    fn begin(this: &Script, fresh: bool);
    /// The backend does not take the token any more.
    #[wasm_bindgen(method)]
    fn ended(this: &Script);
    /// Somebody signed out.
    #[wasm_bindgen(method)]
    fn out(this: &Script);
}

impl Shell {
    /// Whether people sign in to the backend.
    pub fn wants_sign_in(&self) -> bool {
        let wire = self.wire.as_ref();
        wire.is_some_and(|wire| wire.authorisation.is_wanted())
    }

    /// How signing in stands.
    pub fn standing(&self) -> Standing {
        let now = (self.device.now)();
        let wire = self.wire.as_ref();
        wire.map_or(Standing::Out, |wire| wire.authorisation.standing(now))
    }

    /// Who is signed in, where that is known.
    pub fn identity(&self) -> Option<Identity> {
        let wire = self.wire.as_ref()?;
        wire.authorisation.identity((self.device.now)())
    }

    /// Whether nobody can say who is signed in, or whether anybody is.
    pub fn is_sign_in_silent(&self) -> bool {
        let wire = self.wire.as_ref();
        wire.is_some_and(|wire| wire.authorisation.is_silent())
    }

    /// Why the last sign-in did not happen.
    pub fn sign_in_problem(&self) -> Option<SignInProblem> {
        self.signing.problem.get()
    }

    /// Whether signing out here does anything: a cookie can only be taken away where the backend says how.
    pub fn can_sign_out(&self) -> bool {
        match self.sign_in_kind() {
            Some(SignIn::Bearer(_) | SignIn::Oidc(_)) => true,
            Some(SignIn::Cookie(cookie)) => cookie.out.is_some(),
            _ => false,
        }
    }

    /// Begins a sign-in, because the person asked for it: what is typed is saved first, since the page may be left.
    pub fn sign_in(self: &Rc<Self>) {
        let lists = self.lists.borrow();
        let held =
            self.open_form().is_some() || !lists.drafts.is_empty() || !lists.waiting.is_empty();
        if self.memory_because.is_some() && held && self.leaves() {
            drop(lists);
            self.sign_in_failed(SignInProblem::WouldLose);
            return;
        }
        drop(lists);
        self.signing.leaving.set(true);
        if let Some(form) = self.open_form() {
            self.save_surely(&form);
        }
        self.leave_if_saved();
    }

    /// Whether signing in leaves the page.
    fn leaves(&self) -> bool {
        matches!(
            self.sign_in_kind(),
            Some(SignIn::Oidc(_) | SignIn::Cookie(_))
        )
    }

    /// Leaves the page for the sign-in that was asked for, once nothing on it is unsaved. Where saving fails it stays:
    /// the page says so itself.
    pub(super) fn leave_if_saved(self: &Rc<Self>) {
        if !self.signing.leaving.get() {
            return;
        }
        let saved = self.open_form().map(|form| form.saved());
        match saved {
            Some(Saved::Saving) => return,
            Some(Saved::Failed(_)) => {
                self.signing.leaving.set(false);
                return;
            }
            Some(Saved::Unchanged | Saved::Elsewhere | Saved::At(_)) | None => {
                self.signing.leaving.set(false);
            }
        }
        self.signing.problem.set(None);
        self.tell(News::SignIn);
        let opened = self.signing.script.borrow().clone();
        match (self.sign_in_kind(), opened) {
            (Some(SignIn::Cookie(Cookie { page, .. })), _) => match page {
                Some(page) => self.visit(page),
                None => self.ask_who(),
            },
            // Who has signed out, or is not known here, is asked who it is: the issuer may still know the one before.
            (_, Some(script)) => {
                script.begin(self.signing.out.get() || self.signing.bound.borrow().is_none());
            }
            (Some(SignIn::Bearer(_) | SignIn::Oidc(_)), None) => {
                let shell = Rc::clone(self);
                super::spawn(async move { shell.open_script(true).await });
            }
            (Some(SignIn::None) | None, None) => {}
        }
    }

    /// The device is locked, or another person comes to it: nobody works as who was signed in before.
    pub(super) fn part(&self) {
        if let Some(wire) = &self.wire {
            wire.authorisation.set(Standing::Out);
        }
        self.signing.person.take();
        self.signing.bound.take();
        self.signing.declined.set(false);
        self.signing.out.set(true);
    }

    /// Signs out: the token is gone, and where this device knows no persons, so is whom it knew.
    pub async fn sign_out(self: &Rc<Self>) -> Result<(), StoreError> {
        let Some(wire) = &self.wire else {
            return Ok(());
        };
        wire.authorisation.set(Standing::Out);
        self.signing.out.set(true);
        self.signing.declined.set(false);
        if let Some(script) = self.signing.script.borrow().as_ref() {
            script.out();
        }
        self.forget_told();
        let known = self.signing.person.borrow().is_some();
        if !known {
            self.signing.bound.take();
            self.store.remove_record(&self.bound_key()).await?;
        }
        self.tell(News::SignIn);
        if let SignIn::Cookie(Cookie { out: Some(out), .. }) = &wire.authorisation.sign_in {
            self.visit(out);
        }
        Ok(())
    }

    fn sign_in_kind(&self) -> Option<&SignIn> {
        Some(&self.wire.as_ref()?.authorisation.sign_in)
    }

    fn visit(&self, page: &Template) {
        if let Some(wire) = &self.wire {
            browser::leave(&|here| page.fill(&wire.base, &[("return", here)]));
        }
    }

    /// What the backend told of is filed was told to the one who was signed in.
    fn forget_told(&self) {
        self.filed.borrow_mut().clear();
    }

    fn sign_in_failed(&self, problem: SignInProblem) {
        self.signing.problem.set(Some(problem));
        self.tell(News::SignIn);
    }

    /// The backend says that nobody is signed in.
    // Apart, so that a first visit where nobody signs in does not load it.
    #[inline(never)]
    pub(super) fn sign_in_ended(&self) {
        let ended = self
            .wire
            .as_ref()
            .is_some_and(|wire| wire.authorisation.end());
        if ended {
            if let Some(script) = self.signing.script.borrow().as_ref() {
                script.ended();
            }
            self.tell(News::SignIn);
        }
    }

    /// Somebody is signed in: what waited for that goes on.
    pub(super) fn signed_in(self: &Rc<Self>, signed: SignedIn) {
        self.set_signed_in(signed);
        self.pump(Nudge::Line);
        self.ask_received();
        self.read_subjects();
    }

    /// Notes who is signed in.
    pub(super) fn set_signed_in(&self, signed: SignedIn) {
        if let Some(wire) = &self.wire {
            if wire.authorisation.identity((self.device.now)()) != signed.identity {
                self.forget_told();
            }
            wire.authorisation.set(Standing::In(Rc::new(signed)));
            self.signing.fresh.set(true);
        }
        self.signing.problem.set(None);
        self.tell(News::SignIn);
    }

    /// The start, where people sign in: `opens` opens the script that does it. Where the address holds what an issuer sent
    /// back, it is waited for: the script puts the address of the page in its place.
    // Apart, so that a first visit where nobody signs in does not load it.
    #[inline(never)]
    pub(super) fn take_back(self: &Rc<Self>, opens: Function) -> Doing<'_, ()> {
        Box::pin(async move {
            self.signing.opens.replace(Some(opens));
            if !self.guest.is.get() && browser::came_back() && self.has_script() {
                self.open_script(false).await;
            }
            Ok(())
        })
    }

    /// The start once the page is whole: the script that signs in is opened, or the backend is asked who is signed in.
    // Apart, so that a first visit where nobody signs in does not load it.
    #[inline(never)]
    pub(super) fn begin_sign_in(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        super::spawn(async move {
            // Where it cannot be read, whoever finishes is nobody known.
            let _ = shell.name_signing().await;
            let _ = shell.recall_bound().await;
            let opened = shell.signing.script.borrow().is_some();
            if shell.has_script() && !opened {
                shell.open_script(false).await;
            }
            shell.ask_who();
        });
    }

    fn has_script(&self) -> bool {
        matches!(
            self.sign_in_kind(),
            Some(SignIn::Bearer(_) | SignIn::Oidc(_))
        )
    }

    /// Looks again who is signed in by a cookie: the person may have come from where one signs in.
    pub(super) fn ask_who(self: &Rc<Self>) {
        let Some(SignIn::Cookie(cookie)) = self.sign_in_kind() else {
            return;
        };
        if cookie.who.is_none() {
            // Nobody says: what waits for a sign-in is tried.
            self.signing.fresh.set(true);
            self.pump(Nudge::Line);
            return;
        }
        let shell = Rc::clone(self);
        super::spawn(async move {
            let Some(wire) = &shell.wire else { return };
            match shell.heard_reading(reads::who(wire).await) {
                Ok(signed) => {
                    let known = matches!(shell.standing(), Standing::In(now) if *now == signed);
                    if !known {
                        shell.signed_in(signed);
                    }
                }
                Err(ReadError::NeedsSignIn) => shell.sign_in_ended(),
                // Without an answer nobody knows; what waits goes on waiting.
                Err(_) => {}
            }
        });
    }

    /// Opens the script that signs in, and begins at once if asked to.
    async fn open_script(self: &Rc<Self>, begin: bool) {
        let opens = self.signing.opens.borrow().clone();
        let (Some(opens), Some(SignIn::Bearer(config) | SignIn::Oidc(config))) =
            (opens, self.sign_in_kind())
        else {
            return;
        };
        let told = Rc::clone(self);
        let told = Closure::<dyn Fn(String)>::new(move |text: String| told.told(&text));
        match open(&opens, config, &told.into_js_value()).await {
            Some(script) => {
                self.signing.script.replace(Some(Rc::new(script)));
                if begin {
                    self.sign_in();
                }
            }
            None if begin => self.sign_in_failed(SignInProblem::NoLine),
            // It is tried again when somebody wants to sign in.
            None => {}
        }
    }

    /// Hears what the script tells: who is signed in, that nobody is any more, or why nobody could.
    pub(super) fn told(self: &Rc<Self>, text: &str) {
        let Ok(json) = json::parse(text) else { return };
        let ended = json.get("ended").and_then(Json::as_text);
        let failed = json.get("failed").and_then(Json::as_text);
        match (ended, failed) {
            (Some(_), _) => self.sign_in_ended(),
            (_, Some("no-line")) => self.sign_in_failed(SignInProblem::NoLine),
            (_, Some(_)) => self.sign_in_failed(SignInProblem::Refused),
            (None, None) => self.signed_in(SignedIn::read(&json)),
        }
    }
}

async fn open(opens: &Function, config: &str, told: &JsValue) -> Option<Script> {
    let opening = opens.call2(&JsValue::NULL, &config.into(), told).ok()?;
    let opening: Promise = opening.dyn_into().ok()?;
    Some(JsFuture::from(opening).await.ok()?.unchecked_into())
}
