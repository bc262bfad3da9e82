//! Windows and what is due, against dates that were published and dates worked out by hand.
#![allow(clippy::unwrap_used, missing_docs)]

use care_engine::definition::{Definition, Period, ReturnTerms, State, due, load};
use care_engine::value::{Date, Month};

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
        let before = Month::parse_iso(month).unwrap().add(-1).unwrap();
        let window = definition.window(terms, Period::month(before).unwrap());
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
        let window = definition.window(
            terms,
            Period::month(Month::parse_iso("2027-01").unwrap()).unwrap(),
        );
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
            assert!(due(definition, terms, today).len() <= 2);
            let window = definition.window(
                terms,
                Period {
                    start: today,
                    end: today,
                },
            );
            assert!(window.opens <= window.closes);
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
    assert_eq!(
        period("2026-10-05", "2026-10-11"),
        "5 October 2026 to 11 October 2026"
    );
}
