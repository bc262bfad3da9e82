//! Where the points of a line stand: whole units of a drawing, so that no float is needed.

use super::Point;
use crate::value::{Date, Decimal};

/// What a drawing is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The least and the greatest value of the axis.
    pub ends: [Decimal; 2],
    /// The place of each point that has a value: its place in the line, then across and down, within the size asked for.
    pub places: Vec<(usize, i64, i64)>,
}

/// The places of points in a drawing of `across` by `down` units: across by time, down from the greatest value. `None`
/// where no point has a value. The axis starts at 0, unless a value is below.
#[must_use]
pub fn scale(points: &[Point], across: i64, down: i64) -> Option<Scale> {
    let mut ends: Option<[Decimal; 2]> = None;
    for value in points.iter().filter_map(|point| point.value) {
        let [least, most] = ends.unwrap_or([Decimal::ZERO.min(value), Decimal::ZERO.max(value)]);
        ends = Some([least.min(value), most.max(value)]);
    }
    let ends = ends?;
    let days = |date: Date| {
        points
            .first()
            .map_or(0, |first| first.period.start.days_until(date))
    };
    let last = points.last().map_or(0, |last| days(last.period.start));
    let mut places = Vec::new();
    for (at, point) in points.iter().enumerate() {
        if let Some(value) = point.value {
            let x = if last == 0 {
                across / 2
            } else {
                days(point.period.start) * across / last
            };
            places.push((at, x, down - part(value, ends, down)));
        }
    }
    Some(Scale { ends, places })
}

/// Which part of a length a value is above the least.
fn part(value: Decimal, [least, most]: [Decimal; 2], length: i64) -> i64 {
    let above = |value: Decimal| value.checked_sub(least);
    let found = above(value)
        .zip(above(most))
        .and_then(|(value, most)| value.checked_div(most))
        .and_then(|share| share.checked_mul(Decimal::from_int(length)))
        .and_then(|place| place.round(0).to_int());
    // A line of nothing but 0 lies at the bottom.
    found.unwrap_or(0)
}
