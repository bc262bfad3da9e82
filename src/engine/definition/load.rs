//! Reads a whole framework document.

use super::facts::{Facts, NOT_KNOWN};
use super::form::{Builder, Shared};
use super::items::Items;
use super::keys;
use super::lists::Lists;
use super::model::{Definition, Form, ItemIx, Purpose, SlotIx};
use super::names::{Around, OtherReturn, Others};
use super::outline::Outline;
use super::problem::{Problem, ProblemKind, Spelling};
use super::reader::{Fields, Map, Problems};
use super::terms::read_terms;
use crate::json::{Json, parse};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The most bytes of a document.
pub const DOCUMENT_BYTES: u32 = 8 * 1024 * 1024;
/// The most bytes of one key. Pointers hold keys: without a bound a document could make its own list of problems huge.
const KEY_BYTES: u32 = 200;
/// The most forms of each sort.
const MOST_FORMS: u32 = 100;
/// The form that describes who files; no other form can have its id.
const FILER: &str = "filer";

/// Reads a framework document.
///
/// # Errors
/// Every problem in it, in the order of the document and each once. A mistake that only follows from another is not
/// listed. If the text is no JSON, that alone.
pub fn load(text: &str) -> Result<Definition, Vec<Problem>> {
    read_document(&read_json(text)?)
}

/// Reads a text that is small enough, and its keys.
pub(super) fn read_json(text: &str) -> Result<Json, Vec<Problem>> {
    let alone = |kind| {
        vec![Problem {
            pointer: String::new(),
            node: 0,
            kind,
            at: None,
        }]
    };
    if text.len() > DOCUMENT_BYTES as usize {
        return Err(alone(ProblemKind::TooLarge {
            what: "bytes in the document",
            most: DOCUMENT_BYTES,
        }));
    }
    let root = parse(text).map_err(|error| alone(ProblemKind::Json(error)))?;
    if !keys_fit(&root) {
        return Err(alone(ProblemKind::TooLarge {
            what: "bytes in a key",
            most: KEY_BYTES,
        }));
    }
    Ok(root)
}

fn keys_fit(node: &Json) -> bool {
    match node {
        Json::List(list) => list.iter().all(keys_fit),
        Json::Object(entries) => entries
            .iter()
            .all(|(key, value)| key.len() <= KEY_BYTES as usize && keys_fit(value)),
        _ => true,
    }
}

pub(super) fn read_document(root: &Json) -> Result<Definition, Vec<Problem>> {
    let problems = Problems::default();
    // An index says of itself that it was cut.
    let cut = matches!(root.get("cut"), Some(Json::Bool(true)));
    let fields = problems.object(root, if cut { keys::INDEX } else { keys::DOCUMENT });
    if let Some(format) = fields.get("format")
        && format.as_count() != Some(1)
    {
        problems.add(format, ProblemKind::UnknownFormat);
    }
    let id = fields.id("id", Spelling::Id).to_owned();
    let (version, title, language) = (
        fields.text("version"),
        fields.text("title"),
        fields.text("language"),
    );
    let facts = Facts::read(&problems, &fields);
    let lists = Lists::read(&problems, fields.get("codeLists"));
    let items = Items::read(&problems, fields.get("items"), &lists, &facts, &version);
    let pass_reasons = fields
        .get("passReasons")
        .and_then(|node| lists.here(&problems, node));
    let nil_reasons = fields
        .get("nilReasons")
        .and_then(|node| lists.here(&problems, node));
    if fields.get("nilReasons").is_none() && items.all.iter().any(|item| item.nil) {
        problems.add(root, ProblemKind::MissingKey("nilReasons"));
    }
    let known = facts.lost_missing || facts.missing.iter().any(|(id, _)| id == NOT_KNOWN);
    if !known && items.need_not_known() {
        problems.add(
            fields.get("missing").unwrap_or(root),
            ProblemKind::MissingKey(NOT_KNOWN),
        );
    }
    let parts = [
        fields.get("subjects"),
        fields.get(FILER),
        fields.get("returns"),
    ];
    let shared = Shared {
        problems,
        lists,
        facts,
        items,
        text: Cell::new(0),
        others: RefCell::default(),
    };
    let terms = if cut {
        keys::RETURN_TERMS
    } else {
        keys::RETURN
    };
    let forms = read_forms(&shared, parts, terms, root);
    read_unasked(&shared, &forms);
    let found = shared.problems.into_list(root);
    if !found.is_empty() {
        return Err(found);
    }
    Ok(Definition {
        id,
        version,
        title,
        language,
        lists: shared.lists.all,
        items: shared.items.all,
        missing: shared.facts.missing,
        pass_reasons,
        nil_reasons,
        holidays: shared.facts.holidays,
        forms,
    })
}

/// Reads subjects, filer and returns, in this order whatever the document's: returns read their subjects. `keys` are those
/// of a return.
fn read_forms<'a>(
    shared: &Shared<'a>,
    parts: [Option<&'a Json>; 3],
    keys: &'static str,
    root: &'a Json,
) -> Vec<Rc<Form>> {
    let problems = &shared.problems;
    let [subjects, filer, returns] = parts;
    let mut forms = Vec::new();
    let missing = subjects.is_none();
    let mut subjects = problems.map(subjects, MOST_FORMS, "kinds of subject");
    subjects.lost |= missing;
    let mut outlines: Vec<Outline<'a>> = Vec::new();
    for (id, node) in subjects.entries {
        form_id(problems, id, node, &[]);
        let fields = problems.object(node, keys::SUBJECT);
        let outline = Outline::read(&fields, &shared.items);
        let purpose = Purpose::Subject {
            id: slot_at(shared, &outline, &fields, "id"),
            name: slot_at(shared, &outline, &fields, "name"),
        };
        let named = (&**id, purpose);
        forms.push(Builder::read(
            shared,
            &outline,
            Around::Profile,
            fields,
            named,
            root,
        ));
        outlines.push(outline);
    }
    if let Some(node) = filer {
        let fields = problems.object(node, keys::PERSON);
        let outline = Outline::read(&fields, &shared.items);
        let purpose = Purpose::Filer {
            name: slot_at(shared, &outline, &fields, "name"),
        };
        let named = (FILER, purpose);
        forms.push(Builder::read(
            shared,
            &outline,
            Around::Profile,
            fields,
            named,
            root,
        ));
    }
    // The names of all returns first: a return can read of any other.
    let mut others = Others {
        subjects: outlines,
        returns: Vec::new(),
        first: u16::try_from(forms.len()).unwrap_or(u16::MAX),
    };
    let mut found = Vec::new();
    for (id, node) in problems.map(returns, MOST_FORMS, "returns").entries {
        form_id(problems, id, node, &[&subjects]);
        let fields = problems.object(node, keys);
        others.returns.push(OtherReturn {
            id,
            subject: subject_of(shared, &subjects, &fields),
            outline: Outline::read(&fields, &shared.items),
        });
        found.push(fields);
    }
    for (at, (fields, own)) in found.into_iter().zip(&others.returns).enumerate() {
        let around = Around::Return(&others, at);
        let terms = read_terms(shared, &fields, own.subject.unwrap_or_default(), around);
        let purpose = Purpose::Return(Box::new(terms));
        let named = (own.id, purpose);
        let form = Builder::read(shared, &own.outline, around, fields, named, root);
        forms.push(form);
    }
    forms
}

/// Looks for mistakes in the texts of items that no form asks: which names they could read cannot be known.
fn read_unasked(shared: &Shared<'_>, forms: &[Rc<Form>]) {
    let mut asked = vec![false; shared.items.all.len()];
    let mut ask = |item: ItemIx| {
        if let Some(asked) = asked.get_mut(usize::from(item.0)) {
            *asked = true;
        }
    };
    for form in forms {
        for slot in &form.slots {
            ask(slot.item);
        }
        for table in &form.tables {
            for column in &table.columns {
                ask(column.item);
            }
        }
    }
    for (item, asked) in (0..).map(ItemIx).zip(asked) {
        for key in ["question", "hint"] {
            if let (false, Some(node)) = (asked, shared.items.node(item, key)) {
                shared.template(node, &shared.scope(None, None, Around::Unknown));
            }
        }
    }
}

/// Notes a form's id that is not spelt as ids are, or that another form has.
fn form_id<'a>(problems: &Problems<'a>, id: &str, node: &'a Json, others: &[&Map<'a>]) {
    problems.spelling(id, node, Spelling::Id);
    if id == FILER || others.iter().any(|other| other.ids.find(id).is_some()) {
        problems.add(node, ProblemKind::RepeatedId);
    }
}

/// The slot of the item that a key of a form names.
fn slot_at<'a>(
    shared: &Shared<'a>,
    outline: &Outline<'a>,
    fields: &Fields<'a, '_>,
    key: &str,
) -> SlotIx {
    let named = fields
        .get(key)
        .and_then(|node| Some((node, shared.problems.text(node)?)));
    let Some((node, name)) = named else {
        return SlotIx(0);
    };
    let item = shared.items.find(name);
    let slot = item.and_then(|item| outline.slot(item));
    if slot.is_none() && !outline.might_have(name, item.is_some()) {
        shared.problems.add(node, ProblemKind::UnknownItem);
    }
    slot.unwrap_or(SlotIx(0))
}

fn subject_of<'a>(shared: &Shared<'a>, subjects: &Map<'a>, fields: &Fields<'a, '_>) -> Option<u16> {
    let node = fields.get("subject")?;
    let found = subjects
        .ids
        .find(shared.problems.text(node)?)
        .and_then(|at| u16::try_from(at).ok());
    if found.is_none() && !subjects.lost {
        shared.problems.add(node, ProblemKind::UnknownForm);
    }
    found
}
