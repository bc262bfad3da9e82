//! Why a command about a framework document could not do its work.

use crate::check;
use care_engine::definition::{Definition, load};
use care_engine::json::{Json, parse};
use thiserror::Error;

/// Why a command could not do its work.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FrameworkError {
    /// The document has problems, a line each, as `check` writes them.
    #[error("{}\nThe document has problems: put them right first", .0.join("\n"))]
    Problems(Vec<String>),
    /// The framework has no return with this id; these are the ones that it has.
    #[error("There is no return `{id}`. There are: {}", .known.join(", "))]
    NoReturn {
        /// What was asked for.
        id: String,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// The command line was not understood.
    #[error("{0}")]
    Usage(String),
    /// A file could not be read or written.
    #[error("{path}: {reason}")]
    File {
        /// Which one.
        path: String,
        /// The system's reason.
        reason: String,
    },
}

/// The document as it stands and as it is understood; `name` is what its problems are listed under.
///
/// # Errors
/// [`FrameworkError::Problems`].
pub(crate) fn open(name: &str, text: &str) -> Result<(Json, Definition), FrameworkError> {
    match (parse(text), load(text)) {
        (Ok(root), Ok(definition)) => Ok((root, definition)),
        _ => Err(FrameworkError::Problems(check::check(name, text).lines)),
    }
}

/// That there is no such return.
pub(crate) fn no_return(definition: &Definition, id: &str) -> FrameworkError {
    FrameworkError::NoReturn {
        id: id.to_owned(),
        known: definition
            .returns()
            .map(|(form, _)| form.id.clone())
            .collect(),
    }
}
