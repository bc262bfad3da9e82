//! Periods, the days on which a return about them may be filed, and which are due: pure civil dates.

use super::model::{Closing, Cycle, Definition, PeriodRule, ReturnTerms, Span, WindowRule};
use crate::text;
use crate::value::{Date, Month};

/// What the figures of a return cover: both days inclusive. Where a return has no period, both are the day itself.
///
/// It is kept, sent and compared as its two days, whatever its length: `2026-07-01` and `2026-09-30`.
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
    /// Position of that window's rule in [`PeriodRule::windows`]; 0 where there is no period.
    pub rule: u16,
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

impl Span {
    /// How many months.
    pub fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

impl Cycle {
    /// The newest of its months that is not behind this one.
    fn newest(self, month: Month) -> Option<Month> {
        let ahead = i64::from(month.ym().1) - 1 - i64::from(self.first);
        month.add(-ahead.rem_euclid(i64::from(self.every.months())))
    }
}

impl Period {
    /// A calendar month; `None` at the ends of the calendar only.
    pub fn month(month: Month) -> Option<Self> {
        Self::months(month, Span::Month)
    }

    /// The months of a span from this one; `None` at the ends of the calendar only.
    fn months(first: Month, span: Span) -> Option<Self> {
        let last = first.add(i64::from(span.months()) - 1)?;
        Some(Self {
            start: first.first_day()?,
            end: last.last_day()?,
        })
    }

    /// For people: `October 2026`, `July to September 2026` or `April 2026 to March 2027` for calendar months, else the
    /// day or days in words.
    pub fn label(self) -> String {
        let (first, last) = (self.start.month(), self.end.month());
        let whole = first.first_day() == Some(self.start) && last.last_day() == Some(self.end);
        let (from, to) = if whole {
            (first.long(), last.long())
        } else {
            (self.start.long(), self.end.long())
        };
        if from == to {
            to
        } else if whole && first.ym().0 == last.ym().0 {
            text::from_to(first.name(), &to)
        } else {
            text::from_to(&from, &to)
        }
    }
}

impl Definition {
    /// The window that opens in a month; `None` at the ends of the calendar only.
    fn window(&self, rule: &WindowRule, month: Month) -> Option<Window> {
        // A month that is too short has its last day in place of the one that it lacks.
        let day = |month: Month, day: u8| {
            let day = month.first_day()?.add_days(i64::from(day) - 1)?;
            Some(day.min(month.last_day()?))
        };
        let opens = day(month, rule.opens)?;
        let mut closes = match rule.closes {
            Closing::On { later, day: last } => day(month.add(i64::from(later))?, last)?,
            Closing::Behind(days) => opens.add_days(i64::from(days))?,
        };
        let mut provisional = false;
        if let Some(holidays) = rule.roll.and_then(|at| self.holidays.get(usize::from(at))) {
            while closes.weekday() >= 6 || holidays.days.binary_search(&closes).is_ok() {
                closes = closes.add_days(1)?;
            }
            provisional = closes > holidays.until;
        }
        Some(Window {
            opens,
            closes,
            provisional,
        })
    }

    /// What is due by the window that opens in a month; `None` at the ends of the calendar only.
    fn opening(&self, of: &PeriodRule, at: u16, month: Month, today: Date) -> Option<DuePeriod> {
        let rule = of.windows.get(usize::from(at))?;
        let months = i64::from(of.cycle.every.months()) * i64::from(rule.offset);
        let first = of.cycle.newest(month)?.add(months)?;
        let window = self.window(rule, month)?;
        Some(DuePeriod {
            period: Period::months(first, of.cycle.every)?,
            window,
            rule: at,
            state: state(window, today),
        })
    }
}

/// What is due on a day, by the day on which it opens: what opened last, whatever else is still open, and what opens
/// next. Without a period, the facts as they stand.
pub fn due(definition: &Definition, terms: &ReturnTerms, today: Date) -> Vec<DuePeriod> {
    let Some(of) = &terms.period else {
        return vec![DuePeriod {
            period: Period {
                start: today,
                end: today,
            },
            window: Window {
                opens: today,
                closes: today,
                provisional: false,
            },
            rule: 0,
            state: State::Standing,
        }];
    };
    // By the day on which they open.
    let mut near: Vec<DuePeriod> = Vec::new();
    for (at, rule) in (0..).zip(&of.windows) {
        let newest = rule.cycle.newest(today.month());
        for later in [-1, 0, 1] {
            let months = later * i64::from(rule.cycle.every.months());
            let month = newest.and_then(|month| month.add(months));
            if let Some(due) = month.and_then(|month| definition.opening(of, at, month, today)) {
                let before = |known: &&DuePeriod| known.window.opens <= due.window.opens;
                near.insert(near.iter().take_while(before).count(), due);
            }
        }
    }
    let opened = |due: &&DuePeriod| due.window.opens <= today;
    let opened = near.iter().take_while(opened).count();
    let mut list = Vec::new();
    for (at, due) in near.into_iter().enumerate() {
        let open = matches!(due.state, State::Open { .. });
        if open || at + 1 == opened || at == opened {
            list.push(due);
        }
    }
    list
}

/// The last day on which a return about a period can be filed in time, in whichever of its windows closes last; `None`
/// where the return has no period, or none like this one.
pub fn closes(definition: &Definition, terms: &ReturnTerms, period: Period) -> Option<Date> {
    let of = terms.period.as_ref()?;
    let every = i64::from(of.cycle.every.months());
    let mut last = None;
    for (at, rule) in (0..).zip(&of.windows) {
        // A window opens in one of the months of the period that its rule counts from.
        let first = period.start.month().add(-every * i64::from(rule.offset))?;
        for later in 0..every {
            let month = first.add(later)?;
            if rule.cycle.newest(month) != Some(month) {
                continue;
            }
            let opening = definition.opening(of, at, month, period.end);
            if let Some(due) = opening.filter(|due| due.period == period) {
                last = last.max(Some(due.window.closes));
            }
        }
    }
    last
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
