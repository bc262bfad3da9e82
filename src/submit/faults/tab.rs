//! A model of a tab that sends: the steps of `shell::sending`, one at a time, so that anything can happen between them.

use super::line::Line;
use super::receiver::hash;
use super::{Chance, ready};
use crate::storage::{OutboxRow, SettleError, Store};
use crate::submit::classify::{self, Outcome, Reply};
use crate::submit::config::Wire;
use crate::submit::outbox::{self, Ended, Progress, Step};

/// What a tab is about.
#[derive(Default)]
pub(super) enum Doing {
    /// Between two rounds.
    #[default]
    Nothing,
    /// It has read a row, and will see what is next.
    Looking(Work),
    /// Its call is on the way.
    Waiting(Work, u64),
    /// It knows what came of the call, and will write it down.
    Knowing(Work, Outcome),
}

/// The row in hand, and those after it, as they were when the round began.
pub(super) struct Work {
    pub(super) row: OutboxRow,
    progress: Progress,
    steps: u32,
    rest: Vec<OutboxRow>,
}

impl Work {
    fn begin(mut rows: Vec<OutboxRow>) -> Option<Self> {
        if rows.is_empty() {
            return None;
        }
        let row = rows.remove(0);
        Some(Self {
            progress: Progress::from_bytes(&row.progress),
            row,
            steps: outbox::STEPS,
            rest: rows,
        })
    }
}

/// What a step came to.
pub(super) enum Stepped {
    /// Nothing that rests anywhere.
    On,
    /// A try's end was written down, or not.
    Settled(String, Result<(), SettleError>),
}

/// A tab that sends.
#[derive(Default)]
pub(super) struct Tab {
    pub(super) doing: Doing,
    /// There may be a line again: what only waits for one does not wait longer.
    pub(super) nudged: bool,
}

/// What a tab works with.
pub(super) struct Around<'a> {
    pub(super) store: &'a Store,
    pub(super) wire: &'a Wire,
    pub(super) line: &'a mut Line,
    pub(super) chance: &'a mut Chance,
    /// The device's time.
    pub(super) now: i64,
    /// Whether what is to be written down now is not.
    pub(super) write_fails: bool,
}

impl Tab {
    /// The return that this tab has in hand.
    pub(super) fn in_hand(&self) -> Option<&str> {
        match &self.doing {
            Doing::Nothing => None,
            Doing::Looking(work) | Doing::Waiting(work, _) | Doing::Knowing(work, _) => {
                Some(&work.row.id)
            }
        }
    }

    /// One step of its own.
    pub(super) fn step(&mut self, number: usize, around: &mut Around<'_>) -> Stepped {
        match std::mem::take(&mut self.doing) {
            Doing::Nothing => {
                let rows = ready(around.store.outbox()).unwrap().rows;
                self.look_at(rows, around.now);
            }
            Doing::Looking(work) => self.next(number, work, around),
            waiting @ Doing::Waiting(..) => self.doing = waiting,
            Doing::Knowing(work, outcome) => return self.settle(work, outcome, around),
        }
        Stepped::On
    }

    /// Begins with the first of these rows, if there is one.
    fn look_at(&mut self, rows: Vec<OutboxRow>, now: i64) {
        self.doing = match Work::begin(rows) {
            None => {
                self.nudged = false;
                Doing::Nothing
            }
            Some(mut work) => {
                if self.nudged && work.progress.waits_for_a_line() {
                    work.progress = work.progress.try_now(now);
                }
                Doing::Looking(work)
            }
        };
    }

    fn next(&mut self, number: usize, work: Work, around: &mut Around<'_>) {
        let row = &work.row;
        let bytes = match outbox::next(&work.progress, around.now, around.wire.asking()) {
            Step::Send => Some(row.bytes.as_slice()),
            Step::AskById => None,
            Step::Wait { .. } | Step::NeedsSignIn | Step::Stuck(_) => {
                return self.look_at(work.rest, around.now);
            }
        };
        let call = around.line.begin(number, &row.id, bytes);
        self.doing = Doing::Waiting(work, call);
    }

    /// What a call comes to, if this tab waits for it. Gives whether it did.
    pub(super) fn hear(&mut self, call: u64, reply: &Reply, wire: &Wire, now: i64) -> bool {
        match std::mem::take(&mut self.doing) {
            Doing::Waiting(work, waited) if waited == call => {
                let id = &work.row.id;
                let asked = matches!(work.progress, Progress::Unknown { .. }) && wire.ask.is_some();
                let outcome = if asked {
                    let ours = hash(&work.row.bytes);
                    classify::asked(reply, id, wire, Some(&ours), now)
                } else {
                    classify::sent(reply, id, wire, now)
                };
                self.doing = Doing::Knowing(work, outcome);
                true
            }
            other => {
                self.doing = other;
                false
            }
        }
    }

    /// Which call it waits for.
    pub(super) fn waits_for(&self) -> Option<u64> {
        match &self.doing {
            Doing::Waiting(_, call) => Some(*call),
            _ => None,
        }
    }

    fn settle(&mut self, mut work: Work, outcome: Outcome, around: &mut Around<'_>) -> Stepped {
        let jitter = around.chance.jitter();
        let ended = outbox::after(outcome, &work.progress, around.now, jitter);
        let id = work.row.id.clone();
        let written = if around.write_fails {
            Ok(())
        } else {
            ready(around.store.settle(&id, &ended.settlement(around.now)))
        };
        work.steps -= 1;
        match ended {
            Ended::Kept(progress) if work.steps > 0 => {
                work.progress = progress;
                self.doing = Doing::Looking(work);
            }
            Ended::Kept(_) | Ended::Received(_) => self.look_at(work.rest, around.now),
        }
        Stepped::Settled(id, written)
    }
}
