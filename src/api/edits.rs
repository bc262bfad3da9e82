//! Edits as JavaScript gives them, to edits of the engine.

use super::error::ApiError;
use super::given::{EditGiven, KnownGiven};
use care_engine::definition::Definition;
use care_engine::session::{
    Address, Answer, Content, Edit, EditError, FindingKey, Origin, Pass, Session,
};
use std::rc::Rc;

/// The edit that is meant.
///
/// # Errors
/// `bad-edit` where it names something that is not there.
pub fn edit(session: &Session, given: &EditGiven) -> Result<Edit, ApiError> {
    let (definition, form) = (session.definition(), session.form());
    let table_of = |id: &str| {
        let at = form.tables.iter().position(|table| table.id == id);
        at.and_then(|at| u16::try_from(at).ok())
            .ok_or(ApiError::Edit("the form has no such table"))
    };
    Ok(match given {
        EditGiven::Set {
            place,
            text,
            codes,
            missing,
            estimated,
            origin,
        } => {
            let at = Address::parse(place, definition, form)
                .ok_or(ApiError::Edit("the form has no such place"))?;
            let content = content(
                definition,
                text.as_deref(),
                codes.as_deref(),
                missing.as_deref(),
            )?;
            let origin = match origin.as_deref() {
                None | Some("typed") => Origin::Typed,
                Some("host") => Origin::Host,
                Some("imported") => Origin::Imported,
                Some(_) => return Err(ApiError::Argument("origin")),
            };
            let answer = Answer {
                content,
                estimated: *estimated,
                origin,
            };
            Edit::Set { at, answer }
        }
        EditGiven::AddRow { table, row } => Edit::AddRow {
            table: table_of(table)?,
            row: Rc::from(row.as_str()),
            position: u32::MAX,
            cells: Vec::new(),
        },
        EditGiven::RemoveRow { table, row } => Edit::RemoveRow {
            table: table_of(table)?,
            row: Rc::from(row.as_str()),
        },
        EditGiven::Nil { reason } => match reason {
            Some(reason) => session.say_nil(reason),
            None => session.take_back_nil(),
        },
        EditGiven::Unchanged { unchanged } => {
            let edit = if *unchanged {
                session.say_unchanged()
            } else {
                session.take_back_unchanged()
            };
            edit.ok_or(ApiError::Edit("nothing can be carried over"))?
        }
        EditGiven::Pass {
            check,
            row,
            reason,
            note,
        } => Edit::Pass {
            finding: finding(session, check, row.as_deref())?,
            pass: Some(Pass {
                reason: reason.clone(),
                note: note.clone(),
                figures: String::new(),
            }),
        },
        EditGiven::TakeBackPass { check, row } => Edit::Pass {
            finding: finding(session, check, row.as_deref())?,
            pass: None,
        },
    })
}

fn content(
    definition: &Definition,
    text: Option<&str>,
    codes: Option<&[String]>,
    missing: Option<&str>,
) -> Result<Content, ApiError> {
    match (text, codes, missing) {
        (Some(text), None, None) => Ok(Answer::typed(text).content),
        (None, Some(codes), None) => {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            Ok(Answer::codes(&codes).content)
        }
        (None, None, Some(reason)) => {
            let at = definition.missing.iter().position(|(id, _)| id == reason);
            at.and_then(|at| u16::try_from(at).ok())
                .map(Content::Missing)
                .ok_or(ApiError::Edit(edit_words(EditError::NoSuchReason)))
        }
        _ => Err(ApiError::Argument("one of text, codes and missing")),
    }
}

/// What is known of items, as contents.
///
/// # Errors
/// `bad-argument` where one is neither text nor codes.
pub fn known(given: &[KnownGiven]) -> Result<Vec<(String, Content)>, ApiError> {
    let mut known = Vec::new();
    for one in given {
        let answer = match (&one.text, &one.codes) {
            (Some(text), None) => Answer::typed(text),
            (None, Some(codes)) => {
                let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                Answer::codes(&codes)
            }
            _ => return Err(ApiError::Argument("text or codes of an item")),
        };
        known.push((one.item.clone(), answer.content));
    }
    Ok(known)
}

fn finding(session: &Session, check: &str, row: Option<&str>) -> Result<FindingKey, ApiError> {
    let checks = &session.form().checks;
    let at = checks.iter().position(|known| known.id == check);
    let check = at.and_then(|at| u16::try_from(at).ok());
    Ok(FindingKey::Check {
        check: check.ok_or(ApiError::Edit("the form has no such check"))?,
        row: row.map(Rc::from),
    })
}

/// Why an edit was refused, in words.
pub fn edit_words(error: EditError) -> &'static str {
    match error {
        EditError::NoSuchPlace => "the form has no such place",
        EditError::NoSuchRow => "the table has no such row",
        EditError::Calculated => "this figure is worked out and cannot be typed",
        EditError::NoSuchReason => "the framework has no such reason",
        EditError::NotNil => "this cannot be nil",
        EditError::FixedRows => "the rows of this table are fixed",
        EditError::RowExists => "the table has this row already",
        EditError::TableFull => "the table holds no more rows",
        EditError::NotPassable => "this finding cannot be passed",
        EditError::NothingSaid => "this needs a reason or an explanation",
    }
}
