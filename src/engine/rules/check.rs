//! The type checker: a tree to operations. Every clash is an error at its place, and every name is looked up here and
//! never again.

use super::error::{Kinds, RuleError, RuleErrorKind};
use super::lexer::BinaryOp;
use super::parser::{self, NodeId, NodeKind, Tree};
use super::program::{Code, Op, OpId};
use super::types::{Base, Ty};
use super::{Names, Read, Type};
use crate::value::{CodeRef, Decimal, Value};
use std::ops::Range;

/// An operation with the type that it has.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) ty: Ty,
    pub(super) op: OpId,
}

pub(super) struct Checker<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) names: &'a dyn Names,
    pub(super) ops: Vec<Op>,
    pub(super) children: Vec<u16>,
    pub(super) reads: Vec<Read>,
    /// The variables of the macros around, by name; the place is the slot.
    pub(super) scope: Vec<(&'a str, Ty)>,
    /// The name under which each table was found, by which its columns are asked for.
    tables: Vec<(u16, &'a str)>,
}

/// Parses and checks a rule.
pub(super) fn compile(
    source: &str,
    expected: Option<&Type>,
    names: &dyn Names,
) -> Result<Code, RuleError> {
    let tree = parser::parse(source)?;
    let mut checker = Checker {
        tree: &tree,
        names,
        ops: Vec::new(),
        children: Vec::new(),
        reads: Vec::new(),
        scope: Vec::new(),
        tables: Vec::new(),
    };
    let wanted = expected.and_then(Ty::expected);
    let Typed { mut ty, op: root } = checker.check(tree.root, wanted)?;
    if let Some(wanted) = wanted {
        ty = match (wanted.base, ty.base) {
            // A calculated item's own scale is for the caller to compare.
            (Base::Number(_), Base::Number(_)) if wanted.many == ty.many => ty,
            _ if wanted.kinds() != ty.kinds() => {
                return Err(checker.wrong(tree.root, wanted.kinds(), ty));
            }
            _ => wanted
                .joined(ty)
                .map_err(|kind| checker.error(tree.root, kind))?,
        };
    }
    let kind = match ty.public() {
        Some(kind) if !matches!(kind, Type::Rows(_)) => kind,
        _ => return Err(checker.error(tree.root, RuleErrorKind::Result)),
    };
    let Checker {
        ops,
        children,
        reads,
        ..
    } = checker;
    let scale = if let Base::Number(Some(scale)) = ty.base {
        Some(Decimal::from_int(scale.into()))
    } else {
        None
    };
    Ok(Code {
        ops,
        children,
        root,
        reads,
        kind,
        scale,
    })
}

impl<'a> Checker<'a> {
    pub(super) fn error(&self, id: NodeId, kind: RuleErrorKind) -> RuleError {
        let (at, to) = self
            .tree
            .nodes
            .get(usize::from(id))
            .map_or((0, 0), |node| (node.at, node.to));
        RuleError { at, to, kind }
    }

    pub(super) fn wrong(&self, id: NodeId, wanted: Kinds, found: Ty) -> RuleError {
        self.error(
            id,
            RuleErrorKind::WrongType {
                wanted,
                found: found.kinds(),
            },
        )
    }

    /// Refuses a type that is not among those wanted.
    pub(super) fn want(&self, id: NodeId, wanted: Kinds, found: Ty) -> Result<(), RuleError> {
        if found.kinds().within(wanted) {
            Ok(())
        } else {
            Err(self.wrong(id, wanted, found))
        }
    }

    pub(super) fn push(&mut self, op: Op) -> OpId {
        self.ops.push(op);
        // A node makes at most four operations, and the nodes are few.
        u16::try_from(self.ops.len() - 1).unwrap_or(u16::MAX)
    }

    /// Keeps a run of children together.
    pub(super) fn run_of(&mut self, items: &[u16]) -> Range<u16> {
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        let start = place(self.children.len());
        self.children.extend_from_slice(items);
        start..place(self.children.len())
    }

    pub(super) fn text(&self, range: &Range<u32>) -> &'a str {
        self.tree.slice(range)
    }

    pub(super) fn variable(&self, name: &str) -> Option<(u8, Ty)> {
        let slot = self.scope.iter().position(|known| known.0 == name)?;
        Some((u8::try_from(slot).ok()?, self.scope.get(slot)?.1))
    }

    /// Whether the node is made of text literals only, so that what it stands beside says what they are.
    pub(super) fn soft(&self, id: NodeId) -> bool {
        match self.tree.nodes.get(usize::from(id)).map(|node| &node.kind) {
            Some(NodeKind::Text(_)) => true,
            Some(NodeKind::List(items)) => {
                self.tree.children(items).iter().all(|id| self.soft(*id))
            }
            Some(NodeKind::Choice(_, a, b) | NodeKind::Binary(BinaryOp::Coalesce, a, b)) => {
                self.soft(*a) && self.soft(*b)
            }
            _ => false,
        }
    }

    /// Checks two nodes that stand beside each other, the one that says more first.
    pub(super) fn pair(
        &mut self,
        a: NodeId,
        b: NodeId,
        hint: Option<Ty>,
    ) -> Result<(Typed, Typed), RuleError> {
        if hint.is_none() && self.soft(a) {
            let right = self.check(b, None)?;
            Ok((self.check(a, Some(right.ty))?, right))
        } else {
            let left = self.check(a, hint)?;
            Ok((left, self.check(b, hint.or(Some(left.ty)))?))
        }
    }

    /// Checks a node; `hint` is the type that its text literals take on if it is a code's.
    pub(super) fn check(&mut self, id: NodeId, hint: Option<Ty>) -> Result<Typed, RuleError> {
        let tree = self.tree;
        let Some(node) = tree.nodes.get(usize::from(id)) else {
            return Err(self.error(id, RuleErrorKind::Unexpected));
        };
        let (ty, op) = match &node.kind {
            NodeKind::Number(number) => (
                Ty::one(Base::Number(None)),
                Op::Constant(Value::Number(*number)),
            ),
            NodeKind::Truth(truth) => (Ty::TRUTH, Op::Constant(Value::Truth(*truth))),
            NodeKind::Text(text) => match hint {
                Some(Ty {
                    base: Base::Code(list),
                    ..
                }) => {
                    let index = self
                        .names
                        .code(list, text)
                        .ok_or_else(|| self.error(id, RuleErrorKind::UnknownCode))?;
                    (
                        Ty::one(Base::Code(list)),
                        Op::Constant(Value::Code(CodeRef { list, index })),
                    )
                }
                _ => (
                    Ty::one(Base::Text),
                    Op::Constant(Value::Text(text.as_str().into())),
                ),
            },
            NodeKind::Name => {
                let range = node.at..node.to;
                let name = self.text(&range);
                if let Some((slot, ty)) = self.variable(name) {
                    (ty, Op::Variable(slot))
                } else {
                    let found = self.find(None, name);
                    let (ty, read) =
                        found.ok_or_else(|| self.error(id, RuleErrorKind::UnknownName))?;
                    if let Read::Rows(table) = read {
                        self.tables.push((table, name));
                    }
                    (ty, self.read(read))
                }
            }
            NodeKind::Member(of, name) => self.member(*of, name)?,
            NodeKind::List(items) => return self.list(id, tree.children(items), hint),
            NodeKind::Not(of) => {
                let of_typed = self.check(*of, None)?;
                self.want(*of, Kinds::TRUTH, of_typed.ty)?;
                (Ty::TRUTH, Op::Not(of_typed.op))
            }
            NodeKind::Negate(of) => {
                let of_typed = self.check(*of, None)?;
                self.want(*of, Kinds::NUMBER, of_typed.ty)?;
                (of_typed.ty, Op::Negate(of_typed.op))
            }
            NodeKind::Binary(op, a, b) => return self.binary(id, *op, *a, *b, hint),
            NodeKind::Choice(condition, a, b) => {
                let when = self.check(*condition, None)?;
                self.want(*condition, Kinds::TRUTH, when.ty)?;
                let (left, right) = self.pair(*a, *b, hint)?;
                let ty = left
                    .ty
                    .joined(right.ty)
                    .map_err(|kind| self.error(id, kind))?;
                (ty, Op::Choice(when.op, left.op, right.op))
            }
            NodeKind::Call {
                name,
                arguments,
                method,
            } => return self.call(id, name, tree.children(arguments), *method),
        };
        Ok(Typed {
            ty,
            op: self.push(op),
        })
    }

    /// What the names know: a bare name, or one behind a point.
    pub(super) fn find(&self, of: Option<&str>, name: &str) -> Option<(Ty, Read)> {
        let (kind, read) = match of {
            Some(of) => self.names.member(of, name)?,
            None => self.names.name(name)?,
        };
        Some((Ty::of_read(&kind, read, self.names)?, read))
    }

    /// Notes a read, in order and once.
    pub(super) fn note(&mut self, read: Read) {
        if let Err(at) = self.reads.binary_search(&read) {
            self.reads.insert(at, read);
        }
    }

    /// The operation that reads it.
    pub(super) fn read(&mut self, read: Read) -> Op {
        self.note(read);
        match read {
            Read::Column { table, column } => Op::Column { table, column },
            Read::Rows(table) => Op::Rows(table),
            read => Op::Read(read),
        }
    }

    /// The text of a node that is a bare name.
    pub(super) fn name_at(&self, id: NodeId) -> Option<&'a str> {
        let node = self.tree.nodes.get(usize::from(id))?;
        matches!(node.kind, NodeKind::Name).then(|| self.text(&(node.at..node.to)))
    }

    /// A column of a table, for its rows one by one.
    pub(super) fn column(&mut self, table: u16, name: &str) -> Option<(Ty, u16)> {
        let known = self.tables.iter().find(|known| known.0 == table)?;
        match self.find(Some(known.1), name)? {
            (
                ty,
                read @ Read::Column {
                    table: same,
                    column,
                },
            ) if same == table => {
                self.note(read);
                Some((Ty { many: false, ..ty }, column))
            }
            _ => None,
        }
    }

    fn member(&mut self, of: NodeId, name: &Range<u32>) -> Result<(Ty, Op), RuleError> {
        let Some(of_name) = self.name_at(of) else {
            return Err(self.error(of, RuleErrorKind::NoMembers));
        };
        let name_text = self.text(name);
        let unknown = RuleError {
            at: name.start,
            to: name.end,
            kind: RuleErrorKind::UnknownMember,
        };
        if let Some((variable, ty)) = self.variable(of_name) {
            let Base::Row(table) = ty.base else {
                return Err(self.error(of, RuleErrorKind::NoMembers));
            };
            let (ty, column) = self.column(table, name_text).ok_or(unknown)?;
            return Ok((
                ty,
                Op::Cell {
                    variable,
                    table,
                    column,
                },
            ));
        }
        if let Some((ty, read)) = self.find(Some(of_name), name_text) {
            return Ok((ty, self.read(read)));
        }
        Err(match self.find(None, of_name) {
            Some((_, Read::Rows(_))) => unknown,
            Some(_) => self.error(of, RuleErrorKind::NoMembers),
            None if ["previous", "latest", "subject", "period"].contains(&of_name) => unknown,
            None => self.error(of, RuleErrorKind::UnknownName),
        })
    }
}
