//! The type checker for calls: functions by their table, and macros with their variable.

use super::Read;
use super::check::{Checker, Typed};
use super::error::{Kinds, RuleError, RuleErrorKind};
use super::functions::{Call, FUNCTIONS, Function, Gives, Macro};
use super::lexer::BinaryOp;
use super::limits;
use super::parser::NodeId;
use super::program::{NO_OP, Op};
use super::types::{Base, Ty};
use crate::value::pattern::Pattern;
use crate::value::{Decimal, Value};
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        id: NodeId,
        name: &Range<u32>,
        arguments: &[NodeId],
        method: bool,
    ) -> Result<Typed, RuleError> {
        let text = self.text(name);
        let at_name = |kind| RuleError {
            at: name.start,
            to: name.end,
            kind,
        };
        if let Some(which) = Macro::named(text) {
            return match arguments {
                [source, variable, body] if method => {
                    self.run_macro(which, *source, *variable, *body)
                }
                _ => Err(self.error(id, RuleErrorKind::MacroShape)),
            };
        }
        let Some(function) = FUNCTIONS.iter().find(|function| function.name == text) else {
            return Err(at_name(if text == "has" {
                RuleErrorKind::Has
            } else {
                RuleErrorKind::UnknownFunction
            }));
        };
        if let (Call::Duplicates, [rows, keys @ ..]) = (function.call, arguments)
            && !keys.is_empty()
        {
            return self.duplicates(*rows, keys);
        }
        if arguments.len() != function.takes.len() {
            let wanted = u8::try_from(function.takes.len()).unwrap_or(u8::MAX);
            return Err(self.error(id, RuleErrorKind::Arguments { wanted }));
        }
        match (function.call, arguments) {
            (Call::Position, _) => {
                let table = self
                    .names
                    .row_table()
                    .ok_or_else(|| self.error(id, RuleErrorKind::NoRow))?;
                self.note(Read::Rows(table));
                Ok(Typed {
                    ty: Ty::NUMBER,
                    op: self.push(Op::Call(Call::Position, [NO_OP; 3])),
                })
            }
            (Call::Change, [of]) => self.change(*of),
            _ => self.plain(id, function, arguments),
        }
    }

    fn plain(
        &mut self,
        id: NodeId,
        function: &Function,
        arguments: &[NodeId],
    ) -> Result<Typed, RuleError> {
        let mut ops = [NO_OP; 3];
        let mut first = Ty::NUMBER;
        let mut alike = None;
        for (at, argument) in arguments.iter().enumerate() {
            let typed = self.check(*argument, None)?;
            self.want(
                *argument,
                function.takes.get(at).copied().unwrap_or(Kinds::SCALAR),
                typed.ty,
            )?;
            if at == 0 {
                first = typed.ty;
            }
            if at < usize::from(function.alike) {
                alike = Some(match alike {
                    Some(ty) => typed.ty.joined(ty).map_err(|kind| self.error(id, kind))?,
                    None => typed.ty,
                });
            }
            if let Some(op) = ops.get_mut(at) {
                *op = typed.op;
            }
        }
        let ty = match function.gives {
            Gives::Number => Ty::NUMBER,
            Gives::Truth => Ty::TRUTH,
            Gives::Text => Ty::one(Base::Text),
            Gives::Date => Ty::one(Base::Date),
            Gives::Month => Ty::one(Base::Month),
            Gives::Same => first,
            Gives::Item => Ty {
                many: false,
                ..first
            },
        };
        let argument = self.ops.get(usize::from(ops[0]));
        match function.call {
            Call::Value => {
                let Base::Number(Some(scale @ 2..)) = first.base else {
                    return Ok(Typed { ty, op: ops[0] });
                };
                let scale = Decimal::from_int(scale.into());
                let factor = self.push(Op::Constant(Value::Number(scale)));
                return Ok(Typed {
                    ty,
                    op: self.push(Op::Binary(BinaryOp::Multiply, ops[0], factor)),
                });
            }
            Call::Size if first.kinds() == Kinds::TEXT => {
                return Ok(Typed {
                    ty,
                    op: self.push(Op::Length(ops[0])),
                });
            }
            Call::Missing | Call::Estimated
                if !matches!(argument, Some(Op::Read(_) | Op::Cell { .. })) =>
            {
                return Err(self.error(id, RuleErrorKind::NeedsName));
            }
            Call::Complete if !matches!(argument, Some(Op::Column { .. })) => {
                return Err(self.error(id, RuleErrorKind::NeedsColumn));
            }
            Call::Matches => {
                let of = arguments.get(1).copied().unwrap_or(id);
                let Some(Op::Constant(Value::Text(text))) = self.ops.get(usize::from(ops[1]))
                else {
                    return Err(self.error(of, RuleErrorKind::NeedsPattern));
                };
                let pattern = Pattern::compile(text)
                    .map_err(|error| self.error(of, RuleErrorKind::Pattern(error.kind)))?;
                return Ok(Typed {
                    ty,
                    op: self.push(Op::Matches(ops[0], Box::new(pattern))),
                });
            }
            _ => {}
        }
        Ok(Typed {
            ty,
            op: self.push(Op::Call(function.call, ops)),
        })
    }

    /// `(x - previous.x) / previous.x`.
    fn change(&mut self, of: NodeId) -> Result<Typed, RuleError> {
        let name = self
            .name_at(of)
            .ok_or_else(|| self.error(of, RuleErrorKind::NeedsName))?;
        let now = self.check(of, None)?;
        self.want(of, Kinds::NUMBER, now.ty)?;
        let before = self.find(Some("previous"), name);
        let (ty, before) = before.ok_or_else(|| self.error(of, RuleErrorKind::UnknownMember))?;
        now.ty.joined(ty).map_err(|kind| self.error(of, kind))?;
        let before = self.read(before);
        let before = self.push(before);
        let difference = self.push(Op::Binary(BinaryOp::Subtract, now.op, before));
        Ok(Typed {
            ty: Ty::NUMBER,
            op: self.push(Op::Binary(BinaryOp::Divide, difference, before)),
        })
    }

    /// The keys are columns of the table, by their bare names.
    fn duplicates(&mut self, rows: NodeId, keys: &[NodeId]) -> Result<Typed, RuleError> {
        let of = self.check(rows, None)?;
        let Some(&Op::Rows(table)) = self.ops.get(usize::from(of.op)) else {
            return Err(self.error(rows, RuleErrorKind::NeedsTable));
        };
        let mut columns = Vec::with_capacity(keys.len());
        for key in keys {
            let failed = |kind| self.error(*key, kind);
            let name = self
                .name_at(*key)
                .ok_or_else(|| failed(RuleErrorKind::NeedsName))?;
            let unknown = failed(RuleErrorKind::UnknownMember);
            let (ty, column) = self.column(table, name).ok_or(unknown)?;
            self.want(*key, Kinds(Kinds::SCALAR.0 & !Kinds::CODES.0), ty)?;
            if columns.len() == limits::KEYS {
                return Err(self.error(*key, RuleErrorKind::TooManyKeys));
            }
            columns.push(column);
        }
        let columns = self.run_of(&columns);
        Ok(Typed {
            ty: Ty::NUMBER,
            op: self.push(Op::Duplicates { table, columns }),
        })
    }

    fn run_macro(
        &mut self,
        which: Macro,
        source: NodeId,
        variable: NodeId,
        body: NodeId,
    ) -> Result<Typed, RuleError> {
        let over = self.check(source, None)?;
        let Some(item) = over.ty.item() else {
            let wanted = Kinds::SCALAR.or(Kinds::ROW).listed().or(Kinds::CODES);
            return Err(self.error(
                source,
                RuleErrorKind::WrongType {
                    wanted,
                    found: over.ty.kinds(),
                },
            ));
        };
        let name = self.name_at(variable);
        let name = name.ok_or_else(|| self.error(variable, RuleErrorKind::MacroShape))?;
        if self.variable(name).is_some() || self.find(None, name).is_some() {
            return Err(self.error(variable, RuleErrorKind::NameTaken));
        }
        let slot = self.scope.len();
        if slot == limits::VARIABLES {
            return Err(self.error(variable, RuleErrorKind::TooManyVariables));
        }
        self.scope.push((name, item));
        let each = self.check(body, None)?;
        self.scope.pop();
        let ty = match which {
            Macro::Map if each.ty.many => return Err(self.error(body, RuleErrorKind::ListInList)),
            Macro::Map => Ty {
                many: true,
                ..each.ty
            },
            _ => {
                self.want(body, Kinds::TRUTH, each.ty)?;
                if which == Macro::Filter {
                    Ty { many: true, ..item }
                } else {
                    Ty::TRUTH
                }
            }
        };
        let variable = u8::try_from(slot).unwrap_or(u8::MAX);
        let op = Op::Macro {
            which,
            variable,
            source: over.op,
            body: each.op,
        };
        Ok(Typed {
            ty,
            op: self.push(op),
        })
    }
}
