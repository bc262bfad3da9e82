//! JSON Schema of what one return posts (`return/1`), so that any backend can check it with a tool of its own. What
//! rules say is beyond a schema: a backend that runs the engine finds it.

use super::{
    DATE, DIALECT, any, closed, constant, like, list, object_of, of_type, one_of_words, string,
    whole, words,
};
use crate::error::{FrameworkError, no_return, open};
use crate::make::{number, object, text, texts};
use care_engine::definition::{
    Column, Definition, Form, Item, ItemIx, Kind, Purpose, Required, Role, Rows, Table,
};
use care_engine::exchange::return_v1::MOST_MINUTES;
use care_engine::json::Json;
use care_engine::session::Origin;
use care_engine::value::{Identifier, ListIx};

const TIME: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";
const MONTH: &str = "^[0-9]{4}-(0[1-9]|1[0-2])$";
const HASH: &str = "^[0-9a-f]{16}$";
/// The reason that "Don't know" stands for.
const NOT_KNOWN: &str = "not-known";

/// What the schema is made from.
struct Made<'a> {
    root: &'a Json,
    definition: &'a Definition,
    form: &'a Form,
}

/// The schema of what a return posts.
///
/// # Errors
/// Where the document has problems, or no such return.
pub fn posted(name: &str, framework: &str, id: &str) -> Result<Json, FrameworkError> {
    let (root, definition) = open(name, framework)?;
    let (form, terms) = definition
        .returns()
        .find(|(form, _)| form.id == id)
        .ok_or_else(|| no_return(&definition, id))?;
    let made = Made {
        root: &root,
        definition: &definition,
        form,
    };
    let subject = definition.forms.get(usize::from(terms.subject));
    let mut properties: Vec<(&str, Json)> = vec![
        ("shape", constant("return/1")),
        ("id", words()),
        ("framework", made.framework()),
        ("return", constant(id)),
        (
            "subject",
            object_of([
                ("kind", constant(subject.map_or("", |form| &form.id))),
                ("id", string()),
                ("name", string()),
                ("profile", made.contents()),
            ]),
        ),
    ];
    let mut required = vec!["shape", "id", "framework", "return", "subject"];
    properties.push((
        "period",
        object_of([("start", like(DATE)), ("end", like(DATE))]),
    ));
    if terms.period.is_some() {
        required.push("period");
    }
    properties.extend([
        ("revision", whole(1)),
        (
            "replaces",
            object_of([("id", words()), ("reason", string())]),
        ),
        ("finishedAt", like(TIME)),
        ("clockOffsetSeconds", object(of_type("integer"))),
        ("finishedBy", made.contents()),
        ("finishedAs", identity()),
        ("declared", object([("const", Json::Bool(true))])),
        (
            "minutesSpent",
            object([
                ("type", text("integer")),
                ("minimum", number(&0)),
                ("maximum", number(&MOST_MINUTES)),
            ]),
        ),
        ("answers", made.answers()),
        ("tables", made.tables()),
        ("passed", made.passed()),
        ("lowered", made.lowered()),
        ("completeness", made.completeness()),
        ("unchecked", list(string())),
        ("leftOut", list(string())),
    ]);
    // Left out where the return is not nil.
    if let Some(list) = definition.nil_reasons {
        properties.push(("nil", object_of([("reason", made.codes(list))])));
    }
    required.extend([
        "revision",
        "finishedAt",
        "finishedBy",
        "declared",
        "answers",
        "tables",
        "passed",
        "completeness",
        "unchecked",
        "leftOut",
    ]);
    let properties = properties
        .into_iter()
        .map(|(key, schema)| (key.to_owned(), schema))
        .collect();
    let mut schema = vec![
        ("$schema".into(), text(DIALECT)),
        (
            "title".into(),
            text(&format!(
                "{}, as {} {} posts it",
                form.title, definition.id, definition.version
            )),
        ),
    ];
    if let Json::Object(entries) = closed(properties, &required) {
        schema.extend(entries);
    }
    // A correction names what it replaces.
    schema.push((
        "allOf".into(),
        Json::List(vec![object([
            (
                "if",
                object([("properties", object([("revision", whole(2))]))]),
            ),
            ("then", object([("required", texts(["replaces"]))])),
            (
                "else",
                object([("not", object([("required", texts(["replaces"]))]))]),
            ),
        ])]),
    ));
    Ok(Json::Object(schema))
}

/// Whom a sign-in says that somebody is.
fn identity() -> Json {
    let keys = ["issuer", "subject", "name"];
    closed(
        keys.map(|key| (key.to_owned(), words())).to_vec(),
        &["issuer", "subject"],
    )
}

impl Made<'_> {
    fn framework(&self) -> Json {
        let mut lists = Vec::new();
        let columns = self.form.tables.iter().flat_map(|table| &table.columns);
        let items = self.form.slots.iter().map(|slot| slot.item);
        for item in items.chain(columns.map(|column| column.item)) {
            if let Kind::One(list) | Kind::Code(list) | Kind::Many { list, .. } =
                &self.definition.item(item).kind
            {
                lists.push(*list);
            }
        }
        for table in &self.form.tables {
            if let Rows::Fixed { lists: of } = &table.rows {
                lists.extend(of);
            }
        }
        lists.sort_unstable();
        lists.dedup();
        let ids: Vec<&str> = lists
            .iter()
            .map(|list| self.definition.list(*list).id.as_str())
            .collect();
        // A list whose file did not come is not in use.
        let here = |list: &&ListIx| self.definition.list(**list).file.is_none();
        let always: Vec<&str> = lists
            .iter()
            .filter(here)
            .map(|list| self.definition.list(*list).id.as_str())
            .collect();
        // A list may grow without a new version: its hash is any.
        let hashes = ids
            .iter()
            .map(|id| ((*id).to_owned(), like(HASH)))
            .collect();
        object_of([
            ("id", constant(&self.definition.id)),
            ("version", constant(&self.definition.version)),
            ("codeLists", closed(hashes, &always)),
        ])
    }

    /// Answers of a profile, as they were typed.
    fn contents(&self) -> Json {
        let reasons = self.definition.missing.iter().map(|(id, _)| id);
        let missing = object_of([("missing", one_of_words(reasons))]);
        let content = any(vec![string(), list(string()), missing]);
        object([
            ("type", text("object")),
            ("propertyNames", like("^[a-z][a-z0-9_]*$")),
            ("additionalProperties", content),
        ])
    }

    fn answers(&self) -> Json {
        let mut required = Vec::new();
        let mut properties = Vec::new();
        for slot in &self.form.slots {
            let item = self.definition.item(slot.item);
            if slot.role == Role::Asked(Required::Always) {
                required.push(item.id.as_str());
            }
            let section = slot
                .section
                .and_then(|at| self.form.sections.get(usize::from(at)));
            let hides = slot.show.is_some()
                || section.is_some_and(|one| one.show.is_some())
                || self.core_only();
            properties.push((item.id.clone(), self.answer(slot.item, slot.role, hides)));
        }
        closed(properties, &required)
    }

    fn tables(&self) -> Json {
        let mut required = Vec::new();
        let mut properties = Vec::new();
        for table in &self.form.tables {
            let section = self.form.sections.get(usize::from(table.section));
            let hides = table.show.is_some()
                || section.is_some_and(|one| one.show.is_some())
                || self.core_only();
            if !hides {
                required.push(table.id.as_str());
            }
            properties.push((table.id.clone(), self.table(table)));
        }
        closed(properties, &required)
    }

    /// Whether some are asked the core only: all else may be hidden then.
    fn core_only(&self) -> bool {
        matches!(&self.form.purpose, Purpose::Return(terms) if terms.core_only.is_some())
    }

    fn table(&self, table: &Table) -> Json {
        let id = |column: &Column| self.definition.item(column.item).id.clone();
        let cells = table.columns.iter().map(|column| {
            let hides = column.show.is_some() || self.core_only();
            let answer = self.answer(column.item, column.role, hides);
            (id(column), answer)
        });
        let always = table
            .columns
            .iter()
            .filter(|column| column.role == Role::Asked(Required::Always));
        let always: Vec<String> = always.map(id).collect();
        let always: Vec<&str> = always.iter().map(String::as_str).collect();
        let mut schema = vec![("type", text("array"))];
        let row = match &table.rows {
            Rows::Free { min, max, .. } => {
                // A nil return needs no rows that count what is none there.
                let nil = table
                    .columns
                    .iter()
                    .any(|column| self.definition.item(column.item).nil);
                schema.push(("minItems", number(if nil { &0 } else { min })));
                schema.push(("maxItems", number(&max)));
                words()
            }
            Rows::Fixed { lists } => match lists.as_slice() {
                [one] => self.codes(*one),
                _ => words(),
            },
        };
        schema.push((
            "items",
            object_of([("id", row), ("cells", closed(cells.collect(), &always))]),
        ));
        object(schema)
    }

    fn answer(&self, at: ItemIx, role: Role, hides: bool) -> Json {
        let item = self.definition.item(at);
        let origin = || one_of_words(ORIGINS.map(|origin| origin.word()));
        let mut ways = Vec::new();
        if let Role::Calculated(_) = role {
            ways.push(object_of([
                ("value", self.value(item, false)),
                ("status", constant("calculated")),
            ]));
        } else {
            ways.push(object_of([
                ("value", self.value(item, true)),
                ("status", one_of_words(["given", "estimated"])),
                ("origin", origin()),
            ]));
            let carried = vec![
                ("value".to_owned(), self.value(item, true)),
                (
                    "status".to_owned(),
                    one_of_words(["unchanged", "estimated"]),
                ),
                (
                    "origin".to_owned(),
                    constant(Origin::CarriedOver { on: None }.word()),
                ),
                ("on".to_owned(), like(DATE)),
            ];
            ways.push(closed(carried, &["value", "status", "origin"]));
            let taken = vec![
                ("value".to_owned(), self.value(item, true)),
                ("status".to_owned(), one_of_words(["given", "estimated"])),
                (
                    "origin".to_owned(),
                    constant(Origin::CarriedOver { on: None }.word()),
                ),
                ("on".to_owned(), like(DATE)),
                ("from".to_owned(), string()),
            ];
            ways.push(closed(taken, &["value", "status", "origin", "from"]));
            if item.nil {
                let whole = matches!(item.kind, Kind::Number { places: 0, .. });
                let none = if whole {
                    object([("const", number(&0))])
                } else {
                    constant("0")
                };
                ways.push(object_of([
                    ("value", none),
                    ("status", constant("nil")),
                    ("origin", constant(Origin::Nil.word())),
                ]));
            }
            let reasons = self.reasons(item);
            if !reasons.is_empty() {
                ways.push(object_of([
                    ("reason", one_of_words(reasons)),
                    ("status", constant("missing")),
                    ("origin", origin()),
                ]));
            }
        }
        if hides {
            ways.push(object_of([("status", constant("not-applicable"))]));
        }
        any(ways)
    }

    /// Why a value of an item may be missing.
    fn reasons(&self, item: &Item) -> Vec<&str> {
        let id = |at: &u16| self.definition.missing.get(usize::from(*at));
        let mut reasons: Vec<&str> = item
            .missing
            .iter()
            .filter_map(|at| id(at).map(|(id, _)| id.as_str()))
            .collect();
        if matches!(item.kind, Kind::YesNo { dont_know: true }) && !reasons.contains(&NOT_KNOWN) {
            reasons.push(NOT_KNOWN);
        }
        reasons
    }

    /// A value. What is worked out is not held to the bounds of what is typed.
    fn value(&self, item: &Item, typed: bool) -> Json {
        match &item.kind {
            Kind::Number {
                places: 0,
                min,
                max,
                ..
            } => {
                let mut schema = of_type("integer");
                let bounds = [("minimum", min), ("maximum", max)];
                for (key, bound) in bounds.into_iter().filter(|_| typed) {
                    schema.extend(bound.map(|bound| (key, number(&bound))));
                }
                object(schema)
            }
            // A text, so that no reader makes a binary fraction of it: its bounds are beyond a schema.
            Kind::Number { places, .. } => like(&format!(
                "^-?(0|[1-9][0-9]*)(\\.[0-9]{{0,{}}}[1-9])?$",
                u32::from(*places).saturating_sub(1)
            )),
            Kind::Text { max, .. } => {
                let mut schema = of_type("string");
                schema.push(("minLength", number(&1)));
                schema.push(("maxLength", number(&max)));
                let of = self.root.get("items").and_then(|items| items.get(&item.id));
                let pattern = of
                    .and_then(|item| item.get("type")?.get("pattern"))
                    .and_then(Json::as_text);
                if let Some(pattern) = pattern {
                    schema.push(("pattern", text(&format!("^(?:{pattern})$"))));
                }
                object(schema)
            }
            Kind::Date => like(DATE),
            Kind::Month => like(MONTH),
            Kind::YesNo { .. } => object(of_type("boolean")),
            Kind::One(of) | Kind::Code(of) => self.codes(*of),
            Kind::Many { list: of, .. } => object([
                ("type", text("array")),
                ("items", self.codes(*of)),
                ("minItems", number(&1)),
                ("uniqueItems", Json::Bool(true)),
            ]),
            Kind::Identifier(Identifier::NhsNumber) => like("^[0-9]{10}$"),
            Kind::LongText { .. } | Kind::Identifier(_) => words(),
        }
    }

    fn codes(&self, list: ListIx) -> Json {
        let codes = &self.definition.list(list).codes;
        // A list in a file that was not read: whatever the file has.
        if codes.is_empty() {
            return words();
        }
        one_of_words(codes.iter().map(|code| &code.code))
    }

    fn passed(&self) -> Json {
        let mut properties = vec![
            (
                "check".to_owned(),
                one_of_words(self.form.checks.iter().map(|check| &check.id)),
            ),
            ("row".to_owned(), words()),
        ];
        if let Some(reasons) = self.definition.pass_reasons {
            properties.push(("reason".to_owned(), self.codes(reasons)));
        }
        properties.push(("note".to_owned(), string()));
        properties.push(("message".to_owned(), string()));
        list(closed(properties, &["check", "note", "message"]))
    }

    /// Left out where no error was lowered.
    fn lowered(&self) -> Json {
        let check = one_of_words(self.form.checks.iter().map(|check| &check.id));
        list(object_of([("check", check), ("why", words())]))
    }

    fn completeness(&self) -> Json {
        let missing = self.definition.missing.iter();
        let missing = missing.map(|(id, _)| (id.clone(), whole(1))).collect();
        let counts = object_of([
            ("asked", whole(1)),
            ("given", whole(0)),
            ("estimated", whole(0)),
            ("missing", closed(missing, &[])),
        ]);
        let sections = self.form.sections.iter();
        let sections = sections.map(|section| (section.id.clone(), counts.clone()));
        closed(sections.collect(), &[])
    }
}

/// Where an answer can come from that is neither carried over nor nil.
const ORIGINS: [Origin; 4] = [
    Origin::Typed,
    Origin::Subject,
    Origin::Host,
    Origin::Imported,
];
