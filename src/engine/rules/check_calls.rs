//! The type checker for calls: functions by their table, and macros with their variable.

use super::Read;
use super::check::{Checker, Typed};
use super::error::{Kinds, RuleErrorKind};
use super::functions::{Call, FUNCTIONS, Function, Gives, Macro};
use super::lexer::BinaryOp;
use super::limits;
use super::parser::{NodeId, NodeKind};
use super::program::{NO_OP, Op};
use super::types::Ty;
use crate::value::pattern::Pattern;
use crate::value::{Decimal, ListIx, Value};
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        id: NodeId,
        name: &Range<u32>,
        arguments: &[NodeId],
        method: bool,
    ) -> Option<Typed> {
        let text = self.text(name);
        if let Some(which) = Macro::named(text) {
            return match arguments {
                [source, variable, body] if method => {
                    self.run_macro(which, *source, *variable, *body)
                }
                _ => self.fail(id, RuleErrorKind::MacroShape),
            };
        }
        let Some(function) = FUNCTIONS.iter().find(|function| function.name == text) else {
            let kind = if text == "has" {
                RuleErrorKind::Has
            } else {
                RuleErrorKind::UnknownFunction
            };
            return self.fail_at(name, kind);
        };
        if let (Call::Duplicates, [rows, keys @ ..]) = (function.call, arguments)
            && !keys.is_empty()
        {
            return self.duplicates(*rows, keys);
        }
        if arguments.len() != function.takes.len() {
            let wanted = u8::try_from(function.takes.len()).unwrap_or(u8::MAX);
            return self.fail(id, RuleErrorKind::Arguments { wanted });
        }
        match (function.call, arguments) {
            (Call::Position, _) => {
                let Some(table) = self.names.row_table() else {
                    return self.fail(id, RuleErrorKind::NoRow);
                };
                self.note(Read::Rows(table));
                self.typed(Ty::NUMBER, Op::Call(Call::Position, [NO_OP; 3]))
            }
            (Call::Change, [of]) => self.change(*of),
            _ => self.plain(id, function, arguments),
        }
    }

    fn plain(&mut self, id: NodeId, function: &Function, arguments: &[NodeId]) -> Option<Typed> {
        let mut ops = [NO_OP; 3];
        let mut first = Ty::NUMBER;
        let mut alike = first;
        let mut list = ListIx(0);
        let mut free = ops.iter_mut();
        for (at, argument) in arguments.iter().enumerate() {
            let wanted = function.takes.get(at).copied();
            if function.call.is_listed() && wanted == Some(Kinds::TEXT) {
                list = self.list_named(*argument)?;
                continue;
            }
            let typed = self.check_as(*argument, wanted.unwrap_or(Kinds::SCALAR))?;
            if at == 0 {
                first = typed.ty;
                alike = first;
            } else if at < usize::from(function.alike) {
                alike = self.join(id, typed.ty, alike)?;
            }
            if let Some(op) = free.next() {
                *op = typed.op;
            }
        }
        let mut ty = match function.gives {
            Gives::Number => Ty::NUMBER,
            Gives::Truth => Ty::TRUTH,
            Gives::Text => Ty::one(Kinds::TEXT),
            Gives::Date => Ty::one(Kinds::DATE),
            Gives::Month => Ty::one(Kinds::MONTH),
            Gives::Same => first,
            Gives::Item => first.single(),
            Gives::Code => Ty::of_list(Kinds::CODE, list),
            Gives::Codes => Ty::of_list(Kinds::CODES, list),
        };
        let argument = self.ops.get(usize::from(ops[0]));
        let mut op = Op::Call(function.call, ops);
        match function.call {
            Call::Value => {
                if first.of < 2 {
                    return Some(Typed { ty, op: ops[0] });
                }
                ty = Ty::NUMBER;
                let scale = Decimal::from_int(first.of.into());
                let factor = self.push(Op::Constant(Value::Number(scale)));
                op = Op::Binary(BinaryOp::Multiply, ops[0], factor);
            }
            Call::RowCode => {
                let Some(read) = self.names.row_code(list) else {
                    return self.fail(id, RuleErrorKind::NoRowCode);
                };
                op = self.read(read);
            }
            call if call.is_listed() => {
                self.note(Read::List(list));
                op = Op::Listed(list, ops);
            }
            Call::Size if first.kinds == Kinds::TEXT => op = Op::Length(ops[0]),
            Call::Missing | Call::Estimated
                if !matches!(argument, Some(Op::Read(_) | Op::Cell { .. })) =>
            {
                return self.fail(id, RuleErrorKind::NeedsName);
            }
            Call::Complete if !matches!(argument, Some(Op::Column { .. })) => {
                return self.fail(id, RuleErrorKind::NeedsColumn);
            }
            Call::Matches => {
                let of = arguments.get(1).copied().unwrap_or(id);
                let Some(Op::Constant(Value::Text(text))) = self.ops.get(usize::from(ops[1]))
                else {
                    return self.fail(of, RuleErrorKind::NeedsPattern);
                };
                match Pattern::compile(text) {
                    Ok(pattern) => op = Op::Matches(ops[0], Box::new(pattern)),
                    Err(error) => return self.fail(of, RuleErrorKind::Pattern(error.kind)),
                }
            }
            _ => {}
        }
        self.typed(ty, op)
    }

    /// The code list that an argument names.
    fn list_named(&mut self, of: NodeId) -> Option<ListIx> {
        let tree = self.tree;
        let node = tree.nodes.get(usize::from(of));
        let Some(NodeKind::Text(id)) = node.map(|node| &node.kind) else {
            return self.fail(of, RuleErrorKind::NeedsList);
        };
        match self.names.list(id) {
            None => self.fail(of, RuleErrorKind::UnknownList),
            list => list,
        }
    }

    /// `(x - previous.x) / previous.x`.
    fn change(&mut self, of: NodeId) -> Option<Typed> {
        let Some(name) = self.name_at(of) else {
            return self.fail(of, RuleErrorKind::NeedsName);
        };
        let now = self.check_as(of, Kinds::NUMBER)?;
        let Some((ty, before)) = self.find(Some("previous"), name) else {
            return self.fail(of, RuleErrorKind::UnknownMember);
        };
        self.join(of, now.ty, ty)?;
        let before = self.read(before);
        let before = self.push(before);
        let difference = self.push(Op::Binary(BinaryOp::Subtract, now.op, before));
        self.typed(Ty::NUMBER, Op::Binary(BinaryOp::Divide, difference, before))
    }

    /// The keys are columns of the table, by their bare names.
    fn duplicates(&mut self, rows: NodeId, keys: &[NodeId]) -> Option<Typed> {
        let of = self.check(rows, None)?;
        let Some(&Op::Rows(table)) = self.ops.get(usize::from(of.op)) else {
            return self.fail(rows, RuleErrorKind::NeedsTable);
        };
        let mut columns = Vec::with_capacity(keys.len());
        for key in keys {
            let Some(name) = self.name_at(*key) else {
                return self.fail(*key, RuleErrorKind::NeedsName);
            };
            let Some((ty, column)) = self.column(table, name) else {
                return self.fail(*key, RuleErrorKind::UnknownMember);
            };
            self.want(*key, Kinds(Kinds::SCALAR.0 & !Kinds::CODES.0), ty)?;
            if columns.len() == limits::KEYS {
                return self.fail(*key, RuleErrorKind::TooManyKeys);
            }
            columns.push(column);
        }
        let columns = self.run_of(&columns);
        self.typed(Ty::NUMBER, Op::Duplicates { table, columns })
    }

    fn run_macro(
        &mut self,
        which: Macro,
        source: NodeId,
        variable: NodeId,
        body: NodeId,
    ) -> Option<Typed> {
        let over = self.check(source, None)?;
        let Some(item) = over.ty.item() else {
            let wanted = Kinds::SCALAR.or(Kinds::ROW).listed().or(Kinds::CODES);
            return self.wrong(source, wanted, over.ty);
        };
        let Some(name) = self.name_at(variable) else {
            return self.fail(variable, RuleErrorKind::MacroShape);
        };
        if self.variable(name).is_some() || self.find(None, name).is_some() {
            return self.fail(variable, RuleErrorKind::NameTaken);
        }
        let slot = self.scope.len();
        if slot == limits::VARIABLES {
            return self.fail(variable, RuleErrorKind::TooManyVariables);
        }
        self.scope.push((name, item));
        let each = self.check(body, None)?;
        self.scope.pop();
        let ty = if which == Macro::Map {
            if each.ty.is_many() {
                return self.fail(body, RuleErrorKind::ListInList);
            }
            each.ty.many()
        } else {
            self.want(body, Kinds::TRUTH, each.ty)?;
            if which == Macro::Filter {
                item.many()
            } else {
                Ty::TRUTH
            }
        };
        let op = Op::Macro {
            which,
            variable: u8::try_from(slot).unwrap_or(u8::MAX),
            source: over.op,
            body: each.op,
        };
        self.typed(ty, op)
    }
}
