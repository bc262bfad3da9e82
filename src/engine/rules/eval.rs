//! Running a compiled rule. Values are passed on, lists item by item, so that nothing is allocated while numbers,
//! truths, dates and codes are worked out. Recursion is bounded by [`super::limits::HEIGHT`].

use super::functions::Call;
use super::lexer::BinaryOp;
use super::program::{Code, Defect, Lack, Op, OpId};
use super::{Data, Read, Standing, limits};
use crate::value::{Decimal, Value};
use std::cmp::Ordering;

impl Lack {
    /// Whether no further step can be taken.
    pub(super) fn spent(self) -> bool {
        self == Self::Defect(Defect::StepsSpent)
    }
}

/// A value, or why there is none.
pub(super) type Found = Result<Value, Lack>;

/// One run of a rule.
pub(super) struct Evaluation<'a> {
    pub(super) code: &'a Code,
    pub(super) data: &'a dyn Data,
    pub(super) row: Option<u32>,
    steps: &'a mut u32,
    pub(super) variables: [Found; limits::VARIABLES],
}

/// The answer to a question over many: what was settled, else why it could not be, else what holds otherwise.
pub(super) fn settle(settled: Option<bool>, lack: Option<Lack>, otherwise: bool) -> Found {
    match (settled, lack) {
        (Some(truth), _) => Ok(Value::Truth(truth)),
        (None, Some(lack)) => Err(lack),
        (None, None) => Ok(Value::Truth(otherwise)),
    }
}

/// A whole number. Not inlined: it is made in many places.
#[expect(clippy::unnecessary_wraps, reason = "what every function gives")]
#[inline(never)]
pub(super) fn whole_number(whole: i64) -> Found {
    Ok(Value::Number(Decimal::from_int(whole)))
}

/// The order of two values of one type.
pub(super) fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Truth(a), Value::Truth(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Month(a), Value::Month(b)) => a.cmp(b),
        (Value::Code(a), Value::Code(b)) => a.index.cmp(&b.index),
        _ => Ordering::Equal,
    }
}

pub(super) fn arithmetic(op: BinaryOp, a: Decimal, b: Decimal) -> Found {
    let result = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Subtract => a.checked_sub(b),
        BinaryOp::Multiply => a.checked_mul(b),
        // Division by zero is unknown.
        _ if b == Decimal::ZERO => return Err(Lack::Missing),
        BinaryOp::Divide => a.checked_div(b),
        _ => a.checked_rem(b),
    };
    result
        .map(Value::Number)
        .ok_or(Lack::Defect(Defect::Overflow))
}

pub(super) fn operate(op: BinaryOp, left: &Value, right: &Value) -> Found {
    let compared = order(left, right);
    Ok(Value::Truth(match op {
        BinaryOp::Equal => left == right,
        BinaryOp::NotEqual => left != right,
        BinaryOp::Less => compared.is_lt(),
        BinaryOp::LessOrEqual => compared.is_le(),
        BinaryOp::Greater => compared.is_gt(),
        BinaryOp::GreaterOrEqual => compared.is_ge(),
        _ => match (left, right) {
            (Value::Number(a), Value::Number(b)) => return arithmetic(op, *a, *b),
            _ => return Err(Lack::Defect(Defect::WrongFact)),
        },
    }))
}

impl<'a> Evaluation<'a> {
    pub(super) fn new(
        code: &'a Code,
        data: &'a dyn Data,
        row: Option<u32>,
        steps: &'a mut u32,
    ) -> Self {
        Self {
            code,
            data,
            row,
            steps,
            variables: [const { Err(Lack::Blank) }; limits::VARIABLES],
        }
    }

    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Lack> {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        if let Some(rest) = self.steps.checked_sub(steps) {
            *self.steps = rest;
            Ok(())
        } else {
            *self.steps = 0;
            Err(Lack::Defect(Defect::StepsSpent))
        }
    }

    pub(super) fn fact(&self, read: Read, row: Option<u32>) -> Found {
        self.data
            .value(read, row)
            .ok_or_else(|| match self.data.standing(read, row) {
                Standing::Blank | Standing::Hidden => Lack::Blank,
                Standing::Missing | Standing::Known { .. } => Lack::Missing,
            })
    }

    fn variable(&self, slot: u8) -> Found {
        self.variables
            .get(usize::from(slot))
            .cloned()
            .unwrap_or(Err(Lack::Blank))
    }

    fn cell(&self, variable: u8, table: u16, column: u16) -> Result<(Read, u32), Lack> {
        match self.variable(variable)? {
            Value::Code(row) => Ok((Read::Cell { table, column }, row.index)),
            _ => Err(Lack::Defect(Defect::WrongFact)),
        }
    }

    /// The value of an operation that is not a list.
    pub(super) fn eval(&mut self, id: OpId) -> Found {
        self.spend(1)?;
        let code = self.code;
        match code.ops.get(usize::from(id)) {
            Some(Op::Constant(value)) => Ok(value.clone()),
            Some(Op::Read(read)) => self.fact(*read, self.row),
            Some(Op::Variable(slot)) => self.variable(*slot),
            Some(Op::Cell {
                variable,
                table,
                column,
            }) => {
                let (read, row) = self.cell(*variable, *table, *column)?;
                self.fact(read, Some(row))
            }
            Some(Op::Not(of)) => self.truth(*of).map(|truth| Value::Truth(!truth)),
            Some(Op::Negate(of)) => match self.eval(*of)? {
                Value::Number(number) => Ok(Value::Number(number.negated())),
                _ => Err(Lack::Defect(Defect::WrongFact)),
            },
            Some(Op::Binary(op, left, right)) => self.binary(*op, *left, *right),
            Some(Op::Choice(condition, yes, no)) => {
                let branch = if self.truth(*condition)? { yes } else { no };
                self.eval(*branch)
            }
            Some(Op::Macro {
                which,
                variable,
                source,
                body,
            }) => self.quantify(*which, *variable, *source, *body),
            Some(Op::Call(call, arguments)) => self.call(*call, *arguments),
            Some(Op::Listed(list, arguments)) => self.listed(*list, *arguments),
            Some(Op::Duplicates { table, columns }) => {
                let columns = code
                    .children
                    .get(usize::from(columns.start)..usize::from(columns.end))
                    .unwrap_or(&[]);
                self.duplicates(*table, columns)
            }
            Some(Op::Matches(of, pattern)) => match self.eval(*of)? {
                Value::Text(text) => {
                    self.spend(text.len())?;
                    Ok(Value::Truth(pattern.matches(&text)))
                }
                _ => Err(Lack::Defect(Defect::WrongFact)),
            },
            Some(Op::Length(of)) => match self.eval(*of)? {
                Value::Text(text) => {
                    self.spend(text.len() / 32)?;
                    whole_number(i64::try_from(text.chars().count()).unwrap_or(i64::MAX))
                }
                _ => Err(Lack::Defect(Defect::WrongFact)),
            },
            Some(Op::Column { .. } | Op::Rows(_) | Op::List(_)) | None => {
                Err(Lack::Defect(Defect::WrongFact))
            }
        }
    }

    pub(super) fn truth(&mut self, id: OpId) -> Result<bool, Lack> {
        match self.eval(id)? {
            Value::Truth(truth) => Ok(truth),
            _ => Err(Lack::Defect(Defect::WrongFact)),
        }
    }

    fn binary(&mut self, op: BinaryOp, a: OpId, b: OpId) -> Found {
        match op {
            BinaryOp::Coalesce => match self.eval(a) {
                Err(Lack::Blank | Lack::Missing) => self.eval(b),
                found => found,
            },
            BinaryOp::And | BinaryOp::Or => {
                // `false && x` and `true || x` are settled whatever x is, in either order.
                let settling = op == BinaryOp::Or;
                let left = self.truth(a);
                if left == Ok(settling) {
                    return Ok(Value::Truth(settling));
                }
                let right = self.truth(b);
                if right == Ok(settling) {
                    return Ok(Value::Truth(settling));
                }
                match left.err().max(right.err()) {
                    Some(lack) => Err(lack),
                    None => Ok(Value::Truth(!settling)),
                }
            }
            BinaryOp::In => {
                let wanted = self.eval(a)?;
                let (mut found, mut lack) = (None, None);
                self.each(b, &mut |_, item| {
                    match item {
                        Ok(item) if item == wanted => found = Some(true),
                        Ok(_) => {}
                        Err(why) => lack = lack.max(Some(why)),
                    }
                    found.is_none()
                })?;
                settle(found, lack, false)
            }
            _ => {
                let left = self.eval(a);
                let right = self.eval(b);
                match (&left, &right) {
                    (Ok(left), Ok(right)) => operate(op, left, right),
                    // The worse lack, if both lack.
                    (Err(left), Err(right)) => Err(*left.max(right)),
                    (Err(lack), _) | (_, Err(lack)) => Err(*lack),
                }
            }
        }
    }

    /// The standing of the place that an operation reads; `None` if it is worked out.
    fn standing(&mut self, id: OpId) -> Option<Standing> {
        match self.code.ops.get(usize::from(id))? {
            Op::Read(read) => Some(self.data.standing(*read, self.row)),
            Op::Cell {
                variable,
                table,
                column,
            } => {
                let (read, row) = self.cell(*variable, *table, *column).ok()?;
                Some(self.data.standing(read, Some(row)))
            }
            _ => None,
        }
    }

    fn call(&mut self, call: Call, arguments: [OpId; 3]) -> Found {
        let [first, ..] = arguments;
        match call {
            Call::Answered => match self.standing(first) {
                Some(standing) => Ok(Value::Truth(matches!(standing, Standing::Known { .. }))),
                None => match self.eval(first) {
                    Err(lack @ Lack::Defect(_)) => Err(lack),
                    found => Ok(Value::Truth(found.is_ok())),
                },
            },
            Call::Missing => Ok(Value::Truth(
                self.standing(first) == Some(Standing::Missing),
            )),
            Call::Estimated => Ok(Value::Truth(
                self.standing(first) == Some(Standing::Known { estimated: true }),
            )),
            Call::Complete => self.complete(first),
            Call::Sum | Call::Average | Call::Min | Call::Max => self.aggregate(call, first),
            Call::Unique => self.unique(first),
            Call::Distinct => self.distinct(first),
            Call::Count | Call::Size => self.count(call, first),
            Call::Position => match self.row {
                Some(row) => whole_number(i64::from(row) + 1),
                None => Err(Lack::Blank),
            },
            _ => self.apply(call, arguments),
        }
    }
}
