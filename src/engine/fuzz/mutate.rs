//! Makes new input of old: a seeded mutator, the same for the same seed.
#![allow(dead_code, unreachable_pub, reason = "not every user needs every part")]

/// A source of numbers that look random: xorshift, by its seed.
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// A number below another; 0 if that is 0.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let most = u64::try_from(most).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.0 % most).unwrap_or_default()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// Words that change much where they stand: edges of numbers, signs, calls, parts of documents.
const WORDS: &[&str] = &[
    "0",
    "-1",
    "1e5",
    "999999999999999999",
    "0.000000000001",
    "-0",
    "2024-02-29",
    "9999-12-31",
    "\"",
    "'",
    "\\u0000",
    "\\ud800",
    "[",
    "]",
    "{",
    "}",
    "((",
    "))",
    ",",
    ":",
    "null",
    "true",
    " && ",
    " || ",
    " ?? ",
    " ? ",
    " : ",
    "==",
    "!",
    "sum(",
    ".all(x, ",
    ".map(x, ",
    "filter(",
    "previous.",
    "subject.",
    "area_rows",
    "area_rows.hours",
    "occupied",
    "blank",
    "lost",
    "date(",
    "addDays(today, ",
    "matches(",
    "duplicates(",
    "position()",
    "rowCode('payer')",
    "offers('payer', today)",
    "paired(payer, payer, today, 'payer')",
    "distinct(",
    "returns.other_form.",
    "{{",
    "é",
    "\u{200b}",
    "£",
    "%",
    "\"showIf\":",
    "\"required\":",
    "\"calculate\":",
    "\"kind\":",
    "\"missing\":",
    "(a*)*",
    "{3,5}",
];

/// The longest input that is made.
const LONGEST: usize = 20_000;

/// A new input of one of the pool, with pieces of another.
pub fn mutate(pool: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut made = dice.of(pool).cloned().unwrap_or_default();
    for _ in 0..=dice.below(5) {
        let at = dice.below(made.len() + 1);
        let length = 1 + dice.below(16);
        let end = (at + length).min(made.len());
        match dice.below(8) {
            0 => {
                if let Some(byte) = made.get_mut(at) {
                    *byte ^= 1 << dice.below(7);
                }
            }
            1 => {
                made.drain(at..end);
            }
            2 => {
                let piece: Vec<u8> = made.get(at..end).unwrap_or_default().to_vec();
                for _ in 0..=dice.below(40) {
                    put(&mut made, at, &piece);
                }
            }
            3 | 4 => {
                let word = dice.of(WORDS).copied().unwrap_or_default();
                put(&mut made, at, word.as_bytes());
            }
            5 => {
                let other = dice.of(pool).cloned().unwrap_or_default();
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(200)).min(other.len());
                put(&mut made, at, other.get(from..to).unwrap_or_default());
            }
            6 => {
                // A word in the place of another that stands between the same signs.
                let is_sign = |byte: &u8| !byte.is_ascii_alphanumeric();
                let rest = made.get(at..).unwrap_or_default();
                let word = rest.iter().position(is_sign).unwrap_or(rest.len());
                made.drain(at..at + word);
                let word = dice.of(WORDS).copied().unwrap_or_default();
                put(&mut made, at, word.as_bytes());
            }
            _ => {
                let byte = u8::try_from(32 + dice.below(95)).unwrap_or(b' ');
                put(&mut made, at, &[byte]);
            }
        }
    }
    made.truncate(LONGEST);
    made
}

fn put(made: &mut Vec<u8>, at: usize, piece: &[u8]) {
    if made.len() + piece.len() <= LONGEST {
        made.splice(at..at, piece.iter().copied());
    }
}
