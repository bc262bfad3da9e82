//! Facts for the rules of the target `rule`: a name of every type, known, blank, missing and estimated.

use care_engine::rules::{Data, Names, Read, RuleErrorKind, Standing, Type};
use care_engine::value::{CodeRef, Date, Decimal, ListIx, Month, Value};
use std::rc::Rc;

/// The facts; with a row, the bare names of the table's columns are there as well.
pub(super) struct Made {
    pub(super) row: Option<u32>,
}

const LIST: ListIx = ListIx(0);
const CODES: [&str; 3] = ["self", "nhs", "council"];
/// Names outside tables. Blank, missing and estimated are numbers.
const ITEMS: [&str; 12] = [
    "occupied", "capacity", "blank", "lost", "rough", "spend", "name", "open", "since", "audit",
    "payer", "kinds",
];
const COLUMNS: [&str; 4] = ["hours", "area", "who", "day"];

fn item_type(slot: u32) -> Type {
    match slot {
        0..=5 => Type::Number,
        6 => Type::Text,
        7 => Type::Truth,
        8 => Type::Date,
        9 => Type::Month,
        10 => Type::Code(LIST),
        _ => Type::Codes(LIST),
    }
}

fn column_type(column: u16) -> Type {
    match column {
        0 => Type::Number,
        1 => Type::Code(LIST),
        2 => Type::Text,
        _ => Type::Date,
    }
}

fn number(text: &str) -> Value {
    Value::Number(Decimal::parse(text).unwrap())
}

fn date(text: &str) -> Value {
    Value::Date(Date::parse_iso(text).unwrap())
}

fn code(index: u32) -> Value {
    Value::Code(CodeRef { list: LIST, index })
}

fn position<T: PartialEq>(all: &[T], one: &T) -> Option<u32> {
    let at = all.iter().position(|known| known == one)?;
    u32::try_from(at).ok()
}

impl Names for Made {
    fn name(&self, name: &str) -> Option<(Type, Read)> {
        match name {
            "today" => return Some((Type::Date, Read::Today)),
            "filed" => return Some((Type::Date, Read::Filed)),
            "area_rows" => return Some((Type::Rows(0), Read::Rows(0))),
            _ => {}
        }
        if let (Some(_), Some(at)) = (self.row, position(&COLUMNS, &name)) {
            let column = u16::try_from(at).ok()?;
            return Some((column_type(column), Read::Cell { table: 0, column }));
        }
        let slot = position(&ITEMS, &name)?;
        Some((item_type(slot), Read::Item(slot)))
    }

    fn member(&self, of: &str, name: &str) -> Option<(Type, Read)> {
        let slot = || position(&ITEMS, &name);
        match (of, name) {
            ("period", "start") => Some((Type::Date, Read::PeriodStart)),
            ("period", "end") => Some((Type::Date, Read::PeriodEnd)),
            ("previous", _) => slot().map(|slot| (item_type(slot), Read::Previous(slot))),
            ("latest", _) => slot().map(|slot| (item_type(slot), Read::Latest(slot))),
            ("subject", _) => slot().map(|slot| (item_type(slot), Read::Subject(slot))),
            ("area_rows", _) => {
                let column = u16::try_from(position(&COLUMNS, &name)?).ok()?;
                let kind = Type::List(Box::new(column_type(column)));
                Some((kind, Read::Column { table: 0, column }))
            }
            _ => None,
        }
    }

    fn code(&self, _: ListIx, code: &str) -> Option<u32> {
        position(&CODES, &code)
    }

    fn list(&self, id: &str) -> Option<ListIx> {
        (id == "payer").then_some(LIST)
    }

    fn row_code(&self, list: ListIx) -> Option<Read> {
        let read = Read::RowCode { table: 0, place: 0 };
        (self.row.is_some() && list == LIST).then_some(read)
    }

    fn other(&self, form: &str, name: &str) -> Result<(Type, Read), RuleErrorKind> {
        if form != "other_form" {
            return Err(RuleErrorKind::UnknownReturn);
        }
        let slot = position(&ITEMS, &name).ok_or(RuleErrorKind::UnknownMember)?;
        Ok((item_type(slot), Read::Other { form: 1, slot }))
    }

    fn scale(&self, read: Read) -> Decimal {
        let thousands = matches!(
            read,
            Read::Item(5) | Read::Previous(5) | Read::Latest(5) | Read::Other { slot: 5, .. }
        );
        Decimal::from_int(if thousands { 1_000 } else { 1 })
    }

    fn row_table(&self) -> Option<u16> {
        self.row.map(|_| 0)
    }
}

impl Data for Made {
    fn value(&self, read: Read, row: Option<u32>) -> Option<Value> {
        Some(match read {
            Read::Item(slot)
            | Read::Previous(slot)
            | Read::Subject(slot)
            | Read::Other { slot, .. } => match slot {
                0 => number("36"),
                1 => number("999999999999999999"),
                4 => number("-0.000000000001"),
                5 => number("12.5"),
                6 => Value::Text(Rc::from("Zoë")),
                7 => Value::Truth(true),
                8 => date("2024-02-29"),
                9 => Value::Month(Month::parse_iso("2026-10").unwrap()),
                10 => code(1),
                11 => Value::Codes(LIST, Rc::from([0, 2])),
                _ => return None,
            },
            Read::Cell { column: 0, .. } => number(["35", "7.5"].get(row? as usize)?),
            Read::Cell { column: 1, .. } | Read::RowCode { .. } => code(row? % 3),
            Read::Cell { column: 2, .. } => Value::Text(Rc::from("Elm")),
            Read::Cell { .. } => date("9999-12-31"),
            Read::PeriodStart => date("2026-10-01"),
            Read::PeriodEnd => date("2026-10-31"),
            Read::Filed | Read::Today => date("2026-11-10"),
            Read::Latest(_) | Read::Column { .. } | Read::Rows(_) | Read::List(_) => return None,
        })
    }

    fn standing(&self, read: Read, row: Option<u32>) -> Standing {
        match (read, self.value(read, row)) {
            (Read::Item(3), _) => Standing::Missing,
            (Read::Item(4), _) => Standing::Known { estimated: true },
            (_, Some(_)) => Standing::Known { estimated: false },
            (_, None) => Standing::Blank,
        }
    }

    fn rows(&self, _: u16) -> u32 {
        3
    }
    fn codes(&self, _: ListIx) -> u32 {
        u32::try_from(CODES.len()).unwrap_or(0)
    }
    fn number(&self, _: ListIx, index: u32) -> Option<Decimal> {
        (index == 1).then_some(Decimal::ONE)
    }
    fn label(&self, _: ListIx, _: u32) -> &'static str {
        "A payer"
    }
    fn code(&self, _: ListIx, index: u32) -> &'static str {
        CODES.get(index as usize).copied().unwrap_or_default()
    }
    fn parent(&self, _: ListIx, index: u32) -> Option<u32> {
        (index == 2).then_some(0)
    }
    fn valid_on(&self, _: ListIx, index: u32, _: Date) -> bool {
        index != 2
    }
}
