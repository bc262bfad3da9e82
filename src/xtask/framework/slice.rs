//! `slice FILE RETURN-ID`: a framework document that holds one return only, with all that it needs and nothing more.
//!
//! Id, version and the hashes of the code lists are those of the whole document: drafts, returns and receipts made with
//! one and with the other are the same. Another return of which a rule reads stands there with the items that are read,
//! and with nothing else on it.

use crate::error::{FrameworkError, no_return, open};
use crate::make::{object, text, texts};
use care_engine::definition::{Definition, Form, ItemIx, Kind, Purpose, Rows};
use care_engine::json::Json;
use care_engine::rules::{Read, Template};
use care_engine::value::ListIx;
use std::collections::{BTreeMap, BTreeSet};

/// What is kept of the maps of a document, by id.
pub(crate) struct Keep<'a> {
    forms: BTreeSet<&'a str>,
    items: BTreeSet<&'a str>,
    lists: BTreeSet<&'a str>,
    holidays: BTreeSet<&'a str>,
    /// Of each other return that is read, the items.
    others: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

/// The document that holds only this return, in the shortest JSON.
///
/// # Errors
/// Where the document has problems, or no such return.
pub fn slice(name: &str, text: &str, id: &str) -> Result<String, FrameworkError> {
    let (root, definition) = open(name, text)?;
    let (form, terms) = definition
        .returns()
        .find(|(form, _)| form.id == id)
        .ok_or_else(|| no_return(&definition, id))?;
    let subject = definition.forms.get(usize::from(terms.subject));
    let forms: Vec<&Form> = definition
        .filer()
        .into_iter()
        .chain(subject)
        .chain([form])
        .map(|form| &**form)
        .collect();
    let keep = Keep::new(&definition, &forms, &forms);
    Ok(Json::Object(cut(root, &keep)).to_text())
}

/// The ids of the returns of a document, in its order.
///
/// # Errors
/// Where the document has problems.
pub fn returns(name: &str, text: &str) -> Result<Vec<String>, FrameworkError> {
    let (_, definition) = open(name, text)?;
    let returns = definition.returns();
    Ok(returns.map(|(form, _)| form.id.clone()).collect())
}

/// What is left of a document.
pub(crate) fn cut(root: Json, keep: &Keep<'_>) -> Vec<(Box<str>, Json)> {
    let Json::Object(entries) = root else {
        return Vec::new();
    };
    let kept = entries.into_iter().map(|(key, value)| {
        let value = match &*key {
            "codeLists" => only(value, &keep.lists),
            "items" => only(value, &keep.items),
            "holidays" => only(value, &keep.holidays),
            "subjects" => only(value, &keep.forms),
            "returns" => with_others(value, keep),
            _ => value,
        };
        (key, value)
    });
    kept.collect()
}

/// The return, and of each other that it reads of what is read.
fn with_others(value: Json, keep: &Keep<'_>) -> Json {
    let Json::Object(entries) = value else {
        return value;
    };
    let kept = entries
        .into_iter()
        .filter_map(|(id, form)| match keep.others.get(&*id) {
            Some(items) => Some((id, reduced(form, items))),
            None => keep.forms.contains(&*id).then_some((id, form)),
        });
    Json::Object(kept.collect())
}

/// A return that asks these items and nothing else.
fn reduced(form: Json, items: &BTreeSet<&str>) -> Json {
    let Json::Object(entries) = form else {
        return form;
    };
    let section = object([
        ("id", text("read")),
        ("title", text("What is read")),
        ("questions", texts(items.iter().copied())),
    ]);
    let kept = entries.into_iter().filter_map(|(key, value)| match &*key {
        "calculate" | "checks" | "picture" => None,
        "duty" => Some((key, Json::List(Vec::new()))),
        "sections" => Some((key, Json::List(vec![section.clone()]))),
        _ => Some((key, value)),
    });
    Json::Object(kept.collect())
}

/// The entries of a map whose keys are kept.
fn only(value: Json, keep: &BTreeSet<&str>) -> Json {
    match value {
        Json::Object(entries) => Json::Object(
            entries
                .into_iter()
                .filter(|(key, _)| keep.contains(&**key))
                .collect(),
        ),
        other => other,
    }
}

impl<'a> Keep<'a> {
    /// These forms, with all that those of them need that are asked.
    pub(crate) fn new(definition: &'a Definition, forms: &[&'a Form], asked: &[&'a Form]) -> Self {
        let mut items: BTreeSet<ItemIx> = asked.iter().flat_map(|form| items_of(form)).collect();
        let mut lists: BTreeSet<ListIx> = definition
            .pass_reasons
            .into_iter()
            .chain(definition.nil_reasons)
            .collect();
        let mut others: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut dated: Vec<&Form> = forms.to_vec();
        for read in asked.iter().flat_map(|form| reads_of(form)) {
            match read {
                Read::List(list) => {
                    lists.insert(list);
                }
                Read::Other { form, slot } => {
                    let other = definition.forms.get(usize::from(form));
                    let slot = other.and_then(|form| Some((form, form.slots.get(slot as usize)?)));
                    if let Some((other, slot)) = slot {
                        let read = others.entry(&other.id).or_default();
                        read.insert(&definition.item(slot.item).id);
                        items.insert(slot.item);
                        dated.push(other);
                    }
                }
                _ => {}
            }
        }
        for item in &items {
            if let Kind::One(list) | Kind::Code(list) | Kind::Many { list, .. } =
                &definition.item(*item).kind
            {
                lists.insert(*list);
            }
        }
        for table in asked.iter().flat_map(|form| &form.tables) {
            if let Rows::Fixed { lists: of } = &table.rows {
                lists.extend(of);
            }
        }
        let windows = dated.iter().filter_map(|form| match &form.purpose {
            Purpose::Return(terms) => Some(&terms.period.as_ref()?.windows),
            Purpose::Subject { .. } | Purpose::Filer { .. } => None,
        });
        let holidays = windows
            .flatten()
            .filter_map(|window| definition.holidays.get(usize::from(window.roll?)));
        Self {
            holidays: holidays.map(|holidays| holidays.id.as_str()).collect(),
            forms: forms.iter().map(|form| form.id.as_str()).collect(),
            others,
            items: items
                .iter()
                .map(|item| definition.item(*item).id.as_str())
                .collect(),
            lists: lists
                .iter()
                .map(|list| definition.list(*list).id.as_str())
                .collect(),
        }
    }
}

/// All that the rules and the texts of a form read.
fn reads_of(form: &Form) -> Vec<Read> {
    let slots = form.slots.iter();
    let tables = form.tables.iter();
    let columns = tables.clone().flat_map(|table| &table.columns);
    let texts = slots
        .flat_map(|slot| slot.hint.iter().chain([&slot.question]))
        .chain(tables.flat_map(|table| &table.hint))
        .chain(columns.map(|column| &column.question))
        .chain(form.sections.iter().flat_map(|section| &section.intro))
        .chain(form.checks.iter().map(|check| &check.message));
    let rules = form.rules.iter().flat_map(|rule| rule.program.reads());
    rules
        .copied()
        .chain(texts.flat_map(Template::reads))
        .collect()
}

/// The items that a form asks or works out.
fn items_of(form: &Form) -> impl Iterator<Item = ItemIx> {
    let columns = form.tables.iter().flat_map(|table| &table.columns);
    form.slots
        .iter()
        .map(|slot| slot.item)
        .chain(columns.map(|column| column.item))
}
