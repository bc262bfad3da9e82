//! `check FILE`: every problem of a framework document with its line and column, and how much the document holds. The same
//! of a status that stands beside one.

use crate::error::{FrameworkError, open};
use crate::lists::Beside;
use crate::make::{elements, entries, forms, text_at};
use care_engine::definition::{Problem, ProblemKind, Status, load, read_list};
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
        lines: lines(name, text, &problems),
        counts: parse(text).ok().map(|root| count(&root)),
    }
}

/// Checks a document and the files of its code lists, whose codes count as its own.
pub fn check_all(name: &str, text: &str, beside: Beside<'_>) -> Report {
    let mut report = check(name, text);
    let Ok(root) = parse(text) else {
        return report;
    };
    for (id, list) in entries(&root, "codeLists") {
        let path = text_at(list, "file");
        if path.is_empty() {
            continue;
        }
        let text = match beside(path) {
            Ok(text) => text,
            Err(error) => {
                report.lines.push(error.to_string());
                continue;
            }
        };
        match read_list(&text) {
            Err(problems) => report.lines.extend(lines(path, &text, &problems)),
            Ok(file) if file.list() != &**id => {
                let wrong = format!(
                    "{path}:1:1: this is the list {}, not {id} (/list)",
                    file.list()
                );
                report.lines.push(wrong);
            }
            Ok(_) => {}
        }
        if let (Some(counts), Ok(file)) = (&mut report.counts, parse(&text)) {
            counts.codes += elements(&file, "codes").len();
        }
    }
    report
}

/// Checks a status beside its framework: its lines, and what it says of the framework's version in words.
///
/// # Errors
/// Where the framework itself has problems.
pub fn check_status(
    (name, text): (&str, &str),
    (framework, document): (&str, &str),
) -> Result<(Vec<String>, String), FrameworkError> {
    let (_, definition) = open(framework, document)?;
    Ok(match Status::read(text, &definition) {
        Err(problems) => (lines(name, text, &problems), String::new()),
        Ok(status) => {
            let withdrawn = if status.withdrawn.is_some() {
                "withdrawn"
            } else {
                "not withdrawn"
            };
            let checks = counted(status.lowered.len(), "check", "checks");
            let said = format!(
                "version {} is {withdrawn}, {checks} lowered",
                definition.version
            );
            (Vec::new(), said)
        }
    })
}

/// A line for each problem.
pub(crate) fn lines(name: &str, text: &str, problems: &[Problem]) -> Vec<String> {
    let line = |problem| line(name, text, problem);
    problems.iter().map(line).collect()
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
