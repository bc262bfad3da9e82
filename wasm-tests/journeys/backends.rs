//! Backends that somebody else wrote, out of their registries as they come.

use std::process::Command;

use serde_json::Value;

use crate::process::Group;
use crate::{Fault, http, tools};

/// Where Kinto holds returns.
const COLLECTION: &str = "/v1/buckets/care/collections/returns";

/// A backend. Stopped when dropped.
#[derive(Debug)]
pub struct Backend {
    /// Where it listens.
    pub port: u16,
    _running: Group,
}

impl Backend {
    /// npm's `json-server` on a port that is free: lists of JSON objects, each under its own id, or one that it gives.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn json_server(port: u16) -> Result<Self, Fault> {
        let mut command = Command::new("node");
        command
            .arg(tools::repository("wasm-tests/journeys/json_server.mjs"))
            .arg(tools::required(tools::NODE)?.join("json-server"))
            .arg(port.to_string());
        Self::listening(&mut command)
    }

    /// `PyPI`'s Kinto: a store of JSON records in buckets and collections, with an envelope and rules of its own.
    ///
    /// # Errors
    /// Where it does not start, or does not make the collection.
    pub fn kinto() -> Result<Self, Fault> {
        let mut command = Command::new("python3");
        command
            .arg(tools::repository("wasm-tests/journeys/kinto_server.py"))
            .env("PYTHONPATH", tools::required(tools::KINTO)?);
        let backend = Self::listening(&mut command)?;
        backend.makes(
            "/v1/buckets/care",
            r#"{"permissions":{"collection:create":["system.Everyone"]}}"#,
        )?;
        backend.makes(
            COLLECTION,
            r#"{"permissions":{"read":["system.Everyone"],"record:create":["system.Everyone"]}}"#,
        )?;
        Ok(backend)
    }

    /// What stands at an address of it.
    ///
    /// # Errors
    /// Where it does not answer with JSON.
    pub fn holds(&self, path: &str) -> Result<Value, Fault> {
        let answer = http::call(self.port, "GET", path, None)?;
        serde_json::from_str(&answer.body).map_err(|reason| Fault::at(path, reason))
    }

    /// The records of Kinto's collection.
    ///
    /// # Errors
    /// Where it does not answer.
    pub fn records(&self) -> Result<Value, Fault> {
        let mut told = self.holds(&[COLLECTION, "/records"].concat())?;
        Ok(told["data"].take())
    }

    fn makes(&self, path: &str, body: &str) -> Result<(), Fault> {
        match http::call(self.port, "PUT", path, Some(body))? {
            answer if answer.status == 201 => Ok(()),
            answer => Err(Fault::at(path, answer.body)),
        }
    }

    fn listening(command: &mut Command) -> Result<Self, Fault> {
        let (running, line) = Group::start_and_listen(command)?;
        let port = line.split_whitespace().last().unwrap_or_default();
        Ok(Self {
            port: port.parse().map_err(|_| Fault::at("a backend", &line))?,
            _running: running,
        })
    }
}
