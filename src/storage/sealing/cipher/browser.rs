//! The contract by the browser's Web Crypto. A call begins when it is made, not when it is waited for, so that many go on
//! at once.

use super::{Nonce, RawKey, Working};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// A key that seals and opens. The browser does not give its bytes out again.
#[derive(Clone)]
pub struct Key(CryptoKey);

fn crypto() -> Option<Crypto> {
    web_sys::window()?.crypto().ok()
}

fn subtle() -> Option<SubtleCrypto> {
    let subtle = crypto()?.subtle();
    // A page that did not come by HTTPS has none.
    (!subtle.is_undefined()).then_some(subtle)
}

/// Whether there is a cipher here.
pub fn is_there() -> bool {
    subtle().is_some()
}

/// An object of entries.
fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting fails on no plain object.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// What a call gives, once it has.
fn given(call: Option<Promise>) -> Working<JsValue> {
    let call = call.map(JsFuture::from);
    Box::pin(async move { call?.await.ok() })
}

fn given_bytes(call: Option<Promise>) -> Working {
    let call = given(call);
    Box::pin(async move { Some(Uint8Array::new(&call.await?).to_vec()) })
}

fn import(raw: &[u8], algorithm: &str, uses: &[&str]) -> Working<JsValue> {
    let uses: Array = uses.iter().copied().map(JsValue::from_str).collect();
    let call = subtle().and_then(|subtle| {
        let raw: Object = bytes(raw).unchecked_into();
        subtle
            .import_key_with_str("raw", &raw, algorithm, false, &uses)
            .ok()
    });
    given(call)
}

impl Key {
    /// Takes a key in.
    pub fn import(raw: &RawKey) -> Working<Self> {
        let key = import(raw, "AES-GCM", &["encrypt", "decrypt"]);
        Box::pin(async move { Some(Self(key.await?.unchecked_into())) })
    }

    /// Seals bytes: ciphertext and tag. What they are `about` is not kept, and is needed to open them.
    pub fn seal(&self, nonce: &Nonce, about: &[u8], clear: &[u8]) -> Working {
        let how = how(nonce, about);
        given_bytes(subtle().and_then(|subtle| {
            subtle
                .encrypt_with_object_and_u8_array(&how, &self.0, clear)
                .ok()
        }))
    }

    /// Opens what was sealed.
    pub fn open(&self, nonce: &Nonce, about: &[u8], sealed: &[u8]) -> Working {
        let how = how(nonce, about);
        given_bytes(subtle().and_then(|subtle| {
            subtle
                .decrypt_with_object_and_u8_array(&how, &self.0, sealed)
                .ok()
        }))
    }
}

fn how(nonce: &Nonce, about: &[u8]) -> Object {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", bytes(nonce)),
        ("additionalData", bytes(about)),
    ])
}

/// PBKDF2-HMAC-SHA-256 of a secret.
pub fn stretched(secret: &[u8], salt: &[u8], iterations: u32) -> Working {
    let key = import(secret, "PBKDF2", &["deriveBits"]);
    let how = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", bytes(salt)),
        ("iterations", iterations.into()),
    ]);
    Box::pin(async move {
        let key: CryptoKey = key.await?.unchecked_into();
        given_bytes(subtle()?.derive_bits_with_object(&how, &key, 256).ok()).await
    })
}

/// Fills bytes at random; `false` where there is no randomness.
pub fn random(bytes: &mut [u8]) -> bool {
    crypto().is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok())
}
