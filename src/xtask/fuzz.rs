//! `cargo xtask fuzz`: made-up input for all that reads input, by cargo-fuzz where it is installed, else by a mutator of
//! our own; the output says which. What the repository's own corpus shows is replayed by the engine's tests anyway.

use crate::error::TaskError;
use crate::places::Places;
use crate::run::{find_program, output, program, run};

/// The targets of the fuzz crate, as its manifest names them.
const TARGETS: [&str; 6] = ["document", "rule", "typed", "json", "draft", "posted"];

/// Runs every target, the minutes shared between them.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let minutes: u32 = match words {
        [] => 1,
        [flag, number] if flag == "--minutes" => number.parse().map_err(|_| {
            TaskError::Usage(format!("`{number}` is not a whole number of minutes"))
        })?,
        _ => {
            return Err(TaskError::Usage(
                "`fuzz` takes `--minutes N` and nothing else".into(),
            ));
        }
    };
    if cargo_fuzz() {
        return guided(places, minutes);
    }
    println!(
        "==> cargo-fuzz or a nightly compiler is not installed: a seeded mutator without coverage takes its place"
    );
    let mut command = program("cargo");
    run(command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .args(["run", "--quiet", "--package", "care-framework"])
        .args(["--bin", "care-fuzz", "--"])
        .args(["--minutes", &minutes.to_string()]))
}

/// Whether cargo-fuzz can run here: it needs a nightly compiler besides.
fn cargo_fuzz() -> bool {
    find_program("cargo-fuzz").is_some()
        && find_program("rustup").is_some()
        && output(program("rustup").args(["toolchain", "list"]))
            .is_ok_and(|list| list.lines().any(|line| line.starts_with("nightly")))
}

fn guided(places: &Places, minutes: u32) -> Result<(), TaskError> {
    println!("==> cargo-fuzz, guided by coverage");
    let share = (u64::from(minutes) * 60 / TARGETS.len() as u64).max(1);
    for target in TARGETS {
        let corpus = places.root.join("wasm-tests/fixtures/corpus").join(target);
        // New finds go to the first folder, which git does not know.
        let found = places.target.join("fuzz").join(target);
        crate::places::make_folder(&found)?;
        let mut command = program("cargo");
        run(command
            .current_dir(places.root.join("src/engine"))
            .args(["+nightly", "fuzz", "run", "--fuzz-dir", "fuzz", target])
            .arg(&found)
            .arg(&corpus)
            .args(["--", &format!("-max_total_time={share}"), "-timeout=10"]))?;
    }
    Ok(())
}
