//! A return that was finished on another version, as a draft of that version: so that it can be moved like any other.

use super::route::table_now;
use crate::definition::{Definition, Rows};
use crate::exchange::draft_v1::{DraftHead, begin, write_answer, write_pass};
use crate::exchange::return_v1::{AnswerV1, ReturnV1, StandingV1};
use crate::json::Writer;
use crate::session::{Answer, Content, Pass};

/// The draft's text. `head` says what the draft is; its version becomes the return's.
#[must_use]
pub fn draft_of(head: DraftHead, posted: &ReturnV1, definition: &Definition) -> String {
    let head = DraftHead {
        version: posted.version.clone(),
        ..head
    };
    let mut writer = begin(&head, definition);
    writer.key("rows");
    writer.begin_object();
    for (table, rows) in &posted.tables {
        // Fixed rows come of themselves; those of a table that is gone could be either.
        let form = definition.form(&posted.form);
        let known = form.and_then(|form| form.tables.get(usize::from(table_now(form, table)?)));
        if !known.is_some_and(|known| matches!(known.rows, Rows::Fixed { .. })) {
            writer.key(table);
            writer.begin_list();
            for row in rows {
                writer.text(&row.id);
            }
            writer.end_list();
        }
    }
    writer.end_object();
    writer.key("answers");
    writer.begin_object();
    for (item, answer) in &posted.answers {
        write(&mut writer, definition, posted, item, answer);
    }
    for (table, rows) in &posted.tables {
        for row in rows {
            for (item, answer) in &row.cells {
                let at = [table.as_str(), &row.id, item].join("/");
                write(&mut writer, definition, posted, &at, answer);
            }
        }
    }
    writer.end_object();
    writer.key("passes");
    writer.begin_list();
    for pass in &posted.passes {
        let word = Pass {
            reason: pass.reason.clone(),
            note: pass.note.clone(),
            figures: String::new(),
        };
        write_pass(&mut writer, &pass.check, pass.row.as_deref(), &word);
    }
    writer.end_list();
    writer.end_object();
    writer.finish()
}

/// Writes what was answered; what was worked out or hidden is so again.
fn write(
    writer: &mut Writer,
    definition: &Definition,
    posted: &ReturnV1,
    at: &str,
    answer: &AnswerV1,
) {
    let (content, estimated) = match &answer.standing {
        // The draft's own version has the reason.
        StandingV1::Missing(reason) if usize::from(*reason) >= definition.missing.len() => {
            writer.key(at);
            writer.begin_object();
            writer.text_entry("missing", posted.reason(definition, *reason));
            writer.end_object();
            return;
        }
        StandingV1::Given(value) => (value.content(), false),
        StandingV1::Estimated(value) => (value.content(), true),
        StandingV1::Missing(reason) => (Content::Missing(*reason), false),
        StandingV1::Calculated(_) | StandingV1::NotApplicable => return,
    };
    let answer = Answer {
        content,
        estimated,
        origin: answer.origin.clone(),
    };
    writer.key(at);
    write_answer(writer, definition, &answer);
}
