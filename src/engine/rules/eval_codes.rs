//! Functions that look codes up in a list. A list that has not been loaded has no codes, and what is looked up in it is
//! unknown.

use super::eval::{Evaluation, Found};
use super::program::{Defect, Lack, OpId};
use crate::value::{CodeRef, ListIx, Value};
use std::rc::Rc;

impl Evaluation<'_> {
    /// The number that a code carries.
    pub(super) fn carried(&self, list: ListIx, index: u32) -> Found {
        let number = self.data.number(list, index).ok_or(Lack::Blank)?;
        Ok(Value::Number(number))
    }

    /// `offers`, `paired` and `share`. Takes a step for every eight codes that may be looked at.
    pub(super) fn listed(&mut self, list: ListIx, arguments: [OpId; 3]) -> Found {
        let codes = self.data.codes(list);
        self.spend(codes as usize / 8)?;
        match (self.known(arguments)?, codes) {
            (_, 0) => Err(Lack::Blank),
            ([Value::Date(on), ..], _) => {
                let mut offered = Vec::new();
                for index in 0..codes {
                    if self.data.valid_on(list, index, on) {
                        offered.push(index);
                    }
                }
                Ok(Value::Codes(list, Rc::from(offered)))
            }
            ([Value::Code(first), Value::Code(second), on], _) => {
                let pair = self.pair(list, codes, first, second);
                let Value::Date(on) = on else {
                    return self.carried(list, pair.ok_or(Lack::Blank)?);
                };
                let pair = pair.filter(|pair| self.data.valid_on(list, *pair, on));
                match pair.and_then(|pair| self.data.parent(list, pair)) {
                    Some(_) => Err(Lack::Missing),
                    None => Ok(Value::Truth(pair.is_some())),
                }
            }
            _ => Err(Lack::Defect(Defect::WrongFact)),
        }
    }

    /// The place of the code `first.second` in a list.
    fn pair(&self, list: ListIx, codes: u32, first: CodeRef, second: CodeRef) -> Option<u32> {
        let first = self.data.code(first.list, first.index);
        let second = self.data.code(second.list, second.index);
        (0..codes).find(|index| {
            let rest = self.data.code(list, *index).strip_prefix(first);
            rest.and_then(|rest| rest.strip_prefix('.')) == Some(second)
        })
    }
}
