//! PINs and passphrases: what may be chosen, and the key that a space's key rests under.

use super::cipher::{Key, stretched};
use super::envelope::{self, Space};
use super::person::{Guard, PersonRow};
use super::random;
use std::time::Duration;
use thiserror::Error;

/// How often a secret is stretched that is chosen today: what OWASP asks of PBKDF2-HMAC-SHA-256. Each person's count
/// stands with him, so that it can rise.
pub const ITERATIONS: u32 = 600_000;

/// Why a secret cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SecretProblem {
    /// The PIN is not 6 digits or more.
    #[error("a PIN has 6 digits or more")]
    PinTooShort,
    /// The PIN has something else than digits.
    #[error("a PIN has digits only")]
    PinNotDigits,
    /// The PIN is one that is tried first: one digit repeated, or digits in a row.
    #[error("this PIN is easily guessed")]
    PinTooPlain,
    /// The passphrase has fewer than 12 characters.
    #[error("a passphrase has 12 characters or more")]
    PassphraseTooShort,
}

/// A PIN or a passphrase on its way to be tried or chosen. It is not kept, and never shown.
pub struct Secret {
    pub(super) guard: Guard,
    text: String,
}

impl Secret {
    /// No secret.
    pub fn nothing() -> Self {
        Self::tried(Guard::Nothing, "")
    }

    /// A PIN that a person chooses. Spaces in it are left out.
    pub fn pin(typed: &str) -> Result<Self, SecretProblem> {
        let secret = Self::tried(Guard::Pin, typed);
        let digits = secret.text.as_bytes();
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(SecretProblem::PinNotDigits);
        }
        if digits.len() < 6 {
            return Err(SecretProblem::PinTooShort);
        }
        if is_plain(digits) {
            return Err(SecretProblem::PinTooPlain);
        }
        Ok(secret)
    }

    /// A passphrase that a person chooses. Spaces around it are left out.
    pub fn passphrase(typed: &str) -> Result<Self, SecretProblem> {
        let secret = Self::tried(Guard::Passphrase, typed);
        if secret.text.chars().count() < 12 {
            return Err(SecretProblem::PassphraseTooShort);
        }
        Ok(secret)
    }

    /// What was typed to be tried against a secret, whatever it is.
    pub fn tried(guard: Guard, typed: &str) -> Self {
        let text = match guard {
            Guard::Nothing => String::new(),
            Guard::Pin => typed.split_whitespace().collect(),
            Guard::Passphrase => typed.trim().to_owned(),
        };
        Self { guard, text }
    }

    /// The key that this secret stretches to.
    pub async fn key(&self, salt: &[u8], iterations: u32) -> Option<Key> {
        let raw = stretched(self.text.as_bytes(), salt, iterations).await?;
        Key::import(&raw.try_into().ok()?).await
    }
}

/// Whether each digit follows the one before by the same step of none, one up or one down: 000000, 123456, 987654.
fn is_plain(digits: &[u8]) -> bool {
    let step = |pair: &[u8]| match pair {
        [one, other] => (10 + other - one) % 10,
        _ => 0,
    };
    let mut steps = digits.windows(2).map(step);
    let first = steps.next().unwrap_or(0);
    matches!(first, 0 | 1 | 9) && steps.all(|step| step == first)
}

/// Puts a space's key under a secret, in the person's row. `None` where there is no cipher or no randomness.
pub(super) async fn guard(
    person: &mut PersonRow,
    raw: &[u8],
    secret: &Secret,
    iterations: u32,
) -> Option<()> {
    person.guard = secret.guard;
    if secret.guard == Guard::Nothing {
        person.salt.clear();
        person.iterations = 0;
        person.key = raw.to_vec();
        return Some(());
    }
    let salt: [u8; 16] = random()?;
    let key = secret.key(&salt, iterations).await?;
    let space = space_of(&person.id)?;
    person.key = envelope::seal(&key, space, random()?, "person key", &person.id, raw).await?;
    person.salt = salt.to_vec();
    person.iterations = iterations;
    Some(())
}

/// The key of a person's space; `None` where the secret is wrong.
pub(super) async fn unguarded(person: &PersonRow, secret: &Secret) -> Option<Vec<u8>> {
    if person.guard == Guard::Nothing {
        return Some(person.key.clone());
    }
    let key = secret.key(&person.salt, person.iterations).await?;
    envelope::open(&key, "person key", &person.id, &person.key).await
}

/// How long nothing is tried after so many wrong tries: four are free.
pub(super) fn wait_after(tries: u32) -> Duration {
    Duration::from_secs(match tries {
        0..=4 => 0,
        5 => 30,
        6 => 60,
        7 => 2 * 60,
        8 => 5 * 60,
        9 => 15 * 60,
        _ => 60 * 60,
    })
}

/// Bytes as text, two digits for each.
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            let digit = DIGITS.get(usize::from(half));
            text.push(digit.map_or('0', |digit| char::from(*digit)));
        }
    }
    text
}

/// Bytes out of such a text; `None` where it is none.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for pair in text.as_bytes().chunks(2) {
        let [high, low] = pair else { return None };
        bytes.push(u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?);
    }
    Some(bytes)
}

/// The space of a person or a home: its id is the space's bytes.
pub fn space_of(id: &str) -> Option<Space> {
    from_hex(id)?.try_into().ok()
}
