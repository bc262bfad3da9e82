//! The receiver that stands in for an existing backend, as a process of ours: built, started, and ended with us.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::error::TaskError;
use crate::places::{Places, make_folder};
use crate::run::{find_program, program, run, start_error, step};

/// The crate and its program.
const RECEIVER: &str = "care-receiver";

/// A program that runs beside us until it is dropped.
pub(crate) struct Running {
    child: Child,
    name: String,
    /// What it printed to say that it is ready: an address or a number.
    pub(crate) ready: String,
}

impl Running {
    /// Starts `command` and waits for the line of its output in which `find` finds what says that it is ready. What it
    /// prints later is passed on if `show` asks for it.
    pub(crate) fn start(
        command: &Command,
        show: bool,
        find: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, TaskError> {
        let mut bound = bound_to_us(command);
        bound.stdout(Stdio::piped());
        let mut child = bound
            .spawn()
            .map_err(|reason| start_error(command, &reason))?;
        let name = command.get_program().to_string_lossy().into_owned();
        let Some(output) = child.stdout.take() else {
            return Err(TaskError::Shape(format!("{name} has no output")));
        };
        let mut lines = BufReader::new(output).lines();
        let ready = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| find(&line));
        let Some(ready) = ready else {
            let status = child
                .wait()
                .map_or_else(|reason| reason.to_string(), |status| status.to_string());
            return Err(TaskError::Failed {
                program: crate::run::line(command),
                status: format!("it ended before it was ready: {status}"),
            });
        };
        // Its output must be read for as long as it runs, or it would stop at a full pipe.
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if show {
                    println!("{line}");
                }
            }
        });
        Ok(Self { child, name, ready })
    }

    /// Waits until it ends. That it was told to end is no failure.
    pub(crate) fn wait(mut self) -> Result<(), TaskError> {
        let status = self
            .child
            .wait()
            .map_err(|reason| TaskError::Shape(reason.to_string()))?;
        if status.success() || status.code().is_none() {
            Ok(())
        } else {
            Err(TaskError::Failed {
                program: self.name.clone(),
                status: status.to_string(),
            })
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The same command, ended by the system when we end, even if we are killed and can clean nothing up. Where there is no
/// `setpriv` (it is Linux's), Ctrl-C still reaches both.
fn bound_to_us(command: &Command) -> Command {
    let mut bound = match find_program("setpriv") {
        Some(setpriv) => {
            let mut bound = Command::new(setpriv);
            bound
                .args(["--pdeathsig", "TERM", "--"])
                .arg(command.get_program());
            bound
        }
        None => Command::new(command.get_program()),
    };
    bound.args(command.get_args()).stdin(Stdio::null());
    for (key, value) in command.get_envs() {
        match value {
            Some(value) => bound.env(key, value),
            None => bound.env_remove(key),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        bound.current_dir(folder);
    }
    bound
}

/// Compiles the receiver, as the tests do too, and gives its program.
pub(crate) fn build(places: &Places) -> Result<PathBuf, TaskError> {
    step("the receiver: cargo build", || {
        let mut command = program("cargo");
        command
            .current_dir(&places.root)
            .env("CARGO_TARGET_DIR", &places.target)
            .args(["build", "--package", RECEIVER]);
        run(&mut command)
    })?;
    Ok(places.target.join("debug").join(RECEIVER))
}

/// Starts the receiver on a built page, and shows what it prints. Port 0 lets the system choose.
pub(crate) fn start(
    places: &Places,
    program_path: &Path,
    dist: &Path,
    port: u16,
    data: &Path,
) -> Result<Running, TaskError> {
    let command = command(places, program_path, dist, port, data)?;
    Running::start(&command, true, |line| address(line).map(str::to_owned))
}

fn command(
    places: &Places,
    program_path: &Path,
    dist: &Path,
    port: u16,
    data: &Path,
) -> Result<Command, TaskError> {
    if let Some(folder) = data.parent() {
        make_folder(folder)?;
    }
    let mut command = program(program_path);
    command
        .current_dir(&places.root)
        .arg("--listen")
        .arg(format!("127.0.0.1:{port}"))
        .arg("--data")
        .arg(data)
        .arg("--dist")
        .arg(dist)
        .arg("--framework")
        .arg(places.root.join("static/frameworks/asc-england.json"))
        .arg("--status")
        .arg(places.root.join("static/frameworks/status.json"))
        .arg("--headers")
        .arg(places.headers());
    Ok(command)
}

/// A receiver with a new, empty database under the target folder.
pub(crate) fn start_empty(
    places: &Places,
    program_path: &Path,
    dist: &Path,
    name: &str,
) -> Result<Running, TaskError> {
    let data = places.target.join(name).join("returns.sqlite");
    for end in ["", "-wal", "-shm"] {
        let mut path = data.clone().into_os_string();
        path.push(end);
        let _ = fs::remove_file(path);
    }
    let command = command(places, program_path, dist, 0, &data)?;
    Running::start(&command, false, |line| address(line).map(str::to_owned))
}

/// The address in the receiver's first line.
fn address(line: &str) -> Option<&str> {
    line.strip_prefix("listening on ")
        .map(str::trim)
        .filter(|address| address.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_address_is_in_the_line_that_says_so() {
        assert_eq!(
            address("listening on http://127.0.0.1:8080/"),
            Some("http://127.0.0.1:8080/")
        );
        assert_eq!(address("listening on nothing"), None);
        assert_eq!(address("database opened"), None);
    }

    #[test]
    fn a_program_is_ready_when_its_line_came() {
        let mut command = Command::new("sh");
        command.args([
            "-c",
            "echo first; echo ready 42; exec cat /dev/zero > /dev/null",
        ]);
        let running = Running::start(&command, false, |line| {
            line.strip_prefix("ready ").map(str::to_owned)
        })
        .unwrap();
        assert_eq!(running.ready, "42");
    }

    #[test]
    fn a_program_that_ends_before_it_is_ready_is_an_error() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo first; exit 3"]);
        assert!(
            Running::start(&command, false, |_| None)
                .is_err_and(|error| error.to_string().contains('3'))
        );
    }
}
