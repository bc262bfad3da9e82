//! A draft as it is stored, version 1: everything typed, so that reopening shows the page as it was left.

use crate::definition::{Definition, Form, Period, Rows};
use crate::exchange::shape::{
    Part, ShapeError, Sheet, read_content, read_origin, read_period, read_subject, write_content,
    write_maybe, write_origin, write_period, write_subject,
};
use crate::json::Writer;
use crate::session::{Address, Answer, Edit, Facts, FindingKey, Origin, Pass, Session, Subject};
use std::rc::Rc;

/// What a draft says of itself, besides its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftHead {
    /// The draft's id, random.
    pub id: String,
    /// The framework's id.
    pub framework: String,
    /// The framework's version.
    pub version: String,
    /// The form's id.
    pub form: String,
    /// Who or what it is about; none for a profile.
    pub subject: Option<Subject>,
    /// The period.
    pub period: Option<Period>,
    /// When it was begun, Unix milliseconds.
    pub begun: i64,
    /// Where it corrects a sent return.
    pub replaces: Option<Replaces>,
}

/// The sent return that a correction replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaces {
    /// The id of the return that is replaced.
    pub id: String,
    /// The revision that this one will be; the first return is 1.
    pub revision: u32,
    /// Why it is corrected, in the person's words.
    pub reason: String,
}

/// Writes a draft.
#[must_use]
pub fn write(head: &DraftHead, session: &Session) -> String {
    let definition = session.definition();
    let form = session.form();
    let mut writer = Writer::new();
    writer.begin_object();
    writer.text_entry("shape", "draft/1");
    writer.text_entry("id", &head.id);
    writer.text_entry("framework", &head.framework);
    writer.text_entry("version", &head.version);
    writer.text_entry("form", &head.form);
    write_subject(&mut writer, definition, head.subject.as_ref());
    write_period(&mut writer, head.period);
    writer.key("begun");
    writer.integer(head.begun);
    if let Some(replaces) = &head.replaces {
        writer.key("replaces");
        writer.begin_object();
        writer.text_entry("id", &replaces.id);
        writer.key("revision");
        writer.integer(i64::from(replaces.revision));
        writer.text_entry("reason", &replaces.reason);
        writer.end_object();
    }
    write_maybe(&mut writer, "nil", session.nil());
    writer.key("rows");
    writer.begin_object();
    for (table, number) in form.tables.iter().zip(0..) {
        if matches!(table.rows, Rows::Free { .. }) {
            writer.key(&table.id);
            writer.begin_list();
            for row in session.row_ids(number) {
                writer.text(&row);
            }
            writer.end_list();
        }
    }
    writer.end_object();
    writer.key("answers");
    writer.begin_object();
    for (at, answer) in session.answers() {
        writer.key(&at.spell(definition, form));
        write_answer(&mut writer, definition, answer);
    }
    writer.end_object();
    writer.key("passes");
    writer.begin_list();
    for (key, pass) in session.passes() {
        if let FindingKey::Check { check, row } = key {
            writer.begin_object();
            writer.text_entry(
                "check",
                form.checks
                    .get(usize::from(*check))
                    .map_or("", |check| &check.id),
            );
            write_maybe(&mut writer, "row", row.as_deref());
            write_maybe(&mut writer, "reason", pass.reason.as_deref());
            writer.text_entry("note", &pass.note);
            writer.text_entry("figures", &pass.figures);
            writer.end_object();
        }
    }
    writer.end_list();
    writer.end_object();
    writer.finish()
}

/// A plain typed answer is just its content; what else is known of it makes it an object.
fn write_answer(writer: &mut Writer, definition: &Definition, answer: &Answer) {
    if !answer.estimated && answer.origin == Origin::Typed {
        write_content(writer, definition, &answer.content);
        return;
    }
    writer.begin_object();
    writer.key("content");
    write_content(writer, definition, &answer.content);
    writer.key("estimated");
    writer.truth(answer.estimated);
    write_origin(writer, answer.origin);
    writer.end_object();
}

/// Reads what a draft says of itself, which is enough to list it.
///
/// # Errors
/// Where the text is not a draft of this version.
pub fn read_head(text: &str, definition: &Definition) -> Result<DraftHead, ShapeError> {
    let sheet = Sheet::read(text, "draft/1")?;
    let head = head(sheet.root(), definition);
    sheet.check().map(|()| head)
}

fn head(root: Part<'_>, definition: &Definition) -> DraftHead {
    DraftHead {
        replaces: root.maybe("replaces").map(|part| Replaces {
            id: part.owned("id"),
            revision: part.get("revision").count(),
            reason: part.owned("reason"),
        }),
        id: root.owned("id"),
        framework: root.owned("framework"),
        version: root.owned("version"),
        form: root.owned("form"),
        subject: read_subject(root, definition),
        period: read_period(root),
        begun: root.get("begun").integer(),
    }
}

/// What opening a draft gives.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the draft says of itself.
    pub head: DraftHead,
    /// The session, as it was left.
    pub session: Session,
    /// Addresses of stored answers that the form has no place for. Their rows stay in the store.
    pub homeless: Vec<String>,
}

/// Opens a draft. Subject and period come from the draft; the rest of the facts from the caller.
///
/// # Errors
/// Where the text is not a draft of this version, or the form is another.
pub fn open(
    text: &str,
    definition: &Rc<Definition>,
    form: &Rc<Form>,
    mut facts: Facts,
) -> Result<Opened, ShapeError> {
    let sheet = Sheet::read(text, "draft/1")?;
    let root = sheet.root();
    let head = head(root, definition);
    if head.form != form.id {
        root.get("form").wrong();
    }
    sheet.check()?;
    facts.subject.clone_from(&head.subject);
    facts.period = head.period;
    let mut opened = Opened {
        head,
        session: Session::open(definition, form, facts),
        homeless: Vec::new(),
    };
    opened.fill(root);
    sheet.check().map(|()| opened)
}

impl Opened {
    /// Does again what the draft says was typed.
    fn fill(&mut self, root: Part<'_>) {
        let definition = Rc::clone(self.session.definition());
        let form = Rc::clone(self.session.form());
        if let Some(reason) = root.maybe("nil")
            && !self.session.restore_nil(reason.text())
        {
            self.homeless.push("nil".to_owned());
        }
        for (id, rows) in root.get("rows").entries() {
            let table = form.tables.iter().position(|table| *table.id == **id);
            let Some(table) = table.and_then(|at| u16::try_from(at).ok()) else {
                continue;
            };
            for row in root.of(rows).list() {
                let row = root.of(row).text();
                let edit = Edit::AddRow {
                    table,
                    row: Rc::from(row),
                    position: u32::MAX,
                    cells: Vec::new(),
                };
                self.apply(edit, &[id, "/", row]);
            }
        }
        for (spelt, part) in root.get("answers").entries() {
            let answer = read_answer(root.of(part), &definition);
            match Address::parse(spelt, &definition, &form) {
                Some(at) => self.apply(Edit::Set { at, answer }, &[spelt]),
                None => self.homeless.push(String::from(&**spelt)),
            }
        }
        let passes = root.get("passes");
        for part in passes.list() {
            let part = root.of(part);
            let id = part.text_at("check");
            let check = form.checks.iter().position(|check| check.id == id);
            let Some(check) = check.and_then(|at| u16::try_from(at).ok()) else {
                continue;
            };
            let row = part.maybe("row").map(|row| Rc::from(row.text()));
            let pass = Pass {
                reason: part.maybe_owned("reason"),
                note: part.owned("note"),
                figures: part.owned("figures"),
            };
            self.session
                .restore_pass(FindingKey::Check { check, row }, pass);
        }
    }

    /// Applies an edit; where the form has no place for it, its spelling is kept.
    fn apply(&mut self, edit: Edit, spelt: &[&str]) {
        if self.session.apply(edit).is_err() {
            self.homeless.push(spelt.concat());
        }
    }
}

fn read_answer(part: Part<'_>, definition: &Definition) -> Answer {
    match part.maybe("content") {
        None => Answer {
            content: read_content(part, definition),
            ..Answer::BLANK
        },
        Some(content) => Answer {
            content: read_content(content, definition),
            estimated: part.get("estimated").truth(),
            origin: read_origin(part),
        },
    }
}
