//! What a page asks of a security key or of the device's own lock: the `prf` extension of `WebAuthn` Level 3, by which an
//! authenticator makes a secret of a salt, the same each time, and of nothing else.
//!
//! No server looks at what is signed: the secret alone counts, and a wrong one opens nothing.

use super::browser;
use crate::storage::sealing::{KeyKind, SecurityKey, cipher};
use js_sys::{Array, Object, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::JsValue;

/// Why a security key gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AuthenticatorError {
    /// The person stopped it, it took too long, or it is not the key that was asked for.
    #[error("nothing came of it")]
    Stopped,
    /// It makes no secrets.
    #[error("this security key makes no secrets")]
    NoSecrets,
}

/// What there may be to unlock with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Authenticators {
    /// Keys that one carries.
    pub roaming: bool,
    /// The device's own lock.
    pub platform: bool,
}

/// What an authenticator gives.
pub(super) type Given = [u8; 32];

/// ES256, RS256 and `EdDSA`: each authenticator knows one. What is signed is looked at by nobody.
const ALGORITHMS: [i32; 3] = [-7, -257, -8];
/// How long a person may take, in milliseconds.
const PATIENCE: u32 = 120_000;

/// What this browser can ask for. One that does not say so is not asked.
pub(super) async fn known() -> Authenticators {
    match capabilities().await {
        Some(can) => {
            let says = |name: &str| get(&can, name).is_some_and(|value| value.is_truthy());
            let prf = says("extension:prf");
            Authenticators {
                roaming: prf,
                platform: prf && says("userVerifyingPlatformAuthenticator"),
            }
        }
        None => Authenticators::default(),
    }
}

async fn capabilities() -> Option<JsValue> {
    let window = web_sys::window()?;
    let kind = get(&window, "PublicKeyCredential")?;
    browser::given(&kind, "getClientCapabilities", None).await
}

/// Has an authenticator of a kind make something for this page, and gives what to ask of it and what it gives. `page` is
/// the page's name: the person's is nothing to an authenticator that several people may have.
pub(super) async fn make(
    kind: KeyKind,
    page: &str,
) -> Result<(SecurityKey, Given), AuthenticatorError> {
    let salt = random()?;
    let (attachment, hint) = match kind {
        KeyKind::Roaming => ("cross-platform", "security-key"),
        KeyKind::Platform => ("platform", "client-device"),
    };
    let algorithms = Array::new();
    for algorithm in ALGORITHMS {
        algorithms.push(&object(&[
            ("type", "public-key".into()),
            ("alg", algorithm.into()),
        ]));
    }
    let user = random()?;
    let wanted = object(&[
        ("rp", object(&[("name", page.into())])),
        (
            "user",
            object(&[
                ("id", bytes(&user)),
                ("name", page.into()),
                ("displayName", page.into()),
            ]),
        ),
        ("pubKeyCredParams", algorithms.into()),
        (
            "authenticatorSelection",
            object(&[
                ("authenticatorAttachment", attachment.into()),
                ("residentKey", "discouraged".into()),
                ("userVerification", "required".into()),
            ]),
        ),
        ("hints", Array::of1(&hint.into()).into()),
        ("attestation", "none".into()),
    ]);
    let made = asked("create", &wanted, &salt).await?;
    let credential = get(&made, "rawId").ok_or(AuthenticatorError::Stopped)?;
    let key = SecurityKey {
        kind,
        credential: Uint8Array::new(&credential).to_vec(),
        salt: salt.to_vec(),
    };
    if let Some(given) = secret(&made) {
        return Ok((key, given));
    }
    let can = extension(&made).and_then(|prf| get(&prf, "enabled"));
    if !can.is_some_and(|can| can.is_truthy()) {
        return Err(AuthenticatorError::NoSecrets);
    }
    // Many keys give the secret only when they are asked again.
    let given = ask(&key).await?;
    Ok((key, given))
}

/// Asks an authenticator for its secret.
pub(super) async fn ask(key: &SecurityKey) -> Result<Given, AuthenticatorError> {
    let credential = object(&[
        ("type", "public-key".into()),
        ("id", bytes(&key.credential)),
    ]);
    let wanted = object(&[
        ("allowCredentials", Array::of1(&credential).into()),
        ("userVerification", "required".into()),
    ]);
    let answer = asked("get", &wanted, &key.salt).await?;
    secret(&answer).ok_or(AuthenticatorError::NoSecrets)
}

/// Asks `navigator.credentials`, with what is the same in each question.
async fn asked(method: &str, wanted: &JsValue, salt: &[u8]) -> Result<JsValue, AuthenticatorError> {
    let first = object(&[("first", bytes(salt))]);
    let prf = object(&[("eval", first)]);
    let rest = [
        ("challenge", bytes(&random()?)),
        ("timeout", PATIENCE.into()),
        ("extensions", object(&[("prf", prf)])),
    ];
    for (name, value) in rest {
        // Setting fails on no plain object.
        let _ = Reflect::set(wanted, &name.into(), &value);
    }
    let options = object(&[("publicKey", wanted.clone())]);
    let window = web_sys::window();
    let credentials = window.and_then(|window| get(&window.navigator(), "credentials"));
    let credentials = credentials.ok_or(AuthenticatorError::Stopped)?;
    let answer = browser::given(&credentials, method, Some(&options)).await;
    answer
        .filter(JsValue::is_object)
        .ok_or(AuthenticatorError::Stopped)
}

/// What an answer says of the extension.
fn extension(answer: &JsValue) -> Option<JsValue> {
    get(
        &browser::call(answer, "getClientExtensionResults", None)?,
        "prf",
    )
}

fn secret(answer: &JsValue) -> Option<Given> {
    let first = get(&get(&extension(answer)?, "results")?, "first")?;
    let bytes = Uint8Array::new(&first).to_vec();
    bytes.try_into().ok()
}

fn random() -> Result<[u8; 32], AuthenticatorError> {
    let mut bytes = [0; 32];
    if cipher::random(&mut bytes) {
        Ok(bytes)
    } else {
        Err(AuthenticatorError::Stopped)
    }
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting fails on no plain object.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}
