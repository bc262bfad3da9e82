//! The rule language: typed at load, compiled once, exact and total. Its grammar stands in `parser`, its functions
//! with meanings and examples in [`REFERENCE`] and [`MACROS`], its limits in [`limits`].
//!
//! A rule goes from source to `lexer`, `parser` (a tree), `check` (types; names become places) and [`Program`], which
//! `eval` runs over [`Data`] as often as its reads change.
//!
//! **What is not answered.** Every value may be unknown. What is made of an unknown is unknown, but for `answered`,
//! `missing`, `estimated`, `complete`, `??` and `count`. `&&`, `||`, `all`, `exists`, `exists_one` and `in` are settled
//! by what is known, in any order, and unknown otherwise. `sum`, `average`, `min`, `max`, `distinct` and `unique` leave out items
//! that are not answered yet or hidden, are unknown if none is left, and are unknown if one is missing for a reason or
//! divides by zero, since then the whole is known not to be whole. `a + b` leaves nothing out. A `filter` whose
//! expression is unknown for one item gives no list at all. Division by zero is unknown. A [`Defect`] is never
//! replaced by `??`.
//!
//! **Scales.** A number of an item in thousands stands beside others in thousands and beside literals only; `value`
//! brings it to ones. A product may have one factor in thousands; a quotient of two in thousands is a plain number.
//!
//! **What CEL has and this does not**, each refused at load with an error of its own: `null`, maps, `[ ]` behind a
//! value, lists in lists, `+` of texts or lists, `<` of texts and truths, `==` of lists, `has`, numbers with exponents,
//! other kinds of text literal, `map` with a condition. `matches` looks at the whole text.

mod check;
mod check_calls;
mod check_operators;
mod error;
mod eval;
mod eval_calls;
mod eval_codes;
mod eval_lists;
mod functions;
mod lexer;
pub mod limits;
mod parser;
mod program;
mod template;
mod types;

pub use error::{Kinds, RuleError, RuleErrorKind};
pub(crate) use eval_lists::sorted;
pub use functions::{Entry, Gives, MACROS, REFERENCE};
pub use parser::RESERVED;
pub use program::{Defect, Lack, Outcome, Program};
pub(crate) use template::rules_in;
pub use template::{NOT_ANSWERED, Template};

use crate::value::{Date, Decimal, ListIx, Value};

/// The type of an expression, found at load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Exact decimal.
    Number,
    /// Text.
    Text,
    /// Yes or no.
    Truth,
    /// Civil date.
    Date,
    /// Calendar month.
    Month,
    /// A code of the list.
    Code(ListIx),
    /// A set of codes of the list.
    Codes(ListIx),
    /// A list.
    List(Box<Type>),
    /// The rows of a table of the return.
    Rows(u16),
}

/// One thing that a rule reads. The reads of a rule are known before it runs: they are its dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Read {
    /// A question or calculated item of the form, by its slot.
    Item(u32),
    /// A column of the row that the rule runs for.
    Cell {
        /// The table, by its place in the form.
        table: u16,
        /// The column, by its place in the table.
        column: u16,
    },
    /// A whole column, read from outside its table.
    Column {
        /// The table.
        table: u16,
        /// The column.
        column: u16,
    },
    /// The rows of a table: how many there are.
    Rows(u16),
    /// The slot's value in the accepted return of the period just before.
    Previous(u32),
    /// The slot's value in the newest older return.
    Latest(u32),
    /// A fact of the subject's profile, by its place in the subject kind's items.
    Subject(u32),
    /// The value in the newest accepted return of another kind for the same subject.
    Other {
        /// The other return, by the place of its form in the framework.
        form: u16,
        /// The slot of that form.
        slot: u32,
    },
    /// The code that a fixed row has of one of the lists that make its table's rows.
    RowCode {
        /// The table.
        table: u16,
        /// The place of the list among those of the table.
        place: u16,
    },
    /// A code list that a function looks codes up in: never a value by itself.
    List(ListIx),
    /// First day of the period.
    PeriodStart,
    /// Last day of the period.
    PeriodEnd,
    /// The day of filing.
    Filed,
    /// Today.
    Today,
}

/// What the names in a rule mean. The loader implements it for each place where a rule may stand.
pub trait Names {
    /// A bare name: an item, a column of this row, `filed`, `today`, a table.
    fn name(&self, name: &str) -> Option<(Type, Read)>;
    /// `of.name`: `previous.x`, `latest.x`, `subject.x`, `period.start`, `table.column`.
    fn member(&self, of: &str, name: &str) -> Option<(Type, Read)>;
    /// The position of a code in a list.
    fn code(&self, list: ListIx, code: &str) -> Option<u32>;
    /// The code list with an id.
    fn list(&self, id: &str) -> Option<ListIx>;
    /// Base units in one unit of what is read: 1 or 1000.
    fn scale(&self, read: Read) -> Decimal;
    /// The table whose row the rule runs for, where it runs for each row: only there has `position()` a meaning.
    fn row_table(&self) -> Option<u16> {
        None
    }
    /// The code of a list that the row has for which the rule runs, where such codes make the rows of its table.
    fn row_code(&self, _list: ListIx) -> Option<Read> {
        None
    }
    /// `returns.form.name`: an item of another return, whose id has `_` here for each `-`.
    ///
    /// # Errors
    /// [`RuleErrorKind::UnknownReturn`], [`RuleErrorKind::OtherSubject`] or [`RuleErrorKind::UnknownMember`].
    fn other(&self, _form: &str, _name: &str) -> Result<(Type, Read), RuleErrorKind> {
        Err(RuleErrorKind::UnknownReturn)
    }
}

/// How the thing at a place stands, for `answered`, `missing`, `estimated` and `complete`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not answered, or typed and not understood.
    Blank,
    /// Has a value.
    Known {
        /// Marked as an estimate.
        estimated: bool,
    },
    /// Missing for a reason that the person gave.
    Missing,
    /// Hidden by a rule, so not applicable.
    Hidden,
}

/// The facts that a rule runs over. The session implements it.
pub trait Data {
    /// The value at a scalar read; for [`Read::Cell`] of row `row`. `None` is unknown. Not called with
    /// [`Read::Column`], [`Read::Rows`] or [`Read::List`].
    fn value(&self, read: Read, row: Option<u32>) -> Option<Value>;
    /// How that place stands.
    fn standing(&self, read: Read, row: Option<u32>) -> Standing;
    /// The number of rows of a table; rows are 0 up to it, and [`Read::Cell`] with such a row reads it.
    fn rows(&self, table: u16) -> u32;
    /// How many codes a list has; 0 where it has not been loaded.
    fn codes(&self, list: ListIx) -> u32;
    /// The number that a code carries.
    fn number(&self, list: ListIx, index: u32) -> Option<Decimal>;
    /// A code's label.
    fn label(&self, list: ListIx, index: u32) -> &str;
    /// A code's own text.
    fn code(&self, list: ListIx, index: u32) -> &str;
    /// A code's parent code in its list.
    fn parent(&self, list: ListIx, index: u32) -> Option<u32>;
    /// Whether a code may be used on a date.
    fn valid_on(&self, list: ListIx, index: u32, date: Date) -> bool;
}
