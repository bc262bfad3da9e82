//! A shell for pages that are a guest in somebody else's page. The host gives the configuration and what it knows already,
//! and tells what happens to its page; nothing is asked of its address, and nothing of its storage but our own database
//! is touched.

use super::boot::{BootError, DATABASE};
use super::browser::PageEvent;
use super::config::PageConfig;
use super::device::Device;
use super::due::{Due, Here, due_list};
use super::profiles::ToldSubject;
use super::{OpenError, Shell, language};
use crate::storage::Store;
use crate::submit::config;
use crate::submit::reads::read_subject;
use care_engine::definition::{self, State};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::json::{self, Json};
use care_engine::session::{Address, Answer, Edit, Origin, Session};
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What the host gives, as JSON:
/// `{config, pins, label, language, return, subject, period, pages, takes, prefill: {subject: {kind, answers}, answers, latest}}`.
///
/// `config` is what `config.json` would hold. `return`, `subject` (its id) and `period` (its first day or its month) say
/// which return is to be filled in; each may be left out. `prefill.answers` are of the return, by place: a text, or a list
/// of codes. `prefill.latest` are earlier returns, each `{receivedAt, body}`. Where `takes` says anything, the host takes
/// finished returns itself.
pub struct Given(Json);

/// What a shell knows of being a guest. A page's own shell is none.
#[derive(Default)]
pub(super) struct Guest {
    /// Whether it is one: then what the browser holds for the host's page is left alone.
    pub(super) is: Cell<bool>,
    /// Whether its pages are gone for good.
    pub(super) ended: Cell<bool>,
    /// What takes finished returns in the place of a backend.
    pub(super) taker: RefCell<Option<Function>>,
}

/// Which return the host wants filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wanted {
    form: Option<String>,
    subject: Option<String>,
    period: Option<String>,
}

impl Given {
    /// Reads it. What is no JSON gives nothing.
    pub fn read(text: &str) -> Self {
        Self(json::parse(text).unwrap_or(Json::Null))
    }

    /// Whether the host wants one return filled in, and not all that are due.
    pub fn wants_one(&self) -> bool {
        self.wanted().form.is_some()
    }

    /// What the pages are called: as the host calls them, or as the configuration does.
    pub fn name(&self) -> String {
        let label = self.text("label");
        label.unwrap_or_else(|| PageConfig::read(&self.config()).name)
    }

    /// Which pages may be shown, by the first word of their address; all where it is empty.
    pub fn pages(&self) -> Vec<String> {
        let pages = self.text("pages").unwrap_or_default();
        pages.split_whitespace().map(str::to_owned).collect()
    }

    fn config(&self) -> Json {
        self.0.get("config").cloned().unwrap_or(Json::Null)
    }

    fn text(&self, key: &str) -> Option<String> {
        let text = self.0.get(key).and_then(Json::as_text);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            form: self.text("return"),
            subject: self.text("subject"),
            period: self.text("period"),
        }
    }

    fn prefill(&self, key: &str) -> Option<&Json> {
        self.0.get("prefill")?.get(key)
    }

    fn subject(&self) -> Option<ToldSubject> {
        read_subject(self.prefill("subject")?)
    }

    /// Answers of the return, each with its place.
    fn answers(&self) -> &[(Box<str>, Json)] {
        let answers = self.prefill("answers").and_then(Json::entries);
        answers.unwrap_or_default()
    }
}

impl Wanted {
    /// The return of those that are due that is wanted. Without a period it is the first that can be sent now, or else the
    /// first.
    fn choose(&self, due: Vec<Due>) -> Option<Due> {
        let mut fits: Vec<Due> = due.into_iter().filter(|due| self.is(due)).collect();
        let now = |due: &Due| !matches!(due.when.state, State::Opens(_));
        let at = fits.iter().position(now).unwrap_or_default();
        (at < fits.len()).then(|| fits.swap_remove(at))
    }

    fn is(&self, due: &Due) -> bool {
        let start = due.when.period.start.to_string();
        self.form.as_ref().is_none_or(|form| *form == due.form)
            && self.subject.as_ref().is_none_or(|id| *id == due.subject.id)
            && self
                .period
                .as_ref()
                .is_none_or(|period| start.starts_with(period.as_str()))
    }
}

/// What stands of the return that the host wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A draft, by its id: begun before, or now.
    Draft(String),
    /// On its way or sent, by the return's id.
    Done(String),
    /// Sent, and to be corrected, by the return's id.
    Correct(String),
    /// Its subject is not known here, and must be described: the kind.
    NoSubject(String),
    /// There is no such return for this subject.
    Nothing,
}

/// Starts the shell of a guest. `sign_in` opens what signs in, as for a page; `host` takes finished returns in the place of
/// a backend, where it wants to.
///
/// # Errors
/// Where a file is missing or has mistakes, as at the start of a page.
pub async fn boot_guest(
    given: &Given,
    sign_in: Function,
    host: &Function,
) -> Result<Rc<Shell>, BootError> {
    let json = given.config();
    let wire = config::read(&json).map_err(BootError::Config)?;
    let mut page = PageConfig::read(&json);
    page.pins = given.text("pins").unwrap_or_default();
    let device = Device::browser();
    let text = (device.file)(&page.pinned(&page.framework))
        .await
        .ok_or_else(|| BootError::NoFile(page.framework.clone()))?;
    let (store, memory_because) = match Store::open(DATABASE).await {
        Ok(store) => (store, None),
        Err(error) => (Store::memory(), Some(error)),
    };
    // What cannot be put back now is put back before the first write.
    let _ = store.keep_twice().await;
    let language = match given.text("language") {
        Some(language) => language,
        None => language::chosen(&json, &store).await,
    };
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
    shell.guest.is.set(true);
    if given.text("takes").is_some() {
        shell.guest.taker.replace(Some(host.clone()));
    }
    // The host tells when somebody uses its page.
    shell.hearing.set(true);
    // As at the start of a page: what fails here is said at each write.
    let _ = shell.take_in_older().await;
    let _ = shell.read_people().await;
    shell.know_prefill(given).await;
    let _ = shell.refresh().await;
    if shell.wants_sign_in() {
        let _ = shell.take_back(sign_in).await;
    }
    let behind = Rc::clone(&shell);
    super::spawn(async move {
        let _ = behind.come_whole(&json).await;
    });
    Ok(shell)
}

impl Shell {
    /// Hears what happens to the host's page; words that it does not know are nothing.
    pub fn host_says(self: &Rc<Self>, event: &str) {
        let event = match event {
            "hidden" => PageEvent::Hidden,
            "shown" => PageEvent::Shown,
            "online" => PageEvent::Online,
            "offline" => PageEvent::Offline,
            "used" => return self.used(),
            _ => return,
        };
        self.page_event(event);
    }

    /// Keeps what the host knows of the subject, and of its earlier returns. Where the store fails, what is kept is less,
    /// and the pages ask for it.
    async fn know_prefill(&self, given: &Given) {
        let Some(told) = given.subject() else { return };
        let _ = self.keep_subjects(&[told]).await;
        let _ = self.refresh().await;
        let latest = given.prefill("latest").and_then(Json::as_list);
        for one in latest.unwrap_or_default() {
            let received_at = one.get("receivedAt").and_then(Json::as_text);
            let body = one.get("body").map(Json::to_text).unwrap_or_default();
            if let Ok(posted) = ReturnV1::read(&body, &self.definition) {
                let about = (posted.form.as_str(), posted.subject.id.as_str());
                for of_all in [false, true] {
                    self.keep_latest(about, of_all, &body, received_at.unwrap_or_default())
                        .await;
                }
            }
        }
    }

    /// Looks for the return that the host wants, and begins it where it is due and nothing of it is here. What the host
    /// knows is answered in it then.
    ///
    /// # Errors
    /// Where it cannot be begun.
    pub async fn aim(self: &Rc<Self>, given: &Given) -> Result<Aim, OpenError> {
        let wanted = given.wanted();
        let list = due_list(&self.definition, &self.lists.borrow(), self.today());
        let Some(due) = wanted.choose(list) else {
            return Ok(self.unknown(&wanted));
        };
        Ok(match due.here {
            Here::Draft(id) => Aim::Draft(id),
            Here::Waiting(id) | Here::Sent(id) => Aim::Done(id),
            Here::Refused(id) | Here::Earlier(id) => Aim::Correct(id),
            Here::Nothing => {
                let id = self.begin(&due.form, &due.subject, due.when.period).await?;
                if let Some(open) = self.open_as(&id) {
                    give(&mut open.session.borrow_mut(), given.answers());
                    self.changed(&open);
                }
                Aim::Draft(id)
            }
        })
    }

    /// Why nothing fits: nobody is known whom it could be for, or it is not due.
    fn unknown(&self, wanted: &Wanted) -> Aim {
        let form = wanted.form.as_deref().unwrap_or_default();
        let terms = self
            .definition
            .returns()
            .find(|(known, _)| known.id == form);
        let kind = terms.and_then(|(_, terms)| {
            let kind = self.definition.forms.get(usize::from(terms.subject))?;
            Some(kind.id.clone())
        });
        let lists = self.lists.borrow();
        let known = lists.subjects.iter().any(|known| {
            let of_kind = Some(&known.kind) == kind.as_ref();
            let id = known.subject.as_ref().map(|subject| &subject.id);
            of_kind && id.is_some() && (wanted.subject.is_none() || wanted.subject.as_ref() == id)
        });
        match kind {
            Some(kind) if !known => Aim::NoSubject(kind),
            _ => Aim::Nothing,
        }
    }

    /// Nobody shows these pages any more: what is typed is saved, and nobody is told of anything.
    pub fn end(self: &Rc<Self>) {
        self.unwatch();
        self.listeners.borrow_mut().clear();
        self.timer.take();
        self.leave_form();
        self.guest.ended.set(true);
    }
}

/// Gives what the host knows as answers of a return. A place that the return does not have, or that is worked out, is left
/// as it is.
pub(super) fn give(session: &mut Session, answers: &[(Box<str>, Json)]) {
    let (definition, form) = (Rc::clone(session.definition()), Rc::clone(session.form()));
    for (place, given) in answers {
        let Some(at) = Address::parse(place, &definition, &form) else {
            continue;
        };
        let answer = match given {
            Json::List(codes) => {
                let codes: Vec<&str> = codes.iter().filter_map(Json::as_text).collect();
                Answer::codes(&codes)
            }
            _ => Answer::typed(given.as_text().unwrap_or_default()),
        };
        if answer.is_blank() {
            continue;
        }
        let answer = Answer {
            origin: Origin::Host,
            ..answer
        };
        let _ = session.apply(Edit::Set { at, answer });
    }
}
