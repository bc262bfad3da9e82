//! A return as plain text, to be pasted into an e-mail.

use super::super::draft::shown_sections;
use super::super::summary;
use super::head::Head;
use crate::ui::text::taking as t;
use care_engine::session::{Address, Origin, Session, Status};
use care_engine::value::unmarked;

/// The text: what it is of and how it stands, then each answer that there is, section by section.
pub(super) fn words(head: &Head, session: &Session) -> String {
    let mut text = session.form().title.clone();
    text.push('\n');
    for (name, words) in head.lines() {
        push(&mut text, "", name, words);
    }
    for section in shown_sections(session) {
        let shape = session.form().sections.get(usize::from(section));
        text.push('\n');
        text.push_str(shape.map_or("", |shape| &shape.title));
        text.push('\n');
        for at in session.addresses_in(section) {
            let words = match session.in_words(&at) {
                Some(words) => words,
                // Blank cells of a table are many, and say nothing.
                None if matches!(at, Address::Cell { .. }) && !session.needed(&at) => continue,
                None => t::NO_ANSWER.to_owned(),
            };
            let mut words = words;
            if let Some(stands) = stands(session, &at) {
                words.extend([" (", &stands, ")"]);
            }
            push(&mut text, "- ", &summary::label(session, &at), &words);
        }
    }
    unmarked(&text).into_owned()
}

fn push(text: &mut String, before: &str, name: &str, words: &str) {
    text.extend([before, name, ": ", words, "\n"]);
}

/// How an answer stands where it was not typed, or not by the one who finishes; none where there is nothing to say.
pub(super) fn stands(session: &Session, at: &Address) -> Option<String> {
    let answer = session.answer(at);
    let mut words = match session.status(at) {
        Status::Blank | Status::NotApplicable => return None,
        Status::NotUnderstood => t::NOT_UNDERSTOOD.to_owned(),
        Status::Missing(_) => t::NO_FIGURE.to_owned(),
        Status::Calculated => t::WORKED_OUT.to_owned(),
        Status::Nil => t::BY_NIL.to_owned(),
        Status::Given | Status::Estimated | Status::Unchanged => match &answer.origin {
            Origin::CarriedOver { on } => {
                let mut words = t::UNCHANGED.to_owned();
                if let Some(on) = on {
                    words.push_str(t::AS_ON);
                    words.push_str(&on.long());
                }
                words
            }
            Origin::TakenOver { .. } => t::TAKEN_OVER.to_owned(),
            Origin::Subject => t::OF_SUBJECT.to_owned(),
            _ => String::new(),
        },
    };
    if let Some(giver) = session.given_by(at) {
        if !words.is_empty() {
            words.push_str(". ");
        }
        words.push_str(t::GIVEN_BY);
        words.push_str(&giver.name);
    }
    (!words.is_empty()).then_some(words)
}
