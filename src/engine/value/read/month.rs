//! Months as people type them: in one box, or in two boxes joined by `/`.

use super::date::{
    NONE, is_word, is_year, join_boxes, month_number, split_boxes, taken, unpadded, whole, words,
};
use super::{Misread, is_space};
use crate::value::date::small;
use crate::value::{Month, digits};

/// Reads a month with its year: `October 2026`, `Oct 2026`, `10 2026`, `10/2026`, `2026-10`, or what
/// [`join_month_parts`] made of two boxes.
pub fn read_month(text: &str) -> Result<Month, Misread> {
    if text.chars().all(|c| is_space(c) || c == '/') {
        return Err(Misread::Blank);
    }
    let [month, year] = boxes(text).ok_or(Misread::NotAMonth)?;
    let month = match word(&month)? {
        Some(word) => Some(month_number(&word).ok_or(Misread::NotAMonth)?),
        None => None,
    };
    let year = match word(&year)? {
        Some(word) => Some(
            whole(&word)
                .map(|_| digits(&word, 4))
                .ok_or(Misread::NotAMonth)?,
        ),
        None => None,
    };
    let month = month.ok_or(Misread::DateWithoutMonth)?;
    let year = year
        .ok_or(Misread::DateWithoutYear)?
        .ok_or(Misread::YearNotFourDigits)?;
    Month::from_ym(year, small(month)).ok_or(Misread::NotAMonth)
}

/// Month and year as two boxes show them, from what was typed or from a month's ISO form. What cannot be taken apart
/// stands in the first box whole.
pub fn month_parts(text: &str) -> [String; 2] {
    split_boxes(text)
        .or_else(|| arranged(words(text)?))
        .unwrap_or_else(|| [text.to_owned(), String::new()])
}

/// Month and year of a whole month that was pasted into one box; `None` if it is not all of one.
pub fn pasted_month(text: &str) -> Option<[String; 2]> {
    let text = text.trim_matches(is_space);
    boxes(text).filter(|[month, year]| is_word(month) && is_year(year))
}

/// One text of what stands in the boxes for month and year; [`month_parts`] gives back exactly the same boxes.
pub fn join_month_parts(parts: &[&str; 2]) -> String {
    join_boxes(parts)
}

/// The two parts that a text has, in the order month, year.
fn boxes(text: &str) -> Option<[String; 2]> {
    let Some(parts) = split_boxes::<2>(text) else {
        return arranged(words(text)?);
    };
    let [first, second] = &parts;
    if second.chars().all(is_space) {
        // A whole month pasted into the first box.
        if let Some(parts) = words(first)
            .filter(|words| words.len() == 2)
            .and_then(arranged)
        {
            return Some(parts);
        }
    }
    Some(parts)
}

/// Which words are month and year. `None` if there are not one or two words.
fn arranged(mut words: Vec<String>) -> Option<[String; 2]> {
    let is_year = |word: &str| whole(word).is_some() && word.len() == 4;
    let [month, year] = match words.as_mut_slice() {
        [a, b] if is_year(a) && !is_year(b) => {
            *b = unpadded(b);
            [1, 0]
        }
        [_, _] => [0, 1],
        [a] if is_year(a) => [NONE, 0],
        [_] => [0, NONE],
        _ => return None,
    };
    Some([taken(&mut words, month), taken(&mut words, year)])
}

/// The one word in a box; `None` if the box is empty.
fn word(typed: &str) -> Result<Option<String>, Misread> {
    let mut words = words(typed).ok_or(Misread::NotAMonth)?;
    match (words.pop(), words.pop()) {
        (word, None) => Ok(word),
        _ => Err(Misread::NotAMonth),
    }
}
