//! Tokens to a tree in an arena, by precedence climbing. The grammar is that of CEL with one more operator, `??`,
//! which binds weaker than `||` and stronger than `? :`.
//!
//! ```text
//! rule    = choice [ "?" choice ":" rule ]
//! choice  = or { "??" or }
//! or      = and { "||" and }            and     = compare { "&&" compare }
//! compare = sum { ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" ) sum }
//! sum     = product { ( "+" | "-" ) product }
//! product = unary { ( "*" | "/" | "%" ) unary }
//! unary   = { "!" | "-" } member
//! member  = primary { "." name [ "(" [ rule { "," rule } ] ")" ] }
//! primary = number | text | "true" | "false" | name [ "(" ... ")" ] | "(" rule ")" | "[" [ rule { "," rule } [ "," ] ] "]"
//! ```

use super::error::{RuleError, RuleErrorKind};
use super::lexer::{BinaryOp, Lexer, Token, TokenKind, unquote};
use super::limits;
use crate::value::Decimal;
use std::ops::Range;

/// Index of a node in its [`Tree`].
pub(super) type NodeId = u16;

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    Number(Decimal),
    Text(String),
    Truth(bool),
    /// A bare name: its text is the node's.
    Name,
    /// `of.name`: the name stands at the range.
    Member(NodeId, Range<u32>),
    /// The items, in [`Tree::children`].
    List(Range<u16>),
    Not(NodeId),
    Negate(NodeId),
    Binary(BinaryOp, NodeId, NodeId),
    Choice(NodeId, NodeId, NodeId),
    /// A function by the range of its name, and its arguments; `method` if the first stood before a point.
    Call {
        name: Range<u32>,
        arguments: Range<u16>,
        method: bool,
    },
}

/// A node, its bytes and how high the tree under it is.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) at: u32,
    pub(super) to: u32,
    height: u16,
}

/// The tree of one rule.
pub(super) struct Tree<'a> {
    pub(super) source: &'a str,
    pub(super) nodes: Vec<Node>,
    pub(super) children: Vec<NodeId>,
    pub(super) root: NodeId,
}

impl Tree<'_> {
    pub(super) fn slice(&self, range: &Range<u32>) -> &str {
        self.source
            .get(range.start as usize..range.end as usize)
            .unwrap_or("")
    }
    pub(super) fn children(&self, range: &Range<u16>) -> &[NodeId] {
        self.children
            .get(usize::from(range.start)..usize::from(range.end))
            .unwrap_or(&[])
    }
}

/// Words that CEL reserves: no name in a rule can be one.
pub const RESERVED: [&str; 17] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "namespace",
    "package",
    "return",
    "var",
    "void",
    "while",
];

/// Parses a whole rule.
pub(super) fn parse(source: &str) -> Result<Tree<'_>, RuleError> {
    if source.len() > limits::SOURCE_BYTES {
        #[allow(clippy::cast_possible_truncation, reason = "an offset for a message")]
        return Err(RuleError {
            at: limits::SOURCE_BYTES as u32,
            to: source.len().min(u32::MAX as usize) as u32,
            kind: RuleErrorKind::TooLong,
        });
    }
    let mut parser = Parser {
        lexer: Lexer::new(source),
        token: Token {
            kind: TokenKind::End,
            at: 0,
            to: 0,
        },
        tree: Tree {
            source,
            nodes: Vec::new(),
            children: Vec::new(),
            root: 0,
        },
        depth: 0,
        error: RuleError::NONE,
    };
    if parser.whole().is_some() {
        Ok(parser.tree)
    } else {
        Err(parser.error)
    }
}

/// What reads gives `None` where something is wrong; what it is stands in `error` then.
struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token,
    tree: Tree<'a>,
    depth: u32,
    error: RuleError,
}

impl Parser<'_> {
    fn whole(&mut self) -> Option<()> {
        self.advance()?;
        if self.token.kind == TokenKind::End {
            return self.fail(RuleErrorKind::Empty);
        }
        self.tree.root = self.rule()?;
        if self.token.kind != TokenKind::End {
            return self.unexpected();
        }
        Some(())
    }

    /// Goes on to the next token.
    fn advance(&mut self) -> Option<()> {
        self.token = self.lexer.next();
        if self.token.kind == TokenKind::Wrong {
            return self.fail(self.lexer.wrong);
        }
        Some(())
    }

    fn note(&mut self, at: u32, to: u32, kind: RuleErrorKind) {
        self.error = RuleError { at, to, kind };
    }

    /// Notes what is wrong with the token, in place of a result.
    #[inline]
    fn fail<T>(&mut self, kind: RuleErrorKind) -> Option<T> {
        self.note(self.token.at, self.token.to, kind);
        None
    }

    #[inline]
    fn unexpected<T>(&mut self) -> Option<T> {
        self.note_unexpected();
        None
    }

    fn note_unexpected(&mut self) {
        let kind = match self.token.kind {
            TokenKind::End => RuleErrorKind::Unfinished,
            TokenKind::OpenList => RuleErrorKind::Index,
            TokenKind::OpenMap => RuleErrorKind::Map,
            _ => RuleErrorKind::Unexpected,
        };
        self.note(self.token.at, self.token.to, kind);
    }

    fn take(&mut self, kind: TokenKind) -> Option<()> {
        if self.token.kind == kind {
            self.advance()
        } else {
            self.unexpected()
        }
    }

    /// One level deeper; the caller takes it back.
    fn enter(&mut self) -> Option<()> {
        if self.depth == limits::DEPTH {
            return self.fail(RuleErrorKind::TooDeep);
        }
        self.depth += 1;
        Some(())
    }

    /// First byte, the one behind the last, and height of a node.
    fn node(&self, id: NodeId) -> (u32, u32, u16) {
        match self.tree.nodes.get(usize::from(id)) {
            Some(node) => (node.at, node.to, node.height),
            None => (0, 0, 0),
        }
    }

    fn height(&self, id: NodeId) -> u16 {
        self.node(id).2
    }

    fn start(&self, id: NodeId) -> u32 {
        self.node(id).0
    }

    fn end(&self, id: NodeId) -> u32 {
        self.node(id).1
    }

    fn push(&mut self, kind: NodeKind, at: u32, to: u32) -> Option<NodeId> {
        let mut below = 0;
        let three;
        let of: &[NodeId] = match &kind {
            NodeKind::Member(of, _) | NodeKind::Not(of) | NodeKind::Negate(of) => {
                three = [*of; 3];
                &three
            }
            NodeKind::Binary(_, a, b) => {
                three = [*a, *a, *b];
                &three
            }
            NodeKind::Choice(a, b, c) => {
                three = [*a, *b, *c];
                &three
            }
            NodeKind::List(items)
            | NodeKind::Call {
                arguments: items, ..
            } => self.tree.children(items),
            NodeKind::Number(_) | NodeKind::Text(_) | NodeKind::Truth(_) | NodeKind::Name => &[],
        };
        for id in of {
            below = below.max(self.height(*id));
        }
        if below >= limits::HEIGHT {
            self.note(at, to, RuleErrorKind::ChainTooLong);
            return None;
        }
        if self.tree.nodes.len() >= limits::NODES {
            self.note(at, to, RuleErrorKind::TooManyParts);
            return None;
        }
        self.tree.nodes.push(Node {
            kind,
            at,
            to,
            height: below + 1,
        });
        #[allow(clippy::cast_possible_truncation, reason = "at most NODES")]
        Some((self.tree.nodes.len() - 1) as NodeId)
    }

    fn rule(&mut self) -> Option<NodeId> {
        self.enter()?;
        let mut id = self.binary(1)?;
        if self.token.kind == TokenKind::Question {
            self.advance()?;
            let then = self.binary(1)?;
            self.take(TokenKind::Colon)?;
            let other = self.rule()?;
            id = self.push(
                NodeKind::Choice(id, then, other),
                self.start(id),
                self.end(other),
            )?;
        }
        self.depth -= 1;
        Some(id)
    }

    /// Operators that bind at least as strongly as `least`, from the left.
    fn binary(&mut self, least: u8) -> Option<NodeId> {
        let mut left = self.unary()?;
        while let TokenKind::Operator(op) = self.token.kind {
            if op.power() < least {
                break;
            }
            self.advance()?;
            let right = self.binary(op.power() + 1)?;
            left = self.push(
                NodeKind::Binary(op, left, right),
                self.start(left),
                self.end(right),
            )?;
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<NodeId> {
        let not = match self.token.kind {
            TokenKind::Not => true,
            TokenKind::Operator(BinaryOp::Subtract) => false,
            _ => return self.member(),
        };
        self.enter()?;
        let at = self.token.at;
        self.advance()?;
        let of = self.unary()?;
        self.depth -= 1;
        // A sign before a literal is part of it.
        if !not
            && let Some(Node {
                kind: NodeKind::Number(number),
                at: start,
                ..
            }) = self.tree.nodes.get_mut(usize::from(of))
        {
            *number = number.negated();
            *start = at;
            return Some(of);
        }
        let kind = if not {
            NodeKind::Not(of)
        } else {
            NodeKind::Negate(of)
        };
        self.push(kind, at, self.end(of))
    }

    fn member(&mut self) -> Option<NodeId> {
        let mut id = self.primary()?;
        while self.token.kind == TokenKind::Point {
            self.advance()?;
            let name = self.token;
            self.take(TokenKind::Name)?;
            id = if self.token.kind == TokenKind::Open {
                self.call(name, Some(id))?
            } else {
                self.push(
                    NodeKind::Member(id, name.at..name.to),
                    self.start(id),
                    name.to,
                )?
            };
        }
        if self.token.kind == TokenKind::OpenList {
            return self.unexpected();
        }
        Some(id)
    }

    fn primary(&mut self) -> Option<NodeId> {
        let token = self.token;
        let text = self.tree.slice(&(token.at..token.to));
        let kind = match token.kind {
            TokenKind::Number => match Decimal::parse(text) {
                Some(number) => NodeKind::Number(number),
                None => return self.fail(RuleErrorKind::NumberTooLong),
            },
            TokenKind::Text => match unquote(text) {
                Some(text) => NodeKind::Text(text),
                None => return self.fail(RuleErrorKind::Escape),
            },
            TokenKind::Name => match text {
                "true" => NodeKind::Truth(true),
                "false" => NodeKind::Truth(false),
                "null" => return self.fail(RuleErrorKind::Null),
                word if RESERVED.contains(&word) => return self.fail(RuleErrorKind::Reserved),
                _ => {
                    self.advance()?;
                    if self.token.kind == TokenKind::Open {
                        return self.call(token, None);
                    }
                    return self.push(NodeKind::Name, token.at, token.to);
                }
            },
            TokenKind::Open => {
                self.advance()?;
                let id = self.rule()?;
                self.take(TokenKind::Close)?;
                return Some(id);
            }
            TokenKind::OpenList => {
                self.advance()?;
                let (items, end) = self.items(TokenKind::CloseList, None)?;
                return self.push(NodeKind::List(items), token.at, end);
            }
            // A list may stand here, so its bracket is no index.
            _ => return self.unexpected(),
        };
        self.advance()?;
        self.push(kind, token.at, token.to)
    }

    fn call(&mut self, name: Token, receiver: Option<NodeId>) -> Option<NodeId> {
        self.take(TokenKind::Open)?;
        let (arguments, end) = self.items(TokenKind::Close, receiver)?;
        let at = match receiver {
            Some(id) => self.start(id),
            None => name.at,
        };
        let kind = NodeKind::Call {
            name: name.at..name.to,
            arguments,
            method: receiver.is_some(),
        };
        self.push(kind, at, end)
    }

    /// Expressions between commas up to `close`, as a run of [`Tree::children`]; a list may end in a comma.
    fn items(&mut self, close: TokenKind, first: Option<NodeId>) -> Option<(Range<u16>, u32)> {
        let mut items: Vec<NodeId> = Vec::new();
        if let Some(first) = first {
            items.push(first);
        }
        while self.token.kind != close {
            items.push(self.rule()?);
            if self.token.kind != TokenKind::Comma {
                break;
            }
            let comma = self.token;
            self.advance()?;
            if self.token.kind == close && close == TokenKind::Close {
                self.note(comma.at, comma.to, RuleErrorKind::Unexpected);
                return None;
            }
        }
        let end = self.token.to;
        self.take(close)?;
        let start = self.tree.children.len();
        self.tree.children.extend_from_slice(&items);
        #[allow(
            clippy::cast_possible_truncation,
            reason = "every child is a node, and nodes are few"
        )]
        let range = start as u16..self.tree.children.len() as u16;
        Some((range, end))
    }
}
