//! Dates as people type them: in one box, or in three boxes joined by `/`.

use super::{Misread, is_space};
use crate::text::{cy, en};
use crate::value::date::small;
use crate::value::{Date, all_digits, digits};

/// Reads a date: `27 March 2007`, `27 3 2007`, `27/3/2007`, `27-03-2007`, `27.3.2007`, `27th Mar 2007`, `2007-03-27`,
/// `March 27, 2007`, or what [`join_date_parts`] made of three boxes. Numbers alone are day, month, year, as they are
/// written here.
pub fn read_date(text: &str) -> Result<Date, Misread> {
    if text.chars().all(|c| is_space(c) || c == '/') {
        return Err(Misread::Blank);
    }
    let parts = boxes(text).ok_or(Misread::NotADate)?;
    let [day, month, year] = &parts;
    let (day, month, year) = (part(day)?, part(month)?, part(year)?);
    let number = |word: Option<String>| match word {
        Some(word) => whole(&word).map(Some).ok_or(Misread::NotADate),
        None => Ok(None),
    };
    let day = number(day)?;
    let month = match month {
        Some(word) => Some(month_number(&word).ok_or(Misread::NotADate)?),
        None => None,
    };
    let four = year.as_ref().and_then(|word| digits(word, 4));
    let year = number(year)?.map(|_| four);
    let (day, month, year) = match (day, month, year) {
        (Some(day), Some(month), Some(year)) => (day, month, year),
        (None, Some(_), Some(_)) => return Err(Misread::DateWithoutDay),
        (Some(_), None, Some(_)) => return Err(Misread::DateWithoutMonth),
        (Some(_), Some(_), None) => return Err(Misread::DateWithoutYear),
        (None, None, _) => return Err(Misread::DateWithoutDayAndMonth),
        (None, _, None) => return Err(Misread::DateWithoutDayAndYear),
        (_, None, None) => return Err(Misread::DateWithoutMonthAndYear),
    };
    let year = year.ok_or(Misread::YearNotFourDigits)?;
    Date::from_ymd(year, small(month), small(day)).ok_or(Misread::NoSuchDate)
}

/// Day, month and year as three boxes show them, from what was typed or from a date's ISO form. What cannot be taken
/// apart stands in the first box whole.
pub fn date_parts(text: &str) -> [String; 3] {
    split_boxes(text)
        .or_else(|| arranged(words(text)?))
        .unwrap_or_else(|| [text.to_owned(), String::new(), String::new()])
}

/// Day, month and year of a whole date that was pasted into one box; `None` if it is not all of one.
pub fn pasted_date(text: &str) -> Option<[String; 3]> {
    let text = text.trim_matches(is_space);
    boxes(text).filter(|[day, month, year]| is_word(day) && is_word(month) && is_year(year))
}

/// Whether a part is one word, and so is what one box is for.
pub(super) fn is_word(part: &str) -> bool {
    words(part).is_some_and(|words| words.len() == 1)
}

/// Whether a part is a year.
pub(super) fn is_year(part: &str) -> bool {
    digits(part, 4).is_some()
}

/// One text of what stands in the boxes for day, month and year. [`date_parts`] gives back exactly the same boxes; all
/// of them empty make an empty text.
pub fn join_date_parts(parts: &[&str; 3]) -> String {
    join_boxes(parts)
}

/// The three parts that a text has, in the order day, month, year.
fn boxes(text: &str) -> Option<[String; 3]> {
    let Some(parts) = split_boxes(text) else {
        return arranged(words(text)?);
    };
    let [first, second, third] = &parts;
    if blank(second) && blank(third) {
        // A whole date pasted into the first box.
        if let Some(parts) = words(first).and_then(arranged) {
            return Some(parts);
        }
    }
    if digits(first.trim_matches(is_space), 4).is_some()
        && digits(third.trim_matches(is_space), 4).is_none()
    {
        let [year, month, day] = parts;
        return Some([day, month, year]);
    }
    Some(parts)
}

/// Which words are day, month and year. `None` if there are not two or three words.
fn arranged(mut words: Vec<String>) -> Option<[String; 3]> {
    let is_year = |word: &str| whole(word).is_some() && word.len() == 4;
    let is_name = |word: &str| whole(word).is_none() && month_number(word).is_some();
    let (a, b, c) = match words.as_slice() {
        [a, b] => (a, b, None),
        [a, b, c] => (a, b, Some(c)),
        _ => return None,
    };
    // The places of day, month and year among the words.
    let [day, month, year] = match c {
        Some(_) if is_name(a) => [1, 0, 2],
        Some(c) if is_year(a) && !is_year(c) => {
            for word in words.iter_mut().skip(1) {
                *word = unpadded(word);
            }
            [2, 1, 0]
        }
        Some(_) => [0, 1, 2],
        None if is_year(b) && (is_name(a) || whole(a).is_some_and(|n| n <= 12)) => [NONE, 0, 1],
        None if is_year(b) => [0, NONE, 1],
        None if is_name(a) => [1, 0, NONE],
        None => [0, 1, NONE],
    };
    Some([
        taken(&mut words, day),
        taken(&mut words, month),
        taken(&mut words, year),
    ])
}

/// The place of a word that is not there.
pub(super) const NONE: usize = usize::MAX;

/// Takes a word out; empty if there is none at the place.
pub(super) fn taken(words: &mut [String], at: usize) -> String {
    words.get_mut(at).map(std::mem::take).unwrap_or_default()
}

/// The words and numbers of a text, without `th` and its like behind a number and without `of`. `None` if something
/// else stands between them than what is put between the parts of a date.
pub(super) fn words(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let numeral = |word: &str| word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let mut chars = text.chars();
    let mut ended = false;
    while !ended {
        let c = chars.next().unwrap_or_else(|| {
            ended = true;
            ' '
        });
        let between = is_space(c) || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.' | ',');
        // The names of months have none but plain letters: which other characters are letters need not be known.
        let letter = c.is_ascii_alphabetic() || !(c.is_ascii() || between);
        let goes_on = if numeral(&word) {
            c.is_ascii_digit()
        } else {
            letter
        };
        if !goes_on && !word.is_empty() {
            let ordinal = ["st", "nd", "rd", "th"]
                .iter()
                .any(|end| word.eq_ignore_ascii_case(end))
                && words.last().is_some_and(|before| numeral(before));
            if !ordinal && !word.eq_ignore_ascii_case("of") {
                words.push(std::mem::take(&mut word));
            }
            word.clear();
        }
        if letter || c.is_ascii_digit() {
            word.push(c);
        } else if !between {
            return None;
        }
    }
    Some(words)
}

/// The word in one box: `None` if nothing stands there.
fn part(typed: &str) -> Result<Option<String>, Misread> {
    if blank(typed) {
        return Ok(None);
    }
    let mut words = words(typed).ok_or(Misread::NotADate)?;
    match (words.pop(), words.pop()) {
        (Some(word), None) => Ok(Some(word)),
        _ => Err(Misread::NotADate),
    }
}

/// A number of digits only. One too great for any calendar becomes the greatest, which no calendar has either.
pub(super) fn whole(word: &str) -> Option<i32> {
    let all = !word.is_empty() && all_digits(word);
    all.then(|| word.parse().unwrap_or(i32::MAX))
}

/// A month's number from its digits, its name in English or Welsh, or the first three letters of that. Whether there is such a month is
/// not looked at.
pub(super) fn month_number(word: &str) -> Option<i32> {
    if let Some(number) = whole(word) {
        return Some(number);
    }
    let place = |names: &[&str; 12]| {
        names.iter().position(|name| {
            let short = name.get(..3).unwrap_or_default();
            name.eq_ignore_ascii_case(word) || short.eq_ignore_ascii_case(word)
        })
    };
    // In both languages, whichever the page is in: what was typed is kept as it was typed, and read again in the other.
    let place = place(&en::MONTHS).or_else(|| place(&cy::MONTHS));
    let place = place.or_else(|| word.eq_ignore_ascii_case("sept").then_some(8))?;
    i32::try_from(place + 1).ok()
}

fn blank(typed: &str) -> bool {
    typed.chars().all(is_space)
}

/// Without leading zeros, as people write days and months; zeros alone stay, so that the box shows them.
pub(super) fn unpadded(number: &str) -> String {
    let significant = number.trim_start_matches('0');
    if significant.is_empty() {
        number.to_owned()
    } else {
        significant.to_owned()
    }
}

/// Joins boxes by `/`. A `/` or `\` typed inside a box gets a `\` before it, so that it is given back as typed.
pub(super) fn join_boxes(parts: &[&str]) -> String {
    let mut text = String::new();
    if parts.iter().all(|part| part.is_empty()) {
        return text;
    }
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            text.push('/');
        }
        for c in part.chars() {
            if matches!(c, '/' | '\\') {
                text.push('\\');
            }
            text.push(c);
        }
    }
    text
}

/// Takes apart what [`join_boxes`] made, or what was typed with `/`; boxes that are not there are empty. `None` if there
/// is no `/`, or more of them than go between `N` boxes.
pub(super) fn split_boxes<const N: usize>(text: &str) -> Option<[String; N]> {
    split(text, N)?.try_into().ok()
}

fn split(text: &str, most: usize) -> Option<Vec<String>> {
    let mut boxes = Vec::with_capacity(most);
    let mut part = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '/' {
            boxes.push(std::mem::take(&mut part));
            if boxes.len() == most {
                return None;
            }
            continue;
        }
        match (c, chars.clone().next()) {
            ('\\', Some(meant @ ('/' | '\\'))) => {
                part.push(meant);
                chars.next();
            }
            _ => part.push(c),
        }
    }
    if boxes.is_empty() {
        return None;
    }
    boxes.push(part);
    while boxes.len() < most {
        boxes.push(String::new());
    }
    Some(boxes)
}
