//! Types in a real Chromium, kills it at random moments, and looks whether all is there that it had called saved.
//!
//! `cargo xtask torture [--times N] [--seconds N] [--seed S] [--spoil]`. Most of the kills aim at an open transaction. One of
//! five comes around the press that sends a return; in the end the page comes up once more, what waits goes out, and what
//! the receiver has is counted.
//! `--spoil` has the page say "saved" before it is: then the run must fail, or it would prove nothing.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what a command prints is what it is for"
)]

mod judge;
mod log;
mod random;
mod round;
mod sending;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use care_journeys::Fault;
use care_journeys::begin;
use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{Framework, exactly, now};
use care_journeys::home::Home;
use care_journeys::page::Page;
use care_journeys::receiver::{Receiver, Row, Setting};
use care_journeys::texts as t;

use judge::Boxes;
use log::Event;
use random::Random;
use round::{Aim, Round, Rounds};
use sending::Revisions;
use serde_json::json;

/// For how long a page may take that a browser opens again after a kill, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// The section that is typed in: numbers that stay numbers.
const SECTION: &str = "Staff";

/// What was typed longer ago than this, in milliseconds, must be there too.
const LONGEST_UNSAVED: i64 = 1000;

/// How often, how long and with which chance.
struct Wanted {
    /// At least so many kills.
    times: u32,
    /// And more, while there is time.
    time: Duration,
    seed: u64,
    spoil: bool,
}

/// What came of it.
#[derive(Default)]
struct Tally {
    kills: u32,
    /// Kills around the press that sends.
    sending: u32,
    under_way: u32,
    transactions: usize,
    kept: usize,
    lost: usize,
    unsaved: i64,
    /// Returns that the device has receipts of.
    finished: usize,
    /// Returns that the receiver has.
    received: usize,
    /// Revisions that it has more than once.
    doubled: usize,
    /// Returns that were called finished, or were drafts that were called saved, and are nowhere.
    missing: usize,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(wanted) = wanted(&words) else {
        eprintln!("torture takes --times N, --seconds N, --seed S and --spoil");
        return ExitCode::FAILURE;
    };
    println!("seed {}", wanted.seed);
    let mut tally = Tally::default();
    match torture(&wanted, &mut tally) {
        Ok(()) => {
            tell(&tally, wanted.seed);
            ExitCode::from(u8::from(failures(&tally) > 0))
        }
        Err(fault) => {
            println!("{}", tally.so_far());
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(words: &[String]) -> Option<Wanted> {
    let mut wanted = Wanted {
        times: 1000,
        time: Duration::ZERO,
        seed: u64::try_from(now()).unwrap_or(1),
        spoil: false,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--spoil" => wanted.spoil = true,
            "--times" => wanted.times = words.next()?.parse().ok()?,
            "--seconds" => wanted.time = Duration::from_secs(words.next()?.parse().ok()?),
            "--seed" => wanted.seed = words.next()?.parse().ok()?,
            _ => return None,
        }
    }
    Some(wanted)
}

fn torture(wanted: &Wanted, tally: &mut Tally) -> Result<(), Fault> {
    let framework = Framework::load()?;
    // Listed by their names: the first one's return is typed in, the second one's is sent.
    let typing = Home::read("02-care-at-home.json")?;
    let sending = Home::read("01-care-home.json")?;
    let subject = |home: &Home| json!({"kind": "location", "answers": home.profile});
    let receiver = Receiver::start(Setting {
        seed: Some(json!({"subjects": [subject(&typing), subject(&sending)], "returns": []})),
        dist: None,
    })?;
    let profile = Profile::new()?;
    let section = begin(&framework, &sending, &profile, &receiver)?;
    let page = receiver.address();
    let mut rounds = Rounds {
        profile: &profile,
        page: &page,
        section: &section,
        spoil: wanted.spoil,
        random: Random::new(wanted.seed),
        typed: 0,
    };
    let mut revisions = Revisions::first();
    let mut said = BTreeSet::new();
    let mut before: Option<(Boxes, i64)> = None;
    let start = Instant::now();
    while tally.kills < wanted.times || start.elapsed() < wanted.time {
        let aim = Aim::choose(&mut rounds.random);
        // A page that lies does so while one types.
        if !wanted.spoil && rounds.random.below(5) == 0 {
            rounds.sends(Some(aim), &mut revisions)?;
            tally.sending += 1;
        } else {
            let round = rounds.types(Some(aim))?;
            tally.judge(before.take(), &round);
            let mut boxes = Boxes::shown(&round.shown);
            boxes.take(&log::read(&profile.path()));
            before = round.killed_at.map(|at| (boxes, at));
        }
        tally.count(&log::read(&profile.path()), &mut said);
        if tally.kills.is_multiple_of(100) {
            println!("{}", tally.so_far());
        }
    }
    let round = rounds.types(None)?;
    tally.judge(before, &round);
    rounds.sends(None, &mut revisions)?;
    tally.finished = revisions.received;
    tally.missing = revisions.lost;
    tally.compare(&receiver.rows()?, sending.id(), &said);
    Ok(())
}

impl Tally {
    /// What is known before the returns are counted.
    fn so_far(&self) -> String {
        format!(
            "so far {} kills: {} answers called saved are there, {} lost",
            self.kills, self.kept, self.lost
        )
    }

    /// What a restart showed of what was typed before.
    fn judge(&mut self, before: Option<(Boxes, i64)>, round: &Round) {
        let Some((boxes, killed_at)) = before else {
            return;
        };
        let verdict = boxes.judge(&round.shown, killed_at);
        self.kept += verdict.kept;
        self.lost += verdict.lost.len();
        self.unsaved = self.unsaved.max(verdict.unsaved);
        for (id, was, is) in &verdict.lost {
            println!(
                "kill {}: {id} was called saved with \"{was}\" and holds \"{is}\"",
                self.kills
            );
        }
    }

    /// What the page said and did in a round that was killed.
    fn count(&mut self, events: &[Event], said: &mut BTreeSet<String>) {
        self.kills += 1;
        self.under_way += u32::from(is_under_way(events));
        for event in events {
            match event {
                Event::Complete => self.transactions += 1,
                Event::Finished(id) => {
                    said.insert(id.clone());
                }
                _ => {}
            }
        }
    }

    /// What the receiver has in the end of the returns of one subject, and of those that were called finished.
    fn compare(&mut self, rows: &[Row], subject: &str, said: &BTreeSet<String>) {
        let rows: Vec<&Row> = rows
            .iter()
            .filter(|row| row.body["subject"]["id"] == json!(subject))
            .collect();
        self.received = rows.len();
        let revisions: BTreeSet<i64> = rows.iter().map(|row| row.revision).collect();
        self.doubled = rows.len() - revisions.len();
        for id in said {
            if !rows.iter().any(|row| row.id == *id) {
                println!("{id} was called finished, and the receiver does not have it");
                self.missing += 1;
            }
        }
    }
}

/// Whether a transaction was begun and not complete when the kill came.
fn is_under_way(events: &[Event]) -> bool {
    let of = |wanted: &[Event]| events.iter().filter(|event| wanted.contains(event)).count();
    of(&[Event::Begun]) > of(&[Event::Complete, Event::Aborted])
}

/// Begins a return for one home, and sends a first one for the other. Gives the address of the section that is typed in.
fn begin(
    framework: &Framework,
    sending: &Home,
    profile: &Profile,
    receiver: &Receiver,
) -> Result<String, Fault> {
    let page = Page::open("torture", Engine::Chromium, profile, receiver);
    begin::monthly(&page, framework);
    page.link(SECTION);
    page.arrives_at(&exactly(SECTION));
    let address = page.browser.session.address()?;
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    // The other home's: the first one's is begun.
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&framework.title()));
    let sections = sending.sections(framework);
    if let Some(first) = sections.first() {
        page.link(first);
    }
    for section in &sections {
        page.arrives_at(&exactly(section));
        page.fill_section(framework, section, sending);
        page.go(&exactly(t::CONTINUE));
    }
    page.arrives_at(&exactly(t::CHECK));
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.go(&exactly(t::SEND));
    page.arrives_at(&exactly(t::RECEIVED));
    page.finish(receiver);
    Ok(address)
}

/// What must not be, each with how often it was.
fn failures(tally: &Tally) -> usize {
    tally.lost
        + usize::from(tally.unsaved > LONGEST_UNSAVED)
        + usize::from(tally.finished != tally.received)
        + tally.doubled
        + tally.missing
}

fn tell(tally: &Tally, seed: u64) {
    println!("seed {seed}: {} kills", tally.kills);
    println!(
        "  {} around the press that sends; {} between a transaction's request and its complete",
        tally.sending, tally.under_way
    );
    println!("  {} transactions were complete", tally.transactions);
    println!(
        "  answers called saved: {} are there, {} lost",
        tally.kept, tally.lost
    );
    println!(
        "  the oldest key that was not saved: {} ms old at its kill",
        tally.unsaved
    );
    println!(
        "  returns finished: {}, received: {}, duplicates: {}, missing: {}",
        tally.finished, tally.received, tally.doubled, tally.missing
    );
    let failed = failures(tally);
    let verdict = if failed == 0 { "ok" } else { "FAILED" };
    // The run is one test, however many answers it looked at.
    println!(
        "test result: {verdict}. {} passed; {failed} failed",
        usize::from(failed == 0)
    );
}
