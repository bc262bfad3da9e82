//! The limits that keep a hostile framework document harmless. Passing one is an error of its own, never a crash.

/// Bytes of one rule.
pub const SOURCE_BYTES: usize = 4_096;
/// How deep brackets, calls, lists, signs and `? :` may stand in each other.
pub const DEPTH: u32 = 48;
/// How high the tree of a rule may be: a long chain such as `a + b + c` counts one for each operator.
pub const HEIGHT: u16 = 256;
/// Parts of one rule: names, literals, operators and calls.
pub const NODES: usize = 1_024;
/// Macros that stand inside each other's expressions, each with its variable.
pub const VARIABLES: usize = 4;
/// Values that one evaluation may gather in a list (to sort it, or as its result).
pub const LIST: usize = 131_072;
/// Columns that may make up the key of `duplicates`.
pub const KEYS: usize = 8;
/// Bytes of one text with braces.
pub const TEMPLATE_BYTES: usize = 16_384;
/// Steps that one expression in the braces of a text may take.
pub const TEMPLATE_STEPS: u32 = 100_000;
