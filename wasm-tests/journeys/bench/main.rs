//! Benchmarks of the whole page in Chromium: a month in which nothing changed, at the speed of a person; a save of a
//! draft, and a second visit without a connection. Printed beside
//! their budgets; nothing fails for being slow, since machines differ.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what a benchmark does"
)]

mod month;

use std::process::ExitCode;

use care_journeys::browser::{Browser, Engine, Profile};
use care_journeys::framework::{Framework, exactly};
use care_journeys::home::Home;
use care_journeys::page::Page;
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::wait::wait_for;
use care_journeys::{Fault, begin};
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
/// When the first question was on the page, in milliseconds since the navigation began.
const QUESTION: &str = "return performance.getEntriesByName('question')[0]?.startTime ?? null";

fn main() -> ExitCode {
    match month::month().and_then(|()| bench()) {
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

/// Prints the value below which so many of a hundred lie.
fn tell(what: &str, times: &[f64], percentile: usize, budget: f64) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |percentile: usize| {
        let place = (sorted.len() * percentile / 100).min(sorted.len().saturating_sub(1));
        sorted.get(place).copied().unwrap_or_default()
    };
    let name = if percentile == 50 {
        "median".to_owned()
    } else {
        format!("{percentile}th percentile")
    };
    println!("{what}: {name} {:.1} ms of {budget} ms", at(percentile));
    println!(
        "  {} times: least {:.1}, median {:.1}, most {:.1} ms",
        sorted.len(),
        at(0),
        at(50),
        at(100)
    );
}
