//! The day of the deadline: of 40,000 locations a third finish their returns while the backend is away, and it comes back
//! at noon. What arrives each second after that is what the schedule of tries makes, and nothing else: the others, who
//! send as on any day, would only make the peak smaller beside the mean.

use super::Chance;
use crate::submit::classify::{self, Answer, Reply};
use crate::submit::config::{self, Wire};
use crate::submit::outbox::{self, Ended, Progress, Step};
use care_engine::json::parse;

/// A third of the locations.
const QUEUED: usize = 40_000 / 3;
/// Noon in London on a day of a deadline, 14 October 2026: Unix time in milliseconds.
const NOON: i64 = 1_791_975_600_000;
/// For how long after noon arrivals are counted, in seconds: longer than the longest wait.
const COUNTED: usize = 3_600;
/// Over how much of it the mean is taken, in seconds.
const MEAN_OF: usize = 600;
/// How many times the mean the busiest second may have.
const MOST: f64 = 3.0;

/// What the backend's place answers until noon.
#[derive(Clone, Copy, Debug)]
enum Away {
    /// Nothing.
    Silent,
    /// 503, and no word of when.
    Busy,
    /// 503, and to come back in two minutes.
    BusyFor,
    /// 503, and to come back at noon: the same second for everybody.
    BusyUntil,
}

impl Away {
    fn reply(self) -> Reply {
        let retry_after = match self {
            Self::Silent => return Reply::Nothing,
            Self::Busy => None,
            Self::BusyFor => Some("120".to_owned()),
            Self::BusyUntil => Some("Wed, 14 Oct 2026 11:00:00 GMT".to_owned()),
        };
        Reply::Answer(Answer {
            status: 503,
            retry_after,
            ..Answer::default()
        })
    }
}

/// What arrived in each second after noon.
struct Day {
    arrivals: Vec<u32>,
    received: usize,
}

impl Day {
    /// A day on which the backend was away for so many minutes, through which returns were finished evenly.
    fn run(away: Away, minutes: i64, seed: u64) -> Self {
        let wire = r#"{"backend":{"base":"/api","ask":{"url":"{base}/returns/{id}"}}}"#;
        let wire = config::read(&parse(wire).unwrap()).unwrap().unwrap();
        let mut day = Self {
            arrivals: vec![0; COUNTED],
            received: 0,
        };
        let mut chance = Chance::of(seed);
        for _ in 0..QUEUED {
            let before = (i64::from(chance.jitter()) * minutes * 60_000) >> 32;
            day.device(away, &wire, NOON - before, &mut chance);
        }
        day
    }

    /// One return, from its being finished until it is received.
    fn device(&mut self, away: Away, wire: &Wire, finished: i64, chance: &mut Chance) {
        let mut now = finished;
        let mut progress = Progress::fresh(now);
        loop {
            let step = outbox::next(&progress, now, wire.asking());
            if let Step::Wait { until } = step {
                now = until;
                continue;
            }
            let reply = if now < NOON {
                away.reply()
            } else {
                self.arrived(now);
                let (status, body) = match step {
                    Step::Send => (201, r#"{"id":"r","reference":"CR-1"}"#),
                    _ => (404, ""),
                };
                Reply::Answer(Answer {
                    status,
                    body: body.into(),
                    ..Answer::default()
                })
            };
            let outcome = match step {
                Step::Send => classify::sent(&reply, "r", wire, now),
                Step::AskById => classify::asked(&reply, "r", wire, None, now),
                _ => panic!("{step:?} on a day without refusals"),
            };
            match outbox::after(outcome, &progress, now, chance.jitter()) {
                Ended::Received(_) => {
                    self.received += 1;
                    return;
                }
                Ended::Kept(kept) => progress = kept,
            }
        }
    }

    fn arrived(&mut self, now: i64) {
        let second = usize::try_from((now - NOON) / 1_000).unwrap();
        if let Some(count) = self.arrivals.get_mut(second) {
            *count += 1;
        }
    }

    fn peak(&self) -> u32 {
        self.arrivals.iter().copied().max().unwrap()
    }

    /// Arrivals a second in the ten minutes after noon.
    fn mean(&self) -> f64 {
        let arrived: u32 = self.arrivals.iter().take(MEAN_OF).sum();
        f64::from(arrived) / f64::from(u32::try_from(MEAN_OF).unwrap())
    }

    /// The second in which the last one arrived.
    fn last(&self) -> usize {
        self.arrivals.iter().rposition(|count| *count > 0).unwrap()
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn after_an_outage_the_peak_is_within_three_times_the_mean() {
    let mut worst = 0_f64;
    for away in [Away::Silent, Away::Busy, Away::BusyFor, Away::BusyUntil] {
        for minutes in [30, 60, 180] {
            for seed in 0..3 {
                let day = Day::run(away, minutes, seed);
                assert_eq!(day.received, QUEUED);
                let (peak, mean) = (day.peak(), day.mean());
                let times = f64::from(peak) / mean;
                if seed == 0 {
                    println!(
                        "{QUEUED} returns, away for {minutes} min, {away:?}: peak {peak} a second, mean {mean:.1}, {times:.1} times; the last after {} s",
                        day.last()
                    );
                }
                worst = worst.max(times);
            }
        }
    }
    println!("the busiest second of all: {worst:.1} times the mean of the ten minutes");
    assert!(worst <= MOST);
}

#[test]
fn nobody_comes_before_the_time_that_the_backend_named() {
    let day = Day::run(Away::BusyUntil, 180, 7);
    assert_eq!(day.received, QUEUED);
    // Each was told once, and came after noon: one arrival for each return.
    let arrived: u32 = day.arrivals.iter().sum();
    assert_eq!(usize::try_from(arrived).unwrap(), QUEUED);
}
