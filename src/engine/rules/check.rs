//! The type checker: a tree to operations. Every clash is an error at its place, and every name is looked up here and
//! never again.

use super::error::{Kinds, RuleError, RuleErrorKind};
use super::lexer::BinaryOp;
use super::parser::{self, NodeId, NodeKind, Tree};
use super::program::{Code, Op, OpId};
use super::types::Ty;
use super::{Names, Read, Type};
use crate::value::{CodeRef, Decimal, Value};
use std::ops::Range;

/// An operation with the type that it has.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) ty: Ty,
    pub(super) op: OpId,
}

/// What checks gives `None` where something is wrong; what it is stands in `error` then, once for all of them.
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
    /// What is wrong, once something is.
    error: RuleError,
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
        error: RuleError::NONE,
    };
    let Some((root, kind, ty)) = checker.whole(expected.and_then(Ty::expected)) else {
        return Err(checker.error);
    };
    let scale = if ty.single().kinds == Kinds::NUMBER && ty.of > 0 {
        Some(Decimal::from_int(ty.of.into()))
    } else {
        None
    };
    Ok(Code {
        ops: checker.ops,
        children: checker.children,
        root,
        reads: checker.reads,
        kind,
        scale,
    })
}

impl<'a> Checker<'a> {
    /// Checks the whole rule: its operation, and its type as others and as we know it.
    fn whole(&mut self, wanted: Option<Ty>) -> Option<(OpId, Type, Ty)> {
        let root = self.tree.root;
        let Typed { mut ty, op } = self.check(root, wanted)?;
        if let Some(wanted) = wanted {
            if wanted.kinds != ty.kinds {
                return self.wrong(root, wanted.kinds, ty);
            }
            // A calculated item's own scale is for the caller to compare.
            if wanted.single().kinds != Kinds::NUMBER {
                ty = self.join(root, wanted, ty)?;
            }
        }
        match ty.public() {
            Some(kind) => Some((op, kind, ty)),
            None => self.fail(root, RuleErrorKind::Result),
        }
    }

    /// Notes what is wrong with a node.
    fn note_error(&mut self, id: NodeId, kind: RuleErrorKind) {
        let (at, to) = match self.tree.nodes.get(usize::from(id)) {
            Some(node) => (node.at, node.to),
            None => (0, 0),
        };
        self.error = RuleError { at, to, kind };
    }

    /// Notes what is wrong with a node, in place of a result.
    #[inline]
    pub(super) fn fail<T>(&mut self, id: NodeId, kind: RuleErrorKind) -> Option<T> {
        self.note_error(id, kind);
        None
    }

    /// Notes what is wrong at some bytes, in place of a result.
    #[inline]
    pub(super) fn fail_at<T>(&mut self, range: &Range<u32>, kind: RuleErrorKind) -> Option<T> {
        self.error = RuleError {
            at: range.start,
            to: range.end,
            kind,
        };
        None
    }

    /// Notes that another kind of value is needed, in place of a result.
    #[inline]
    pub(super) fn wrong<T>(&mut self, id: NodeId, wanted: Kinds, found: Ty) -> Option<T> {
        let found = found.kinds;
        self.fail(id, RuleErrorKind::WrongType { wanted, found })
    }

    /// Refuses a type that is not among those wanted.
    pub(super) fn want(&mut self, id: NodeId, wanted: Kinds, found: Ty) -> Option<()> {
        if found.kinds.within(wanted) {
            Some(())
        } else {
            self.wrong(id, wanted, found)
        }
    }

    /// Checks a node that must be of one kind.
    pub(super) fn check_as(&mut self, id: NodeId, wanted: Kinds) -> Option<Typed> {
        let typed = self.check(id, None)?;
        self.want(id, wanted, typed.ty)?;
        Some(typed)
    }

    /// The type that both are: a literal takes the scale of what it stands beside.
    pub(super) fn join(&mut self, id: NodeId, one: Ty, other: Ty) -> Option<Ty> {
        let mut kind = RuleErrorKind::Unlike {
            left: one.kinds,
            right: other.kinds,
        };
        if one.kinds == other.kinds {
            if one.of == other.of {
                return Some(one);
            }
            match one.single().kinds {
                Kinds::NUMBER if one.of == 0 => return Some(other),
                Kinds::NUMBER if other.of == 0 => return Some(one),
                Kinds::NUMBER => kind = RuleErrorKind::MixedScales,
                Kinds::CODE => kind = RuleErrorKind::OtherList,
                _ => {}
            }
        }
        self.fail(id, kind)
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
    ) -> Option<(Typed, Typed)> {
        if hint.is_none() && self.soft(a) {
            let right = self.check(b, None)?;
            Some((self.check(a, Some(right.ty))?, right))
        } else {
            let left = self.check(a, hint)?;
            Some((left, self.check(b, hint.or(Some(left.ty)))?))
        }
    }

    /// Gives an operation its type.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "what every check gives, so that it can be the last of one"
    )]
    pub(super) fn typed(&mut self, ty: Ty, op: Op) -> Option<Typed> {
        let op = self.push(op);
        Some(Typed { ty, op })
    }

    /// Checks a node; `hint` is the type that its text literals take on if it is a code's.
    pub(super) fn check(&mut self, id: NodeId, hint: Option<Ty>) -> Option<Typed> {
        let tree = self.tree;
        let Some(node) = tree.nodes.get(usize::from(id)) else {
            return self.fail(id, RuleErrorKind::Unexpected);
        };
        let (ty, op) = match &node.kind {
            NodeKind::Number(number) => {
                (Ty::one(Kinds::NUMBER), Op::Constant(Value::Number(*number)))
            }
            NodeKind::Truth(truth) => (Ty::TRUTH, Op::Constant(Value::Truth(*truth))),
            NodeKind::Text(text) => match hint.and_then(|hint| Some((hint, hint.list()?))) {
                Some((ty, list)) => match self.names.code(list, text) {
                    Some(index) => (
                        ty.single(),
                        Op::Constant(Value::Code(CodeRef { list, index })),
                    ),
                    None => return self.fail(id, RuleErrorKind::UnknownCode),
                },
                None => (
                    Ty::one(Kinds::TEXT),
                    Op::Constant(Value::Text(text.as_str().into())),
                ),
            },
            NodeKind::Name => {
                let name = self.text(&(node.at..node.to));
                if let Some((slot, ty)) = self.variable(name) {
                    (ty, Op::Variable(slot))
                } else {
                    let Some((ty, read)) = self.find(None, name) else {
                        return self.fail(id, RuleErrorKind::UnknownName);
                    };
                    if let Read::Rows(table) = read {
                        self.tables.push((table, name));
                    }
                    (ty, self.read(read))
                }
            }
            NodeKind::Member(of, name) => self.member(*of, name)?,
            NodeKind::List(items) => return self.list(id, tree.children(items), hint),
            NodeKind::Not(of) => {
                let of = self.check_as(*of, Kinds::TRUTH)?;
                (of.ty, Op::Not(of.op))
            }
            NodeKind::Negate(of) => {
                let of = self.check_as(*of, Kinds::NUMBER)?;
                (of.ty, Op::Negate(of.op))
            }
            NodeKind::Binary(op, a, b) => return self.binary(id, *op, *a, *b, hint),
            NodeKind::Choice(condition, a, b) => {
                let when = self.check_as(*condition, Kinds::TRUTH)?;
                let (left, right) = self.pair(*a, *b, hint)?;
                let ty = self.join(id, left.ty, right.ty)?;
                (ty, Op::Choice(when.op, left.op, right.op))
            }
            NodeKind::Call {
                name,
                arguments,
                method,
            } => return self.call(id, name, tree.children(arguments), *method),
        };
        self.typed(ty, op)
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
        note_read(&mut self.reads, read);
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
                Some((ty.single(), column))
            }
            _ => None,
        }
    }

    fn member(&mut self, of: NodeId, name: &Range<u32>) -> Option<(Ty, Op)> {
        let name_text = self.text(name);
        let tree = self.tree;
        if let Some(NodeKind::Member(root, form)) =
            tree.nodes.get(usize::from(of)).map(|node| &node.kind)
            && self.name_at(*root) == Some("returns")
        {
            return self.other(form, name);
        }
        let Some(of_name) = self.name_at(of) else {
            return self.fail(of, RuleErrorKind::NoMembers);
        };
        if let Some((variable, ty)) = self.variable(of_name) {
            if ty.kinds != Kinds::ROW {
                return self.fail(of, RuleErrorKind::NoMembers);
            }
            let table = u16::try_from(ty.of).unwrap_or_default();
            if let Some((ty, column)) = self.column(table, name_text) {
                let cell = Op::Cell {
                    variable,
                    table,
                    column,
                };
                return Some((ty, cell));
            }
        } else if let Some((ty, read)) = self.find(Some(of_name), name_text) {
            return Some((ty, self.read(read)));
        } else {
            match self.find(None, of_name) {
                Some((_, Read::Rows(_))) => {}
                Some(_) => return self.fail(of, RuleErrorKind::NoMembers),
                None if ["previous", "latest", "subject", "period", "returns"]
                    .contains(&of_name) => {}
                None => return self.fail(of, RuleErrorKind::UnknownName),
            }
        }
        self.fail_at(name, RuleErrorKind::UnknownMember)
    }

    /// `returns.form.name`.
    fn other(&mut self, form: &Range<u32>, name: &Range<u32>) -> Option<(Ty, Op)> {
        let found = self.names.other(self.text(form), self.text(name));
        let kind = match found {
            Ok((kind, read)) => match Ty::of_read(&kind, read, self.names) {
                Some(ty) => return Some((ty, self.read(read))),
                None => RuleErrorKind::UnknownMember,
            },
            Err(kind) => kind,
        };
        let at = if kind == RuleErrorKind::UnknownMember {
            name
        } else {
            form
        };
        self.fail_at(at, kind)
    }
}

/// Notes a read among others, in order and once.
pub(super) fn note_read(reads: &mut Vec<Read>, read: Read) {
    let mut at = 0;
    for known in reads.iter() {
        if *known == read {
            return;
        }
        if *known > read {
            break;
        }
        at += 1;
    }
    reads.insert(at, read);
}
