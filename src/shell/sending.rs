//! From a finished return to the backend's receipt: queued in one transaction, sent until there is a word for it.

use super::about::About;
use super::browser::Turn;
use super::form::OpenForm;
use super::save::SaveProblem;
use super::{News, Shell, browser};
use crate::storage::{Durability, OutboxRow, QueueError, StoreError};
use crate::submit::outbox::{self, Asking};
use crate::submit::{Ended, May, Outcome, Progress, Step, http};
use care_engine::exchange::givers_v1::Givers;
use care_engine::session::{Finding, Finishing};
use std::rc::Rc;
use thiserror::Error;

/// The shortest pause between two rounds, in milliseconds.
const SHORTEST: i64 = 500;
/// The longest pause after which the rows are looked at again, in milliseconds.
const LONGEST: i64 = 5 * 60_000;
/// After how long a sender looks again whether another tab has ended its round, in milliseconds.
const OTHER_TAB: i64 = 5_000;
/// How often it looks before it goes on all the same: the other tab may be frozen, and two senders are harmless, since id
/// and bytes are the same.
const PATIENCE: u8 = 12;

/// Why a return was not finished. The draft is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FinishError {
    /// Errors, and warnings that are not passed.
    #[error("something in the return stops it")]
    Findings(Vec<Finding>),
    /// Another tab has taken it over, sent it or removed it.
    #[error("another tab has this return")]
    Elsewhere,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether a round of sending is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Round {
    /// None is.
    #[default]
    Idle,
    /// One is.
    Running,
    /// One is, and another is wanted after it.
    Again(Nudge),
}

/// Why a round begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nudge {
    /// Its time has come.
    Time,
    /// There may be a line again: what only waits for one does not wait longer.
    Line,
    /// Somebody signed in: what waited for that is due.
    SignedIn,
}

impl Shell {
    /// Finishes an open draft: freezes it, puts it into the outbox in one transaction, and starts to send it. Gives the
    /// return's id.
    pub async fn finish(self: &Rc<Self>, form: &Rc<OpenForm>) -> Result<String, FinishError> {
        let id = self.hand_over(form).await?;
        self.pump(Nudge::Time);
        Ok(id)
    }

    /// Freezes a draft and puts it into the outbox.
    pub(super) async fn hand_over(&self, form: &OpenForm) -> Result<String, FinishError> {
        if form.is_elsewhere() {
            return Err(FinishError::Elsewhere);
        }
        let at = (self.device.now)();
        let with = Finishing {
            id: (self.device.id)(),
            at,
            clock_offset: self.wire.as_ref().and_then(|wire| wire.clock.offset()),
            filer: self.lists.borrow().filer.clone(),
            replaces: form.head.replaces.clone(),
        };
        let owner = self.owner(form.anyone.get(), form.stranger.get());
        let finished = form
            .session
            .borrow_mut()
            .finish_as(&with, owner.identity.as_ref())
            .map_err(FinishError::Findings)?;
        let mut about = About::of(&form.head, at);
        about.givers = Givers::of(&form.session.borrow());
        about.owner = owner;
        if form.is_shared() {
            about.owner.person = self.store.person().map(|person| person.id);
            about.owner.anyone = form.anyone.get();
        }
        let row = OutboxRow {
            id: finished.id().to_owned(),
            owner: form.owner,
            queued_at: at,
            progress: Progress::fresh(at).to_bytes(),
            bytes: finished.text().as_bytes().to_vec(),
            about: about.write(),
        };
        form.close();
        let queued = self.queue(form, &row).await;
        if queued.is_err() {
            form.reopen();
        }
        queued?;
        self.forget_form(&form.head.id);
        self.refresh().await?;
        Ok(row.id)
    }

    async fn queue(&self, form: &OpenForm, row: &OutboxRow) -> Result<(), FinishError> {
        if !form.started() {
            // Its first save failed, so that there is no draft's row to take the place of.
            self.put(form, form.text().into_bytes(), Durability::Strict)
                .await
                .map_err(|problem| match problem {
                    SaveProblem::Store(error) => FinishError::Store(error),
                    SaveProblem::TakenOver | SaveProblem::Gone => FinishError::Elsewhere,
                })?;
        }
        self.store
            .queue(row, &form.head.id, form.epoch())
            .await
            .map_err(|error| match error {
                QueueError::Store(error) => FinishError::Store(error),
                QueueError::Superseded { .. } | QueueError::Gone | QueueError::AlreadyQueued => {
                    FinishError::Elsewhere
                }
            })
    }

    /// Sends what is due. A round that is under way is followed by another.
    pub(super) fn pump(self: &Rc<Self>, nudge: Nudge) {
        if self.round.get() != Round::Idle {
            self.round.set(Round::Again(nudge));
            return;
        }
        self.round.set(Round::Running);
        self.timer.take();
        let shell = Rc::clone(self);
        super::spawn(async move {
            let mut nudge = nudge;
            let wake = loop {
                let wake = shell.send_alone(nudge).await;
                match shell.round.get() {
                    Round::Again(next) => {
                        nudge = next;
                        shell.round.set(Round::Running);
                    }
                    Round::Idle | Round::Running => break wake,
                }
            };
            shell.round.set(Round::Idle);
            shell.wake(wake);
        });
    }

    /// Looks at the outbox again at this time.
    fn wake(self: &Rc<Self>, at: Option<i64>) {
        let Some(at) = at else { return };
        let pause = at
            .saturating_sub((self.device.now)())
            .clamp(SHORTEST, LONGEST);
        let shell = Rc::clone(self);
        let timer = browser::after(
            i32::try_from(pause).unwrap_or(i32::MAX),
            Box::new(move || shell.pump(Nudge::Time)),
        );
        self.timer.replace(timer);
    }

    /// One round, unless another tab has one: then what that has done is looked at later. Gives when to look again.
    async fn send_alone(self: &Rc<Self>, nudge: Nudge) -> Option<i64> {
        let waited = self.waited.get();
        let held = browser::alone("care-returns-sending", Turn::Now, None).await;
        if held.is_none() && waited < PATIENCE {
            self.waited.set(waited.saturating_add(1));
            return Some((self.device.now)().saturating_add(OTHER_TAB));
        }
        if self.waited.take() > 0 && self.refresh().await.is_err() {
            self.tell(News::Lists);
        }
        self.send_due(nudge).await
    }

    /// One round: a bad row holds up no other. Gives when to look again.
    async fn send_due(self: &Rc<Self>, nudge: Nudge) -> Option<i64> {
        let soon = (self.device.now)().saturating_add(LONGEST);
        // A store that fails now is asked again later.
        let Ok(listed) = self.store.outbox().await else {
            return Some(soon);
        };
        // Not before here: a round that waits for another tab begins later.
        let nudge = if self.signing.fresh.take() {
            Nudge::SignedIn
        } else {
            nudge
        };
        let mut wake: Option<i64> = None;
        // Whose the round is: what he may send was read for him, and goes in no other's name.
        let who = self.here();
        for row in listed.rows {
            let progress = self.send_row(&row, nudge, who.as_deref()).await;
            if let Some(Progress::Ready { at, .. } | Progress::Unknown { at, .. }) = progress {
                wake = Some(wake.map_or(at, |wake| wake.min(at)));
            }
        }
        wake
    }

    /// Takes one return as far as it goes now. Gives its progress while it is still here.
    async fn send_row(&self, row: &OutboxRow, nudge: Nudge, who: Option<&str>) -> Option<Progress> {
        let Some(wire) = &self.wire else { return None };
        let mut progress = Progress::from_bytes(&row.progress);
        if nudge == Nudge::SignedIn {
            progress = progress.signed_in((self.device.now)());
        }
        if nudge != Nudge::Time && progress.waits_for_a_line() {
            progress = progress.try_now((self.device.now)());
        }
        for _ in 0..outbox::STEPS {
            // Before each step: who is here and who is signed in may change while one waits for an answer.
            if !self.is_sent_in(row, who) {
                return None;
            }
            let now = (self.device.now)();
            let asking = wire.asking();
            let outcome = match outbox::next(&progress, now, asking) {
                Step::Send => {
                    let (correlation, name) = ((self.device.id)(), self.sender_name());
                    http::send(wire, &row.id, &row.bytes, &correlation, &name, now).await
                }
                Step::AskById => http::ask(wire, &row.id, &row.bytes, now).await,
                Step::Wait { .. } | Step::NeedsSignIn | Step::Stuck(_) => return Some(progress),
            };
            self.heard_of(&outcome);
            if outcome == Outcome::NeedsSignIn {
                self.sign_in_ended();
            }
            let now = (self.device.now)();
            let ended = outbox::after(outcome, &progress, now, (self.device.chance)());
            // Where writing it down fails, the row is as it was, and the same is sent again: harmless.
            let written = self
                .store
                .settle(&row.id, &ended.settlement(now))
                .await
                .is_ok();
            if self.refresh().await.is_err() {
                self.tell(News::Lists);
            }
            match ended {
                Ended::Received(_) if written => return None,
                Ended::Received(_) => {
                    return Some(Progress::Unknown {
                        effort: outbox::Effort::default(),
                        at: now,
                    });
                }
                Ended::Kept(kept) => progress = kept,
            }
        }
        Some(progress)
    }

    /// The id of who has this device open.
    fn here(&self) -> Option<String> {
        self.store.person().map(|person| person.id)
    }

    /// Whether a return goes out in a round that began while this person had the device open. It waits for who finished
    /// it, and for no time, where he did not say that anyone may send it.
    pub(super) fn is_sent_in(&self, row: &OutboxRow, who: Option<&str>) -> bool {
        let about = About::read(&row.about);
        let theirs = about.is_none_or(|about| about.may_be_sent_by(who));
        theirs && self.here().as_deref() == who && self.is_sent_now(row)
    }

    /// Whether a return may be sent, or asked after, by who is signed in. Where nobody has to be, what stands beside it is
    /// not even read.
    pub(super) fn is_sent_now(&self, row: &OutboxRow) -> bool {
        if !self.wants_sign_in() {
            return true;
        }
        let about = About::read(&row.about);
        about.is_some_and(|about| self.may_send(&about) == May::Send)
    }

    /// Sends a return that waits now, because the person asked for it.
    pub async fn try_now(self: &Rc<Self>, id: &str) -> Result<(), StoreError> {
        let row = self.on_its_way(id).await?;
        if let Some(row) = row {
            let now = (self.device.now)();
            // Who asks for a try has signed in, where that was wanting; if not, the backend says so again.
            let progress = Progress::from_bytes(&row.progress);
            let progress = progress.signed_in(now).try_now(now);
            // A return that is gone meanwhile was received.
            let _ = self
                .store
                .settle(id, &Ended::Kept(progress).settlement(now))
                .await;
            self.pump(Nudge::Time);
        }
        Ok(())
    }

    /// Whether finished returns can be asked after, so that none is held twice.
    pub fn may_hold_twice(&self) -> bool {
        self.wire
            .as_ref()
            .is_some_and(|wire| wire.asking() == Asking::Impossible && wire.may_hold_twice())
    }
}
