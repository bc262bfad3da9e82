//! Tests of the step machine: each rule by itself, then all of them against a model of a backend and a bad line.

#![allow(clippy::unwrap_used)]

use super::{
    Asking, Effort, Ended, LONGEST_ASKED, LONGEST_WAIT, MOST_DOUBTS, Outcome, Progress, Step,
    StuckReason, Then, Why, after, next, wait,
};
use crate::storage::Settlement;
use crate::submit::{Receipt, ReceiptState, Refusal};

const NOW: i64 = 1_780_000_000_000;

fn receipt() -> Receipt {
    Receipt {
        id: "r".into(),
        reference: "CR-1".into(),
        received_at: String::new(),
        state: ReceiptState::Received,
        status_url: None,
        refused_for: vec![],
    }
}

fn effort(tries: u32, doubts: u32) -> Effort {
    Effort { tries, doubts }
}

fn unknown(tries: u32, doubts: u32) -> Progress {
    Progress::Unknown {
        effort: effort(tries, doubts),
        at: NOW,
    }
}

fn kept(outcome: Outcome, progress: &Progress, jitter: u32) -> Progress {
    match after(outcome, progress, NOW, jitter) {
        Ended::Kept(progress) => progress,
        Ended::Received(_) => panic!("received"),
    }
}

#[test]
fn what_is_next() {
    let fresh = Progress::fresh(NOW);
    assert_eq!(next(&fresh, NOW, Asking::Possible), Step::Send);
    assert_eq!(
        next(&fresh, NOW - 1, Asking::Possible),
        Step::Wait { until: NOW }
    );
    assert_eq!(next(&unknown(1, 0), NOW, Asking::Possible), Step::AskById);
    assert_eq!(next(&unknown(1, 0), NOW, Asking::Impossible), Step::Send);
    assert_eq!(
        next(&unknown(1, 0), NOW - 5, Asking::Impossible),
        Step::Wait { until: NOW }
    );
    let signing = Progress::NeedsSignIn {
        effort: effort(1, 0),
        then: Then::Send,
    };
    assert_eq!(next(&signing, NOW, Asking::Possible), Step::NeedsSignIn);
    let stuck = Progress::Stuck {
        reason: StuckReason::Different,
    };
    assert_eq!(
        next(&stuck, NOW, Asking::Possible),
        Step::Stuck(&StuckReason::Different)
    );
}

#[test]
fn a_clock_that_was_wrong_holds_nothing_up() {
    let far = Progress::fresh(NOW + LONGEST_ASKED + LONGEST_WAIT + 1);
    assert_eq!(next(&far, NOW, Asking::Possible), Step::Send);
    let near = Progress::fresh(NOW + LONGEST_ASKED + LONGEST_WAIT);
    assert!(matches!(
        next(&near, NOW, Asking::Possible),
        Step::Wait { .. }
    ));
    assert_eq!(
        next(&Progress::fresh(i64::MAX), i64::MIN, Asking::Possible),
        Step::Send
    );
}

#[test]
fn waits_grow_to_the_longest_and_are_all_chance() {
    assert_eq!(
        [1, 2, 3, 4, 8, 99, u32::MAX].map(|tries| wait(tries, 0, u32::MAX)),
        [9_999, 149_999, 899_999, 899_999, 899_999, 899_999, 899_999]
    );
    assert_eq!(wait(2, 0, 1 << 31), 75_000);
    assert_eq!(wait(5, 0, 0), 0);
}

#[test]
fn who_was_asked_to_wait_comes_back_spread_and_never_sooner() {
    let most = |tries, asked| wait(tries, asked, u32::MAX) + 1;
    assert_eq!(
        most(1, 1_000),
        10_000,
        "a short wait is no reason to spread"
    );
    assert_eq!(most(1, 60_000), 240_000);
    assert_eq!(most(2, 60_000), 240_000);
    assert_eq!(most(3, 60_000), LONGEST_WAIT);
    assert_eq!(most(1, LONGEST_ASKED), LONGEST_WAIT);
    for jitter in [0, 1, u32::MAX] {
        assert!(wait(1, LONGEST_ASKED, jitter) >= 0);
    }
}

#[test]
fn a_busy_backend_is_waited_for() {
    let later = |after| Outcome::Later {
        after,
        why: Why::Busy(503),
    };
    let ready = |at| Progress::Ready {
        effort: effort(1, 0),
        at,
        why: Why::Busy(503),
    };
    assert_eq!(
        kept(later(None), &Progress::fresh(0), 1 << 31),
        ready(NOW + 5_000)
    );
    assert_eq!(
        kept(later(Some(60_000)), &Progress::fresh(0), 1 << 31),
        ready(NOW + 180_000)
    );
    assert_eq!(
        kept(later(Some(i64::MAX)), &Progress::fresh(0), 0),
        ready(NOW + LONGEST_ASKED)
    );
    assert_eq!(kept(later(Some(-9)), &Progress::fresh(0), 0), ready(NOW));
}

#[test]
fn what_was_not_known_stays_not_known_while_the_backend_is_busy() {
    let later = Outcome::Later {
        after: None,
        why: Why::Busy(503),
    };
    assert_eq!(kept(later, &unknown(1, 1), 0), unknown(2, 1));
}

#[test]
fn no_answer_leads_to_asking_and_absence_to_sending() {
    let asked = kept(Outcome::Unknown { answer: None }, &Progress::fresh(0), 0);
    assert_eq!(asked, unknown(1, 0));
    let ready = kept(Outcome::Absent, &asked, 0);
    assert_eq!(
        ready,
        Progress::Ready {
            effort: effort(2, 0),
            at: NOW,
            why: Why::NotThere
        }
    );
}

#[test]
fn a_backend_that_never_says_gets_stuck_with_what_it_said() {
    let answer = Refusal {
        status: 409,
        title: Some("Filed".into()),
        findings: Vec::new(),
    };
    let mut progress = Progress::fresh(0);
    for doubts in 1..MOST_DOUBTS {
        progress = kept(
            Outcome::Unknown {
                answer: Some(answer.clone()),
            },
            &progress,
            0,
        );
        assert!(matches!(progress, Progress::Unknown { effort, .. } if effort.doubts == doubts));
        progress = kept(Outcome::Absent, &progress, 0);
    }
    let stuck = kept(
        Outcome::Unknown {
            answer: Some(answer.clone()),
        },
        &progress,
        0,
    );
    assert_eq!(
        stuck,
        Progress::Stuck {
            reason: StuckReason::NoReceipt(answer)
        }
    );
}

#[test]
fn no_network_is_never_stuck() {
    let mut progress = Progress::fresh(0);
    for _ in 0..10_000 {
        progress = kept(Outcome::Unknown { answer: None }, &progress, u32::MAX);
        assert!(matches!(progress, Progress::Unknown { .. }));
    }
}

#[test]
fn signing_in_goes_on_where_it_was() {
    let sending = kept(Outcome::NeedsSignIn, &Progress::fresh(0), 0);
    assert_eq!(
        sending,
        Progress::NeedsSignIn {
            effort: effort(0, 0),
            then: Then::Send
        }
    );
    assert_eq!(sending.signed_in(NOW), Progress::fresh(NOW));
    let asking = kept(Outcome::NeedsSignIn, &unknown(2, 1), 0);
    assert_eq!(asking.signed_in(NOW), unknown(2, 1));
}

#[test]
fn try_now_is_due_now_and_asks_where_it_must() {
    let waiting = Progress::Ready {
        effort: effort(9, 0),
        at: NOW + 900_000,
        why: Why::Busy(500),
    };
    let due = Progress::Ready {
        effort: effort(0, 0),
        at: NOW,
        why: Why::Busy(500),
    };
    assert_eq!(waiting.try_now(NOW), due);
    assert_eq!(unknown(9, 2).try_now(NOW), unknown(0, 0));
    let stuck = Progress::Stuck {
        reason: StuckReason::NoReceipt(Refusal::default()),
    };
    assert_eq!(stuck.try_now(NOW), unknown(0, 0));
    let signing = Progress::NeedsSignIn {
        effort: effort(1, 0),
        then: Then::Ask,
    };
    assert_eq!(signing.try_now(NOW), unknown(1, 0));
}

#[test]
fn an_end_is_written_down() {
    let done = Ended::Received(receipt()).settlement(NOW);
    assert!(
        done == Settlement::Done {
            receipt: receipt().write().into_bytes(),
            settled_at: NOW
        }
    );
    let kept = Ended::Kept(unknown(1, 0)).settlement(NOW);
    assert!(
        kept == Settlement::Later {
            progress: unknown(1, 0).to_bytes()
        }
    );
}

/// A small generator of numbers, so that a failing run can be repeated by its seed.
struct Chance(u64);

impl Chance {
    fn number(&mut self) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 32).unwrap()
    }

    fn below(&mut self, most: u32) -> u32 {
        self.number() % most
    }
}

/// A backend that keeps returns by id, behind a line that loses requests and answers.
#[derive(Default)]
struct Backend {
    /// The bytes that it took, in order.
    taken: Vec<Vec<u8>>,
    /// Every body that reached it, taken or not.
    seen: Vec<Vec<u8>>,
}

impl Backend {
    fn has_it(&self) -> bool {
        !self.taken.is_empty()
    }

    /// What the sender learns from one post. After `bad` has ended everything works.
    fn post(&mut self, bytes: &[u8], chance: &mut Chance, bad: bool) -> Outcome {
        let trouble = if bad { chance.below(10) } else { 9 };
        let busy = |status| Outcome::Later {
            after: Some(1_000),
            why: Why::Busy(status),
        };
        match trouble {
            0 => return Outcome::Unknown { answer: None },
            1 => return busy(503),
            2 => {
                return Outcome::Later {
                    after: None,
                    why: Why::NotTheBackend,
                };
            }
            3 => return Outcome::NeedsSignIn,
            _ => {}
        }
        self.seen.push(bytes.to_vec());
        if !self.has_it() {
            self.taken.push(bytes.to_vec());
        }
        match trouble {
            4 => Outcome::Unknown { answer: None },
            5 => busy(504),
            6 => Outcome::Unknown {
                answer: Some(Refusal {
                    status: 200,
                    ..Refusal::default()
                }),
            },
            _ => Outcome::Received(receipt()),
        }
    }

    fn ask(&self, chance: &mut Chance, bad: bool) -> Outcome {
        match if bad { chance.below(6) } else { 5 } {
            0 => Outcome::Unknown { answer: None },
            1 => Outcome::Later {
                after: None,
                why: Why::Busy(500),
            },
            2 => Outcome::NeedsSignIn,
            _ if self.has_it() => Outcome::Received(receipt()),
            _ => Outcome::Absent,
        }
    }
}

/// One return through one schedule of faults, crashes and clock jumps, with the progress written and read at each step.
fn run(seed: u64, asking: Asking) {
    let mut chance = Chance(seed);
    let mut backend = Backend::default();
    let bytes = seed.to_le_bytes().to_vec();
    let mut now = NOW;
    let mut stored = Progress::fresh(now).to_bytes();
    for turn in 0..400 {
        let bad = turn < 60;
        let progress = Progress::from_bytes(&stored);
        let outcome = match next(&progress, now, asking) {
            Step::Wait { until } => {
                assert!(
                    until > now && until - now <= LONGEST_ASKED + LONGEST_WAIT,
                    "seed {seed}"
                );
                // Time passes, or the clock is set.
                now = match chance.below(20) {
                    0 if bad => now - 86_400_000 * 400,
                    1 if bad => now + 86_400_000 * 400,
                    _ => until,
                };
                continue;
            }
            Step::NeedsSignIn => {
                stored = progress.signed_in(now).to_bytes();
                continue;
            }
            Step::Stuck(reason) => {
                assert!(
                    matches!(reason, StuckReason::NoReceipt(_)),
                    "seed {seed}: this backend refuses nothing, and is stuck only where it was in doubt"
                );
                stored = progress.try_now(now).to_bytes();
                continue;
            }
            Step::Send => backend.post(&bytes, &mut chance, bad),
            Step::AskById => {
                assert_eq!(asking, Asking::Possible);
                backend.ask(&mut chance, bad)
            }
        };
        if bad && chance.below(8) == 0 {
            // Killed between the answer and writing it down: what was stored before is what there is.
            continue;
        }
        match after(outcome, &progress, now, chance.number()) {
            Ended::Kept(progress) => stored = progress.to_bytes(),
            Ended::Received(_) => {
                assert_eq!(
                    backend.taken,
                    std::slice::from_ref(&bytes),
                    "seed {seed}: once, and as it was"
                );
                assert!(
                    backend.seen.iter().all(|seen| *seen == bytes),
                    "seed {seed}: the same bytes each time"
                );
                return;
            }
        }
    }
    panic!("seed {seed}: not received although everything works again");
}

#[test]
fn whatever_happens_it_arrives_once_or_waits_with_a_reason() {
    for seed in 0..20_000 {
        run(seed, Asking::Possible);
        run(seed, Asking::Impossible);
    }
}
