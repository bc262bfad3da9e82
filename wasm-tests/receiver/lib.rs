//! The receiver: a small real backend that **stands in for the one that already exists**.
//!
//! `cargo xtask serve` and the journeys run it. It serves the built page, takes finished returns over the default wire
//! (`POST /api/returns`), judges them again with the engine, keeps them in one SQLite file and answers the three
//! optional reads. It has no sign-in: whoever reaches its address may send, so it listens on the loopback only.
//!
//! In reading order:
//! - [`Options`] and [`Receiver`]: start it from the command line, or inside another process;
//! - `returns`, `ask`, `reads`: the API, one use case after another;
//! - `store`: what rests in SQLite, each write one transaction;
//! - [`validate`]: where the engine judges a return;
//! - `problem`, `trace`: how it refuses (RFC 9457) and how an answer is matched to its request;
//! - `switches`, `sign_in`, `reports`, [`seed`]: what tests need;
//! - `pages`: the static files.

mod app;
mod ask;
mod clock;
mod options;
mod pages;
mod problem;
mod reads;
mod receipt;
mod reports;
mod returns;
pub mod seed;
mod serve;
mod sign_in;
mod store;
mod switches;
mod trace;
pub mod validate;

pub use app::{Receiver, StartError};
pub use clock::{Clock, SystemClock, utc_text};
pub use options::{Options, OptionsError, USAGE};
pub use pages::HeadersError;
pub use seed::SeedError;
pub use serve::serve;
pub use store::StoreError;
