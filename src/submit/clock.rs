//! How far the device's clock is from the backend's, by the `Date` of the backend's answers (RFC 9110, section 6.6.1).

use std::cell::Cell;

/// Differences below this are none, in seconds: a `Date` has whole seconds, and answers take time.
const SMALLEST: i64 = 2;

/// How far the device's clock is from the backend's, as the newest answer with a readable `Date` told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackendClock(Cell<Option<i64>>);

impl BackendClock {
    /// Seconds by which the device's clock is ahead of the backend's; negative where it is behind, `None` where no
    /// answer told.
    pub fn offset(&self) -> Option<i64> {
        self.0.get()
    }

    /// Hears the `Date` of an answer to a call that was begun and answered at these times of the device, in Unix
    /// milliseconds. An answer that does not tell leaves what was known.
    pub fn heard(&self, date: Option<&str>, begun: i64, answered: i64) {
        if let Some(date) = date.and_then(http_date) {
            self.0.set(Some(offset(date, begun, answered)));
        }
    }
}

/// Seconds by which the device's clock was surely ahead. The answer was dated at some time of the call, so that a date
/// within the call is no difference, however long the call was.
fn offset(date: i64, begun: i64, answered: i64) -> i64 {
    let ahead = begun.saturating_sub(date).div_euclid(1000);
    let behind = answered.saturating_sub(date).div_euclid(1000);
    if ahead >= SMALLEST {
        ahead
    } else if behind <= -SMALLEST {
        behind
    } else {
        0
    }
}

/// `Sat, 21 Nov 2026 14:03:05 GMT` (IMF-fixdate) as Unix time in milliseconds. The name of the day is not looked at.
pub(super) fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut parts = text.split(' ').skip(1);
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let iso = [
        year,
        if month < 10 { "-0" } else { "-" },
        &month.to_string(),
        "-",
        day,
        "T",
        time,
        "Z",
    ]
    .concat();
    (parts.next() == Some("GMT") && parts.next().is_none())
        .then(|| care_engine::value::parse_iso_utc(&iso))?
}

#[cfg(test)]
mod tests {
    use super::{BackendClock, http_date, offset};

    const DATE: &str = "Sun, 01 Mar 2026 14:03:05 GMT";
    const AT: i64 = 1_772_373_785_000;

    #[test]
    fn a_date_is_read_in_the_one_spelling_that_is_sent() {
        assert_eq!(http_date(DATE), Some(AT));
        for other in [
            "",
            "2026-03-01T14:03:05Z",
            "Sunday, 01-Mar-26 14:03:05 GMT",
            "Sun Mar  1 14:03:05 2026",
            "Sun, 1 Mar 2026 14:03:05 GMT",
            "Sun, 01 mar 2026 14:03:05 GMT",
            "Sun, 01 Mar 2026 24:03:05 GMT",
            "Sun, 01 Mar 2026 14:03:05",
            "Sun, 01 Mar 2026 14:03:05 CET",
            "Sun, 01 Mar 2026 14:03:05 GMT, Sun",
            "Sun, 01 Mar 2026 14:03:05 GMT GMT",
        ] {
            assert_eq!(http_date(other), None, "{other}");
        }
    }

    #[test]
    fn a_date_within_the_call_is_no_difference() {
        for (begun, answered, expected) in [
            (0, 100, 0),
            (-30_000, 30_000, 0),
            (1_999, 2_500, 0),
            (2_000, 2_100, 2),
            (5_900, 65_000, 5),
            (-1_100, -1_000, 0),
            (-2_000, -1_001, -2),
            (-9_000, -5_000, -5),
            (86_400_000, 86_400_100, 86_400),
        ] {
            assert_eq!(offset(AT, AT + begun, AT + answered), expected, "{begun}");
        }
    }

    #[test]
    fn the_newest_answer_that_tells_counts() {
        let clock = BackendClock::default();
        clock.heard(None, AT, AT);
        assert_eq!(clock.offset(), None);
        clock.heard(Some(DATE), AT + 7_000, AT + 7_000);
        clock.heard(None, AT, AT);
        clock.heard(Some("soon"), AT, AT);
        assert_eq!(clock.offset(), Some(7));
        clock.heard(Some(DATE), AT - 3_000, AT - 3_000);
        assert_eq!(clock.offset(), Some(-3));
        clock.heard(Some(DATE), AT, AT);
        assert_eq!(clock.offset(), Some(0));
    }
}
