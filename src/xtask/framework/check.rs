//! `check FILE`: every problem of a framework document with its line and column, and how much the document holds.

use crate::make::{elements, entries, forms};
use care_engine::definition::{Problem, ProblemKind, load};
use care_engine::json::{Json, locate_byte, locate_node, parse};
use std::fmt;

/// What checking a document found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// A line for each problem, in the order of the document: `FILE:LINE:COLUMN: words (pointer)`.
    pub lines: Vec<String>,
    /// How much the document holds; `None` if it is not JSON.
    pub counts: Option<Counts>,
}

/// How much a document holds, whether it is right or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Its returns.
    pub returns: usize,
    /// Its items.
    pub items: usize,
    /// Its code lists.
    pub lists: usize,
    /// The codes of all lists.
    pub codes: usize,
    /// The checks of all forms.
    pub checks: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, ", counted(self.returns, "return", "returns"))?;
        write!(f, "{}, ", counted(self.items, "item", "items"))?;
        write!(f, "{} in ", counted(self.codes, "code", "codes"))?;
        write!(f, "{}, ", counted(self.lists, "code list", "code lists"))?;
        f.write_str(&counted(self.checks, "check", "checks"))
    }
}

/// A number with its word: `1 item`, `2 items`.
pub(crate) fn counted(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// Checks a document; `name` is how its lines name the file.
pub fn check(name: &str, text: &str) -> Report {
    let problems = load(text).err().unwrap_or_default();
    Report {
        lines: problems
            .iter()
            .map(|problem| line(name, text, problem))
            .collect(),
        counts: parse(text).ok().map(|root| count(&root)),
    }
}

fn line(name: &str, text: &str, problem: &Problem) -> String {
    let place = match &problem.kind {
        ProblemKind::Json(error) => locate_byte(text, error.at),
        _ => locate_node(text, problem.node, problem.at.map(|(at, _)| at))
            .or_else(|| locate_node(text, problem.node, None)),
    };
    let (line, column) = place.map_or((1, 1), |place| (place.line, place.column));
    // The place is said in front: no need for the byte.
    let words = match &problem.kind {
        ProblemKind::Json(error) => format!("this is not JSON: {}", error.kind),
        ProblemKind::Pattern(error) => format!("this pattern cannot be used: {}", error.kind),
        kind => kind.to_string(),
    };
    let pointer = if problem.pointer.is_empty() {
        "the document"
    } else {
        &problem.pointer
    };
    format!("{name}:{line}:{column}: {words} ({pointer})")
}

fn count(root: &Json) -> Counts {
    let lists = entries(root, "codeLists");
    Counts {
        returns: entries(root, "returns").len(),
        items: entries(root, "items").len(),
        lists: lists.len(),
        codes: lists
            .iter()
            .map(|(_, list)| elements(list, "codes").len())
            .sum(),
        checks: forms(root)
            .iter()
            .map(|(_, _, form)| elements(form, "checks").len())
            .sum(),
    }
}
