//! The start: configuration, framework, store; then what was kept, what the page hears, and the outbox.

use super::browser::{self, PageEvent};
use super::config::PageConfig;
use super::device::Device;
use super::sending::Nudge;
use super::{Doing, Line, Shell, language};
use crate::storage::Store;
use crate::submit::{ConfigProblem, config};
use care_engine::definition::{self, Problem};
use care_engine::json::{self, Json};
use js_sys::{Function, Promise};
use std::rc::Rc;
use thiserror::Error;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Where the configuration is, beside the page.
const CONFIG: &str = "config.json";
/// The name of the database.
pub(super) const DATABASE: &str = "care-returns";

/// Why the page cannot start.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BootError {
    /// A file did not come: its path.
    #[error("{0} did not arrive")]
    NoFile(String),
    /// The configuration is not JSON.
    #[error("config.json is not JSON")]
    NotJson,
    /// The configuration has mistakes.
    #[error("config.json has mistakes")]
    Config(Vec<ConfigProblem>),
    /// The framework has mistakes.
    #[error("the framework has mistakes")]
    Framework(Vec<Problem>),
}

impl BootError {
    /// Each mistake with its place, for the one who set the page up.
    pub fn details(&self) -> Vec<String> {
        let mut details = Vec::new();
        match self {
            Self::NoFile(_) | Self::NotJson => {}
            Self::Config(problems) => {
                for problem in problems {
                    details.push(problem.to_string());
                }
            }
            Self::Framework(problems) => {
                for problem in problems {
                    details.push(problem.to_string());
                }
            }
        }
        details
    }
}

/// Starts the shell of a page. `pins` are the integrities of what stands beside it.
///
/// `whole` is kept when the module is there as a whole, and what is asked of a backend waits for it: nothing of that is
/// needed for the first question, which is all that the module's first part can do. `here` is whether the module is whole
/// already: where it is not, nobody has chosen a language or left anything on this device before.
///
/// `sign_in` opens the page's script that signs in, where people do: it takes the configuration's part as text, and what
/// is to be told, and gives a promise of the script. Called with a truth it only hears whether the module's rest is
/// wanted at once.
///
/// `speak` brings the page in a language that is chosen ([`Shell::choose_language`]). Called with a truth behind the
/// language, which was chosen before, it may load the page again in that, and is not done then.
///
/// # Errors
/// Where a file is missing or has mistakes. A store that cannot be opened is none: the page then works in memory and
/// says so.
pub async fn boot(
    whole: Promise,
    here: bool,
    pins: String,
    sign_in: Function,
    speak: Function,
) -> Result<Rc<Shell>, BootError> {
    // The store opens while the configuration comes.
    let coming = browser::file(CONFIG);
    let (store, memory_because) = match Store::open(DATABASE).await {
        Ok(store) => (store, None),
        Err(error) => (Store::memory(), Some(error)),
    };
    if here {
        // What cannot be put back now is put back before the first write.
        let _ = store.keep_twice().await;
    }
    let text = coming
        .await
        .ok_or_else(|| BootError::NoFile(CONFIG.to_owned()))?;
    let json = json::parse(&text).map_err(|_| BootError::NotJson)?;
    let is_wanted = json
        .get("signIn")
        .is_some_and(|part| !matches!(part, Json::Null));
    // What signs in is in the module's rest, and every page says who is signed in: then it is wanted before any page is
    // shown. It is called either way, so that it is seen to run on a first visit. That it does not come changes nothing.
    let _ = sign_in.call1(&JsValue::NULL, &JsValue::from_bool(is_wanted));
    let all = whole.clone();
    if is_wanted {
        let _ = JsFuture::from(all).await;
    }
    let wire = config::read(&json).map_err(BootError::Config)?;
    let mut page = PageConfig::read(&json);
    page.pins = pins;
    let text = browser::file(&page.pinned(&page.framework))
        .await
        .ok_or_else(|| BootError::NoFile(page.framework.clone()))?;
    let device = Device::browser();
    let language = if here {
        language::chosen(&json, &store).await
    } else {
        String::new()
    };
    if !language.is_empty() {
        language::mended(&speak, &language).await;
    }
    let (definition, texts) = if language.is_empty() {
        let definition = definition::load(&text).map_err(BootError::Framework)?;
        (definition, None)
    } else {
        let texts = language::texts_of(&page, &page.framework, &language);
        language::load(&device, &texts, &text)
            .await
            .map_err(BootError::Framework)?
    };
    let shell = Shell::new(page, wire, definition, store, memory_because, device);
    let shell = Rc::new(shell.shown_in(language, texts));
    shell.take_speak(speak);
    if here {
        // What cannot be sealed now is read as it is, and sealed at the next start.
        let _ = shell.take_in_older().await;
        let _ = shell.read_people().await;
    }
    // A store that cannot be read now shows empty lists; each write says what is wrong.
    let _ = shell.refresh().await;
    if shell.wants_sign_in() {
        let _ = shell.take_back(sign_in).await;
    }
    let events = Rc::clone(&shell);
    browser::on_page_events(move |event| events.page_event(event));
    let behind = Rc::clone(&shell);
    super::spawn(async move {
        // It is never broken: a page whose rest does not come goes on trying.
        if JsFuture::from(whole).await.is_ok() {
            behind.hear_tabs();
            let _ = behind.come_whole(&json).await;
        }
    });
    Ok(shell)
}

impl Shell {
    /// The module is there as a whole: what waited for that begins.
    // Apart and boxed, so that none of it is in the module's first part.
    #[inline(never)]
    pub(super) fn come_whole<'a>(self: &'a Rc<Self>, json: &'a Json) -> Doing<'a, ()> {
        Box::pin(async move {
            let _ = self.store.keep_twice().await;
            if self.wants_sign_in() {
                self.begin_sign_in();
            }
            self.offer_languages(json);
            self.pump(Nudge::Line);
            self.ask_received();
            self.read_subjects();
            self.ask_status();
            self.recall_keeping().await;
            // Where the store fails, the next start does it.
            let _ = self.clear_out().await;
            Ok(())
        })
    }

    /// Calls the backend if it was called before: what the browser thinks is no answer.
    fn look_at_line(self: &Rc<Self>) {
        if self.line() != Line::Untried {
            self.try_line();
        }
    }

    pub(super) fn page_event(self: &Rc<Self>, event: PageEvent) {
        match event {
            PageEvent::Hidden => {
                if let Some(open) = self.open.borrow().as_ref() {
                    self.save_surely(open);
                }
            }
            PageEvent::Shown | PageEvent::Online => {
                self.look_idle();
                if let Some(open) = self.open_form()
                    && !self.read_again(&open)
                {
                    self.look_again(&open);
                }
                self.midnight();
                self.look_at_people();
                self.pump(Nudge::Line);
                self.ask_who();
                self.ask_received();
                self.ask_status();
                self.look_at_line();
            }
            PageEvent::Offline => self.look_at_line(),
        }
    }
}
