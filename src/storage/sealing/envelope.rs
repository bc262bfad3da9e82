//! Version 1 of the envelope in which all that is stored rests.
//!
//! `version (1), space (16), nonce (12), ciphertext and tag (16)`. The additional data is `care-returns/1`, what it is, and
//! the row's id, with a zero byte between: what stands in another row's place, or is something else, does not open.

use super::cipher::{Key, Nonce, Working};
use crate::storage::sabotage;

/// The first byte.
const VERSION: u8 = 1;
/// The length of what stands before the ciphertext.
const HEAD: usize = 1 + 16 + 12;

/// The id of a space: a person's or a home's.
pub type Space = [u8; 16];

/// What an envelope is about, for the cipher.
fn about(what: &str, id: &str) -> Vec<u8> {
    if sabotage::off("authentication") {
        return Vec::new();
    }
    ["care-returns/1\0", what, "\0", id].concat().into_bytes()
}

/// Seals the bytes of something in a row of this id.
pub fn seal(key: &Key, space: Space, nonce: Nonce, what: &str, id: &str, clear: &[u8]) -> Working {
    let sealing = key.seal(&nonce, &about(what, id), clear);
    Box::pin(async move {
        let sealed = sealing.await?;
        let mut envelope = Vec::with_capacity(HEAD.saturating_add(sealed.len()));
        envelope.push(VERSION);
        envelope.extend_from_slice(&space);
        envelope.extend_from_slice(&nonce);
        envelope.extend_from_slice(&sealed);
        Some(envelope)
    })
}

/// The space of an envelope; `None` where it is none of this version.
pub fn space(envelope: &[u8]) -> Option<Space> {
    let (version, rest) = envelope.split_first()?;
    let (space, _) = rest.split_first_chunk::<16>()?;
    (*version == VERSION && envelope.len() >= HEAD).then_some(*space)
}

/// Opens what was sealed as the same thing in a row of the same id.
pub fn open(key: &Key, what: &str, id: &str, envelope: &[u8]) -> Working {
    let parts = envelope.get(17..).and_then(<[u8]>::split_first_chunk::<12>);
    let Some((nonce, sealed)) = parts else {
        return Box::pin(std::future::ready(None));
    };
    key.open(nonce, &about(what, id), sealed)
}
