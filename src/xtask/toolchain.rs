//! The compiler of the page: rustup's with its WebAssembly library, or Debian's, which brings the library's source.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::TaskError;
use crate::places::Places;
use crate::run::{output, program};

/// The target that the page is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Debian's packages that together build for WebAssembly, clippy among them.
pub(crate) const DISTRO_PACKAGES: [&str; 6] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
    "rust-web-clippy",
];

/// Flags of the page's module where its standard library is built along. A panic stops the module at once, without the
/// code and the texts that would tell where: measured on a page with a heading, 4.8 KiB of 24 after brotli.
///
/// The stack stands before the data. 768 KiB of it put the data where an address has three bytes in the code and not
/// four, and where no number lies that means something else: from 1 MiB on, one byte above the last character of Unicode
/// was taken for an address by the cut of the module, and with it came a table of 10 KB.
const PAGE_FLAGS: &str = "-Zlocation-detail=none -Zunstable-options -Cpanic=immediate-abort -Clink-arg=-zstack-size=786432";

/// A compiler that can make WebAssembly here. The two compilers' outputs do not mix, so each has its own target folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The compiler that runs this command, with the library that rustup fetched.
    Rustup {
        /// The library's source is there too, so that a release can have a smaller one made for size.
        source: bool,
    },
    /// Debian's compiler, which makes the library itself each time its target folder is new.
    Distro,
}

/// What is built, which decides whether the standard library is compiled along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The page's module: every byte counts.
    Page,
    /// Tests and lints: a short build counts.
    Tests,
}

impl Toolchain {
    /// The compiler that is ready now, or nothing.
    pub(crate) fn ready() -> Option<Self> {
        if distro_forced() {
            return distro_ready().then_some(Self::Distro);
        }
        let rustlib = sysroot()?.join("lib").join("rustlib");
        if rustlib.join(WASM).join("lib").is_dir() {
            return Some(Self::Rustup {
                source: rustlib.join("src/rust/library/Cargo.lock").is_file(),
            });
        }
        distro_ready().then_some(Self::Distro)
    }

    /// What a person calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rustup { source: true } => "rustup's, with the library made for size",
            Self::Rustup { source: false } => "rustup's",
            Self::Distro => "Debian's, with the library made for size",
        }
    }

    /// The target folder of this compiler.
    pub(crate) fn target(self, places: &Places) -> PathBuf {
        match self {
            Self::Rustup { .. } => places.target.clone(),
            Self::Distro => {
                let mut name = places
                    .target
                    .file_name()
                    .map_or_else(|| OsString::from("target"), OsString::from);
                name.push("-distro");
                places.target.with_file_name(name)
            }
        }
    }

    /// Cargo of this compiler, ready to be given a subcommand.
    pub(crate) fn cargo(self, places: &Places, purpose: Purpose) -> Command {
        let mut command = program(match self {
            Self::Rustup { .. } => "cargo",
            Self::Distro => "/usr/bin/cargo",
        });
        self.prepare(&mut command, places, purpose);
        command
    }

    /// Sets the environment in which `command`, or a cargo that it calls, uses this compiler.
    pub(crate) fn prepare(self, command: &mut Command, places: &Places, purpose: Purpose) {
        command
            .current_dir(&places.root)
            .env("CARGO_TARGET_DIR", self.target(places))
            .env("PATH", self.path(places));
        let build_library = match self {
            Self::Rustup { source } => source && purpose == Purpose::Page,
            Self::Distro => {
                command
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTDOC", "/usr/bin/rustdoc")
                    .env_remove("RUSTUP_TOOLCHAIN");
                true
            }
        };
        if build_library {
            command
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
            if purpose == Purpose::Page {
                command
                    .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", PAGE_FLAGS);
            }
        }
    }

    /// The PATH with our tools first and this compiler's folder before any other's.
    fn path(self, places: &Places) -> OsString {
        let mut folders = vec![places.bin(), places.tools.join("node/node_modules/.bin")];
        if self == Self::Distro {
            folders.push(PathBuf::from("/usr/bin"));
        }
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        env::join_paths(folders).unwrap_or_default()
    }
}

/// The person asked for Debian's compiler.
pub(crate) fn distro_forced() -> bool {
    env::var_os("XTASK_FORCE_DISTRO").is_some_and(|value| !value.is_empty() && value != "0")
}

fn distro_ready() -> bool {
    let compiler = Path::new("/usr/bin/rustc");
    // Debian's plain `rustc` may be there without the library's source, which is what makes the difference.
    let source = || {
        output(program(compiler).args(["--print", "sysroot"])).is_ok_and(|sysroot| {
            Path::new(sysroot.trim())
                .join("lib/rustlib/src/rust/library/Cargo.lock")
                .exists()
        })
    };
    let has = |path: &str| Path::new(path).exists();
    compiler.exists()
        && has("/usr/bin/cargo")
        && has("/usr/bin/cargo-clippy")
        && has("/usr/bin/wasm-ld-22")
        && source()
}

fn sysroot() -> Option<PathBuf> {
    let answer = output(program("rustc").args(["--print", "sysroot"])).ok()?;
    Some(PathBuf::from(answer.trim()))
}

/// The version of a package in Cargo.lock, where it has one only.
pub(crate) fn locked_version(lock: &str, package: &str) -> Result<String, TaskError> {
    let name = format!("name = \"{package}\"");
    lock.split("[[package]]")
        .find(|entry| entry.lines().any(|line| line == name))
        .and_then(|entry| {
            entry
                .lines()
                .find_map(|line| line.strip_prefix("version = \""))
        })
        .and_then(|rest| rest.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| TaskError::Shape(format!("Cargo.lock names no version of {package}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn the_locked_version_is_of_the_package_and_not_of_one_with_a_longer_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").unwrap(), "0.2.130");
    }

    #[test]
    fn a_package_that_is_not_locked_is_said() {
        assert!(
            locked_version(LOCK, "leptos")
                .unwrap_err()
                .to_string()
                .contains("leptos")
        );
    }
}
