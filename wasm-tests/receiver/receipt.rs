//! The receiver's word on a return it took: `receipt_v1`.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// Letters and digits that are not taken for one another when read out or copied by hand, and that make no words.
const SIGNS: &[u8; 22] = b"CDFGHJKMNPQRTVWXY34679";

/// What is answered to the sender, the same bytes however often it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Receipt {
    /// The return's id.
    pub(crate) id: String,
    /// What a person quotes on the telephone: `CR-XXXX-XXXX`.
    pub(crate) reference: String,
    /// When it was stored, UTC, RFC 3339.
    pub(crate) received_at: String,
    /// The backend's word. This one accepts or refuses at once, so it is always `accepted`.
    pub(crate) state: String,
    /// Where to ask again, relative to the server.
    pub(crate) status_url: String,
}

impl Receipt {
    /// The receipt of a return from what is stored of it.
    pub(crate) fn new(
        id: String,
        reference: String,
        received_at: String,
        state: String,
    ) -> Receipt {
        let status_url = format!("/api/returns/{id}");
        Receipt {
            id,
            reference,
            received_at,
            state,
            status_url,
        }
    }
}

/// The reference that an id leads to. `turn` is raised while the reference is taken by another id.
pub(crate) fn reference(id: &str, turn: u32) -> String {
    let digest = Sha256::new()
        .chain_update(turn.to_be_bytes())
        .chain_update(id)
        .finalize();
    let mut number = digest
        .iter()
        .take(8)
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let mut reference = String::from("CR");
    for place in 0..8 {
        if place % 4 == 0 {
            reference.push('-');
        }
        let sign = usize::try_from(number % 22)
            .ok()
            .and_then(|at| SIGNS.get(at))
            .copied()
            .unwrap_or(b'C');
        reference.push(char::from(sign));
        number /= 22;
    }
    reference
}

/// SHA-256 of some bytes, in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::{SIGNS, reference, sha256};

    #[test]
    fn a_reference_has_its_shape_and_depends_on_the_id() {
        let first = reference("a", 0);
        assert_eq!(first, reference("a", 0));
        assert_ne!(first, reference("a", 1));
        assert_ne!(first, reference("b", 0));
        assert_eq!(
            (first.len(), first.get(..3), first.get(7..8)),
            (12, Some("CR-"), Some("-"))
        );
        assert!(
            first
                .bytes()
                .skip(3)
                .all(|sign| sign == b'-' || SIGNS.contains(&sign))
        );
    }

    #[test]
    fn the_hash_is_that_of_the_published_vector() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
