//! Programs that a journey starts: each in a process group of its own, which ends with the journey whatever happens.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Fault;

/// A started program with all that it starts in turn.
#[derive(Debug)]
pub struct Group {
    child: Child,
}

impl Group {
    /// Starts a program and lets its words go to a file.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self, Fault> {
        let file = File::create(log).map_err(|reason| Fault::at(log.to_string_lossy(), reason))?;
        let again = file
            .try_clone()
            .map_err(|reason| Fault::at(log.to_string_lossy(), reason))?;
        Self::spawn(command.stdout(file).stderr(again))
    }

    /// Starts a program and waits for the first line that it prints.
    ///
    /// # Errors
    /// Where it does not start, or ends before it has said anything.
    pub fn start_and_listen(command: &mut Command) -> Result<(Self, String), Fault> {
        let mut group = Self::spawn(command.stdout(Stdio::piped()))?;
        let mut line = String::new();
        if let Some(output) = group.child.stdout.take() {
            BufReader::new(output)
                .read_line(&mut line)
                .map_err(|reason| Fault::at("its first line", reason))?;
        }
        if line.is_empty() {
            return Err(Fault::Other(format!(
                "{} ended before it said where it listens",
                command.get_program().to_string_lossy()
            )));
        }
        Ok((group, line))
    }

    fn spawn(command: &mut Command) -> Result<Self, Fault> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|reason| Fault::at(command.get_program().to_string_lossy(), reason))?;
        Ok(Self { child })
    }

    /// Whether it has ended of itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        kill(&[format!("-{}", self.child.id())]);
        let _ = self.child.wait();
    }
}

/// Sends SIGKILL to processes, or to groups by a minus before their number. Those that are gone already are no matter.
fn kill(ids: &[String]) {
    if !ids.is_empty() {
        let _ = Command::new("kill")
            .arg("-9")
            .arg("--")
            .args(ids)
            .stderr(Stdio::null())
            .status();
    }
}

/// Kills every process whose command line holds a path, which no other program knows of: a browser by its profile.
/// Answers how many there were.
pub fn kill_by_path(path: &Path) -> usize {
    let wanted = path.to_string_lossy().into_owned();
    let own = std::process::id().to_string();
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return 0;
    };
    let ids: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()) && *id != own)
        .filter(|id| {
            std::fs::read(format!("/proc/{id}/cmdline"))
                .is_ok_and(|line| OsString::from_vec(line).to_string_lossy().contains(&wanted))
        })
        .collect();
    kill(&ids);
    ids.len()
}
