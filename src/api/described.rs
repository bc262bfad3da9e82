//! What JavaScript is told of a framework: plain objects.

use serde::Serialize;
use tsify::Tsify;

/// A framework.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct FrameworkDescribed {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// Its returns.
    pub returns: Vec<FormDescribed>,
    /// The forms that describe subjects and the person who fills in.
    pub profiles: Vec<FormDescribed>,
    /// Its items.
    pub items: Vec<ItemDescribed>,
    /// Its code lists.
    pub lists: Vec<ListDescribed>,
    /// The reasons for a missing value.
    pub missing: Vec<CodeDescribed>,
}

/// A form.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct FormDescribed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The id of the form that describes what it is about, for a return.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub subject: Option<String>,
    /// How long it takes, for a return.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub minutes: Option<u16>,
    /// Its pages.
    pub sections: Vec<SectionDescribed>,
    /// How many checks it has.
    pub checks: u32,
}

/// A page of a form.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct SectionDescribed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The items that it asks or shows, those of its tables' columns too.
    pub items: Vec<String>,
}

/// An item.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct ItemDescribed {
    /// Its id.
    pub id: String,
    /// A short name.
    pub label: String,
    /// The question; braces hold expressions.
    pub question: String,
    /// The kind of value: `number`, `money`, `percent`, `text`, `long-text`, `date`, `month`, `yes-no`, `one`, `many`,
    /// `code` or `identifier`.
    pub kind: String,
    /// The code list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub list: Option<String>,
    /// What it is counted in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub unit: Option<String>,
    /// The least number, as its digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub min: Option<String>,
    /// The greatest number, as its digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub max: Option<String>,
    /// What the figure is of: `at-filing`, `period-end`, `flow`, `reference-week` or `standing`.
    pub basis: String,
    /// Whether it belongs to the core.
    pub core: bool,
    /// The ids of the reasons for which it may be missing.
    pub missing: Vec<String>,
    /// Why it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub why: Option<String>,
    /// Where it comes from.
    pub source: String,
    /// Whether the item was read there; else it is proposed.
    pub verified: bool,
}

/// A code list.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct ListDescribed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its codes.
    pub codes: Vec<CodeDescribed>,
}

/// A code, or a reason.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct CodeDescribed {
    /// The code.
    pub code: String,
    /// Its label.
    pub label: String,
    /// The first day on which it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub from: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub until: Option<String>,
}
