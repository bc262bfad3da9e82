//! JSON Schema of framework documents: what can be said of a document without following its ids and rules. `check` says
//! the rest.

use super::shapes::{Holds, SHAPES};
use super::{DATE, DIALECT, any, closed, like, of_type, one_of_words};
use crate::make::{number, object, text, texts};
use care_engine::definition::keys;
use care_engine::json::Json;
use care_engine::rules::RESERVED;
use care_engine::rules::limits::SOURCE_BYTES;

const ID: &str = "^[a-z][a-z0-9-]*$";
const NAME: &str = "^[a-z][a-z0-9_]*$";
const PLACE: &str = "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$";
const DAY_OF_YEAR: &str = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const MONTH_START: &str = "^(0[1-9]|1[0-2])-01$";
const CODE: &str = "^[A-Za-z0-9_.-]+$";
const FILE: &str = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$";

/// The schema of framework documents.
pub fn document() -> Json {
    let shapes = SHAPES
        .iter()
        .map(|(name, holds)| (*name, shape(name, holds)));
    object([
        ("$schema", text(DIALECT)),
        (
            "title",
            text("A framework document of Care Returns, format 1"),
        ),
        ("$ref", text("#/$defs/document")),
        ("$defs", object(shapes)),
    ])
}

/// The schema of one shape. What must stand is what the loader says must.
fn shape(name: &str, holds: &[(&str, Holds)]) -> Json {
    let listed = keys::SHAPES.iter().find(|(known, _)| *known == name);
    let required: Vec<&str> = listed
        .map_or("", |(_, keys)| keys)
        .split(' ')
        .filter(|key| !key.ends_with('?'))
        .collect();
    let properties = holds
        .iter()
        .map(|(key, holds)| ((*key).to_owned(), value(*holds)))
        .collect();
    let mut schema = closed(properties, &required);
    if let (Json::Object(entries), Some(extra)) = (&mut schema, beyond(name)) {
        entries.push(extra);
    }
    schema
}

/// What a shape's keys say of each other.
fn beyond(name: &str) -> Option<(Box<str>, Json)> {
    let having = |key: &str, holds: Json| {
        object([
            ("properties", object([(key, holds)])),
            ("required", texts([key])),
        ])
    };
    let kind = |words: &[&str]| having("kind", one_of_words(words));
    let rule = match name {
        // Only numbers have a scale.
        "item" => object([
            ("if", object([("required", texts(["scale"]))])),
            (
                "then",
                having("type", kind(&["integer", "decimal", "money", "percentage"])),
            ),
        ]),
        // A period that comes again has a window.
        "return" => object([
            (
                "if",
                having("period", kind(&["month", "quarter", "half-year", "year"])),
            ),
            ("then", object([("required", texts(["window"]))])),
        ]),
        _ => return None,
    };
    Some(("allOf".into(), Json::List(vec![rule])))
}

fn value(holds: Holds) -> Json {
    match holds {
        Holds::Format => object([("const", number(&1))]),
        Holds::Text | Holds::Word => like("\\S"),
        Holds::Rule => object([
            ("type", text("string")),
            ("pattern", text("\\S")),
            ("maxLength", number(&SOURCE_BYTES)),
        ]),
        Holds::Truth => object(of_type("boolean")),
        Holds::TruthOrRule => any(vec![value(Holds::Truth), value(Holds::Rule)]),
        Holds::OnlyTruth(truth) => object([("const", Json::Bool(truth))]),
        Holds::Number => object(of_type("number")),
        Holds::Whole(from, to) => object([
            ("type", text("integer")),
            ("minimum", number(&from)),
            ("maximum", number(&to)),
        ]),
        Holds::Scale => object([("enum", Json::List(vec![number(&1), number(&1_000)]))]),
        Holds::Date => like(DATE),
        Holds::DayOfYear => like(DAY_OF_YEAR),
        Holds::MonthStart => like(MONTH_START),
        Holds::Id => like(ID),
        Holds::Name => object([
            ("type", text("string")),
            ("pattern", text(NAME)),
            ("not", one_of_words([keys::TAKEN, &RESERVED].concat())),
        ]),
        Holds::Place => like(PLACE),
        Holds::Code => like(CODE),
        Holds::File => like(FILE),
        Holds::Words(words) => one_of_words(words),
        Holds::List(of) => object([("type", text("array")), ("items", value(*of))]),
        Holds::FullList(of, most) => object([
            ("type", text("array")),
            ("items", value(*of)),
            ("minItems", number(&1)),
            ("maxItems", number(&most)),
        ]),
        Holds::Map(key, of) => object([
            ("type", text("object")),
            ("propertyNames", value(*key)),
            ("additionalProperties", value(*of)),
        ]),
        Holds::Shape(name) => object([("$ref", text(&["#/$defs/", name].concat()))]),
        Holds::Any(all) => any(all.iter().map(|one| value(*one)).collect()),
    }
}
