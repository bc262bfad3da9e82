//! Benchmarks of the whole page in Chromium: a save of a draft, a second visit without a connection, and a form of 1,000
//! questions. Printed beside their budgets; nothing fails for being slow, since machines differ.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what a benchmark does"
)]

#[path = "../../../src/engine/tests/support/generated.rs"]
mod generated;

use std::process::ExitCode;

use care_journeys::browser::{Browser, Engine, Profile};
use care_journeys::framework::{Framework, exactly};
use care_journeys::home::Home;
use care_journeys::page::Page;
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::wait::wait_for;
use care_journeys::{Fault, begin, texts as t};
use serde_json::{Value, json};

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

/// How many questions the form has on which typing is timed; half as many checks.
const QUESTIONS: usize = 1_000;
/// How many keystrokes are timed on it, and how often it is drawn.
const KEYSTROKES: usize = 200;
const DRAWINGS: usize = 11;
/// By how much Chromium slows the processor down meanwhile.
const SLOWER: u32 = 4;
/// A keystroke: milliseconds up to the end of layout at the 95th percentile.
const KEYSTROKE_BUDGET: f64 = 8.0;
/// All of the form drawn: milliseconds.
const DRAWING_BUDGET: f64 = 150.0;

/// Times keystrokes and drawings of the form.
const TYPING: &str = include_str!("typing.js");
/// Times each save, from the moment at which the page begins to write the draft down to the transaction's end.
const SAVE: &str = include_str!("saves.js");
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
    many_questions()
}

/// Types into a form of many questions, and has it drawn, with the processor as it is and slowed down.
fn many_questions() -> Result<(), Fault> {
    let receiver = Receiver::start(Setting::default())?;
    let profile = Profile::new()?;
    let file = profile.folder().join("generated.json");
    std::fs::write(&file, generated::generated(QUESTIONS))
        .map_err(|reason| Fault::at("the generated framework", reason))?;
    let page = Page::open("questions", Engine::Chromium, &profile, &receiver);
    page.link(t::PREVIEW_LINK);
    page.arrives_at(&exactly(t::PREVIEW));
    page.open_file(t::PREVIEW_OPEN, &file);
    page.says("No problems\\.");
    for slower in [1, SLOWER] {
        let rate = json!({ "rate": slower });
        page.browser
            .devtools("Emulation.setCPUThrottlingRate", &rate)?;
        page.browser.session.limits(300_000)?;
        let session = &page.browser.session;
        let seen = session.run_async(TYPING, &[KEYSTROKES.into(), DRAWINGS.into()])?;
        let list = |name: &str| numbers(seen.get(name).unwrap_or(&Value::Null));
        if seen.get("questions").and_then(Value::as_u64) != u64::try_from(QUESTIONS).ok() {
            return Err(Fault::at("typing", seen));
        }
        let on = format!("on a page of {QUESTIONS} questions, processor {slower} times slower");
        let what = format!("a keystroke {on}, up to the end of layout");
        tell(&what, &list("typed"), 95, KEYSTROKE_BUDGET);
        tell(
            &format!("the whole page drawn, {on}"),
            &list("drawn"),
            50,
            DRAWING_BUDGET,
        );
    }
    page.finish(&receiver);
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
