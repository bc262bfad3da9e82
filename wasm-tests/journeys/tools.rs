//! Where browsers, drivers and the built page are: environment variables, all of which must be set.

use std::path::PathBuf;

use crate::Fault;

/// The folder of the built page.
pub const DIST: &str = "CARE_DIST";
/// The file of headers that the page is served with.
pub const HEADERS: &str = "CARE_HEADERS";
/// The receiver's program.
pub const RECEIVER: &str = "CARE_RECEIVER";
/// Chromium's driver.
pub const CHROMEDRIVER: &str = "CARE_CHROMEDRIVER";
/// Chromium.
pub const CHROMIUM: &str = "CARE_CHROMIUM";
/// Firefox's driver.
pub const GECKODRIVER: &str = "CARE_GECKODRIVER";
/// Firefox.
pub const FIREFOX: &str = "CARE_FIREFOX";
/// WebKit's driver.
pub const WEBKITDRIVER: &str = "CARE_WEBKITDRIVER";
/// WebKit's small browser.
pub const WEBKIT_MINIBROWSER: &str = "CARE_WEBKIT_MINIBROWSER";
/// axe-core, the accessibility rules, as one script.
pub const AXE: &str = "CARE_AXE";
/// The folder of npm's `oidc-provider`, an issuer to sign in at.
pub const OIDC: &str = "CARE_OIDC";
/// The folder of npm's packages, for what a portal brings itself.
pub const NODE: &str = "CARE_NODE";
/// The folder of Python's packages with Kinto, a backend that somebody else wrote.
pub const KINTO: &str = "CARE_KINTO";
/// The npm package, as it is packed.
pub const PACKAGE: &str = "CARE_PACKAGE";
/// A folder for pictures of every page; it may be left out.
pub const SCREENSHOTS: &str = "CARE_SCREENSHOTS";

/// A file in which each look at the page is noted; it may be left out too.
pub const LOOKS: &str = "CARE_LOOKS";

/// A path that must be given and must exist.
///
/// # Errors
/// Where the variable is not set, or names nothing.
pub fn required(name: &str) -> Result<PathBuf, Fault> {
    let Some(value) = std::env::var_os(name) else {
        return Err(Fault::Other(format!(
            "{name} is not set: run the journeys with `cargo xtask test --only journeys`"
        )));
    };
    let path = PathBuf::from(value);
    if path.exists() {
        Ok(path)
    } else {
        Err(Fault::Other(format!(
            "{name} names {}, which is not there",
            path.display()
        )))
    }
}

/// Where pictures of every page go, if somebody wants them.
pub fn screenshots() -> Option<PathBuf> {
    std::env::var_os(SCREENSHOTS).map(PathBuf::from)
}

/// Set where the small pictures that pages are compared with are to be made anew.
const RENEW: &str = "CARE_RENEW";

/// Whether the small pictures are made anew.
pub fn renews() -> bool {
    std::env::var_os(RENEW).is_some()
}

/// Where each look at the page is noted, if somebody wants it.
pub fn looks() -> Option<PathBuf> {
    std::env::var_os(LOOKS).map(PathBuf::from)
}

/// A file of this repository.
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path)
}
