//! `cargo xtask size`: what a first visit loads, as a browser's own log of requests has it, and what it is spent on.

mod detail;
mod ledger;

use std::path::{Path, PathBuf};

use crate::drivers::{Chromium, http};
use crate::error::TaskError;
use crate::page::{self, Packed, pack};
use crate::places::{Places, read, read_bytes, remove_folder, write};
use crate::receiver;
use crate::setup::{self, Need};
use crate::wasm;
use ledger::Ledger;

/// What the first visit may weigh at most, in KiB after brotli 11.
const MUST: u64 = 140;
/// What it should weigh.
const WANTED: u64 = 120;

/// Answers once a question is on the page, going on by the page's own start button, and links marked as the way there.
const TO_THE_FIRST_QUESTION: &str = include_str!("size/first_question.js");

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
    let compiler = setup::ensure(places, Need::Chromium)?;
    page::build(places, compiler)?;
    let program = receiver::build(places)?;
    let (loaded, reached) = visit(places, &program)?;
    println!("\nA first visit, up to {reached}, in headless Chromium with an empty profile.");
    println!(
        "Sizes in bytes: as they are, gzip 9, brotli 11. Compiler: {}; wasm-opt: {}.\n",
        compiler.name(),
        page::wasm_opt_version(places)?
    );
    let sum = print_files(&loaded);
    let weights = wasm::weights(&read_bytes(&places.named_wasm())?)?;
    let ledger = Ledger::make(
        &weights,
        loaded
            .iter()
            .map(|file| (file.name.as_str(), file.packed.brotli)),
    );
    if in_detail {
        println!();
        detail::print(&weights);
    }
    println!("\n{ledger}");
    println!(
        "{}sum: {} KiB brotli (wanted {WANTED}, must {MUST})",
        if sum > MUST * 1024 {
            "The budget is NOT met.\n"
        } else {
            ""
        },
        kib(sum)
    );
    if sum > allowed(places)? * 1024 {
        Err(TaskError::Found(format!(
            "the first visit is over {} KiB",
            allowed(places)?
        )))
    } else {
        Ok(())
    }
}

/// What the first visit may weigh, in KiB: the budget, or while it is not met the mark in `.size-ceiling`, which only
/// ever goes down.
fn allowed(places: &Places) -> Result<u64, TaskError> {
    let file = places.root.join(".size-ceiling");
    if !file.exists() {
        return Ok(MUST);
    }
    let mark = read(&file)?;
    mark.trim()
        .parse()
        .map(|mark: u64| mark.max(MUST))
        .map_err(|_| TaskError::Shape(format!("{} does not hold a number", file.display())))
}

/// Loads the page in a browser that has never seen it, and weighs what it asked for. Gives also how far it came.
fn visit(places: &Places, program: &Path) -> Result<(Vec<Loaded>, String), TaskError> {
    let folder = places.target.join("size");
    remove_folder(&folder)?;
    let running = receiver::start_empty(places, program, "size")?;
    let browser = Chromium::start(&folder.join("profile"))?;
    browser.open(&running.ready)?;
    let answer = browser.run_script(TO_THE_FIRST_QUESTION)?;
    let reached = answer
        .as_str()
        .ok_or_else(|| TaskError::Shape("the page did not say how far it came".into()))?
        .to_owned();
    if let Some(reason) = reached.strip_prefix("failed: ") {
        return Err(TaskError::Found(format!(
            "the page did not come up: {reason}"
        )));
    }
    let mut names: Vec<String> = Vec::new();
    for address in browser.requested()? {
        if let Some(name) = address
            .strip_prefix(&running.ready)
            .and_then(|name| name.split('#').next())
        {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        } else if address.starts_with("http") {
            return Err(TaskError::Found(format!(
                "the page asks another server for {address}"
            )));
        }
    }
    let port = port_of(&running.ready)?;
    let mut files = Vec::new();
    for (place, name) in names.iter().enumerate() {
        files.push(bytes_of(places, &folder, port, place, name)?);
    }
    let packed = pack(&files)?;
    let shown = |name: String| {
        if name.is_empty() {
            "index.html".to_owned()
        } else {
            name
        }
    };
    let loaded = names
        .into_iter()
        .map(shown)
        .zip(packed)
        .map(|(name, packed)| Loaded { name, packed })
        .collect();
    Ok((loaded, reached))
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

fn print_files(loaded: &[Loaded]) -> u64 {
    println!("{:<44} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
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
