//! `cargo xtask bench`: the engine natively, and the whole page in Chromium, both in release.

use crate::error::TaskError;
use crate::places::Places;
use crate::run::{program, run};
use crate::setup::{self, Need};
use crate::test;

/// Runs the benchmarks, both or the one that is asked for.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    match words {
        [] => engine(places).and_then(|()| page(places)),
        [flag, name] if flag == "--only" && name == "engine" => engine(places),
        [flag, name] if flag == "--only" && name == "page" => page(places),
        _ => Err(TaskError::Usage(
            "`bench` takes `--only engine` or `--only page` and nothing else".into(),
        )),
    }
}

fn engine(places: &Places) -> Result<(), TaskError> {
    let mut command = program("cargo");
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target);
    run(command.args(["run", "--release", "--package", "care-bench"]))
}

fn page(places: &Places) -> Result<(), TaskError> {
    let compiler = setup::ensure(places, Need::Tests)?;
    test::build(places, compiler)?;
    run(&mut test::journeys_program(places, "care-page-bench"))
}
