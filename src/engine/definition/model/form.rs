//! A form: its questions, tables and sections, and the rules over them.

use super::{ItemIx, Purpose, RuleIx, SlotIx};
use crate::rules::{Program, Read, Template};
use crate::value::ListIx;

/// One return, or one profile (of a subject or of the person who files), compiled.
#[derive(Clone, Debug)]
pub struct Form {
    /// Id in the document.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// What it is.
    pub purpose: Purpose,
    /// Every item in use, asked or calculated.
    pub slots: Vec<Slot>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The pages.
    pub sections: Vec<Section>,
    /// The checks, in the order of the document.
    pub checks: Vec<Check>,
    /// Every rule. Calculations, show-ifs and required-ifs come in an order in which each stands behind all that it
    /// reads; checks come last.
    pub rules: Vec<Rule>,
    /// Who reads what: sorted by read; each read names the rules that depend on it.
    pub readers: Vec<(Read, RuleIx)>,
    /// Which checks are about a place: sorted by place and then by check, which is its place in [`Form::checks`].
    pub judges: Vec<(About, u16)>,
    /// What is drawn of it over time.
    pub picture: Vec<Drawn>,
    /// The other returns of which its rules and texts read an item, by their places in [`super::Definition::forms`].
    pub others: Vec<u16>,
}

/// A figure that is drawn over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// What it is called, where it is not called as its item is.
    pub title: Option<String>,
    /// The figure.
    pub item: SlotIx,
    /// What it is a share of; the share is drawn as a percentage.
    pub of: Option<SlotIx>,
}

/// A place for one item's answer in a form.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The item.
    pub item: ItemIx,
    /// The section that asks or shows it; `None` for a calculation that is not shown.
    pub section: Option<u16>,
    /// Whether it is asked or worked out.
    pub role: Role,
    /// Shown only if; unknown counts as no.
    pub show: Option<RuleIx>,
    /// The question with its expressions.
    pub question: Template,
    /// The hint with its expressions.
    pub hint: Option<Template>,
}

/// Asked or worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The person is asked.
    Asked(Required),
    /// Worked out by a rule.
    Calculated(RuleIx),
}

/// Whether an answer is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Needed whenever shown.
    Always,
    /// Optional.
    Never,
    /// Needed if the rule holds; unknown counts as no.
    If(RuleIx),
}

/// One page of a form.
#[derive(Clone, Debug)]
pub struct Section {
    /// Id in the document.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// A sentence or two above the questions.
    pub intro: Option<Template>,
    /// Shown only if.
    pub show: Option<RuleIx>,
    /// What stands on it, in order.
    pub content: Vec<Entry>,
}

/// One thing on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A question or a calculated figure.
    Slot(SlotIx),
    /// A table.
    Table(u16),
}

/// A table: many rows of the same columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// Id in the document.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// A hint under the title.
    pub hint: Option<Template>,
    /// The tables of older versions whose rows it takes over.
    pub replaces: Vec<String>,
    /// The section it stands in.
    pub section: u16,
    /// Shown only if.
    pub show: Option<RuleIx>,
    /// How its rows come about.
    pub rows: Rows,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The rules that run for each of its rows, in their order.
    pub rules: Vec<RuleIx>,
}

/// How the rows of a table come about.
#[derive(Clone, Debug)]
pub enum Rows {
    /// The person adds rows.
    Free {
        /// The columns that together must be unique.
        key: Vec<u16>,
        /// The fewest rows.
        min: u32,
        /// The most rows.
        max: u32,
    },
    /// A row for each code, or each combination of codes; a row's id is its codes joined by `+`.
    Fixed {
        /// The lists.
        lists: Vec<ListIx>,
    },
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The item.
    pub item: ItemIx,
    /// Shown only if; runs for each row.
    pub show: Option<RuleIx>,
    /// Asked or worked out; rules run for each row.
    pub role: Role,
    /// The question with its expressions.
    pub question: Template,
}

/// A check of a form.
#[derive(Clone, Debug)]
pub struct Check {
    /// Id in the document.
    pub id: String,
    /// What it does when it does not hold.
    pub severity: Severity,
    /// The table whose rows it runs for, if it is a row's check.
    pub table: Option<u16>,
    /// What it is about: where its message stands. Never empty.
    pub about: Vec<About>,
    /// What must hold.
    pub expect: RuleIx,
    /// What is said when it does not.
    pub message: Template,
    /// Whether an error can be sent with an explanation.
    pub overriding: Overriding,
}

/// A place that a check is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A slot.
    Slot(SlotIx),
    /// A whole table.
    Table(u16),
    /// A column: of the row for a row's check, else of the table.
    Column(u16, u16),
}

/// What a finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops posting, never saving.
    Error,
    /// May be passed with a reason, which is posted.
    Warning,
}

/// Whether an error can be sent with an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overriding {
    /// It can.
    Allowed,
    /// It cannot, and the document says why.
    Refused(String),
}

/// A rule of a form.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The compiled expression.
    pub program: Program,
    /// What its result is for.
    pub target: Target,
    /// The table for whose rows it runs.
    pub table: Option<u16>,
    /// JSON Pointer of its text, for the author.
    pub pointer: String,
}

/// What a rule's result is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A section is shown.
    ShowSection(u16),
    /// A slot is shown.
    ShowSlot(SlotIx),
    /// A table is shown.
    ShowTable(u16),
    /// A column of a row is shown: table, column.
    ShowColumn(u16, u16),
    /// A slot is needed.
    RequireSlot(SlotIx),
    /// A column of a row is needed.
    RequireColumn(u16, u16),
    /// A slot's value.
    Calculate(SlotIx),
    /// A column's value in a row.
    CalculateColumn(u16, u16),
    /// A check, by its place in [`Form::checks`].
    Check(u16),
}
