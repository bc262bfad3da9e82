//! A small made-up form with facts in every standing, for the tests to run rules over.

use care_engine::rules::{
    Data, Defect, Names, Outcome, Program, Read, RuleErrorKind, Standing, Type,
};
use care_engine::value::{CodeRef, Date, Decimal, ListIx, Month, Value};

/// The list of payers: self, council, nhs.
pub(crate) const PAYER: ListIx = ListIx(0);
/// The list of places, with parents and dates: yorkshire, barnsley, leeds.
pub(crate) const PLACE: ListIx = ListIx(1);
/// A list that shares a code with the payers.
pub(crate) const OTHER: ListIx = ListIx(2);

/// The list of pairs of a place and a payer: the last two are not settled.
pub(crate) const PAIRS: ListIx = ListIx(3);

const LISTS: [&[(&str, &str, Option<u32>)]; 5] = [
    &[
        ("self", "Pays for themselves", None),
        ("council", "Council", None),
        ("nhs", "NHS", None),
    ],
    &[
        ("R1", "Yorkshire", None),
        ("E1", "Barnsley", Some(0)),
        ("E2", "Leeds", Some(0)),
    ],
    &[("self", "Other self", None)],
    &[
        ("R1.council", "Yorkshire and council", None),
        ("E1.council", "Barnsley and council", Some(3)),
        ("R1.nhs", "Yorkshire and NHS", None),
        ("unsure", "Not settled", None),
    ],
    // A list that has not been loaded.
    &[],
];

/// One fact: its value, or how it stands without one.
#[derive(Clone)]
pub(crate) enum Fact {
    Known(Value),
    Rough(Value),
    Blank,
    Missing,
    Hidden,
}
use Fact::{Blank, Hidden, Known, Missing, Rough};

pub(crate) fn n(text: &str) -> Value {
    Value::Number(Decimal::parse(text).unwrap())
}
fn code(list: ListIx, index: u32) -> Value {
    Value::Code(CodeRef { list, index })
}
fn t(text: &str) -> Value {
    Value::Text(text.into())
}
fn d(text: &str) -> Value {
    Value::Date(Date::parse_iso(text).unwrap())
}

/// Items by slot: name, type, scale, fact, the fact in the last period.
type Item = (&'static str, Type, i64, Fact, Fact);

/// Columns: name, type, and a fact for each row.
type Column = (&'static str, Type, i64, Vec<Fact>);

/// Names and facts.
pub(crate) struct World {
    pub(crate) items: Vec<Item>,
    /// Tables `area_rows` and `empty_rows`.
    pub(crate) tables: Vec<(&'static str, u32, Vec<Column>)>,
    /// The table whose row rules run for, and the row.
    pub(crate) within: Option<(u16, u32)>,
    /// How many codes the list says to have that has none yet.
    pub(crate) long: u32,
}

impl World {
    #[allow(clippy::too_many_lines, reason = "one list of facts")]
    pub(crate) fn new() -> Self {
        let number = |name, fact, before| (name, Type::Number, 1, fact, before);
        let truth = |name, fact| (name, Type::Truth, 1, fact, Blank);
        let date = |name, fact| (name, Type::Date, 1, fact, Blank);
        Self {
            items: vec![
                number("max_capacity", Known(n("40")), Known(n("40"))),
                number("occupied", Known(n("36")), Known(n("30"))),
                number("zero", Known(n("0")), Known(n("0"))),
                number("third", Known(n("0.1")), Blank),
                number("huge", Known(n("999999999999999999")), Blank),
                number("blank", Blank, Known(n("1"))),
                number("lost", Missing, Missing),
                number("hidden", Hidden, Blank),
                number("rough", Rough(n("7")), Blank),
                (
                    "spend",
                    Type::Number,
                    1000,
                    Known(n("12.5")),
                    Known(n("10")),
                ),
                ("income", Type::Number, 1000, Known(n("20")), Blank),
                truth("yes", Known(Value::Truth(true))),
                truth("no", Known(Value::Truth(false))),
                truth("perhaps", Blank),
                truth("gone", Missing),
                ("name", Type::Text, 1, Known(t("Elm House")), Blank),
                ("note", Type::Text, 1, Blank, Blank),
                date("opened", Known(d("1990-06-15"))),
                date("closed", Blank),
                (
                    "reference",
                    Type::Month,
                    1,
                    Known(Value::Month(Month::parse_iso("2026-10").unwrap())),
                    Blank,
                ),
                (
                    "payer",
                    Type::Code(PAYER),
                    1,
                    Known(code(PAYER, 1)),
                    Known(code(PAYER, 0)),
                ),
                (
                    "council",
                    Type::Code(PLACE),
                    1,
                    Known(code(PLACE, 1)),
                    Blank,
                ),
                ("place", Type::Code(PLACE), 1, Blank, Blank),
                ("region", Type::Code(PLACE), 1, Known(code(PLACE, 0)), Blank),
                (
                    "kinds",
                    Type::Codes(PAYER),
                    1,
                    Known(Value::Codes(PAYER, [0, 2].into())),
                    Blank,
                ),
                ("no_kinds", Type::Codes(PAYER), 1, Blank, Blank),
                ("wrong", Type::Number, 1, Known(t("a lie")), Blank),
                ("other", Type::Code(OTHER), 1, Known(code(OTHER, 0)), Blank),
            ],
            tables: vec![
                (
                    "area_rows",
                    3,
                    vec![
                        (
                            "hours",
                            Type::Number,
                            1,
                            vec![Known(n("35")), Known(n("7.5")), Blank],
                        ),
                        (
                            "money",
                            Type::Number,
                            1000,
                            vec![Known(n("1")), Known(n("2")), Known(n("3"))],
                        ),
                        (
                            "staff",
                            Type::Number,
                            1,
                            vec![Known(n("4")), Hidden, Known(n("6"))],
                        ),
                        ("gaps", Type::Number, 1, vec![Known(n("4")), Missing, Blank]),
                        ("nothing", Type::Number, 1, vec![Blank, Hidden, Blank]),
                        (
                            "area",
                            Type::Code(PLACE),
                            1,
                            vec![
                                Known(code(PLACE, 1)),
                                Known(code(PLACE, 2)),
                                Known(code(PLACE, 1)),
                            ],
                        ),
                        (
                            "payer",
                            Type::Code(PAYER),
                            1,
                            vec![
                                Known(code(PAYER, 0)),
                                Known(code(PAYER, 1)),
                                Known(code(PAYER, 0)),
                            ],
                        ),
                        (
                            "who",
                            Type::Code(PAYER),
                            1,
                            vec![
                                Known(code(PAYER, 0)),
                                Known(code(PAYER, 0)),
                                Known(code(PAYER, 0)),
                            ],
                        ),
                        (
                            "maybe",
                            Type::Code(PAYER),
                            1,
                            vec![Known(code(PAYER, 0)), Blank, Known(code(PAYER, 0))],
                        ),
                        (
                            "part",
                            Type::Code(PAYER),
                            1,
                            vec![Hidden, Known(code(PAYER, 0)), Hidden],
                        ),
                        (
                            "since",
                            Type::Date,
                            1,
                            vec![Known(d("2026-01-31")), Known(d("2025-03-01")), Blank],
                        ),
                    ],
                ),
                ("empty_rows", 0, vec![("hours", Type::Number, 1, vec![])]),
            ],
            within: None,
            long: 0,
        }
    }

    fn fact(&self, read: Read, row: Option<u32>) -> Fact {
        let item = |slot: u32| self.items.get(slot as usize).unwrap();
        match read {
            Read::Item(slot) => item(slot).3.clone(),
            Read::Previous(slot) | Read::Other { slot, .. } => item(slot).4.clone(),
            Read::Cell { table, column } => {
                let cells = &self
                    .tables
                    .get(usize::from(table))
                    .unwrap()
                    .2
                    .get(usize::from(column))
                    .unwrap()
                    .3;
                cells.get(row.unwrap() as usize).unwrap().clone()
            }
            Read::Subject(_) => Known(t("Elm Care")),
            Read::PeriodStart => Known(d("2026-10-01")),
            Read::PeriodEnd => Known(d("2026-10-31")),
            Read::Filed => Known(d("2026-11-09")),
            Read::Today => Known(d("2026-11-21")),
            Read::Latest(_) => Blank,
            Read::RowCode { .. } => Known(code(PLACE, row.unwrap())),
            Read::Column { .. } | Read::Rows(_) | Read::List(_) => {
                panic!("only scalars are asked for")
            }
        }
    }

    fn slot(&self, name: &str) -> Option<(Type, u32)> {
        let slot = self.items.iter().position(|item| item.0 == name)?;
        Some((
            self.items.get(slot)?.1.clone(),
            u32::try_from(slot).unwrap(),
        ))
    }

    fn column(&self, table: usize, name: &str) -> Option<(Type, u16)> {
        let columns = &self.tables.get(table)?.2;
        let at = columns.iter().position(|column| column.0 == name)?;
        Some((columns.get(at)?.1.clone(), u16::try_from(at).unwrap()))
    }

    /// What a rule ends in, as the cases spell it.
    pub(crate) fn says(&self, rule: &str) -> String {
        match Program::compile(rule, None, self) {
            Err(error) => {
                assert!(
                    error.at <= error.to && error.to as usize <= rule.len(),
                    "{rule}: {error:?}"
                );
                assert!(
                    rule.is_char_boundary(error.at as usize),
                    "{rule}: {error:?}"
                );
                assert!(
                    rule.is_char_boundary(error.to as usize),
                    "{rule}: {error:?}"
                );
                assert!(!error.to_string().is_empty());
                let kind = format!("{:?}", error.kind);
                format!("{}@{}", kind.split(' ').next().unwrap(), error.at)
            }
            Ok(program) => {
                let mut steps = 1_000_000;
                match program.run(self, self.within.map(|within| within.1), &mut steps) {
                    Outcome::Known(value) => {
                        // The item `wrong` is a fact of another type than its name has.
                        assert!(
                            rule.contains("wrong") || fits(&value, program.kind()),
                            "{rule}: {value:?}"
                        );
                        self.spell(&value)
                    }
                    Outcome::Unknown => "unknown".into(),
                    Outcome::Defect(defect) => {
                        assert_ne!(defect, Defect::StepsSpent, "{rule}");
                        format!("{defect:?}")
                    }
                }
            }
        }
    }

    pub(crate) fn spell(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => format!("'{text}'"),
            Value::Truth(truth) => truth.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Month(month) => month.to_string(),
            Value::Code(code) => format!("#{}", self.code(code.list, code.index)),
            Value::Codes(list, codes) => {
                let codes: Vec<String> = codes
                    .iter()
                    .map(|index| self.code(*list, *index).to_owned())
                    .collect();
                format!("#{{{}}}", codes.join(", "))
            }
            Value::List(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|item| {
                        item.as_ref()
                            .map_or("unknown".into(), |item| self.spell(item))
                    })
                    .collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

/// Whether a value is of a type.
fn fits(value: &Value, kind: &Type) -> bool {
    match (value, kind) {
        (Value::Number(_), Type::Number)
        | (Value::Text(_), Type::Text)
        | (Value::Truth(_), Type::Truth)
        | (Value::Date(_), Type::Date)
        | (Value::Month(_), Type::Month) => true,
        (Value::Code(code), Type::Code(list)) => code.list == *list,
        (Value::Codes(of, _), Type::Codes(list)) => of == list,
        (Value::List(items), Type::List(kind)) => {
            items.iter().flatten().all(|item| fits(item, kind))
        }
        _ => false,
    }
}

impl World {
    fn code(&self, list: ListIx, index: u32) -> &str {
        Data::code(self, list, index)
    }
}

impl Names for World {
    fn name(&self, name: &str) -> Option<(Type, Read)> {
        if let Some((table, _)) = self.within
            && let Some((kind, column)) = self.column(usize::from(table), name)
        {
            return Some((kind, Read::Cell { table, column }));
        }
        match name {
            "today" => return Some((Type::Date, Read::Today)),
            "filed" => return Some((Type::Date, Read::Filed)),
            _ => {}
        }
        if let Some(table) = self.tables.iter().position(|table| table.0 == name) {
            let table = u16::try_from(table).unwrap();
            return Some((Type::Rows(table), Read::Rows(table)));
        }
        self.slot(name).map(|(kind, slot)| (kind, Read::Item(slot)))
    }

    fn member(&self, of: &str, name: &str) -> Option<(Type, Read)> {
        match (of, name) {
            ("period", "start") => Some((Type::Date, Read::PeriodStart)),
            ("period", "end") => Some((Type::Date, Read::PeriodEnd)),
            ("subject", "name") => Some((Type::Text, Read::Subject(0))),
            ("previous", _) => self
                .slot(name)
                .map(|(kind, slot)| (kind, Read::Previous(slot))),
            ("latest", _) => self
                .slot(name)
                .map(|(kind, slot)| (kind, Read::Latest(slot))),
            _ => {
                let table = self.tables.iter().position(|table| table.0 == of)?;
                let (kind, column) = self.column(table, name)?;
                let table = u16::try_from(table).unwrap();
                Some((Type::List(Box::new(kind)), Read::Column { table, column }))
            }
        }
    }

    fn code(&self, list: ListIx, code: &str) -> Option<u32> {
        let at = LISTS
            .get(usize::from(list.0))?
            .iter()
            .position(|entry| entry.0 == code)?;
        u32::try_from(at).ok()
    }

    fn list(&self, id: &str) -> Option<ListIx> {
        let ids = ["payer", "place", "other", "pairs", "later"];
        let at = ids.iter().position(|known| *known == id)?;
        Some(ListIx(u16::try_from(at).unwrap()))
    }

    fn row_code(&self, list: ListIx) -> Option<Read> {
        let (table, _) = self.within?;
        (list == PLACE).then_some(Read::RowCode { table, place: 0 })
    }

    fn other(&self, form: &str, name: &str) -> Result<(Type, Read), RuleErrorKind> {
        match form {
            "beds_of_june" => {
                let (kind, slot) = self.slot(name).ok_or(RuleErrorKind::UnknownMember)?;
                Ok((kind, Read::Other { form: 7, slot }))
            }
            "council_money" => Err(RuleErrorKind::OtherSubject),
            _ => Err(RuleErrorKind::UnknownReturn),
        }
    }

    fn scale(&self, read: Read) -> Decimal {
        let scale = match read {
            Read::Item(slot)
            | Read::Previous(slot)
            | Read::Latest(slot)
            | Read::Other { slot, .. } => self.items.get(slot as usize).unwrap().2,
            Read::Cell { table, column } | Read::Column { table, column } => {
                self.tables
                    .get(usize::from(table))
                    .unwrap()
                    .2
                    .get(usize::from(column))
                    .unwrap()
                    .2
            }
            _ => 1,
        };
        Decimal::from_int(scale)
    }

    fn row_table(&self) -> Option<u16> {
        self.within.map(|within| within.0)
    }
}

impl Data for World {
    fn value(&self, read: Read, row: Option<u32>) -> Option<Value> {
        match self.fact(read, row) {
            Known(value) | Rough(value) => Some(value),
            Blank | Missing | Hidden => None,
        }
    }
    fn standing(&self, read: Read, row: Option<u32>) -> Standing {
        match self.fact(read, row) {
            Known(_) => Standing::Known { estimated: false },
            Rough(_) => Standing::Known { estimated: true },
            Blank => Standing::Blank,
            Missing => Standing::Missing,
            Hidden => Standing::Hidden,
        }
    }
    fn rows(&self, table: u16) -> u32 {
        self.tables.get(usize::from(table)).unwrap().1
    }
    fn codes(&self, list: ListIx) -> u32 {
        let many = LISTS.get(usize::from(list.0)).unwrap().len();
        u32::try_from(many).unwrap() + if list == ListIx(4) { self.long } else { 0 }
    }
    fn number(&self, list: ListIx, index: u32) -> Option<Decimal> {
        match (list, index) {
            (PAYER, 1) => Decimal::parse("12.21"),
            (PAIRS, 0) => Decimal::parse("62.5"),
            _ => None,
        }
    }
    fn label(&self, list: ListIx, index: u32) -> &str {
        LISTS
            .get(usize::from(list.0))
            .unwrap()
            .get(index as usize)
            .unwrap()
            .1
    }
    fn code(&self, list: ListIx, index: u32) -> &str {
        LISTS
            .get(usize::from(list.0))
            .unwrap()
            .get(index as usize)
            .unwrap()
            .0
    }
    fn parent(&self, list: ListIx, index: u32) -> Option<u32> {
        LISTS
            .get(usize::from(list.0))
            .unwrap()
            .get(index as usize)
            .unwrap()
            .2
    }
    fn valid_on(&self, list: ListIx, index: u32, date: Date) -> bool {
        // Barnsley's code ended on 31 March 2025.
        (list, index) != (PLACE, 1) || date <= Date::parse_iso("2025-03-31").unwrap()
    }
}
