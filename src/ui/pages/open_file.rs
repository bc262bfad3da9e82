//! A draft out of a file: opened, and put on this device, here or on another one than it came from.

use super::people::form::{Form, sent_by};
use super::people::secret::secret;
use super::{caption, heading, title};
use crate::shell::{FileDraft, FileError, Guard, OpenError, Secret, opened, spawn};
use crate::ui::el::{El, View, all, div, el, nothing};
use crate::ui::layout::store_words;
use crate::ui::parts::{back, button, file_box, focus_soon};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::people as p;
use crate::ui::text::sending;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::File;

/// The id of the box that opens a file.
const FILE: &str = "draft-file";
/// The id of the box for a sealed file's passphrase.
const PASSPHRASE: &str = "draft-file-passphrase";

/// What came of the file that was chosen last.
#[derive(Default)]
enum Came {
    /// None was chosen, or it was put on this device.
    #[default]
    Nothing,
    /// Why it cannot be opened, in words.
    Trouble(String),
    /// It is sealed: its text, and when the file was last changed.
    Sealed(Rc<str>, i64),
    /// The same return is here: the draft in the file, and when the file was last changed, Unix milliseconds.
    Twice(Rc<FileDraft>, i64),
}

/// What the page shows.
struct Opening {
    app: App,
    form: Rc<Form>,
    came: RefCell<Came>,
    changed: ArcTrigger,
}

/// The page.
pub(super) fn page(app: &App) -> View {
    let opening = Rc::new(Opening {
        app: app.clone(),
        form: Form::new(app),
        came: RefCell::default(),
        changed: ArcTrigger::new(),
    });
    let (chosen, shown, sealed) = (Rc::clone(&opening), Rc::clone(&opening), opening);
    let input =
        file_box(FILE, move |file| chosen.open(file)).attr("aria-describedby", "draft-file-said");
    div("div", "body")
        .add(back(t::DUE, Route::Due))
        .view(sealed.form.problems())
        .add(heading(app, sending::OPEN_FILE))
        .add(el("p").text(sending::OPEN_FILE_INTRO))
        .add(
            div("div", "field")
                .add(
                    div("label", "label")
                        .attr("for", FILE)
                        .text(sending::CHOOSE_FILE),
                )
                .add(input),
        )
        .add(
            div("div", "came")
                .id("draft-file-said")
                .attr("role", "status")
                .live(move || {
                    shown.changed.track();
                    shown.view()
                }),
        )
        .add(el("div").live(move || {
            sealed.changed.track();
            sealed.unsealing()
        }))
        .any()
}

impl Opening {
    fn open(self: &Rc<Self>, file: Option<File>) {
        let (Some(file), this) = (file, Rc::clone(self)) else {
            return;
        };
        spawn(async move {
            this.form.say(Vec::new());
            let Some(text) = opened(&file).await else {
                return this.say(Came::Trouble(sending::NO_TEXT.to_owned()));
            };
            let looked = this.app.shell().look_at_file(text.clone()).await;
            if looked.as_ref().err() == Some(&FileError::Sealed) {
                this.say(Came::Sealed(text.into(), changed_at(&file)));
                focus_soon(PASSPHRASE);
                return;
            }
            this.looked(looked, changed_at(&file)).await;
        });
    }

    async fn looked(&self, looked: Result<FileDraft, FileError>, changed_at: i64) {
        match looked {
            Ok(draft) if draft.here.is_some() => {
                self.say(Came::Twice(Rc::new(draft), changed_at));
            }
            Ok(draft) => self.keep(&draft).await,
            Err(error) => self.say(Came::Trouble(words(&error))),
        }
    }

    /// The box for the passphrase of a sealed file. A wrong one can be mended as often as one likes.
    fn unsealing(self: &Rc<Self>) -> View {
        let came = self.came.borrow();
        let Came::Sealed(text, changed_at) = &*came else {
            return nothing();
        };
        let (text, changed_at) = (Rc::clone(text), *changed_at);
        let guard = Guard::Passphrase;
        let (whole, typed) = secret(&self.form, PASSPHRASE, p::PASSPHRASE, guard, false, None);
        let this = Rc::clone(self);
        sent_by(vec![whole], sending::OPEN_SEALED, move || {
            let wrong = |words: &str| vec![(words.to_owned(), PASSPHRASE.to_owned())];
            let passphrase = Secret::tried(guard, &typed.value());
            if typed.value().trim().is_empty() {
                return this.form.say(wrong(sending::ENTER_PASSPHRASE));
            }
            let (run, text) = (Rc::clone(&this), Rc::clone(&text));
            this.form.run(async move {
                let looked = run.app.shell().open_file(&text, &passphrase).await;
                if looked.as_ref().err() == Some(&FileError::WrongPassphrase) {
                    return run.form.say(wrong(sending::WRONG_PASSPHRASE));
                }
                run.form.say(Vec::new());
                run.looked(looked, changed_at).await;
            });
        })
        .any()
    }

    async fn keep(&self, draft: &FileDraft) {
        match self.app.shell().keep_file(draft).await {
            Ok(id) => self.app.go(&Route::Tasks(id)),
            Err(error) => self.say(Came::Trouble(
                [sending::CANNOT_KEEP, &words(&error)].concat(),
            )),
        }
    }

    fn say(&self, came: Came) {
        self.came.replace(came);
        self.changed.notify();
    }

    fn view(self: &Rc<Self>) -> View {
        match &*self.came.borrow() {
            Came::Nothing => nothing(),
            Came::Sealed(..) => el("p").text(sending::SEALED_FILE).any(),
            Came::Trouble(words) => div("p", "notice").text(words).any(),
            Came::Twice(draft, changed_at) => self.twice(draft, *changed_at),
        }
    }

    /// Which of two to keep.
    fn twice(self: &Rc<Self>, draft: &Rc<FileDraft>, changed_at: i64) -> View {
        let Some(here) = &draft.here else {
            return nothing();
        };
        let head = &draft.head;
        let moment = |at: i64| t::moment(self.app.shell().clock(at));
        let subject = head.subject.as_ref().map_or("", |subject| &subject.name);
        let (app, id) = (self.app.clone(), here.head.id.clone());
        let keep_here = button(sending::KEEP_HERE, "secondary", move || {
            app.go(&Route::Tasks(id.clone()));
        });
        let (this, kept) = (Rc::clone(self), Rc::clone(draft));
        let keep_file = button(sending::KEEP_FILE, "secondary", move || {
            let (this, kept) = (Rc::clone(&this), Rc::clone(&kept));
            spawn(async move { this.keep(&kept).await });
        });
        let line = |words: &str, at: i64| el("p").text(words).text(&moment(at)).text(".");
        let title = title(&self.app, &head.form);
        all(vec![
            el("h2").text(sending::ALREADY_HERE),
            caption(title, head.period, subject),
            line(sending::HERE_SAVED, here.saved_at),
            line(sending::IN_FILE, changed_at),
            el("p").text(sending::WHICH),
            buttons(vec![keep_here, keep_file]),
        ])
    }
}

fn buttons(buttons: Vec<El>) -> El {
    div("div", "buttons").add_all(buttons)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds, far below 2^53"
)]
fn changed_at(file: &File) -> i64 {
    file.last_modified() as i64
}

/// Why it cannot be opened or kept, and what to do.
fn words(error: &FileError) -> String {
    let words = match error {
        FileError::NotADraft => sending::NOT_A_DRAFT,
        FileError::OtherFramework => sending::OTHER_FRAMEWORK,
        FileError::Sealed => sending::SEALED_FILE,
        FileError::WrongPassphrase => sending::WRONG_PASSPHRASE,
        FileError::Finished => sending::FINISHED_HERE,
        FileError::Open(OpenError::Gone) => sending::CHANGED_HERE,
        FileError::Open(OpenError::Store(error)) => store_words(error),
        FileError::Open(OpenError::Slice(_)) => t::NOT_ARRIVED,
        FileError::Open(OpenError::Unreadable | OpenError::OtherVersion) => sending::CANNOT_OPEN,
    };
    words.to_owned()
}
