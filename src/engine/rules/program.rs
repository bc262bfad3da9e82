//! A compiled rule: a flat arena of operations over places, and what running it can end in.

use super::check;
use super::error::RuleError;
use super::eval::Evaluation;
use super::functions::{Call, Macro};
use super::lexer::BinaryOp;
use super::{Data, Names, Read, Type};
use crate::value::pattern::Pattern;
use crate::value::{Decimal, ListIx, Value};
use std::ops::Range;
use std::rc::Rc;

/// Index of an operation.
pub(super) type OpId = u16;

/// In place of an argument that a function does not take.
pub(super) const NO_OP: OpId = OpId::MAX;

/// One operation. Those that give lists are never run by themselves: their items are passed on one by one.
#[derive(Clone, Debug)]
pub(super) enum Op {
    Constant(Value),
    Read(Read),
    Variable(u8),
    /// A cell of the row that the variable holds.
    Cell {
        variable: u8,
        table: u16,
        column: u16,
    },
    Column {
        table: u16,
        column: u16,
    },
    Rows(u16),
    /// The items, in [`Code::children`].
    List(Range<u16>),
    Not(OpId),
    Negate(OpId),
    Binary(BinaryOp, OpId, OpId),
    Choice(OpId, OpId, OpId),
    Macro {
        which: Macro,
        variable: u8,
        source: OpId,
        body: OpId,
    },
    Call(Call, [OpId; 3]),
    /// A look into a code list: for the codes of a date, for a pair on a date, or for a pair's number.
    Listed(ListIx, [OpId; 3]),
    Matches(OpId, Box<Pattern>),
    /// How many characters a text has.
    Length(OpId),
    /// Columns of the table, in [`Code::children`].
    Duplicates {
        table: u16,
        columns: Range<u16>,
    },
}

/// The operations of one rule.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) ops: Vec<Op>,
    pub(super) children: Vec<u16>,
    pub(super) root: OpId,
    pub(super) reads: Vec<Read>,
    pub(super) kind: Type,
    pub(super) scale: Option<Decimal>,
}

/// A rule, compiled: immutable, and cheap to clone.
#[derive(Clone, Debug)]
pub struct Program(Rc<Code>);

/// What running a rule ends in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The value.
    Known(Value),
    /// Something that it needs is not answered, missing or hidden.
    Unknown,
    /// The rule cannot be worked out. Unknown for the person who fills the form; recorded against the framework.
    Defect(Defect),
}

/// Why a rule has no value; the worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Something is not answered yet or hidden: sums leave it out.
    Blank,
    /// Something is missing for a reason, or the rule divides by zero: a sum over it is known not to be whole.
    Missing,
    /// The rule itself fails.
    Defect(Defect),
}

/// Why a rule could not be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defect {
    /// A number beyond 18 digits.
    Overflow,
    /// A date that does not exist, or outside the years 1 to 9999.
    NoSuchDate,
    /// A number of days, months or places that is not whole or out of range.
    NotWhole,
    /// More than [`super::limits::LIST`] values.
    ListTooLong,
    /// A fact was not of the type that the names said.
    WrongFact,
    /// More steps than the caller gave.
    StepsSpent,
}

impl std::error::Error for Defect {}

impl std::fmt::Display for Defect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Overflow => "The rule makes a number that is too large",
            Self::NoSuchDate => "The rule makes a date that does not exist",
            Self::NotWhole => "The rule counts days, months or places with a number that is not whole or too large",
            Self::ListTooLong => "The rule makes a list that is too long",
            Self::WrongFact => "The rule reads a value of another type than it was checked for",
            Self::StepsSpent => "The rule takes too many steps",
        })
    }
}

impl Program {
    /// Compiles a rule. `expected` is the type that it must have, if one is; a quoted literal in its place is taken as
    /// a code of an expected list.
    ///
    /// # Errors
    /// The first mistake, with its bytes in `source`.
    pub fn compile(
        source: &str,
        expected: Option<&Type>,
        names: &dyn Names,
    ) -> Result<Self, RuleError> {
        check::compile(source, expected, names).map(|code| Self(Rc::new(code)))
    }

    /// The type of its result.
    pub fn kind(&self) -> &Type {
        &self.0.kind
    }

    /// All that it can read, sorted, each once. A [`Read::Column`] stands for the cells and for which rows there are.
    pub fn reads(&self) -> &[Read] {
        &self.0.reads
    }

    /// Base units in one unit of its result, if that is a number: `None` for literals, which fit any scale.
    pub fn scale(&self) -> Option<Decimal> {
        self.0.scale
    }

    /// The read, if the rule is nothing but one.
    pub fn bare(&self) -> Option<Read> {
        match self.0.ops.get(usize::from(self.0.root)) {
            Some(Op::Read(read)) => Some(*read),
            _ => None,
        }
    }

    /// Whether the rule adds up this column of a table, as it stands.
    pub fn sums(&self, table: u16, column: u16) -> bool {
        let ops = &self.0.ops;
        ops.iter().any(|op| match op {
            Op::Call(Call::Sum, [list, ..]) => matches!(
                ops.get(usize::from(*list)),
                Some(Op::Column { table: of, column: at }) if (*of, *at) == (table, column)
            ),
            _ => false,
        })
    }

    /// Works the rule out over the facts, for a row where it runs in a table. Takes what it uses off `steps`.
    pub fn run(&self, data: &dyn Data, row: Option<u32>, steps: &mut u32) -> Outcome {
        match self.find(data, row, steps) {
            Ok(value) => Outcome::Known(value),
            Err(Lack::Blank | Lack::Missing) => Outcome::Unknown,
            Err(Lack::Defect(defect)) => Outcome::Defect(defect),
        }
    }

    /// As [`Program::run`], and tells apart why there is no value: a calculated cell whose parts are missing for a
    /// reason stands as [`super::Standing::Missing`], so that a sum over its column is unknown and does not accuse.
    ///
    /// # Errors
    /// Why there is none.
    pub fn find(&self, data: &dyn Data, row: Option<u32>, steps: &mut u32) -> Result<Value, Lack> {
        let mut evaluation = Evaluation::new(&self.0, data, row, steps);
        if matches!(self.0.kind, Type::List(_)) {
            evaluation
                .gather(self.0.root)
                .map(|items| Value::List(items.into()))
        } else {
            evaluation.eval(self.0.root)
        }
    }
}
