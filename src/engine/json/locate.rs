//! From a JSON Pointer to the line and column that it means, for problems found in a document.

use super::parse::Reader;
use super::pointer;

/// A place in a text as an editor counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

/// Where the value at an RFC 6901 pointer starts in the text. Of repeated keys the first is meant. `None` if nothing
/// stands there or the text is broken before it.
pub fn locate(text: &str, pointer: &str) -> Option<Place> {
    let mut reader = Reader::new(text);
    for token in pointer::tokens(pointer)? {
        if reader.take(b'{') {
            while *reader.key()? != *token {
                reader.value()?;
                if !reader.another(b'}')? {
                    return None;
                }
            }
        } else if reader.take(b'[') {
            for _ in 0..pointer::index(&token)? {
                reader.value()?;
                if !reader.another(b']')? {
                    return None;
                }
            }
        } else {
            return None;
        }
    }
    reader.space();
    // An empty list or object, or one that the pointer leads behind: no value starts here.
    if matches!(reader.peek(), None | Some(b']' | b'}')) {
        return None;
    }
    place(text, reader.at())
}

/// The line and column of a byte.
fn place(text: &str, at: usize) -> Option<Place> {
    let before = text.get(..at)?;
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    Some(Place {
        line: u32::try_from(line).ok()?,
        column: u32::try_from(column).ok()?,
    })
}
