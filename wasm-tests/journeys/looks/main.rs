//! What the journeys looked at: that no page and no state was left out, and the pictures of all on one sheet.
//!
//! `care-looks FILE [FOLDER]`: the file of looks that the journeys wrote, and the folder of their pictures.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what this is for"
)]

mod sheet;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use care_journeys::{Fault, states};
use serde_json::Value;

/// One look at a page.
struct Look {
    journey: String,
    state: String,
    engine: String,
    views: Vec<String>,
    wrong: u64,
    page: String,
    states: Vec<String>,
}

impl Look {
    fn read(line: &str) -> Result<Self, Fault> {
        let read: Value =
            serde_json::from_str(line).map_err(|reason| Fault::at("a look", reason))?;
        let text = |name: &str| {
            read.get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let list = |name: &str| {
            let list = read
                .get(name)
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            list.filter_map(|one| one.as_str().map(str::to_owned))
                .collect()
        };
        Ok(Self {
            journey: text("journey"),
            state: text("look"),
            engine: text("engine"),
            views: list("views"),
            wrong: read
                .get("wrong")
                .and_then(Value::as_u64)
                .unwrap_or_default(),
            page: text("page"),
            states: list("states"),
        })
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.as_slice() {
        [file] => told(Path::new(file), None),
        [file, folder] => told(Path::new(file), Some(Path::new(folder))),
        _ => Err(Fault::Other(
            "it takes a file of looks, and a folder of pictures or none".into(),
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn told(file: &Path, folder: Option<&Path>) -> Result<(), Fault> {
    let text = std::fs::read_to_string(file)
        .map_err(|reason| Fault::at(file.to_string_lossy(), reason))?;
    let looks = text
        .lines()
        .map(Look::read)
        .collect::<Result<Vec<_>, _>>()?;
    count(&looks);
    if let Some(folder) = folder {
        sheet::make(&looks, folder)?;
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for look in &looks {
        seen.insert(&look.page);
        seen.extend(look.states.iter().map(String::as_str));
    }
    for (state, why) in states::unseen() {
        println!("not to be seen: {state}: {why}");
    }
    let all = states::all()?;
    let missed: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|one| !seen.contains(one))
        .collect();
    if missed.is_empty() {
        Ok(())
    } else {
        Err(Fault::Other(format!(
            "no journey looked at: {}",
            missed.join(", ")
        )))
    }
}

/// How much was looked at, by engine.
fn count(looks: &[Look]) {
    let is_page = |one: &&String| one.starts_with("Route::");
    for engine in ["Chromium", "Firefox", "WebKit"] {
        let of_engine: Vec<&Look> = looks.iter().filter(|look| look.engine == engine).collect();
        let pages: BTreeSet<&String> = of_engine
            .iter()
            .map(|look| &look.page)
            .filter(is_page)
            .collect();
        let states: BTreeSet<&String> = of_engine.iter().flat_map(|look| &look.states).collect();
        let views: BTreeSet<&String> = of_engine.iter().flat_map(|look| &look.views).collect();
        println!(
            "{engine}: {} looks at {} pages and {} states, {} views of them ({}), {} things wrong",
            of_engine.len(),
            pages.len(),
            states.len(),
            of_engine.iter().map(|look| look.views.len()).sum::<usize>(),
            views
                .iter()
                .map(|view| view.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            of_engine.iter().map(|look| look.wrong).sum::<u64>(),
        );
    }
}
