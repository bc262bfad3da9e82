//! E-mail addresses and phone numbers: only what can be seen to be wrong is refused.

use crate::value::read::is_space;

/// Most characters of an e-mail address.
const LONGEST_EMAIL: usize = 254;
/// Digits of the shortest number that somebody might answer, and of the longest in the world.
const PHONE_DIGITS: std::ops::RangeInclusive<u32> = 3..=15;

/// One `@` with something before it, and behind it a dot with something on both its sides; no spaces.
pub(super) fn email(text: &str) -> Option<String> {
    let (name, host) = text.split_once('@')?;
    let plain = text.len() <= LONGEST_EMAIL && !text.chars().any(|c| is_space(c) || c.is_control());
    let dotted = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    (plain && dotted && !name.is_empty() && !host.contains('@')).then(|| text.to_owned())
}

/// Digits, spaces and `+ ( ) -`. How many digits are likely is for a warning, with [`phone_digits`].
pub(super) fn phone(text: &str) -> Option<String> {
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_space(c) {
            gap = true;
            continue;
        }
        if !c.is_ascii_digit() && !matches!(c, '+' | '(' | ')' | '-') {
            return None;
        }
        if gap && !kept.is_empty() {
            kept.push(' ');
        }
        gap = false;
        kept.push(c);
    }
    PHONE_DIGITS.contains(&phone_digits(&kept)).then_some(kept)
}

/// How many digits a phone number has.
pub fn phone_digits(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(u8::is_ascii_digit).count()).unwrap_or(u32::MAX)
}
