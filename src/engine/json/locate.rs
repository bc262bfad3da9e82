//! From a JSON Pointer to the line and column that it means, for problems found in a document.

use super::parse::Reader;
use super::{MOST_DEPTH, pointer};

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

/// Where the value that is `node`th in the order of the text starts, counted from 0; `within` a string, where the
/// character stands that starts at this byte of what the string says, its escapes taken as one. Tells repeated keys
/// apart, which a pointer cannot. `None` if there are fewer values or the text is broken before it.
pub fn locate_node(text: &str, node: u32, within: Option<u32>) -> Option<Place> {
    let mut reader = Reader::new(text);
    let at = find(&mut reader, &mut { node }, MOST_DEPTH)?;
    let Some(within) = within.filter(|_| reader.take(b'"')) else {
        return place(text, at);
    };
    let mut said = 0;
    while said < within {
        let length = reader.character()?;
        said = said.saturating_add(u32::try_from(length).ok()?);
    }
    place(text, reader.at())
}

/// The line and column of a byte, for what is wrong with the JSON itself. `None` if no character starts there.
pub fn locate_byte(text: &str, at: u32) -> Option<Place> {
    place(text, usize::try_from(at).ok()?)
}

/// Reads up to the value that stands `left` values further on, and gives the byte where it starts.
fn find(reader: &mut Reader<'_>, left: &mut u32, depth: u32) -> Option<usize> {
    reader.space();
    if *left == 0 {
        return Some(reader.at());
    }
    *left -= 1;
    let depth = depth.checked_sub(1)?;
    let (open, close) = match reader.peek()? {
        b'{' => (b'{', b'}'),
        b'[' => (b'[', b']'),
        _ => {
            reader.value()?;
            return None;
        }
    };
    reader.take(open);
    if reader.take(close) {
        return None;
    }
    loop {
        if open == b'{' {
            reader.key()?;
        }
        if let Some(at) = find(reader, left, depth) {
            return Some(at);
        }
        if !reader.another(close)? {
            return None;
        }
    }
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
