//! The receiver: started on a database of its own, switched, stopped, started again, and read.

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::Group;
use crate::{Fault, http, tools};

/// How a receiver is started.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// What its reads say: subjects and earlier returns (see the receiver's `seed`). `None`: there is no such backend
    /// service, and the reads answer 404.
    pub seed: Option<Value>,
    /// Another folder than the built page.
    pub dist: Option<PathBuf>,
}

/// A receiver with its database. Stopped when dropped.
#[derive(Debug)]
pub struct Receiver {
    folder: TempDir,
    setting: Setting,
    /// Another file of headers than the built page's.
    headers: Option<PathBuf>,
    port: u16,
    running: Option<Group>,
}

/// A return as the database holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The posted return.
    pub body: Value,
    /// The revision.
    pub revision: i64,
    /// The return that took its place.
    pub replaced_by: Option<String>,
    /// The reference that was given out.
    pub reference: String,
    /// Its state.
    pub state: String,
}

impl Receiver {
    /// Starts one with an empty database.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(setting: Setting) -> Result<Self, Fault> {
        Self::start_under(setting, None)
    }

    /// The same under other headers than the built page's, if they are given.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start_under(setting: Setting, headers: Option<PathBuf>) -> Result<Self, Fault> {
        let folder = tempfile::tempdir().map_err(|reason| Fault::at("a folder", reason))?;
        let mut receiver = Self {
            folder,
            setting,
            headers,
            port: http::free_port()?,
            running: None,
        };
        receiver.resume()?;
        Ok(receiver)
    }

    /// Stops it, as a crash would: nobody answers at its address any more.
    pub fn stop(&mut self) {
        self.running = None;
    }

    /// Starts it again on the same database and address.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn resume(&mut self) -> Result<(), Fault> {
        let mut command = Command::new(tools::required(tools::RECEIVER)?);
        let dist = match &self.setting.dist {
            Some(dist) => dist.clone(),
            None => tools::required(tools::DIST)?,
        };
        let headers = match &self.headers {
            Some(headers) => headers.clone(),
            None => tools::required(tools::HEADERS)?,
        };
        command
            .arg("--listen")
            .arg(format!("127.0.0.1:{}", self.port))
            .arg("--data")
            .arg(self.data())
            .arg("--dist")
            .arg(dist)
            .arg("--framework")
            .arg(tools::repository("static/frameworks/asc-england.json"))
            .arg("--headers")
            .arg(headers)
            .arg("--test-switches");
        match &self.setting.seed {
            None => command.arg("--no-reads"),
            Some(seed) => {
                let path = self.folder.path().join("seed.json");
                std::fs::write(&path, seed.to_string())
                    .map_err(|reason| Fault::at("the seed", reason))?;
                command.arg("--seed").arg(path)
            }
        };
        let (group, line) = Group::start_and_listen(&mut command)?;
        self.running = Some(group);
        if line.contains(&self.port.to_string()) {
            Ok(())
        } else {
            Err(Fault::Other(format!("the receiver says `{}`", line.trim())))
        }
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// The SQLite file.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("receiver.sqlite")
    }

    /// Switches how it behaves: `normal`, `failing`, `lost-answer` and so on.
    ///
    /// # Errors
    /// Where it does not know the mode.
    pub fn mode(&self, mode: &str) -> Result<(), Fault> {
        self.switch(&json!({"mode": mode}))
    }

    /// Makes it wait before it looks at what is asked.
    ///
    /// # Errors
    /// Where it does not answer.
    pub fn slow(&self, time: std::time::Duration) -> Result<(), Fault> {
        let delay = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.switch(&json!({"mode": "slow", "delayMs": delay}))
    }

    /// Makes it refuse whatever is sent, with one reason at one place.
    ///
    /// # Errors
    /// Where it does not answer.
    pub fn refuse(&self, pointer: &str, detail: &str) -> Result<(), Fault> {
        self.switch(
            &json!({"mode": "refusing", "errors": [{"pointer": pointer, "detail": detail}]}),
        )
    }

    fn switch(&self, mode: &Value) -> Result<(), Fault> {
        let text = mode.to_string();
        match http::call(self.port, "POST", "/api/test/mode", Some(&text))? {
            answer if answer.status == 204 => Ok(()),
            answer => Err(Fault::at("the receiver's mode", answer.body)),
        }
    }

    /// Says who may call: see the receiver's `sign_in`.
    ///
    /// # Errors
    /// Where it does not understand that.
    pub fn sign_in(&self, gate: &Value) -> Result<(), Fault> {
        let text = gate.to_string();
        match http::call(self.port, "POST", "/api/test/sign-in", Some(&text))? {
            answer if answer.status == 204 => Ok(()),
            answer => Err(Fault::at("the receiver's sign-in", answer.body)),
        }
    }

    /// Every call to its wire since it was started: who called, for which return.
    ///
    /// # Errors
    /// Where it does not answer.
    pub fn calls(&self) -> Result<Vec<Value>, Fault> {
        self.list("calls")
    }

    /// The violations of the page's policy that browsers have reported.
    ///
    /// # Errors
    /// Where it does not answer.
    pub fn reports(&self) -> Result<Vec<Value>, Fault> {
        self.list("reports")
    }

    /// What it has seen of one kind since it was started.
    fn list(&self, what: &str) -> Result<Vec<Value>, Fault> {
        let answer = http::call(self.port, "GET", &["/api/test/", what].concat(), None)?;
        let read: Value =
            serde_json::from_str(&answer.body).map_err(|reason| Fault::at(what, reason))?;
        read.get(what)
            .and_then(Value::as_array)
            .cloned()
            .ok_or_else(|| Fault::at(what, answer.body))
    }

    /// The returns in the database, as SQLite has them on the disk, in the order in which they came.
    ///
    /// # Errors
    /// Where the file is not what it should be.
    pub fn rows(&self) -> Result<Vec<Row>, Fault> {
        rows(&self.data()).map_err(|reason| Fault::at("the database", reason))
    }
}

fn rows(file: &Path) -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut select = database.prepare(
        "SELECT id, body, revision, replaced_by, reference, state FROM returns ORDER BY rowid",
    )?;
    let mut found = select.query([])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let body: Vec<u8> = row.get(1)?;
        rows.push(Row {
            id: row.get(0)?,
            body: serde_json::from_slice(&body)?,
            revision: row.get(2)?,
            replaced_by: row.get(3)?,
            reference: row.get(4)?,
            state: row.get(5)?,
        });
    }
    Ok(rows)
}
