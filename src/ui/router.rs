//! Which page the address names. Only random ids, ids of the framework and places of questions stand in it: never a
//! name, a subject's identifier or an answer.

mod further;

pub use further::Further;

use std::rc::Rc;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Where the address names nothing: the start for somebody new, else what is due.
    Home,
    /// What one needs to know before starting.
    Start,
    /// What is due.
    Due,
    /// Who fills in.
    Who,
    /// For whom.
    Subjects,
    /// One subject's details, by its key on this device.
    Subject(String),
    /// A new subject's details: its key on this device, and the kind, which is the id of its form.
    NewSubject(String, String),
    /// The tasks of a draft, by its id.
    Tasks(String),
    /// One page of a draft: its id, the section's id, and the question to go to, if one is named.
    Section(String, String, Option<String>),
    /// What moving a draft to this version of the framework changes, by the draft's id.
    Moving(String),
    /// Check your answers, by the draft's id.
    Check(String),
    /// The declaration, by the draft's id.
    Declare(String),
    /// What became of a finished return, by its id.
    Done(String),
    /// What waits to be sent.
    Outbox,
    /// A draft out of a file.
    OpenFile,
    /// What was sent.
    Sent,
    /// A finished return to look at, by its id.
    Return(String),
    /// Why a return is corrected, by its id.
    Correct(String),
    /// An author's framework file, in memory.
    Preview,
    /// Who uses this device.
    People,
    /// Another person who uses it.
    AddPerson,
    /// One person of this device, by the random id.
    Person(String),
    /// The open person's PIN or passphrase, and when the page is locked.
    Secret,
    /// After a forgotten PIN: what was lost.
    Forgotten,
    /// Clears this device.
    Clear,
    /// A page that nobody needs on a first visit.
    Further(Rc<Further>),
}

impl Route {
    /// The page that an address names; what it does not understand is what is due.
    pub fn parse(hash: &str) -> Self {
        let mut path = hash;
        while let Some(rest) = path.strip_prefix('#') {
            path = rest;
        }
        while let Some(rest) = path.strip_prefix('/') {
            path = rest;
        }
        while let Some(rest) = path.strip_suffix('/') {
            path = rest;
        }
        let mut parts = Vec::new();
        for part in path.split('/') {
            parts.push(part);
        }
        let part = |at: usize| parts.get(at).copied().unwrap_or_default().to_owned();
        let id = part(1);
        match (parts.first().copied().unwrap_or_default(), parts.len()) {
            ("", 1) => Self::Home,
            ("start", 1) => Self::Start,
            ("you", 1) => Self::Who,
            ("for", 1) => Self::Subjects,
            ("for", 2) => Self::Subject(id),
            ("for", 3) => Self::NewSubject(id, part(2)),
            ("draft", 2) => Self::Tasks(id),
            ("draft", 3) => Self::Section(id, part(2), None),
            ("draft", 4) => Self::Section(id, part(2), Some(part(3))),
            ("move", 2) => Self::Moving(id),
            ("check", 2) => Self::Check(id),
            ("declare", 2) => Self::Declare(id),
            ("done", 2) => Self::Done(id),
            ("waiting", 1) => Self::Outbox,
            ("open", 1) => Self::OpenFile,
            ("sent", 1) => Self::Sent,
            ("sent", 2) => Self::Return(id),
            ("preview", 1) => Self::Preview,
            ("correct", 2) => Self::Correct(id),
            ("people", 1) => Self::People,
            ("person", 1) => Self::AddPerson,
            ("person", 2) => Self::Person(id),
            ("pin", 1) => Self::Secret,
            ("forgotten", 1) => Self::Forgotten,
            ("clear", 1) => Self::Clear,
            _ => Further::parse(&parts).map_or(Self::Due, Self::from),
        }
    }

    /// The address of the page, with its `#`.
    pub fn href(&self) -> String {
        let parts: &[&str] = match self {
            Self::Home => &[],
            Self::Start => &["start"],
            Self::Due => &["due"],
            Self::Who => &["you"],
            Self::Subjects => &["for"],
            Self::Subject(key) => &["for", key],
            Self::NewSubject(key, kind) => &["for", key, kind],
            Self::Tasks(id) => &["draft", id],
            Self::Section(id, section, None) => &["draft", id, section],
            Self::Section(id, section, Some(question)) => &["draft", id, section, question],
            Self::Moving(id) => &["move", id],
            Self::Check(id) => &["check", id],
            Self::Declare(id) => &["declare", id],
            Self::Done(id) => &["done", id],
            Self::Outbox => &["waiting"],
            Self::OpenFile => &["open"],
            Self::Sent => &["sent"],
            Self::Return(id) => &["sent", id],
            Self::Preview => &["preview"],
            Self::Correct(id) => &["correct", id],
            Self::People => &["people"],
            Self::AddPerson => &["person"],
            Self::Person(id) => &["person", id],
            Self::Secret => &["pin"],
            Self::Forgotten => &["forgotten"],
            Self::Clear => &["clear"],
            Self::Further(page) => return page.href(),
        };
        address(parts)
    }
}

impl From<Further> for Route {
    fn from(page: Further) -> Self {
        Self::Further(Rc::new(page))
    }
}

/// The address of some parts, with its `#`.
fn address(parts: &[&str]) -> String {
    let mut href = String::from("#");
    for part in parts {
        href.push('/');
        href.push_str(part);
    }
    if parts.is_empty() {
        href.push('/');
    }
    href
}

/// The page that the address bar names.
pub(super) fn here() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::parse(&hash.unwrap_or_default())
}

/// Goes to a page, so that "back" comes back here.
pub(super) fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        // An address of our own making is always taken.
        let _ = window.location().set_hash(&route.href());
    }
}

/// Goes to a page in the place of this one.
pub(super) fn replace(route: &Route) {
    if let Some(window) = web_sys::window() {
        // As above.
        let _ = window.location().replace(&route.href());
    }
}

#[cfg(test)]
mod tests {
    use super::{Further, Route};

    fn id(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn each_page_has_an_address_of_its_own() {
        let pages = [
            Route::Home,
            Route::Start,
            Route::Due,
            Route::Who,
            Route::Subjects,
            Route::Subject(id("k")),
            Route::NewSubject(id("k"), id("council")),
            Route::Tasks(id("d")),
            Route::Section(id("d"), id("beds"), None),
            Route::Section(id("d"), id("beds"), Some(id("q3"))),
            Route::Moving(id("d")),
            Route::Check(id("d")),
            Route::Declare(id("d")),
            Route::Done(id("r")),
            Route::Outbox,
            Route::OpenFile,
            Route::Sent,
            Route::Return(id("r")),
            Route::Correct(id("r")),
            Route::Preview,
            Route::People,
            Route::AddPerson,
            Route::Person(id("p")),
            Route::Secret,
            Route::Forgotten,
            Route::Clear,
            Further::Take(id("d")).into(),
            Further::Blank(id("month")).into(),
            Further::Picture(id("k")).into(),
        ];
        for page in pages {
            assert_eq!(Route::parse(&page.href()), page, "{}", page.href());
        }
    }

    #[test]
    fn what_is_not_understood_is_what_is_due() {
        for hash in [
            "#/nothing",
            "#/draft",
            "#/draft/a/b/c/d",
            "#/sent/a/b",
            "#main",
            "#/due/x",
        ] {
            assert_eq!(Route::parse(hash), Route::Due, "{hash}");
        }
        assert_eq!(Route::parse("#"), Route::Home);
        assert_eq!(Route::parse(""), Route::Home);
    }
}
