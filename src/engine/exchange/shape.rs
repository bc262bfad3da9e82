//! Reading and writing the parts that stored and sent shapes share.

use crate::definition::{Definition, Period};
use crate::json::{Json, JsonError, Writer, pointer};
use crate::session::{Content, Subject};
use crate::value::Date;
use std::rc::Rc;

/// Why a stored or sent text is not of its shape. Names the place, never what stands there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// Not JSON.
    #[error("this is not JSON")]
    Json(JsonError),
    /// A version that this program does not know.
    #[error("this was written by a newer version of the program")]
    Version,
    /// Something is missing or of another kind at a place.
    #[error("a part is missing or of another kind at {0}")]
    At(String),
}

/// A JSON value with the pointer to it, for errors.
#[derive(Clone)]
pub(crate) struct Part<'a> {
    pub(crate) json: &'a Json,
    pub(crate) pointer: String,
}

impl<'a> Part<'a> {
    pub(crate) fn root(json: &'a Json) -> Self {
        Self {
            json,
            pointer: String::new(),
        }
    }

    fn step(&self, token: &str) -> String {
        let mut to = self.pointer.clone();
        pointer::push(&mut to, token);
        to
    }

    pub(crate) fn maybe(&self, key: &str) -> Option<Part<'a>> {
        self.json
            .get(key)
            .filter(|json| !json.is_null())
            .map(|json| Part {
                json,
                pointer: self.step(key),
            })
    }

    pub(crate) fn get(&self, key: &str) -> Result<Part<'a>, ShapeError> {
        self.maybe(key)
            .ok_or_else(|| ShapeError::At(self.step(key)))
    }

    pub(crate) fn wrong(&self) -> ShapeError {
        ShapeError::At(self.pointer.clone())
    }

    pub(crate) fn text(&self) -> Result<&'a str, ShapeError> {
        self.json.as_text().ok_or_else(|| self.wrong())
    }

    pub(crate) fn owned(&self, key: &str) -> Result<String, ShapeError> {
        Ok(self.get(key)?.text()?.to_owned())
    }

    pub(crate) fn integer(&self) -> Result<i64, ShapeError> {
        self.json
            .number()
            .and_then(crate::value::Decimal::to_int)
            .ok_or_else(|| self.wrong())
    }

    pub(crate) fn count(&self, key: &str) -> Result<u32, ShapeError> {
        let part = self.get(key)?;
        part.json.as_count().ok_or_else(|| part.wrong())
    }

    pub(crate) fn date(&self) -> Result<Date, ShapeError> {
        Date::parse_iso(self.text()?).ok_or_else(|| self.wrong())
    }

    pub(crate) fn list(&self) -> Result<Vec<Part<'a>>, ShapeError> {
        let items = self.json.as_list().ok_or_else(|| self.wrong())?;
        Ok(items
            .iter()
            .enumerate()
            .map(|(at, json)| {
                let mut to = self.pointer.clone();
                pointer::push_index(&mut to, at);
                Part { json, pointer: to }
            })
            .collect())
    }

    /// Entries of an object; a repeated key is an error.
    pub(crate) fn entries(&self) -> Result<Vec<(&'a str, Part<'a>)>, ShapeError> {
        let entries = self.json.entries().ok_or_else(|| self.wrong())?;
        let mut seen: Vec<(&str, Part<'a>)> = Vec::with_capacity(entries.len());
        for (key, json) in entries {
            if seen.iter().any(|(known, _)| **known == **key) {
                return Err(ShapeError::At(self.step(key)));
            }
            seen.push((
                key,
                Part {
                    json,
                    pointer: self.step(key),
                },
            ));
        }
        Ok(seen)
    }

    pub(crate) fn texts(&self) -> Result<Vec<String>, ShapeError> {
        self.list()?
            .iter()
            .map(|part| part.text().map(str::to_owned))
            .collect()
    }
}

pub(crate) fn write_period(writer: &mut Writer, period: Option<Period>) {
    if let Some(period) = period {
        writer.key("period");
        writer.begin_object();
        writer.text_entry("start", &period.start.to_string());
        writer.text_entry("end", &period.end.to_string());
        writer.end_object();
    }
}

pub(crate) fn read_period(part: &Part<'_>) -> Result<Option<Period>, ShapeError> {
    let Some(period) = part.maybe("period") else {
        return Ok(None);
    };
    let (start, end) = (period.get("start")?.date()?, period.get("end")?.date()?);
    if start > end {
        return Err(period.wrong());
    }
    Ok(Some(Period { start, end }))
}

pub(crate) fn write_subject(
    writer: &mut Writer,
    definition: &Definition,
    subject: Option<&Subject>,
) {
    if let Some(subject) = subject {
        writer.key("subject");
        writer.begin_object();
        writer.text_entry("kind", &subject.kind);
        writer.text_entry("id", &subject.id);
        writer.text_entry("name", &subject.name);
        writer.key("profile");
        write_contents(writer, definition, &subject.profile);
        writer.end_object();
    }
}

pub(crate) fn read_subject(
    part: &Part<'_>,
    definition: &Definition,
) -> Result<Option<Subject>, ShapeError> {
    let Some(subject) = part.maybe("subject") else {
        return Ok(None);
    };
    Ok(Some(Subject {
        kind: subject.owned("kind")?,
        id: subject.owned("id")?,
        name: subject.owned("name")?,
        profile: read_contents(&subject.get("profile")?, definition)?,
    }))
}

/// Answers by item id, as they were typed: text, a list of codes, or `{"missing": reason}`.
pub(crate) fn write_contents(
    writer: &mut Writer,
    definition: &Definition,
    contents: &[(String, Content)],
) {
    writer.begin_object();
    for (id, content) in contents {
        if *content != Content::Blank {
            writer.key(id);
            write_content(writer, definition, content);
        }
    }
    writer.end_object();
}

pub(crate) fn write_content(writer: &mut Writer, definition: &Definition, content: &Content) {
    match content {
        Content::Blank => writer.null(),
        Content::Text(text) => writer.text(text),
        Content::Codes(codes) => {
            writer.begin_list();
            for code in codes.iter() {
                writer.text(code);
            }
            writer.end_list();
        }
        Content::Missing(reason) => {
            writer.begin_object();
            let id = definition
                .missing
                .get(usize::from(*reason))
                .map_or("", |(id, _)| id.as_str());
            writer.text_entry("missing", id);
            writer.end_object();
        }
    }
}

pub(crate) fn read_contents(
    part: &Part<'_>,
    definition: &Definition,
) -> Result<Vec<(String, Content)>, ShapeError> {
    part.entries()?
        .into_iter()
        .map(|(id, part)| Ok((id.to_owned(), read_content(&part, definition)?)))
        .collect()
}

pub(crate) fn read_content(
    part: &Part<'_>,
    definition: &Definition,
) -> Result<Content, ShapeError> {
    match part.json {
        Json::Null => Ok(Content::Blank),
        Json::Text(text) => Ok(Content::Text(Rc::from(&**text))),
        Json::Number(number) => Ok(Content::Text(Rc::from(&**number))),
        Json::Bool(truth) => Ok(Content::Text(Rc::from(if *truth { "yes" } else { "no" }))),
        Json::List(_) => Ok(Content::Codes(
            part.texts()?
                .iter()
                .map(|code| Rc::from(code.as_str()))
                .collect(),
        )),
        Json::Object(_) => {
            let reason = part.get("missing")?;
            Ok(Content::Missing(reason_of(&reason, definition)?))
        }
    }
}

pub(crate) fn reason_of(part: &Part<'_>, definition: &Definition) -> Result<u16, ShapeError> {
    let id = part.text()?;
    definition
        .missing
        .iter()
        .position(|(known, _)| known == id)
        .and_then(|at| u16::try_from(at).ok())
        .ok_or_else(|| part.wrong())
}
