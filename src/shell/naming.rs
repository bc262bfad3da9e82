//! What people and homes of this device are called. No two look the same: a name is how one is told from another, on
//! the unlock page and beside an answer.

use super::{PeopleError, Shell};
use thiserror::Error;

/// The most characters of a name.
const LONGEST: usize = 60;

/// Why a name cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameProblem {
    /// Nothing of it can be seen.
    #[error("there is nothing to see of the name")]
    Empty,
    /// It is too long to be shown everywhere.
    #[error("the name is too long")]
    TooLong,
    /// It looks like this one, which is there already.
    #[error("the name looks like another")]
    Like(String),
}

impl Shell {
    /// A person's name as it is kept; `besides` the person who is being renamed.
    pub fn person_name(&self, typed: &str, besides: Option<&str>) -> Result<String, NameProblem> {
        let mut others = Vec::new();
        for person in self.people() {
            if besides != Some(&*person.id) {
                others.push(person.name);
            }
        }
        kept(typed, others)
    }

    /// A home's name as it is kept; `besides` the home that is being renamed.
    pub fn home_name(&self, typed: &str, besides: Option<&str>) -> Result<String, NameProblem> {
        let mut others = Vec::new();
        for home in self.homes() {
            if besides != Some(&*home.id) {
                others.push(home.name);
            }
        }
        kept(typed, others)
    }

    /// Gives a home another name. Only a lead does it.
    pub async fn rename_home(&self, id: &str, name: &str) -> Result<(), PeopleError> {
        let renamed = self.store.rename_home(id, name).await;
        self.read_people().await?;
        renamed
    }

    /// Gives a person another name. Only a lead does it.
    pub async fn rename_person(&self, id: &str, name: &str) -> Result<(), PeopleError> {
        let renamed = self.store.rename_person(id, name).await;
        self.read_people().await?;
        renamed
    }

    /// Makes a person a lead, or one of several leads no lead any more. Only a lead does it.
    pub async fn set_lead(&self, id: &str, lead: bool) -> Result<(), PeopleError> {
        let set = self.store.set_lead(id, lead).await;
        self.read_people().await?;
        set
    }
}

/// A name without what is not seen, unless it looks like another.
fn kept(typed: &str, others: Vec<String>) -> Result<String, NameProblem> {
    let name = cleaned(typed);
    if seen(&name).next().is_none() {
        return Err(NameProblem::Empty);
    }
    if name.chars().count() > LONGEST {
        return Err(NameProblem::TooLong);
    }
    match others.into_iter().find(|known| alike(known, &name)) {
        Some(like) => Err(NameProblem::Like(like)),
        None => Ok(name),
    }
}

/// One space between words, and nothing that turns text or is not seen. The two joiners stay: some scripts write with
/// them.
fn cleaned(typed: &str) -> String {
    let mut name = String::new();
    for word in typed.split(|c: char| c.is_whitespace() || c.is_control()) {
        let mut word = word.to_owned();
        word.retain(|c| !is_unseen(c) || matches!(c, '\u{200c}' | '\u{200d}'));
        if !word.is_empty() && !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&word);
    }
    name
}

fn seen(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !is_unseen(*c) && *c != ' ')
}

/// Whether two names look the same: apart from capitals, or as they are drawn.
fn alike(one: &str, other: &str) -> bool {
    let folded = |name: &str| {
        name.chars()
            .filter_map(drawn)
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let shape = |name: &str| {
        let mut shape = String::new();
        for c in name.chars().filter_map(drawn) {
            shape.push(match c {
                'I' | '1' | '|' => 'l',
                '0' => 'O',
                c => c,
            });
        }
        shape
    };
    folded(one) == folded(other) || shape(one) == shape(other)
}

/// The character that one looks like: letters of other scripts that are drawn as Latin ones. `None` for what is not seen.
fn drawn(c: char) -> Option<char> {
    const LIKE: [(&str, &str); 4] = [
        ("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS"),
        ("аеорсухіјѕһԁ", "aeopcyxijshd"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ("ονρ\u{2010}\u{2011}\u{2019}\u{2018}\u{2bc}`´", "ovp--'''''"),
    ];
    if is_unseen(c) {
        return None;
    }
    for (like, latin) in LIKE {
        let at = like.chars().zip(latin.chars());
        if let Some((_, latin)) = at.into_iter().find(|(known, _)| *known == c) {
            return Some(latin);
        }
    }
    Some(c)
}

/// Whether a character is not seen by itself.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{NameProblem, kept};

    fn with(typed: &str, other: &str) -> Result<String, NameProblem> {
        kept(typed, vec![other.to_owned()])
    }

    #[test]
    fn a_name_is_kept_without_what_is_not_seen() {
        for (typed, name) in [
            ("  Ann \u{a0} Made-up\t", "Ann Made-up"),
            ("\u{202e}Ann\u{200b}\u{2066}", "Ann"),
            ("<b>Ann</b>", "<b>Ann</b>"),
            ("Áine Ó'Neill", "Áine Ó'Neill"),
            ("\u{646}\u{200c}\u{645}", "\u{646}\u{200c}\u{645}"),
        ] {
            assert_eq!(kept(typed, vec![]).as_deref(), Ok(name));
        }
        for typed in [
            "",
            " \u{3000}\n",
            "\u{200b}\u{feff}",
            "\u{200d}",
            "\u{3164}",
        ] {
            assert_eq!(kept(typed, vec![]), Err(NameProblem::Empty), "{typed:?}");
        }
        let most = "é".repeat(60);
        assert_eq!(kept(&most, vec![]).as_deref(), Ok(most.as_str()));
        let more = [most.as_str(), "e"].concat();
        assert_eq!(kept(&more, vec![]), Err(NameProblem::TooLong));
    }

    #[test]
    fn names_that_look_the_same_are_refused() {
        for (typed, other) in [
            ("Ann", "Ann"),
            ("ann  made-up", "Ann Made-up"),
            ("An\u{200b}n", "Ann"),
            ("An\u{200d}n", "Ann"),
            // Cyrillic and Greek letters.
            ("\u{410}nn", "Ann"),
            ("J\u{43e}", "Jo"),
            ("\u{3a4}om", "Tom"),
            // Drawn alike.
            ("Iris", "lris"),
            ("Unit 1", "Unit l"),
            ("R0se", "ROse"),
            ("O\u{2019}Neill", "O'Neill"),
            ("Ann\u{2011}Marie", "Ann-Marie"),
        ] {
            let like = Err(NameProblem::Like(other.to_owned()));
            assert_eq!(with(typed, other), like, "{typed:?} and {other:?}");
        }
    }

    #[test]
    fn names_that_look_different_are_not() {
        for (typed, other) in [
            ("Ann A", "Ann B"),
            ("Lia", "Ila"),
            ("Zoe", "Zoë"),
            ("Ann", "Anna"),
            ("House 1", "House 2"),
        ] {
            assert!(with(typed, other).is_ok(), "{typed} and {other}");
        }
    }
}
