//! A small line chart, drawn element by element in the colour of the text around it: nothing is told by colour alone.

use crate::ui::el::{El, svg};
use crate::ui::text::picture as t;
use care_engine::picture::{Line, Point, Scale, scale};

/// The drawing: narrow enough for the narrowest telephone. Around the line there is room for words.
const WIDTH: i64 = 280;
const HEIGHT: i64 = 130;
const LEFT: i64 = 8;
const TOP: i64 = 24;
const ACROSS: i64 = WIDTH - 2 * LEFT;
const DOWN: i64 = 76;
/// Half of a mark's size.
const MARK: i64 = 4;

/// The chart of a line under the heading with this id; none where no point has a figure.
pub(super) fn chart(id: &str, line: &Line) -> Option<El> {
    let points = &line.points;
    let scale = scale(points, ACROSS, DOWN)?;
    let number = |number: i64| number.to_string();
    let mut chart = svg("svg")
        .attr(
            "viewBox",
            &[["0 0", &number(WIDTH), &number(HEIGHT)].join(" ")].concat(),
        )
        .attr("width", &number(WIDTH))
        .attr("height", &number(HEIGHT))
        .attr("role", "img")
        .attr("aria-label", &said(points))
        .attr("aria-describedby", id)
        .attr("fill", "currentColor")
        .attr("stroke", "none")
        .attr("font-size", "13")
        .add(stroke(
            &[(LEFT, TOP + DOWN), (LEFT + ACROSS, TOP + DOWN)],
            "1",
        ));
    for run in runs(points, &scale) {
        if run.len() > 1 {
            chart = chart.add(stroke(&run, "2"));
        }
    }
    for (at, x, y) in &scale.places {
        let estimated = points.get(*at).is_some_and(|point| point.estimated);
        chart = chart.add(mark(LEFT + x, TOP + y, estimated));
    }
    for (at, x, y) in ends(&scale) {
        let words = points.get(at).map_or("", |point| &point.words);
        let anchor = if x * 2 > ACROSS { "end" } else { "start" };
        chart = chart.add(words_at(LEFT + x, TOP + y - 2 * MARK, anchor, words));
    }
    for (point, x, anchor) in [(points.first(), 0, "start"), (points.last(), WIDTH, "end")] {
        let label = point.map_or_else(String::new, |point| point.period.label());
        chart = chart.add(words_at(x, HEIGHT - MARK, anchor, &label));
    }
    Some(chart)
}

/// What the chart shows, in a sentence.
fn said(points: &[Point]) -> String {
    let mut words = String::from(t::CHART);
    let known = || points.iter().filter(|point| point.value.is_some());
    let both = [(t::FROM, known().next()), (t::TO, known().next_back())];
    for (before, point) in both {
        if let Some(point) = point {
            words.extend([before, &point.words, t::IN, &point.period.label()]);
        }
    }
    words.push_str(t::IN_TABLE);
    words
}

/// The points that follow each other without a period between them, as places in the drawing.
fn runs(points: &[Point], scale: &Scale) -> Vec<Vec<(i64, i64)>> {
    let mut runs: Vec<Vec<(i64, i64)>> = Vec::new();
    let mut before: Option<&Point> = None;
    for (at, x, y) in &scale.places {
        let point = points.get(*at);
        let follows = before.zip(point).is_some_and(|(before, point)| {
            before.period.end.add_days(1) == Some(point.period.start)
        });
        let place = (LEFT + x, TOP + y);
        match runs.last_mut() {
            Some(run) if follows => run.push(place),
            _ => runs.push(vec![place]),
        }
        before = point;
    }
    runs
}

/// The first and the last place, whose figures are written beside them.
fn ends(scale: &Scale) -> Vec<(usize, i64, i64)> {
    let mut ends: Vec<(usize, i64, i64)> = scale.places.first().copied().into_iter().collect();
    ends.extend(
        scale
            .places
            .last()
            .copied()
            .filter(|_| scale.places.len() > 1),
    );
    ends
}

fn stroke(places: &[(i64, i64)], width: &str) -> El {
    let mut spelt = String::new();
    for (x, y) in places {
        spelt.extend([&x.to_string(), ",", &y.to_string(), " "]);
    }
    svg("polyline")
        .attr("points", spelt.trim_end())
        .attr("fill", "none")
        .attr("stroke", "currentColor")
        .attr("stroke-width", width)
}

/// A filled circle, or an open square for an estimate.
fn mark(x: i64, y: i64, estimated: bool) -> El {
    let number = |number: i64| number.to_string();
    if !estimated {
        return svg("circle")
            .attr("cx", &number(x))
            .attr("cy", &number(y))
            .attr("r", &number(MARK));
    }
    svg("rect")
        .attr("x", &number(x - MARK))
        .attr("y", &number(y - MARK))
        .attr("width", &number(2 * MARK))
        .attr("height", &number(2 * MARK))
        .attr("fill", "Canvas")
        .attr("stroke", "currentColor")
        .attr("stroke-width", "2")
}

fn words_at(x: i64, y: i64, anchor: &str, words: &str) -> El {
    svg("text")
        .attr("x", &x.to_string())
        .attr("y", &y.to_string())
        .attr("text-anchor", anchor)
        .text(words)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{LEFT, TOP, runs, said};
    use care_engine::definition::Period;
    use care_engine::picture::{Point, scale};
    use care_engine::value::{Date, Decimal};

    fn point(month: u8, value: Option<i64>) -> Point {
        let start = Date::from_ymd(2026, month, 1).unwrap();
        let next = Date::from_ymd(2026, month + 1, 1).unwrap();
        Point {
            period: Period {
                start,
                end: next.add_days(-1).unwrap(),
            },
            value: value.map(Decimal::from_int),
            words: value.map_or_else(String::new, |value| value.to_string()),
            estimated: false,
        }
    }

    #[test]
    fn the_line_is_broken_where_a_period_has_no_figure_or_was_not_filed() {
        let points = [
            point(1, Some(1)),
            point(2, Some(2)),
            point(3, None),
            point(4, Some(4)),
            // May was not filed.
            point(6, Some(4)),
            point(7, Some(0)),
        ];
        let drawn = runs(&points, &scale(&points, 100, 100).unwrap());
        let lengths: Vec<usize> = drawn.iter().map(Vec::len).collect();
        assert_eq!(lengths, [2, 1, 2]);
        assert_eq!(drawn[0][0], (LEFT, TOP + 75));
    }

    #[test]
    fn the_chart_is_said_in_a_sentence() {
        assert_eq!(
            said(&[point(1, None), point(2, Some(5)), point(3, Some(7))]),
            "Line chart. From 5 in February 2026 to 7 in March 2026. Every figure is in the table below."
        );
    }
}
