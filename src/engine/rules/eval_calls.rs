//! Functions of which every argument must be known.

use super::eval::{Evaluation, Found, whole_number};
use super::functions::Call;
use super::program::{Defect, Lack, NO_OP, OpId};
use crate::value::{CodeRef, Date, Decimal, Month, Value, looks_personal};

const WRONG: Lack = Lack::Defect(Defect::WrongFact);
const NO_DATE: Lack = Lack::Defect(Defect::NoSuchDate);

fn whole(number: Decimal) -> Result<i64, Lack> {
    number.to_int().ok_or(Lack::Defect(Defect::NotWhole))
}

fn number(whole: impl Into<i64>) -> Found {
    whole_number(whole.into())
}

/// Whether two numbers differ by no more than `most`.
fn within(a: Decimal, b: Decimal, most: Option<Decimal>) -> Found {
    let overflow = Lack::Defect(Defect::Overflow);
    let difference = a.checked_sub(b).ok_or(overflow)?.abs();
    Ok(Value::Truth(difference <= most.ok_or(overflow)?))
}

fn date(found: Option<Date>) -> Found {
    found.map(Value::Date).ok_or(NO_DATE)
}

fn month(found: Option<Month>) -> Found {
    found.map(Value::Month).ok_or(NO_DATE)
}

fn of_numbers(call: Call, a: Decimal, b: Decimal, c: Decimal) -> Found {
    match call {
        Call::Near => within(a, b, Some(c)),
        Call::NearShare => within(a, b, a.abs().max(b.abs()).checked_mul(c)),
        Call::Date => {
            let (year, month, day) = (whole(a)?, whole(b)?, whole(c)?);
            match (i32::try_from(year), u8::try_from(month), u8::try_from(day)) {
                (Ok(year), Ok(month), Ok(day)) => date(Date::from_ymd(year, month, day)),
                _ => Err(NO_DATE),
            }
        }
        _ => Err(WRONG),
    }
}

fn of_date(call: Call, of: Date) -> Found {
    let (year, month, day) = of.ymd();
    match call {
        Call::Year => number(year),
        Call::Month => number(month),
        Call::Day => number(day),
        Call::Weekday => number(of.weekday()),
        Call::LastOfMonth => date(of.month().last_day()),
        Call::MonthOf => Ok(Value::Month(of.month())),
        _ => Err(WRONG),
    }
}

impl Evaluation<'_> {
    pub(super) fn apply(&mut self, call: Call, arguments: [OpId; 3]) -> Found {
        let values = self.known(arguments)?;
        self.of_values(call, &values)
    }

    /// The values of the arguments, or the worst reason for which one has none.
    pub(super) fn known(&mut self, arguments: [OpId; 3]) -> Result<[Value; 3], Lack> {
        let mut values = [const { Value::Truth(false) }; 3];
        let mut lack = None;
        for (value, argument) in values
            .iter_mut()
            .zip(arguments)
            .take_while(|pair| pair.1 != NO_OP)
        {
            match self.eval(argument) {
                Ok(found) => *value = found,
                Err(why) => lack = lack.max(Some(why)),
            }
        }
        match lack {
            Some(lack) => Err(lack),
            None => Ok(values),
        }
    }

    /// A function of its own, so that the values are dropped in one place whatever comes of them.
    #[inline(never)]
    fn of_values(&mut self, call: Call, values: &[Value; 3]) -> Found {
        match values {
            [Value::Number(a), Value::Number(b), Value::Number(c)] => of_numbers(call, *a, *b, *c),
            [Value::Number(a), Value::Number(places), _] if call == Call::Round => {
                let places = u8::try_from(whole(*places)?)
                    .ok()
                    .filter(|places| *places <= 12);
                Ok(Value::Number(
                    a.round(places.ok_or(Lack::Defect(Defect::NotWhole))?),
                ))
            }
            [Value::Number(a), ..] => Ok(Value::Number(match call {
                Call::Abs => a.abs(),
                Call::Floor => a.floor(),
                Call::Ceil => a.ceil(),
                _ => return Err(WRONG),
            })),
            [Value::Date(a), Value::Date(b), _] => match call {
                Call::Days => number(a.days_until(*b)),
                Call::Months => number(a.months_until(*b)),
                Call::Years => number(a.months_until(*b) / 12),
                _ => Err(WRONG),
            },
            [Value::Month(a), Value::Month(b), _] => match call {
                Call::Months => number(a.months_until(*b)),
                Call::Years => number(a.months_until(*b) / 12),
                _ => Err(WRONG),
            },
            [Value::Date(a), Value::Number(n), _] => match call {
                Call::AddDays => date(a.add_days(whole(*n)?)),
                Call::AddMonths => date(a.add_months(whole(*n)?)),
                _ => Err(WRONG),
            },
            [Value::Month(a), Value::Number(n), _] if call == Call::AddMonths => {
                month(a.add(whole(*n)?))
            }
            [Value::Date(a), ..] => of_date(call, *a),
            [Value::Month(a), ..] => match call {
                Call::Year => number(a.ym().0),
                Call::Month => number(a.ym().1),
                Call::LastOfMonth => date(a.last_day()),
                _ => Err(WRONG),
            },
            [Value::Text(a), Value::Text(b), _] => {
                self.spend((a.len() / 32).saturating_mul(1 + b.len() / 64))?;
                Ok(Value::Truth(match call {
                    Call::Contains => {
                        let b = b.as_bytes();
                        b.is_empty() || a.as_bytes().windows(b.len()).any(|part| part == b)
                    }
                    Call::StartsWith => a.starts_with(&**b),
                    Call::EndsWith => a.ends_with(&**b),
                    _ => return Err(WRONG),
                }))
            }
            [Value::Text(a), ..] if call == Call::Words => {
                self.spend(a.len() / 32)?;
                number(i64::try_from(a.split_whitespace().count()).unwrap_or(i64::MAX))
            }
            [Value::Text(a), ..] if call == Call::LooksPersonal => {
                self.spend(a.len() / 8)?;
                Ok(Value::Truth(looks_personal(a)))
            }
            [Value::Code(code), Value::Date(on), _] if call == Call::ValidOn => {
                Ok(Value::Truth(self.data.valid_on(code.list, code.index, *on)))
            }
            &[Value::Code(CodeRef { list, index }), ..] => match call {
                Call::Label => Ok(Value::Text(self.data.label(list, index).into())),
                Call::Parent => {
                    let parent = self.data.parent(list, index).ok_or(Lack::Blank)?;
                    Ok(Value::Code(CodeRef {
                        list,
                        index: parent,
                    }))
                }
                Call::NumberOf => self.carried(list, index),
                _ => Err(WRONG),
            },
            _ => Err(WRONG),
        }
    }
}
