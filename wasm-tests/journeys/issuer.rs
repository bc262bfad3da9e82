//! An issuer of `OpenID` Connect: npm's certified `oidc-provider`, run by Node, with two made-up people.

use std::process::Command;

use crate::process::Group;
use crate::{Fault, http, tools};

/// The key by which the receiver knows the issuer's tokens.
pub const KEY: &str = "made-up-key-of-the-journeys";

/// An issuer. Stopped when dropped.
#[derive(Debug)]
pub struct Issuer {
    port: u16,
    _running: Group,
}

impl Issuer {
    /// Starts one on a port that the page's settings name already. `page` is the address to come back to.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(port: u16, page: &str) -> Result<Self, Fault> {
        let mut command = Command::new("node");
        command
            .arg(tools::repository("wasm-tests/journeys/issuer.mjs"))
            .arg(tools::required(tools::OIDC)?)
            .args([&port.to_string(), page, KEY]);
        let (running, line) = Group::start_and_listen(&mut command)?;
        if line.contains(&port.to_string()) {
            Ok(Self {
                port,
                _running: running,
            })
        } else {
            Err(Fault::Other(format!("the issuer says `{}`", line.trim())))
        }
    }

    /// For how many seconds the tokens live that it gives from now on.
    ///
    /// # Errors
    /// Where it does not answer.
    pub fn tokens_live(&self, seconds: u32) -> Result<(), Fault> {
        let path = format!("/test/seconds/{seconds}");
        match http::call(self.port, "POST", &path, Some(""))? {
            answer if answer.status == 204 => Ok(()),
            answer => Err(Fault::at("the issuer", answer.body)),
        }
    }
}
