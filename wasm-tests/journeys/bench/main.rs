//! Benchmarks of the whole page in Chromium: a save of a draft, unlocking with a PIN, and a second visit without a
//! connection. Printed beside their budgets; nothing fails for being slow, since machines differ.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what a benchmark does"
)]

use std::process::ExitCode;

use care_journeys::browser::{Browser, Engine, Profile};
use care_journeys::framework::{Framework, exactly};
use care_journeys::home::Home;
use care_journeys::page::Page;
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::wait::wait_for;
use care_journeys::{Fault, begin, texts};
use serde_json::Value;

/// The section that is typed in and opened: numbers.
const SECTION: &str = "Staff";
/// How many saves are timed.
const SAVES: usize = 100;
/// How often the page is visited again.
const VISITS: usize = 10;
/// A save: milliseconds at the 95th percentile.
const SAVE_BUDGET: f64 = 5.0;
/// A second visit: milliseconds up to the first question.
const VISIT_BUDGET: f64 = 300.0;

/// Times each save, from the moment at which the page begins to write the draft down to the transaction's end.
const SAVE: &str = include_str!("saves.js");
/// How often the page is unlocked.
const UNLOCKS: usize = 10;
/// Unlocks the page again and again, and times each.
const UNLOCK: &str = include_str!("unlock.js");
/// A PIN.
const PIN: &str = "482913";

/// When the first question was on the page, in milliseconds since the navigation began.
const QUESTION: &str = "return performance.getEntriesByName('question')[0]?.startTime ?? null";

fn main() -> ExitCode {
    match bench() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn bench() -> Result<(), Fault> {
    let framework = Framework::load()?;
    let home = Home::read("01-care-home.json")?;
    let due = framework.due()?;
    let mut receiver = Receiver::start(Setting {
        seed: Some(home.seed(&framework, &due, &home)?),
        dist: None,
    })?;
    let profile = Profile::new()?;
    let page = Page::open("bench", Engine::Chromium, &profile, &receiver);
    begin::monthly(&page, &framework);
    page.is_kept();
    page.link(SECTION);
    page.arrives_at(&exactly(SECTION));
    let address = page.browser.session.address()?;
    let saves = numbers(&page.browser.session.run_async(SAVE, &[SAVES.into()])?);
    page.saved();
    page.finish(&receiver);
    tell("a save of a draft", &saves, 95, SAVE_BUDGET);

    let unlocks = unlocks(&receiver)?;
    println!(
        "unlocking with a PIN: PBKDF2-HMAC-SHA-256, {} iterations, and OWASP's Password Storage Cheat Sheet asks for 600_000",
        iterations()?
    );
    spread(&unlocks);

    receiver.stop();
    let mut visits = Vec::new();
    for _ in 0..VISITS {
        visits.push(visit(&profile, &address)?);
    }
    tell(
        "a second visit without a connection, in a browser that was just started, up to the first question",
        &visits,
        50,
        VISIT_BUDGET,
    );
    Ok(())
}

/// Unlocks the page of one person with a PIN.
fn unlocks(receiver: &Receiver) -> Result<Vec<f64>, Fault> {
    let profile = Profile::new()?;
    let page = Page::open("bench-unlock", Engine::Chromium, &profile, receiver);
    page.shows(&exactly(texts::START));
    page.link(texts::SEVERAL);
    page.arrives_at(&exactly(texts::SET_UP));
    page.type_at(texts::YOUR_NAME, "Made-up Name");
    page.choose_at(texts::GUARD, texts::WITH_PIN);
    page.type_at(texts::PIN, PIN);
    page.type_at(texts::PIN_AGAIN, PIN);
    page.go(&exactly(texts::SAVE));
    page.arrives_at(&exactly(texts::PEOPLE));
    page.go(&exactly(texts::LOCK_NOW));
    page.arrives_at(&exactly(texts::UNLOCK));
    let arguments = [PIN.into(), UNLOCKS.into()];
    let times = numbers(&page.browser.session.run_async(UNLOCK, &arguments)?);
    page.finish(receiver);
    Ok(times)
}

/// How often the page stretches a secret, as its sources say.
fn iterations() -> Result<&'static str, Fault> {
    const SOURCE: &str = include_str!("../../../src/storage/sealing/secret.rs");
    let (_, rest) = SOURCE
        .split_once("ITERATIONS: u32 = ")
        .ok_or_else(|| Fault::Other("the sources name no count".to_owned()))?;
    Ok(rest.split(';').next().unwrap_or_default())
}

/// Visits the page in a browser of its own.
fn visit(profile: &Profile, address: &str) -> Result<f64, Fault> {
    let browser = Browser::start(Engine::Chromium, profile)?;
    browser.session.open(address)?;
    wait_for("the first question", || {
        let at = browser.session.run(QUESTION, &[])?;
        Ok(at.as_f64().ok_or_else(|| "none".to_owned()))
    })
}

fn numbers(list: &Value) -> Vec<f64> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_f64).collect()
}

/// The value below which so many of a hundred lie.
fn below(times: &[f64], percentile: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percentile / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or_default()
}

/// Prints one of these values beside its budget, and how far they spread.
fn tell(what: &str, times: &[f64], percentile: usize, budget: f64) {
    let name = if percentile == 50 {
        "median".to_owned()
    } else {
        format!("{percentile}th percentile")
    };
    let value = below(times, percentile);
    println!("{what}: {name} {value:.1} ms of {budget} ms");
    spread(times);
}

/// Prints how far times spread.
fn spread(times: &[f64]) {
    let [least, median, most] = [0, 50, 100].map(|percentile| below(times, percentile));
    println!(
        "  {} times: least {least:.1}, median {median:.1}, most {most:.1} ms",
        times.len()
    );
}
