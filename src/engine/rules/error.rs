//! What can be wrong with a rule at load: where, and what, in plain words.

use crate::value::pattern::PatternErrorKind;
use std::fmt;

/// A set of kinds of value, for error messages: what was wanted, or what stands there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinds(pub(super) u16);

impl Kinds {
    /// A number.
    pub const NUMBER: Self = Self(1);
    /// Text.
    pub const TEXT: Self = Self(2);
    /// Yes or no.
    pub const TRUTH: Self = Self(4);
    /// A date.
    pub const DATE: Self = Self(8);
    /// A month.
    pub const MONTH: Self = Self(16);
    /// One code of a list.
    pub const CODE: Self = Self(32);
    /// A set of codes of a list.
    pub const CODES: Self = Self(64);
    /// One row of a table.
    pub const ROW: Self = Self(128);
    /// Everything that one answer can be.
    pub const SCALAR: Self = Self(127);

    /// Either of the two.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Lists of these (a list of rows is the rows of a table).
    #[must_use]
    pub const fn listed(self) -> Self {
        Self(self.0 << 8)
    }
    /// Whether these are lists.
    pub(super) const fn is_listed(self) -> bool {
        self.0 > 0xff
    }
    /// Whether all of these are among the others.
    pub const fn within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }
}

/// Joined by `or`: `a number or a date`.
impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WORDS: [&str; 16] = [
            "a number",
            "text",
            "yes or no",
            "a date",
            "a month",
            "a code",
            "a set of codes",
            "a row",
            "a list of numbers",
            "a list of texts",
            "a list of yes or no",
            "a list of dates",
            "a list of months",
            "a list of codes",
            "a list of sets of codes",
            "rows",
        ];
        let mut rest = self.0;
        for (bit, words) in WORDS.iter().enumerate() {
            if rest >> bit & 1 == 1 {
                f.write_str(words)?;
                rest &= !(1 << bit);
                f.write_str(if rest == 0 {
                    ""
                } else if rest.is_power_of_two() {
                    " or "
                } else {
                    ", "
                })?;
            }
        }
        Ok(())
    }
}

/// A rule, or a text with braces, that cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// Byte at which the mistake starts in the source.
    pub at: u32,
    /// Byte behind its end; equal to `at` where something is missing.
    pub to: u32,
    /// What is wrong.
    pub kind: RuleErrorKind,
}

impl RuleError {
    /// In place of an error before there is one.
    pub(super) const NONE: Self = Self {
        at: 0,
        to: 0,
        kind: RuleErrorKind::Unexpected,
    };
}

impl std::error::Error for RuleError {}

/// The kind in plain words; the place is for the caller to show.
impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $text:literal,)+) => {
        /// What is wrong with a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum RuleErrorKind {
            $($(#[$doc])* $kind,)+
            /// Another kind of value is needed here.
            WrongType {
                /// What could stand here.
                wanted: Kinds,
                /// What stands here.
                found: Kinds,
            },
            /// Two sides that must be alike are not.
            Unlike {
                /// The first.
                left: Kinds,
                /// The second.
                right: Kinds,
            },
            /// A pattern that cannot be taken.
            Pattern(PatternErrorKind),
            /// Another number of arguments is needed.
            Arguments {
                /// How many.
                wanted: u8,
            },
        }

        impl RuleErrorKind {
            fn words(self) -> &'static str {
                match self {
                    $(Self::$kind => $text,)+
                    Self::WrongType { .. } => "This must be ",
                    Self::Unlike { .. } => "These two cannot stand together: ",
                    Self::Pattern(_) => "This pattern cannot be used: ",
                    Self::Arguments { .. } => "This function takes another number of values: ",
                }
            }
        }
    };
}

kinds! {
    /// Nothing but blanks or comments.
    Empty => "The rule is empty",
    /// More than [`super::limits::SOURCE_BYTES`].
    TooLong => "This is longer than a rule may be",
    /// More than [`super::limits::TEMPLATE_BYTES`].
    TextTooLong => "This text is longer than one with braces may be",
    /// More than [`super::limits::DEPTH`].
    TooDeep => "Too many brackets, calls or choices stand inside each other",
    /// More than [`super::limits::HEIGHT`].
    ChainTooLong => "This chain of operators is too long",
    /// More than [`super::limits::NODES`].
    TooManyParts => "The rule has too many parts",
    /// More than [`super::limits::VARIABLES`].
    TooManyVariables => "Too many of all, exists, filter and map stand inside each other",
    /// More than [`super::limits::KEYS`].
    TooManyKeys => "Too many columns make up the key",
    /// A character that the language does not have.
    Character => "This character has no meaning in a rule",
    /// A single `=`.
    SingleEquals => "Write == to compare",
    /// A single `&` or `|`.
    SingleLogic => "Write && for and, || for or",
    /// A text without its closing quote on the same line.
    OpenText => "This text has no closing quote",
    /// A backslash that starts no known escape.
    Escape => "This escape is not known: use \\\\ \\' \\\" \\n \\r \\t or \\u and four hex digits",
    /// A number in another spelling, such as `1e5`, `0x1F` or `1_000`.
    NumberSpelling => "Write a number as digits, with digits behind a point if need be",
    /// More than 18 digits, or more than 12 behind the point.
    NumberTooLong => "This number has too many digits",
    /// Something that cannot stand here.
    Unexpected => "This cannot stand here",
    /// The rule stops in the middle.
    Unfinished => "The rule ends too early",
    /// `null`.
    Null => "There is no null: use answered(...) or ??",
    /// A word that CEL keeps for itself.
    Reserved => "This word is reserved and cannot be a name",
    /// `x[0]`.
    Index => "There is no [ ] behind a value: use a macro or a function",
    /// `{...}`.
    Map => "There are no maps",
    /// A bare name that nothing has.
    UnknownName => "There is nothing of this name here",
    /// A name behind a point that nothing has.
    UnknownMember => "There is nothing of this name behind the point",
    /// A point behind something that has no parts.
    NoMembers => "Only tables, rows, previous, latest, subject, period and other returns have parts",
    /// A function that does not exist.
    UnknownFunction => "There is no function of this name",
    /// `has(...)`, which means something else in CEL.
    Has => "Write answered(...) in place of has(...)",
    /// A macro without a variable and an expression.
    MacroShape => "Write this as list.name(variable, expression)",
    /// A macro's variable whose name already means something.
    NameTaken => "This name already means something here: choose another for the variable",
    /// `==` of things that cannot be compared.
    NotComparable => "Lists, rows and sets of codes cannot be compared: use in, all or exists",
    /// `<` of things that have no order.
    NoOrder => "Only numbers, dates and months have an order",
    /// Codes of two lists.
    OtherList => "These codes are of different lists",
    /// A quoted literal beside a code that its list does not have.
    UnknownCode => "The list has no such code",
    /// `[]` where nothing says what it would hold.
    EmptyList => "Nothing says what this empty list would hold",
    /// A list in a list.
    ListInList => "A list cannot hold lists",
    /// Rows, or a list where it cannot be shown, as the result.
    Result => "A rule cannot end in this: use a function that makes one value of it",
    /// A number in thousands beside one in ones.
    MixedScales => "These numbers are in different scales: use value(...) on each",
    /// `missing`, `estimated` or `change` of something that was worked out.
    NeedsName => "This function takes the name of an item, not something worked out",
    /// `complete` of something else than a column.
    NeedsColumn => "This function takes a column, as in complete(table.column)",
    /// `duplicates` of something else than a table's name.
    NeedsTable => "This function takes a table by its name",
    /// A pattern that is not written in the rule.
    NeedsPattern => "The pattern must be written here as text",
    /// A code list that is not written in the rule.
    NeedsList => "The code list must be written here by its id, as text",
    /// An id that no code list has.
    UnknownList => "There is no code list of this id",
    /// `rowCode` of a list that does not make the rows.
    NoRowCode => "Only a rule that runs for each row of a table whose rows are codes of this list has such a code",
    /// `returns.x` where no other return has that name.
    UnknownReturn => "There is no other return of this name: write its id with _ for each -",
    /// `returns.x` of a return that is filed for another kind of subject.
    OtherSubject => "That return is about another kind of subject",
    /// `position()` where there is no row.
    NoRow => "Only a rule that runs for each row has a position",
    /// `{` without its `}`.
    OpenBrace => "This brace has no closing brace: write {{ for a brace itself",
    /// `}` without its `{`.
    StrayBrace => "This brace closes nothing: write }} for a brace itself",
}

impl fmt::Display for RuleErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())?;
        match self {
            Self::WrongType { wanted, found } => write!(f, "{wanted}, and it is {found}"),
            Self::Unlike { left, right } => write!(f, "{left} and {right}"),
            Self::Pattern(kind) => kind.fmt(f),
            Self::Arguments { wanted } => write!(f, "{wanted}"),
            _ => Ok(()),
        }
    }
}
