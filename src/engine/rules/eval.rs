//! Running a compiled rule. Values are passed on, lists item by item, so that nothing is allocated while numbers,
//! truths, dates and codes are worked out. Recursion is bounded by [`super::limits::HEIGHT`].

use super::functions::{Call, Macro};
use super::lexer::BinaryOp;
use super::program::{Code, Defect, Op, OpId};
use super::{Data, Read, Standing, limits};
use crate::value::{CodeRef, Decimal, ListIx, Value};
use std::cmp::Ordering;

/// Why there is no value; the worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lack {
    /// Not answered yet, or hidden: sums leave it out.
    Blank,
    /// Missing for a reason, or divided by zero: a sum over it is not whole.
    Missing,
    /// The rule itself fails here.
    Defect(Defect),
}

impl Lack {
    /// Whether no further step can be taken.
    fn spent(self) -> bool {
        self == Self::Defect(Defect::StepsSpent)
    }
}

/// A value, or why there is none.
pub(super) type Found = Result<Value, Lack>;

/// One run of a rule.
pub(super) struct Evaluation<'a> {
    code: &'a Code,
    pub(super) data: &'a dyn Data,
    pub(super) row: Option<u32>,
    steps: &'a mut u32,
    variables: [Found; limits::VARIABLES],
}

/// A row as a macro's variable holds it: the code of that place in a list of the table's number. No rule can end in
/// one or compare one.
fn row_value(table: u16, row: u32) -> Value {
    Value::Code(CodeRef { list: ListIx(table), index: row })
}

/// What two sides that both must be there make: the worse lack, if one lacks.
pub(super) fn both(left: Found, right: Found) -> Result<(Value, Value), Lack> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(left), Err(right)) => Err(left.max(right)),
        (Err(lack), _) | (_, Err(lack)) => Err(lack),
    }
}

/// The answer to a question over many: what was settled, else why it could not be, else what holds otherwise.
fn settle(settled: Option<bool>, lack: Option<Lack>, otherwise: bool) -> Found {
    match (settled, lack) {
        (Some(truth), _) => Ok(Value::Truth(truth)),
        (None, Some(lack)) => Err(lack),
        (None, None) => Ok(Value::Truth(otherwise)),
    }
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

fn arithmetic(op: BinaryOp, a: Decimal, b: Decimal) -> Found {
    let result = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Subtract => a.checked_sub(b),
        BinaryOp::Multiply => a.checked_mul(b),
        // Division by zero is unknown.
        _ if b == Decimal::ZERO => return Err(Lack::Missing),
        BinaryOp::Divide => a.checked_div(b),
        _ => a.checked_rem(b),
    };
    result.map(Value::Number).ok_or(Lack::Defect(Defect::Overflow))
}

fn operate(op: BinaryOp, left: &Value, right: &Value) -> Found {
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
    pub(super) fn new(code: &'a Code, data: &'a dyn Data, row: Option<u32>, steps: &'a mut u32) -> Self {
        Self { code, data, row, steps, variables: [const { Err(Lack::Blank) }; limits::VARIABLES] }
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

    fn fact(&self, read: Read, row: Option<u32>) -> Found {
        self.data.value(read, row).ok_or_else(|| match self.data.standing(read, row) {
            Standing::Blank | Standing::Hidden => Lack::Blank,
            Standing::Missing | Standing::Known { .. } => Lack::Missing,
        })
    }

    fn variable(&self, slot: u8) -> Found {
        self.variables.get(usize::from(slot)).cloned().unwrap_or(Err(Lack::Blank))
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
            Some(Op::Cell { variable, table, column }) => {
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
            Some(Op::Macro { which, variable, source, body }) => self.quantify(*which, *variable, *source, *body),
            Some(Op::Call(call, arguments)) => self.call(*call, *arguments),
            Some(Op::Duplicates { table, columns }) => {
                let columns = code.children.get(usize::from(columns.start)..usize::from(columns.end)).unwrap_or(&[]);
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
                    Ok(Value::Number(Decimal::from_int(i64::try_from(text.chars().count()).unwrap_or(i64::MAX))))
                }
                _ => Err(Lack::Defect(Defect::WrongFact)),
            },
            Some(Op::Column { .. } | Op::Rows(_) | Op::List(_)) | None => Err(Lack::Defect(Defect::WrongFact)),
        }
    }

    fn truth(&mut self, id: OpId) -> Result<bool, Lack> {
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
                both(left.map(Value::Truth), right.map(Value::Truth)).map(|_| Value::Truth(!settling))
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
                let (left, right) = both(left, right)?;
                operate(op, &left, &right)
            }
        }
    }

    /// Passes the items of a list on, until `then` says that it has enough. Fails where the list itself is unknown.
    pub(super) fn each(
        &mut self,
        id: OpId,
        then: &mut dyn FnMut(&mut Self, Found) -> bool,
    ) -> Result<(), Lack> {
        let code = self.code;
        match code.ops.get(usize::from(id)) {
            Some(Op::List(items)) => {
                for item in code.children.get(usize::from(items.start)..usize::from(items.end)).unwrap_or(&[]) {
                    let item = self.eval(*item);
                    if !then(self, item) {
                        break;
                    }
                }
                Ok(())
            }
            Some(Op::Column { table, column }) => {
                for row in 0..self.data.rows(*table) {
                    self.spend(1)?;
                    let cell = self.fact(Read::Cell { table: *table, column: *column }, Some(row));
                    if !then(self, cell) {
                        break;
                    }
                }
                Ok(())
            }
            Some(Op::Rows(table)) => {
                for row in 0..self.data.rows(*table) {
                    self.spend(1)?;
                    if !then(self, Ok(row_value(*table, row))) {
                        break;
                    }
                }
                Ok(())
            }
            Some(Op::Choice(condition, yes, no)) => {
                self.spend(1)?;
                let branch = if self.truth(*condition)? { yes } else { no };
                self.each(*branch, then)
            }
            Some(Op::Macro { which: Macro::Map, variable, source, body }) => {
                self.each(*source, &mut |run, item| {
                    run.bind(*variable, item);
                    let item = run.eval(*body);
                    then(run, item)
                })
            }
            Some(Op::Macro { which: Macro::Filter, variable, source, body }) => {
                // Whether an item of which that is not known belongs to the list is not known either: no list.
                let mut unsure = Ok(());
                self.each(*source, &mut |run, item| {
                    run.bind(*variable, item.clone());
                    match run.truth(*body) {
                        Ok(true) => then(run, item),
                        Ok(false) => true,
                        Err(lack) => {
                            unsure = Err(lack);
                            false
                        }
                    }
                })?;
                unsure
            }
            _ => match self.eval(id)? {
                Value::Codes(list, positions) => {
                    for index in positions.iter() {
                        self.spend(1)?;
                        if !then(self, Ok(Value::Code(CodeRef { list, index: *index }))) {
                            break;
                        }
                    }
                    Ok(())
                }
                _ => Err(Lack::Defect(Defect::WrongFact)),
            },
        }
    }

    fn bind(&mut self, slot: u8, item: Found) {
        if let Some(variable) = self.variables.get_mut(usize::from(slot)) {
            *variable = item;
        }
    }

    fn quantify(&mut self, which: Macro, variable: u8, source: OpId, body: OpId) -> Found {
        let (mut settled, mut lack, mut held) = (None, None, false);
        self.each(source, &mut |run, item| {
            run.bind(variable, item);
            match run.truth(body) {
                Ok(true) if which == Macro::Exists => settled = Some(true),
                Ok(true) if which == Macro::ExistsOne && held => settled = Some(false),
                Ok(true) => held = true,
                Ok(false) if which == Macro::All => settled = Some(false),
                Ok(false) => {}
                Err(why) => {
                    lack = lack.max(Some(why));
                    return !why.spent();
                }
            }
            settled.is_none()
        })?;
        settle(settled, lack, which == Macro::All || held)
    }

    /// The standing of the place that an operation reads; `None` if it is worked out.
    fn standing(&mut self, id: OpId) -> Option<Standing> {
        match self.code.ops.get(usize::from(id))? {
            Op::Read(read) => Some(self.data.standing(*read, self.row)),
            Op::Cell { variable, table, column } => {
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
            Call::Missing => Ok(Value::Truth(self.standing(first) == Some(Standing::Missing))),
            Call::Estimated => Ok(Value::Truth(self.standing(first) == Some(Standing::Known { estimated: true }))),
            Call::Complete => self.complete(first),
            Call::Sum | Call::Average | Call::Min | Call::Max => self.aggregate(call, first),
            Call::Unique => self.unique(first),
            Call::Count | Call::Size => self.count(call, first),
            Call::Position => match self.row {
                Some(row) => Ok(Value::Number(Decimal::from_int(i64::from(row) + 1))),
                None => Err(Lack::Blank),
            },
            _ => self.apply(call, arguments),
        }
    }

    /// Whether no cell of a column is blank.
    fn complete(&mut self, id: OpId) -> Found {
        let Some(&Op::Column { table, column }) = self.code.ops.get(usize::from(id)) else {
            return Err(Lack::Defect(Defect::WrongFact));
        };
        for row in 0..self.data.rows(table) {
            self.spend(1)?;
            if self.data.standing(Read::Cell { table, column }, Some(row)) == Standing::Blank {
                return Ok(Value::Truth(false));
            }
        }
        Ok(Value::Truth(true))
    }

    /// Sum, average, least and greatest of the answered items.
    fn aggregate(&mut self, call: Call, list: OpId) -> Found {
        let mut total: Option<Value> = None;
        let (mut many, mut lack) = (0_i64, None);
        self.each(list, &mut |_, item| {
            match item {
                Ok(item) => {
                    many += 1;
                    total = Some(match total.take() {
                        None => item,
                        Some(so_far) => match call {
                            Call::Min if order(&so_far, &item).is_le() => so_far,
                            Call::Max if order(&so_far, &item).is_ge() => so_far,
                            Call::Min | Call::Max => item,
                            _ => match operate(BinaryOp::Add, &so_far, &item) {
                                Ok(sum) => sum,
                                Err(why) => {
                                    lack = lack.max(Some(why));
                                    so_far
                                }
                            },
                        },
                    });
                }
                Err(Lack::Blank) => {}
                Err(why) => lack = lack.max(Some(why)),
            }
            lack.is_none()
        })?;
        match (lack, total) {
            (Some(lack), _) => Err(lack),
            (None, None) => Err(Lack::Blank),
            (None, Some(Value::Number(total))) if call == Call::Average => {
                arithmetic(BinaryOp::Divide, total, Decimal::from_int(many))
            }
            (None, Some(total)) => Ok(total),
        }
    }

    /// The known items and the worst reason for which one is missing; those not answered are left out.
    fn known(&mut self, list: OpId) -> Result<(Vec<Value>, Option<Lack>), Lack> {
        let (mut values, mut lack) = (Vec::new(), None);
        self.each(list, &mut |_, item| {
            match item {
                Ok(_) if values.len() == limits::LIST => lack = Some(Lack::Defect(Defect::ListTooLong)),
                Ok(item) => values.push(item),
                Err(Lack::Blank) => {}
                Err(why) => lack = lack.max(Some(why)),
            }
            !matches!(lack, Some(Lack::Defect(_)))
        })?;
        match lack {
            Some(Lack::Defect(_)) => Err(lack.unwrap_or(Lack::Missing)),
            lack => Ok((values, lack)),
        }
    }

    fn unique(&mut self, list: OpId) -> Found {
        let (mut values, lack) = self.known(list)?;
        self.spend(values.len() * 4)?;
        values.sort_unstable_by(order);
        let repeated = values.windows(2).any(|pair| matches!(pair, [a, b] if order(a, b).is_eq()));
        settle(repeated.then_some(false), lack, true)
    }

    /// How many items are known, or for `size` how many there are.
    fn count(&mut self, call: Call, list: OpId) -> Found {
        let mut many = 0;
        let mut lack = None;
        if let Some(Op::Rows(table)) = self.code.ops.get(usize::from(list)) {
            many = i64::from(self.data.rows(*table));
        } else {
            self.each(list, &mut |_, item| {
                match item {
                    Err(why @ Lack::Defect(_)) => lack = Some(why),
                    Err(_) if call == Call::Count => {}
                    _ => many += 1,
                }
                lack.is_none()
            })?;
        }
        match lack {
            Some(lack) => Err(lack),
            None => Ok(Value::Number(Decimal::from_int(many))),
        }
    }

    /// The items of a list that a rule ends in; `None` for those that are unknown.
    pub(super) fn gather(&mut self, list: OpId) -> Result<Vec<Option<Value>>, Lack> {
        let (mut values, mut lack) = (Vec::new(), None);
        self.each(list, &mut |_, item| {
            match item {
                Err(why @ Lack::Defect(_)) => lack = Some(why),
                _ if values.len() == limits::LIST => lack = Some(Lack::Defect(Defect::ListTooLong)),
                item => values.push(item.ok()),
            }
            lack.is_none()
        })?;
        lack.map_or(Ok(values), Err)
    }

    /// How many rows share their key with another. A hidden cell is a part of the key like any other; a row with a
    /// part that is not known is left out.
    fn duplicates(&mut self, table: u16, columns: &[u16]) -> Found {
        let mut keys: Vec<Vec<Option<Value>>> = Vec::new();
        'rows: for row in 0..self.data.rows(table) {
            self.spend(1 + columns.len() * 4)?;
            let mut key = Vec::with_capacity(columns.len());
            for column in columns {
                let read = Read::Cell { table, column: *column };
                let part = self.data.value(read, Some(row));
                if part.is_none() && self.data.standing(read, Some(row)) != Standing::Hidden {
                    continue 'rows;
                }
                key.push(part);
            }
            if keys.len() == limits::LIST {
                return Err(Lack::Defect(Defect::ListTooLong));
            }
            keys.push(key);
        }
        let compare = |a: &Vec<Option<Value>>, b: &Vec<Option<Value>>| {
            let parts = a.iter().zip(b).map(|(a, b)| match (a, b) {
                (Some(a), Some(b)) => order(a, b),
                _ => a.is_some().cmp(&b.is_some()),
            });
            parts.fold(Ordering::Equal, Ordering::then)
        };
        keys.sort_unstable_by(compare);
        let groups = keys.chunk_by(|a, b| compare(a, b).is_eq());
        let many: usize = groups.map(<[_]>::len).filter(|many| *many > 1).sum();
        Ok(Value::Number(Decimal::from_int(i64::try_from(many).unwrap_or(i64::MAX))))
    }
}
