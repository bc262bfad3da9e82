//! A draft as it is stored, version 1: everything typed, so that reopening shows the page as it was left.

use crate::definition::{Definition, Form, Period, Rows};
use crate::exchange::givers_v1::Givers;
use crate::exchange::shape::{
    Part, ShapeError, Sheet, is_reason_known, read_content, read_known_contents, read_origin,
    read_period, read_subject, write_content, write_maybe, write_origin, write_period,
    write_subject,
};
use crate::json::{Json, Writer};
use crate::session::{
    Address, Answer, Content, Edit, Facts, FindingKey, Giver, Origin, Pass, RowId, Session, Subject,
};
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
    /// What was typed and has no place in the version that the draft is on.
    pub kept: Vec<Kept>,
}

/// Something that was typed on another version of the framework and has no place in this one. It stays in the draft as
/// it was stored, so that moving back loses nothing; it is shown, and never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The framework's version on which it had a place.
    pub version: String,
    /// The place there: an answer's address, `table/row` of a row, the id of a check.
    pub at: String,
    /// What it is.
    pub part: KeptPart,
}

/// What kind of thing is kept, as the draft had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptPart {
    /// An answer.
    Answer(Json),
    /// A row that a person added.
    Row,
    /// The person's word on a check that did not hold.
    Pass(Json),
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
    let mut writer = begin(head, definition);
    write_lists(&mut writer, session);
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
    Givers::of(session).write(&mut writer);
    writer.key("passes");
    writer.begin_list();
    for (key, pass) in session.passes() {
        if let FindingKey::Check { check, row } = key {
            let check = form.checks.get(usize::from(*check));
            let check = check.map_or("", |check| &check.id);
            write_pass(&mut writer, check, row.as_deref(), pass);
        }
    }
    writer.end_list();
    writer.end_object();
    writer.finish()
}

/// Says with which of the lists that may grow without a new version it was filled in, for whoever looks for the reason that
/// a code is gone. Opening it needs no more than the list as it is then: codes are kept as they are spelt.
fn write_lists(writer: &mut Writer, session: &Session) {
    let mut begun = false;
    for list in session.lists_in_use() {
        if list.file.is_some() {
            if !begun {
                writer.key("codeLists");
                writer.begin_object();
                begun = true;
            }
            writer.text_entry(&list.id, &list.hash);
        }
    }
    if begun {
        writer.end_object();
    }
}

/// Begins a draft with what it says of itself.
pub(crate) fn begin(head: &DraftHead, definition: &Definition) -> Writer {
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
    write_kept(&mut writer, &head.kept);
    writer
}

/// The person's word on a check.
pub(crate) fn write_pass(writer: &mut Writer, check: &str, row: Option<&str>, pass: &Pass) {
    writer.begin_object();
    writer.text_entry("check", check);
    write_maybe(writer, "row", row);
    write_maybe(writer, "reason", pass.reason.as_deref());
    writer.text_entry("note", &pass.note);
    writer.text_entry("figures", &pass.figures);
    writer.end_object();
}

/// Nothing where nothing is kept, so that most drafts are as they were before there were moves.
fn write_kept(writer: &mut Writer, kept: &[Kept]) {
    if kept.is_empty() {
        return;
    }
    writer.key("kept");
    writer.begin_list();
    for kept in kept {
        writer.begin_object();
        writer.text_entry("version", &kept.version);
        writer.text_entry("at", &kept.at);
        let part = match &kept.part {
            KeptPart::Answer(json) => Some(("answer", json)),
            KeptPart::Pass(json) => Some(("pass", json)),
            KeptPart::Row => None,
        };
        if let Some((key, json)) = part {
            writer.key(key);
            writer.value(json);
        }
        writer.end_object();
    }
    writer.end_list();
}

fn read_kept(root: Part<'_>) -> Vec<Kept> {
    let mut kept = Vec::new();
    for part in parts_of(root, "kept") {
        kept.push(Kept {
            version: part.owned("version"),
            at: part.owned("at"),
            part: match (part.json.get("answer"), part.json.get("pass")) {
                (Some(answer), _) => KeptPart::Answer(answer.clone()),
                (None, Some(pass)) => KeptPart::Pass(pass.clone()),
                (None, None) => KeptPart::Row,
            },
        });
    }
    kept
}

/// The elements of a list that may be left out.
fn parts_of<'a>(root: Part<'a>, key: &str) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    if let Some(list) = root.maybe(key) {
        for json in list.list() {
            parts.push(root.of(json));
        }
    }
    parts
}

/// A plain typed answer is just its content; what else is known of it makes it an object.
pub(crate) fn write_answer(writer: &mut Writer, definition: &Definition, answer: &Answer) {
    if !answer.estimated && answer.origin == Origin::Typed {
        write_content(writer, definition, &answer.content);
        return;
    }
    writer.begin_object();
    writer.key("content");
    write_content(writer, definition, &answer.content);
    writer.key("estimated");
    writer.truth(answer.estimated);
    write_origin(writer, &answer.origin);
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

/// What a draft says of itself.
pub(crate) fn head(root: Part<'_>, definition: &Definition) -> DraftHead {
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
        subject: read_subject(root, definition, read_known_contents),
        period: read_period(root),
        begun: root.get("begun").integer(),
        kept: read_kept(root),
    }
}

/// What was answered to the questions of a draft, by item id: given, and not as an estimate. Tables are left out.
///
/// # Errors
/// Where the text is not a draft of this version.
pub fn given(text: &str, definition: &Definition) -> Result<Vec<(String, Content)>, ShapeError> {
    let sheet = Sheet::read(text, "draft/1")?;
    let root = sheet.root();
    let mut given = Vec::new();
    for (at, json) in root.get("answers").entries() {
        if let Some(answer) = read_answer(root.of(json), definition)
            && matches!(answer.content, Content::Text(_) | Content::Codes(_))
            && !answer.estimated
            && !at.contains('/')
        {
            given.push((String::from(&**at), answer.content));
        }
    }
    sheet.check().map(|()| given)
}

/// What opening a draft gives.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the draft says of itself.
    pub head: DraftHead,
    /// The session, as it was left.
    pub session: Session,
}

/// Opens a draft. What the form has no place for goes to what is kept. Subject and period come from the draft; the rest of the facts from the caller.
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
    };
    opened.fill(root);
    sheet.check().map(|()| opened)
}

impl Opened {
    /// Does again what the draft says was typed.
    fn fill(&mut self, root: Part<'_>) {
        let definition = Rc::clone(self.session.definition());
        let form = Rc::clone(self.session.form());
        self.take_nil(root);
        for (id, row) in stored_rows(root) {
            if !self.add_row(id, row) {
                self.keep(&[id, "/", row], KeptPart::Row);
            }
        }
        for (spelt, json) in root.get("answers").entries() {
            let at = Address::parse(spelt, &definition, &form);
            let answer = read_answer(root.of(json), &definition);
            let edit = at.zip(answer).map(|(at, answer)| Edit::Set { at, answer });
            if edit.is_none_or(|edit| self.session.apply(edit).is_err()) {
                self.keep(&[spelt], KeptPart::Answer(json.clone()));
            }
        }
        Givers::read(root.json).restore(&mut self.session);
        for part in parts_of(root, "passes") {
            let (check, row, pass) = read_pass(part);
            match check_of(&form, check) {
                Some(check) => self
                    .session
                    .restore_pass(FindingKey::Check { check, row }, pass),
                None => self.keep(&[check], KeptPart::Pass(part.json.clone())),
            }
        }
    }

    /// Takes over who gives answers; gives who gave which, by its place.
    pub(crate) fn take_people<'a>(&mut self, root: Part<'a>) -> Option<Part<'a>> {
        let (people, by) = (root.maybe("people")?, root.maybe("by")?);
        for (id, name) in people.entries() {
            self.session.known_giver(Giver {
                id: id.to_string(),
                name: root.of(name).text().to_owned(),
            });
        }
        Some(by)
    }

    /// Takes over that the person said that all is nil; a reason that is not there any more is kept.
    pub(crate) fn take_nil(&mut self, root: Part<'_>) {
        if let Some(reason) = root.maybe("nil")
            && !self.session.restore_nil(reason.text())
        {
            self.keep(&["nil"], KeptPart::Answer(reason.json.clone()));
        }
    }

    /// Adds a row to a table that takes rows; whether there was such a table, and room in it.
    pub(crate) fn add_row(&mut self, table: &str, row: &str) -> bool {
        let tables = &self.session.form().tables;
        let table = tables.iter().position(|known| known.id == table);
        let Some(table) = table.and_then(|at| u16::try_from(at).ok()) else {
            return false;
        };
        let edit = Edit::AddRow {
            table,
            row: Rc::from(row),
            position: u32::MAX,
            cells: Vec::new(),
        };
        self.session.apply(edit).is_ok()
    }

    /// Keeps what has no place on this version.
    fn keep(&mut self, at: &[&str], part: KeptPart) {
        self.head.kept.push(Kept {
            version: self.head.version.clone(),
            at: at.concat(),
            part,
        });
    }
}

/// The rows that people added: table and row, in their order.
pub(crate) fn stored_rows(root: Part<'_>) -> Vec<(&str, &str)> {
    let mut all = Vec::new();
    for (table, rows) in root.get("rows").entries() {
        for row in root.of(rows).list() {
            all.push((&**table, root.of(row).text()));
        }
    }
    all
}

/// A check of a form by its id.
pub(crate) fn check_of(form: &Form, id: &str) -> Option<u16> {
    let at = form.checks.iter().position(|check| check.id == id);
    u16::try_from(at?).ok()
}

/// A stored pass: the check's id, the row, and the person's word.
pub(crate) fn read_pass(part: Part<'_>) -> (&str, Option<RowId>, Pass) {
    let pass = Pass {
        reason: part.maybe_owned("reason"),
        note: part.owned("note"),
        figures: part.owned("figures"),
    };
    let row = part.maybe("row").map(|row| Rc::from(row.text()));
    (part.text_at("check"), row, pass)
}

/// A stored answer; `None` where it is missing for a reason that the framework does not have.
pub(crate) fn read_answer(part: Part<'_>, definition: &Definition) -> Option<Answer> {
    // Blank content stands as null where something else is known of the answer.
    let content = part.json.get("content").map(|json| part.of(json));
    let plain = content.unwrap_or(part);
    if !is_reason_known(plain, definition) {
        return None;
    }
    let typed = Answer {
        content: read_content(plain, definition),
        ..Answer::BLANK
    };
    Some(match content {
        None => typed,
        Some(_) => Answer {
            estimated: part.get("estimated").truth(),
            origin: read_origin(part),
            ..typed
        },
    })
}
