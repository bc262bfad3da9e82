//! What a widget tells its host. Ids, states and receipts are told; never an answer.

use crate::shell::{News, Saved, Sent, Shell};
use care_engine::json::Writer;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsValue;

/// What is told: a name and a detail as JSON.
pub(super) struct Events(Rc<Inner>);

struct Inner {
    host: Function,
    /// The ids of returns that the host knows to be sent or refused.
    known: RefCell<Vec<String>>,
    /// How saving stood when it was last looked at.
    saving: Cell<Saving>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Saving {
    #[default]
    Still,
    Changed,
    Saved,
    Failed,
}

impl Events {
    pub(super) fn new(host: Function) -> Self {
        Self(Rc::new(Inner {
            host,
            known: RefCell::default(),
            saving: Cell::default(),
        }))
    }

    /// Follows a shell's news for as long as the widget lives. What is sent by now is no news.
    pub(super) fn follow(&self, shell: &Rc<Shell>) {
        self.0.look_at_lists(shell, false);
        let (inner, of) = (Rc::clone(&self.0), Rc::downgrade(shell));
        shell.listen(move |news| {
            if let Some(shell) = Weak::upgrade(&of) {
                match news {
                    News::Lists => inner.look_at_lists(&shell, true),
                    News::Saving => inner.look_at_saving(&shell),
                    _ => {}
                }
            }
        });
    }

    /// The widget can be used.
    pub(super) fn ready(&self) {
        self.0.tell("ready", &[]);
    }

    /// Something did not come about: `start`, `save` or `refused`.
    pub(super) fn failed(&self, what: &str, why: &str) {
        self.0.tell("failed", &[("what", what), ("message", why)]);
    }

    /// A person goes to a page that is not of the return: whether the host lets it be shown here.
    pub(super) fn leaving(&self, page: &str) -> bool {
        self.0.tell("leaving", &[("page", page)])
    }
}

impl Inner {
    fn tell(&self, name: &str, detail: &[(&str, &str)]) -> bool {
        let mut writer = Writer::new();
        writer.begin_object();
        for (key, value) in detail {
            writer.text_entry(key, value);
        }
        writer.end_object();
        let detail = writer.finish();
        let told = self
            .host
            .call3(&JsValue::NULL, &"tell".into(), &name.into(), &detail.into());
        told.is_ok_and(|let_be| let_be.is_truthy())
    }

    fn look_at_lists(&self, shell: &Shell, tells: bool) {
        let mut news = Vec::new();
        {
            let lists = shell.lists();
            let mut known = self.known.borrow_mut();
            for sent in &lists.sent {
                if !known.contains(&sent.id) {
                    known.push(sent.id.clone());
                    news.push(Ok(sent.clone()));
                }
            }
            for waiting in lists.waiting.iter().filter(|waiting| waiting.needs_you()) {
                if !known.contains(&waiting.id) {
                    known.push(waiting.id.clone());
                    news.push(Err(waiting.id.clone()));
                }
            }
        }
        for one in news.iter().filter(|_| tells) {
            match one {
                Ok(sent) => self.submitted(sent),
                Err(id) => {
                    self.tell("failed", &[("what", "refused"), ("id", id)]);
                }
            }
        }
    }

    fn submitted(&self, sent: &Sent) {
        let receipt = &sent.receipt;
        self.tell(
            "submitted",
            &[
                ("id", &sent.id),
                ("return", &sent.about.form),
                ("subject", &sent.about.subject),
                ("reference", &receipt.reference),
                ("receivedAt", &receipt.received_at),
                ("state", receipt.state.word()),
            ],
        );
    }

    fn look_at_saving(&self, shell: &Shell) {
        let Some(open) = shell.open_form() else {
            return;
        };
        let now = match open.saved() {
            Saved::Saving => Saving::Changed,
            Saved::At(_) => Saving::Saved,
            Saved::Failed(_) => Saving::Failed,
            Saved::Unchanged | Saved::Elsewhere => Saving::Still,
        };
        if self.saving.replace(now) == now {
            return;
        }
        let of = [("draft", open.head.id.as_str()), ("form", &open.head.form)];
        match now {
            Saving::Changed => self.tell("changed", &of),
            Saving::Saved => self.tell("saved", &of),
            Saving::Failed => self.tell("failed", &[("what", "save")]),
            Saving::Still => true,
        };
    }
}
