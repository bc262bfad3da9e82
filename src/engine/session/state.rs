//! What a session holds for each place, besides the definition.

use crate::definition::{Period, Role, RuleIx};
use crate::session::answer::{Answer, Content};
use crate::session::givers::GiverIx;
use crate::session::reading::Reading;
use crate::value::{Date, Value};

/// One answer with what was made of it.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// What was typed.
    pub(crate) answer: Answer,
    /// What it comes to.
    pub(crate) reading: Reading,
    /// Whether its own show-if holds.
    pub(crate) shown: bool,
    /// Whether its required-if holds.
    pub(crate) needed: bool,
    /// What a rule worked out.
    pub(crate) calculated: Worked,
    /// Who gave the answer.
    pub(crate) by: GiverIx,
}

impl Cell {
    /// A blank cell. What depends on a rule starts as "no".
    pub(crate) fn fresh(show: Option<RuleIx>, role: Role) -> Self {
        Self {
            answer: Answer::BLANK,
            reading: Reading::Blank,
            shown: show.is_none(),
            needed: role == Role::Asked(crate::definition::Required::Always),
            calculated: Worked::Blank,
            by: 0,
        }
    }
}

/// What a rule worked out for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Worked {
    /// Nothing yet: a part is blank or hidden, or the rule has a defect.
    Blank,
    /// Nothing, because a part is missing for a reason: a sum over it is known not to be whole.
    Missing,
    /// A value.
    Known(Value),
}

impl Worked {
    /// The value, if there is one.
    pub(crate) fn value(&self) -> Option<&Value> {
        match self {
            Self::Known(value) => Some(value),
            Self::Blank | Self::Missing => None,
        }
    }

    /// Whether it is a yes.
    pub(crate) fn holds(&self) -> bool {
        *self == Self::Known(Value::Truth(true))
    }
}

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CheckState {
    /// What it expects is so.
    Holds,
    /// What it expects is not so.
    Fails,
    /// It cannot be known yet.
    Unknown,
}

/// What a session is opened with, besides the form. Dates come from outside: the engine reads no clock.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The civil date in London, which is also the day of filing.
    pub today: Date,
    /// The period; `None` for a form without one.
    pub period: Option<Period>,
    /// Who or what the return is about.
    pub subject: Option<Subject>,
    /// The accepted return of the period just before.
    pub previous: Option<Earlier>,
    /// The newest older return, whatever its period.
    pub latest: Option<Earlier>,
    /// The newest accepted return of each other kind for the same subject, by the return's id: only those that the
    /// form's rules read are looked at ([`crate::definition::Form::others`]).
    pub others: Vec<(String, Earlier)>,
}

/// Who or what a return is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind, which is the id of its form: `location`.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its profile: item ids with what was answered.
    pub profile: Vec<(String, Content)>,
}

impl Subject {
    /// Nobody: where a form is about none.
    pub(crate) const fn nobody() -> Self {
        Self {
            kind: String::new(),
            id: String::new(),
            name: String::new(),
            profile: Vec::new(),
        }
    }
}

/// An earlier return, as far as this one looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its period.
    pub period: Option<Period>,
    /// The day on which it was filed.
    pub filed: Date,
    /// Its answers by address; only those with a value.
    pub answers: Vec<(String, Content)>,
    /// What was passed in it.
    pub passes: Vec<(String, Pass)>,
}

impl Earlier {
    /// The day that it is about: the last one of its period, else the day on which it was filed.
    #[must_use]
    pub fn about(&self) -> Date {
        self.period.map_or(self.filed, |period| period.end)
    }
}

/// The person's word that a failed check is right as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The code of the reason, where the framework has a list of them.
    pub reason: Option<String>,
    /// The explanation; may be empty for a warning.
    pub note: String,
    /// The figures that it was given for; once one moves, the word no longer counts.
    pub figures: String,
}
