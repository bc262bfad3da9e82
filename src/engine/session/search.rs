//! Finding a code of a long list by what people call it.

use crate::definition::Code;
use crate::session::Session;
use crate::value::{Date, ListIx, unmarked};

/// A code that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place in the list.
    pub index: u32,
    /// The former name, or the code before it, by which it was found and not by its own.
    pub formerly: Option<String>,
}

impl Session {
    /// The codes of a list that may be used on a day and fit what is looked for, which is a part of a name, of a code, of a
    /// former name, or of a code that it replaces: those that start so come first, then those with a word that does.
    /// All of them where nothing is looked for. Signs do not matter, nor does case.
    #[must_use]
    pub fn search(&self, list: ListIx, wanted: &str, on: Date) -> Vec<Found> {
        let codes = &self.definition.list(list).codes;
        let wanted = plain(wanted);
        let mut ended = Vec::new();
        for (index, code) in (0..).zip(codes) {
            if !code.replaced_by.is_empty() && !self.definition.valid_on(list, index, on) {
                ended.push(code);
            }
        }
        let mut found: Vec<(u8, Found)> = Vec::new();
        for (index, code) in (0..).zip(codes) {
            if !self.definition.valid_on(list, index, on) {
                continue;
            }
            let own = rank(&plain(&unmarked(code.said())), &wanted)
                .into_iter()
                .chain(rank(&plain(&code.code), &wanted))
                .min();
            let (rank, formerly) = match own {
                Some(rank) => (rank, None),
                None => match former(code, &ended, index, &wanted) {
                    Some(name) => (FORMER, Some(name)),
                    None => continue,
                },
            };
            let at = found.partition_point(|(before, _)| *before <= rank);
            found.insert(at, (rank, Found { index, formerly }));
        }
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// The code that is called so: by itself, by its label, or by a name that only it had before. One that may be used
    /// on the day comes before one that may not.
    #[must_use]
    pub fn code_named(&self, list: ListIx, text: &str, on: Date) -> Option<&str> {
        let codes = &self.definition.list(list).codes;
        let (mut best, mut former) = (None, Vec::new());
        for (at, code) in (0..).zip(codes) {
            let valid = self.definition.valid_on(list, at, on);
            if same(&code.code, text) || same(&unmarked(code.said()), text) {
                if valid {
                    return Some(&code.code);
                }
                best = Some(&*code.code);
            } else if valid && code.formerly.iter().any(|name| same(name, text)) {
                former.push(&*code.code);
            }
        }
        best.or(match former.as_slice() {
            [one] => Some(one),
            _ => None,
        })
    }
}

/// How well a former name fits: behind all others.
const FORMER: u8 = 4;

/// How well a text fits, the best first; `None` if it does not.
fn rank(text: &str, wanted: &str) -> Option<u8> {
    let at = text.find(wanted)?;
    Some(match at {
        0 if text.len() == wanted.len() => 0,
        0 => 1,
        _ if text.contains(&[" ", wanted].concat()) => 2,
        _ => 3,
    })
}

/// The first former name of a code that fits, or a name or code of one that it replaces.
fn former(code: &Code, ended: &[&Code], index: u32, wanted: &str) -> Option<String> {
    let own = code.formerly.iter();
    let before = ended
        .iter()
        .filter(|before| before.replaced_by.contains(&index));
    let before = before.flat_map(|before| {
        let names = before.formerly.iter();
        [&before.code, &before.label].into_iter().chain(names)
    });
    own.chain(before)
        .find(|name| rank(&plain(name), wanted).is_some())
        .cloned()
}

/// A name without what people leave out when they type it: small letters, `and` for `&`, one space where others have
/// hyphens, commas or brackets, and no full stops or apostrophes.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        match letter {
            '.' | '\'' | '’' | '‘' => {}
            '&' => plain.push_str(" and "),
            letter if letter.is_ascii_alphanumeric() || !letter.is_ascii() => {
                plain.push(letter.to_ascii_lowercase());
            }
            _ => plain.push(' '),
        }
    }
    let mut words = String::new();
    for word in plain.split_ascii_whitespace() {
        crate::session::view::add(&mut words, " ", word);
    }
    words
}

pub(crate) fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_case_do_not_matter() {
        assert_eq!(plain("St. Brant’s"), "st brants");
        assert_eq!(plain("Telford & Wrekin"), plain("telford AND  wrekin "));
        assert_eq!(plain("Stoke-on-Trent (city)"), "stoke on trent city");
        assert_eq!(plain("Ynys Môn"), "ynys môn");
    }

    #[test]
    fn starts_come_before_words_and_words_before_parts() {
        assert_eq!(rank("barnsley", "barnsley"), Some(0));
        assert_eq!(rank("barnsley", "barns"), Some(1));
        assert_eq!(rank("north east lincolnshire", "lincoln"), Some(2));
        assert_eq!(rank("north east lincolnshire", "shire"), Some(3));
        assert_eq!(rank("leeds", "barns"), None);
    }
}
