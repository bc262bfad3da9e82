//! The repository's own order: what stands at its top, how long its files are, and words that say work is not done.

use std::path::Path;

use crate::error::TaskError;
use crate::places::{Places, read};
use crate::run::{output, program};

/// What the top of the repository holds, files that begin with a dot aside.
const TOP: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "Trunk.toml",
    "src",
    "static",
    "wasm-tests",
];

/// A file of more lines than this is asked about.
const LONG: usize = 400;
/// A file of more lines than this must be split.
const TOO_LONG: usize = 600;

/// Words that no source may hold, in two halves so that this one does not.
const UNFINISHED: [(&str, &str); 6] = [
    ("#[ign", "ore"),
    ("#[should_", "panic"),
    ("TO", "DO"),
    ("FIX", "ME"),
    ("todo", "!("),
    ("unimplemented", "!("),
];

/// Waiting for a time to pass, in two halves too, and the one place that may: where the journeys look again for what they
/// wait for.
const WAIT: (&str, &str) = ("thread::", "sleep");
const MAY_WAIT: &str = "wasm-tests/journeys/wait.rs";

/// Reads every file that git knows or would take.
pub(super) fn check(places: &Places) -> Result<(), TaskError> {
    let mut git = program("git");
    git.current_dir(&places.root)
        .args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let listed = output(&mut git)?;
    let files: Vec<&str> = listed
        .lines()
        .filter(|file| places.root.join(file).is_file())
        .collect();
    let mut found = top_faults(&files);
    for file in files
        .iter()
        .filter(|file| Path::new(file).extension().is_some_and(|end| end == "rs"))
    {
        found.extend(source_faults(file, &read(&places.root.join(file))?));
    }
    let (questions, faults): (Vec<String>, Vec<String>) = found
        .into_iter()
        .partition(|line| line.starts_with("long: "));
    for line in &questions {
        println!("  {line}");
    }
    super::conclude(&faults, "things out of order")
}

fn top_faults(files: &[&str]) -> Vec<String> {
    let mut tops: Vec<&str> = files
        .iter()
        .filter_map(|file| file.split('/').next())
        .collect();
    tops.sort_unstable();
    tops.dedup();
    tops.retain(|top| !top.starts_with('.') && !TOP.contains(top));
    tops.iter()
        .map(|top| format!("{top}: does not belong at the top of the repository"))
        .collect()
}

fn source_faults(file: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//!") {
        faults.push(format!(
            "{file}: does not begin with a sentence that says what it is"
        ));
    }
    let lines = lines_before_tests(text);
    let of_tests =
        file.contains("/tests/") || file.ends_with("/tests.rs") || file.ends_with("_tests.rs");
    if lines > TOO_LONG && !of_tests {
        faults.push(format!("{file}: {lines} lines, to be split"));
    } else if lines > LONG && !of_tests {
        faults.push(format!("long: {file}: {lines} lines"));
    }
    let forbidden = UNFINISHED.iter().chain((file != MAY_WAIT).then_some(&WAIT));
    for (first, second) in forbidden {
        let word = format!("{first}{second}");
        if let Some(place) = text.lines().position(|line| line.contains(&word)) {
            faults.push(format!("{file}:{}: holds `{word}`", place + 1));
        }
    }
    faults
}

fn lines_before_tests(text: &str) -> usize {
    text.lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_design_names_is_at_the_top() {
        assert_eq!(
            top_faults(&["Cargo.toml", "src/lib.rs", ".ci/run"]),
            Vec::<String>::new()
        );
        assert_eq!(top_faults(&["notes.md", "docs/a.md", "docs/b.md"]).len(), 2);
    }

    #[test]
    fn a_source_begins_with_its_sentence() {
        assert_eq!(
            source_faults("a.rs", "//! What it is.\nfn f() {}\n"),
            Vec::<String>::new()
        );
        assert_eq!(source_faults("a.rs", "fn f() {}\n").len(), 1);
    }

    #[test]
    fn tests_do_not_count_as_length_and_too_long_is_more_than_a_question() {
        let source =
            |lines: usize, rest: &str| format!("//! It.\n{}{rest}", "// x\n".repeat(lines - 1));
        assert_eq!(
            source_faults("a.rs", &source(400, "#[cfg(test)]\n// x\n")),
            Vec::<String>::new()
        );
        assert!(
            source_faults("a.rs", &source(401, ""))
                .iter()
                .all(|line| line.starts_with("long: "))
        );
        assert!(
            source_faults("a.rs", &source(601, ""))
                .iter()
                .any(|line| line.contains("to be split"))
        );
        assert_eq!(
            source_faults("src/engine/tests/a.rs", &source(700, "")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn only_the_journeys_wait_between_looks() {
        let source = format!("//! It.\n// {}{}\n", WAIT.0, WAIT.1);
        assert_eq!(source_faults("src/a.rs", &source).len(), 1);
        assert_eq!(source_faults(MAY_WAIT, &source), Vec::<String>::new());
    }

    #[test]
    fn work_that_is_not_done_is_found_with_its_line() {
        for (first, second) in UNFINISHED {
            let faults = source_faults("a.rs", &format!("//! It.\n// {first}{second}\n"));
            assert!(
                faults.iter().any(|line| line.starts_with("a.rs:2: ")),
                "{first}{second}"
            );
        }
    }
}
