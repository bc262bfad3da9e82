//! What figures are counted in: one word for one of it, another for more.

use super::keys;
use super::reader::Problems;
use crate::json::Json;
use crate::value::Decimal;

/// What a figure is counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Behind 1: `bed`.
    pub one: String,
    /// Behind every other number, and behind a box: `beds`.
    pub other: String,
}

impl Unit {
    /// The word behind a number.
    #[must_use]
    pub fn of(&self, number: Decimal) -> &str {
        if number.abs() == Decimal::from_int(1) {
            &self.one
        } else {
            &self.other
        }
    }
}

/// A unit: one word for all numbers, or one for 1 and one for the others.
pub(super) fn read_unit<'a>(problems: &Problems<'a>, node: &'a Json) -> Option<Unit> {
    if node.entries().is_some() {
        let fields = problems.object(node, keys::UNIT);
        return Some(Unit {
            one: fields.text("one"),
            other: fields.text("other"),
        });
    }
    let all = problems.text(node)?;
    Some(Unit {
        one: all.to_owned(),
        other: all.to_owned(),
    })
}
