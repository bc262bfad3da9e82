//! Replays the saved corpus of made-up input, and a little more that is made of it each time in the same way.
//! `cargo xtask fuzz --minutes N` makes much more.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a test may stop at what it did not expect, and says what it looked at"
)]

#[path = "../fuzz/mutate.rs"]
mod mutate;
#[path = "../fuzz/targets/mod.rs"]
mod targets;

use mutate::Dice;
use std::path::{Path, PathBuf};
use targets::TARGETS;

fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../wasm-tests/fixtures/corpus")
        .join(target);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn the_saved_corpus_breaks_nothing() {
    for (name, target) in TARGETS {
        let all = corpus(name);
        let mut courses: Vec<u64> = all
            .iter()
            .map(|(path, bytes)| {
                // A panic names its input by this line.
                println!("{}", path.display());
                target(bytes)
            })
            .collect();
        courses.sort_unstable();
        courses.dedup();
        println!("{name}: {} inputs, {} courses", all.len(), courses.len());
        assert!(courses.len() >= 10, "{name}: the corpus is of one sort");
    }
}

#[test]
fn what_is_made_of_the_corpus_breaks_nothing() {
    for (name, target) in TARGETS {
        let pool: Vec<Vec<u8>> = corpus(name).into_iter().map(|(_, bytes)| bytes).collect();
        let mut dice = Dice::new(3);
        for round in 0..400 {
            let made = mutate::mutate(&pool, &mut dice);
            println!("{name}, round {round}");
            target(&made);
        }
    }
}
