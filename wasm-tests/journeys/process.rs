//! Programs that a journey starts: each in a process group of its own, which ends with the journey whatever happens.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};

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

    /// The number of its process group.
    pub fn id(&self) -> u32 {
        self.child.id()
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
    let ids = ids_by_path(path);
    kill(&ids);
    ids.len()
}

/// The process groups of a browser and its driver, to be killed later and at once.
#[derive(Debug, Clone)]
pub struct Doomed(Vec<Pid>);

impl Doomed {
    /// The group of a driver, and of every process whose command line holds a path.
    pub(crate) fn of(driver: &Group, path: &Path) -> Self {
        let group = |id: &String| -> Option<i32> {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            // The name, in brackets, may hold anything; the group is the third field after it.
            let (_, fields) = stat.rsplit_once(')')?;
            fields.split_whitespace().nth(2)?.parse().ok()
        };
        let mut groups: Vec<i32> = ids_by_path(path).iter().filter_map(group).collect();
        groups.extend(i32::try_from(driver.id()));
        groups.sort_unstable();
        groups.dedup();
        let own = rustix::process::getpgrp();
        let pids = groups.into_iter().filter_map(Pid::from_raw);
        Self(pids.filter(|pid| *pid != own).collect())
    }

    /// Sends SIGKILL to all of them. Answers whether there was one.
    pub fn kill(&self) -> bool {
        let killed = |pid: &&Pid| kill_process_group(**pid, Signal::KILL).is_ok();
        self.0.iter().filter(killed).count() > 0
    }
}

/// The processes whose command line holds a path.
fn ids_by_path(path: &Path) -> Vec<String> {
    let wanted = path.to_string_lossy().into_owned();
    let own = std::process::id().to_string();
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()) && *id != own)
        .filter(|id| {
            std::fs::read(format!("/proc/{id}/cmdline"))
                .is_ok_and(|line| OsString::from_vec(line).to_string_lossy().contains(&wanted))
        })
        .collect()
}
