//! What was filed over time, as lines: the newest of each period, shares, what is missing, and minutes.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::Period;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::picture::{Line, Shows, lines, minutes, newest, scale};
use care_engine::session::Answer;
use care_engine::value::Decimal;
use support::{Scene, by_cook, kitchen};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// A month's return with these answers, as it is posted.
fn filed(month: u8, revision: u32, answers: &[(&str, &str)], minutes: Option<u32>) -> ReturnV1 {
    let day = |day: u8| care_engine::value::Date::from_ymd(2026, month, day).unwrap();
    let mut scene = Scene::filled();
    for (place, text) in answers {
        scene.answer(place, text);
    }
    scene.session.say_minutes(minutes);
    let mut posted = ReturnV1::read(&scene.finish(&by_cook()), &kitchen()).unwrap();
    posted.period = Some(Period {
        start: day(1),
        end: day(28),
    });
    posted.revision = revision;
    posted
}

fn drawn(filed: Vec<ReturnV1>) -> Vec<Line> {
    let definition = kitchen();
    let form = definition.form("month").unwrap();
    lines(&definition, form, &newest(filed))
}

fn words(line: &Line) -> Vec<&str> {
    line.points
        .iter()
        .map(|point| point.words.as_str())
        .collect()
}

#[test]
fn each_period_has_one_point_and_a_correction_counts() {
    let lines = drawn(vec![
        filed(9, 1, &[("taken", "10")], Some(20)),
        filed(8, 1, &[("taken", "20"), ("spend", "100")], None),
        filed(9, 2, &[("taken", "13")], Some(35)),
    ]);
    let of: Vec<&Shows> = lines.iter().map(|line| &line.of).collect();
    assert_eq!(
        of,
        [
            &Shows::Figure("Seats taken, of all seats".into()),
            &Shows::Figure("Spending".into()),
            &Shows::Completeness,
            &Shows::Minutes,
        ]
    );
    assert_eq!(words(&lines[0]), ["50%", "32.5%"]);
    assert_eq!(words(&lines[1]), ["£100.00", "£1,200.50"]);
    assert_eq!(words(&lines[2]), ["100%", "100%"]);
    // Nobody said how long August's took.
    assert_eq!(words(&lines[3]), ["", "35"]);
}

#[test]
fn a_share_is_exact_to_one_place_and_none_of_nothing() {
    let lines = drawn(vec![
        filed(
            8,
            1,
            &[("seats", "30"), ("taken", "20"), ("spend", "1")],
            None,
        ),
        filed(
            9,
            1,
            &[
                ("seats", "0"),
                ("taken", "0"),
                ("spend", "0"),
                ("full_why", "closed"),
            ],
            None,
        ),
    ]);
    assert_eq!(words(&lines[0]), ["66.7%", ""]);
    assert_eq!(lines[0].points[0].value, Some(decimal("66.7")));
    assert_eq!(lines[0].points[1].value, None);
}

#[test]
fn what_is_missing_is_a_gap_and_an_estimate_is_called_one() {
    let mut scene = Scene::filled();
    scene.missing("spend", "not-collected");
    scene.set(
        "seats",
        Answer {
            estimated: true,
            ..Answer::typed("60")
        },
    );
    let posted = ReturnV1::read(&scene.finish(&by_cook()), &kitchen()).unwrap();
    let lines = drawn(vec![posted]);
    // Spending has no figure at all, so that there is no line.
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].points[0].estimated);
    assert_eq!(words(&lines[0]), ["50%"]);
}

#[test]
fn minutes_add_up_and_are_posted_only_where_they_are_said() {
    let filed = newest(vec![
        filed(8, 1, &[], Some(20)),
        filed(9, 1, &[], None),
        filed(10, 1, &[], Some(25)),
    ]);
    assert_eq!(minutes(&filed), (45, 2));
    assert_eq!(filed[0].minutes, Some(20));
    assert!(!Scene::filled().finish(&by_cook()).contains("minutesSpent"));
    let too_many = Scene::filled().finish(&by_cook()).replace(
        "\"declared\":true",
        "\"declared\":true,\"minutesSpent\":10000",
    );
    assert!(ReturnV1::read(&too_many, &kitchen()).is_err());
    let mut scene = Scene::filled();
    scene.session.say_minutes(Some(10_000));
    assert!(!scene.finish(&by_cook()).contains("minutesSpent"));
}

#[test]
fn points_stand_by_time_above_nothing() {
    let lines = drawn(vec![
        filed(1, 1, &[("taken", "0")], None),
        filed(2, 1, &[("taken", "40"), ("full_why", "a good month")], None),
        filed(4, 1, &[("taken", "20")], None),
    ]);
    let drawn = scale(&lines[0].points, 90, 100).unwrap();
    assert_eq!(drawn.ends, [Decimal::ZERO, decimal("100")]);
    // 1 January, 31 days on, and 90 days on.
    assert_eq!(drawn.places, [(0, 0, 100), (1, 31, 0), (2, 90, 50)]);
    // One period alone stands in the middle; a line of nothing lies at the bottom.
    let one = &lines[0].points[..1];
    assert_eq!(scale(one, 90, 100).unwrap().places, [(0, 45, 100)]);
    assert_eq!(scale(&[], 90, 100), None);
}

#[test]
fn a_return_without_a_period_is_in_no_line() {
    let mut posted = filed(9, 1, &[], None);
    posted.period = None;
    assert!(newest(vec![posted]).is_empty());
}
