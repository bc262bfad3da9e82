//! From a pattern's text to steps.

use super::{MOST_DEPTH, MOST_STEPS, Pattern, PatternError, PatternErrorKind as Kind, Set, Step};

pub(super) fn compile(pattern: &str) -> Result<Pattern, PatternError> {
    let mut compiler = Compiler {
        text: pattern,
        at: 0,
        depth: 0,
        sets: Vec::new(),
        error: PatternError {
            at: 0,
            kind: Kind::TooBig,
        },
    };
    match compiler.whole() {
        Some(steps) => Ok(Pattern {
            steps,
            sets: compiler.sets,
        }),
        None => Err(compiler.error),
    }
}

/// What reads gives `None` where something is wrong; what it is stands in `error` then.
struct Compiler<'a> {
    text: &'a str,
    /// Bytes read.
    at: usize,
    depth: u32,
    sets: Vec<Set>,
    error: PatternError,
}

impl Compiler<'_> {
    fn whole(&mut self) -> Option<Vec<Step>> {
        let steps = self.alternatives()?;
        match self.peek() {
            None => Some(steps),
            Some(_) => self.fail(Kind::Unopened),
        }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn take(&mut self, c: char) -> bool {
        let next = self.peek() == Some(c);
        if next {
            self.at += c.len_utf8();
        }
        next
    }

    fn note(&mut self, kind: Kind) {
        self.error = PatternError {
            at: u32::try_from(self.at).unwrap_or(u32::MAX),
            kind,
        };
    }

    #[inline]
    fn fail<T>(&mut self, kind: Kind) -> Option<T> {
        self.note(kind);
        None
    }

    /// Pieces separated by `|`, up to a closing bracket or the end.
    fn alternatives(&mut self) -> Option<Vec<Step>> {
        let mut all = vec![self.sequence()?];
        while self.take('|') {
            all.push(self.sequence()?);
        }
        // Built from the last: each one before it is a fork between itself and all that follow.
        let mut steps = all.pop().unwrap_or_default();
        while let Some(mut first) = all.pop() {
            first.push(Step::Jump(self.distance(steps.len() + 1)?));
            let behind = self.distance(first.len() + 1)?;
            first.insert(0, Step::Fork(1, behind));
            self.append(&mut first, &steps)?;
            steps = first;
        }
        Some(steps)
    }

    fn sequence(&mut self) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let piece = self.piece()?;
            self.repeated(&piece, &mut steps)?;
        }
        Some(steps)
    }

    /// Adds steps, if there is room for them.
    fn append(&mut self, steps: &mut Vec<Step>, more: &[Step]) -> Option<()> {
        steps.extend_from_slice(more);
        if steps.len() > MOST_STEPS {
            self.fail(Kind::TooBig)
        } else {
            Some(())
        }
    }

    /// A character, a set or a group.
    fn piece(&mut self) -> Option<Vec<Step>> {
        let Some(c) = self.peek() else {
            return self.fail(Kind::NothingToRepeat);
        };
        match c {
            '^' | '$' => return self.fail(Kind::Anchor),
            ']' | '}' => return self.fail(Kind::Unopened),
            '?' | '*' | '+' | '{' => return self.fail(Kind::NothingToRepeat),
            _ => {}
        }
        self.at += c.len_utf8();
        Some(match c {
            '.' => vec![Step::Any],
            '(' => return self.group(),
            '[' => vec![self.set()?],
            '\\' => match self.escape()? {
                Escape::Literal(c) => vec![Step::One(c)],
                Escape::Ranges(ranges) => vec![self.of(Set {
                    negated: false,
                    ranges: ranges.to_vec(),
                })?],
            },
            c => vec![Step::One(c)],
        })
    }

    fn group(&mut self) -> Option<Vec<Step>> {
        if self.depth == MOST_DEPTH {
            return self.fail(Kind::TooDeep);
        }
        self.depth += 1;
        let steps = self.alternatives()?;
        self.depth -= 1;
        if self.take(')') {
            Some(steps)
        } else {
            self.fail(Kind::Unclosed)
        }
    }

    /// What follows `[`.
    fn set(&mut self) -> Option<Step> {
        let mut set = Set {
            negated: self.take('^'),
            ranges: Vec::new(),
        };
        while !self.take(']') {
            let Some(c) = self.peek() else {
                return self.fail(Kind::Unclosed);
            };
            // A bracket inside would mean a set in a set elsewhere: it wants its backslash.
            if c == '[' {
                return self.fail(Kind::BadSet);
            }
            match self.member()? {
                Escape::Ranges(ranges) => set.ranges.extend_from_slice(ranges),
                Escape::Literal(from) => {
                    let to = self.range_end(from)?;
                    set.ranges.push((from, to));
                }
            }
        }
        if set.ranges.is_empty() {
            return self.fail(Kind::BadSet);
        }
        self.of(set)
    }

    /// The last character of a range that starts with `from`: itself where no `-` and no other character follow.
    fn range_end(&mut self, from: char) -> Option<char> {
        let start = self.at;
        if !self.take('-') {
            return Some(from);
        }
        if self.peek() == Some(']') {
            // A hyphen before the end stands for itself.
            self.at = start;
            return Some(from);
        }
        match self.member()? {
            Escape::Literal(to) if from <= to => Some(to),
            _ => self.fail(Kind::BadSet),
        }
    }

    fn member(&mut self) -> Option<Escape> {
        match self.next() {
            None => self.fail(Kind::Unclosed),
            Some('\\') => self.escape(),
            Some(c) => Some(Escape::Literal(c)),
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Option<Escape> {
        let Some(c) = self.peek() else {
            return self.fail(Kind::BadEscape);
        };
        let escape = match c {
            'd' => Escape::Ranges(&[('0', '9')]),
            'w' => Escape::Ranges(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
            's' => Escape::Ranges(&[('\t', '\r'), (' ', ' '), ('\u{a0}', '\u{a0}')]),
            c if c.is_ascii_alphanumeric() => return self.fail(Kind::BadEscape),
            c => Escape::Literal(c),
        };
        self.at += c.len_utf8();
        Some(escape)
    }

    /// Adds a set and gives the step that asks for it.
    fn of(&mut self, set: Set) -> Option<Step> {
        let known = self.sets.iter().position(|known| *known == set);
        let place = known.unwrap_or(self.sets.len());
        if known.is_none() {
            self.sets.push(set);
        }
        match u16::try_from(place) {
            Ok(place) if self.sets.len() <= MOST_STEPS => Some(Step::Of(place)),
            _ => self.fail(Kind::TooBig),
        }
    }

    /// Adds the piece as often as what follows it says.
    fn repeated(&mut self, piece: &[Step], steps: &mut Vec<Step>) -> Option<()> {
        let (least, most) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => self.counts()?,
            _ => return self.append(steps, piece),
        };
        self.at += 1;
        if matches!(self.peek(), Some('?' | '*' | '+' | '{')) {
            return self.fail(Kind::NothingToRepeat);
        }
        // Each copy has a step more at most, so that this is never too low.
        let copies = most.unwrap_or(least + 1).max(1);
        if copies.saturating_mul(piece.len() + 1) > MOST_STEPS {
            return self.fail(Kind::TooBig);
        }
        let behind = self.distance(piece.len() + 1)?;
        for at in 0..most.unwrap_or(least + 1) {
            if at >= least {
                let behind = self.distance(piece.len() + if most.is_some() { 1 } else { 2 })?;
                steps.push(Step::Fork(1, behind));
            }
            steps.extend_from_slice(piece);
        }
        if most.is_none() {
            steps.push(Step::Jump(-behind));
        }
        self.append(steps, &[])
    }

    /// Reads `{3}`, `{3,}` or `{3,5}` up to its closing bracket, which is left.
    fn counts(&mut self) -> Option<(usize, Option<usize>)> {
        self.at += 1;
        let least = self.count()?;
        let most = if self.take(',') {
            if self.peek() == Some('}') {
                None
            } else {
                Some(self.count()?)
            }
        } else {
            Some(least)
        };
        if self.peek() != Some('}') || most.is_some_and(|most| most < least) {
            return self.fail(Kind::BadCount);
        }
        Some((least, most))
    }

    fn count(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        match digits.parse() {
            Ok(count) if count <= MOST_STEPS => Some(count),
            Err(_) if digits.is_empty() => self.fail(Kind::BadCount),
            // Too many, or a number beyond all counting.
            _ => self.fail(Kind::TooBig),
        }
    }

    /// A jump's length.
    fn distance(&mut self, steps: usize) -> Option<i16> {
        match i16::try_from(steps) {
            Ok(steps) => Some(steps),
            Err(_) => self.fail(Kind::TooBig),
        }
    }
}

/// What a character or an escape means.
enum Escape {
    Literal(char),
    Ranges(&'static [(char, char)]),
}
