//! `cargo xtask sabotage`: each guarantee is turned off in turn, in a build that is made for it, and a test must notice.
//!
//! The test that the table names is run; with `--all` every test is, and each that notices is printed, which takes an hour.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::TaskError;
use crate::places::{Places, read};
use crate::run::{line, output, program, start_error};

/// One line of the table.
#[derive(Debug, PartialEq, Eq)]
struct Guarantee {
    /// As the code and the environment name it.
    switch: String,
    /// What does not hold without it.
    about: String,
    /// The test, or the start of its name, that must fail then.
    test: String,
}

/// Turns every guarantee of the table off, one at a time, and prints which tests fail.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let all = match words {
        [] => false,
        [word] if word == "--all" => true,
        _ => {
            return Err(TaskError::Usage(
                "`sabotage` takes `--all` and nothing else".into(),
            ));
        }
    };
    let table = guarantees(&read(&places.root.join("wasm-tests/sabotage.txt"))?)?;
    let tests = build(places)?;
    let named: Vec<&str> = table.iter().map(|of| of.test.as_str()).collect();
    let run = |of: &[&str], switch| {
        let wanted = if all { &[] } else { of };
        failing(&tests, places, wanted, switch)
    };
    let whole = run(&named, None)?;
    if !whole.is_empty() {
        return Err(TaskError::Found(format!(
            "tests fail with everything in its place: {}",
            whole.join(", ")
        )));
    }
    let mut missed = 0;
    for guarantee in &table {
        let failed = run(&[&guarantee.test], Some(&guarantee.switch))?;
        let caught = failed.iter().any(|name| name.starts_with(&guarantee.test));
        missed += u32::from(!caught);
        println!(
            "{:<16} {}: {}",
            guarantee.switch,
            guarantee.about,
            if caught { "caught" } else { "NOT CAUGHT" }
        );
        for name in &failed {
            println!("{:<16}   by {name}", "");
        }
    }
    println!(
        "{} guarantees turned off, {missed} not caught by their tests",
        table.len()
    );
    if missed == 0 {
        Ok(())
    } else {
        Err(TaskError::Found("a guarantee has no test".into()))
    }
}

fn guarantees(table: &str) -> Result<Vec<Guarantee>, TaskError> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut parts = line.split(" | ").map(str::to_owned);
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(switch), Some(about), Some(test), None) => Ok(Guarantee {
                    switch,
                    about,
                    test,
                }),
                _ => Err(TaskError::Shape(format!(
                    "a line of the table of guarantees: {line}"
                ))),
            }
        })
        .collect()
}

/// Builds the app's tests with the switches in them; gives the program.
fn build(places: &Places) -> Result<String, TaskError> {
    let mut command = program("cargo");
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .args([
            "test",
            "--package",
            "care-returns",
            "--lib",
            "--features",
            "sabotage",
            "--no-run",
            "--message-format",
            "json",
        ]);
    let messages = output(&mut command)?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| Some(message.get("executable")?.as_str()?.to_owned()))
        .next_back()
        .ok_or_else(|| TaskError::Shape("cargo names no test program".into()))
}

/// The tests that fail while a guarantee is turned off, of those whose names hold one of the words; of all if there is none.
fn failing(
    tests: &str,
    places: &Places,
    wanted: &[&str],
    switch: Option<&str>,
) -> Result<Vec<String>, TaskError> {
    let mut command = Command::new(Path::new(tests));
    command
        .args(wanted)
        .current_dir(&places.root)
        .env_remove("CARE_SABOTAGE")
        .env("RUST_BACKTRACE", "0")
        .stderr(Stdio::null());
    if let Some(switch) = switch {
        command.env("CARE_SABOTAGE", switch);
    }
    let output = command
        .output()
        .map_err(|reason| start_error(&command, &reason))?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !text.contains("test result: ") {
        return Err(TaskError::Failed {
            program: line(&command),
            status: output.status.to_string(),
        });
    }
    Ok(failed(&text))
}

fn failed(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    /// A switch that is in the code and not in the table is never tried, and the other way round proves nothing.
    #[test]
    fn the_table_names_the_switches_of_the_code() {
        let places = Places::find().unwrap();
        let table = read(&places.root.join("wasm-tests/sabotage.txt")).unwrap();
        let named: BTreeSet<String> = guarantees(&table)
            .unwrap()
            .into_iter()
            .map(|guarantee| guarantee.switch)
            .collect();
        let mut written = BTreeSet::new();
        for module in ["storage", "submit", "shell"] {
            let folder = places.root.join("src").join(module);
            for file in crate::places::files_below(&folder).unwrap() {
                let text = read(&folder.join(file)).unwrap();
                let mut parts = text.split("sabotage::off(\"").skip(1);
                written.extend(parts.by_ref().map(|rest| {
                    let (switch, _) = rest.split_once('"').unwrap();
                    switch.to_owned()
                }));
            }
        }
        assert_eq!(named, written);
        assert!(named.len() > 20);
    }

    #[test]
    fn a_failed_test_is_read_by_its_name() {
        let text =
            "running 2 tests\ntest a::b ... ok\ntest a::c ... FAILED\n\nfailures:\n    a::c\n";
        assert_eq!(failed(text), ["a::c"]);
    }

    #[test]
    fn a_line_without_its_parts_is_no_guarantee() {
        assert!(guarantees("# said\nepoch | what").is_err());
        assert_eq!(guarantees("# said\na | b | c").unwrap().len(), 1);
    }
}
