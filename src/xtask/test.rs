//! `cargo xtask test`: every stage of tests, what each took, and one last line with their sum.

mod results;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::drivers;
use crate::error::TaskError;
use crate::package;
use crate::page;
use crate::places::{Places, write};
use crate::receiver;
use crate::run::{line, program, run, start_error};
use crate::setup::{self, Need};
use crate::toolchain::{Purpose, Toolchain, WASM};
use results::Counts;

/// One stage of the tests.
struct Stage {
    name: &'static str,
    about: &'static str,
    run: fn(&Places, Toolchain) -> Result<Counts, TaskError>,
    /// A stage that builds runs no test; any other that ran none has failed.
    counts: bool,
}

const STAGES: [Stage; 8] = [
    Stage {
        name: "native",
        about: "engine, app, receiver, author's tools and xtask",
        run: native,
        counts: true,
    },
    Stage {
        name: "chromium",
        about: "browser tests in Chromium",
        run: chromium,
        counts: true,
    },
    Stage {
        name: "firefox",
        about: "browser tests in Firefox",
        run: firefox,
        counts: true,
    },
    Stage {
        name: "webkit",
        about: "browser tests in WebKit",
        run: webkit,
        counts: true,
    },
    Stage {
        name: "build",
        about: "the page and the receiver",
        run: built,
        counts: false,
    },
    Stage {
        name: "package",
        about: "the npm package, in Node",
        run: packaged,
        counts: true,
    },
    Stage {
        name: "journeys",
        about: "journeys against the built page",
        run: journeys,
        counts: true,
    },
    Stage {
        name: "torture",
        about: "a browser killed 100 times while one types and sends",
        run: torture,
        counts: true,
    },
];

/// For how many seconds a file of browser tests may run.
const BROWSER_PATIENCE: &str = "300";

/// How a stage went.
struct Outcome {
    stage: &'static Stage,
    counts: Counts,
    error: Option<TaskError>,
    seconds: f32,
}

/// Sets up and runs the stages, all or the one that is asked for.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let stages = chosen_stages(words)?;
    let start = Instant::now();
    let compiler = setup::ensure(places, Need::Tests)?;
    println!("==> set-up: {:.1} s", start.elapsed().as_secs_f32());
    let outcomes: Vec<Outcome> = stages
        .into_iter()
        .map(|stage| run_stage(stage, places, compiler))
        .collect();
    report(&outcomes, start.elapsed().as_secs_f32())
}

fn chosen_stages(words: &[String]) -> Result<Vec<&'static Stage>, TaskError> {
    let names = || {
        STAGES
            .iter()
            .map(|stage| stage.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match words {
        [] => Ok(STAGES.iter().collect()),
        [flag, name] if flag == "--only" => match STAGES.iter().find(|stage| stage.name == name) {
            // These run against what is built.
            Some(stage) if matches!(stage.name, "package" | "journeys" | "torture") => Ok(STAGES
                .iter()
                .filter(|other| !other.counts || other.name == name)
                .collect()),
            Some(stage) => Ok(vec![stage]),
            None => Err(TaskError::Usage(format!(
                "there is no stage `{name}`; there are {}",
                names()
            ))),
        },
        _ => Err(TaskError::Usage(format!(
            "`test` takes `--only STAGE` and nothing else; the stages: {}",
            names()
        ))),
    }
}

fn run_stage(stage: &'static Stage, places: &Places, compiler: Toolchain) -> Outcome {
    println!("\n==> {}: {} ...", stage.name, stage.about);
    let start = Instant::now();
    let (mut counts, mut error) = match (stage.run)(places, compiler) {
        Ok(counts) => (counts, None),
        Err(error) => (Counts::default(), Some(error)),
    };
    if error.is_none() && stage.counts && counts.ran() == 0 {
        error = Some(TaskError::Found("no test ran".into()));
    }
    // What stopped before it could count is one failure, so that the sum never looks whole.
    if error.is_some() && counts.failed == 0 {
        counts.failed = 1;
    }
    Outcome {
        stage,
        counts,
        error,
        seconds: start.elapsed().as_secs_f32(),
    }
}

fn report(outcomes: &[Outcome], seconds: f32) -> Result<(), TaskError> {
    println!(
        "\n{:<10} {:>9} {:>7} {:>7}",
        "stage", "time", "passed", "failed"
    );
    let mut total = Counts::default();
    for Outcome {
        stage,
        counts,
        error,
        seconds,
    } in outcomes
    {
        let note = error
            .as_ref()
            .map(|error| format!("  {error}"))
            .unwrap_or_default();
        println!(
            "{:<10} {seconds:>7.1} s {:>7} {:>7}{note}",
            stage.name, counts.passed, counts.failed
        );
        total = total.plus(*counts);
    }
    println!(
        "{:<10} {seconds:>7.1} s {:>7} {:>7}",
        "all", total.passed, total.failed
    );
    println!("\ntotal: {} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 {
        Ok(())
    } else {
        Err(TaskError::Found("not all tests passed".into()))
    }
}

fn native(places: &Places, _: Toolchain) -> Result<Counts, TaskError> {
    let mut command = program("cargo");
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .args(["test", "--no-fail-fast"]);
    for package in [
        "care-engine",
        "care-returns",
        "care-receiver",
        "care-bench",
        "care-framework",
        "xtask",
    ] {
        command.args(["--package", package]);
    }
    count(&mut command)
}

fn chromium(places: &Places, compiler: Toolchain) -> Result<Counts, TaskError> {
    count(browser_tests(places, compiler).env("CHROMEDRIVER", drivers::CHROMEDRIVER))
}

fn firefox(places: &Places, compiler: Toolchain) -> Result<Counts, TaskError> {
    count(browser_tests(places, compiler).env("GECKODRIVER", setup::geckodriver_path(places)))
}

fn webkit(places: &Places, compiler: Toolchain) -> Result<Counts, TaskError> {
    let screen = drivers::screen()?;
    // To the runner, WebKit's driver is Safari's: they speak the same words.
    count(
        browser_tests(places, compiler)
            .env("DISPLAY", &screen.ready)
            .env("SAFARIDRIVER", drivers::WEBKIT_DRIVER),
    )
}

/// The browser tests, wanting only a driver.
fn browser_tests(places: &Places, compiler: Toolchain) -> Command {
    let mut command = compiler.cargo(places, Purpose::Tests);
    command
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        // The runner gives up after 20 seconds, which a busy machine takes for the whole of a file's tests.
        .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_PATIENCE)
        // What a developer has set must not choose another browser.
        .env_remove("CHROMEDRIVER")
        .env_remove("GECKODRIVER")
        .env_remove("SAFARIDRIVER")
        .args([
            "test",
            "--package",
            "care-browser-tests",
            "--target",
            WASM,
            "--tests",
            "--no-fail-fast",
        ]);
    command
}

fn built(places: &Places, compiler: Toolchain) -> Result<Counts, TaskError> {
    build(places, compiler)?;
    Ok(Counts::default())
}

/// Builds what the journeys run against: the page, the npm package and the receiver.
pub(crate) fn build(places: &Places, compiler: Toolchain) -> Result<(), TaskError> {
    page::build(places, compiler)?;
    package::npm_of_built(places)?;
    receiver::build(places).map(drop)
}

/// The npm package of the page that is built, tested by what a program in Node would do with it.
fn packaged(places: &Places, _: Toolchain) -> Result<Counts, TaskError> {
    package::pack_built(places)?;
    let tests = places.root.join("wasm-tests").join("package");
    let mut command = program("node");
    command
        .arg("--test")
        .arg(format!(
            "--test-reporter={}",
            tests.join("reporter.mjs").display()
        ))
        .args(["api", "files", "readme"].map(|name| tests.join(format!("{name}.test.mjs"))))
        .env("CARE_PACKAGE", package::npm_folder(places))
        .env("CARE_DIST", &places.dist)
        .env(
            "CARE_TSC",
            places.npm_package("typescript").join("lib/tsc.js"),
        );
    count(&mut command)
}

fn journeys(places: &Places, _: Toolchain) -> Result<Counts, TaskError> {
    let screen = drivers::screen()?;
    let looks = fresh_looks(places)?;
    let counts = count(
        journey_tests(places)
            .env("DISPLAY", &screen.ready)
            .env("CARE_LOOKS", &looks),
    )?;
    // What a journey that failed did not look at is not missed twice.
    if counts.failed == 0 {
        run(journeys_program(places, "care-looks").arg(&looks))?;
    }
    Ok(counts)
}

/// Where the journeys note each look at the page; without those of an earlier run.
fn fresh_looks(places: &Places) -> Result<PathBuf, TaskError> {
    let file = places.target.join("looks.jsonl");
    write(&file, "")?;
    Ok(file)
}

/// The short form of `cargo xtask torture`; and a few kills of a page that lies, which must be caught.
fn torture(places: &Places, _: Toolchain) -> Result<Counts, TaskError> {
    let counts = count(torture_run(places).args(["--times", "100"]))?;
    println!("A page that says \"saved\" too early:");
    let caught = count(torture_run(places).args(["--times", "12", "--spoil"]))?;
    if caught.failed == 0 {
        return Err(TaskError::Found(
            "a page that says \"saved\" too early was not caught".into(),
        ));
    }
    Ok(counts)
}

/// The program that kills browsers, without its arguments.
pub(crate) fn torture_run(places: &Places) -> Command {
    journeys_program(places, "care-torture")
}

/// A program beside the journeys, without its arguments.
pub(crate) fn journeys_program(places: &Places, name: &str) -> Command {
    let mut command = for_journeys(places);
    command.args([
        "run",
        "--quiet",
        "--package",
        "care-journeys",
        "--bin",
        name,
        "--",
    ]);
    command
}

/// The journeys' pass that takes pictures.
pub(crate) fn screenshots(places: &Places, folder: &Path) -> Result<(), TaskError> {
    let compiler = setup::ensure(places, Need::Tests)?;
    build(places, compiler)?;
    let screen = drivers::screen()?;
    let looks = fresh_looks(places)?;
    let counts = count(
        journey_tests(places)
            .env("DISPLAY", &screen.ready)
            .env("CARE_SCREENSHOTS", folder)
            .env("CARE_LOOKS", &looks),
    )?;
    run(journeys_program(places, "care-looks")
        .arg(&looks)
        .arg(folder))?;
    println!("{} passed, {} failed", counts.passed, counts.failed);
    if counts.failed == 0 {
        Ok(())
    } else {
        Err(TaskError::Found("a journey failed".into()))
    }
}

/// Makes the small pictures anew that the journeys compare the pages with.
pub(crate) fn renew_pictures(places: &Places) -> Result<(), TaskError> {
    let compiler = setup::ensure(places, Need::Tests)?;
    build(places, compiler)?;
    let mut tests = journey_tests(places);
    tests.args(["--test", "journeys", "pictures"]);
    count(tests.env("DISPLAY", "").env("CARE_RENEW", "1")).map(drop)
}

fn journey_tests(places: &Places) -> Command {
    let mut command = for_journeys(places);
    command.args(["test", "--package", "care-journeys", "--no-fail-fast"]);
    command
}

/// Cargo, told where the built page, the receiver and the browsers are.
fn for_journeys(places: &Places) -> Command {
    let mut command = program("cargo");
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .env("CARE_DIST", &places.dist)
        .env("CARE_PACKAGE", package::npm_folder(places))
        .env("CARE_HEADERS", places.headers())
        .env("CARE_RECEIVER", places.target.join("debug/care-receiver"))
        .envs(drivers::variables(places));
    command
}

/// Runs tests with their output on ours, and counts them.
fn count(command: &mut Command) -> Result<Counts, TaskError> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|reason| start_error(command, &reason))?;
    let mut counts = Counts::default();
    if let Some(output) = child.stdout.take() {
        for text in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{text}");
            counts = counts.plus(results::read(&text).unwrap_or_default());
        }
    }
    let status = child
        .wait()
        .map_err(|reason| start_error(command, &reason))?;
    if !status.success() && counts.failed == 0 {
        return Err(TaskError::Failed {
            program: line(command),
            status: status.to_string(),
        });
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        chosen_stages(&words)
            .unwrap()
            .iter()
            .map(|stage| stage.name)
            .collect()
    }

    #[test]
    fn one_stage_can_be_chosen_and_the_journeys_bring_their_build() {
        assert_eq!(names("--only native"), ["native"]);
        assert_eq!(names("--only journeys"), ["build", "journeys"]);
        assert_eq!(names("--only package"), ["build", "package"]);
        assert_eq!(names("--only torture"), ["build", "torture"]);
        assert_eq!(names("").len(), STAGES.len());
    }

    #[test]
    fn a_stage_that_does_not_exist_is_said_with_those_that_do() {
        let words = ["--only".to_owned(), "all".to_owned()];
        assert!(chosen_stages(&words).is_err_and(|error| error.to_string().contains("firefox")));
    }
}
