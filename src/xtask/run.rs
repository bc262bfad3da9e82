//! Runs other programs, and says what each step took.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::error::TaskError;

/// A program without what `cargo run` left in our environment: those variables are of this crate, and would make the
/// cargo that we call believe that it is building it.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    for (key, _) in env::vars_os() {
        let key = key.to_string_lossy();
        let left_behind = [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
        ];
        if key == "CARGO" || left_behind.iter().any(|start| key.starts_with(start)) {
            command.env_remove(&*key);
        }
    }
    command.stdin(Stdio::null());
    command
}

/// A program as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

/// Runs a program to its end, with its output on ours.
pub(crate) fn run(command: &mut Command) -> Result<(), TaskError> {
    let status = command
        .status()
        .map_err(|reason| start_error(command, &reason))?;
    if status.success() {
        Ok(())
    } else {
        Err(TaskError::Failed {
            program: line(command),
            status: status.to_string(),
        })
    }
}

/// Runs a program to its end and gives what it wrote to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, TaskError> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|reason| start_error(command, &reason))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(TaskError::Failed {
            program: line(command),
            status: output.status.to_string(),
        })
    }
}

/// What happened when `command` could not be started.
pub(crate) fn start_error(command: &Command, reason: &std::io::Error) -> TaskError {
    TaskError::Start {
        program: line(command),
        reason: reason.to_string(),
    }
}

/// The first file of that name on the PATH.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Says what begins, does it, and says how long it took.
pub(crate) fn step<T>(
    what: &str,
    work: impl FnOnce() -> Result<T, TaskError>,
) -> Result<T, TaskError> {
    println!("==> {what} ...");
    let start = Instant::now();
    let outcome = work();
    let ending = if outcome.is_ok() { "done" } else { "failed" };
    println!("==> {what}: {ending} in {}", seconds(start));
    outcome
}

/// The time since `start`, in whole and tenth seconds.
pub(crate) fn seconds(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f32())
}
