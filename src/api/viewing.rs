//! A session as JavaScript sees it.

use super::shown::{
    AnswerShown, BeforeShown, ChangesShown, CompletenessShown, EntryShown, FindingShown,
    MissingShown, QuestionShown, ReturnShown, RowShown, SectionShown, SeverityShown, StatusShown,
    TableShown, ValueShown,
};
use care_engine::definition::{Entry, Form, Role, Rows, Severity};
use care_engine::session::{
    Address, Changes, Completeness, Finding, FindingKey, Node, SectionState, Session, Status,
};
use care_engine::value::Value;

/// The return as it stands.
pub fn shown(session: &Session) -> ReturnShown {
    let form = session.form();
    let progress = session.progress();
    ReturnShown {
        id: form.id.clone(),
        title: form.title.clone(),
        asked: progress.asked,
        answered: progress.answered,
        sections: (0..)
            .zip(&form.sections)
            .map(|(at, section)| SectionShown {
                id: section.id.clone(),
                title: section.title.clone(),
                intro: session.intro(at),
                shown: session.shown(&Node::Section(at)),
                state: state_word(session.section_state(at)).to_owned(),
                entries: section
                    .content
                    .iter()
                    .map(|entry| match entry {
                        Entry::Slot(slot) => {
                            EntryShown::Question(Box::new(question(session, &Address::Slot(*slot))))
                        }
                        Entry::Table(at) => EntryShown::Table(table(session, *at)),
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn table(session: &Session, number: u16) -> TableShown {
    let Some(shape) = session.form().tables.get(usize::from(number)) else {
        return TableShown {
            id: String::new(),
            title: String::new(),
            hint: None,
            shown: false,
            takes_rows: false,
            rows: Vec::new(),
        };
    };
    let row = |id: &care_engine::session::RowId| RowShown {
        id: id.to_string(),
        title: session.row_title(number, id),
        cells: (0..)
            .zip(&shape.columns)
            .map(|(column, _)| {
                let row = id.clone();
                let table = number;
                question(session, &Address::Cell { table, row, column })
            })
            .collect(),
    };
    TableShown {
        id: shape.id.clone(),
        title: shape.title.clone(),
        hint: session.table_hint(number),
        shown: session.shown(&Node::Table(number)),
        takes_rows: matches!(shape.rows, Rows::Free { .. }),
        rows: session.row_ids(number).iter().map(row).collect(),
    }
}

/// One question, or one cell of a table.
pub fn question(session: &Session, at: &Address) -> QuestionShown {
    QuestionShown {
        place: at.spell(session.definition(), session.form()),
        item: session
            .item_at(at)
            .map_or_else(String::new, |item| item.id.clone()),
        question: session.question(at),
        hint: session.hint(at),
        shown: session.shown(&Node::At(at.clone())),
        needed: session.needed(at),
        calculated: is_calculated(session.form(), at),
        answer: answer(session, at),
        before: session.before(at).map(|before| BeforeShown {
            value: before.value,
            when: before.when,
            change: before.change,
        }),
    }
}

fn is_calculated(form: &Form, at: &Address) -> bool {
    let role = match at {
        Address::Slot(slot) => form.slots.get(slot.0 as usize).map(|slot| slot.role),
        Address::Cell { table, column, .. } => form
            .tables
            .get(usize::from(*table))
            .and_then(|table| table.columns.get(usize::from(*column)))
            .map(|column| column.role),
    };
    matches!(role, Some(Role::Calculated(_)))
}

fn answer(session: &Session, at: &Address) -> AnswerShown {
    let status = session.status(at);
    let answer = session.answer(at);
    let (status, missing) = match status {
        Status::Blank => (StatusShown::Blank, None),
        Status::NotUnderstood => (StatusShown::NotUnderstood, None),
        Status::Given => (StatusShown::Given, None),
        Status::Estimated => (StatusShown::Estimated, None),
        Status::Missing(reason) => (StatusShown::Missing, Some(reason)),
        Status::Nil => (StatusShown::Nil, None),
        Status::Unchanged => (StatusShown::Unchanged, None),
        Status::Calculated => (StatusShown::Calculated, None),
        Status::NotApplicable => (StatusShown::NotApplicable, None),
    };
    let known = matches!(
        status,
        StatusShown::Given
            | StatusShown::Estimated
            | StatusShown::Nil
            | StatusShown::Unchanged
            | StatusShown::Calculated
    );
    AnswerShown {
        status,
        text: (!answer.text().is_empty()).then(|| answer.text().to_owned()),
        value: session
            .value_at(at)
            .filter(|_| known)
            .and_then(|value| self::value(session, &value)),
        missing: missing.map(|reason| reason_id(session, reason)),
        words: session.in_words(at),
        origin: answer.origin.word().to_owned(),
    }
}

fn value(session: &Session, value: &Value) -> Option<ValueShown> {
    let definition = session.definition();
    let code = |list, index: u32| {
        let codes = &definition.list(list).codes;
        codes.get(index as usize).map(|code| code.code.clone())
    };
    Some(match value {
        Value::Number(number) => ValueShown::Text(number.to_string()),
        Value::Text(text) => ValueShown::Text(text.to_string()),
        Value::Truth(truth) => ValueShown::Truth(*truth),
        Value::Date(date) => ValueShown::Text(date.to_string()),
        Value::Month(month) => ValueShown::Text(month.to_string()),
        Value::Code(one) => ValueShown::Text(code(one.list, one.index)?),
        Value::Codes(list, set) => {
            ValueShown::Codes(set.iter().filter_map(|index| code(*list, *index)).collect())
        }
        Value::List(_) => return None,
    })
}

fn reason_id(session: &Session, reason: u16) -> String {
    let known = session.definition().missing.get(usize::from(reason));
    known.map_or_else(String::new, |(id, _)| id.clone())
}

fn state_word(state: SectionState) -> &'static str {
    match state {
        SectionState::Optional => "optional",
        SectionState::NotStarted => "not-started",
        SectionState::InProgress => "in-progress",
        SectionState::Complete => "complete",
        SectionState::Problem => "problem",
    }
}

fn place(session: &Session, node: &Node) -> String {
    let form = session.form();
    match node {
        Node::At(at) => at.spell(session.definition(), form),
        Node::Table(at) => {
            let table = form.tables.get(usize::from(*at));
            ["table:", table.map_or("", |table| &table.id)].concat()
        }
        Node::Section(at) => {
            let section = form.sections.get(usize::from(*at));
            ["section:", section.map_or("", |section| &section.id)].concat()
        }
    }
}

/// A finding.
pub fn finding(session: &Session, finding: &Finding) -> FindingShown {
    FindingShown {
        severity: match finding.severity {
            Severity::Error => SeverityShown::Error,
            Severity::Warning => SeverityShown::Warning,
        },
        message: finding.message.clone(),
        places: finding
            .places
            .iter()
            .map(|node| place(session, node))
            .collect(),
        check: finding.check.clone(),
        row: match &finding.key {
            FindingKey::Check { row: Some(row), .. } => Some(row.to_string()),
            _ => None,
        },
        passable: finding.passable,
        passed: finding.passed.is_some(),
    }
}

/// What an edit did.
pub fn changes(session: &Session, changes: &Changes) -> ChangesShown {
    ChangesShown {
        places: changes
            .nodes
            .iter()
            .map(|node| place(session, node))
            .collect(),
        visited: changes.visited,
    }
}

/// How whole the core is: of the return, then of each section that has a core question.
pub fn completeness(session: &Session) -> Vec<CompletenessShown> {
    let mut all = vec![counts(session, None, &session.completeness())];
    for (at, section) in (0..).zip(&session.form().sections) {
        let own = session.completeness_in(at);
        if own.asked > 0 {
            all.push(counts(session, Some(section.id.clone()), &own));
        }
    }
    all
}

fn counts(session: &Session, section: Option<String>, own: &Completeness) -> CompletenessShown {
    CompletenessShown {
        section,
        asked: own.asked,
        given: own.given,
        estimated: own.estimated,
        missing: own
            .missing
            .iter()
            .map(|(reason, count)| MissingShown {
                reason: reason_id(session, *reason),
                count: *count,
            })
            .collect(),
    }
}
