//! The contract by a library, where there is no browser.

use super::{Nonce, RawKey, Working};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce as Iv};
use std::future::ready;

/// A key that seals and opens.
#[derive(Clone)]
pub struct Key(Aes256Gcm);

/// Whether there is a cipher here.
pub fn is_there() -> bool {
    true
}

impl Key {
    /// Takes a key in.
    pub fn import(raw: &RawKey) -> Working<Self> {
        Box::pin(ready(Some(Self(Aes256Gcm::new(raw.into())))))
    }

    /// Seals bytes: ciphertext and tag. What they are `about` is not kept, and is needed to open them.
    pub fn seal(&self, nonce: &Nonce, about: &[u8], clear: &[u8]) -> Working {
        let payload = Payload {
            msg: clear,
            aad: about,
        };
        Box::pin(ready(self.0.encrypt(Iv::from_slice(nonce), payload).ok()))
    }

    /// Opens what was sealed.
    pub fn open(&self, nonce: &Nonce, about: &[u8], sealed: &[u8]) -> Working {
        let payload = Payload {
            msg: sealed,
            aad: about,
        };
        Box::pin(ready(self.0.decrypt(Iv::from_slice(nonce), payload).ok()))
    }
}

/// PBKDF2-HMAC-SHA-256 of a secret.
pub fn stretched(secret: &[u8], salt: &[u8], iterations: u32) -> Working {
    let mut raw = RawKey::default();
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(secret, salt, iterations, &mut raw);
    Box::pin(ready(Some(raw.to_vec())))
}

/// Fills bytes at random; `false` where there is no randomness.
pub fn random(bytes: &mut [u8]) -> bool {
    getrandom::fill(bytes).is_ok()
}
