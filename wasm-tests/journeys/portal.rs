//! Portals: pages of somebody else's with the widget in them, out of the npm package as it would be served.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::dist::copy_folder;
use crate::process::Group;
use crate::{Fault, tools};

/// A folder with the package, and in its folder `portal` the pages that the journeys use, with what they know of homes.
///
/// # Errors
/// Where the package is not there, or the disk refuses.
pub fn folder(subjects: &Value) -> Result<TempDir, Fault> {
    let folder = tempfile::tempdir().map_err(|reason| Fault::at("a folder", reason))?;
    let told = |reason: std::io::Error| Fault::at("the portal", reason);
    let copy = |from: &Path, to: &Path| copy_folder(from, to, &mut |_, _| {}).map_err(told);
    copy(&tools::required(tools::PACKAGE)?, folder.path())?;
    let portal = folder.path().join("portal");
    copy(&tools::repository("wasm-tests/journeys/portal"), &portal)?;
    // What a browser asks for by itself.
    std::fs::write(folder.path().join("favicon.ico"), "").map_err(told)?;
    std::fs::write(portal.join("subjects.json"), subjects.to_string()).map_err(told)?;
    Ok(folder)
}

/// Does in an empty folder what the package's README says, and gives the page that it has one write.
///
/// # Errors
/// Where npm refuses, or the README has no page.
pub fn by_the_readme(empty: &Path) -> Result<String, Fault> {
    let package = tools::required(tools::PACKAGE)?;
    let npm = |words: &[&str]| -> Result<String, Fault> {
        let told = |reason: &dyn std::fmt::Display| Fault::at(["npm ", words[0]].concat(), reason);
        let done = Command::new("npm").args(words).current_dir(empty).output();
        let done = done.map_err(|reason| told(&reason))?;
        if !done.status.success() {
            return Err(told(&String::from_utf8_lossy(&done.stderr)));
        }
        Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
    };
    // What npm would fetch by its name is packed as it would be published.
    let packed = npm(&["pack", "--silent", &package.to_string_lossy()])?;
    let packed = ["./", &packed].concat();
    npm(&[
        "install",
        "--offline",
        "--no-audit",
        "--no-fund",
        "--silent",
        &packed,
    ])?;
    let readme = empty.join("node_modules/care-returns/README.md");
    let readme = std::fs::read_to_string(readme).map_err(|reason| Fault::at("README", reason))?;
    let page = readme
        .split_once("```html\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    page.map(|(page, _)| page.to_owned())
        .ok_or_else(|| Fault::Other("the README has no page".into()))
}

/// Puts React beside the examples, as who uses it has it from npm.
///
/// # Errors
/// Where it is not there, or the disk refuses.
pub fn bring_react(folder: &Path) -> Result<(), Fault> {
    let packages = tools::required(tools::NODE)?;
    for name in ["react", "react-dom"] {
        let file = [name, ".production.min.js"].concat();
        let from = packages.join(name).join("umd").join(&file);
        std::fs::copy(from, folder.join("examples").join(&file))
            .map_err(|reason| Fault::at(name, reason))?;
    }
    Ok(())
}

/// The example of a portal whose pages are made on its server. Stopped when dropped.
#[derive(Debug)]
pub struct Server {
    /// Where it is.
    pub address: String,
    _running: Group,
}

impl Server {
    /// Starts it, out of a folder with the package.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(folder: &Path) -> Result<Self, Fault> {
        let mut command = Command::new("node");
        command.arg(folder.join("examples/server.mjs")).arg("0");
        let (running, line) = Group::start_and_listen(&mut command)?;
        let address = line.split_whitespace().last().unwrap_or_default();
        Ok(Self {
            address: address.to_owned(),
            _running: running,
        })
    }
}
