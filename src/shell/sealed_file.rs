//! A draft in a file that only its passphrase opens: `care-draft-sealed/1`.
//!
//! JSON with `shape`, `stretched` (how), `iterations`, `salt` and `sealed`: the last two base64 (RFC 4648), `sealed` the
//! envelope of the draft's text as it is stored (`storage::sealing::envelope`), of no space.

use super::FileError;
use crate::storage::sealing::{Secret, cipher, envelope};
use care_engine::json::{self, Json, Writer};

const SHAPE: &str = "care-draft-sealed/1";
const STRETCHED: &str = "PBKDF2-HMAC-SHA-256";
/// No file of ours asks for more: what says so was made to hold the page up.
const MOST: u32 = 10_000_000;

/// Whether a file is sealed, by what it says of itself.
pub(super) fn is_sealed(text: &str) -> bool {
    parts(text).is_some()
}

fn parts(text: &str) -> Option<Json> {
    let json = json::parse(text).ok()?;
    let shape = json.get("shape").and_then(Json::as_text)?;
    (shape == SHAPE).then_some(json)
}

/// Seals a draft's text. `None` where there is no cipher.
pub(super) async fn write(text: &str, passphrase: &Secret, iterations: u32) -> Option<String> {
    let mut salt = [0; 16];
    let mut nonce = [0; 12];
    if !(cipher::random(&mut salt) && cipher::random(&mut nonce)) {
        return None;
    }
    let key = passphrase.key(&salt, iterations).await?;
    let sealed = envelope::seal(&key, [0; 16], nonce, SHAPE, "", text.as_bytes()).await?;
    let mut writer = Writer::new();
    writer.begin_object();
    writer.text_entry("shape", SHAPE);
    writer.text_entry("stretched", STRETCHED);
    writer.key("iterations");
    writer.integer(i64::from(iterations));
    writer.text_entry("salt", &to_base64(&salt));
    writer.text_entry("sealed", &to_base64(&sealed));
    writer.end_object();
    Some(writer.finish())
}

/// Opens a sealed file.
///
/// # Errors
/// `NotADraft` where it is none of this shape, `WrongPassphrase` where it does not open.
pub(super) async fn read(text: &str, passphrase: &Secret) -> Result<String, FileError> {
    let json = parts(text).ok_or(FileError::NotADraft)?;
    let text = |key: &str| json.get(key).and_then(Json::as_text);
    let bytes = |key: &str| text(key).and_then(from_base64);
    let iterations = json.get("iterations").and_then(Json::as_count);
    let (Some(STRETCHED), Some(iterations), Some(salt), Some(sealed)) = (
        text("stretched"),
        iterations,
        bytes("salt"),
        bytes("sealed"),
    ) else {
        return Err(FileError::NotADraft);
    };
    if !(1..=MOST).contains(&iterations) {
        return Err(FileError::NotADraft);
    }
    let key = passphrase.key(&salt, iterations).await;
    let key = key.ok_or(FileError::WrongPassphrase)?;
    let clear = envelope::open(&key, SHAPE, "", &sealed).await;
    let clear = clear.ok_or(FileError::WrongPassphrase)?;
    String::from_utf8(clear).map_err(|_| FileError::NotADraft)
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for three in bytes.chunks(3) {
        let put =
            |number: u32, at: usize| number << 8 | u32::from(three.get(at).copied().unwrap_or(0));
        let number = (0..3).fold(0, put);
        for at in 0..4 {
            let digit = number >> (18 - 6 * at) & 63;
            let digit = DIGITS.get(usize::try_from(digit).unwrap_or(0));
            text.push(match digit {
                Some(digit) if at <= three.len() => char::from(*digit),
                _ => '=',
            });
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let text = text.as_bytes();
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let padded = text.iter().rev().take_while(|byte| **byte == b'=').count();
    if padded > 2 {
        return None;
    }
    let digits = text.get(..text.len() - padded)?;
    for four in digits.chunks(4) {
        let mut number: u32 = 0;
        for at in 0..4 {
            let value = match four.get(at) {
                Some(byte) => DIGITS.iter().position(|digit| digit == byte)?,
                None => 0,
            };
            number = number << 6 | u32::try_from(value).ok()?;
        }
        let [_, three @ ..] = number.to_be_bytes();
        bytes.extend_from_slice(three.get(..four.len().checked_sub(1)?)?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tests::ready;
    use super::{FileError, Secret, from_base64, is_sealed, read, to_base64, write};

    const FEW: u32 = 3;

    fn passphrase(text: &str) -> Secret {
        Secret::passphrase(text).unwrap()
    }

    /// RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_the_rfc() {
        let given = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let spelt = [
            "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
        ];
        for (given, spelt) in given.into_iter().zip(spelt) {
            assert_eq!(to_base64(given.as_bytes()), spelt);
            assert_eq!(from_base64(spelt), Some(given.as_bytes().to_vec()));
        }
        for wrong in ["Z", "Zg", "Zg=", "Z===", "Zm9v!A==", "====", "Zg=v"] {
            assert_eq!(from_base64(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_the_passphrase_opens_a_sealed_file() {
        let right = passphrase("made up and long");
        let text = "{\"shape\":\"draft/1\",\"name\":\"Made-up House\"}";
        let file = ready(write(text, &right, FEW)).unwrap();
        assert!(is_sealed(&file) && !is_sealed(text));
        assert!(!file.contains("House"));
        assert_eq!(ready(read(&file, &right)).as_deref(), Ok(text));
        let wrong = ready(read(&file, &passphrase("made up and longer")));
        assert_eq!(wrong, Err(FileError::WrongPassphrase));
    }

    #[test]
    fn a_file_that_was_changed_does_not_open() {
        let right = passphrase("made up and long");
        let file = ready(write("{}", &right, FEW)).unwrap();
        let changed = file.replacen(":3,", ":4,", 1);
        assert_eq!(
            ready(read(&changed, &right)),
            Err(FileError::WrongPassphrase)
        );
        for (from, to) in [
            (":3,", ":0,"),
            (":3,", ":4000000000,"),
            ("SHA-256", "SHA-1"),
        ] {
            let changed = file.replacen(from, to, 1);
            assert_ne!(changed, file);
            assert_eq!(ready(read(&changed, &right)), Err(FileError::NotADraft));
        }
    }

    /// As the first version wrote it: it must open for ever.
    #[test]
    fn a_file_of_version_1_opens_for_ever() {
        let file = include_str!("../../wasm-tests/fixtures/sealed/draft_sealed_v1.json");
        let clear = ready(read(file, &passphrase("made up and long")));
        assert_eq!(
            clear.as_deref(),
            Ok("{\"shape\":\"draft/1\",\"name\":\"Tŷ Gwyn\"}")
        );
    }
}
