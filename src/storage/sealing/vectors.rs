//! Vectors that must open for ever, as tests for any cipher: natively and in each browser. Nothing of the page calls them,
//! so nothing of them is in its module.

#![allow(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    reason = "these are tests, for hosts in other crates"
)]

use super::cipher::{Key, stretched};
use super::{envelope, from_hex, to_hex};

const VECTORS: &str = include_str!("../../../wasm-tests/fixtures/sealed/version_1.txt");

/// The lines of a kind, in their parts.
fn lines<const PARTS: usize>(kind: &str) -> Vec<[&'static str; PARTS]> {
    let lines = VECTORS
        .lines()
        .filter_map(|line| line.strip_prefix(kind)?.strip_prefix(" | "));
    let parts = lines.map(|line| line.split(" | ").collect::<Vec<_>>().try_into().unwrap());
    parts.collect()
}

/// Every envelope opens to what was sealed, and as nothing else; sealed again it is the same. Gives how many there are.
pub async fn envelopes_open() -> usize {
    let all = lines::<5>("envelope");
    for [what, id, key, sealed, clear] in &all {
        let key = from_hex(key).unwrap().try_into().unwrap();
        let key = Key::import(&key).await.unwrap();
        let (sealed, clear) = (from_hex(sealed).unwrap(), from_hex(clear).unwrap());
        let opened = envelope::open(&key, what, id, &sealed).await;
        assert_eq!(opened, Some(clear.clone()), "{what} {id}");
        for (what, id) in [("record", "another"), (*what, "another"), ("another", *id)] {
            assert_eq!(envelope::open(&key, what, id, &sealed).await, None);
        }
        let space = envelope::space(&sealed).unwrap();
        let nonce = sealed.get(17..29).unwrap().try_into().unwrap();
        let again = envelope::seal(&key, space, nonce, what, id, &clear).await;
        assert_eq!(again.as_ref(), Some(&sealed), "{what} {id}");
        let mut changed = sealed;
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(envelope::open(&key, what, id, &changed).await, None);
        for length in [0, 1, 28, 29, 44] {
            let torn = changed.get(..length).unwrap();
            assert_eq!(envelope::open(&key, what, id, torn).await, None);
        }
    }
    all.len()
}

/// Every secret that is stretched no oftener than this comes to what it did. Gives how many there are.
pub async fn secrets_stretch(most: u32) -> usize {
    let mut all = lines::<4>("secret");
    all.retain(|[_, _, iterations, _]| iterations.parse::<u32>().unwrap() <= most);
    for [secret, salt, iterations, raw] in &all {
        let salt = from_hex(salt).unwrap();
        let iterations = iterations.parse().unwrap();
        let given = stretched(secret.as_bytes(), &salt, iterations)
            .await
            .unwrap();
        assert_eq!(to_hex(&given), *raw, "{iterations} times");
    }
    all.len()
}
