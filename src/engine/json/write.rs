//! Writing JSON piece by piece: always the same bytes for the same calls.

use super::Json;
use crate::value::Decimal;
use std::fmt::Write;

/// Writes a JSON text in the shortest form. Commas and colons come by themselves; that each `begin` has its `end` and
/// each value of an object its key is the caller's to keep.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// Whether the next value or key stands behind another of the same list or object.
    follows: bool,
}

impl Writer {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts an object.
    pub fn begin_object(&mut self) {
        self.open('{');
    }

    /// Ends the object.
    pub fn end_object(&mut self) {
        self.close('}');
    }

    /// Starts a list.
    pub fn begin_list(&mut self) {
        self.open('[');
    }

    /// Ends the list.
    pub fn end_list(&mut self) {
        self.close(']');
    }

    /// An entry's key; its value is written next.
    pub fn key(&mut self, key: &str) {
        self.text(key);
        self.text.push(':');
        self.follows = false;
    }

    /// A string.
    pub fn text(&mut self, text: &str) {
        self.comma();
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                c if c < ' ' => {
                    // Writing into a String cannot fail.
                    let _ = write!(self.text, "\\u{:04x}", u32::from(c));
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    /// An exact number.
    pub fn number(&mut self, number: Decimal) {
        self.spelt(&number.to_string());
    }

    /// A whole number.
    pub fn integer(&mut self, number: i64) {
        self.spelt(&number.to_string());
    }

    /// `true` or `false`.
    pub fn truth(&mut self, truth: bool) {
        self.spelt(if truth { "true" } else { "false" });
    }

    /// `null`.
    pub fn null(&mut self) {
        self.spelt("null");
    }

    /// An entry of text: key and value.
    pub fn text_entry(&mut self, key: &str, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// A whole value.
    pub fn value(&mut self, value: &Json) {
        match value {
            Json::Null => self.null(),
            Json::Bool(truth) => self.truth(*truth),
            Json::Number(spelt) => self.spelt(spelt),
            Json::Text(text) => self.text(text),
            Json::List(list) => {
                self.begin_list();
                for value in list {
                    self.value(value);
                }
                self.end_list();
            }
            Json::Object(entries) => {
                self.begin_object();
                for (key, value) in entries {
                    self.key(key);
                    self.value(value);
                }
                self.end_object();
            }
        }
    }

    /// The text written.
    pub fn finish(self) -> String {
        self.text
    }

    fn comma(&mut self) {
        if self.follows {
            self.text.push(',');
        }
        self.follows = true;
    }

    fn spelt(&mut self, spelt: &str) {
        self.comma();
        self.text.push_str(spelt);
    }

    fn open(&mut self, bracket: char) {
        self.comma();
        self.text.push(bracket);
        self.follows = false;
    }

    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.follows = true;
    }
}
