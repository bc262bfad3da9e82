//! What a framework document becomes after loading: typed, ordered, ready to run. Plain data, no text left to parse.

mod form;
mod terms;

pub use form::*;
pub use terms::*;

use super::unit::Unit;
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
    /// Language tag of its first language. What is shown in another says so (see [`crate::value::marked_parts`]).
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
    /// Its label in the first language, which rules read.
    pub label: String,
    /// Its label in the language that is shown, if that is another and has one.
    pub shown: Option<String>,
    /// The first day on which it may be used.
    pub from: Option<Date>,
    /// The last day on which it may be used.
    pub until: Option<Date>,
    /// Positions of the codes that replace it: several where it was split.
    pub replaced_by: Vec<u32>,
    /// Position of its parent code.
    pub parent: Option<u32>,
    /// Former names, and those in the first language, for searching.
    pub formerly: Vec<String>,
    /// A number that rules read: a rate that holds while the code does, a share.
    pub number: Option<Decimal>,
}

impl Code {
    /// What people read.
    #[must_use]
    pub fn said(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.label)
    }
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
