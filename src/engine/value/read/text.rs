//! Short and long text.

use super::{Misread, tidy};

/// Reads text of at most so many characters; spaces around it are left out. Characters are Unicode's, so that an
/// accent or an emoji is not counted twice as a browser's length would.
pub fn read_text(text: &str, max_chars: u32) -> Result<String, Misread> {
    let text = tidy(text)?;
    let most = usize::try_from(max_chars).unwrap_or(usize::MAX);
    if text.chars().count() > most {
        Err(Misread::TooLong { most: max_chars })
    } else {
        Ok(text.to_owned())
    }
}

/// Reads text of at most so many words; spaces and empty lines around it are left out.
pub fn read_long_text(text: &str, max_words: u32) -> Result<String, Misread> {
    let text = tidy(text)?;
    if count_words(text) > max_words {
        Err(Misread::TooManyWords { most: max_words })
    } else {
        Ok(text.to_owned())
    }
}

/// How many words a text has: what stands between spaces.
pub fn count_words(text: &str) -> u32 {
    u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
}
