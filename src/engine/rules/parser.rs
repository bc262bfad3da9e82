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

/// Words that CEL reserves.
const RESERVED: [&str; 17] = [
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
    let mut lexer = Lexer::new(source);
    let token = lexer.next()?;
    if token.kind == TokenKind::End {
        return Err(token.error(RuleErrorKind::Empty));
    }
    let tree = Tree {
        source,
        nodes: Vec::new(),
        children: Vec::new(),
        root: 0,
    };
    let mut parser = Parser {
        lexer,
        token,
        tree,
        depth: 0,
    };
    let root = parser.rule()?;
    if parser.token.kind != TokenKind::End {
        return Err(parser.unexpected());
    }
    parser.tree.root = root;
    Ok(parser.tree)
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token,
    tree: Tree<'a>,
    depth: u32,
}

impl Parser<'_> {
    fn advance(&mut self) -> Result<Token, RuleError> {
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    fn unexpected(&self) -> RuleError {
        self.token.error(match self.token.kind {
            TokenKind::End => RuleErrorKind::Unfinished,
            TokenKind::OpenList => RuleErrorKind::Index,
            TokenKind::OpenMap => RuleErrorKind::Map,
            _ => RuleErrorKind::Unexpected,
        })
    }

    fn take(&mut self, kind: TokenKind) -> Result<Token, RuleError> {
        if self.token.kind == kind {
            self.advance()
        } else {
            Err(self.unexpected())
        }
    }

    /// One level deeper; the caller takes it back.
    fn enter(&mut self) -> Result<(), RuleError> {
        if self.depth == limits::DEPTH {
            return Err(self.token.error(RuleErrorKind::TooDeep));
        }
        self.depth += 1;
        Ok(())
    }

    fn height(&self, id: NodeId) -> u16 {
        self.tree
            .nodes
            .get(usize::from(id))
            .map_or(0, |node| node.height)
    }

    fn start(&self, id: NodeId) -> u32 {
        self.tree
            .nodes
            .get(usize::from(id))
            .map_or(0, |node| node.at)
    }

    fn end(&self, id: NodeId) -> u32 {
        self.tree
            .nodes
            .get(usize::from(id))
            .map_or(0, |node| node.to)
    }

    fn push(&mut self, kind: NodeKind, at: u32, to: u32) -> Result<NodeId, RuleError> {
        let below = match &kind {
            NodeKind::Member(of, _) | NodeKind::Not(of) | NodeKind::Negate(of) => self.height(*of),
            NodeKind::Binary(_, a, b) => self.height(*a).max(self.height(*b)),
            NodeKind::Choice(a, b, c) => self.height(*a).max(self.height(*b)).max(self.height(*c)),
            NodeKind::List(items)
            | NodeKind::Call {
                arguments: items, ..
            } => self
                .tree
                .children(items)
                .iter()
                .map(|id| self.height(*id))
                .max()
                .unwrap_or(0),
            NodeKind::Number(_) | NodeKind::Text(_) | NodeKind::Truth(_) | NodeKind::Name => 0,
        };
        let error = |kind| Err(RuleError { at, to, kind });
        if below >= limits::HEIGHT {
            return error(RuleErrorKind::ChainTooLong);
        }
        if self.tree.nodes.len() >= limits::NODES {
            return error(RuleErrorKind::TooManyParts);
        }
        self.tree.nodes.push(Node {
            kind,
            at,
            to,
            height: below + 1,
        });
        #[allow(clippy::cast_possible_truncation, reason = "at most NODES")]
        Ok((self.tree.nodes.len() - 1) as NodeId)
    }

    fn rule(&mut self) -> Result<NodeId, RuleError> {
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
        Ok(id)
    }

    /// Operators that bind at least as strongly as `least`, from the left.
    fn binary(&mut self, least: u8) -> Result<NodeId, RuleError> {
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
        Ok(left)
    }

    fn unary(&mut self) -> Result<NodeId, RuleError> {
        let not = match self.token.kind {
            TokenKind::Not => true,
            TokenKind::Operator(BinaryOp::Subtract) => false,
            _ => return self.member(),
        };
        self.enter()?;
        let at = self.advance()?.at;
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
            return Ok(of);
        }
        let kind = if not {
            NodeKind::Not(of)
        } else {
            NodeKind::Negate(of)
        };
        self.push(kind, at, self.end(of))
    }

    fn member(&mut self) -> Result<NodeId, RuleError> {
        let mut id = self.primary()?;
        while self.token.kind == TokenKind::Point {
            self.advance()?;
            let name = self.take(TokenKind::Name)?;
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
            return Err(self.unexpected());
        }
        Ok(id)
    }

    fn primary(&mut self) -> Result<NodeId, RuleError> {
        let token = self.token;
        let text = self.tree.slice(&(token.at..token.to));
        let kind = match token.kind {
            TokenKind::Number => NodeKind::Number(
                Decimal::parse(text).ok_or(token.error(RuleErrorKind::NumberTooLong))?,
            ),
            TokenKind::Text => {
                NodeKind::Text(unquote(text).ok_or(token.error(RuleErrorKind::Escape))?)
            }
            TokenKind::Name => match text {
                "true" => NodeKind::Truth(true),
                "false" => NodeKind::Truth(false),
                "null" => return Err(token.error(RuleErrorKind::Null)),
                word if RESERVED.contains(&word) => {
                    return Err(token.error(RuleErrorKind::Reserved));
                }
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
                return Ok(id);
            }
            TokenKind::OpenList => {
                self.advance()?;
                let (items, end) = self.items(TokenKind::CloseList, None)?;
                return self.push(NodeKind::List(items), token.at, end);
            }
            // A list may stand here, so its bracket is no index.
            _ => return Err(self.unexpected()),
        };
        self.advance()?;
        self.push(kind, token.at, token.to)
    }

    fn call(&mut self, name: Token, receiver: Option<NodeId>) -> Result<NodeId, RuleError> {
        self.take(TokenKind::Open)?;
        let (arguments, end) = self.items(TokenKind::Close, receiver)?;
        let at = receiver.map_or(name.at, |id| self.start(id));
        let kind = NodeKind::Call {
            name: name.at..name.to,
            arguments,
            method: receiver.is_some(),
        };
        self.push(kind, at, end)
    }

    /// Expressions between commas up to `close`, as a run of [`Tree::children`]; a list may end in a comma.
    fn items(
        &mut self,
        close: TokenKind,
        first: Option<NodeId>,
    ) -> Result<(Range<u16>, u32), RuleError> {
        let mut items: Vec<NodeId> = first.into_iter().collect();
        while self.token.kind != close {
            items.push(self.rule()?);
            if self.token.kind != TokenKind::Comma {
                break;
            }
            let comma = self.advance()?;
            if self.token.kind == close && close == TokenKind::Close {
                return Err(comma.error(RuleErrorKind::Unexpected));
            }
        }
        let end = self.take(close)?.to;
        let start = self.tree.children.len();
        self.tree.children.extend(items);
        #[allow(
            clippy::cast_possible_truncation,
            reason = "every child is a node, and nodes are few"
        )]
        let range = start as u16..self.tree.children.len() as u16;
        Ok((range, end))
    }
}
