//! What can be wrong with a framework document: a kind and a place, and plain words for both.

use crate::json::JsonError;
use crate::rules::RuleError;
use crate::value::pattern::PatternError;
use std::fmt;

/// One mistake in a framework document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// RFC 6901 pointer to the key or element itself; for a missing key, to the object that should hold it.
    pub pointer: String,
    /// Which value of the document it stands at, counted from 0 in the order of the text: tells the second of two
    /// repeated keys from the first, which its pointer cannot. For [`crate::json::locate_node`].
    pub node: u32,
    /// What is wrong there.
    pub kind: ProblemKind,
    /// The bytes of the text at the pointer (unescaped) that are meant: first byte and the one behind the last.
    pub at: Option<(u32, u32)>,
}

impl std::error::Error for Problem {}

/// The pointer, then what is wrong and what to do.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.pointer.is_empty() {
            "document"
        } else {
            &self.pointer
        })?;
        f.write_str(": ")?;
        self.kind.fmt(f)
    }
}

/// What is wrong at a place of a framework document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not JSON; nothing else could be looked at.
    Json(JsonError),
    /// A key that must stand here does not.
    MissingKey(&'static str),
    /// A key that means nothing here.
    UnknownKey {
        /// The key that it may be a misspelling of; if that one must stand here, it is not called missing too.
        meant: Option<&'static str>,
    },
    /// A key that stands in the same object before.
    RepeatedKey,
    /// Another kind of value is needed.
    WrongType {
        /// What could stand here.
        expected: Expected,
    },
    /// The document's `format` is not one that this loader reads.
    UnknownFormat,
    /// An id, or a code, with characters that it cannot have.
    BadId(Spelling),
    /// The name of an item or table that means something else in rules.
    ReservedName,
    /// An id that another section, table, check or form has.
    RepeatedId,
    /// An element that stands in the same list before.
    Repeated,
    /// A code that stands in the same code list before.
    RepeatedCode,
    /// Not a date that exists, written `2026-11-21`.
    BadDate,
    /// A last day before the first day.
    DatesReversed,
    /// A least value above the greatest.
    BadBounds,
    /// A period too far from its window, no whole number of periods, or another than the one before a window that
    /// counts days from its end.
    BadOffset,
    /// A bound with more digits after the point than answers may have.
    TooManyPlaces,
    /// A pattern that cannot be run.
    Pattern(PatternError),
    /// No item has this id, or it is not part of this form.
    UnknownItem,
    /// No code list has this id.
    UnknownList,
    /// Something that is to be drawn and is no number.
    NotANumber,
    /// A code list that is needed from the start has a file of its own.
    ListApart,
    /// The code list has no such code, or none that the document can name.
    UnknownCode,
    /// No kind of subject has this id.
    UnknownForm,
    /// `nil` at something that cannot be 0.
    NotNil,
    /// A status, or texts, of another framework.
    OtherFramework,
    /// Texts of another version.
    OtherVersion,
    /// Not a language tag.
    BadLanguage,
    /// Texts in the framework's first language.
    SameLanguage,
    /// Nothing stands at this place of the framework.
    UnknownPlace,
    /// What stands at this place of the framework is no text for people.
    NotAText,
    /// The rules in a text's braces are not those of the text that it stands for.
    OtherBraces,
    /// The framework has no such return.
    UnknownReturn,
    /// The return has no such check.
    UnknownCheck,
    /// A check that is to be a warning and is one.
    WarningAlready,
    /// The table has no such column, or the form no such table.
    UnknownTable,
    /// `missing` at the top has no such reason.
    UnknownReason,
    /// No list of holidays has this name.
    UnknownHolidays,
    /// An item that this form, or this table, asks before.
    ItemTwice,
    /// A code is replaced by one that its list does not have.
    ReplacedByUnknown,
    /// A code or an item is replaced by itself.
    ReplacedByItself,
    /// An item takes the place of one that another item takes the place of.
    ReplacedTwice,
    /// An item takes the place of one that the document still asks.
    ReplacedAndAsked,
    /// A table takes the place of one that another table of the form takes the place of.
    TableReplacedTwice,
    /// A table takes the place of one that the form still has.
    TableReplacedAndAsked,
    /// A form asks an item whose last version is before the document's.
    Ended,
    /// A last version before the first.
    VersionsReversed,
    /// A rule, or an expression in the braces of a text, cannot be taken.
    Rule(RuleError),
    /// A calculation in another scale than its item: thousands where ones are meant, or the reverse.
    MixedScale,
    /// Rules, or codes, that wait for each other; the first name stands at the end again.
    Cycle {
        /// The names on the way round: items, sections, tables, `table.column`, codes.
        path: Vec<String>,
    },
    /// A check that is about nothing.
    EmptyAbout,
    /// A check about something that its rule does not read.
    AboutNotRead,
    /// A name that means two things in one form: a table's column or a table, and an item outside.
    Clash,
    /// `required` at something that is worked out.
    CalculatedAndRequired,
    /// A calculation of something that is neither an item nor a column of this form.
    CalculateUnknownTarget,
    /// More than the page can be asked to bear.
    TooLarge {
        /// Of what there is too much.
        what: &'static str,
        /// The most that is taken.
        most: u32,
    },
    /// So many problems that the rest is not listed.
    More,
}

/// What could stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// A list.
    List,
    /// A list with at least one element.
    FullList,
    /// A text that is not empty.
    Text,
    /// `true` or `false`.
    Truth,
    /// `true`, `false` or a rule.
    TruthOrRule,
    /// A number of at most 18 digits, without an exponent.
    Number,
    /// A whole number within bounds.
    Whole {
        /// The least.
        from: u32,
        /// The greatest.
        to: u32,
    },
    /// A day of the year.
    DayOfYear,
    /// The first day of a month.
    MonthStart,
    /// A file beside the document.
    File,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// An item's id, or an object with `item` or `table`.
    Question,
}

/// How ids are spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Items and tables, which rules name.
    Name,
    /// Forms, sections, checks, lists, reasons.
    Id,
    /// Codes of a list.
    Code,
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json(error) => return write!(f, "this is not JSON: {error}"),
            Self::MissingKey(key) => return write!(f, "\"{key}\" is missing here: add it"),
            Self::WrongType { expected } => return write!(f, "this must be {expected}"),
            Self::Pattern(error) => return write!(f, "this pattern cannot be used: {error}"),
            Self::Rule(error) => return error.fmt(f),
            Self::TooLarge { what, most } => return write!(f, "too many {what}: the most is {most}"),
            Self::Cycle { path } => {
                f.write_str("these lead round in a circle, so that none can go first: ")?;
                return write_list(f, path.iter().map(String::as_str), " → ");
            }
            Self::UnknownKey { meant: Some(meant) } => {
                return write!(f, "this key has no meaning here: write \"{meant}\" if that is meant, or take it out");
            }
            Self::UnknownKey { meant: None } => "this key has no meaning here: check its spelling, or take it out",
            Self::RepeatedKey => "this key stands here twice: keep one",
            Self::UnknownFormat => "this format is not known: write 1",
            Self::BadId(Spelling::Name) => {
                "this name must start with a small letter and go on with small letters, digits and _"
            }
            Self::BadId(Spelling::Id) => {
                "this id must start with a small letter and go on with small letters, digits and -"
            }
            Self::BadId(Spelling::Code) => "a code must be of letters, digits and the signs - _ . only",
            Self::ReservedName => "this word means something else in rules: choose another name",
            Self::RepeatedId => "this id is taken: choose another",
            Self::Repeated => "this stands in the list twice: keep one",
            Self::RepeatedCode => "this code stands in the list twice: keep one, with one range of dates",
            Self::BadDate => "this must be a date that exists, written like 2026-11-21",
            Self::DatesReversed => "the last day is before the first: turn them round",
            Self::BadBounds => "the least is more than the greatest: turn them round",
            Self::BadOffset => "this must be a whole number of periods from -60 to 60, and -1 where a window has \"afterDays\"",
            Self::TooManyPlaces => "this has more digits after the point than an answer may have",
            Self::UnknownItem => "there is no such item here: check the id, or add the item",
            Self::UnknownList => "there is no such code list: check the id, or add the list",
            Self::NotANumber => "only a number can be drawn: name another item",
            Self::ListApart => "this list has a file of its own, which may come later: put its codes into the document",
            Self::UnknownCode => "the code list has no such code: check it, or add the code",
            Self::UnknownForm => "there is no such kind of subject: check the id, or add it to \"subjects\"",
            Self::NotNil => "only a number that can be 0 can be nil: take it out, or change the type",
            Self::OtherFramework => "this is another framework: write the id of the one that this is for",
            Self::OtherVersion => "this is another version of the framework: look at what changed, then write its version",
            Self::BadLanguage => "this must be a language tag, like cy",
            Self::SameLanguage => "the framework is in this language: write the tag of the other one",
            Self::UnknownPlace => "the framework has nothing at this place: take it out",
            Self::NotAText => "what the framework has at this place is not for people to read: take it out",
            Self::OtherBraces => "the rules in braces must be those of the framework's own text: copy them",
            Self::UnknownReturn => "this version has no such return: check the id",
            Self::UnknownCheck => "the return has no such check: check the id",
            Self::WarningAlready => "this check is a warning already: take it out",
            Self::UnknownTable => "there is no such table or column here: check the name",
            Self::UnknownReason => "there is no such reason: check it, or add it to \"missing\"",
            Self::UnknownHolidays => "there is no such list of holidays: check the name, or add it to \"holidays\"",
            Self::ItemTwice => "this item is asked twice: take one out",
            Self::ReplacedByUnknown => "the list has no such code to replace this one: check it, or add the code",
            Self::ReplacedByItself => "nothing can replace itself: name the other, or take this out",
            Self::ReplacedTwice => "another item replaces this one too, and an answer can go to one place only: keep one",
            Self::ReplacedAndAsked => "this item has not ended: give it an \"until\" before this version, or take this out",
            Self::TableReplacedTwice => "another table replaces this one too, and a row can go to one place only: keep one",
            Self::TableReplacedAndAsked => "the form still has the table that is replaced: take one of the two out",
            Self::Ended => "this item ended with an older version: take it out here, or change its \"until\"",
            Self::VersionsReversed => "the last version is before the first: turn them round",
            Self::MixedScale => "this is in another scale than the item that it is for: use value(...) or change the item's scale",
            Self::EmptyAbout => "this check is about nothing: name an item that its rule reads",
            Self::AboutNotRead => "the check's rule does not read this: take it out, or use it in \"expect\"",
            Self::Clash => "this name means two things in this form: give one of them another",
            Self::CalculatedAndRequired => "this is worked out, so nobody can be required to answer it: take it out",
            Self::CalculateUnknownTarget => "there is nothing of this name to work out: check it, or add the item",
            Self::More => "there are more problems than are listed here: put these right first",
        })
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole { from, to } => return write!(f, "a whole number from {from} to {to}"),
            Self::OneOf(words) => {
                f.write_str("one of ")?;
                return write_list(f, words.iter().copied(), ", ");
            }
            Self::DayOfYear => "a day of the year, written like 06-30",
            Self::MonthStart => "the first day of a month, written like 04-01",
            Self::File => "a file beside this one, written like lists/council.json",
            Self::Object => "an object in { }",
            Self::List => "a list in [ ]",
            Self::FullList => "a list in [ ] with something in it",
            Self::Text => "a text that is not empty",
            Self::Truth => "true or false",
            Self::TruthOrRule => "true, false or a rule",
            Self::Number => "a number of at most 18 digits, without an exponent",
            Self::Question => "an item's id, or an object with \"item\" or \"table\"",
        })
    }
}

fn write_list<'a>(
    f: &mut fmt::Formatter<'_>,
    words: impl Iterator<Item = &'a str>,
    between: &str,
) -> fmt::Result {
    for (n, word) in words.enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        f.write_str(word)?;
    }
    Ok(())
}
