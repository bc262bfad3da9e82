//! Texts of what unlocks beside a PIN: a security key, or the device's own lock.
#![allow(missing_docs, reason = "a text says itself what it says")]

use crate::shell::{AuthenticatorError, KeyKind};

pub const TITLE: &str = "Unlock without typing";
pub const ROAMING: &str = "A security key that I carry with me";
pub const ROAMING_MEANS: &str = "A small device that you plug in or hold to this one. Whoever has it and can use it can open your returns. Take it with you when you leave.";
pub const PLATFORM: &str = "This device's own lock: only I can unlock this device";
pub const PLATFORM_MEANS: &str = "Whoever can unlock this device, with a fingerprint, a face or its PIN, can then open your returns. Choose it only if nobody else can. It ends when another person is added here.";
pub const SHARED: &str = "Several people use this device, so its own lock cannot open your returns: others could use it. A security key that you carry with you can.";
pub const WHICH: &str = "What you unlock with";
pub const SELECT: &str = "Select what you unlock with";
pub const STAYS: &str = "Your PIN or passphrase goes on working. You need it if the key is lost.";
pub const SECRET: &str = "The PIN or passphrase that goes on working";
pub const ADD: &str = "Set it up";
pub const TWICE: &str = "The browser asks you next. It may ask twice.";
pub const REMOVE: &str = "Remove it";
pub const REMOVED_LEFT: &str = "From then on only your PIN or passphrase opens your returns. What the key itself keeps for this page is of no use, and can be removed in the key's settings.";
const HAS_ROAMING: &str = "Your security key opens your returns, beside your PIN or passphrase.";
const HAS_PLATFORM: &str = "The lock of this device opens your returns, beside your PIN or passphrase. Remove it before somebody else can unlock this device.";
const BY_ROAMING: &str = "Unlock with your security key";
const BY_PLATFORM: &str = "Unlock with this device's own lock";
pub const OPENS_NOTHING: &str =
    "What the key gave does not open your returns. Use your PIN or passphrase.";

/// What a person has.
pub fn has(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Roaming => HAS_ROAMING,
        KeyKind::Platform => HAS_PLATFORM,
    }
}

/// The button that unlocks by it.
pub fn by(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Roaming => BY_ROAMING,
        KeyKind::Platform => BY_PLATFORM,
    }
}

/// Why it gave nothing.
pub fn gave_nothing(error: AuthenticatorError) -> &'static str {
    match error {
        AuthenticatorError::Stopped => {
            "There was no answer from the key. Try again, or use your PIN or passphrase."
        }
        AuthenticatorError::NoSecrets => {
            "This key cannot open anything here: it does not make secrets. Use another one, or go on with your PIN or passphrase."
        }
    }
}
