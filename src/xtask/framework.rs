//! `cargo xtask framework`: the author's tools, a program of their own so that the other commands need not compile it.

use crate::error::TaskError;
use crate::places::Places;
use crate::run::{program, start_error};

/// Runs the author's tools with what was typed, and ends as they end.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let mut command = program("cargo");
    command
        .env("CARGO_TARGET_DIR", &places.target)
        .args(["run", "--quiet", "--package", "care-framework"])
        .args(["--bin", "care-framework", "--manifest-path"])
        .arg(places.root.join("Cargo.toml"))
        .arg("--")
        .args(words);
    let status = command
        .status()
        .map_err(|reason| start_error(&command, &reason))?;
    if status.success() {
        return Ok(());
    }
    // They have said what is wrong: what is left to pass on is the code.
    std::process::exit(status.code().unwrap_or(1));
}
