//! Reading JSON: RFC 8259 to the letter, in one pass, to a limited depth.

use super::{Json, JsonError, JsonErrorKind, MOST_DEPTH};

/// Reads a whole text.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn parse(text: &str) -> Result<Json, JsonError> {
    if u32::try_from(text.len()).is_err() {
        return Err(JsonError {
            at: u32::MAX,
            kind: JsonErrorKind::TooLong,
        });
    }
    let mut reader = Reader::new(text);
    reader.whole().ok_or(reader.error)
}

/// A text and how far it has been read. `at` always stands between two characters. What reads gives `None` where
/// something is wrong; what it is stands in `error` then.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    error: JsonError,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            error: JsonError {
                at: 0,
                kind: JsonErrorKind::Unexpected,
            },
        }
    }

    fn whole(&mut self) -> Option<Json> {
        let value = self.value()?;
        self.space();
        match self.peek() {
            None => Some(value),
            Some(_) => self.fail(JsonErrorKind::Trailing),
        }
    }

    /// Bytes read so far.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Skips white space.
    pub(super) fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes the byte if it is the next; white space before it is skipped.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        self.space();
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn note(&mut self, kind: JsonErrorKind) {
        self.error = JsonError {
            at: u32::try_from(self.at).unwrap_or(u32::MAX),
            kind,
        };
    }

    /// Notes what is wrong at the place reached, in place of a result.
    #[inline]
    fn fail<T>(&mut self, kind: JsonErrorKind) -> Option<T> {
        self.note(kind);
        None
    }

    /// Notes what stands here where something else should, in place of a result.
    #[inline]
    fn unexpected<T>(&mut self) -> Option<T> {
        self.note_unexpected();
        None
    }

    fn note_unexpected(&mut self) {
        self.note(if self.peek().is_some() {
            JsonErrorKind::Unexpected
        } else {
            JsonErrorKind::EndsEarly
        });
    }

    /// Takes the byte or fails.
    fn expect(&mut self, byte: u8) -> Option<()> {
        if self.take(byte) {
            Some(())
        } else {
            self.unexpected()
        }
    }

    /// Takes an object's key and the colon behind it.
    pub(super) fn key(&mut self) -> Option<Box<str>> {
        self.expect(b'"')?;
        let key = self.string()?;
        self.expect(b':')?;
        Some(key)
    }

    /// After an entry: `true` if a comma says that another follows, `false` if the list or object ends with `end`.
    pub(super) fn another(&mut self, end: u8) -> Option<bool> {
        if self.take(b',') {
            return Some(true);
        }
        self.expect(end).map(|()| false)
    }

    /// Reads one value.
    pub(super) fn value(&mut self) -> Option<Json> {
        self.space();
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => {
                self.at += 1;
                Some(Json::Text(self.string()?))
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'.' | b'+') => self.fail(JsonErrorKind::BadNumber),
            Some(b't') => self.literal("true", Json::Bool(true)),
            Some(b'f') => self.literal("false", Json::Bool(false)),
            Some(b'n') => self.literal("null", Json::Null),
            _ => self.unexpected(),
        }
    }

    /// Reads a list or an object, whose first byte is next.
    fn nested(&mut self, read: fn(&mut Self) -> Option<Json>) -> Option<Json> {
        if self.depth == MOST_DEPTH {
            return self.fail(JsonErrorKind::TooDeep);
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<Json> {
        let mut entries = Vec::new();
        if self.take(b'}') {
            return Some(Json::Object(entries));
        }
        loop {
            let key = self.key()?;
            entries.push((key, self.value()?));
            if !self.another(b'}')? {
                return Some(Json::Object(entries));
            }
        }
    }

    fn list(&mut self) -> Option<Json> {
        let mut list = Vec::new();
        if self.take(b']') {
            return Some(Json::List(list));
        }
        loop {
            list.push(self.value()?);
            if !self.another(b']')? {
                return Some(Json::List(list));
            }
        }
    }

    fn literal(&mut self, spelt: &str, value: Json) -> Option<Json> {
        for byte in spelt.bytes() {
            if self.peek() != Some(byte) {
                return self.unexpected();
            }
            self.at += 1;
        }
        Some(value)
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        self.skip(b'-', b'-');
        if self.skip(b'0', b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return self.fail(JsonErrorKind::BadNumber);
            }
        } else {
            self.digits()?;
        }
        if self.skip(b'.', b'.') {
            self.digits()?;
        }
        if self.skip(b'e', b'e') || self.skip(b'E', b'E') {
            let _ = self.skip(b'+', b'+') || self.skip(b'-', b'-');
            self.digits()?;
        }
        Some(Json::Number(
            self.text.get(start..self.at).unwrap_or_default().into(),
        ))
    }

    /// Takes the next byte if it is within the two.
    fn skip(&mut self, from: u8, to: u8) -> bool {
        let there = self.peek().is_some_and(|byte| (from..=to).contains(&byte));
        self.at += usize::from(there);
        there
    }

    /// Takes one digit or more.
    fn digits(&mut self) -> Option<()> {
        if !self.skip(b'0', b'9') {
            let kind = if self.peek().is_some() {
                JsonErrorKind::BadNumber
            } else {
                JsonErrorKind::EndsEarly
            };
            return self.fail(kind);
        }
        while self.skip(b'0', b'9') {}
        Some(())
    }

    /// Reads a string up to its closing quote; the opening one has been taken.
    fn string(&mut self) -> Option<Box<str>> {
        let mut text = String::new();
        loop {
            let start = self.at;
            while self
                .peek()
                .is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')
            {
                self.at += 1;
            }
            // Both ends stand beside an ASCII byte, so that this is always a whole piece.
            text.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Some(text.into_boxed_str());
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return self.fail(JsonErrorKind::ControlCharacter),
                None => return self.fail(JsonErrorKind::EndsEarly),
            }
        }
    }

    /// Takes one character of a string, an escape as the one that it means, and gives its length in UTF-8. `None` at
    /// the end of the string or at an escape that is none.
    pub(super) fn character(&mut self) -> Option<usize> {
        let next = self.text.get(self.at..)?.chars().next()?;
        match next {
            '"' => None,
            '\\' => self.escape().map(char::len_utf8),
            plain => {
                self.at += plain.len_utf8();
                Some(plain.len_utf8())
            }
        }
    }

    /// Reads an escape, whose backslash is next.
    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        let meant = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            Some(_) => return self.fail(JsonErrorKind::BadEscape),
            None => return self.fail(JsonErrorKind::EndsEarly),
        };
        self.at += 1;
        Some(meant)
    }

    /// Reads the rest of `\u1234`, and the second half where it is the first half of a pair.
    fn unicode(&mut self) -> Option<char> {
        let first = self.unit()?;
        if let Some(single) = char::from_u32(first) {
            return Some(single);
        }
        if first >= 0xDC00
            || self.peek() != Some(b'\\')
            || self.text.as_bytes().get(self.at + 1) != Some(&b'u')
        {
            return self.fail(JsonErrorKind::HalfPair);
        }
        self.at += 1;
        let second = self.unit()?;
        let low = second.wrapping_sub(0xDC00);
        let pair = 0x1_0000 + ((first - 0xD800) << 10) + (low & 0x3FF);
        match char::from_u32(pair) {
            Some(both) if low < 0x400 => Some(both),
            _ => self.fail(JsonErrorKind::HalfPair),
        }
    }

    /// Reads `u` and four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let Some(byte) = self.peek() else {
                return self.fail(JsonErrorKind::EndsEarly);
            };
            let Some(digit) = char::from(byte).to_digit(16) else {
                return self.fail(JsonErrorKind::BadEscape);
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Some(unit)
    }
}
