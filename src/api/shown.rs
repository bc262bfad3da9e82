//! What JavaScript is given of a return: plain objects.

use serde::Serialize;
use tsify::Tsify;

/// One problem of a framework document.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct ProblemShown {
    /// RFC 6901 pointer into the document.
    pub pointer: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// How an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
pub enum StatusShown {
    /// Nothing yet.
    Blank,
    /// Typed and not understood.
    NotUnderstood,
    /// A value.
    Given,
    /// A value that is called an estimate.
    Estimated,
    /// Missing for a reason.
    Missing,
    /// None, since the return is nil.
    Nil,
    /// As in the return of the period before.
    Unchanged,
    /// Worked out by a rule.
    Calculated,
    /// Hidden by a rule.
    NotApplicable,
}

/// A value: a number as its digits, a date as `YYYY-MM-DD`, a month as `YYYY-MM`, a code, or text; yes or no; codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(untagged)]
pub enum ValueShown {
    /// Text, a number's digits, a date, a month, a code.
    Text(String),
    /// Yes or no.
    Truth(bool),
    /// Codes.
    Codes(Vec<String>),
}

/// What stands at a place.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct AnswerShown {
    /// How it stands.
    pub status: StatusShown,
    /// As it was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub text: Option<String>,
    /// What it comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub value: Option<ValueShown>,
    /// The id of the reason for which it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub missing: Option<String>,
    /// In words, with its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub words: Option<String>,
    /// Where it came from: `typed`, `carried-over`, `nil`, `subject`, `host` or `imported`.
    pub origin: String,
}

/// An earlier figure.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct BeforeShown {
    /// In words.
    pub value: String,
    /// Which period it was for, or when it was sent.
    pub when: String,
    /// By how much the figure differs, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub change: Option<String>,
}

/// One question, or one cell of a table.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct QuestionShown {
    /// Where it stands: an item's id, or `table/row/item`.
    pub place: String,
    /// The item's id.
    pub item: String,
    /// The question, with its dates and figures.
    pub question: String,
    /// A hint.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub hint: Option<String>,
    /// Whether it is shown now.
    pub shown: bool,
    /// Whether an answer is needed now.
    pub needed: bool,
    /// Whether a rule works it out.
    pub calculated: bool,
    /// What stands there.
    pub answer: AnswerShown,
    /// The earlier figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub before: Option<BeforeShown>,
}

/// One row of a table.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct RowShown {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its cells, in the order of the columns.
    pub cells: Vec<QuestionShown>,
}

/// A table.
#[derive(Clone, Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TableShown {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A hint.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub hint: Option<String>,
    /// Whether it is shown now.
    pub shown: bool,
    /// Whether rows can be added and removed.
    pub takes_rows: bool,
    /// Its rows.
    pub rows: Vec<RowShown>,
}

/// One thing of a section: a question or a table.
#[derive(Clone, Debug, Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EntryShown {
    /// A question.
    Question(Box<QuestionShown>),
    /// A table.
    Table(TableShown),
}

/// One page of a return.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct SectionShown {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A sentence or two above the questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub intro: Option<String>,
    /// Whether it is shown now.
    pub shown: bool,
    /// How it stands: `optional`, `not-started`, `in-progress`, `complete` or `problem`.
    pub state: String,
    /// What stands on it.
    pub entries: Vec<EntryShown>,
}

/// A return as it stands.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct ReturnShown {
    /// Its id in the framework.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Questions that count.
    pub asked: u32,
    /// Those that are answered.
    pub answered: u32,
    /// Its pages.
    pub sections: Vec<SectionShown>,
}

/// What a finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityShown {
    /// Stops the return.
    Error,
    /// May be passed with a reason.
    Warning,
}

/// A check that does not hold, now, at a place.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct FindingShown {
    /// What it does.
    pub severity: SeverityShown,
    /// What is said.
    pub message: String,
    /// Where: items, `table/row/item`, `table:id` or `section:id`. The first is where to go.
    pub places: Vec<String>,
    /// The check's id, if it is one of the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub check: Option<String>,
    /// The row's id, for a row's check.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub row: Option<String>,
    /// Whether it can be passed with a reason or an explanation.
    pub passable: bool,
    /// Whether that was done.
    pub passed: bool,
}

/// What an edit did.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct ChangesShown {
    /// What may look different: items, `table/row/item`, `table:id` or `section:id`.
    pub places: Vec<String>,
    /// How many rules were worked out.
    pub visited: u32,
}

/// How many core answers are missing for one reason.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct MissingShown {
    /// The reason's id.
    pub reason: String,
    /// How many.
    pub count: u32,
}

/// How whole the core of a return or of a section is.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct CompletenessShown {
    /// The section's id; left out for the whole return.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub section: Option<String>,
    /// Core answers that are asked.
    pub asked: u32,
    /// Of these, given.
    pub given: u32,
    /// Of these, estimated.
    pub estimated: u32,
    /// Of these, missing.
    pub missing: Vec<MissingShown>,
}

/// Something in a posted return that does not hold.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct RefusalShown {
    /// RFC 6901 pointer into the posted return.
    pub pointer: String,
    /// What is wrong, in words for the person who filled it in.
    pub detail: String,
}

/// The judgement of a posted return.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct VerdictShown {
    /// Whether it holds.
    pub accepted: bool,
    /// All that does not.
    pub refusals: Vec<RefusalShown>,
}
