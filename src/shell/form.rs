//! A form that is open on this page, and how it is saved as one types.

use super::browser::{self, Alone};
use super::save::{SaveProblem, Saved, Saver};
use super::spent::Spent;
use super::{Doing, News, Shell};
use crate::storage::sealing::Owner;
use crate::storage::{DraftRow, Durability, RecordRow, StoreError};
use care_engine::exchange::draft_v1::{self, DraftHead};
use care_engine::session::{Node, Session};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// How long after a change the form is saved, unless the page is hidden before.
const PAUSE: i32 = 300;

/// A form that is open on this page.
pub struct OpenForm {
    /// What it says of itself.
    pub head: DraftHead,
    /// The session. Shared with the page that shows it.
    pub session: Rc<RefCell<Session>>,
    /// What a backend said of it when it refused it: where, and what.
    pub refused: Vec<(Option<Node>, String)>,
    /// Whether another tab has it, so that it is only shown here.
    elsewhere: bool,
    /// Whether the person chose that anyone who is signed in may send it once it is finished.
    pub anyone: Cell<bool>,
    /// Whether the person said not to be the one whom this device knows.
    pub stranger: Cell<bool>,
    /// How long the person worked on it here.
    spent: Spent,
    /// Whose it is.
    pub(super) owner: Owner,
    target: Target,
    saver: RefCell<Saver>,
    timer: RefCell<Option<browser::Timer>>,
    /// Set when it was sent or removed: nothing is written after that.
    closed: Cell<bool>,
    /// The draft's lock, once this page has left it and until the last of it is written.
    pub(super) parting: RefCell<Option<Alone>>,
    /// Who waits for the save that is under way.
    waiting: RefCell<Option<Waker>>,
}

/// Where a form is saved to.
enum Target {
    /// A draft of a return, with the epoch under which this page may write it.
    Draft {
        epoch: Cell<u32>,
        revision: Cell<u64>,
        /// Whether its first row was written.
        started: Cell<bool>,
    },
    /// A record: a profile.
    Record(String),
}

impl OpenForm {
    /// A draft that has no row yet. It is written with the first save, which the caller asks for.
    pub(super) fn new_draft(head: DraftHead, session: Session, owner: Owner) -> Rc<Self> {
        let target = Target::draft(0, 0, false);
        let form = Self::with(head, session, owner, target, (Vec::new(), false));
        form.unsaved();
        form
    }

    /// A draft as its row has it: taken over by this page, or of another tab.
    pub(super) fn of_row(
        opened: draft_v1::Opened,
        row: &DraftRow,
        refused: Vec<(Option<Node>, String)>,
        elsewhere: bool,
    ) -> Rc<Self> {
        Self::with(
            opened.head,
            opened.session,
            row.owner,
            Target::draft(row.epoch, row.revision, true),
            (refused, elsewhere),
        )
    }

    /// A profile that is kept as a record.
    pub(super) fn record(head: DraftHead, session: Session, owner: Owner, key: String) -> Rc<Self> {
        Self::with(
            head,
            session,
            owner,
            Target::Record(key),
            (Vec::new(), false),
        )
    }

    fn with(
        head: DraftHead,
        session: Session,
        owner: Owner,
        target: Target,
        (refused, elsewhere): (Vec<(Option<Node>, String)>, bool),
    ) -> Rc<Self> {
        Rc::new(Self {
            head,
            session: Rc::new(RefCell::new(session)),
            refused,
            elsewhere,
            anyone: Cell::default(),
            stranger: Cell::default(),
            spent: Spent::default(),
            owner,
            target,
            saver: RefCell::default(),
            timer: RefCell::default(),
            closed: Cell::new(false),
            parting: RefCell::default(),
            waiting: RefCell::default(),
        })
    }

    /// Whether it is a return, and not a profile.
    pub fn is_draft(&self) -> bool {
        matches!(self.target, Target::Draft { .. })
    }

    /// Whether it is a home's, so that others may fill it in and send it.
    pub fn is_shared(&self) -> bool {
        self.owner != Owner::Me
    }

    /// Chooses whether anyone who is signed in for the home may send it once it is finished. Else only who finishes it.
    pub fn let_anyone_send(&self, anyone: bool) {
        self.anyone.set(anyone);
    }

    /// How many minutes the person worked on it since it was opened on this page; none where nothing was changed here.
    pub fn minutes_spent(&self) -> Option<u32> {
        self.spent.minutes()
    }

    /// How saving stands.
    pub fn saved(&self) -> Saved {
        if self.elsewhere {
            return Saved::Elsewhere;
        }
        self.saver.borrow().state()
    }

    /// Whether another tab has it, so that it is only shown here.
    pub fn is_elsewhere(&self) -> bool {
        self.elsewhere
    }

    /// The epoch under which this page writes the draft; 0 for a profile.
    pub(super) fn epoch(&self) -> u32 {
        match &self.target {
            Target::Draft { epoch, .. } => epoch.get(),
            Target::Record(_) => 0,
        }
    }

    /// Whether its row stands in the store.
    pub(super) fn started(&self) -> bool {
        match &self.target {
            Target::Draft { started, .. } => started.get(),
            Target::Record(_) => true,
        }
    }

    /// The form as it is stored.
    pub(super) fn text(&self) -> String {
        draft_v1::write(&self.head, &self.session.borrow())
    }

    /// Something of it is not written.
    pub(super) fn unsaved(&self) {
        self.saver.borrow_mut().changed();
    }

    /// No save begins from now on.
    pub(super) fn close(&self) {
        self.closed.set(true);
        self.timer.take();
    }

    /// Saves may begin again: what was to end it did not happen.
    pub(super) fn reopen(&self) {
        self.closed.set(false);
    }
}

impl Target {
    fn draft(epoch: u32, revision: u64, started: bool) -> Self {
        Self::Draft {
            epoch: Cell::new(epoch),
            revision: Cell::new(revision),
            started: Cell::new(started),
        }
    }
}

impl Shell {
    /// Something was changed in an open form: it is saved soon.
    pub fn changed(self: &Rc<Self>, form: &Rc<OpenForm>) {
        form.unsaved();
        form.spent.touch((self.device.now)());
        if form.timer.borrow().is_none() {
            let (shell, later) = (Rc::clone(self), Rc::clone(form));
            let timer = browser::after(
                PAUSE,
                Box::new(move || {
                    // It has run: the next change sets another.
                    later.timer.take();
                    shell.write(&later, Durability::Relaxed);
                }),
            );
            form.timer.replace(timer);
        }
        self.tell(News::Saving);
    }

    /// Saves an open form at once if something of it is not written.
    pub fn save_now(self: &Rc<Self>, form: &Rc<OpenForm>) {
        self.write(form, Durability::Relaxed);
    }

    /// Saves an open form surely. Resolves, once the store has spoken, with whether it took it.
    pub async fn save_whole(self: &Rc<Self>, form: &OpenForm) -> bool {
        self.save_to_the_end(form).await.is_ok()
    }

    /// Saves an open form at once and surely: the page may not come back.
    pub(super) fn save_surely(self: &Rc<Self>, form: &Rc<OpenForm>) {
        self.write(form, Durability::Strict);
    }

    fn write(self: &Rc<Self>, form: &Rc<OpenForm>, durability: Durability) {
        if form.closed.get() || form.elsewhere || !form.saver.borrow_mut().begin() {
            return;
        }
        form.timer.take();
        // Read now: what is written is the state at this moment.
        let bytes = form.text().into_bytes();
        let (shell, form) = (Rc::clone(self), Rc::clone(form));
        super::spawn(async move {
            let result = shell.put(&form, bytes, durability).await;
            shell.ended(&form, result);
        });
    }

    fn ended(self: &Rc<Self>, form: &Rc<OpenForm>, result: Result<(), SaveProblem>) {
        let now = (self.device.now)();
        let newer = form.saver.borrow_mut().end(result.map(|()| now));
        if let Some(waiting) = form.waiting.take() {
            waiting.wake();
        }
        self.tell(News::Saving);
        if newer {
            self.write(form, Durability::Relaxed);
        } else {
            form.parting.take();
        }
        self.leave_if_saved();
    }

    /// Saves an open form surely and waits for the store's word, so that nothing of it is in memory only.
    ///
    /// # Errors
    /// What the store says. A form that this page may not write any more is left as it is.
    pub(super) async fn save_to_the_end(
        self: &Rc<Self>,
        form: &OpenForm,
    ) -> Result<(), StoreError> {
        loop {
            poll_fn(|context| {
                if form.saver.borrow().is_busy() {
                    form.waiting.replace(Some(context.waker().clone()));
                    return Poll::Pending;
                }
                Poll::Ready(())
            })
            .await;
            form.timer.take();
            if form.closed.get() || !form.saver.borrow_mut().begin() {
                return Ok(());
            }
            let bytes = form.text().into_bytes();
            let result = self.put(form, bytes, Durability::Strict).await;
            let now = (self.device.now)();
            let failed = result.clone().err();
            form.saver.borrow_mut().end(result.map(|()| now));
            self.tell(News::Saving);
            if let Some(SaveProblem::Store(error)) = failed {
                return Err(error);
            }
        }
    }

    /// Looks whether another tab has taken an open form over, sent it or removed it, and says so: a tab that was frozen
    /// knows nothing of it.
    pub(super) fn look_again(self: &Rc<Self>, form: &Rc<OpenForm>) {
        let (shell, form) = (Rc::clone(self), Rc::clone(form));
        super::spawn(async move {
            if let Some(problem) = shell.outdone(&form).await {
                form.saver.borrow_mut().bar(problem);
                shell.tell(News::Saving);
            }
        });
    }

    /// Why this page may not write a form any more, as the store has it now.
    pub(super) async fn outdone(&self, form: &OpenForm) -> Option<SaveProblem> {
        let Target::Draft { epoch, started, .. } = &form.target else {
            return None;
        };
        if !started.get() {
            return None;
        }
        // A store that fails now says so at the next save.
        let found = self.store.draft(&form.head.id).await.ok()?;
        match found {
            // This page itself has sent or removed it.
            _ if form.closed.get() => None,
            None => Some(SaveProblem::Gone),
            Some(row) => (row.epoch > epoch.get()).then_some(SaveProblem::TakenOver),
        }
    }

    /// Writes a form's row. Resolves after the store's word.
    pub(super) fn put<'a>(
        &'a self,
        form: &'a OpenForm,
        bytes: Vec<u8>,
        durability: Durability,
    ) -> Doing<'a, SaveProblem> {
        Box::pin(async move {
            match &form.target {
                Target::Record(key) => {
                    self.store
                        .put_record(&RecordRow {
                            key: key.clone(),
                            owner: form.owner,
                            bytes,
                        })
                        .await?;
                }
                Target::Draft {
                    epoch,
                    revision,
                    started,
                } => {
                    let next = revision.get().saturating_add(1);
                    let row = DraftRow {
                        id: form.head.id.clone(),
                        owner: form.owner,
                        epoch: epoch.get(),
                        revision: next,
                        saved_at: (self.device.now)(),
                        bytes,
                    };
                    if started.get() {
                        self.store.save_draft(&row, durability).await?;
                    } else {
                        self.store.start_draft(&row).await?;
                        started.set(true);
                    }
                    revision.set(next);
                }
            }
            Ok(())
        })
    }
}
