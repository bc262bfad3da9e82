//! What became of the framework since it was published: a small file beside it, asked for once the page is whole and again
//! now and then. Without a line, or where the file has mistakes, what was known before stands.

use super::{News, Shell};
use care_engine::definition::{Definition, Status};
use care_engine::session::Session;
use std::rc::Rc;

/// How long what was told is not asked for again: Unix time in milliseconds.
const FRESH: i64 = 3_600_000;

/// What was told.
#[derive(Default)]
pub(super) struct Told {
    /// The file. Read for each return, since its checks come with its questions.
    text: String,
    /// Why the framework's version is withdrawn, if it is.
    withdrawn: Option<String>,
    /// When it came: Unix time in milliseconds.
    at: i64,
}

impl Shell {
    /// Asks for the status, if there is one to ask for and it was not told a short while ago. Nobody waits for it.
    pub(super) fn ask_status(self: &Rc<Self>) {
        let age = (self.device.now)().saturating_sub(self.news.borrow().at);
        if let Some(path) = &self.config.status
            && !(0..FRESH).contains(&age)
        {
            let coming = (self.device.file)(path);
            let shell = Rc::clone(self);
            super::spawn(async move {
                if let Some(text) = coming.await {
                    shell.take_status(text);
                }
            });
        }
    }

    /// Takes what was told of the framework. A file with mistakes is as none.
    pub(super) fn take_status(&self, text: String) {
        let Ok(status) = Status::read_for(&text, &self.definition, "") else {
            return;
        };
        let at = (self.device.now)();
        let same = self.news.borrow().text == text;
        self.news.replace(Told {
            text,
            withdrawn: status.withdrawn,
            at,
        });
        if !same {
            self.tell(News::Status);
        }
    }

    /// Why the framework's version is no longer to be used, if it was withdrawn since it was published.
    pub fn withdrawn(&self) -> Option<String> {
        self.news.borrow().withdrawn.clone()
    }

    /// What became of a return, by the definition that has its questions.
    pub fn status_of(&self, definition: &Definition, form: &str) -> Status {
        let text = &self.news.borrow().text;
        if text.is_empty() {
            return Status::default();
        }
        Status::read_for(text, definition, form).unwrap_or_default()
    }

    /// A session that was just opened, under what is known of the framework.
    pub(super) fn under_status(&self, mut session: Session) -> Session {
        let status = self.status_of(session.definition(), &session.form().id);
        // Nothing shows it yet.
        let _ = session.apply_status(&status);
        session
    }
}
