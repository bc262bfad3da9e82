//! JSON in and out, with numbers kept exactly as written and repeated keys kept to be reported.
//!
//! Our own because the usual reader turns numbers into binary floats and drops repeated keys in silence, and because
//! its derived readers stop at the first problem.

mod error;
mod locate;
mod parse;
pub mod pointer;
mod write;

#[cfg(test)]
mod tests;

pub use error::{JsonError, JsonErrorKind};
pub use locate::{Place, locate, locate_byte, locate_node};
pub use parse::parse;
pub use write::Writer;

use crate::value::Decimal;

/// How deep lists and objects may stand in one another.
pub const MOST_DEPTH: u32 = 64;

/// A JSON value. Object entries keep their order and their repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, spelt as in the text.
    Number(Box<str>),
    /// A string, unescaped.
    Text(Box<str>),
    /// An array.
    List(Vec<Json>),
    /// An object's entries in order.
    Object(Vec<(Box<str>, Json)>),
}

impl Json {
    /// The value of an object's first entry with this key; `None` if there is none or this is no object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()?
            .iter()
            .find(|(k, _)| &**k == key)
            .map(|(_, value)| value)
    }

    /// What stands at an RFC 6901 pointer, if anything does.
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        let mut here = self;
        for token in pointer::tokens(pointer)? {
            here = match here {
                Self::List(list) => list.get(pointer::index(&token)?)?,
                _ => here.get(&token)?,
            };
        }
        Some(here)
    }

    /// What stands at an RFC 6901 pointer, to be changed.
    pub fn at_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        let mut here = self;
        for token in pointer::tokens(pointer)? {
            here = match here {
                Self::List(list) => list.get_mut(pointer::index(&token)?)?,
                Self::Object(entries) => {
                    let entry = entries.iter_mut().find(|(key, _)| **key == *token);
                    &mut entry?.1
                }
                _ => return None,
            };
        }
        Some(here)
    }

    /// The text, if it is a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The truth, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The values, if it is an array.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The entries in order and with repeats, if it is an object.
    pub fn entries(&self) -> Option<&[(Box<str>, Self)]> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The exact number; `None` if it is none, has more digits than a [`Decimal`], or is written with an exponent.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(spelt) => Decimal::parse(spelt),
            _ => None,
        }
    }

    /// The whole number of 0 or more, if it is one that fits.
    pub fn as_count(&self) -> Option<u32> {
        u32::try_from(self.number()?.to_int()?).ok()
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The shortest JSON text of it.
    pub fn to_text(&self) -> String {
        let mut writer = Writer::new();
        writer.value(self);
        writer.finish()
    }
}
