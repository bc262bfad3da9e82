//! Text that says which of its parts are in another language than the rest, such as a message in English around a label in
//! Welsh.
//!
//! The marks are Unicode's own language tags: U+E0001, the tag's letters as tag characters, then the text, then U+E0001
//! U+E007F. They show as nothing where somebody forgets to take them out. They stand in the texts of a framework that is
//! shown in another language than its first, in what a page shows and in nothing that is stored or sent.

use std::borrow::Cow;

/// Starts a language, or ends it where [`END`] follows.
const MARK: char = '\u{e0001}';
/// Behind [`MARK`]: what follows is in the first language again.
const END: char = '\u{e007f}';
/// The tag character for the code point 0; that of a letter stands so many places behind.
const TAGS: u32 = 0xe_0000;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedPart<'a> {
    /// Its language tag; empty for the language of what stands around.
    pub language: String,
    /// What it says. Never empty.
    pub text: &'a str,
}

/// Adds a text in a language. `language` is a tag of letters, digits and hyphens.
pub fn push_marked(to: &mut String, language: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    to.push(MARK);
    for letter in language.bytes() {
        to.extend(char::from_u32(TAGS + u32::from(letter)));
    }
    to.push_str(text);
    to.push(MARK);
    to.push(END);
}

/// Whether a text has marks.
#[must_use]
pub fn is_marked(text: &str) -> bool {
    // No text in use has a byte of so high a plane but for marks and emoji.
    text.as_bytes().contains(&0xf3) && text.chars().any(|c| c == MARK)
}

/// The parts of a text, in order.
#[must_use]
pub fn marked_parts(text: &str) -> Vec<MarkedPart<'_>> {
    let mut parts = Vec::new();
    let mut language = String::new();
    let mut rest = text;
    loop {
        let at = rest.find(MARK).unwrap_or(rest.len());
        let (said, more) = rest.split_at(at);
        if !said.is_empty() {
            parts.push(MarkedPart {
                language: language.clone(),
                text: said,
            });
        }
        let mut letters = more.chars();
        if letters.next().is_none() {
            return parts;
        }
        language.clear();
        rest = letters.as_str();
        while let Some(next) = letters.next() {
            if next != END && tag_letter(next).is_none() {
                break;
            }
            language.extend(tag_letter(next));
            rest = letters.as_str();
            if next == END {
                break;
            }
        }
    }
}

/// The letter that a tag character stands for.
fn tag_letter(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c).checked_sub(TAGS)?).ok()?;
    (byte.is_ascii_alphanumeric() || byte == b'-').then(|| char::from(byte))
}

/// The text without marks.
#[must_use]
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if !is_marked(text) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for part in marked_parts(text) {
        plain.push_str(part.text);
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn cut(text: &str) -> Vec<(String, String)> {
        let parts = marked_parts(text).into_iter();
        parts
            .map(|part| (part.language, part.text.to_owned()))
            .collect()
    }

    fn part(language: &str, text: &str) -> (String, String) {
        (language.to_owned(), text.to_owned())
    }

    #[test]
    fn a_text_comes_apart_as_it_was_put_together() {
        let mut text = String::from("Enter ");
        push_marked(&mut text, "cy", "gwelyau");
        text.push_str(" or ");
        push_marked(&mut text, "en-GB", "beds");
        push_marked(&mut text, "cy", "");
        let parts = [
            part("", "Enter "),
            part("cy", "gwelyau"),
            part("", " or "),
            part("en-GB", "beds"),
        ];
        assert_eq!(cut(&text), parts);
        assert_eq!(unmarked(&text), "Enter gwelyau or beds");
        assert!(is_marked(&text));
    }

    #[test]
    fn what_has_no_marks_stays_as_it_is() {
        // The flag of Wales is made of tag characters too.
        for text in [
            "",
            "Beds",
            "Gwelyau \u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
        ] {
            assert!(!is_marked(text), "{text}");
            assert!(matches!(unmarked(text), Cow::Borrowed(same) if same == text));
            assert_eq!(cut(text).len(), usize::from(!text.is_empty()));
        }
        let mut flag = String::new();
        let wales = "\u{1f3f4}\u{e0067}\u{e007f} Cymru";
        push_marked(&mut flag, "cy", wales);
        assert_eq!(cut(&flag), [part("cy", wales)]);
    }

    #[test]
    fn broken_marks_lose_no_text() {
        assert_eq!(cut("a\u{e0001}"), [part("", "a")]);
        assert_eq!(cut("\u{e0001}\u{e0063}b"), [part("c", "b")]);
        assert_eq!(cut("\u{e0001}\u{e0001}\u{e007f}b"), [part("", "b")]);
    }
}
