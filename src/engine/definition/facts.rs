//! Reads the reasons for a missing value and the lists of public holidays.

use super::index::Index;
use super::keys;
use super::model::Holidays;
use super::problem::{ProblemKind, Spelling};
use super::reader::{Fields, Problems};
use crate::json::Json;
use crate::value::Date;

/// The reason that "Don't know" stands for.
pub(super) const NOT_KNOWN: &str = "not-known";

/// The facts beside items and lists.
#[derive(Default)]
pub(super) struct Facts<'a> {
    /// The reasons for a missing value: id and label.
    pub(super) missing: Vec<(String, String)>,
    pub(super) holidays: Vec<Holidays>,
    holiday_ids: Index<'a>,
    /// Whether there are reasons that could not be read.
    pub(super) lost_missing: bool,
    lost_holidays: bool,
}

impl<'a> Facts<'a> {
    /// Reads `missing` and `holidays` of the document.
    pub(super) fn read(problems: &Problems<'a>, document: &Fields<'a, '_>) -> Self {
        let reasons = problems.map(document.get("missing"), 100, "reasons");
        let mut missing = Vec::with_capacity(reasons.entries.len());
        for (id, node) in reasons.entries {
            problems.spelling(id, node, Spelling::Id);
            let label = problems.text(node).unwrap_or_default();
            missing.push((id.to_string(), label.to_owned()));
        }
        let map = problems.map(document.get("holidays"), 100, "lists of holidays");
        let mut holidays = Vec::with_capacity(map.entries.len());
        for (id, node) in map.entries {
            holidays.push(read_country(problems, id, node));
        }
        Self {
            missing,
            holidays,
            holiday_ids: map.ids,
            lost_missing: reasons.lost,
            lost_holidays: map.lost,
        }
    }

    /// The holidays that a node names; notes it if there are none.
    pub(super) fn named(&self, problems: &Problems<'a>, node: &'a Json) -> Option<u16> {
        let found = self
            .holiday_ids
            .find(problems.text(node)?)
            .and_then(|at| u16::try_from(at).ok());
        if found.is_none() && !self.lost_holidays {
            problems.add(node, ProblemKind::UnknownHolidays);
        }
        found
    }
}

fn read_country<'a>(problems: &Problems<'a>, id: &str, node: &'a Json) -> Holidays {
    problems.spelling(id, node, Spelling::Id);
    let fields = problems.object(node, keys::HOLIDAYS);
    fields.text_if("title");
    fields.text_if("source");
    let until = fields.date("until");
    let nodes = problems.list(fields.get("days"), 5_000, "days");
    problems.distinct(nodes, None);
    let mut days = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some(day) = problems.date(node) else {
            continue;
        };
        // A day behind the last one that the list says it covers: one of the two is wrong.
        if until.is_some_and(|until| until < day) {
            problems.add(node, ProblemKind::DatesReversed);
        }
        // They usually stand in their order.
        let mut at = days.len();
        while days
            .get(at.wrapping_sub(1))
            .is_some_and(|before| *before > day)
        {
            at -= 1;
        }
        days.insert(at, day);
    }
    Holidays {
        id: id.to_owned(),
        until: until.or(days.last().copied()).unwrap_or(Date::MAX),
        days,
    }
}
