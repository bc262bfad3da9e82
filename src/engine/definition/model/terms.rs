//! What a form is for, and the terms of a return: duties, periods and windows.

use super::SlotIx;
use crate::rules::Program;

/// What a form is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// A return, filed for a subject and a period.
    Return(Box<ReturnTerms>),
    /// The facts of a subject.
    Subject {
        /// The slot with the subject's id.
        id: SlotIx,
        /// The slot with its name.
        name: SlotIx,
    },
    /// Who is filling in.
    Filer {
        /// The slot with the person's name.
        name: SlotIx,
    },
}

/// The terms on which a return is asked.
#[derive(Clone, Debug)]
pub struct ReturnTerms {
    /// The form in [`super::Definition::forms`] that describes its subject.
    pub subject: u16,
    /// What the person should have at hand, a line each.
    pub need: Vec<String>,
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// Who will see it.
    pub seen_by: String,
    /// How long it is kept, in words.
    pub retention: String,
    /// The duties; the first whose `when` holds is the filer's.
    pub duties: Vec<Duty>,
    /// Holds for a filer of whom only the core is asked, such as a small provider; reads `subject.…` only. `None` never
    /// holds.
    pub core_only: Option<Program>,
    /// Its periods with their windows; `None`: the facts as they stand, on any day.
    pub period: Option<PeriodRule>,
}

/// Whether and why somebody has to file.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Holds for this filer; reads `subject.…` only. `None` always holds.
    pub when: Option<Program>,
    /// Who it is for, in words.
    pub whom: String,
    /// How binding it is.
    pub kind: DutyKind,
    /// The legal basis in words.
    pub basis: String,
    /// Who receives the figures.
    pub receives: String,
    /// Whether sending here discharges the duty.
    pub discharges: bool,
    /// A sentence for start page, declaration and receipt.
    pub note: String,
}

/// How binding a duty is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyKind {
    /// The law asks for it.
    Mandatory,
    /// A grant's terms ask for it.
    GrantCondition,
    /// Nobody has to.
    Voluntary,
}

/// Which periods a return is about, and when it may be filed about each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodRule {
    /// The months that periods begin in: one follows the other without a gap.
    pub cycle: Cycle,
    /// The windows, at least one.
    pub windows: Vec<WindowRule>,
}

/// Months that come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// From one to the next.
    pub every: Span,
    /// Months from January to one of them.
    pub first: u8,
}

/// Some months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A calendar month.
    Month,
    /// Three of them.
    Quarter,
    /// Six.
    HalfYear,
    /// Twelve.
    Year,
}

/// The days on which a return may be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowRule {
    /// What tells it from the return's other windows.
    pub title: Option<String>,
    /// Periods from the one that it opens in to the one that is reported: -1 for the one before.
    pub offset: i8,
    /// The months that it opens in.
    pub cycle: Cycle,
    /// The day of the month on which it opens; the last one where the month is too short.
    pub opens: u8,
    /// When it closes, before rolling.
    pub closes: Closing,
    /// The holidays by which a last day at a weekend or holiday moves to the next working day; `None`: it stays.
    pub roll: Option<u16>,
}

/// The last day of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// A day of the month, so many months behind the one that it opens in.
    On {
        /// Months behind.
        later: u8,
        /// The day; the last one where the month is too short.
        day: u8,
    },
    /// So many days behind the first.
    Behind(u16),
}
