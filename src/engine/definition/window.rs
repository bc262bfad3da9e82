//! Periods, the days on which a return about them may be filed, and which are due: pure civil dates.

use super::model::{Definition, PeriodRule, ReturnTerms, WindowRule};
use crate::value::{Date, Month};

/// What the figures of a return cover: both days inclusive. Where a return has no period, both are the day itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// The days on which a return may be filed in time, in Europe/London: both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub opens: Date,
    /// The last day, until 23:59:59.
    pub closes: Date,
    /// Whether the last day may still move, because the holidays are not known as far ahead.
    pub provisional: bool,
}

/// A period that is due, or next to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuePeriod {
    /// The period.
    pub period: Period,
    /// When it may be filed.
    pub window: Window,
    /// How that stands today.
    pub state: State,
}

/// How a window stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It opens on this later day.
    Opens(Date),
    /// It is open.
    Open {
        /// Days until the last one: 0 on the last day itself.
        days_left: i64,
    },
    /// It has closed; the return can still be sent, and is late.
    Late {
        /// The last day that was in time.
        closed: Date,
    },
    /// There is no window: the return can be sent on any day.
    Standing,
}

impl Period {
    /// A calendar month; `None` at the ends of the calendar only.
    pub fn month(month: Month) -> Option<Self> {
        Some(Self {
            start: month.first_day()?,
            end: month.last_day()?,
        })
    }

    /// For people: `October 2026` for a calendar month, else the day or days in words.
    pub fn label(self) -> String {
        if Self::month(self.start.month()) == Some(self) {
            self.start.month().long()
        } else if self.start == self.end {
            self.start.long()
        } else {
            [&self.start.long(), " to ", &self.end.long()].concat()
        }
    }
}

impl Definition {
    /// When a return about a period may be filed. Without a period that is the day itself.
    #[must_use]
    pub fn window(&self, terms: &ReturnTerms, period: Period) -> Window {
        let standing = Window {
            opens: period.start,
            closes: period.end,
            provisional: false,
        };
        match terms.period {
            PeriodRule::None => standing,
            PeriodRule::Month { offset } => {
                let month = period.start.month().add(-i64::from(offset));
                month
                    .and_then(|month| self.window_in(terms.window, month))
                    .unwrap_or(standing)
            }
        }
    }

    /// The window in a month; `None` at the ends of the calendar only.
    fn window_in(&self, rule: WindowRule, month: Month) -> Option<Window> {
        let (first, last) = (month.first_day()?, month.last_day()?);
        // A month that is too short has its last day in place of the one that it lacks.
        let day = |day: u8| Some(first.add_days(i64::from(day) - 1)?.min(last));
        let window = Window {
            opens: day(rule.opens)?,
            closes: day(rule.closes)?,
            provisional: false,
        };
        let holidays = rule.roll.and_then(|at| self.holidays.get(usize::from(at)));
        holidays.map_or(Some(window), |holidays| {
            let mut closes = window.closes;
            while closes.weekday() >= 6 || holidays.days.binary_search(&closes).is_ok() {
                closes = closes.add_days(1)?;
            }
            Some(Window {
                closes,
                provisional: closes > holidays.until,
                ..window
            })
        })
    }
}

/// What is due on a day: the newest period whose window has opened, then the next one to open. Without a period, the
/// facts as they stand.
pub fn due(definition: &Definition, terms: &ReturnTerms, today: Date) -> Vec<DuePeriod> {
    let PeriodRule::Month { offset } = terms.period else {
        let period = Period {
            start: today,
            end: today,
        };
        return vec![DuePeriod {
            period,
            window: definition.window(terms, period),
            state: State::Standing,
        }];
    };
    let opening = |later: i64| {
        let month = today.month().add(later)?;
        let window = definition.window_in(terms.window, month)?;
        let period = Period::month(month.add(i64::from(offset))?)?;
        Some(DuePeriod {
            period,
            window,
            state: state(window, today),
        })
    };
    // A window opens in its own month, so that the newest to have opened is this month's or the last one's.
    let opened = opening(0).is_some_and(|due| due.window.opens <= today);
    let newest = if opened { 0 } else { -1 };
    [newest, newest + 1]
        .into_iter()
        .filter_map(opening)
        .collect()
}

fn state(window: Window, today: Date) -> State {
    if today < window.opens {
        State::Opens(window.opens)
    } else if today <= window.closes {
        State::Open {
            days_left: today.days_until(window.closes),
        }
    } else {
        State::Late {
            closed: window.closes,
        }
    }
}
