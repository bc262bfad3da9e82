//! Lists while a rule runs: macros and the functions over lists. A list is never built where its items can be passed
//! on one by one.

use super::eval::{Evaluation, Found, arithmetic, operate, order, settle, whole_number};
use super::functions::{Call, Macro};
use super::lexer::BinaryOp;
use super::program::{Defect, Lack, Op, OpId};
use super::{Read, Standing, limits};
use crate::value::{CodeRef, Decimal, ListIx, Value};
use std::cmp::Ordering;

/// A row as a macro's variable holds it: the code of that place in a list of the table's number. No rule can end in
/// one or compare one.
fn row_value(table: u16, row: u32) -> Value {
    Value::Code(CodeRef {
        list: ListIx(table),
        index: row,
    })
}

impl Evaluation<'_> {
    /// Passes the items of a list on, until `then` says that it has enough. Fails where the list itself is unknown.
    pub(super) fn each(
        &mut self,
        id: OpId,
        then: &mut dyn FnMut(&mut Self, Found) -> bool,
    ) -> Result<(), Lack> {
        let code = self.code;
        match code.ops.get(usize::from(id)) {
            Some(Op::List(items)) => {
                for item in code
                    .children
                    .get(usize::from(items.start)..usize::from(items.end))
                    .unwrap_or(&[])
                {
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
                    let cell = self.fact(
                        Read::Cell {
                            table: *table,
                            column: *column,
                        },
                        Some(row),
                    );
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
            Some(Op::Macro {
                which: Macro::Map,
                variable,
                source,
                body,
            }) => self.each(*source, &mut |run, item| {
                run.bind(*variable, item);
                let item = run.eval(*body);
                then(run, item)
            }),
            Some(Op::Macro {
                which: Macro::Filter,
                variable,
                source,
                body,
            }) => {
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
                        if !then(
                            self,
                            Ok(Value::Code(CodeRef {
                                list,
                                index: *index,
                            })),
                        ) {
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

    pub(super) fn quantify(
        &mut self,
        which: Macro,
        variable: u8,
        source: OpId,
        body: OpId,
    ) -> Found {
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

    /// Whether no cell of a column is blank.
    pub(super) fn complete(&mut self, id: OpId) -> Found {
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
    pub(super) fn aggregate(&mut self, call: Call, list: OpId) -> Found {
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

    /// How many items are known, or for `size` how many there are.
    pub(super) fn count(&mut self, call: Call, list: OpId) -> Found {
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
            None => whole_number(many),
        }
    }

    /// The items of a list, `None` for those that are unknown (or, if asked, without those not answered), and the
    /// worst reason for which one is.
    fn items(
        &mut self,
        list: OpId,
        answered: bool,
    ) -> Result<(Vec<Option<Value>>, Option<Lack>), Lack> {
        let (mut items, mut lack, mut failed) = (Vec::new(), None, Ok(()));
        self.each(list, &mut |_, item| {
            match item {
                Err(why @ Lack::Defect(_)) => failed = Err(why),
                Err(Lack::Blank) if answered => {}
                _ if items.len() == limits::LIST => {
                    failed = Err(Lack::Defect(Defect::ListTooLong));
                }
                Err(why) => {
                    lack = lack.max(Some(why));
                    items.push(None);
                }
                Ok(item) => items.push(Some(item)),
            }
            failed.is_ok()
        })?;
        failed.map(|()| (items, lack))
    }

    /// The items of a list that a rule ends in; `None` for those that are unknown.
    pub(super) fn gather(&mut self, list: OpId) -> Result<Vec<Option<Value>>, Lack> {
        self.items(list, false).map(|(items, _)| items)
    }

    pub(super) fn unique(&mut self, list: OpId) -> Found {
        let (mut items, lack) = self.items(list, true)?;
        items.retain(Option::is_some);
        let repeated = self.tally(&items, 1)?.0 > 0;
        settle(repeated.then_some(false), lack, true)
    }

    /// How many different items of a list are answered.
    pub(super) fn distinct(&mut self, list: OpId) -> Found {
        match self.items(list, true)? {
            (_, Some(lack)) => Err(lack),
            (items, None) if items.is_empty() => Err(Lack::Blank),
            (items, None) => whole_number(self.tally(&items, 1)?.1),
        }
    }

    /// How many rows share their key with another. A hidden cell is a part of the key like any other; a row with a
    /// part that is not known is left out.
    pub(super) fn duplicates(&mut self, table: u16, columns: &[u16]) -> Found {
        let mut parts: Vec<Option<Value>> = Vec::new();
        for row in 0..self.data.rows(table) {
            self.spend(1 + columns.len())?;
            let whole = parts.len();
            if whole >= limits::LIST {
                return Err(Lack::Defect(Defect::ListTooLong));
            }
            for &column in columns {
                let read = Read::Cell { table, column };
                let part = self.data.value(read, Some(row));
                if part.is_none() && self.data.standing(read, Some(row)) != Standing::Hidden {
                    parts.truncate(whole);
                    break;
                }
                parts.push(part);
            }
        }
        let (many, _) = self.tally(&parts, columns.len())?;
        whole_number(many)
    }

    /// How many keys of `width` parts are the same as another, and how many different ones there are.
    fn tally(&mut self, parts: &[Option<Value>], width: usize) -> Result<(i64, i64), Lack> {
        self.spend(parts.len() * 4)?;
        let key = |at: u32| {
            let at = at as usize * width;
            parts.get(at..at + width).unwrap_or(&[])
        };
        let compare = |a: u32, b: u32| {
            for (a, b) in key(a).iter().zip(key(b)) {
                let compared = match (a, b) {
                    (Some(a), Some(b)) => order(a, b),
                    _ => a.is_some().cmp(&b.is_some()),
                };
                if compared.is_ne() {
                    return compared;
                }
            }
            Ordering::Equal
        };
        let keys = u32::try_from(parts.len() / width.max(1)).unwrap_or(0);
        let sorted = sorted(keys, &compare);
        let same = |a: Option<&u32>, b: Option<&u32>| matches!((a, b), (Some(a), Some(b)) if compare(*a, *b).is_eq());
        let (mut many, mut different) = (0, 0);
        for (at, key) in sorted.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| sorted.get(before));
            let again = same(before, Some(key));
            different += i64::from(!again);
            many += i64::from(again || same(Some(key), sorted.get(at + 1)));
        }
        Ok((many, different))
    }
}

/// The numbers below `many` in order: a heap sort, which costs a tenth of the standard library's in the page.
pub(crate) fn sorted(many: u32, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut heap: Vec<u32> = (0..many).collect();
    let sift = |heap: &mut [u32], mut at: usize| {
        loop {
            let mut greatest = at;
            for child in [2 * at + 1, 2 * at + 2] {
                if let (Some(a), Some(b)) = (heap.get(child), heap.get(greatest))
                    && compare(*a, *b).is_gt()
                {
                    greatest = child;
                }
            }
            if greatest == at {
                return;
            }
            heap.swap(at, greatest);
            at = greatest;
        }
    };
    for at in (0..heap.len() / 2).rev() {
        sift(&mut heap, at);
    }
    for end in (1..heap.len()).rev() {
        heap.swap(0, end);
        if let Some(rest) = heap.get_mut(..end) {
            sift(rest, 0);
        }
    }
    heap
}
