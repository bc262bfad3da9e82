//! Whether free text seems to hold what identifies a person: an NHS number, a National Insurance number, an e-mail
//! address or a phone number.
//!
//! It is for a warning, which a person may pass: so it takes what has the form and, where there is one, the right check
//! digit. Dates, amounts, registration numbers of homes and of companies do not have these forms.

use super::identifier::Identifier;

/// Digits of a phone number from its 0, and of one with the code of a country.
const NATIONAL: usize = 11;
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 10..=15;
/// Digits of an NHS number, and of each of the groups in which it is written.
const NHS_NUMBER: usize = 10;
const NHS_GROUPS: [usize; 3] = [3, 3, 4];

/// Whether a text seems to hold what identifies a person.
pub fn looks_personal(text: &str) -> bool {
    let plain = plain(text);
    plain
        .split(' ')
        .any(|word| is_email(word.trim_matches(|c: char| !c.is_ascii_alphanumeric())))
        || has_insurance_number(plain.as_bytes())
        || has_number(plain.as_bytes())
}

/// The text with one kind of space and one of hyphen, and without what is not seen: between two digits it would hide a
/// number from this function, and from nobody who reads it.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

/// Something, an `@`, and names with dots between of which the last has two letters or more.
fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else {
        return false;
    };
    let Some((_, last)) = host.rsplit_once('.') else {
        return false;
    };
    !name.is_empty()
        && last.len() > 1
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && Identifier::Email.read(word).is_ok()
}

/// Two letters that are given out, six digits and a letter from A to D, with spaces or without, and nothing that goes
/// on at its ends.
fn has_insurance_number(text: &[u8]) -> bool {
    (0..text.len()).any(|start| {
        let joined = start
            .checked_sub(1)
            .and_then(|before| text.get(before))
            .is_some_and(u8::is_ascii_alphanumeric);
        !joined && insurance_number_at(text.get(start..).unwrap_or_default())
    })
}

fn insurance_number_at(text: &[u8]) -> bool {
    let mut prefix = [0; 2];
    let mut seen = 0;
    for (at, b) in text.iter().enumerate() {
        let upper = b.to_ascii_uppercase();
        match (seen, upper) {
            (0 | 1, b'A'..=b'Z') => {
                if let Some(letter) = prefix.get_mut(seen) {
                    *letter = upper;
                }
            }
            (2..=7, b'0'..=b'9') => {}
            (8, b'A'..=b'D') => {
                let goes_on = text.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
                return !goes_on && is_given_out(prefix);
            }
            (2 | 4 | 6 | 8, b' ' | b'-') => continue,
            _ => return false,
        }
        seen += 1;
    }
    false
}

/// Whether numbers with these letters are given out (HM Revenue and Customs, National Insurance Manual NIM39110).
fn is_given_out(prefix: [u8; 2]) -> bool {
    let [first, second] = prefix;
    !b"DFIQUV".contains(&first)
        && !b"DFIOQUV".contains(&second)
        && ![b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"].contains(&&prefix)
}

/// Groups of digits with a space, a hyphen or brackets between them are looked at together.
fn has_number(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(start) = rest.iter().position(u8::is_ascii_digit) {
        let (before, run) = rest.split_at(start);
        let mut groups = Vec::new();
        let mut end = 0;
        while let Some(group) = group_at(run, end) {
            end = group.end;
            groups.push(group);
        }
        let plus = before.iter().rev().find(|b| **b != b'(') == Some(&b'+');
        if is_phone_abroad(&groups, plus)
            || (0..groups.len()).any(|at| {
                let from = groups.get(at..).unwrap_or_default();
                is_phone(from) || is_nhs_number(from)
            })
        {
            return true;
        }
        rest = run.get(end..).unwrap_or_default();
    }
    false
}

/// A group of digits.
struct Group<'a> {
    digits: &'a [u8],
    /// A hyphen stands before it, and a group before that.
    hyphen: bool,
    /// Where it ends in its run.
    end: usize,
}

/// The group behind at most two separators.
fn group_at(run: &[u8], from: usize) -> Option<Group<'_>> {
    let rest = run.get(from..)?;
    let gap = rest.iter().position(|b| !b" -()".contains(b))?;
    if gap > if from == 0 { 0 } else { 2 } {
        return None;
    }
    let (between, rest) = rest.split_at(gap);
    let length = rest
        .iter()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(rest.len());
    (length > 0).then(|| Group {
        digits: rest.get(..length).unwrap_or_default(),
        hyphen: between.contains(&b'-'),
        end: from + gap + length,
    })
}

/// Eleven digits from a 0, the first group of them as long as a code of a place or a network, or all in one.
fn is_phone(groups: &[Group]) -> bool {
    let Some(first) = groups.first() else {
        return false;
    };
    let is_start = first.digits.starts_with(b"0") && !first.digits.starts_with(b"00");
    let mut digits = 0;
    is_start
        && (3..=NATIONAL).contains(&first.digits.len())
        && groups
            .iter()
            .take_while(|group| {
                digits += group.digits.len();
                digits < NATIONAL
            })
            .all(|group| group.digits.len() > 1)
        && digits == NATIONAL
}

/// As many digits behind a plus, or behind 00, as a number with the code of a country has.
fn is_phone_abroad(groups: &[Group], plus: bool) -> bool {
    let Some(first) = groups.first() else {
        return false;
    };
    let digits = groups.iter().map(|group| group.digits.len()).sum();
    (plus && INTERNATIONAL.contains(&digits))
        || (first.digits.starts_with(b"0044") && (12..=15).contains(&digits))
}

/// Ten digits of which the last checks the others, in one group or in three. Behind a hyphen it is the end of another
/// number, such as that of a registered home.
fn is_nhs_number(groups: &[Group]) -> bool {
    let whole = |count: usize| {
        let digits: Vec<u8> = groups
            .iter()
            .take(count)
            .flat_map(|group| group.digits.iter().copied())
            .collect();
        std::str::from_utf8(&digits).is_ok_and(|text| Identifier::NhsNumber.read(text).is_ok())
    };
    let Some(first) = groups.first().filter(|group| !group.hyphen) else {
        return false;
    };
    if first.digits.len() == NHS_NUMBER {
        return whole(1);
    }
    groups.len() >= NHS_GROUPS.len()
        && groups
            .iter()
            .zip(NHS_GROUPS)
            .all(|(group, length)| group.digits.len() == length)
        && whole(NHS_GROUPS.len())
}
