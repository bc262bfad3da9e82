//! The facts of a case: numbers of both kinds are numbers, strings texts, bools truths; a list is a column of a table
//! of its own.

use care_engine::json::Json;
use care_engine::rules::{Data, Names, Read, Standing, Type};
use care_engine::value::{Date, Decimal, ListIx, Value};
use std::rc::Rc;

/// The facts.
pub(crate) struct World {
    facts: Vec<(String, Fact)>,
}

enum Fact {
    One(Type, Value),
    /// The type of the items, and the items.
    Many(Type, Vec<Value>),
}

impl World {
    /// What can be bound; a name that cannot is left out, so that a rule with it is refused.
    pub(crate) fn new(bindings: &[(String, Json)]) -> Self {
        let fact = |(name, json): &(String, Json)| {
            if let Some(list) = json.get("listValue") {
                let values = list.get("values").and_then(Json::as_list);
                let items: Vec<(Type, Value)> = values
                    .unwrap_or_default()
                    .iter()
                    .map(scalar)
                    .collect::<Option<_>>()?;
                let kind = items.first().map(|(kind, _)| kind.clone())?;
                let alike = items.iter().all(|(other, _)| *other == kind);
                let values = items.into_iter().map(|(_, value)| value).collect();
                return alike.then(|| (name.clone(), Fact::Many(kind, values)));
            }
            let (kind, value) = scalar(json)?;
            Some((name.clone(), Fact::One(kind, value)))
        };
        Self {
            facts: bindings.iter().filter_map(fact).collect(),
        }
    }

    fn fact(&self, at: usize) -> &Fact {
        &self.facts[at].1
    }

    fn find(&self, name: &str) -> Option<(Type, Read)> {
        let at = self.facts.iter().position(|(known, _)| known == name)?;
        Some(match self.fact(at) {
            Fact::One(kind, _) => (kind.clone(), Read::Item(u32::try_from(at).ok()?)),
            Fact::Many(kind, _) => (
                Type::List(Box::new(kind.clone())),
                Read::Column {
                    table: u16::try_from(at).ok()?,
                    column: 0,
                },
            ),
        })
    }
}

/// A number of JSON as the cases write them: whole ones in quotes.
fn decimal(json: &Json) -> Option<Decimal> {
    match json {
        Json::Text(text) => Decimal::parse(text),
        other => other.number(),
    }
}

fn scalar(json: &Json) -> Option<(Type, Value)> {
    if let Some(number) = json.get("int64Value").or_else(|| json.get("doubleValue")) {
        return Some((Type::Number, Value::Number(decimal(number)?)));
    }
    if let Some(text) = json.get("stringValue") {
        return Some((Type::Text, Value::Text(Rc::from(text.as_text()?))));
    }
    let truth = json.get("boolValue")?.as_bool()?;
    Some((Type::Truth, Value::Truth(truth)))
}

/// Whether a value is the one that is wanted.
pub(crate) fn same(value: &Value, wanted: &Json) -> bool {
    match value {
        Value::List(items) => {
            let list = wanted.get("listValue");
            let values = list.and_then(|list| list.get("values"));
            let values = values.and_then(Json::as_list).unwrap_or_default();
            list.is_some()
                && items.len() == values.len()
                && items
                    .iter()
                    .zip(values)
                    .all(|(item, wanted)| item.as_ref().is_some_and(|item| same(item, wanted)))
        }
        value => scalar(wanted).is_some_and(|(_, wanted)| *value == wanted),
    }
}

impl Names for World {
    fn name(&self, name: &str) -> Option<(Type, Read)> {
        self.find(name)
    }
    fn member(&self, of: &str, name: &str) -> Option<(Type, Read)> {
        self.find(&[of, ".", name].concat())
    }
    fn code(&self, _: ListIx, _: &str) -> Option<u32> {
        None
    }
    fn list(&self, _: &str) -> Option<ListIx> {
        None
    }
    fn scale(&self, _: Read) -> Decimal {
        Decimal::ONE
    }
}

impl Data for World {
    fn value(&self, read: Read, row: Option<u32>) -> Option<Value> {
        match read {
            Read::Item(at) => match self.fact(at as usize) {
                Fact::One(_, value) => Some(value.clone()),
                Fact::Many(..) => None,
            },
            Read::Cell { table, .. } => match self.fact(usize::from(table)) {
                Fact::Many(_, values) => values.get(row? as usize).cloned(),
                Fact::One(..) => None,
            },
            _ => None,
        }
    }
    fn standing(&self, read: Read, row: Option<u32>) -> Standing {
        match self.value(read, row) {
            Some(_) => Standing::Known { estimated: false },
            None => Standing::Blank,
        }
    }
    fn rows(&self, table: u16) -> u32 {
        match self.fact(usize::from(table)) {
            Fact::Many(_, values) => u32::try_from(values.len()).unwrap(),
            Fact::One(..) => 0,
        }
    }
    fn codes(&self, _: ListIx) -> u32 {
        0
    }
    fn number(&self, _: ListIx, _: u32) -> Option<Decimal> {
        None
    }
    fn label(&self, _: ListIx, _: u32) -> &'static str {
        ""
    }
    fn code(&self, _: ListIx, _: u32) -> &'static str {
        ""
    }
    fn parent(&self, _: ListIx, _: u32) -> Option<u32> {
        None
    }
    fn valid_on(&self, _: ListIx, _: u32, _: Date) -> bool {
        false
    }
}
