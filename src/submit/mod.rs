//! Sending finished returns to the backend that there is: what its answers mean, when to try again, and the wire.
//!
//! `outbox`, `classify`, `config` and the shapes are pure; only `http` (and what calls it in `reads`) touches a browser.
//! The path of a try: [`outbox::next`] → [`http::send`] or [`http::ask`] → [`outbox::after`] →
//! [`crate::storage::Store::settle`].

pub mod classify;
pub mod clock;
pub mod config;
#[cfg(test)]
mod faults;
pub mod http;
pub mod outbox;
mod progress_v1;
pub mod reads;
pub mod receipt;
mod refusal;
pub mod sign_in;
mod template;

pub use classify::{Answer, Outcome, Reply};
pub use config::{ConfigProblem, Wire};
pub use outbox::{Ended, Progress, Step, StuckReason};
pub use receipt::{Receipt, ReceiptState};
pub use refusal::{Finding, Refusal};
pub use sign_in::{May, Owner, SignedIn, Standing};
pub use template::Template;
