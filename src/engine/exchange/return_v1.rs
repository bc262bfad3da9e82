//! A return as it is sent, version 1.
//!
//! Whole numbers are JSON numbers; decimals are strings, so that no reader makes binary floats of them; dates are ISO
//! strings, yes/no are truths, codes are strings. The envelope is not items.

use crate::definition::{Definition, Period};
use crate::exchange::identity::Identity;
use crate::exchange::shape::{
    Part, ShapeError, Sheet, read_contents, read_known_contents, read_origin, read_period,
    read_reason, read_subject, reason_or_dropped, word_of, write_contents, write_maybe,
    write_origin, write_period, write_subject,
};
use crate::json::{Json, Writer};
use crate::session::{Completeness, Content, Origin, Subject};
use crate::value::{Decimal, iso_utc, parse_iso_utc};
use std::rc::Rc;

/// The most minutes that a person can say a return took.
pub const MOST_MINUTES: u32 = 9_999;

/// A finished return, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnV1 {
    /// Its id, random; the same on every try.
    pub id: String,
    /// The framework's id.
    pub framework: String,
    /// The framework's version.
    pub version: String,
    /// The code lists in use, each with its content hash.
    pub lists: Vec<(String, String)>,
    /// The form's id.
    pub form: String,
    /// Who or what it is about.
    pub subject: Subject,
    /// The period.
    pub period: Option<Period>,
    /// 1 for the first, one more for each correction.
    pub revision: u32,
    /// The return that it replaces, and why.
    pub replaces: Option<(String, String)>,
    /// When it was finished by the device's clock, Unix milliseconds.
    pub finished_at: i64,
    /// Seconds by which the device's clock was ahead of the backend's when it last heard from it.
    pub clock_offset: Option<i64>,
    /// How many minutes it took, finding the figures included, if the person said so.
    pub minutes: Option<u32>,
    /// The code of the reason for which it is nil, if the person said that it is.
    pub nil: Option<String>,
    /// Who finished it: the filer form's items.
    pub filer: Vec<(String, Content)>,
    /// As whom the one who finished it was signed in, or is known to sign in; none where nobody was and that is not known.
    pub finished_as: Option<Identity>,
    /// The answers by item id, in the order of the form.
    pub answers: Vec<(String, AnswerV1)>,
    /// The tables by id; rows sorted by key.
    pub tables: Vec<(String, Vec<RowV1>)>,
    /// Checks that do not hold and were passed.
    pub passes: Vec<PassV1>,
    /// Errors that were warnings when it was finished, by the status of the framework: the check's id, and why.
    pub lowered: Vec<(String, String)>,
    /// Sentences on checks that could not be made.
    pub unchecked: Vec<String>,
    /// How whole the core of each page is, by the page's id; pages without a core question are left out.
    pub completeness: Vec<(String, Completeness)>,
    /// Addresses of answers that were typed and then hidden by a rule, and so are not sent.
    pub left_out: Vec<String>,
    /// Words of reasons for a missing value that another version of the framework had, and the one by which it was read
    /// does not: their places are behind those that it has.
    pub dropped: Vec<String>,
}

/// One answer as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerV1 {
    /// How it stands.
    pub standing: StandingV1,
    /// Where it came from.
    pub origin: Origin,
}

/// How an answer stands, with its value where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandingV1 {
    /// Given by the person; by [`AnswerV1::origin`] as nil, or as unchanged since the return before.
    Given(ValueV1),
    /// Given as an estimate.
    Estimated(ValueV1),
    /// Worked out.
    Calculated(ValueV1),
    /// Missing for a reason: its place in the framework's list, or behind it: see [`ReturnV1::dropped`].
    Missing(u16),
    /// Hidden by a rule.
    NotApplicable,
}

/// A value as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueV1 {
    /// A whole number.
    Whole(Decimal),
    /// Text, a code, a date, a month, or a decimal in its canonical spelling.
    Text(String),
    /// Yes or no.
    Truth(bool),
    /// Codes.
    Codes(Vec<String>),
}

/// One row of a table as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowV1 {
    /// The row's id.
    pub id: String,
    /// The cells by item id, in the order of the columns.
    pub cells: Vec<(String, AnswerV1)>,
}

/// A check that does not hold and was passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassV1 {
    /// The check's id.
    pub check: String,
    /// The row's id, if it is a row's check.
    pub row: Option<String>,
    /// The code of the reason.
    pub reason: Option<String>,
    /// The explanation.
    pub note: String,
    /// What the check said.
    pub message: String,
}

impl ValueV1 {
    /// The value as it would have been typed.
    #[must_use]
    pub fn content(&self) -> Content {
        match self {
            Self::Whole(number) => Content::Text(Rc::from(number.to_string())),
            Self::Text(text) => Content::Text(Rc::from(text.as_str())),
            Self::Truth(truth) => Content::Text(Rc::from(if *truth { "yes" } else { "no" })),
            Self::Codes(codes) => {
                let mut list: Vec<Rc<str>> = Vec::new();
                for code in codes {
                    list.push(Rc::from(code.as_str()));
                }
                Content::Codes(Rc::from(list))
            }
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Whole(number) => writer.number(*number),
            Self::Text(text) => writer.text(text),
            Self::Truth(truth) => writer.truth(*truth),
            Self::Codes(codes) => write_texts(writer, codes),
        }
    }

    fn read(part: Part<'_>) -> Self {
        match part.json {
            Json::Text(text) => return Self::Text(String::from(&**text)),
            Json::Bool(truth) => return Self::Truth(*truth),
            Json::List(_) => return Self::Codes(part.texts()),
            Json::Number(_) | Json::Null | Json::Object(_) => {}
        }
        if let Some(number) = part.json.number() {
            Self::Whole(number)
        } else {
            part.wrong();
            Self::Truth(false)
        }
    }
}

fn write_texts(writer: &mut Writer, texts: &[String]) {
    writer.begin_list();
    for text in texts {
        writer.text(text);
    }
    writer.end_list();
}

impl AnswerV1 {
    fn write(&self, writer: &mut Writer, reason_of: &dyn Fn(u16) -> String) {
        writer.begin_object();
        let status = match &self.standing {
            StandingV1::Given(value) => (
                match self.origin {
                    Origin::Nil => "nil",
                    Origin::CarriedOver { .. } => "unchanged",
                    _ => "given",
                },
                Some(value),
            ),
            StandingV1::Estimated(value) => ("estimated", Some(value)),
            StandingV1::Calculated(value) => ("calculated", Some(value)),
            StandingV1::Missing(reason) => {
                writer.text_entry("reason", &reason_of(*reason));
                ("missing", None)
            }
            StandingV1::NotApplicable => ("not-applicable", None),
        };
        if let Some(value) = status.1 {
            writer.key("value");
            value.write(writer);
        }
        writer.text_entry("status", status.0);
        if !matches!(
            self.standing,
            StandingV1::Calculated(_) | StandingV1::NotApplicable
        ) {
            write_origin(writer, &self.origin);
        }
        writer.end_object();
    }

    fn read(part: Part<'_>, definition: &Definition) -> Self {
        let status = part.get("status");
        let standing = match status.text() {
            "missing" => StandingV1::Missing(read_reason(part.get("reason"), definition)),
            "not-applicable" => StandingV1::NotApplicable,
            word @ ("given" | "nil" | "unchanged" | "estimated" | "calculated") => {
                let value = ValueV1::read(part.get("value"));
                match word {
                    "calculated" => StandingV1::Calculated(value),
                    "estimated" => StandingV1::Estimated(value),
                    _ => StandingV1::Given(value),
                }
            }
            _ => {
                status.wrong();
                StandingV1::NotApplicable
            }
        };
        let origin = if part.maybe("origin").is_some() {
            read_origin(part)
        } else {
            Origin::Typed
        };
        // The word for a figure that was given says where it came from too.
        let by_word = match origin {
            Origin::Nil => status.text() == "nil",
            Origin::CarriedOver { .. } => status.text() != "nil",
            _ => !matches!(status.text(), "nil" | "unchanged"),
        };
        if !by_word {
            status.wrong();
        }
        Self { standing, origin }
    }
}

impl ReturnV1 {
    /// Writes the return: the same data gives the same bytes.
    #[must_use]
    pub fn write(&self, definition: &Definition) -> String {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.text_entry("shape", "return/1");
        writer.text_entry("id", &self.id);
        writer.key("framework");
        writer.begin_object();
        writer.text_entry("id", &self.framework);
        writer.text_entry("version", &self.version);
        writer.key("codeLists");
        writer.begin_object();
        for (list, hash) in &self.lists {
            writer.text_entry(list, hash);
        }
        writer.end_object();
        writer.end_object();
        writer.text_entry("return", &self.form);
        write_subject(&mut writer, definition, Some(&self.subject));
        write_period(&mut writer, self.period);
        writer.key("revision");
        writer.integer(i64::from(self.revision));
        if let Some((id, reason)) = &self.replaces {
            writer.key("replaces");
            writer.begin_object();
            writer.text_entry("id", id);
            writer.text_entry("reason", reason);
            writer.end_object();
        }
        writer.text_entry("finishedAt", &iso_utc(self.finished_at));
        if let Some(offset) = self.clock_offset {
            writer.key("clockOffsetSeconds");
            writer.integer(offset);
        }
        writer.key("finishedBy");
        write_contents(&mut writer, definition, &self.filer);
        if let Some(identity) = &self.finished_as {
            writer.key("finishedAs");
            identity.write(&mut writer);
        }
        writer.key("declared");
        writer.truth(true);
        if let Some(minutes) = self.minutes {
            writer.key("minutesSpent");
            writer.integer(i64::from(minutes));
        }
        if let Some(reason) = &self.nil {
            writer.key("nil");
            writer.begin_object();
            writer.text_entry("reason", reason);
            writer.end_object();
        }
        let reason_of = |reason| self.reason(definition, reason).to_owned();
        writer.key("answers");
        write_answers(&mut writer, &reason_of, &self.answers);
        writer.key("tables");
        writer.begin_object();
        for (id, rows) in &self.tables {
            writer.key(id);
            writer.begin_list();
            for row in rows {
                writer.begin_object();
                writer.text_entry("id", &row.id);
                writer.key("cells");
                write_answers(&mut writer, &reason_of, &row.cells);
                writer.end_object();
            }
            writer.end_list();
        }
        writer.end_object();
        self.write_passes(&mut writer);
        if !self.lowered.is_empty() {
            writer.key("lowered");
            writer.begin_list();
            for (check, why) in &self.lowered {
                writer.begin_object();
                writer.text_entry("check", check);
                writer.text_entry("why", why);
                writer.end_object();
            }
            writer.end_list();
        }
        self.write_completeness(&mut writer, definition);
        writer.key("unchecked");
        write_texts(&mut writer, &self.unchecked);
        writer.key("leftOut");
        write_texts(&mut writer, &self.left_out);
        writer.end_object();
        writer.finish()
    }

    /// The word of a reason for a missing value: one of the framework's, or of [`Self::dropped`].
    #[must_use]
    pub fn reason<'a>(&'a self, definition: &'a Definition, reason: u16) -> &'a str {
        word_of(definition, &self.dropped, reason)
    }

    fn write_passes(&self, writer: &mut Writer) {
        writer.key("passed");
        writer.begin_list();
        for pass in &self.passes {
            writer.begin_object();
            writer.text_entry("check", &pass.check);
            write_maybe(writer, "row", pass.row.as_deref());
            write_maybe(writer, "reason", pass.reason.as_deref());
            writer.text_entry("note", &pass.note);
            writer.text_entry("message", &pass.message);
            writer.end_object();
        }
        writer.end_list();
    }

    fn write_completeness(&self, writer: &mut Writer, definition: &Definition) {
        writer.key("completeness");
        writer.begin_object();
        for (section, counts) in &self.completeness {
            writer.key(section);
            writer.begin_object();
            for (key, count) in [
                ("asked", counts.asked),
                ("given", counts.given),
                ("estimated", counts.estimated),
            ] {
                writer.key(key);
                writer.integer(i64::from(count));
            }
            writer.key("missing");
            writer.begin_object();
            for (reason, count) in &counts.missing {
                writer.key(self.reason(definition, *reason));
                writer.integer(i64::from(*count));
            }
            writer.end_object();
            writer.end_object();
        }
        writer.end_object();
    }

    /// Reads a return. Whether its answers hold is for [`crate::session::accept`]. One of another version of the
    /// framework may name a reason for a missing value that this one does not have: it is kept as it is.
    ///
    /// # Errors
    /// Where the text is not a return of this version.
    pub fn read(text: &str, definition: &Definition) -> Result<Self, ShapeError> {
        let sheet = Sheet::read(text, "return/1")?;
        let root = sheet.root();
        let framework = root.get("framework");
        let declared = root.get("declared");
        if !matches!(declared.json, Json::Bool(true)) {
            declared.wrong();
        }
        let finished = root.get("finishedAt");
        let version = framework.owned("version");
        let mut contents: fn(Part<'_>, &Definition) -> Vec<(String, Content)> = read_contents;
        if version != definition.version {
            sheet.keep_reasons();
            contents = read_known_contents;
        }
        let replaces = root
            .maybe("replaces")
            .map(|part| (part.owned("id"), part.owned("reason")));
        let posted = Self {
            id: root.owned("id"),
            framework: framework.owned("id"),
            version,
            lists: read_lists(framework.get("codeLists")),
            form: root.owned("return"),
            subject: read_subject(root, definition, contents).unwrap_or_else(|| {
                root.get("subject");
                Subject::nobody()
            }),
            period: read_period(root),
            revision: root.get("revision").count(),
            replaces,
            finished_at: parse_iso_utc(finished.text()).unwrap_or_else(|| {
                finished.wrong();
                0
            }),
            clock_offset: root.maybe("clockOffsetSeconds").map(Part::integer),
            minutes: root.maybe("minutesSpent").map(|part| {
                let minutes = part.count();
                if minutes > MOST_MINUTES {
                    part.wrong();
                }
                minutes
            }),
            nil: root.maybe("nil").map(|nil| nil.owned("reason")),
            filer: contents(root.get("finishedBy"), definition),
            finished_as: root.maybe("finishedAs").map(Identity::of_part),
            answers: read_answers(root.get("answers"), definition),
            tables: read_tables(root.get("tables"), definition),
            passes: read_passes(root.get("passed")),
            lowered: root.maybe("lowered").map_or_else(Vec::new, read_lowered),
            completeness: read_completeness(root.get("completeness"), definition),
            unchecked: root.get("unchecked").texts(),
            left_out: root.get("leftOut").texts(),
            dropped: sheet.dropped(),
        };
        sheet.check().map(|()| posted)
    }
}

fn write_answers(
    writer: &mut Writer,
    reason_of: &dyn Fn(u16) -> String,
    answers: &[(String, AnswerV1)],
) {
    writer.begin_object();
    for (id, answer) in answers {
        writer.key(id);
        answer.write(writer, reason_of);
    }
    writer.end_object();
}

fn read_lists(part: Part<'_>) -> Vec<(String, String)> {
    let mut lists = Vec::new();
    for (id, hash) in part.entries() {
        lists.push((String::from(&**id), part.of(hash).text().to_owned()));
    }
    lists
}

fn read_answers(part: Part<'_>, definition: &Definition) -> Vec<(String, AnswerV1)> {
    let mut answers = Vec::new();
    for (id, answer) in part.entries() {
        let answer = AnswerV1::read(part.of(answer), definition);
        answers.push((String::from(&**id), answer));
    }
    answers
}

fn read_tables(part: Part<'_>, definition: &Definition) -> Vec<(String, Vec<RowV1>)> {
    let mut tables = Vec::new();
    for (id, list) in part.entries() {
        let mut rows = Vec::new();
        for row in part.of(list).list() {
            let row = part.of(row);
            rows.push(RowV1 {
                id: row.owned("id"),
                cells: read_answers(row.get("cells"), definition),
            });
        }
        tables.push((String::from(&**id), rows));
    }
    tables
}

fn read_passes(part: Part<'_>) -> Vec<PassV1> {
    let mut passes = Vec::new();
    for pass in part.list() {
        let pass = part.of(pass);
        passes.push(PassV1 {
            check: pass.owned("check"),
            row: pass.maybe_owned("row"),
            reason: pass.maybe_owned("reason"),
            note: pass.owned("note"),
            message: pass.owned("message"),
        });
    }
    passes
}

fn read_lowered(part: Part<'_>) -> Vec<(String, String)> {
    let mut lowered = Vec::new();
    for one in part.list() {
        let one = part.of(one);
        lowered.push((one.owned("check"), one.owned("why")));
    }
    lowered
}

fn read_completeness(part: Part<'_>, definition: &Definition) -> Vec<(String, Completeness)> {
    let mut sections = Vec::new();
    for (section, counts) in part.entries() {
        let counts = part.of(counts);
        let mut missing = Vec::new();
        for (reason, count) in counts.get("missing").entries() {
            let count = part.of(count);
            missing.push((reason_or_dropped(count, reason, definition), count.count()));
        }
        let counts = Completeness {
            asked: counts.get("asked").count(),
            given: counts.get("given").count(),
            estimated: counts.get("estimated").count(),
            missing,
        };
        sections.push((String::from(&**section), counts));
    }
    sections
}
