//! `cargo xtask size`: what a first visit loads, as a browser's own log of requests has it, and what it is spent on.

mod detail;
mod ledger;
mod widget;

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::drivers::http;
use crate::error::TaskError;
use crate::page::{self, Packed, pack, visit};
use crate::places::{Places, read, read_bytes, write};
use crate::receiver;
use crate::setup::{self, Need};
use crate::wasm;
use ledger::Ledger;

/// What the first visit may weigh at most, in KiB after brotli 11.
const MUST: u64 = 140;
/// What it should weigh.
const WANTED: u64 = 120;

/// Answers once the page has asked for the rest of its module.
const REST_ASKED: &str = include_str!("size/rest_asked.js");

/// One file that the visit loaded.
struct Loaded {
    name: String,
    packed: Packed,
}

/// Builds, visits, weighs and prints.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let in_detail = match words {
        [] => false,
        [flag] if flag == "--detail" => true,
        _ => {
            return Err(TaskError::Usage(
                "`size` takes `--detail` and nothing else".into(),
            ));
        }
    };
    let compiler = setup::ensure(places, Need::Page)?;
    page::build(places, compiler)?;
    let program = receiver::build(places)?;
    let visited = visit(places, &program)?;
    println!(
        "\nA first visit, up to the first question, in headless Chromium with an empty profile."
    );
    println!(
        "Sizes in bytes: as they are, gzip 9, brotli 11. Compiler: {}; wasm-opt: {}.\n",
        compiler.name(),
        page::wasm_opt_version(places)?
    );
    let sum = print_files("file", &visited.before);
    println!();
    print_files("behind it, while the question is read", &visited.behind);
    let weights = first_weights(places)?;
    let ledger = Ledger::make(
        &weights,
        visited
            .before
            .iter()
            .map(|file| (file.name.as_str(), file.packed.brotli)),
    );
    if in_detail {
        println!();
        detail::print(&weights);
    }
    println!("\n{ledger}");
    println!();
    let widget = widget::visit(places, &program)?;
    let of_widget = print_files("a widget, up to its first question", &widget);
    println!(
        "\nwidget: {} KiB brotli, loaded once for all that use it",
        kib(of_widget)
    );
    println!(
        "sum: {} KiB brotli (wanted {WANTED}, must {MUST})",
        kib(sum)
    );
    if sum > MUST * 1024 {
        return Err(TaskError::Found(format!(
            "the first visit is over {MUST} KiB"
        )));
    }
    Ok(())
}

/// What the functions that a first visit runs weigh.
fn first_weights(places: &Places) -> Result<wasm::Weights, TaskError> {
    let mut weights = wasm::weights(&read_bytes(&places.named_wasm())?)?;
    let ran = read(&page::ran_file(places))?;
    let mut ran = ran.bytes().map(|digit| digit == b'1');
    weights.functions.retain(|_| ran.next() == Some(true));
    Ok(weights)
}

/// What was loaded until the first question was there, and after.
struct Visited {
    before: Vec<Loaded>,
    behind: Vec<Loaded>,
}

/// Loads the page in a browser that has never seen it, and weighs what it asked for until the question was there, and
/// what after.
fn visit(places: &Places, program: &Path) -> Result<Visited, TaskError> {
    let folder = places.target.join("size");
    let visit = visit::first(places, program, &places.dist, "size")?;
    visit::compare_words(places, &visit)?;
    visit.browser.run_script(REST_ASKED, &json!([]))?;
    let (mut before, mut behind): (Vec<String>, Vec<String>) = Default::default();
    for (address, at) in visit.browser.requested()? {
        if let Some(name) = address
            .strip_prefix(&visit.running.ready)
            .and_then(|name| name.split('#').next())
        {
            let name = name.to_owned();
            if before.contains(&name) || behind.contains(&name) {
                continue;
            }
            if at < visit.at {
                before.push(name);
            } else {
                behind.push(name);
            }
        } else if address.starts_with("http") {
            return Err(TaskError::Found(format!(
                "the page asks another server for {address}"
            )));
        }
    }
    let port = port_of(&visit.running.ready)?;
    Ok(Visited {
        before: weigh(places, &folder, port, before)?,
        behind: weigh(places, &folder, port, behind)?,
    })
}

/// Packs what was loaded under these names.
fn weigh(
    places: &Places,
    folder: &Path,
    port: u16,
    names: Vec<String>,
) -> Result<Vec<Loaded>, TaskError> {
    let mut files = Vec::new();
    for (place, name) in names.iter().enumerate() {
        files.push(bytes_of(places, folder, port, place, name)?);
    }
    let packed = pack(&files)?;
    let shown = |name: String| {
        if name.is_empty() {
            "index.html".to_owned()
        } else {
            name
        }
    };
    Ok(names
        .into_iter()
        .map(shown)
        .zip(packed)
        .map(|(name, packed)| Loaded { name, packed })
        .collect())
}

/// A file with the bytes that were loaded under a name: the built page's own, or what the receiver answers.
fn bytes_of(
    places: &Places,
    folder: &Path,
    port: u16,
    place: usize,
    name: &str,
) -> Result<PathBuf, TaskError> {
    let path = name.split('?').next().unwrap_or_default();
    let own = places
        .dist
        .join(if path.is_empty() { "index.html" } else { path });
    if own.is_file() {
        return Ok(own);
    }
    let (_, bytes) = http(port, "GET", &format!("/{name}"), "")?;
    let copy = folder.join(format!("answer-{place}"));
    write(&copy, bytes)?;
    Ok(copy)
}

fn port_of(address: &str) -> Result<u16, TaskError> {
    address
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .ok_or_else(|| TaskError::Shape(format!("no port in {address}")))
}

/// Prints a table and gives the sum of its last column.
fn print_files(title: &str, loaded: &[Loaded]) -> u64 {
    println!("{title:<44} {:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    let mut sums = (0_u64, 0_u64, 0_u64);
    for Loaded { name, packed } in loaded {
        println!(
            "{name:<44} {:>9} {:>9} {:>9}",
            packed.raw, packed.gzip, packed.brotli
        );
        sums = (
            sums.0 + packed.raw,
            sums.1 + packed.gzip,
            sums.2 + packed.brotli,
        );
    }
    println!("{:<44} {:>9} {:>9} {:>9}", "all", sums.0, sums.1, sums.2);
    sums.2
}

/// Bytes as KiB with one decimal, rounded up: a budget is not kept by rounding.
fn kib(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn kib_are_rounded_up_to_a_tenth() {
        assert_eq!(kib(0), "0.0");
        assert_eq!(kib(1), "0.1");
        assert_eq!(kib(1024), "1.0");
        assert_eq!(kib(140 * 1024 + 1), "140.1");
    }

    #[test]
    fn the_port_is_in_the_address() {
        assert_eq!(port_of("http://127.0.0.1:4321/").unwrap(), 4321);
        assert!(port_of("http://127.0.0.1/").is_err());
    }
}
