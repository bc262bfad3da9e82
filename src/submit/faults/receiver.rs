//! A model of the receiver: it keeps a return by its id, once; what stands before it spoils some of its answers.

use super::Chance;
use super::tally::{Fault, Tally};
use crate::submit::classify::{Answer, Reply};
use std::collections::BTreeMap;

/// How the bytes of a return begin that the receiver refuses.
pub(super) const WRONG: &[u8] = b"wrong ";

/// The receiver.
#[derive(Default)]
pub(super) struct Receiver {
    /// The bytes by id, and how often they were taken.
    held: BTreeMap<String, (Vec<u8>, u32)>,
}

impl Receiver {
    /// How often a return was taken.
    pub(super) fn copies(&self, id: &str) -> u32 {
        self.held.get(id).map_or(0, |(_, copies)| *copies)
    }

    /// The bytes under an id.
    pub(super) fn bytes(&self, id: &str) -> Option<&[u8]> {
        self.held.get(id).map(|(bytes, _)| bytes.as_slice())
    }

    /// What a post is answered while there is trouble.
    pub(super) fn post_badly(
        &mut self,
        id: &str,
        bytes: &[u8],
        chance: &mut Chance,
        tally: &mut Tally,
    ) -> Reply {
        let (fault, reply) = match chance.below(22) {
            0 => (Fault::Busy, status(503)),
            1 => (Fault::Busy, status(500)),
            2 => (Fault::AskedToWait, wait(503, "30")),
            3 => (
                Fault::AskedToWait,
                wait(429, "Thu, 28 May 2026 21:00:00 GMT"),
            ),
            4 => (Fault::Page, page(200)),
            5 => (Fault::Redirect, Reply::Redirect),
            6 => (Fault::SignIn, status(401)),
            7 => (Fault::WronglyRefused, page(400)),
            8 => (
                Fault::Conflict,
                json(409, r#"{"title":"Try again"}"#.into()),
            ),
            9 => {
                self.post(id, bytes);
                (Fault::StoredAndBusy, status(504))
            }
            10 => {
                self.post(id, bytes);
                (Fault::NoReceipt, json(200, "{}".into()))
            }
            11 => {
                self.post(id, bytes);
                (Fault::OthersReceipt, receipt(200, "another", b""))
            }
            _ => {
                let reply = self.post(id, bytes);
                if bytes.starts_with(WRONG) {
                    tally.count(Fault::Refused);
                }
                return reply;
            }
        };
        tally.count(fault);
        reply
    }

    /// What asking is answered while there is trouble.
    pub(super) fn ask_badly(&self, id: &str, chance: &mut Chance, tally: &mut Tally) -> Reply {
        let (fault, reply) = match chance.below(12) {
            0 => (Fault::Busy, status(500)),
            1 => (Fault::Page, page(200)),
            2 => (Fault::SignIn, status(401)),
            3 if self.copies(id) > 0 => (Fault::StaleWord, status(404)),
            _ => return self.ask(id),
        };
        tally.count(fault);
        reply
    }

    /// Takes a return, once.
    pub(super) fn post(&mut self, id: &str, bytes: &[u8]) -> Reply {
        if bytes.starts_with(WRONG) {
            let problem =
                r#"{"title":"No","errors":[{"pointer":"/answers/a","detail":"Too many"}]}"#;
            return json(422, problem.into());
        }
        match self.held.get(id) {
            Some((held, _)) if held != bytes => json(409, r#"{"title":"Other bytes"}"#.into()),
            Some(_) => receipt(200, id, bytes),
            None => {
                self.held.insert(id.to_owned(), (bytes.to_vec(), 1));
                receipt(201, id, bytes)
            }
        }
    }

    /// Says whether a return is there.
    pub(super) fn ask(&self, id: &str) -> Reply {
        self.bytes(id)
            .map_or_else(|| status(404), |bytes| receipt(200, id, bytes))
    }
}

/// What stands for the SHA-256 of some bytes here, on both sides.
pub(super) fn hash(bytes: &[u8]) -> String {
    let mixed = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{mixed:016x}")
}

fn receipt(status: u16, id: &str, bytes: &[u8]) -> Reply {
    let hash = hash(bytes);
    json(
        status,
        format!(r#"{{"id":"{id}","reference":"CR-{id}","state":"accepted","sha256":"{hash}"}}"#),
    )
}

fn json(status: u16, body: String) -> Reply {
    Reply::Answer(Answer {
        status,
        content_type: "application/json".into(),
        retry_after: None,
        body,
    })
}

fn status(status: u16) -> Reply {
    json(status, String::new())
}

fn wait(status: u16, until: &str) -> Reply {
    Reply::Answer(Answer {
        status,
        retry_after: Some(until.into()),
        ..Answer::default()
    })
}

fn page(status: u16) -> Reply {
    Reply::Answer(Answer {
        status,
        content_type: "text/html; charset=utf-8".into(),
        retry_after: None,
        body: "<p>Sign in to the network</p>".into(),
    })
}
