//! `cargo xtask bench`: the benchmarks, in release, with what is given to them passed on.

use crate::error::TaskError;
use crate::places::Places;
use crate::run::{program, run};

/// Runs the benchmark program.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let mut command = program("cargo");
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target);
    run(command
        .args(["run", "--release", "--package", "care-bench", "--"])
        .args(words))
}
