//! The receiver's own work, in this process and without a browser. Whether a return holds is the engine's to say and is
//! tested there: but for `judging`, a made-up judge reads the envelope and refuses when it is told to.

#![allow(clippy::unwrap_used)]

mod binary;
mod cut;
mod judging;
mod lasting;
mod posting;
mod reads;
mod revisions;
mod sign_in;
mod statics;
mod support;
mod switches;
