//! Throws made-up input at the engine for some minutes: the targets of `src/engine/fuzz`, a seeded mutator, and no
//! coverage but the course that each target reports.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what a command prints is what it is for"
)]

#[path = "../../engine/fuzz/mutate.rs"]
mod mutate;
#[path = "../../engine/fuzz/targets/mod.rs"]
mod targets;

use mutate::{Dice, mutate};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// An input that takes longer than this is a find.
const TOO_LONG: Duration = Duration::from_secs(10);
/// The most inputs that are kept of one target.
const POOL: usize = 2_000;
/// The most inputs, and the longest, that `--save` puts into the repository for one target.
const SAVED: (usize, usize) = (60, 3_000);

/// What the command line asks for.
struct Asked {
    minutes: u64,
    seed: u64,
    save: bool,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(asked) = asked(&words) else {
        eprintln!("care-fuzz [--minutes N] [--seed N] [--save]");
        return ExitCode::FAILURE;
    };
    let share = Duration::from_secs(asked.minutes * 60) / u32::try_from(TARGETS.len()).unwrap_or(1);
    let mut finds = 0;
    for (name, target) in TARGETS {
        finds += run(name, target, share, &asked);
    }
    if finds == 0 {
        println!("nothing found");
        ExitCode::SUCCESS
    } else {
        println!("{finds} found");
        ExitCode::FAILURE
    }
}

fn asked(words: &[String]) -> Option<Asked> {
    let mut asked = Asked {
        minutes: 1,
        seed: 1,
        save: false,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--minutes" => asked.minutes = words.next()?.parse().ok()?,
            "--seed" => asked.seed = words.next()?.parse().ok()?,
            "--save" => asked.save = true,
            _ => return None,
        }
    }
    Some(asked)
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../wasm-tests/fixtures")
}

fn found() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    target.join("fuzz")
}

/// What a target starts from: its corpus and the fixtures of its sort.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folders: &[&str] = match name {
        "document" | "json" => &["frameworks"],
        "draft" | "posted" => &["shapes"],
        _ => &[],
    };
    let mut seeds = vec![Vec::new()];
    let own = format!("corpus/{name}");
    for folder in folders.iter().copied().chain([own.as_str()]) {
        let entries = std::fs::read_dir(fixtures().join(folder));
        let mut paths: Vec<PathBuf> = entries
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        paths.sort();
        seeds.extend(paths.iter().filter_map(|path| std::fs::read(path).ok()));
    }
    if name == "rule" {
        let examples = care_engine::rules::REFERENCE
            .iter()
            .map(|entry| entry.example);
        let macros = care_engine::rules::MACROS
            .iter()
            .map(|(_, _, example, _)| *example);
        seeds.extend(examples.chain(macros).map(|rule| rule.as_bytes().to_vec()));
    }
    seeds
}

/// Runs one target for its share of the time; how much it found.
fn run(name: &str, target: Target, share: Duration, asked: &Asked) -> u32 {
    let mut pool = seeds(name);
    let mut courses: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
    let mut dice = Dice::new(asked.seed);
    let (mut runs, mut finds) = (0_u64, 0);
    let begin = Instant::now();
    let seeds = pool.clone();
    let mut first = seeds.into_iter();
    while runs == 0 || begin.elapsed() < share || first.len() > 0 {
        let input = first.next().unwrap_or_else(|| mutate(&pool, &mut dice));
        runs += 1;
        let start = Instant::now();
        let outcome = keep_while(name, &input, || {
            catch_unwind(AssertUnwindSafe(|| target(&input)))
        });
        let Ok(course) = outcome else {
            finds += 1;
            report(name, &input, "a panic", finds);
            continue;
        };
        if start.elapsed() > TOO_LONG {
            finds += 1;
            report(name, &input, "too long", finds);
        }
        let better = courses
            .get(&course)
            .is_none_or(|known| input.len() < known.len());
        if better {
            if !courses.contains_key(&course) && pool.len() < POOL {
                pool.push(input.clone());
            }
            courses.insert(course, input);
        }
    }
    println!(
        "{name}: {runs} inputs in {} s, {} courses, {finds} found",
        begin.elapsed().as_secs(),
        courses.len()
    );
    if asked.save {
        save(name, courses);
    }
    finds
}

/// Holds the input in a file while it runs: what kills the process outright is found there.
fn keep_while<T>(name: &str, input: &[u8], work: impl FnOnce() -> T) -> T {
    let path = found().join(format!("running-{name}"));
    let kept = std::fs::create_dir_all(found()).and_then(|()| std::fs::write(&path, input));
    if let Err(reason) = kept {
        eprintln!("{}: {reason}", path.display());
    }
    work()
}

fn report(name: &str, input: &[u8], what: &str, number: u32) {
    let path = found().join(format!("found-{name}-{number}"));
    match std::fs::write(&path, input) {
        Ok(()) => println!("{name}: {what}: {}", path.display()),
        Err(reason) => println!(
            "{name}: {what}, and {} cannot be written: {reason}",
            path.display()
        ),
    }
}

/// Puts the shortest input of each course into the repository, as far as they are short; those spread over all.
fn save(name: &str, courses: BTreeMap<u64, Vec<u8>>) {
    let short: Vec<Vec<u8>> = courses
        .into_values()
        .filter(|input| input.len() <= SAVED.1)
        .collect();
    let step = short.len().div_ceil(SAVED.0).max(1);
    let folder = fixtures().join("corpus").join(name);
    if let Err(reason) = std::fs::create_dir_all(&folder) {
        eprintln!("{}: {reason}", folder.display());
    }
    for (number, input) in short.iter().step_by(step).enumerate() {
        let path = folder.join(format!("{number:03}"));
        if let Err(reason) = std::fs::write(&path, input) {
            eprintln!("{}: {reason}", path.display());
        }
    }
}
