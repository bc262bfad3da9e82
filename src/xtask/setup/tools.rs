//! Tools that cargo compiles and npm brings, into the folder that all checkouts of this user share.

use std::path::{Path, PathBuf};

use crate::error::TaskError;
use crate::places::{Places, make_folder, read};
use crate::run::{find_program, output, program, run, step};
use crate::toolchain::locked_version;

/// What wasm-opt comes in. Debian's is too old for what today's compiler writes.
const BINARYEN: &str = "132.0.0";
/// The accessibility rules that the journeys run on each page.
const AXE: &str = "4.14.1";
/// The conformance cases of the Common Expression Language, for the rules that share its grammar.
const CEL_SPEC: &str = "0.6.1";
/// What makes scripts small.
const TERSER: &str = "5.51.2";
/// The compiler of TypeScript, for the types of the npm package. The last version that is JavaScript itself.
const TYPESCRIPT: &str = "5.9.3";
/// An issuer to sign in at, for the journeys: certified, so that what works with it works elsewhere.
const OIDC_PROVIDER: &str = "9.13.3";
/// A portal's own library, for the example of one. The last version that a page can load as it is.
const REACT: &str = "18.3.1";
/// A store of JSON that we did not write, for a journey. The last version under MIT.
const JSON_SERVER: &str = "0.17.4";
/// What comes from npm, each with its version: all of it builds or tests the page, and none of it is in it.
pub(crate) const NPM: [(&str, &str); 9] = [
    ("binaryen", BINARYEN),
    ("axe-core", AXE),
    ("@bufbuild/cel-spec", CEL_SPEC),
    ("terser", TERSER),
    ("typescript", TYPESCRIPT),
    ("oidc-provider", OIDC_PROVIDER),
    ("react", REACT),
    ("react-dom", REACT),
    ("json-server", JSON_SERVER),
];
/// Another store of JSON, from `PyPI`.
const KINTO: &str = "26.5.0";
/// What comes from `PyPI`, in the same way.
pub(crate) const PYPI: [(&str, &str); 1] = [("kinto", KINTO)];
/// Firefox's driver.
const GECKODRIVER: &str = "0.37.1";
/// The build tool of the page, where none is on the PATH.
const TRUNK: &str = "0.21.14";

/// Trunk: the PATH's or ours. A debug build serves as well and is compiled in half the time, and without its default
/// features it has no client for the network, which we do not use.
pub(super) fn trunk(places: &Places) -> Result<(), TaskError> {
    if find_program("trunk").is_some() || places.bin().join("trunk").is_file() {
        return Ok(());
    }
    install(
        places,
        "trunk",
        TRUNK,
        &["--locked", "--debug", "--no-default-features"],
    )
}

/// wasm-bindgen's command line, whose version must be the one that the page's code was compiled against.
pub(super) fn wasm_bindgen(places: &Places) -> Result<(), TaskError> {
    let wanted = locked_version(&read(&places.root.join("Cargo.lock"))?, "wasm-bindgen")?;
    let ours = places.bin().join("wasm-bindgen");
    let right = |tool: &Path| {
        output(program(tool).arg("--version"))
            .is_ok_and(|answer| answer.split_whitespace().nth(1) == Some(&*wanted))
    };
    // Both are used: the second runs tests in browsers.
    if places.bin().join("wasm-bindgen-test-runner").is_file() && ours.is_file() && right(&ours) {
        return Ok(());
    }
    // Without --locked: its lock file names a version that the registry does not serve. A debug build is compiled in a
    // third of the time, and needs 0.3 s for the page's module and 1.5 s for a test's of 22 MB.
    install(places, "wasm-bindgen-cli", &wanted, &["--debug"])
}

/// Firefox's driver, which Debian does not have.
pub(super) fn geckodriver(places: &Places) -> Result<(), TaskError> {
    if find_program("geckodriver").is_some() || places.bin().join("geckodriver").is_file() {
        return Ok(());
    }
    install(places, "geckodriver", GECKODRIVER, &["--locked", "--debug"])
}

/// wasm-opt, from npm.
pub(super) fn binaryen(places: &Places) -> Result<(), TaskError> {
    npm(places, "binaryen", BINARYEN)
}

/// What makes scripts small, from npm.
pub(super) fn terser(places: &Places) -> Result<(), TaskError> {
    npm(places, "terser", TERSER)
}

/// The accessibility rules, from npm.
pub(super) fn axe(places: &Places) -> Result<(), TaskError> {
    npm(places, "axe-core", AXE)
}

/// The conformance cases of the rules' grammar, from npm.
pub(super) fn cel_spec(places: &Places) -> Result<(), TaskError> {
    npm(places, "@bufbuild/cel-spec", CEL_SPEC)
}

/// TypeScript's compiler, from npm.
pub(super) fn typescript(places: &Places) -> Result<(), TaskError> {
    npm(places, "typescript", TYPESCRIPT)
}

/// The issuer that the journeys sign in at, from npm.
pub(super) fn oidc_provider(places: &Places) -> Result<(), TaskError> {
    npm(places, "oidc-provider", OIDC_PROVIDER)
}

/// The library of the example in React, from npm.
pub(super) fn react(places: &Places) -> Result<(), TaskError> {
    npm(places, "react", REACT)?;
    npm(places, "react-dom", REACT)
}

/// A backend that we did not write, from npm.
pub(super) fn json_server(places: &Places) -> Result<(), TaskError> {
    npm(places, "json-server", JSON_SERVER)
}

/// A backend that we did not write, from `PyPI`, in a folder of its own.
pub(super) fn kinto(places: &Places) -> Result<(), TaskError> {
    let folder = places.pypi();
    if folder.join(format!("kinto-{KINTO}.dist-info")).exists() {
        return Ok(());
    }
    step(&format!("kinto {KINTO}: pip install"), || {
        let mut command = program("python3");
        command
            .args(["-m", "pip", "install", "--quiet", "--target"])
            .arg(&folder)
            .arg(format!("kinto=={KINTO}"));
        run(&mut command).map_err(|reason| TaskError::Missing {
            what: format!("kinto {KINTO}"),
            remedy: format!("{reason}. Python 3.10 or newer must be on the PATH, with pip."),
        })
    })
}

/// Where Firefox's driver is: ours or the PATH's.
pub(crate) fn geckodriver_path(places: &Places) -> PathBuf {
    find_program("geckodriver").unwrap_or_else(|| places.bin().join("geckodriver"))
}

fn install(places: &Places, name: &str, version: &str, how: &[&str]) -> Result<(), TaskError> {
    step(
        &format!("{name} {version}: cargo install, which compiles it; once for all checkouts"),
        || {
            // One folder for all of them, for what they have in common. Not inside `tools`, which is worth keeping.
            let shared = places.tools.with_file_name("tools-target");
            let mut command = program("cargo");
            command
                .current_dir(&places.tools)
                .env_remove("CARGO_TARGET_DIR")
                .args(["install", "--quiet", "--force", name, "--version", version])
                .args(how)
                .arg("--root")
                .arg(&places.tools)
                .arg("--target-dir")
                .arg(&shared);
            run(&mut command).map_err(|reason| TaskError::Missing {
                what: format!("{name} {version}"),
                remedy: format!("{reason}. Install it by hand and put it on the PATH."),
            })
        },
    )
}

fn npm(places: &Places, name: &str, version: &str) -> Result<(), TaskError> {
    let manifest = places.npm_package(name).join("package.json");
    let wanted = format!("\"version\": \"{version}\"");
    if read(&manifest).is_ok_and(|text| text.contains(&wanted)) {
        return Ok(());
    }
    step(&format!("{name} {version}: npm install"), || {
        let folder = places.tools.join("node");
        make_folder(&folder)?;
        let mut command = program("npm");
        command
            .current_dir(&folder)
            .args([
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--save-exact",
                "--prefix",
            ])
            .arg(&folder)
            .arg(format!("{name}@{version}"));
        run(&mut command).map_err(|reason| TaskError::Missing {
            what: format!("{name} {version}"),
            remedy: format!("{reason}. Node and npm must be on the PATH."),
        })
    })
}
