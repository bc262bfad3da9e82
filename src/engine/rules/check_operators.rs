//! The type checker for lists and for operators between two values.

use super::check::{Checker, Typed};
use super::error::{Kinds, RuleError, RuleErrorKind};
use super::lexer::BinaryOp;
use super::parser::NodeId;
use super::program::Op;
use super::types::Ty;

impl Checker<'_> {
    pub(super) fn list(
        &mut self,
        id: NodeId,
        items: &[NodeId],
        hint: Option<Ty>,
    ) -> Result<Typed, RuleError> {
        // An item that is no literal says what the literals are.
        let hint = hint.map(|hint| Ty {
            many: false,
            ..hint
        });
        let lead = if hint.is_none() {
            items.iter().position(|item| !self.soft(*item))
        } else {
            None
        };
        let first = match lead.and_then(|at| items.get(at)) {
            Some(item) => Some(self.check(*item, None)?),
            None => None,
        };
        let mut ty = first
            .map(|typed| typed.ty)
            .or(if items.is_empty() { hint } else { None });
        let hint = hint.or(ty);
        let mut ops = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let typed = match first {
                Some(first) if lead == Some(at) => first,
                _ => self.check(*item, hint)?,
            };
            self.want(*item, Kinds::SCALAR, typed.ty).map_err(|error| {
                if typed.ty.many {
                    self.error(*item, RuleErrorKind::ListInList)
                } else {
                    error
                }
            })?;
            ty = Some(match ty {
                Some(ty) => ty
                    .joined(typed.ty)
                    .map_err(|kind| self.error(*item, kind))?,
                None => typed.ty,
            });
            ops.push(typed.op);
        }
        let ty = ty.ok_or_else(|| self.error(id, RuleErrorKind::EmptyList))?;
        let run = self.run_of(&ops);
        Ok(Typed {
            ty: Ty { many: true, ..ty },
            op: self.push(Op::List(run)),
        })
    }

    pub(super) fn binary(
        &mut self,
        id: NodeId,
        op: BinaryOp,
        a: NodeId,
        b: NodeId,
        hint: Option<Ty>,
    ) -> Result<Typed, RuleError> {
        let hint = if op == BinaryOp::Coalesce { hint } else { None };
        let (left, right) = if op == BinaryOp::In {
            self.pair_in(a, b)?
        } else {
            self.pair(a, b, hint)?
        };
        let failed = |kind| self.error(id, kind);
        let both = |kinds: Kinds| {
            self.want(a, kinds, left.ty)
                .and_then(|()| self.want(b, kinds, right.ty))
        };
        let ty = match op {
            BinaryOp::Coalesce => {
                both(Kinds::SCALAR)?;
                left.ty.joined(right.ty).map_err(failed)?
            }
            BinaryOp::Or | BinaryOp::And => {
                both(Kinds::TRUTH)?;
                Ty::TRUTH
            }
            BinaryOp::In => {
                let item = right
                    .ty
                    .item()
                    .filter(|item| item.kinds().within(Kinds::SCALAR));
                let Some(item) = item else {
                    return Err(self.wrong(b, Kinds::SCALAR.listed().or(Kinds::CODES), right.ty));
                };
                left.ty.joined(item).map_err(failed)?;
                Ty::TRUTH
            }
            BinaryOp::Equal | BinaryOp::NotEqual => {
                const COMPARED: Kinds = Kinds(Kinds::SCALAR.0 & !Kinds::CODES.0);
                let joined = left.ty.joined(right.ty).map_err(failed)?;
                if !joined.kinds().within(COMPARED) {
                    return Err(failed(RuleErrorKind::NotComparable));
                }
                Ty::TRUTH
            }
            BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual => {
                let joined = left.ty.joined(right.ty).map_err(failed)?;
                if !joined
                    .kinds()
                    .within(Kinds::NUMBER.or(Kinds::DATE).or(Kinds::MONTH))
                {
                    return Err(failed(RuleErrorKind::NoOrder));
                }
                Ty::TRUTH
            }
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Remainder => {
                both(Kinds::NUMBER)?;
                left.ty.joined(right.ty).map_err(failed)?
            }
            BinaryOp::Multiply | BinaryOp::Divide => {
                both(Kinds::NUMBER)?;
                left.ty
                    .scaled(right.ty, op == BinaryOp::Divide)
                    .map_err(failed)?
            }
        };
        Ok(Typed {
            ty,
            op: self.push(Op::Binary(op, left.op, right.op)),
        })
    }

    /// The sides of `in`: a literal is of what the list holds, and the literals of a list are of what is looked for.
    fn pair_in(&mut self, a: NodeId, b: NodeId) -> Result<(Typed, Typed), RuleError> {
        if self.soft(a) {
            let right = self.check(b, None)?;
            Ok((self.check(a, right.ty.item())?, right))
        } else {
            let left = self.check(a, None)?;
            Ok((
                left,
                self.check(
                    b,
                    Some(Ty {
                        many: true,
                        ..left.ty
                    }),
                )?,
            ))
        }
    }
}
