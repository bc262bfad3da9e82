//! What the journeys are written with: browsers, the receiver, and the page in its users' words.
//!
//! In reading order:
//! - [`tools`]: where browsers, drivers and the built page are, as `cargo xtask test` says;
//! - [`http`], [`process`], [`webdriver`]: just enough to speak with a driver;
//! - [`browser`]: one browser with a profile of its own, ended with its test;
//! - [`receiver`]: the backend that stands in for the real one, and what it holds;
//! - [`issuer`]: an issuer of `OpenID` Connect to sign in at;
//! - [`framework`], [`home`]: what is asked, and what is answered;
//! - [`page`]: the page as its users speak of it. What is found, is found by its accessible name;
//! - [`begin`]: from the first page to a return;
//! - [`states`]: every page and state that there is to be looked at;
//! - [`picture`]: pictures as bytes;
//! - [`texts`]: the words of the page that are not in the framework;
//! - [`at_rest`]: what can be read in a browser's profile by someone who has the disk;
//! - [`dist`]: a copy of the built page with one byte changed;
//! - [`backends`], [`lossy`]: backends that somebody else wrote, and a line to them that loses an answer;
//! - [`portal`]: pages of somebody else's with the widget in them.
//!
//! A journey fails at the line of the test that asked for what did not come, with a picture beside it.

pub mod at_rest;
pub mod backends;
pub mod begin;
pub mod browser;
pub mod dist;
pub mod framework;
pub mod home;
pub mod http;
pub mod issuer;
pub mod lossy;
pub mod page;
pub mod picture;
pub mod portal;
pub mod process;
pub mod receiver;
pub mod states;
pub mod texts;
pub mod tools;
pub mod wait;
pub mod webdriver;

/// Why a step of a journey could not be made, in words for whoever reads the test's output.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fault {
    /// The driver refused a command: its error code and what it says.
    #[error("the driver says \"{code}\": {message}")]
    Driver {
        /// The code of the specification, such as `stale element reference`.
        code: String,
        /// The driver's own words.
        message: String,
    },
    /// Anything else that a journey needs and did not get.
    #[error("{0}")]
    Other(String),
}

impl Fault {
    /// A fault with the step that met it.
    pub fn at(step: impl AsRef<str>, reason: impl std::fmt::Display) -> Self {
        Self::Other(format!("{}: {reason}", step.as_ref()))
    }

    /// Whether the page moved on while it was looked at, so that looking again is right.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Driver { code, .. } if matches!(
            code.as_str(),
            "stale element reference" | "no such element" | "element not interactable" | "element click intercepted"
        ))
    }
}
