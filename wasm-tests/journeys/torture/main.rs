//! Types in a real Chromium, kills it at random moments, and looks whether all is there that it had called saved.
//!
//! `cargo xtask torture [--times N] [--seconds N] [--seed S] [--spoil]`. Most of the kills aim at an open transaction.
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

use std::process::ExitCode;
use std::time::{Duration, Instant};

use care_journeys::Fault;
use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{Framework, exactly, now};
use care_journeys::home::{Given, Home};
use care_journeys::page::Page;
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::texts as t;

use judge::Boxes;
use log::Event;
use random::Random;
use round::Aim;

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
    under_way: u32,
    transactions: usize,
    kept: usize,
    lost: usize,
    unsaved: i64,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(wanted) = wanted(&words) else {
        eprintln!("torture takes --times N, --seconds N, --seed S and --spoil");
        return ExitCode::FAILURE;
    };
    println!("seed {}", wanted.seed);
    match torture(&wanted) {
        Ok(tally) => {
            tell(&tally);
            ExitCode::from(u8::from(failures(&tally) > 0))
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(words: &[String]) -> Option<Wanted> {
    let mut wanted = Wanted {
        times: 20,
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

fn torture(wanted: &Wanted) -> Result<Tally, Fault> {
    let framework = Framework::load()?;
    let home = Home::read("01-care-home.json")?;
    let due = framework.due()?;
    let receiver = Receiver::start(Setting {
        seed: Some(home.seed(&framework, &due, &home)?),
        dist: None,
    })?;
    let profile = Profile::new()?;
    let address = begin(&framework, &profile, &receiver)?;
    let (mut random, mut typed, mut tally) = (Random::new(wanted.seed), 0, Tally::default());
    let mut before: Option<(Boxes, i64)> = None;
    let start = Instant::now();
    loop {
        let more = tally.kills < wanted.times || start.elapsed() < wanted.time;
        let aim = more.then(|| Aim::choose(&mut random));
        let round = round::run(
            &profile,
            &address,
            wanted.spoil,
            aim,
            &mut random,
            &mut typed,
        )?;
        if let Some((boxes, killed_at)) = before.take() {
            let verdict = boxes.judge(&round.shown, killed_at);
            tally.kept += verdict.kept;
            tally.lost += verdict.lost.len();
            tally.unsaved = tally.unsaved.max(verdict.unsaved);
            for (id, was, is) in &verdict.lost {
                println!(
                    "kill {}: {id} was called saved with \"{was}\" and holds \"{is}\"",
                    tally.kills
                );
            }
        }
        let Some(killed_at) = round.killed_at else {
            return Ok(tally);
        };
        let events = log::read(&profile.path());
        tally.kills += 1;
        tally.under_way += u32::from(is_under_way(&events));
        tally.transactions += events
            .iter()
            .filter(|event| **event == Event::Complete)
            .count();
        let mut boxes = Boxes::shown(&round.shown);
        boxes.take(&events);
        before = Some((boxes, killed_at));
    }
}

/// Whether a transaction was begun and not complete when the kill came.
fn is_under_way(events: &[Event]) -> bool {
    let of = |wanted: &[Event]| events.iter().filter(|event| wanted.contains(event)).count();
    of(&[Event::Begun]) > of(&[Event::Complete, Event::Aborted])
}

/// Begins a return and opens the section; gives its address.
fn begin(framework: &Framework, profile: &Profile, receiver: &Receiver) -> Result<String, Fault> {
    let page = Page::open("torture", Engine::Chromium, profile, receiver);
    page.shows(&exactly(t::START));
    page.go(&exactly(t::START_NOW));
    page.shows("^About you$");
    for (item, given) in [
        ("filer_name", "Robin Ash"),
        ("filer_kind", "location"),
        ("filer_role", "registered-manager"),
        ("filer_email", "office@larch-house.example"),
    ] {
        let question = framework.question(item)?;
        page.answer(framework, &question, &Given::One(given.into()));
    }
    page.go(&exactly(t::CONTINUE));
    page.arrives_at(&exactly(t::DUE));
    page.go(t::START_RETURN);
    page.arrives_at(&exactly(&framework.title()));
    page.link(SECTION);
    page.arrives_at(&exactly(SECTION));
    let address = page.browser.session.address()?;
    page.finish(receiver);
    Ok(address)
}

/// Answers that are lost, and the longest time for which one was not saved where that is too long.
fn failures(tally: &Tally) -> usize {
    tally.lost + usize::from(tally.unsaved > LONGEST_UNSAVED)
}

fn tell(tally: &Tally) {
    println!(
        "{} kills, {} of them while a save was under way; {} transactions were complete",
        tally.kills, tally.under_way, tally.transactions
    );
    println!(
        "{} answers that were called saved are there, {} are lost; the oldest unsaved key was {} ms old at its kill",
        tally.kept, tally.lost, tally.unsaved
    );
    let failed = failures(tally);
    let verdict = if failed == 0 { "ok" } else { "FAILED" };
    // The run is one test, however many answers it looked at.
    println!(
        "test result: {verdict}. {} passed; {failed} failed",
        usize::from(failed == 0)
    );
}
