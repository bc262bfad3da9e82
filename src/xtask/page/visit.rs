//! A first visit: an empty browser, the page, and the way to the first question.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::drivers::Chromium;
use crate::error::TaskError;
use crate::places::{Places, read, remove_folder, write};
use crate::receiver::{self, Running};

/// Answers once a question is on the page, going on by the page's own start button, and links marked as the way there.
const TO_THE_FIRST_QUESTION: &str = include_str!("visit/first_question.js");

/// Answers which functions ran.
const RAN: &str = include_str!("visit/ran.js");

/// A page that was visited and is still open.
pub(crate) struct Visit {
    /// The receiver that serves it.
    pub(crate) running: Running,
    /// The browser that shows it.
    pub(crate) browser: Chromium,
    /// When the first question was there, in milliseconds since 1970.
    pub(crate) at: f64,
    /// What stood on the page then, as a person reads it.
    pub(crate) words: String,
}

/// Visits the page in `dist` with a browser that has never seen it, as far as its first question. `name` is the folder of
/// the target folder for its profile and the receiver's database.
///
/// # Errors
/// Where the page does not come up, or not to a question.
pub(crate) fn first(
    places: &Places,
    receiver: &Path,
    dist: &Path,
    name: &str,
) -> Result<Visit, TaskError> {
    let folder = places.target.join(name);
    remove_folder(&folder)?;
    let running = receiver::start_empty(places, receiver, dist, name)?;
    let browser = Chromium::start(&folder.join("profile"))?;
    browser.open(&running.ready)?;
    let answer = browser.run_script(TO_THE_FIRST_QUESTION, &json!([]))?;
    let silent = || TaskError::Shape("the page did not say how far it came".into());
    let reached = answer
        .get("reached")
        .and_then(Value::as_str)
        .ok_or_else(silent)?
        .to_owned();
    let at = answer
        .get("at")
        .and_then(Value::as_f64)
        .ok_or_else(silent)?;
    if reached != "the first question" {
        return Err(TaskError::Found(format!(
            "the page did not come to a question: {reached}"
        )));
    }
    let words = answer
        .get("words")
        .and_then(Value::as_str)
        .ok_or_else(silent)?
        .to_owned();
    Ok(Visit {
        running,
        browser,
        at,
        words,
    })
}

/// Where the words of a first visit with the whole module are kept.
fn words_file(places: &Places) -> PathBuf {
    places.target.join("page").join("words")
}

/// Compares what stood on the page to what stood there with the whole module.
///
/// # Errors
/// Where they differ: the first part lacks data.
pub(crate) fn compare_words(places: &Places, visit: &Visit) -> Result<(), TaskError> {
    if read(&words_file(places))? == visit.words {
        return Ok(());
    }
    Err(TaskError::Found(
        "a first visit shows other words with the first part of the module than with all of it"
            .into(),
    ))
}

/// Which functions a first visit runs, with a module that notes it (see `split::probe`).
pub(super) fn ran(
    places: &Places,
    receiver: &Path,
    dist: &Path,
    notes: u32,
    functions: u32,
) -> Result<Vec<bool>, TaskError> {
    let visit = first(places, receiver, dist, "probe")?;
    write(&words_file(places), &visit.words)?;
    let answer = visit.browser.run_script(RAN, &json!([notes, functions]))?;
    let digits = answer.as_str().unwrap_or_default();
    let ran: Vec<bool> = digits.bytes().map(|digit| digit == b'1').collect();
    if ran.len() == functions as usize && ran.contains(&true) {
        Ok(ran)
    } else {
        Err(TaskError::Shape(
            "the module did not say which functions ran".into(),
        ))
    }
}

/// The notes as text, for the ledger: a digit for each function.
pub(super) fn listed(ran: &[bool]) -> String {
    ran.iter().map(|&ran| if ran { '1' } else { '0' }).collect()
}
