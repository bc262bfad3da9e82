//! Joins engine, storage and submit with the clock, ids and events of the page.
//!
//! Knows no view: pages read [`Shell::lists`] and an [`OpenForm`]'s session, call what they want done, and are told
//! through [`Shell::listen`] when something is worth showing again.

mod about;
mod authenticator;
mod boot;
mod browser;
mod config;
mod copy;
mod device;
mod drafts;
mod due;
mod duty;
mod earlier;
mod files;
mod form;
mod guest;
mod homes;
mod idle;
mod keeping;
mod language;
mod line;
mod lists;
mod moving;
mod naming;
mod owner;
mod people;
mod picture;
mod profiles;
mod reading;
mod received;
mod refused;
mod retention;
mod save;
mod sealed_file;
mod security_keys;
mod sending;
mod sign_in;
mod slices;
mod spent;
mod status;
mod tabs;
mod taking;
mod watching;

#[cfg(test)]
mod tests;

pub use about::About;
pub use authenticator::{AuthenticatorError, Authenticators};
pub use boot::{BootError, boot};
pub use browser::{opened, print, spawn};
pub use config::{Help, PageConfig, Retention};
pub use device::Device;
pub use drafts::OpenError;
pub use due::{Due, Here, due_list};
pub use files::{FileDraft, FileError};
pub use form::OpenForm;
pub use guest::{Aim, Given, boot_guest};
pub use homes::Elsewhere;
pub use idle::LockTime;
pub use keeping::Keeping;
pub use language::{LanguageError, PageLanguage};
pub use line::Line;
pub use lists::{Draft, KnownSubject, Lists, Sent, Waiting};
pub use moving::{MoveError, Moving};
pub use naming::NameProblem;
pub use owner::WaitsFor;
pub use people::{Access, Home, Person};
pub use picture::Picture;
pub use profiles::{finished, subject_of};
pub use reading::Filed;
pub use refused::VERSION_PLACE;
pub use save::{SaveProblem, Saved, Saver};
pub use security_keys::{AddKeyError, KeyUnlockError};
pub use sending::FinishError;
pub use sign_in::SignInProblem;
pub use slices::SliceError;
pub use taking::Taken;

pub use crate::storage::StoreError;
pub use crate::storage::sealing::{
    Guard, KeyKind, PeopleError, Secret, SecretProblem, UnlockError, Unsent,
};
pub use crate::submit::outbox::Why;
pub use crate::submit::{Finding, May, Progress, Refusal, Standing, StuckReason};

use crate::storage::Store;
use crate::submit::Wire;
use care_engine::definition::{Definition, Texts};
use care_engine::value::{Clock, Date, london};
use js_sys::Function;
use std::cell::{Cell, OnceCell, Ref, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Something is worth showing again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// What is on this device, or what the backend told.
    Lists,
    /// How saving of the open form stands.
    Saving,
    /// The open form is to be opened anew.
    Form,
    /// How the last call to the backend ended.
    Line,
    /// The day has changed.
    Day,
    /// What became of the framework since it was published.
    Status,
    /// Who is signed in.
    SignIn,
    /// Who uses this device, or that it was locked or unlocked.
    People,
    /// A warning that the page is locked soon, or that it is not.
    Idle,
}

/// Who is told.
type Listener = Rc<dyn Fn(News)>;

/// Something of the shell that takes time. Boxed, so that all who wait for it hold and drop the same one pointer.
pub(crate) type Doing<'a, E> = Pin<Box<dyn Future<Output = Result<(), E>> + 'a>>;

/// The shell of one page.
pub struct Shell {
    config: PageConfig,
    wire: Option<Wire>,
    /// The framework: whole, or its index.
    definition: Rc<Definition>,
    /// The language that the framework is shown in; empty for its first.
    language: String,
    /// Its texts, where they are those of the whole framework.
    texts: Option<Texts>,
    /// The languages that it can be shown in beside its first.
    languages: RefCell<Vec<PageLanguage>>,
    /// Brings the page in a language.
    speak: OnceCell<Function>,
    /// What was read beside the index, a framework for each return, by its id. One may hold a little of other returns.
    slices: RefCell<Vec<(String, Rc<Definition>)>>,
    /// What became of the framework since it was published.
    news: RefCell<status::Told>,
    store: Store,
    memory_because: Option<StoreError>,
    device: Device,
    lists: RefCell<Lists>,
    /// What the backend said is filed, by form, subject and period.
    filed: RefCell<Vec<(String, Filed)>>,
    open: RefCell<Option<Rc<OpenForm>>>,
    /// The lock of the draft that this page edits, with the draft's id.
    turn: RefCell<Option<(String, browser::Alone)>>,
    listeners: RefCell<Vec<Listener>>,
    round: Cell<sending::Round>,
    line: Cell<Line>,
    signing: sign_in::Signing,
    keeping: Cell<Option<Keeping>>,
    /// Since when it is said of what rests here that it goes.
    notices: RefCell<retention::Notices>,
    /// When the status of a receipt was last asked for, by the return's id.
    asked: RefCell<Vec<(String, i64)>>,
    /// How often sending has waited for another tab.
    waited: Cell<u8>,
    timer: RefCell<Option<browser::Timer>>,
    day: Cell<Date>,
    keyring: RefCell<people::Keyring>,
    /// How long nobody has used the page, where that locks it.
    idle: Cell<Option<idle::Idle>>,
    idle_timer: RefCell<Option<browser::Timer>>,
    /// The other tabs, which lock together with this one.
    tabs: RefCell<Option<browser::Tabs>>,
    /// The minutes after which the open person's page is locked, where he chose them.
    minutes: Cell<Option<u32>>,
    /// Whether the page tells of each key and pointer.
    hearing: Cell<bool>,
    guest: guest::Guest,
}

impl Shell {
    /// A shell over a store that is open. `memory_because` is why it does not last, where it does not.
    pub fn new(
        config: PageConfig,
        wire: Option<Wire>,
        definition: Definition,
        store: Store,
        memory_because: Option<StoreError>,
        device: Device,
    ) -> Self {
        Self {
            config,
            wire,
            definition: Rc::new(definition),
            language: String::new(),
            texts: None,
            languages: RefCell::default(),
            speak: OnceCell::new(),
            slices: RefCell::default(),
            news: RefCell::default(),
            store,
            memory_because,
            device,
            lists: RefCell::default(),
            filed: RefCell::default(),
            open: RefCell::default(),
            turn: RefCell::default(),
            listeners: RefCell::default(),
            round: Cell::default(),
            line: Cell::default(),
            signing: sign_in::Signing::default(),
            keeping: Cell::default(),
            notices: RefCell::default(),
            asked: RefCell::default(),
            waited: Cell::default(),
            timer: RefCell::default(),
            day: Cell::new(device.today()),
            keyring: RefCell::default(),
            idle: Cell::default(),
            idle_timer: RefCell::default(),
            tabs: RefCell::default(),
            minutes: Cell::default(),
            hearing: Cell::default(),
            guest: guest::Guest::default(),
        }
    }

    /// The same, shown in another language than the framework's first.
    fn shown_in(mut self, language: String, texts: Option<Texts>) -> Self {
        self.language = language;
        self.texts = texts;
        self
    }

    /// How the page is set up.
    pub fn config(&self) -> &PageConfig {
        &self.config
    }

    /// Whether there is a backend to send to.
    pub fn has_backend(&self) -> bool {
        self.wire.is_some()
    }

    /// The framework: whole, or its index, whose returns have their terms only.
    pub fn definition(&self) -> &Rc<Definition> {
        &self.definition
    }

    /// What is on this device, as it was last read.
    pub fn lists(&self) -> Ref<'_, Lists> {
        self.lists.borrow()
    }

    /// Why nothing outlives this page, where that is so.
    pub fn memory_because(&self) -> Option<&StoreError> {
        self.memory_because.as_ref()
    }

    /// The form that is open on this page.
    pub fn open_form(&self) -> Option<Rc<OpenForm>> {
        self.open.borrow().clone()
    }

    /// The civil date in London.
    pub fn today(&self) -> Date {
        self.device.today()
    }

    /// A time in London.
    pub fn clock(&self, at: i64) -> Clock {
        london(at)
    }

    /// A new random id, such as for a row.
    pub fn new_id(&self) -> String {
        (self.device.id)()
    }

    /// Calls back whenever something is worth showing again, for as long as the shell lives.
    pub fn listen(&self, told: impl Fn(News) + 'static) {
        self.listeners.borrow_mut().push(Rc::new(told));
    }

    fn tell(&self, news: News) {
        // Copied first: a listener may add another.
        let listeners = self.listeners.borrow().clone();
        for listener in listeners {
            listener(news);
        }
    }

    /// Tells if the day has changed since it was last looked at.
    fn midnight(&self) {
        let today = self.device.today();
        if self.day.replace(today) != today {
            self.tell(News::Day);
        }
    }
}
