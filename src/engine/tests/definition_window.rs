//! Windows and what is due, against dates that were published and dates worked out by hand.
#![allow(clippy::unwrap_used, missing_docs)]

use care_engine::definition::{Definition, Period, ReturnTerms, State, closes, due, load};
use care_engine::value::{Date, Month, london, parse_iso_utc};

const SMALL: &str = include_str!("../../../wasm-tests/fixtures/frameworks/small.json");

fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn with_terms<T>(id: &str, text: &str, run: impl FnOnce(&Definition, &ReturnTerms) -> T) -> T {
    let definition = load(text).unwrap();
    let (_, terms) = definition
        .returns()
        .find(|(form, _)| form.id == id)
        .unwrap();
    run(&definition, terms)
}

/// The window of the period before the month that it opens in.
#[track_caller]
fn check(month: &str, opens: &str, closes: &str, provisional: bool) {
    with_terms("beds", SMALL, |definition, terms| {
        let month_of = Month::parse_iso(month).unwrap();
        let last = due(definition, terms, month_of.last_day().unwrap())[0];
        assert_eq!(
            last.period,
            Period::month(month_of.add(-1).unwrap()).unwrap()
        );
        let window = last.window;
        let found = (window.opens, window.closes, window.provisional);
        assert_eq!(found, (date(opens), date(closes), provisional), "{month}");
    });
}

#[test]
fn as_published() {
    check("2024-01", "2024-01-08", "2024-01-15", false);
    check("2024-02", "2024-02-08", "2024-02-14", false);
    check("2024-03", "2024-03-08", "2024-03-14", false);
    check("2024-07", "2024-07-08", "2024-07-15", false);
    check("2024-08", "2024-08-08", "2024-08-14", false);
    check("2024-09", "2024-09-08", "2024-09-16", false);
    check("2024-10", "2024-10-08", "2024-10-14", false);
    check("2024-11", "2024-11-08", "2024-11-14", false);
    check("2024-12", "2024-12-08", "2024-12-16", false);
}

#[test]
fn rolls_over_good_friday_and_easter_monday() {
    check("2028-04", "2028-04-08", "2028-04-18", false);
}

#[test]
fn is_provisional_where_the_holidays_are_not_known() {
    check("2028-12", "2028-12-08", "2028-12-14", false);
    check("2029-01", "2029-01-08", "2029-01-15", true);
    check("2029-02", "2029-02-08", "2029-02-14", true);
}

#[test]
fn a_day_that_the_month_lacks_is_its_last() {
    let text = SMALL.replace(
        "\"closes\": 14, \"roll\": \"next-working-day\", \"holidays\": \"england\"",
        "\"closes\": 31",
    );
    with_terms("beds", &text, |definition, terms| {
        let window = due(definition, terms, date("2027-02-28"))[0].window;
        assert_eq!(window.closes, date("2027-02-28"));
        assert!(!window.provisional);
    });
}

#[track_caller]
fn check_due(today: &str, expect: [(&str, State); 2]) {
    with_terms("beds", SMALL, |definition, terms| {
        let found: Vec<(String, State)> = due(definition, terms, date(today))
            .iter()
            .map(|due| (due.period.label(), due.state))
            .collect();
        assert_eq!(
            found,
            expect.map(|(label, state)| (label.to_owned(), state)),
            "{today}"
        );
    });
}

#[test]
fn what_is_due_is_the_newest_opened_and_the_next() {
    let next = |opens: &str| State::Opens(date(opens));
    check_due(
        "2026-11-07",
        [
            (
                "September 2026",
                State::Late {
                    closed: date("2026-10-14"),
                },
            ),
            ("October 2026", next("2026-11-08")),
        ],
    );
    check_due(
        "2026-11-08",
        [
            ("October 2026", State::Open { days_left: 8 }),
            ("November 2026", next("2026-12-08")),
        ],
    );
    check_due(
        "2026-11-16",
        [
            ("October 2026", State::Open { days_left: 0 }),
            ("November 2026", next("2026-12-08")),
        ],
    );
    check_due(
        "2026-11-17",
        [
            (
                "October 2026",
                State::Late {
                    closed: date("2026-11-16"),
                },
            ),
            ("November 2026", next("2026-12-08")),
        ],
    );
    check_due(
        "2027-01-01",
        [
            (
                "November 2026",
                State::Late {
                    closed: date("2026-12-14"),
                },
            ),
            ("December 2026", next("2027-01-08")),
        ],
    );
}

#[test]
fn a_return_without_a_period_can_be_sent_on_any_day() {
    with_terms("notes", SMALL, |definition, terms| {
        let today = date("2026-11-21");
        let found = due(definition, terms, today);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].period,
            Period {
                start: today,
                end: today
            }
        );
        assert_eq!(found[0].state, State::Standing);
        assert_eq!(found[0].period.label(), "21 November 2026");
    });
}

#[test]
fn the_ends_of_the_calendar_are_no_trouble() {
    with_terms("beds", SMALL, |definition, terms| {
        for today in [Date::MIN, Date::MAX] {
            let due = due(definition, terms, today);
            assert!((1..=2).contains(&due.len()));
            for due in due {
                assert!(due.window.opens <= due.window.closes);
            }
        }
    });
}

#[test]
fn a_period_says_what_it_covers() {
    let period = |start, end| {
        Period {
            start: date(start),
            end: date(end),
        }
        .label()
    };
    assert_eq!(period("2026-10-01", "2026-10-31"), "October 2026");
    assert_eq!(period("2026-07-01", "2026-09-30"), "July to September 2026");
    assert_eq!(
        period("2026-04-01", "2026-09-30"),
        "April to September 2026"
    );
    assert_eq!(
        period("2026-10-01", "2027-03-31"),
        "October 2026 to March 2027"
    );
    assert_eq!(
        period("2026-04-01", "2027-03-31"),
        "April 2026 to March 2027"
    );
    assert_eq!(
        period("2026-01-01", "2026-12-31"),
        "January to December 2026"
    );
    assert_eq!(
        period("2026-07-01", "2026-09-29"),
        "1 July 2026 to 29 September 2026"
    );
    assert_eq!(
        period("2026-10-05", "2026-10-11"),
        "5 October 2026 to 11 October 2026"
    );
}

/// The small framework's return with another period and window.
#[track_caller]
fn check_spans(period: &str, window: &str, expect: &[(&str, &[&str])]) {
    let month = "{ \"kind\": \"month\", \"offset\": -1 }";
    let days = "{ \"opens\": 8, \"closes\": 14, \"roll\": \"next-working-day\", \"holidays\": \"england\" }";
    assert!(SMALL.contains(month) && SMALL.contains(days));
    let text = SMALL.replace(month, period).replace(days, window);
    with_terms("beds", &text, |definition, terms| {
        for (today, expect) in expect {
            let said = |due: &care_engine::definition::DuePeriod| {
                let title = &terms.period.as_ref().unwrap().windows[usize::from(due.rule)].title;
                let title = title.as_deref().unwrap_or("");
                let state = match due.state {
                    State::Opens(date) => format!("opens {date}"),
                    State::Open { days_left } => format!("open {days_left}"),
                    State::Late { closed } => format!("late {closed}"),
                    State::Standing => "standing".into(),
                };
                [due.period.label(), title.into(), state].join("|")
            };
            let found: Vec<String> = due(definition, terms, date(today))
                .iter()
                .map(said)
                .collect();
            assert_eq!(found, *expect, "{today}");
        }
    });
}

#[test]
fn a_quarter_is_due_for_so_many_days_behind_it() {
    check_spans(
        r#"{ "kind": "quarter", "offset": -1 }"#,
        r#"{ "afterDays": 28 }"#,
        &[
            (
                "2026-09-30",
                &[
                    "April to June 2026||late 2026-07-28",
                    "July to September 2026||opens 2026-10-01",
                ],
            ),
            (
                "2026-10-01",
                &[
                    "July to September 2026||open 27",
                    "October to December 2026||opens 2027-01-01",
                ],
            ),
            (
                "2026-10-28",
                &[
                    "July to September 2026||open 0",
                    "October to December 2026||opens 2027-01-01",
                ],
            ),
            (
                "2026-10-29",
                &[
                    "July to September 2026||late 2026-10-28",
                    "October to December 2026||opens 2027-01-01",
                ],
            ),
            (
                "2027-01-01",
                &[
                    "October to December 2026||open 27",
                    "January to March 2027||opens 2027-04-01",
                ],
            ),
        ],
    );
    // Six weeks behind 31 December, the last day of which is 11 February in leap years too.
    check_spans(
        r#"{ "kind": "quarter", "offset": -1 }"#,
        r#"{ "afterDays": 42 }"#,
        &[
            (
                "2028-02-11",
                &[
                    "October to December 2027||open 0",
                    "January to March 2028||opens 2028-04-01",
                ],
            ),
            (
                "2028-02-29",
                &[
                    "October to December 2027||late 2028-02-11",
                    "January to March 2028||opens 2028-04-01",
                ],
            ),
        ],
    );
}

#[test]
fn a_month_can_be_due_until_behind_the_next_opening() {
    check_spans(
        r#"{ "kind": "month", "offset": -1 }"#,
        r#"{ "afterDays": 31 }"#,
        &[
            (
                "2027-03-01",
                &[
                    "January 2027||open 2",
                    "February 2027||open 30",
                    "March 2027||opens 2027-04-01",
                ],
            ),
            // 29 days of February.
            (
                "2028-03-02",
                &[
                    "January 2028||open 0",
                    "February 2028||open 29",
                    "March 2028||opens 2028-04-01",
                ],
            ),
            (
                "2028-03-03",
                &["February 2028||open 28", "March 2028||opens 2028-04-01"],
            ),
        ],
    );
}

#[test]
fn a_year_is_due_by_days_of_the_year() {
    let june = r#"{ "opens": "06-01", "closes": "07-31" }"#;
    let april = r#"{ "kind": "year", "starts": "04-01", "offset": -1 }"#;
    let of = |first: i32| format!("April {first} to March {}", first + 1);
    let (was, is) = (of(2025), of(2026));
    check_spans(
        april,
        june,
        &[
            (
                "2026-05-31",
                &[
                    "April 2024 to March 2025||late 2025-07-31",
                    &format!("{was}||opens 2026-06-01"),
                ],
            ),
            (
                "2026-06-01",
                &[
                    &format!("{was}||open 60"),
                    &format!("{is}||opens 2027-06-01"),
                ],
            ),
            (
                "2026-07-31",
                &[
                    &format!("{was}||open 0"),
                    &format!("{is}||opens 2027-06-01"),
                ],
            ),
            (
                "2026-08-01",
                &[
                    &format!("{was}||late 2026-07-31"),
                    &format!("{is}||opens 2027-06-01"),
                ],
            ),
        ],
    );
    // The year that the window opens in.
    check_spans(
        r#"{ "kind": "year", "starts": "04-01", "offset": 0 }"#,
        r#"{ "opens": "04-01", "closes": "05-31" }"#,
        &[
            (
                "2026-03-31",
                &[
                    &format!("{was}||late 2025-05-31"),
                    &format!("{is}||opens 2026-04-01"),
                ],
            ),
            (
                "2026-04-01",
                &[
                    &format!("{is}||open 60"),
                    "April 2027 to March 2028||opens 2027-04-01",
                ],
            ),
        ],
    );
    check_spans(
        r#"{ "kind": "year", "starts": "10-01", "offset": -1 }"#,
        r#"{ "opens": "10-01", "closes": "10-31" }"#,
        &[(
            "2026-10-31",
            &[
                "October 2025 to September 2026||open 0",
                "October 2026 to September 2027||opens 2027-10-01",
            ],
        )],
    );
    check_spans(
        r#"{ "kind": "year", "starts": "01-01", "offset": -1 }"#,
        r#"{ "opens": "02-29", "closes": "02-29" }"#,
        &[
            (
                "2027-02-28",
                &[
                    "January to December 2026||open 0",
                    "January to December 2027||opens 2028-02-29",
                ],
            ),
            (
                "2028-02-28",
                &[
                    "January to December 2026||late 2027-02-28",
                    "January to December 2027||opens 2028-02-29",
                ],
            ),
        ],
    );
}

#[test]
fn half_years_take_turns_with_two_windows() {
    let windows =
        r#"[ { "opens": "03-01", "closes": "03-31" }, { "opens": "09-01", "closes": "09-30" } ]"#;
    check_spans(
        r#"{ "kind": "half-year", "starts": "04-01", "offset": 0 }"#,
        windows,
        &[
            (
                "2026-08-31",
                &[
                    "October 2025 to March 2026||late 2026-03-31",
                    "April to September 2026||opens 2026-09-01",
                ],
            ),
            (
                "2026-09-01",
                &[
                    "April to September 2026||open 29",
                    "October 2026 to March 2027||opens 2027-03-01",
                ],
            ),
            (
                "2027-02-28",
                &[
                    "April to September 2026||late 2026-09-30",
                    "October 2026 to March 2027||opens 2027-03-01",
                ],
            ),
        ],
    );
}

#[test]
fn a_window_can_have_a_title_and_an_offset_of_its_own() {
    let windows = r#"[ { "opens": "05-01", "closes": "07-31" },
        { "title": "Mid-year", "offset": 0, "opens": "10-01", "closes": "11-30",
          "roll": "next-working-day", "holidays": "england" } ]"#;
    check_spans(
        r#"{ "kind": "year", "starts": "04-01", "offset": -1 }"#,
        windows,
        &[
            (
                "2026-07-31",
                &[
                    "April 2025 to March 2026||open 0",
                    "April 2026 to March 2027|Mid-year|opens 2026-10-01",
                ],
            ),
            (
                "2026-11-22",
                &[
                    "April 2026 to March 2027|Mid-year|open 8",
                    "April 2026 to March 2027||opens 2027-05-01",
                ],
            ),
            // 30 November 2024 was a Saturday.
            (
                "2024-12-01",
                &[
                    "April 2024 to March 2025|Mid-year|open 1",
                    "April 2024 to March 2025||opens 2025-05-01",
                ],
            ),
        ],
    );
}

/// A window opens and closes at midnight in London, whatever the day is in UTC.
#[test]
fn a_window_keeps_the_days_of_london() {
    let state = |instant: &str| {
        let day = london(parse_iso_utc(instant).unwrap()).date;
        with_terms("beds", SMALL, |definition, terms| {
            due(definition, terms, day)[0].state
        })
    };
    // In summer a day of London ends an hour before that of UTC.
    let last = |closed: &str| State::Late {
        closed: date(closed),
    };
    assert_eq!(state("2026-07-07T22:59:59Z"), last("2026-06-15"));
    assert_eq!(state("2026-07-07T23:00:00Z"), State::Open { days_left: 6 });
    assert_eq!(state("2026-07-14T22:59:59Z"), State::Open { days_left: 0 });
    assert_eq!(state("2026-07-14T23:00:00Z"), last("2026-07-14"));
    assert_eq!(state("2026-12-14T23:59:59Z"), State::Open { days_left: 0 });
    assert_eq!(state("2026-12-15T00:00:00Z"), last("2026-12-14"));
}

/// Whatever the return's cycle, each period that was ever due closes, when asked by itself, with its last window.
#[test]
fn a_period_by_itself_closes_with_its_last_window() {
    let framework = include_str!("../../../static/frameworks/asc-england.json");
    let definition = load(framework).unwrap();
    let mut compared = 0;
    for (form, terms) in definition.returns() {
        let mut last: std::collections::BTreeMap<Period, Date> = std::collections::BTreeMap::new();
        for days in 0..1_100 {
            let today = date("2025-06-01").add_days(days).unwrap();
            for due in due(&definition, terms, today) {
                if due.state != State::Standing {
                    let known = last.entry(due.period).or_insert(due.window.closes);
                    *known = (*known).max(due.window.closes);
                }
            }
        }
        // Of a later period the last window may lie behind the days that were looked at.
        let seen = |(period, _): &(Period, Date)| period.end < date("2027-06-01");
        for (period, closed) in last.into_iter().filter(seen) {
            assert_eq!(
                closes(&definition, terms, period),
                Some(closed),
                "{} {period:?}",
                form.id
            );
            compared += 1;
        }
    }
    assert!(compared > 30, "{compared}");
}

#[test]
fn what_is_no_period_of_a_return_never_closes() {
    with_terms("beds", SMALL, |definition, terms| {
        let odd = Period {
            start: date("2026-10-02"),
            end: date("2026-10-30"),
        };
        assert_eq!(closes(definition, terms, odd), None);
    });
}
