//! A return as it is sent, version 1.
//!
//! Whole numbers are JSON numbers; decimals are strings, so that no reader makes binary floats of them; dates are ISO
//! strings, yes/no are truths, codes are strings. The envelope is not items.

use crate::definition::{Definition, Period};
use crate::exchange::shape::{
    Part, ShapeError, read_contents, read_period, read_subject, reason_of, write_contents,
    write_period, write_subject,
};
use crate::json::{self, Json, Writer};
use crate::session::{Completeness, Content, Origin, Subject};
use crate::value::{Decimal, iso_utc, parse_iso_utc};
use std::rc::Rc;

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
    /// Who finished it: the filer form's items.
    pub filer: Vec<(String, Content)>,
    /// The answers by item id, in the order of the form.
    pub answers: Vec<(String, AnswerV1)>,
    /// The tables by id; rows sorted by key.
    pub tables: Vec<(String, Vec<RowV1>)>,
    /// Checks that do not hold and were passed.
    pub passes: Vec<PassV1>,
    /// Sentences on checks that could not be made.
    pub unchecked: Vec<String>,
    /// How whole the core of each page is, by the page's id; pages without a core question are left out.
    pub completeness: Vec<(String, Completeness)>,
    /// Addresses of answers that were typed and then hidden by a rule, and so are not sent.
    pub left_out: Vec<String>,
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
    /// Given by the person.
    Given(ValueV1),
    /// Given as an estimate.
    Estimated(ValueV1),
    /// Worked out.
    Calculated(ValueV1),
    /// Missing for a reason: its place in the framework's list.
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
                Content::Codes(codes.iter().map(|code| Rc::from(code.as_str())).collect())
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

    fn read(part: &Part<'_>) -> Result<Self, ShapeError> {
        Ok(match part.json {
            Json::Number(_) => Self::Whole(part.json.number().ok_or_else(|| part.wrong())?),
            Json::Text(text) => Self::Text(text.to_string()),
            Json::Bool(truth) => Self::Truth(*truth),
            Json::List(_) => Self::Codes(part.texts()?),
            Json::Null | Json::Object(_) => return Err(part.wrong()),
        })
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
    fn write(&self, writer: &mut Writer, definition: &Definition) {
        writer.begin_object();
        let status = match &self.standing {
            StandingV1::Given(value) => ("given", Some(value)),
            StandingV1::Estimated(value) => ("estimated", Some(value)),
            StandingV1::Calculated(value) => ("calculated", Some(value)),
            StandingV1::Missing(reason) => {
                let id = definition
                    .missing
                    .get(usize::from(*reason))
                    .map_or("", |(id, _)| id.as_str());
                writer.text_entry("reason", id);
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
            writer.text_entry("origin", self.origin.word());
        }
        writer.end_object();
    }

    fn read(part: &Part<'_>, definition: &Definition) -> Result<Self, ShapeError> {
        let value = || part.get("value").and_then(|value| ValueV1::read(&value));
        let status = part.get("status")?;
        let standing = match status.text()? {
            "given" => StandingV1::Given(value()?),
            "estimated" => StandingV1::Estimated(value()?),
            "calculated" => StandingV1::Calculated(value()?),
            "missing" => StandingV1::Missing(reason_of(&part.get("reason")?, definition)?),
            "not-applicable" => StandingV1::NotApplicable,
            _ => return Err(status.wrong()),
        };
        let origin = match part.maybe("origin") {
            None => Origin::Typed,
            Some(origin) => Origin::from_word(origin.text()?).ok_or_else(|| origin.wrong())?,
        };
        Ok(Self { standing, origin })
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
        writer.key("declared");
        writer.truth(true);
        writer.key("answers");
        writer.begin_object();
        for (id, answer) in &self.answers {
            writer.key(id);
            answer.write(&mut writer, definition);
        }
        writer.end_object();
        writer.key("tables");
        writer.begin_object();
        for (id, rows) in &self.tables {
            writer.key(id);
            writer.begin_list();
            for row in rows {
                writer.begin_object();
                writer.text_entry("id", &row.id);
                writer.key("cells");
                writer.begin_object();
                for (id, answer) in &row.cells {
                    writer.key(id);
                    answer.write(&mut writer, definition);
                }
                writer.end_object();
                writer.end_object();
            }
            writer.end_list();
        }
        writer.end_object();
        self.write_passes(&mut writer);
        self.write_completeness(&mut writer, definition);
        writer.key("unchecked");
        write_texts(&mut writer, &self.unchecked);
        writer.key("leftOut");
        write_texts(&mut writer, &self.left_out);
        writer.end_object();
        writer.finish()
    }

    fn write_passes(&self, writer: &mut Writer) {
        writer.key("passed");
        writer.begin_list();
        for pass in &self.passes {
            writer.begin_object();
            writer.text_entry("check", &pass.check);
            if let Some(row) = &pass.row {
                writer.text_entry("row", row);
            }
            if let Some(reason) = &pass.reason {
                writer.text_entry("reason", reason);
            }
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
                let reason = definition.missing.get(usize::from(*reason));
                writer.key(reason.map_or("", |(id, _)| id.as_str()));
                writer.integer(i64::from(*count));
            }
            writer.end_object();
            writer.end_object();
        }
        writer.end_object();
    }

    /// Reads a return. Whether its answers hold is for [`crate::session::accept`].
    ///
    /// # Errors
    /// Where the text is not a return of this version.
    pub fn read(text: &str, definition: &Definition) -> Result<Self, ShapeError> {
        let json = json::parse(text).map_err(ShapeError::Json)?;
        let root = Part::root(&json);
        if root.get("shape")?.text()? != "return/1" {
            return Err(ShapeError::Version);
        }
        let framework = root.get("framework")?;
        let declared = root.get("declared")?;
        if declared.json.as_bool() != Some(true) {
            return Err(declared.wrong());
        }
        let finished = root.get("finishedAt")?;
        let replaces = match root.maybe("replaces") {
            None => None,
            Some(part) => Some((part.owned("id")?, part.owned("reason")?)),
        };
        Ok(Self {
            id: root.owned("id")?,
            framework: framework.owned("id")?,
            version: framework.owned("version")?,
            lists: framework
                .get("codeLists")?
                .entries()?
                .into_iter()
                .map(|(id, hash)| Ok((id.to_owned(), hash.text()?.to_owned())))
                .collect::<Result<_, ShapeError>>()?,
            form: root.owned("return")?,
            subject: read_subject(&root, definition)?
                .ok_or_else(|| ShapeError::At("/subject".to_owned()))?,
            period: read_period(&root)?,
            revision: root.count("revision")?,
            replaces,
            finished_at: parse_iso_utc(finished.text()?).ok_or_else(|| finished.wrong())?,
            clock_offset: root
                .maybe("clockOffsetSeconds")
                .map(|part| part.integer())
                .transpose()?,
            filer: read_contents(&root.get("finishedBy")?, definition)?,
            answers: read_answers(&root.get("answers")?, definition)?,
            tables: root
                .get("tables")?
                .entries()?
                .into_iter()
                .map(|(id, rows)| Ok((id.to_owned(), read_rows(&rows, definition)?)))
                .collect::<Result<_, ShapeError>>()?,
            passes: root
                .get("passed")?
                .list()?
                .iter()
                .map(read_pass)
                .collect::<Result<_, _>>()?,
            completeness: read_completeness(&root.get("completeness")?, definition)?,
            unchecked: root.get("unchecked")?.texts()?,
            left_out: root.get("leftOut")?.texts()?,
        })
    }
}

fn read_answers(
    part: &Part<'_>,
    definition: &Definition,
) -> Result<Vec<(String, AnswerV1)>, ShapeError> {
    part.entries()?
        .into_iter()
        .map(|(id, answer)| Ok((id.to_owned(), AnswerV1::read(&answer, definition)?)))
        .collect()
}

fn read_rows(part: &Part<'_>, definition: &Definition) -> Result<Vec<RowV1>, ShapeError> {
    part.list()?
        .iter()
        .map(|row| {
            Ok(RowV1 {
                id: row.owned("id")?,
                cells: read_answers(&row.get("cells")?, definition)?,
            })
        })
        .collect()
}

fn read_pass(part: &Part<'_>) -> Result<PassV1, ShapeError> {
    let maybe = |key: &str| {
        part.maybe(key)
            .map(|part| part.text().map(str::to_owned))
            .transpose()
    };
    Ok(PassV1 {
        check: part.owned("check")?,
        row: maybe("row")?,
        reason: maybe("reason")?,
        note: part.owned("note")?,
        message: part.owned("message")?,
    })
}

fn read_completeness(
    part: &Part<'_>,
    definition: &Definition,
) -> Result<Vec<(String, Completeness)>, ShapeError> {
    part.entries()?
        .into_iter()
        .map(|(section, counts)| {
            let mut missing = Vec::new();
            for (reason, count) in counts.get("missing")?.entries()? {
                let known = definition.missing.iter().position(|(id, _)| id == reason);
                let known = known
                    .and_then(|at| u16::try_from(at).ok())
                    .ok_or_else(|| count.wrong())?;
                missing.push((known, count.json.as_count().ok_or_else(|| count.wrong())?));
            }
            let counts = Completeness {
                asked: counts.count("asked")?,
                given: counts.count("given")?,
                estimated: counts.count("estimated")?,
                missing,
            };
            Ok((section.to_owned(), counts))
        })
        .collect()
}
