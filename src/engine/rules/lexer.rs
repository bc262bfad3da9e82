//! Source text to tokens, one at a time. A token holds its place, not its text.

use super::error::RuleErrorKind;

/// Operators between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BinaryOp {
    Coalesce,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl BinaryOp {
    /// How strongly it binds, 1 to 6.
    pub(super) fn power(self) -> u8 {
        match self {
            Self::Coalesce => 1,
            Self::Or => 2,
            Self::And => 3,
            Self::Equal
            | Self::NotEqual
            | Self::Less
            | Self::LessOrEqual
            | Self::Greater
            | Self::GreaterOrEqual
            | Self::In => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Remainder => 6,
        }
    }
}

/// Kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Number,
    Text,
    Name,
    Operator(BinaryOp),
    Not,
    Open,
    Close,
    OpenList,
    CloseList,
    OpenMap,
    Comma,
    Point,
    Question,
    Colon,
    End,
    /// What is no token: [`Lexer::wrong`] says why.
    Wrong,
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) at: u32,
    pub(super) to: u32,
}

/// Reads tokens from `bytes`, which hold at most [`super::limits::TEMPLATE_BYTES`].
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    pos: usize,
    /// What is wrong with the last token, if it is [`TokenKind::Wrong`].
    pub(super) wrong: RuleErrorKind,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            bytes: source.as_bytes(),
            pos: 0,
            wrong: RuleErrorKind::Unexpected,
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.pos + ahead).copied().unwrap_or(0)
    }

    fn skip_while(&mut self, holds: impl Fn(u8) -> bool) {
        while self.bytes.get(self.pos).copied().is_some_and(&holds) {
            self.pos += 1;
        }
    }

    fn skip_blanks(&mut self) {
        loop {
            self.skip_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0c));
            if self.peek(0) != b'/' || self.peek(1) != b'/' {
                return;
            }
            self.skip_while(|b| b != b'\n');
        }
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "a source is far shorter than 4 GiB"
    )]
    fn token(&self, at: usize, kind: TokenKind) -> Token {
        Token {
            kind,
            at: at as u32,
            to: self.pos.min(self.bytes.len()) as u32,
        }
    }

    /// A token that cannot be taken.
    fn refused(&mut self, at: usize, why: RuleErrorKind) -> Token {
        self.wrong = why;
        self.token(at, TokenKind::Wrong)
    }

    fn skip_name(&mut self) {
        self.skip_while(|b| b.is_ascii_alphanumeric() || b == b'_');
    }

    fn skip_digits(&mut self) {
        self.skip_while(|b| b.is_ascii_digit());
    }

    fn number(&mut self, at: usize) -> Token {
        self.skip_digits();
        if self.peek(0) == b'.' && self.peek(1).is_ascii_digit() {
            self.pos += 1;
            self.skip_digits();
        }
        if self.peek(0).is_ascii_alphabetic() || self.peek(0) == b'_' {
            self.skip_name();
            return self.refused(at, RuleErrorKind::NumberSpelling);
        }
        self.token(at, TokenKind::Number)
    }

    fn text(&mut self, at: usize, quote: u8) -> Token {
        self.pos += 1;
        loop {
            match self.peek(0) {
                b'\\' => self.pos += 2,
                0 | b'\n' | b'\r' => return self.refused(at, RuleErrorKind::OpenText),
                b => {
                    self.pos += 1;
                    if b == quote {
                        return self.token(at, TokenKind::Text);
                    }
                }
            }
        }
    }

    /// The next token; [`TokenKind::End`] at the end, as often as asked.
    pub(super) fn next(&mut self) -> Token {
        self.skip_blanks();
        let at = self.pos;
        let Some(&first) = self.bytes.get(at) else {
            return self.token(at, TokenKind::End);
        };
        if first.is_ascii_digit() {
            return self.number(at);
        }
        if first == b'\'' || first == b'"' {
            return self.text(at, first);
        }
        if first.is_ascii_alphabetic() || first == b'_' {
            self.skip_name();
            let kind = if self.bytes.get(at..self.pos) == Some(b"in") {
                TokenKind::Operator(BinaryOp::In)
            } else {
                TokenKind::Name
            };
            return self.token(at, kind);
        }
        let pair = match (first, self.peek(1)) {
            (b'&', b'&') => Some(BinaryOp::And),
            (b'|', b'|') => Some(BinaryOp::Or),
            (b'=', b'=') => Some(BinaryOp::Equal),
            (b'!', b'=') => Some(BinaryOp::NotEqual),
            (b'<', b'=') => Some(BinaryOp::LessOrEqual),
            (b'>', b'=') => Some(BinaryOp::GreaterOrEqual),
            (b'?', b'?') => Some(BinaryOp::Coalesce),
            _ => None,
        };
        if let Some(op) = pair {
            self.pos += 2;
            return self.token(at, TokenKind::Operator(op));
        }
        self.pos += 1;
        let kind = match first {
            b'<' => TokenKind::Operator(BinaryOp::Less),
            b'>' => TokenKind::Operator(BinaryOp::Greater),
            b'+' => TokenKind::Operator(BinaryOp::Add),
            b'-' => TokenKind::Operator(BinaryOp::Subtract),
            b'*' => TokenKind::Operator(BinaryOp::Multiply),
            b'/' => TokenKind::Operator(BinaryOp::Divide),
            b'%' => TokenKind::Operator(BinaryOp::Remainder),
            b'!' => TokenKind::Not,
            b'(' => TokenKind::Open,
            b')' => TokenKind::Close,
            b'[' => TokenKind::OpenList,
            b']' => TokenKind::CloseList,
            b'{' => TokenKind::OpenMap,
            b',' => TokenKind::Comma,
            b'.' => TokenKind::Point,
            b'?' => TokenKind::Question,
            b':' => TokenKind::Colon,
            _ => {
                // A character of several bytes is reported whole.
                self.skip_while(|b| b & 0xc0 == 0x80);
                let error = match first {
                    b'=' => RuleErrorKind::SingleEquals,
                    b'&' | b'|' => RuleErrorKind::SingleLogic,
                    _ => RuleErrorKind::Character,
                };
                return self.refused(at, error);
            }
        };
        self.token(at, kind)
    }
}

/// The text that a quoted literal stands for; `None` for an escape that is not known. `quoted` is with its quotes.
pub(super) fn unquote(quoted: &str) -> Option<String> {
    let inner = quoted.get(1..quoted.len().checked_sub(1)?)?;
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        text.push(match chars.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            c @ ('\\' | '\'' | '"' | '`' | '?') => c,
            'u' => {
                let mut code = 0;
                for _ in 0..4 {
                    code = code * 16 + chars.next()?.to_digit(16)?;
                }
                char::from_u32(code)?
            }
            _ => return None,
        });
    }
    Some(text)
}
