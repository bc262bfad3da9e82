//! Reading and writing the parts that stored and sent shapes share.

use crate::definition::{Definition, Period};
use crate::json::{self, Json, JsonError, Writer, pointer};
use crate::session::{Content, Origin, Subject};
use crate::value::{Date, Decimal};
use std::cell::RefCell;
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

/// A text that is read. What is wrong with it is noted, and reading goes on with blanks: one look at the end is much
/// less code than a way out at every part.
pub(crate) struct Sheet {
    json: Json,
    /// The first thing that was wrong.
    wrong: RefCell<Option<ShapeError>>,
    /// The reasons for a missing value that the framework does not have, where that is no mistake.
    dropped: RefCell<Option<Vec<String>>>,
}

/// What a part that is not there reads as, once that was noted.
static NOTHING: Json = Json::Null;

impl Sheet {
    /// Reads a text that says that it is of this shape.
    pub(crate) fn read(text: &str, shape: &str) -> Result<Self, ShapeError> {
        let json = json::parse(text).map_err(ShapeError::Json)?;
        let sheet = Self {
            json,
            wrong: RefCell::new(None),
            dropped: RefCell::new(None),
        };
        if sheet.root().text_at("shape") != shape {
            sheet.note(ShapeError::Version);
        }
        sheet.check().map(|()| sheet)
    }

    pub(crate) fn root(&self) -> Part<'_> {
        Part {
            json: &self.json,
            sheet: self,
        }
    }

    /// The first thing that was wrong so far.
    pub(crate) fn check(&self) -> Result<(), ShapeError> {
        match self.wrong.take() {
            Some(wrong) => Err(wrong),
            None => Ok(()),
        }
    }

    /// From now on a reason that the framework does not have is no mistake: it may have had it once.
    pub(crate) fn keep_reasons(&self) {
        self.dropped.replace(Some(Vec::new()));
    }

    /// The reasons that the framework does not have, see [`reason_or_dropped`].
    pub(crate) fn dropped(&self) -> Vec<String> {
        self.dropped.take().unwrap_or_default()
    }

    fn note(&self, wrong: ShapeError) {
        self.wrong.borrow_mut().get_or_insert(wrong);
    }
}

/// Adds the pointer from one value to another that stands in it.
fn trace(here: &Json, wanted: &Json, to: &mut String) -> bool {
    if std::ptr::eq(here, wanted) {
        return true;
    }
    let length = to.len();
    match here {
        Json::List(list) => {
            for (at, json) in list.iter().enumerate() {
                pointer::push_index(to, at);
                if trace(json, wanted, to) {
                    return true;
                }
                to.truncate(length);
            }
        }
        Json::Object(entries) => {
            for (key, json) in entries {
                pointer::push(to, key);
                if trace(json, wanted, to) {
                    return true;
                }
                to.truncate(length);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
    }
    false
}

/// A JSON value with the text in which it stands, for errors.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) json: &'a Json,
    sheet: &'a Sheet,
}

impl<'a> Part<'a> {
    /// Another value of the same text.
    pub(crate) fn of(self, json: &'a Json) -> Self {
        Self { json, ..self }
    }

    pub(crate) fn maybe(self, key: &str) -> Option<Self> {
        match self.json.get(key) {
            None | Some(Json::Null) => None,
            Some(json) => Some(self.of(json)),
        }
    }

    pub(crate) fn get(self, key: &str) -> Self {
        self.maybe(key).unwrap_or_else(|| {
            self.wrong_at(Some(key));
            self.of(&NOTHING)
        })
    }

    pub(crate) fn wrong(self) {
        self.wrong_at(None);
    }

    #[inline(never)]
    fn wrong_at(self, key: Option<&str>) {
        if self.sheet.wrong.borrow().is_some() {
            return;
        }
        let mut to = String::new();
        trace(&self.sheet.json, self.json, &mut to);
        if let Some(key) = key {
            pointer::push(&mut to, key);
        }
        self.sheet.note(ShapeError::At(to));
    }

    pub(crate) fn text(self) -> &'a str {
        self.json.as_text().unwrap_or_else(|| {
            self.wrong();
            ""
        })
    }

    pub(crate) fn text_at(self, key: &str) -> &'a str {
        self.get(key).text()
    }

    pub(crate) fn owned(self, key: &str) -> String {
        self.text_at(key).to_owned()
    }

    pub(crate) fn maybe_owned(self, key: &str) -> Option<String> {
        Some(self.maybe(key)?.text().to_owned())
    }

    pub(crate) fn truth(self) -> bool {
        self.json.as_bool().unwrap_or_else(|| {
            self.wrong();
            false
        })
    }

    pub(crate) fn integer(self) -> i64 {
        let number = self.json.number().and_then(Decimal::to_int);
        number.unwrap_or_else(|| {
            self.wrong();
            0
        })
    }

    pub(crate) fn count(self) -> u32 {
        self.json.as_count().unwrap_or_else(|| {
            self.wrong();
            0
        })
    }

    fn date(self) -> Option<Date> {
        let date = Date::parse_iso(self.text());
        if date.is_none() {
            self.wrong();
        }
        date
    }

    pub(crate) fn list(self) -> &'a [Json] {
        self.json.as_list().unwrap_or_else(|| {
            self.wrong();
            &[]
        })
    }

    /// Entries of an object; a repeated key is an error.
    pub(crate) fn entries(self) -> &'a [(Box<str>, Json)] {
        let Some(entries) = self.json.entries() else {
            self.wrong();
            return &[];
        };
        for (at, (key, _)) in entries.iter().enumerate() {
            if entries.iter().take(at).any(|(known, _)| known == key) {
                self.wrong_at(Some(key));
                return &[];
            }
        }
        entries
    }

    pub(crate) fn texts(self) -> Vec<String> {
        let mut texts = Vec::new();
        for json in self.list() {
            texts.push(self.of(json).text().to_owned());
        }
        texts
    }

    pub(crate) fn codes(self) -> Content {
        let mut codes: Vec<Rc<str>> = Vec::new();
        for json in self.list() {
            codes.push(Rc::from(self.of(json).text()));
        }
        Content::Codes(Rc::from(codes))
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

pub(crate) fn read_period(part: Part<'_>) -> Option<Period> {
    let period = part.maybe("period")?;
    let (start, end) = (period.get("start").date()?, period.get("end").date()?);
    if start > end {
        period.wrong();
    }
    Some(Period { start, end })
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

/// Who or what something is about, with the profile as the caller reads it.
pub(crate) fn read_subject<'a>(
    part: Part<'a>,
    definition: &Definition,
    profile: fn(Part<'a>, &Definition) -> Vec<(String, Content)>,
) -> Option<Subject> {
    let subject = part.maybe("subject")?;
    Some(Subject {
        kind: subject.owned("kind"),
        id: subject.owned("id"),
        name: subject.owned("name"),
        profile: profile(subject.get("profile"), definition),
    })
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
            writer.text_entry("missing", reason_id(definition, *reason));
            writer.end_object();
        }
    }
}

pub(crate) fn read_contents(part: Part<'_>, definition: &Definition) -> Vec<(String, Content)> {
    let mut contents = Vec::new();
    for (id, json) in part.entries() {
        let content = read_content(part.of(json), definition);
        contents.push((String::from(&**id), content));
    }
    contents
}

/// The same where a reason that the framework does not have is no mistake: what is missing for it is left out.
pub(crate) fn read_known_contents(
    part: Part<'_>,
    definition: &Definition,
) -> Vec<(String, Content)> {
    let mut contents = Vec::new();
    for (id, json) in part.entries() {
        let part = part.of(json);
        if is_reason_known(part, definition) {
            contents.push((String::from(&**id), read_content(part, definition)));
        }
    }
    contents
}

/// Whether content is not missing for a reason that the framework does not have.
pub(crate) fn is_reason_known(content: Part<'_>, definition: &Definition) -> bool {
    content.maybe("missing").is_none_or(|reason| {
        reason_of(definition, reason.json.as_text().unwrap_or_default()).is_some()
    })
}

pub(crate) fn read_content(part: Part<'_>, definition: &Definition) -> Content {
    let text = match part.json {
        Json::Null => return Content::Blank,
        Json::Text(text) | Json::Number(text) => &**text,
        Json::Bool(true) => "yes",
        Json::Bool(false) => "no",
        Json::List(_) => return part.codes(),
        Json::Object(_) => return Content::Missing(read_reason(part.get("missing"), definition)),
    };
    Content::Text(Rc::from(text))
}

/// The word of a reason for a missing value.
pub(crate) fn reason_id(definition: &Definition, reason: u16) -> &str {
    match definition.missing.get(usize::from(reason)) {
        Some((id, _)) => id,
        None => "",
    }
}

/// The place of a reason by its word.
pub(crate) fn reason_of(definition: &Definition, id: &str) -> Option<u16> {
    let at = definition.missing.iter().position(|(known, _)| known == id);
    u16::try_from(at?).ok()
}

pub(crate) fn read_reason(part: Part<'_>, definition: &Definition) -> u16 {
    reason_or_dropped(part, part.text(), definition)
}

/// The place of a reason. One that the framework does not have stands behind its own, in the order in which such are
/// found, where that is no mistake.
pub(crate) fn reason_or_dropped(part: Part<'_>, word: &str, definition: &Definition) -> u16 {
    if let Some(reason) = reason_of(definition, word) {
        return reason;
    }
    let mut dropped = part.sheet.dropped.borrow_mut();
    let Some(dropped) = dropped.as_mut() else {
        part.wrong();
        return 0;
    };
    let known = dropped.iter().position(|known| known == word);
    let at = known.unwrap_or_else(|| {
        dropped.push(word.to_owned());
        dropped.len() - 1
    });
    u16::try_from(definition.missing.len() + at).unwrap_or(u16::MAX)
}

/// The word of a reason that the framework has, or does not have any more: see [`reason_or_dropped`].
pub(crate) fn word_of<'a>(
    definition: &'a Definition,
    dropped: &'a [String],
    reason: u16,
) -> &'a str {
    let behind = usize::from(reason).checked_sub(definition.missing.len());
    match behind {
        None => reason_id(definition, reason),
        Some(at) => dropped.get(at).map_or("", String::as_str),
    }
}

/// Where the answer of an object came from.
pub(crate) fn read_origin(answer: Part<'_>) -> Origin {
    let part = answer.get("origin");
    let origin = Origin::from_word(part.text()).unwrap_or_else(|| {
        part.wrong();
        Origin::Typed
    });
    let Origin::CarriedOver { .. } = origin else {
        return origin;
    };
    let on = answer.maybe("on").and_then(Part::date);
    match answer.maybe("from") {
        Some(from) => Origin::TakenOver {
            on,
            from: Rc::from(from.text()),
        },
        None => Origin::CarriedOver { on },
    }
}

/// Writes where an answer came from, as entries of its object.
pub(crate) fn write_origin(writer: &mut Writer, origin: &Origin) {
    writer.text_entry("origin", origin.word());
    if let Origin::CarriedOver { on: Some(on) } | Origin::TakenOver { on: Some(on), .. } = origin {
        writer.text_entry("on", &on.to_string());
    }
    if let Origin::TakenOver { from, .. } = origin {
        writer.text_entry("from", from);
    }
}

pub(crate) fn write_maybe(writer: &mut Writer, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        writer.text_entry(key, text);
    }
}
