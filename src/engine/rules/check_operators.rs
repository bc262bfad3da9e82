//! The type checker for lists and for operators between two values.

use super::check::{Checker, Typed};
use super::error::{Kinds, RuleErrorKind};
use super::lexer::BinaryOp;
use super::parser::NodeId;
use super::program::Op;
use super::types::Ty;

impl Checker<'_> {
    pub(super) fn list(&mut self, id: NodeId, items: &[NodeId], hint: Option<Ty>) -> Option<Typed> {
        // An item that is no literal says what the literals are.
        let hint = hint.map(Ty::single);
        let mut lead = None;
        if hint.is_none() {
            for item in items {
                if !self.soft(*item) {
                    lead = Some((*item, self.check(*item, None)?));
                    break;
                }
            }
        }
        let mut ty = match lead {
            Some((_, first)) => Some(first.ty),
            None if items.is_empty() => hint,
            None => None,
        };
        let hint = hint.or(ty);
        let mut ops = Vec::with_capacity(items.len());
        for &item in items {
            let typed = match lead {
                Some((lead, first)) if lead == item => first,
                _ => self.check(item, hint)?,
            };
            if typed.ty.is_many() {
                return self.fail(item, RuleErrorKind::ListInList);
            }
            self.want(item, Kinds::SCALAR, typed.ty)?;
            ty = Some(match ty {
                Some(ty) => self.join(item, ty, typed.ty)?,
                None => typed.ty,
            });
            ops.push(typed.op);
        }
        let Some(ty) = ty else {
            return self.fail(id, RuleErrorKind::EmptyList);
        };
        let run = self.run_of(&ops);
        self.typed(ty.many(), Op::List(run))
    }

    pub(super) fn binary(
        &mut self,
        id: NodeId,
        op: BinaryOp,
        a: NodeId,
        b: NodeId,
        hint: Option<Ty>,
    ) -> Option<Typed> {
        let hint = if op == BinaryOp::Coalesce { hint } else { None };
        let (left, right) = if op == BinaryOp::In {
            self.pair_in(a, b)?
        } else {
            self.pair(a, b, hint)?
        };
        // What both sides must be, where that is asked before they are put together.
        let both = match op {
            BinaryOp::Coalesce => Some(Kinds::SCALAR),
            BinaryOp::Or | BinaryOp::And => Some(Kinds::TRUTH),
            BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Remainder
            | BinaryOp::Multiply
            | BinaryOp::Divide => Some(Kinds::NUMBER),
            _ => None,
        };
        if let Some(kinds) = both {
            self.want(a, kinds, left.ty)?;
            self.want(b, kinds, right.ty)?;
        }
        let ty = match op {
            BinaryOp::Or | BinaryOp::And => Ty::TRUTH,
            BinaryOp::In => {
                match right.ty.item() {
                    Some(item) if item.kinds.within(Kinds::SCALAR) => {
                        self.join(id, left.ty, item)?;
                    }
                    _ => return self.wrong(b, Kinds::SCALAR.listed().or(Kinds::CODES), right.ty),
                }
                Ty::TRUTH
            }
            BinaryOp::Multiply | BinaryOp::Divide => {
                match scaled(left.ty.of, right.ty.of, op == BinaryOp::Divide) {
                    Some(of) => Ty {
                        kinds: Kinds::NUMBER,
                        of,
                    },
                    None => return self.fail(id, RuleErrorKind::MixedScales),
                }
            }
            _ => {
                const COMPARED: Kinds = Kinds(Kinds::SCALAR.0 & !Kinds::CODES.0);
                const ORDERED: Kinds = Kinds::NUMBER.or(Kinds::DATE).or(Kinds::MONTH);
                let joined = self.join(id, left.ty, right.ty)?;
                if both.is_some() {
                    joined
                } else {
                    let (kinds, refused) = match op {
                        BinaryOp::Equal | BinaryOp::NotEqual => {
                            (COMPARED, RuleErrorKind::NotComparable)
                        }
                        _ => (ORDERED, RuleErrorKind::NoOrder),
                    };
                    if !joined.kinds.within(kinds) {
                        return self.fail(id, refused);
                    }
                    Ty::TRUTH
                }
            }
        };
        self.typed(ty, Op::Binary(op, left.op, right.op))
    }

    /// The sides of `in`: a literal is of what the list holds, and the literals of a list are of what is looked for.
    fn pair_in(&mut self, a: NodeId, b: NodeId) -> Option<(Typed, Typed)> {
        if self.soft(a) {
            let right = self.check(b, None)?;
            Some((self.check(a, right.ty.item())?, right))
        } else {
            let left = self.check(a, None)?;
            Some((left, self.check(b, Some(left.ty.many()))?))
        }
    }
}

/// The scale of a product or quotient, 0 for a literal's. Only one side of a product may be in other than base units,
/// and a divisor only where the dividend is in the same.
fn scaled(a: u32, b: u32, divide: bool) -> Option<u32> {
    match (a > 1, b > 1) {
        (false, false) => Some(if a == 0 { b } else { a }),
        (true, false) => Some(a),
        (false, true) if !divide => Some(b),
        (true, true) if divide && a == b => Some(1),
        _ => None,
    }
}
