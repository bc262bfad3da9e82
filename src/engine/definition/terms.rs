//! Reads the terms of a return: what the person should know, duty, period and window.

use super::form::Shared;
use super::keys;
use super::model::{Closing, Cycle, Duty, DutyKind, PeriodRule, ReturnTerms, Span, WindowRule};
use super::names::Around;
use super::problem::{Expected, ProblemKind};
use super::reader::{Fields, Problems};
use crate::json::Json;
use crate::rules::{Program, Type};
use crate::value::Date;

/// How far a period may be from the one that its window opens in.
const MOST_OFFSET: u32 = 60;
/// The most windows of a return.
const MOST_WINDOWS: u32 = 12;

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
        period: read_period(shared, fields),
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

/// Reads `period` and `window`. `None` where there is no period, or where what it is cannot be made out.
fn read_period<'a>(shared: &Shared<'a>, form: &Fields<'a, '_>) -> Option<PeriodRule> {
    let problems = &shared.problems;
    let node = form.get("period")?;
    let kind = node.get("kind").and_then(Json::as_text);
    let (every, shape) = match kind {
        Some("month") => (Some(Span::Month), keys::PERIOD_MONTH),
        Some("quarter") => (Some(Span::Quarter), keys::PERIOD_MONTH),
        Some("half-year") => (Some(Span::HalfYear), keys::PERIOD_YEAR),
        Some("year") => (Some(Span::Year), keys::PERIOD_YEAR),
        Some("none") => (None, keys::PERIOD_NONE),
        _ => (None, keys::PERIOD),
    };
    let fields = problems.object(node, shape);
    fields.choice("kind", keys::PERIODS);
    let first = fields.get("starts").and_then(|node| {
        let first = day_of_year(node).filter(|(_, day)| *day == 1);
        if first.is_none() {
            problems.expected(node, Expected::MonthStart);
        }
        Some(first?.0)
    });
    let offset = read_offset(problems, &fields);
    let window = form.get("window");
    let Some(every) = every else {
        if let (Some("none"), Some(window)) = (kind, window) {
            problems.add(window, ProblemKind::UnknownKey { meant: None });
        }
        return None;
    };
    let Some(window) = window else {
        problems.add(form.node, ProblemKind::MissingKey("window"));
        return None;
    };
    let cycle = Cycle {
        every,
        first: first.unwrap_or_default(),
    };
    let nodes = if window.as_list().is_some() {
        problems.full_list(Some(window), MOST_WINDOWS, "windows")
    } else {
        std::slice::from_ref(window)
    };
    let mut windows: Vec<WindowRule> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let rule = read_window(shared, node, cycle, offset.unwrap_or_default());
        if let (Closing::Behind(_), Some(node)) = (rule.closes, fields.get("offset"))
            && offset.is_some_and(|offset| offset != -1)
        {
            problems.add(node, ProblemKind::BadOffset);
        }
        let alike = |known: &WindowRule| known.cycle == rule.cycle && known.opens == rule.opens;
        if windows.iter().any(alike) {
            problems.add(node, ProblemKind::Repeated);
        }
        windows.push(rule);
    }
    Some(PeriodRule { cycle, windows })
}

fn read_offset<'a>(problems: &Problems<'a>, fields: &Fields<'a, '_>) -> Option<i8> {
    let node = fields.get("offset")?;
    let offset = node
        .number()
        .and_then(|number| i8::try_from(number.to_int()?).ok())
        .filter(|offset| u32::from(offset.unsigned_abs()) <= MOST_OFFSET);
    if offset.is_none() {
        problems.add(node, ProblemKind::BadOffset);
    }
    offset
}

fn read_window<'a>(shared: &Shared<'a>, node: &'a Json, period: Cycle, offset: i8) -> WindowRule {
    let problems = &shared.problems;
    let after = node.get("afterDays").is_some();
    // Rolling needs holidays to roll by, and holidays without rolling would do nothing.
    let rolls = node.get("roll").is_some() || node.get("holidays").is_some();
    let shape = match (after, rolls) {
        (true, _) => keys::WINDOW_AFTER,
        (false, true) => keys::WINDOW_ROLLING,
        (false, false) => keys::WINDOW,
    };
    let fields = problems.object(node, shape);
    fields.choice("roll", keys::ROLLS);
    let mut rule = WindowRule {
        title: fields.text_if("title"),
        offset: read_offset(problems, &fields).unwrap_or(offset),
        cycle: period,
        opens: 1,
        closes: Closing::Behind(0),
        roll: fields
            .get("holidays")
            .and_then(|node| shared.facts.named(problems, node)),
    };
    if after {
        // Longer ones would overlap the next but one.
        let most = 31 * u32::from(period.every.months());
        let days = fields.whole("afterDays", 1, most).unwrap_or(1);
        rule.closes = Closing::Behind(u16::try_from(days - 1).unwrap_or_default());
        return rule;
    }
    // A monthly window has days of the month, any other one days of the year.
    let monthly = period.every == Span::Month;
    let day = |key: &str| {
        let node = fields.get(key)?;
        if monthly {
            let day = problems.whole(node, 1, 31)?;
            return Some((0, u8::try_from(day).ok()?));
        }
        let day = day_of_year(node);
        if day.is_none() {
            problems.expected(node, Expected::DayOfYear);
        }
        day
    };
    if let (Some(opens), Some(closes), Some(node)) =
        (day("opens"), day("closes"), fields.get("closes"))
    {
        if opens > closes {
            problems.add(node, ProblemKind::BadBounds);
        }
        rule.opens = opens.1;
        rule.closes = Closing::On {
            later: closes.0.saturating_sub(opens.0),
            day: closes.1,
        };
        if !monthly {
            rule.cycle = Cycle {
                every: Span::Year,
                first: opens.0,
            };
        }
    }
    rule
}

/// Reads `06-30`: months from January, and the day of the month.
fn day_of_year(node: &Json) -> Option<(u8, u8)> {
    let leap = ["2000-", node.as_text()?].concat();
    let (_, month, day) = Date::parse_iso(&leap)?.ymd();
    Some((month - 1, day))
}
