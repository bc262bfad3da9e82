//! AES-256-GCM, PBKDF2 and randomness: one contract, carried out by the browser's Web Crypto, and natively (which is in
//! tests) by a library.

use std::future::Future;
use std::pin::Pin;

#[cfg(target_arch = "wasm32")]
#[path = "cipher/browser.rs"]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
#[path = "cipher/native.rs"]
mod platform;

pub use platform::{Key, is_there, random, stretched};

/// The bytes of a key.
pub type RawKey = [u8; 32];
/// The bytes of a nonce.
pub type Nonce = [u8; 12];

/// Something of the cipher that is under way since it was asked for; `None` where it failed, as it does when what is
/// opened is not what was sealed with this key.
pub type Working<T = Vec<u8>> = Pin<Box<dyn Future<Output = Option<T>>>>;
