//! The pure core of Care Returns: a framework document in, edits in; what to show and what is wrong out.
//!
//! Nothing here reads a clock, a random source, a file or a network: dates, ids and randomness are arguments.
//! The path of a return is [`definition::Definition`] → [`session::Session`] → [`exchange::return_v1`].

pub mod definition;
pub mod exchange;
pub mod json;
pub mod moving;
pub mod picture;
pub mod rules;
pub mod session;
pub mod table;
pub(crate) mod text;
pub mod value;
