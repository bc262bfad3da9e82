//! Benchmarks of the whole page in Chromium: a month in which nothing changed, at the speed of a person; a save of a
//! draft, unlocking with a PIN, a second visit without a connection, and a form of 1,000 questions. Printed beside their
//! budgets; nothing fails for being slow, since machines differ.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what a benchmark does"
)]

#[path = "../../../src/engine/tests/support/generated.rs"]
mod generated;
mod month;

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
/// The form drawn: milliseconds until it is on the screen.
const DRAWING_BUDGET: f64 = 150.0;

/// Times keystrokes and drawings of the form.
const TYPING: &str = include_str!("typing.js");
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
        let seen = session.run_async(
            TYPING,
            &[KEYSTROKES.into(), DRAWINGS.into(), QUESTIONS.into()],
        )?;
        let list = |name: &str| numbers(seen.get(name).unwrap_or(&Value::Null));
        if seen.get("questions").and_then(Value::as_u64) != u64::try_from(QUESTIONS).ok() {
            return Err(Fault::at("typing", seen));
        }
        let on = format!("on a page of {QUESTIONS} questions, processor {slower} times slower");
        let what = format!("a keystroke {on}, up to the end of layout");
        tell(&what, &list("typed"), 95, KEYSTROKE_BUDGET);
        tell(
            &format!("the form on the screen, {on}"),
            &list("drawn"),
            50,
            DRAWING_BUDGET,
        );
        println!("all of its questions there, behind what is on the screen:");
        spread(&list("whole"));
    }
    page.finish(&receiver);
    Ok(())
}

/// Unlocks the page of one person with a PIN.
fn unlocks(receiver: &Receiver) -> Result<Vec<f64>, Fault> {
    let profile = Profile::new()?;
    let page = Page::open("bench-unlock", Engine::Chromium, &profile, receiver);
    page.shows(&exactly(t::START));
    page.link(t::SEVERAL);
    page.arrives_at(&exactly(t::SET_UP));
    page.type_at(t::YOUR_NAME, "Made-up Name");
    page.choose_at(t::GUARD, t::WITH_PIN);
    page.type_at(t::PIN, PIN);
    page.type_at(t::PIN_AGAIN, PIN);
    page.go(&exactly(t::SAVE));
    page.arrives_at(&exactly(t::PEOPLE));
    page.go(&exactly(t::LOCK_NOW));
    page.arrives_at(&exactly(t::UNLOCK));
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
