//! Debian's packages: only those that are not there, and the list of what is on offer fetched once.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use crate::error::TaskError;
use crate::run::{find_program, program, run, step};
use crate::toolchain::DISTRO_PACKAGES;

/// A package, and a file that shows that it is there, however it came.
pub(super) struct Package {
    name: &'static str,
    shows: &'static str,
}

/// Chromium with its driver.
pub(super) const CHROMIUM: [Package; 2] = [
    Package {
        name: "chromium",
        shows: "/usr/bin/chromium",
    },
    Package {
        name: "chromium-driver",
        shows: "/usr/bin/chromedriver",
    },
];

/// Firefox (its driver is compiled), and WebKit with a screen that needs no monitor.
pub(super) const OTHER_BROWSERS: [Package; 3] = [
    Package {
        name: "firefox-esr",
        shows: "/usr/bin/firefox-esr",
    },
    Package {
        name: "webkit2gtk-driver",
        shows: "/usr/bin/WebKitWebDriver",
    },
    Package {
        name: "xvfb",
        shows: "/usr/bin/Xvfb",
    },
];

/// Debian's compiler for WebAssembly. These files are its own, whoever else brought a compiler.
pub(super) const DISTRO: [Package; 6] = [
    Package {
        name: DISTRO_PACKAGES[0],
        shows: "/usr/bin/rustc",
    },
    Package {
        name: DISTRO_PACKAGES[1],
        shows: "/usr/bin/cargo",
    },
    // Source and linker have versions in their paths; dpkg knows.
    Package {
        name: DISTRO_PACKAGES[2],
        shows: "",
    },
    Package {
        name: DISTRO_PACKAGES[3],
        shows: "",
    },
    Package {
        name: DISTRO_PACKAGES[4],
        shows: "/usr/bin/wasm-ld-22",
    },
    Package {
        name: DISTRO_PACKAGES[5],
        shows: "/usr/bin/cargo-clippy",
    },
];

/// Installs those of `packages` that are not there.
pub(super) fn install_missing(what: &str, packages: &[Package]) -> Result<(), TaskError> {
    let missing: Vec<&str> = packages
        .iter()
        .filter(|package| !there(package))
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "apt-get install --no-install-recommends {}",
        missing.join(" ")
    );
    step(
        &format!("{what}: apt-get install {}", missing.join(" ")),
        || {
            if find_program("apt-get").is_none() {
                return Err(TaskError::Missing {
                    what: what.into(),
                    remedy: format!(
                        "This machine has no apt-get: install what Debian calls {}.",
                        missing.join(", ")
                    ),
                });
            }
            update_once();
            run(apt()
                .args(["install", "--yes", "--no-install-recommends"])
                .args(&missing))
            .map_err(|reason| TaskError::Missing {
                what: what.into(),
                remedy: format!("{reason}. As root, run `{by_hand}`."),
            })
        },
    )
}

fn there(package: &Package) -> bool {
    if !package.shows.is_empty() {
        return Path::new(package.shows).exists();
    }
    program("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package.name])
        .stderr(std::process::Stdio::null())
        .output()
        .is_ok_and(|answer| answer.stdout == b"installed")
}

/// Lists what is on offer, the first time only. A list that could not be renewed may still serve.
fn update_once() {
    static DONE: OnceLock<()> = OnceLock::new();
    if DONE.get().is_none() {
        if let Err(reason) = run(apt().arg("update")) {
            println!(
                "    the list of packages could not be renewed ({reason}); trying with what is there"
            );
        }
        let _ = DONE.set(());
    }
}

fn apt() -> Command {
    let root = Path::new("/root").read_dir().is_ok();
    let mut command = if root || find_program("sudo").is_none() {
        program("apt-get")
    } else {
        let mut sudo = program("sudo");
        sudo.args(["--non-interactive", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args([
        "--quiet",
        "--quiet",
        "-o",
        "Dpkg::Use-Pty=0",
    ]);
    command
}
