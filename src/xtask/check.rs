//! `cargo xtask check`: all that is checked without running the product. Every part runs; what failed is said at the end.

mod built;
mod licences;
pub(crate) mod metadata;
mod tidy;

use std::time::Instant;

use crate::error::TaskError;
use crate::places::Places;
use crate::run::{program, run};
use crate::setup::{self, Need};
use crate::toolchain::{Purpose, Toolchain, WASM};

/// One part of the check.
struct Part {
    name: &'static str,
    run: fn(&Places, Toolchain) -> Result<(), TaskError>,
}

const PARTS: [Part; 8] = [
    Part {
        name: "format",
        run: format,
    },
    Part {
        name: "tidy",
        run: |places, _| tidy::check(places),
    },
    Part {
        name: "licences",
        run: |places, _| licences::check(places),
    },
    Part {
        name: "lint",
        run: lint,
    },
    Part {
        name: "lint-wasm",
        run: lint_wasm,
    },
    Part {
        name: "documents",
        run: documents,
    },
    Part {
        name: "layers",
        run: layers,
    },
    Part {
        name: "built",
        run: built::check,
    },
];

/// Runs the parts, all or the one that is asked for.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let names = PARTS
        .iter()
        .map(|part| part.name)
        .collect::<Vec<_>>()
        .join(", ");
    let only = match words {
        [] => None,
        [flag, name] if flag == "--only" && PARTS.iter().any(|part| part.name == name) => {
            Some(name)
        }
        _ => {
            return Err(TaskError::Usage(format!(
                "`check` takes `--only PART` and nothing else; the parts: {names}"
            )));
        }
    };
    let compiler = setup::ensure(places, Need::Page)?;
    let mut failed = Vec::new();
    for part in PARTS
        .iter()
        .filter(|part| only.is_none_or(|name| part.name == name))
    {
        println!("\n==> {} ...", part.name);
        let start = Instant::now();
        let outcome = (part.run)(places, compiler);
        let word = outcome
            .as_ref()
            .map_or_else(ToString::to_string, |()| "in order".to_owned());
        println!(
            "==> {}: {word} ({:.1} s)",
            part.name,
            start.elapsed().as_secs_f32()
        );
        if outcome.is_err() {
            failed.push(part.name);
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(TaskError::Found(format!(
            "not in order: {}",
            failed.join(", ")
        )))
    }
}

fn format(places: &Places, _: Toolchain) -> Result<(), TaskError> {
    run(program("cargo")
        .current_dir(&places.root)
        .args(["fmt", "--all", "--check"]))
}

fn lint(places: &Places, _: Toolchain) -> Result<(), TaskError> {
    let clippy = |what: &[&str]| {
        run(program("cargo")
            .current_dir(&places.root)
            .env("CARGO_TARGET_DIR", &places.target)
            .args(["clippy", "--quiet", "--all-targets"])
            .args(what)
            .args(["--", "-D", "warnings"]))
    };
    clippy(&["--workspace"])?;
    // The page's other language.
    let speaks = ["--package", "care-returns", "--package", "care-engine"];
    clippy(&[&speaks[..], &["--features", "welsh"]].concat())
}

fn lint_wasm(places: &Places, compiler: Toolchain) -> Result<(), TaskError> {
    let mut command = compiler.cargo(places, Purpose::Tests);
    command.args([
        "clippy",
        "--quiet",
        "--target",
        WASM,
        "--package",
        "care-returns",
        "--package",
        "care-browser-tests",
    ]);
    run(command.args(["--all-targets", "--", "-D", "warnings"]))
}

/// Documents may link to what is private: we read them with it.
const DOC_FLAGS: &str = "-D warnings -A rustdoc::private-intra-doc-links";

fn documents(places: &Places, _: Toolchain) -> Result<(), TaskError> {
    let mut command = program("cargo");
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .env("RUSTDOCFLAGS", DOC_FLAGS);
    run(command.args([
        "doc",
        "--quiet",
        "--no-deps",
        "--document-private-items",
        "--package",
        "care-engine",
        "--package",
        "care-returns",
    ]))
}

fn layers(places: &Places, _: Toolchain) -> Result<(), TaskError> {
    let mut command = program("cargo");
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target);
    run(command.args([
        "test",
        "--quiet",
        "--package",
        "care-engine",
        "--test",
        "layers",
    ]))
}

/// Prints what was found, and fails if it was anything.
fn conclude(found: &[String], what: &str) -> Result<(), TaskError> {
    for line in found {
        println!("  {line}");
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(TaskError::Found(format!("{} {what}", found.len())))
    }
}
