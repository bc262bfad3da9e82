//! Texts with rules in braces, for questions and messages: `Beds occupied must be {max_capacity} or fewer`.

use super::error::{RuleError, RuleErrorKind};
use super::{Data, Names, Outcome, Program, Read, Type, limits};
use crate::value::Value;

/// What [`Template::render`] writes where a rule in braces is unknown.
pub const NOT_ANSWERED: &str = "not answered";

/// Literal text and programs, in order. The default is the empty text.
#[derive(Clone, Debug, Default)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Rule(Program),
}

/// The bytes of a rule up to the brace that closes it, which is not one inside a quoted text.
fn rule_length(bytes: &[u8]) -> Option<usize> {
    let mut quote = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quote != 0 => at += 1,
            b'\'' | b'"' if quote == 0 => quote = byte,
            byte if byte == quote => quote = 0,
            b'}' if quote == 0 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where a text has rules: first byte, that of the brace, and the one behind the last. A brace that stands for itself is
/// none, and one that is not closed goes on to the end.
pub(crate) fn rules_in(source: &str) -> Vec<(usize, usize)> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let doubled = bytes.get(at + 1) == Some(byte);
        at += match byte {
            b'{' | b'}' if doubled => 2,
            b'{' => {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                let length = rule_length(rest).map_or(rest.len() + 1, |length| length + 2);
                found.push((at, at + length));
                length
            }
            _ => 1,
        };
    }
    found
}

impl Template {
    /// Compiles a text. `{{` and `}}` stand for a brace.
    ///
    /// # Errors
    /// The first mistake, with its bytes in `source`.
    pub fn compile(source: &str, names: &dyn Names) -> Result<Self, RuleError> {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let error = |at, to, kind| {
            Err(RuleError {
                at: place(at),
                to: place(to),
                kind,
            })
        };
        if source.len() > limits::TEMPLATE_BYTES {
            let kind = RuleErrorKind::TextTooLong;
            return error(limits::TEMPLATE_BYTES, source.len(), kind);
        }
        let bytes = source.as_bytes();
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or(&[]);
            let plain = rest
                .iter()
                .position(|byte| matches!(byte, b'{' | b'}'))
                .unwrap_or(rest.len());
            text.push_str(source.get(at..at + plain).unwrap_or(""));
            at += plain;
            match (bytes.get(at), bytes.get(at + 1)) {
                (None, _) => {}
                (Some(b'{'), Some(b'{')) => {
                    text.push('{');
                    at += 2;
                }
                (Some(b'}'), Some(b'}')) => {
                    text.push('}');
                    at += 2;
                }
                (Some(b'{'), _) => {
                    let start = at + 1;
                    let Some(length) = bytes.get(start..).and_then(rule_length) else {
                        return error(at, bytes.len(), RuleErrorKind::OpenBrace);
                    };
                    let rule = source.get(start..start + length).unwrap_or("");
                    let shift = |at: u32| at.saturating_add(place(start));
                    let program =
                        Program::compile(rule, None, names).map_err(|error| RuleError {
                            at: shift(error.at),
                            to: shift(error.to),
                            ..error
                        })?;
                    if matches!(program.kind(), Type::List(_)) {
                        return error(start, start + length, RuleErrorKind::Result);
                    }
                    if !text.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut text)));
                    }
                    parts.push(Part::Rule(program));
                    at = start + length + 1;
                }
                (Some(_), _) => return error(at, at + 1, RuleErrorKind::StrayBrace),
            }
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Ok(Self(parts))
    }

    fn rules(&self) -> impl Iterator<Item = &Program> {
        self.0.iter().filter_map(|part| match part {
            Part::Rule(program) => Some(program),
            Part::Text(_) => None,
        })
    }

    /// All that its rules can read, sorted, each once.
    pub fn reads(&self) -> Vec<Read> {
        let mut reads = Vec::new();
        for read in self.rules().flat_map(Program::reads) {
            super::check::note_read(&mut reads, *read);
        }
        reads
    }

    /// The text over the facts. `show` writes a value; it is told the read where the braces hold nothing but one, so
    /// that it can write it as its item is written. What is unknown becomes [`NOT_ANSWERED`].
    pub fn render(
        &self,
        data: &dyn Data,
        row: Option<u32>,
        show: &dyn Fn(Option<Read>, &Value) -> String,
    ) -> String {
        self.render_with(data, row, NOT_ANSWERED, show)
    }

    /// As [`Template::render`], with the words for what is unknown.
    pub fn render_with(
        &self,
        data: &dyn Data,
        row: Option<u32>,
        unknown: &str,
        show: &dyn Fn(Option<Read>, &Value) -> String,
    ) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Rule(program) => {
                    let mut steps = limits::TEMPLATE_STEPS;
                    match program.run(data, row, &mut steps) {
                        Outcome::Known(value) => text.push_str(&show(program.bare(), &value)),
                        Outcome::Unknown | Outcome::Defect(_) => text.push_str(unknown),
                    }
                }
            }
        }
        text
    }
}
