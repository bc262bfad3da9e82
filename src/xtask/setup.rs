//! Installs what a command needs and is not there yet, saying so. Works twice, and for two checkouts at a time.

mod apt;
mod tools;

pub(crate) use tools::{NPM, PYPI, geckodriver_path};

use std::fs::File;
use std::path::Path;

use crate::error::TaskError;
use crate::places::{Places, make_folder};
use crate::run::{find_program, program, run, step};
use crate::toolchain::{self, Toolchain, WASM};

/// How much of the tools a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// What builds the page, a headless Chromium among it: the build looks which functions a first visit runs.
    Page,
    /// The other browser engines, their drivers and the accessibility rules besides.
    Tests,
}

/// `cargo xtask setup`: everything, or with `page` only what builds the page.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let need = match words.first().map(String::as_str) {
        None | Some("tests") => Need::Tests,
        Some("page") => Need::Page,
        Some(other) => {
            return Err(TaskError::Usage(format!(
                "`{other}` is neither `page` nor `tests`"
            )));
        }
    };
    let chosen = ensure(places, need)?;
    println!(
        "All is there. The compiler of the page is {}.",
        chosen.name()
    );
    Ok(())
}

/// Brings what `need` names, and gives the compiler to use.
pub(crate) fn ensure(places: &Places, need: Need) -> Result<Toolchain, TaskError> {
    make_folder(&places.tools)?;
    let _lock = lock(&places.tools)?;
    let chosen = wasm_target()?;
    tools::trunk(places)?;
    tools::wasm_bindgen(places)?;
    tools::binaryen(places)?;
    tools::terser(places)?;
    apt::install_missing("Chromium and its driver", &apt::CHROMIUM)?;
    if need == Need::Tests {
        apt::install_missing("Firefox and WebKit", &apt::OTHER_BROWSERS)?;
        tools::geckodriver(places)?;
        tools::axe(places)?;
        tools::cel_spec(places)?;
        tools::typescript(places)?;
        tools::oidc_provider(places)?;
        tools::react(places)?;
        tools::json_server(places)?;
        tools::kinto(places)?;
    }
    Ok(chosen)
}

/// Holds others' set-up back until ours is done; the lock goes when the file is closed, however the process ends.
fn lock(folder: &Path) -> Result<File, TaskError> {
    let path = folder.join(".lock");
    let file = File::create(&path).map_err(|reason| TaskError::file(&path, reason))?;
    if file.try_lock().is_err() {
        println!("==> another set-up is at work: waiting for it");
        file.lock()
            .map_err(|reason| TaskError::file(&path, reason))?;
    }
    Ok(file)
}

/// The wasm target: rustup's where it can be had, else Debian's.
fn wasm_target() -> Result<Toolchain, TaskError> {
    let from_rustup = !toolchain::distro_forced() && find_program("rustup").is_some();
    match Toolchain::ready() {
        Some(chosen @ (Toolchain::Rustup { source: true } | Toolchain::Distro)) => {
            return Ok(chosen);
        }
        // The source only makes the page smaller: where it does not come, the library as it is serves.
        Some(chosen @ Toolchain::Rustup { source: false }) => {
            if from_rustup {
                let _ = step("the library's source", || {
                    run(program("rustup").args(["component", "add", "rust-src"]))
                });
            }
            return Ok(Toolchain::ready().unwrap_or(chosen));
        }
        None => {}
    }
    if from_rustup {
        let target = step("wasm target from rustup", || {
            run(program("rustup").args(["target", "add", WASM]))
        });
        let source = target.and_then(|()| {
            step("the library's source", || {
                run(program("rustup").args(["component", "add", "rust-src"]))
            })
        });
        if let Some(chosen) = Toolchain::ready() {
            return Ok(chosen);
        }
        if let Err(reason) = source {
            println!("==> {reason}; Debian's packages it is");
        }
    }
    apt::install_missing("the wasm target from Debian", &apt::DISTRO)?;
    Toolchain::ready().ok_or_else(|| TaskError::Missing {
        what: "A compiler for WebAssembly".into(),
        remedy: format!(
            "Run `rustup target add {WASM}`, or on Debian `apt-get install --no-install-recommends {}`.",
            toolchain::DISTRO_PACKAGES.join(" ")
        ),
    })
}
