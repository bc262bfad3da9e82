//! What only the device has: the time, randomness, the files beside the page, and locks between its tabs. Tests give their own.

use super::browser::{self, Alone, Lost, Turn};
use care_engine::value::{Clock, Date, london};
use std::future::Future;
use std::pin::Pin;

/// A file's text on its way; `None` where it does not come.
pub(crate) type Coming = Pin<Box<dyn Future<Output = Option<String>>>>;

/// A lock on its way; `None` where another tab has it.
pub(super) type Locking = Pin<Box<dyn Future<Output = Option<Alone>>>>;

/// Where time, randomness, files and locks come from.
#[derive(Clone, Copy)]
pub struct Device {
    /// Now: Unix time in milliseconds.
    pub now: fn() -> i64,
    /// A new random id: a UUID of version 4.
    pub id: fn() -> String,
    /// A random number, for the jitter of tries.
    pub chance: fn() -> u32,
    /// A file that stands beside the page, by its path.
    pub file: fn(&str) -> Coming,
    /// A lock that one tab at a time has, by its name.
    pub(super) lock: fn(String, Turn, Lost) -> Locking,
}

impl Device {
    /// The browser's clock and its cryptographic randomness.
    pub fn browser() -> Self {
        Self {
            now,
            id: || uuid(random()),
            chance,
            file: |path| {
                let path = path.to_owned();
                Box::pin(async move { browser::file(&path).await })
            },
            lock: |name, turn, lost| {
                Box::pin(async move { browser::alone(&name, turn, Some(lost)).await })
            },
        }
    }

    /// Civil time in London now.
    pub fn clock(&self) -> Clock {
        london((self.now)())
    }

    /// The civil date in London now.
    pub fn today(&self) -> Date {
        self.clock().date
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds, far below 2^53"
)]
fn now() -> i64 {
    js_sys::Date::now() as i64
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // It fails only for more than 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

fn chance() -> u32 {
    let [a, b, c, d, ..] = random();
    u32::from_le_bytes([a, b, c, d])
}

/// RFC 9562, version 4: the version's and the variant's bits are set, the rest stays.
fn uuid(mut bytes: [u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn an_id_has_its_version_and_variant() {
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
