//! What JavaScript gives: plain objects, read into these structures.

use serde::Deserialize;
use tsify::Tsify;

/// Days from the first to the last, both included.
#[derive(Clone, Debug, Deserialize, Tsify)]
pub struct PeriodGiven {
    /// `YYYY-MM-DD`
    pub start: String,
    /// `YYYY-MM-DD`
    pub end: String,
}

/// What is known of one item.
#[derive(Clone, Debug, Deserialize, Tsify)]
pub struct KnownGiven {
    /// The item's id.
    pub item: String,
    /// As a person would type it; a code for one of a list.
    #[tsify(optional)]
    pub text: Option<String>,
    /// Codes, where the item takes any number of them.
    #[tsify(optional)]
    pub codes: Option<Vec<String>>,
}

/// Who or what a return is about.
#[derive(Clone, Debug, Deserialize, Tsify)]
pub struct SubjectGiven {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is known of it, by the items of the form that describes it.
    #[serde(default)]
    #[tsify(optional)]
    pub profile: Vec<KnownGiven>,
}

/// A return that was accepted earlier, of another kind.
#[derive(Clone, Debug, Deserialize, Tsify)]
pub struct OtherGiven {
    /// The return's id in the framework.
    #[serde(rename = "return")]
    pub form: String,
    /// The text as it was posted.
    pub posted: String,
}

/// What a return is opened with.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct OpenGiven {
    /// The return's id in the framework; or the id of a form that describes a subject or the person who fills in.
    #[serde(rename = "return")]
    pub form: String,
    /// The day in London, `YYYY-MM-DD`: the module reads no clock.
    pub today: String,
    /// What its figures are about; left out for a return without periods.
    #[tsify(optional)]
    pub period: Option<PeriodGiven>,
    /// Who or what it is about.
    #[tsify(optional)]
    pub subject: Option<SubjectGiven>,
    /// The accepted return of the period just before, as it was posted.
    #[tsify(optional)]
    pub previous: Option<String>,
    /// The newest older one, whatever its period.
    #[tsify(optional)]
    pub latest: Option<String>,
    /// The newest accepted returns of other kinds for the same subject.
    #[serde(default)]
    #[tsify(optional)]
    pub others: Vec<OtherGiven>,
    /// A draft as [`draft`](super::open_return::OpenReturn::draft) gave it, to go on with.
    #[tsify(optional)]
    pub draft: Option<String>,
}

/// One edit.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EditGiven {
    /// Sets an answer.
    Set {
        /// Where: an item's id, or `table/row/item`.
        place: String,
        /// What a person would type: a number with its digits, a date, `yes` or `no`, a code. Empty for no answer.
        #[tsify(optional)]
        text: Option<String>,
        /// Codes, where the item takes any number of them.
        #[tsify(optional)]
        codes: Option<Vec<String>>,
        /// The id of the reason for which it is missing.
        #[tsify(optional)]
        missing: Option<String>,
        /// Whether it is an estimate.
        #[serde(default)]
        #[tsify(optional)]
        estimated: bool,
        /// Where the answer came from, if not from a person: `host` or `imported`.
        #[tsify(optional)]
        origin: Option<String>,
    },
    /// Adds a row to a table that takes rows.
    AddRow {
        /// The table's id.
        table: String,
        /// A new random id.
        row: String,
    },
    /// Removes a row.
    RemoveRow {
        /// The table's id.
        table: String,
        /// The row's id.
        row: String,
    },
    /// Says that the return is nil, or takes that back.
    Nil {
        /// The code of the reason; left out to take it back.
        #[tsify(optional)]
        reason: Option<String>,
    },
    /// Says that nothing has changed since the return of the period before, or takes that back.
    Unchanged {
        /// Whether it is so.
        unchanged: bool,
    },
    /// Says that a check that does not hold is right as it stands.
    Pass {
        /// The check's id.
        check: String,
        /// The row's id, for a row's check.
        #[tsify(optional)]
        row: Option<String>,
        /// The code of a reason.
        #[tsify(optional)]
        reason: Option<String>,
        /// An explanation.
        #[serde(default)]
        #[tsify(optional)]
        note: String,
    },
    /// Takes back what was said of a check.
    TakeBackPass {
        /// The check's id.
        check: String,
        /// The row's id, for a row's check.
        #[tsify(optional)]
        row: Option<String>,
    },
}

/// What finishing needs besides the answers.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct FinishGiven {
    /// The return's id: random, new, the same on every try of sending it.
    pub id: String,
    /// Now, in UTC: `2026-11-09T09:00:00Z`, with milliseconds or without.
    pub at: String,
    /// Who finishes it, by the items of the form that describes the person who fills in.
    #[serde(default)]
    #[tsify(optional)]
    pub filer: Vec<KnownGiven>,
    /// The return that this one replaces.
    #[tsify(optional)]
    pub replaces: Option<ReplacesGiven>,
}

/// The return that a correction replaces.
#[derive(Clone, Debug, Deserialize, Tsify)]
pub struct ReplacesGiven {
    /// Its id.
    pub id: String,
    /// The number of this revision; the first return was 1.
    pub revision: u32,
    /// Why it is corrected.
    pub reason: String,
}

/// What is held from before a return that is validated.
#[derive(Clone, Debug, Default, Deserialize, Tsify)]
pub struct HeldGiven {
    /// The newest accepted return of the same kind for an earlier period, as it was posted.
    #[tsify(optional)]
    pub latest: Option<String>,
    /// The newest accepted returns of other kinds for the same subject.
    #[serde(default)]
    #[tsify(optional)]
    pub others: Vec<OtherGiven>,
}
