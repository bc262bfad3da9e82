//! Reads the terms of a return: what the person should know, duty, period and window.

use super::form::Shared;
use super::keys;
use super::model::{Duty, DutyKind, PeriodRule, ReturnTerms, WindowRule};
use super::names::Around;
use super::problem::ProblemKind;
use super::reader::{Fields, Problems};
use crate::json::Json;
use crate::rules::{Program, Type};

/// How far a period may be from the month of its window.
const MOST_OFFSET: u32 = 60;

/// Reads the terms; `subject` is the place of the subject's form.
pub(super) fn read_terms<'a>(
    shared: &Shared<'a>,
    fields: &Fields<'a, '_>,
    subject: u16,
    around: Around<'_, 'a>,
) -> ReturnTerms {
    let problems = &shared.problems;
    let mut duties = Vec::new();
    for node in problems.list(fields.get("duty"), 100, "duties") {
        duties.push(read_duty(shared, node, around));
    }
    let period = fields
        .get("period")
        .map_or(PeriodRule::None, |node| read_period(problems, node));
    if let (None, PeriodRule::Month { .. }) = (fields.get("window"), period) {
        problems.add(fields.node, ProblemKind::MissingKey("window"));
    }
    ReturnTerms {
        subject,
        need: fields.texts("need", 100),
        minutes: fields
            .whole("minutes", 1, 10_000)
            .and_then(|minutes| u16::try_from(minutes).ok())
            .unwrap_or_default(),
        seen_by: fields.text("seenBy"),
        retention: fields.text("retention"),
        duties,
        core_only: fields
            .get("coreOnly")
            .and_then(|node| read_when(shared, node, around)),
        period,
        window: read_window(shared, fields.get("window")),
    }
}

fn read_duty<'a>(shared: &Shared<'a>, node: &'a Json, around: Around<'_, 'a>) -> Duty {
    let problems = &shared.problems;
    let fields = problems.object(node, keys::DUTY);
    let when = fields
        .get("when")
        .and_then(|node| read_when(shared, node, around));
    Duty {
        when,
        whom: fields.text("for"),
        kind: match fields.choice("kind", keys::DUTIES) {
            Some(0) => DutyKind::Mandatory,
            Some(1) => DutyKind::GrantCondition,
            _ => DutyKind::Voluntary,
        },
        basis: fields.text("basis"),
        receives: fields.text("receives"),
        discharges: fields.truth("discharges").unwrap_or_default(),
        note: fields.text("note"),
    }
}

/// Reads a rule about the filer. It can read the facts of the subject alone, which whoever judges the return later knows.
fn read_when<'a>(shared: &Shared<'a>, node: &'a Json, around: Around<'_, 'a>) -> Option<Program> {
    let text = shared.problems.text(node)?;
    let scope = shared.scope(None, None, around);
    match Program::compile(text, Some(&Type::Truth), &scope) {
        Ok(program) => Some(program),
        Err(error) => {
            shared.refused(node, error, &scope);
            None
        }
    }
}

fn read_period<'a>(problems: &Problems<'a>, node: &'a Json) -> PeriodRule {
    let month = node.get("kind").and_then(Json::as_text) == Some("month");
    let fields = problems.object(
        node,
        if month {
            keys::PERIOD_MONTH
        } else {
            keys::PERIOD_NONE
        },
    );
    fields.choice("kind", keys::PERIODS);
    let offset = fields.get("offset").and_then(|node| {
        let offset = node
            .number()
            .and_then(|number| i8::try_from(number.to_int()?).ok());
        let offset = offset.filter(|offset| u32::from(offset.unsigned_abs()) <= MOST_OFFSET);
        if offset.is_none() {
            problems.add(node, ProblemKind::BadOffset);
        }
        offset
    });
    if month {
        PeriodRule::Month {
            offset: offset.unwrap_or_default(),
        }
    } else {
        PeriodRule::None
    }
}

fn read_window<'a>(shared: &Shared<'a>, node: Option<&'a Json>) -> WindowRule {
    let problems = &shared.problems;
    let Some(node) = node else {
        return WindowRule {
            opens: 1,
            closes: 31,
            roll: None,
        };
    };
    // Rolling needs holidays to roll by, and holidays without rolling would do nothing.
    let rolls = node.get("roll").is_some() || node.get("holidays").is_some();
    let fields = problems.object(
        node,
        if rolls {
            keys::WINDOW_ROLLING
        } else {
            keys::WINDOW
        },
    );
    fields.choice("roll", keys::ROLLS);
    let day = |key: &str| {
        fields
            .whole(key, 1, 31)
            .and_then(|day| u8::try_from(day).ok())
    };
    let (opens, closes) = (day("opens"), day("closes"));
    if let (Some(opens), Some(closes), Some(node)) = (opens, closes, fields.get("closes"))
        && opens > closes
    {
        problems.add(node, ProblemKind::BadBounds);
    }
    WindowRule {
        opens: opens.unwrap_or(1),
        closes: closes.unwrap_or(31),
        roll: fields
            .get("holidays")
            .and_then(|node| shared.facts.named(problems, node)),
    }
}
