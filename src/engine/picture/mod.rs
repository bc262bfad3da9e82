//! What was filed of a subject over time, as lines: the figures that the framework wants drawn, how whole each return
//! was, and how many minutes it took. Of a return that was corrected the newest counts.

mod scale;

pub use scale::{Scale, scale};

use crate::definition::{Definition, Drawn, Form, Kind, NumberStyle, Period, SlotIx};
use crate::exchange::return_v1::{AnswerV1, ReturnV1, StandingV1, ValueV1};
use crate::session::{shown_number, unit_behind};
use crate::value::Decimal;

/// Digits after the point of a share in per cent.
const SHARE_PLACES: u8 = 1;

/// One line of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it shows.
    pub of: Shows,
    /// A point for each period that was filed, in their order.
    pub points: Vec<Point>,
}

/// What a line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A figure of the return, or a share: what it is called.
    Figure(String),
    /// How much of the core was answered with a figure, in per cent.
    Completeness,
    /// The minutes that the return took, where the person said so.
    Minutes,
}

/// One period of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The figure; none where there is none.
    pub value: Option<Decimal>,
    /// The figure in words, with its unit; empty where there is none.
    pub words: String,
    /// Whether it was given as an estimate.
    pub estimated: bool,
}

/// The returns that count: of each period the newest, in the order of the periods. Those without a period are left out.
#[must_use]
pub fn newest(mut filed: Vec<ReturnV1>) -> Vec<ReturnV1> {
    filed.retain(|posted| posted.period.is_some());
    filed.sort_by_key(|posted| {
        let start = posted.period.map(|period| period.start);
        (start, posted.revision, posted.finished_at)
    });
    let mut newest: Vec<ReturnV1> = Vec::new();
    for posted in filed {
        match newest.last_mut() {
            Some(last) if last.period == posted.period => *last = posted,
            _ => newest.push(posted),
        }
    }
    newest
}

/// The lines of a form: what the framework wants drawn, as far as any return has it; then completeness; then minutes, if
/// anybody said them. `filed` is of [`newest`].
#[must_use]
pub fn lines(definition: &Definition, form: &Form, filed: &[ReturnV1]) -> Vec<Line> {
    let mut lines = Vec::new();
    for drawn in &form.picture {
        lines.extend(figures(definition, form, drawn, filed));
    }
    let of_all = |of: Shows, point: &dyn Fn(&ReturnV1) -> Option<(Decimal, String)>| Line {
        of,
        points: points(filed, &|posted| {
            point(posted).map(|(value, words)| (value, words, false))
        }),
    };
    let whole = of_all(Shows::Completeness, &|posted| {
        let share = share(&completeness(posted)?)?;
        Some((share, shown_number(share, NumberStyle::Percent, 0)))
    });
    let minutes = of_all(Shows::Minutes, &|posted| {
        let minutes = Decimal::from_int(i64::from(posted.minutes?));
        Some((minutes, shown_number(minutes, NumberStyle::Plain, 0)))
    });
    for line in [whole, minutes] {
        if line.points.iter().any(|point| point.value.is_some()) {
            lines.push(line);
        }
    }
    lines
}

/// The minutes that are told of, added up, and of how many returns.
#[must_use]
pub fn minutes(filed: &[ReturnV1]) -> (u64, usize) {
    let told = || filed.iter().filter_map(|posted| posted.minutes);
    (told().map(u64::from).sum(), told().count())
}

/// The line of one figure; none where no return has it.
fn figures(
    definition: &Definition,
    form: &Form,
    drawn: &Drawn,
    filed: &[ReturnV1],
) -> Option<Line> {
    let item = definition.item(form.slots.get(drawn.item.0 as usize)?.item);
    let title = drawn.title.clone().unwrap_or_else(|| item.label.clone());
    let points = points(filed, &|posted| {
        let (part, mut estimated) = value(definition, form, posted, drawn.item)?;
        let Some(of) = drawn.of else {
            let Kind::Number { style, places, .. } = item.kind else {
                return None;
            };
            let mut words = shown_number(part, style, places);
            if let Some(unit) = unit_behind(item, Some(part)) {
                words.extend([" ", unit]);
            }
            return Some((part, words, estimated));
        };
        let (whole, also) = value(definition, form, posted, of)?;
        estimated |= also;
        let share = share(&[part, whole])?;
        let words = shown_number(share, NumberStyle::Percent, SHARE_PLACES);
        Some((share, words, estimated))
    });
    let of = Shows::Figure(title);
    points
        .iter()
        .any(|point| point.value.is_some())
        .then_some(Line { of, points })
}

/// A figure, in words, and whether it is an estimate.
type Found = (Decimal, String, bool);

fn points(filed: &[ReturnV1], value: &dyn Fn(&ReturnV1) -> Option<Found>) -> Vec<Point> {
    let mut points = Vec::new();
    for posted in filed {
        let Some(period) = posted.period else {
            continue;
        };
        let found = value(posted);
        let (value, words, estimated) = match found {
            Some((value, words, estimated)) => (Some(value), words, estimated),
            None => (None, String::new(), false),
        };
        points.push(Point {
            period,
            value,
            words,
            estimated,
        });
    }
    points
}

/// The first of two in per cent of the second; none where that is none.
fn share([part, whole]: &[Decimal; 2]) -> Option<Decimal> {
    let hundred = Decimal::from_int(100);
    let share = part.checked_mul(hundred)?.checked_div(*whole)?;
    Some(share.round(SHARE_PLACES))
}

/// The core answers with a figure, and all that were asked.
fn completeness(posted: &ReturnV1) -> Option<[Decimal; 2]> {
    let (mut with, mut asked) = (0_i64, 0_i64);
    for (_, counts) in &posted.completeness {
        with += i64::from(counts.given) + i64::from(counts.estimated);
        asked += i64::from(counts.asked);
    }
    (asked > 0).then(|| [Decimal::from_int(with), Decimal::from_int(asked)])
}

/// The figure of a slot in a return, and whether it is an estimate. One that was posted under the name of an item that
/// this one replaces is the same.
fn value(
    definition: &Definition,
    form: &Form,
    posted: &ReturnV1,
    slot: SlotIx,
) -> Option<(Decimal, bool)> {
    let item = definition.item(form.slots.get(slot.0 as usize)?.item);
    let find = |id: &str| {
        let mut answers = posted.answers.iter();
        answers.find(|(known, _)| known == id)
    };
    let found = find(&item.id).or_else(|| match &item.replaces[..] {
        [one] => find(one),
        _ => None,
    });
    number(&found?.1)
}

fn number(answer: &AnswerV1) -> Option<(Decimal, bool)> {
    let (value, estimated) = match &answer.standing {
        StandingV1::Given(value) | StandingV1::Calculated(value) => (value, false),
        StandingV1::Estimated(value) => (value, true),
        StandingV1::Missing(_) | StandingV1::NotApplicable => return None,
    };
    match value {
        ValueV1::Whole(number) => Some((*number, estimated)),
        ValueV1::Text(text) => Decimal::parse(text).map(|number| (number, estimated)),
        ValueV1::Truth(_) | ValueV1::Codes(_) => None,
    }
}
