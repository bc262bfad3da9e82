//! Set-up, serve, test, check, size and bench: `cargo xtask help` lists them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what a command prints is what it is for"
)]

mod bench;
mod check;
mod drivers;
mod error;
mod framework;
mod fuzz;
mod headers;
mod package;
mod page;
mod places;
mod receiver;
mod run;
mod sabotage;
mod sbom;
mod screenshots;
mod serve;
mod setup;
mod size;
mod test;
mod toolchain;
mod torture;
mod wasm;

use std::process::ExitCode;

use error::TaskError;
use places::Places;

/// One command: its name, what follows it, what it does in a line, and the function that does it.
struct Task {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&Places, &[String]) -> Result<(), TaskError>,
}

const TASKS: [Task; 15] = [
    Task {
        name: "setup",
        arguments: "[page|tests]",
        about: "install what is missing: wasm target, Trunk, wasm-bindgen, wasm-opt, browsers and drivers",
        run: setup::command,
    },
    Task {
        name: "serve",
        arguments: "[--port N]",
        about: "build the page, start the receiver and print the page's address; Ctrl-C stops both",
        run: serve::command,
    },
    Task {
        name: "build",
        arguments: "",
        about: "build the page into dist/ with hashed names and integrities",
        run: page::command,
    },
    Task {
        name: "package",
        arguments: "",
        about: "make the npm package, and a folder of static files with .br and .gz, under target/package",
        run: package::command,
    },
    Task {
        name: "headers",
        arguments: "",
        about: "print the HTTP headers that static/config.json asks for, as JSON",
        run: headers::command,
    },
    Task {
        name: "sbom",
        arguments: "[FILE]",
        about: "the bill of materials of the browser's module: CycloneDX 1.5, JSON",
        run: sbom::command,
    },
    Task {
        name: "check",
        arguments: "[--only PART]",
        about: "format, lint, documents, layers, tidiness, licences, and what the built page holds",
        run: check::command,
    },
    Task {
        name: "test",
        arguments: "[--only STAGE]",
        about: "every test, natively and in three browser engines, with each stage's time",
        run: test::command,
    },
    Task {
        name: "size",
        arguments: "[--detail]",
        about: "what a first visit loads, file by file and line by line of the budget",
        run: size::command,
    },
    Task {
        name: "bench",
        arguments: "[--only engine|page]",
        about: "the benchmarks: the engine, and the page in Chromium",
        run: bench::command,
    },
    Task {
        name: "framework",
        arguments: "COMMAND ...",
        about: "for the framework's author: check, schema, describe, diff, slice, index",
        run: framework::command,
    },
    Task {
        name: "fuzz",
        arguments: "[--minutes N]",
        about: "throw made-up input at all that reads input; 1 minute if none is given",
        run: fuzz::command,
    },
    Task {
        name: "torture",
        arguments: "[--times N] [--seed S]",
        about: "kill the browser while one types and sends, 1,000 times if not told, and look for what it had called saved; --spoil: must fail",
        run: torture::command,
    },
    Task {
        name: "sabotage",
        arguments: "[--all]",
        about: "turn each guarantee off in turn: the test that stands for it must notice; --all: see every test that does",
        run: sabotage::command,
    },
    Task {
        name: "screenshots",
        arguments: "[FOLDER]",
        about: "pictures of the pages, made by the journeys",
        run: screenshots::command,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let name = words.first().map_or("help", String::as_str);
    if matches!(name, "help" | "--help" | "-h") {
        help();
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("There is no command `{name}`.\n");
        help();
        return ExitCode::FAILURE;
    };
    let outcome =
        Places::find().and_then(|places| (task.run)(&places, words.get(1..).unwrap_or_default()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo xtask {name}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn help() {
    println!("cargo xtask COMMAND\n");
    for task in &TASKS {
        println!(
            "  {:<28} {}",
            format!("{} {}", task.name, task.arguments),
            task.about
        );
    }
    println!(
        "\nXTASK_FORCE_DISTRO=1 takes the wasm target from Debian's packages even where rustup has it."
    );
}
