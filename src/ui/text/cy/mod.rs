//! The texts in Welsh, in the polite form.
//!
//! The names of homes, people and returns are not mutated, and nor is what a framework says: sentences are built so that
//! they stand where nothing mutates them.

pub mod fields;
pub mod homes;
pub mod keys;
pub mod moving;
pub mod pages;
pub mod people;
pub mod picture;
pub mod sending;
pub mod signing;
pub mod taking;
pub mod whole;

/// A noun behind a number: always singular, and mutated by the number that stands before it.
pub(crate) struct Noun {
    /// As it is.
    plain: &'static str,
    /// Behind 2, and behind 1 where it is feminine.
    soft: &'static str,
    /// Behind 6, and behind 3 where it is masculine.
    breathed: &'static str,
    is_feminine: bool,
}

impl Noun {
    const fn new(
        plain: &'static str,
        soft: &'static str,
        breathed: &'static str,
        is_feminine: bool,
    ) -> Self {
        Self {
            plain,
            soft,
            breathed,
            is_feminine,
        }
    }

    /// One of which no number changes the first letter.
    const fn firm(plain: &'static str) -> Self {
        Self::new(plain, plain, plain, false)
    }

    /// `2 ddiwrnod`
    fn counted(&self, count: u64) -> String {
        let form = match (count, self.is_feminine) {
            (1, true) | (2, _) => self.soft,
            (3, false) | (6, _) => self.breathed,
            _ => self.plain,
        };
        [&count.to_string(), " ", form].concat()
    }
}

const ANSWER: Noun = Noun::firm("ateb");
const CELL: Noun = Noun::new("cell", "gell", "chell", true);
const DAY: Noun = Noun::new("diwrnod", "ddiwrnod", "diwrnod", false);
const HOUR: Noun = Noun::firm("awr");
const MINUTE: Noun = Noun::new("munud", "funud", "munud", true);
const PROBLEM: Noun = Noun::new("problem", "broblem", "phroblem", true);
const QUESTION: Noun = Noun::new("cwestiwn", "gwestiwn", "chwestiwn", false);
const RESULT: Noun = Noun::new("canlyniad", "ganlyniad", "chanlyniad", false);
const RETURN: Noun = Noun::firm("ffurflen");
// Behind 1, which softens other feminine nouns, rh stays.
const ROW: Noun = Noun::new("rhes", "res", "rhes", false);
const SECOND: Noun = Noun::firm("eiliad");
const WORD: Noun = Noun::new("gair", "air", "gair", false);

/// A number that some function has in another width.
fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{CELL, DAY, MINUTE, PROBLEM, QUESTION, ROW, WORD};

    #[test]
    fn nouns_behind_numbers_are_singular_and_mutated() {
        for (noun, forms) in [
            (&DAY, ["1 diwrnod", "2 ddiwrnod", "3 diwrnod", "6 diwrnod"]),
            (
                &QUESTION,
                ["1 cwestiwn", "2 gwestiwn", "3 chwestiwn", "6 chwestiwn"],
            ),
            (&CELL, ["1 gell", "2 gell", "3 cell", "6 chell"]),
            (
                &PROBLEM,
                ["1 broblem", "2 broblem", "3 problem", "6 phroblem"],
            ),
            (&MINUTE, ["1 funud", "2 funud", "3 munud", "6 munud"]),
            (&ROW, ["1 rhes", "2 res", "3 rhes", "6 rhes"]),
            (&WORD, ["1 gair", "2 air", "3 gair", "6 gair"]),
        ] {
            assert_eq!([1, 2, 3, 6].map(|count| noun.counted(count)), forms);
        }
        assert_eq!(QUESTION.counted(0), "0 cwestiwn");
        assert_eq!(QUESTION.counted(12), "12 cwestiwn");
    }
}
