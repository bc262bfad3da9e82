//! A model of the line: what is on its way in both directions, to be lost, kept back, doubled or turned about.

use crate::submit::classify::Reply;

/// A call on its way to the receiver.
#[derive(Clone)]
pub(super) struct Request {
    /// Which call it is; no two calls have the same.
    pub(super) call: u64,
    /// Of which tab.
    pub(super) tab: usize,
    /// The return's id.
    pub(super) id: String,
    /// The bytes that are sent; `None` where the return is asked after.
    pub(super) bytes: Option<Vec<u8>>,
}

/// An answer on its way back.
pub(super) struct Back {
    /// Of which call.
    pub(super) call: u64,
    /// To which tab.
    pub(super) tab: usize,
    /// What it says.
    pub(super) reply: Reply,
}

/// What is on its way.
#[derive(Default)]
pub(super) struct Line {
    /// To the receiver, the oldest first.
    pub(super) there: Vec<Request>,
    /// Back from it.
    pub(super) back: Vec<Back>,
    calls: u64,
}

impl Line {
    /// Begins a call; gives its number.
    pub(super) fn begin(&mut self, tab: usize, id: &str, bytes: Option<&[u8]>) -> u64 {
        self.calls += 1;
        self.there.push(Request {
            call: self.calls,
            tab,
            id: id.to_owned(),
            bytes: bytes.map(<[u8]>::to_vec),
        });
        self.calls
    }
}
