//! The outbox's step machine: what to do next with a finished return, and what a try's outcome makes of it.
//!
//! Pure: the time and the jitter are arguments. Whatever comes, a row ends as received, waiting with a time and a
//! reason, or stuck with a reason that a person can act on; no outcome drops it, and nothing here touches its bytes.

use super::classify::Outcome;
use super::receipt::Receipt;
use super::refusal::Refusal;
use crate::storage::{Settlement, sabotage};

/// The first wait is up to this long, in milliseconds: most trouble is over soon.
const FIRST_WAIT: i64 = 10_000;
/// Each later wait is up to so many times as long as the one before. Steep, so that after half an hour without a backend
/// few are left who come back at once: `deadline_day` in the tests counts them.
const GROWTH: i64 = 15;
/// A backend that asks to wait names one time to many senders: they come back spread over so many times what it asked.
const SPREAD: i64 = 4;
/// No wait of ours is longer: 15 minutes, in milliseconds.
const LONGEST_WAIT: i64 = 15 * 60_000;
/// The longest wait that a backend can ask for: a day, in milliseconds.
const LONGEST_ASKED: i64 = 24 * 60 * 60_000;
/// How often a backend may answer without saying whether it has the return before a person must look.
const MOST_DOUBTS: u32 = 3;
/// How many steps one return takes in one round at most: ask, send, and one more.
pub const STEPS: u32 = 3;

/// How far sending a return has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// To be sent.
    Ready {
        /// What was tried so far.
        effort: Effort,
        /// Not before this: Unix time in milliseconds.
        at: i64,
        /// Why it was not taken yet.
        why: Why,
    },
    /// It may be there: the backend is asked first, where it can be asked.
    Unknown {
        /// What was tried so far.
        effort: Effort,
        /// Not before this: Unix time in milliseconds.
        at: i64,
    },
    /// Nobody is signed in who may send it.
    NeedsSignIn {
        /// What was tried so far.
        effort: Effort,
        /// What comes after the sign-in.
        then: Then,
    },
    /// A person must look.
    Stuck {
        /// Why.
        reason: StuckReason,
    },
}

/// What was tried so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Tries since it was queued or since a person asked for one.
    pub tries: u32,
    /// How many of them the backend answered without saying whether it has the return.
    pub doubts: u32,
}

/// Why a return waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was not tried yet.
    Fresh,
    /// The backend answered that it cannot take it now, with this status.
    Busy(u16),
    /// A web page or a redirect answered in the backend's place: a sign-in to the network, most often.
    NotTheBackend,
    /// The backend was asked, and does not have it.
    NotThere,
}

/// What comes after a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Sending.
    Send,
    /// Asking: it may be there.
    Ask,
}

/// Why a return is stuck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StuckReason {
    /// The backend refused it: the findings can be corrected.
    Refused(Refusal),
    /// The backend answers, and does not say whether it has it: the one who runs it must be asked.
    NoReceipt(Refusal),
    /// The backend has another return under this id.
    Different,
}

/// Whether the backend can be asked for a return by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// It can.
    Possible,
    /// It cannot: the same return is sent again instead.
    Impossible,
}

/// What to do with a return now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Send it.
    Send,
    /// Ask the backend whether it has it.
    AskById,
    /// Nothing before this: Unix time in milliseconds.
    Wait {
        /// When.
        until: i64,
    },
    /// Ask the person to sign in.
    NeedsSignIn,
    /// Show the person why it is stuck.
    Stuck(&'a StuckReason),
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The backend has it.
    Received(Receipt),
    /// It stays in the outbox, so far.
    Kept(Progress),
}

impl Ended {
    /// As it is written down.
    pub fn settlement(&self, now: i64) -> Settlement {
        match self {
            Self::Received(receipt) => Settlement::Done {
                receipt: receipt.write().into_bytes(),
                settled_at: now,
            },
            Self::Kept(progress) => Settlement::Later {
                progress: progress.to_bytes(),
            },
        }
    }
}

impl Progress {
    /// A return that was just queued.
    pub fn fresh(now: i64) -> Self {
        Self::Ready {
            effort: Effort::default(),
            at: now,
            why: Why::Fresh,
        }
    }

    /// The progress as it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        super::progress_v1::write(self)
    }

    /// A stored progress. One that cannot be read, or that a newer page wrote, counts as unknown and due: the return is
    /// neither lost nor sent without asking.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        super::progress_v1::read(bytes).unwrap_or(Self::Unknown {
            effort: Effort::default(),
            at: 0,
        })
    }

    /// Whether nothing but a line is wanting: the backend did not ask to wait.
    pub fn waits_for_a_line(&self) -> bool {
        matches!(
            self,
            Self::Unknown { .. }
                | Self::Ready {
                    why: Why::Fresh | Why::NotTheBackend | Why::NotThere,
                    ..
                }
        )
    }

    /// After a sign-in: what waited for it is due.
    #[must_use]
    pub fn signed_in(self, now: i64) -> Self {
        match self {
            Self::NeedsSignIn {
                effort,
                then: Then::Send,
            } => Self::Ready {
                effort,
                at: now,
                why: Why::Fresh,
            },
            Self::NeedsSignIn {
                effort,
                then: Then::Ask,
            } => Self::Unknown { effort, at: now },
            other => other,
        }
    }

    /// "Try now": due, with the waits starting over. A return that may be there is asked after first, and so is a stuck
    /// one. What waits for a sign-in is tried with whatever sign-in there is now.
    #[must_use]
    pub fn try_now(self, now: i64) -> Self {
        match self {
            Self::Ready { why, .. } => Self::Ready {
                effort: Effort::default(),
                at: now,
                why,
            },
            Self::Unknown { .. } | Self::Stuck { .. } => Self::Unknown {
                effort: Effort::default(),
                at: now,
            },
            signing @ Self::NeedsSignIn { .. } => signing.signed_in(now),
        }
    }
}

/// What to do with a return now.
pub fn next(progress: &Progress, now: i64, asking: Asking) -> Step<'_> {
    match progress {
        Progress::Ready { at, .. } | Progress::Unknown { at, .. } if waits(*at, now) => {
            Step::Wait { until: *at }
        }
        Progress::Unknown { .. } if asking == Asking::Possible && !sabotage::off("ask-first") => {
            Step::AskById
        }
        Progress::Ready { .. } | Progress::Unknown { .. } => Step::Send,
        Progress::NeedsSignIn { .. } => Step::NeedsSignIn,
        Progress::Stuck { reason } => Step::Stuck(reason),
    }
}

/// Whether a time is still to come. One further off than any wait comes from a clock that was wrong, and is due.
fn waits(at: i64, now: i64) -> bool {
    at > now && at.saturating_sub(now) <= LONGEST_ASKED.saturating_add(LONGEST_WAIT)
}

/// What a try's outcome makes of a return. `jitter` is any number, evenly spread over all there are.
pub fn after(outcome: Outcome, progress: &Progress, now: i64, jitter: u32) -> Ended {
    let (before, then) = match *progress {
        Progress::Ready { effort, .. } => (effort, Then::Send),
        Progress::Unknown { effort, .. } => (effort, Then::Ask),
        Progress::NeedsSignIn { effort, then } => (effort, then),
        Progress::Stuck { .. } => (Effort::default(), Then::Ask),
    };
    let effort = Effort {
        tries: before.tries.saturating_add(1),
        doubts: before.doubts,
    };
    let at = |asked: Option<i64>| {
        let asked = asked.unwrap_or(0).clamp(0, LONGEST_ASKED);
        now.saturating_add(asked)
            .saturating_add(wait(effort.tries, asked, jitter))
    };
    Ended::Kept(match outcome {
        Outcome::Received(receipt) => return Ended::Received(receipt),
        Outcome::NeedsSignIn => Progress::NeedsSignIn {
            effort: before,
            then,
        },
        // Told to wait, or met by somebody else: what was not known stays not known.
        Outcome::Later { after, .. } if then == Then::Ask => Progress::Unknown {
            effort,
            at: at(after),
        },
        Outcome::Later { after, why } => Progress::Ready {
            effort,
            at: at(after),
            why,
        },
        Outcome::Unknown { answer: None } => Progress::Unknown {
            effort,
            at: at(None),
        },
        Outcome::Unknown {
            answer: Some(answer),
        } => {
            let doubts = effort.doubts.saturating_add(1);
            if doubts >= MOST_DOUBTS {
                Progress::Stuck {
                    reason: StuckReason::NoReceipt(answer),
                }
            } else {
                Progress::Unknown {
                    effort: Effort { doubts, ..effort },
                    at: at(None),
                }
            }
        }
        Outcome::Absent => Progress::Ready {
            effort,
            at: now,
            why: Why::NotThere,
        },
        Outcome::Different => Progress::Stuck {
            reason: StuckReason::Different,
        },
        Outcome::Refused(refusal) => Progress::Stuck {
            reason: StuckReason::Refused(refusal),
        },
    })
}

/// A wait in milliseconds after so many tries, to be added to what the backend asked for: anything from nothing to the
/// most that the tries and the asked wait allow, up to the longest. All of it is left to chance, so that a thousand homes
/// that failed together do not come back together.
fn wait(tries: u32, asked: i64, jitter: u32) -> i64 {
    let grown = tries.saturating_sub(1).min(20);
    let own = FIRST_WAIT.saturating_mul(GROWTH.saturating_pow(grown));
    let most = own.max(asked.saturating_mul(SPREAD)).min(LONGEST_WAIT);
    if sabotage::off("jitter") {
        return most;
    }
    most.saturating_mul(i64::from(jitter)) >> 32
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
