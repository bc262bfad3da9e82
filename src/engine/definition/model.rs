//! What a framework document becomes after loading: typed, ordered, ready to run. Plain data, no text left to parse.

use super::unit::Unit;
use crate::rules::{Program, Read, Template};
use crate::value::identifier::Identifier;
use crate::value::pattern::Pattern;
use crate::value::{Date, Decimal, ListIx};
use std::rc::Rc;

/// Index of an item in [`Definition::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(pub u16);

/// Index of a slot in [`Form::slots`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotIx(pub u32);

/// Index of a rule in [`Form::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleIx(pub u32);

/// A framework after loading.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The framework's id, such as `asc-england`.
    pub id: String,
    /// Its version, such as `2026.1`.
    pub version: String,
    /// Its title for people.
    pub title: String,
    /// Language tag of its texts.
    pub language: String,
    /// The code lists, in the order of the document.
    pub lists: Vec<CodeList>,
    /// The items, in the order of the document.
    pub items: Vec<Item>,
    /// The reasons for a missing value: id and label.
    pub missing: Vec<(String, String)>,
    /// The code list of reasons with which a warning is passed, if the framework has one.
    pub pass_reasons: Option<ListIx>,
    /// The code list of reasons for which a return is nil; there is one where an item can be nil.
    pub nil_reasons: Option<ListIx>,
    /// Named lists of public holidays.
    pub holidays: Vec<Holidays>,
    /// The forms: returns and profiles.
    pub forms: Vec<Rc<Form>>,
}

/// Public holidays of a country, up to a last date that is known.
#[derive(Clone, Debug)]
pub struct Holidays {
    /// The name that windows use.
    pub id: String,
    /// The last day that the list covers.
    pub until: Date,
    /// The days, ascending.
    pub days: Vec<Date>,
}

/// A dated list of codes.
#[derive(Clone, Debug)]
pub struct CodeList {
    /// Id in the document.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The file that has its codes, relative to the document's; `None` where the document has them.
    pub file: Option<String>,
    /// The codes, in the order in which they are offered. Never empty, but for a list in a file that is not here yet.
    pub codes: Vec<Code>,
    /// Content hash of the codes, wherever they stand: 16 hexadecimal digits, FNV-1a.
    pub hash: String,
}

/// One code.
#[derive(Clone, Debug)]
pub struct Code {
    /// The code itself.
    pub code: String,
    /// Its label.
    pub label: String,
    /// The first day on which it may be used.
    pub from: Option<Date>,
    /// The last day on which it may be used.
    pub until: Option<Date>,
    /// Positions of the codes that replace it: several where it was split.
    pub replaced_by: Vec<u32>,
    /// Position of its parent code.
    pub parent: Option<u32>,
    /// Former names, for searching.
    pub formerly: Vec<String>,
    /// A number that rules read: a rate that holds while the code does, a share.
    pub number: Option<Decimal>,
}

/// A data item: defined once, used by any number of forms.
#[derive(Clone, Debug)]
pub struct Item {
    /// Id in the document.
    pub id: String,
    /// A short name that can stand inside a sentence: `Beds occupied`.
    pub label: String,
    /// The question as asked; braces hold expressions.
    pub question: String,
    /// A hint below the question; may hold expressions.
    pub hint: Option<String>,
    /// The message when a required answer is blank; made from the label where the document has none.
    pub enter: Option<String>,
    /// What it is counted in.
    pub unit: Option<Unit>,
    /// What the figure is of.
    pub basis: Basis,
    /// The kind of value.
    pub kind: Kind,
    /// Base units in one unit as typed: 1 or 1000.
    pub scale: u16,
    /// Positions in [`Definition::missing`] of the reasons that may be given.
    pub missing: Vec<u16>,
    /// Whether it belongs to the core that small providers are asked too.
    pub core: bool,
    /// Whether it is none in a nil return: a count of people. Only numbers that can be 0.
    pub nil: bool,
    /// Why it is asked, in a sentence or two.
    pub why: Option<String>,
    /// Where it comes from.
    pub source: Source,
    /// The framework version that brought it.
    pub since: String,
    /// The last framework version that asks it; `None` while there is no end.
    pub until: Option<String>,
    /// The items of older versions whose answers it takes over. An item is replaced by one other at most.
    pub replaces: Vec<String>,
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The day of filing.
    AtFiling,
    /// The last day of the period.
    PeriodEnd,
    /// All of the period.
    Flow,
    /// One week, named in the question.
    ReferenceWeek,
    /// Something that does not change with the period, such as a name.
    Standing,
}

/// Where an item comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Title of the document.
    pub title: String,
    /// Its date.
    pub date: Option<Date>,
    /// Whether the item was read there, or is our proposal.
    pub mark: Mark,
}

/// How sure an item's source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Read in the source.
    Verified,
    /// Proposed; no source says it must be so.
    Proposed,
}

/// The kind of an item, with its bounds. Bounds are inclusive.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A number: whole where `places` is 0.
    Number {
        /// How it is written.
        style: NumberStyle,
        /// Digits after the point that may be typed.
        places: u8,
        /// The least number.
        min: Option<Decimal>,
        /// The greatest number.
        max: Option<Decimal>,
    },
    /// One line of text.
    Text {
        /// The most characters.
        max: u32,
        /// What the text must look like, whole.
        pattern: Option<Pattern>,
    },
    /// Several lines of text.
    LongText {
        /// The most words.
        words: u32,
    },
    /// A civil date.
    Date,
    /// A calendar month.
    Month,
    /// Yes or no.
    YesNo {
        /// Whether "Don't know" is offered beside them; it is stored as `missing(not-known)`.
        dont_know: bool,
    },
    /// One code of a short list, shown as radios.
    One(ListIx),
    /// Any number of codes of a list, shown as checkboxes.
    Many {
        /// The list.
        list: ListIx,
        /// The code that means "none of these" and excludes the others.
        none: Option<u32>,
    },
    /// A code of a long list, found by typing.
    Code(ListIx),
    /// An identifier with a format of its own.
    Identifier(Identifier),
}

/// How a number is written on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// A count or a measure.
    Plain,
    /// Pounds.
    Money,
    /// A percentage.
    Percent,
}

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
    /// The other returns of which its rules and texts read an item, by their places in [`Definition::forms`].
    pub others: Vec<u16>,
}

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
    /// The form in [`Definition::forms`] that describes its subject.
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

impl Definition {
    /// The item at an index.
    ///
    /// # Panics
    /// Never for an index of this definition: the loader made every one.
    #[must_use]
    pub fn item(&self, ix: ItemIx) -> &Item {
        &self.items[usize::from(ix.0)]
    }

    /// The list at an index of this definition.
    ///
    /// # Panics
    /// Never for an index of this definition: the loader made every one.
    #[must_use]
    pub fn list(&self, ix: ListIx) -> &CodeList {
        &self.lists[usize::from(ix.0)]
    }

    /// The form with an id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Rc<Form>> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The forms that are returns.
    pub fn returns(&self) -> impl Iterator<Item = (&Rc<Form>, &ReturnTerms)> {
        self.forms.iter().filter_map(|form| match &form.purpose {
            Purpose::Return(terms) => Some((form, &**terms)),
            Purpose::Subject { .. } | Purpose::Filer { .. } => None,
        })
    }

    /// The form that describes the person who files, if the framework has one.
    #[must_use]
    pub fn filer(&self) -> Option<&Rc<Form>> {
        self.forms
            .iter()
            .find(|form| matches!(form.purpose, Purpose::Filer { .. }))
    }
}
