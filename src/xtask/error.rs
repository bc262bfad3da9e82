//! What can stop a command, said so that a person knows what to do next.

use std::fmt;
use std::path::Path;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum TaskError {
    /// A program could not be started at all.
    Start {
        /// The program, as it was called.
        program: String,
        /// The system's reason.
        reason: String,
    },
    /// A program ran and said no.
    Failed {
        /// The program with its arguments.
        program: String,
        /// What it ended with.
        status: String,
    },
    /// A file or folder could not be read or written.
    File {
        /// Which one.
        path: String,
        /// The system's reason.
        reason: String,
    },
    /// Something is not on this machine, and this is how to bring it.
    Missing {
        /// What is missing.
        what: String,
        /// What a person can do about it.
        remedy: String,
    },
    /// A tool or a file answered in a shape that we do not know.
    Shape(String),
    /// The work was done and what it found is not good enough; the lines were printed already.
    Found(String),
    /// The command line was not understood.
    Usage(String),
}

impl TaskError {
    /// A failure to read or write `path`.
    pub(crate) fn file(path: &Path, reason: impl fmt::Display) -> Self {
        Self::File {
            path: path.display().to_string(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start { program, reason } => {
                write!(f, "`{program}` could not be started: {reason}")
            }
            Self::Failed { program, status } => write!(f, "`{program}` failed: {status}"),
            Self::File { path, reason } => write!(f, "{path}: {reason}"),
            Self::Missing { what, remedy } => write!(f, "{what} is missing. {remedy}"),
            Self::Shape(what) | Self::Found(what) | Self::Usage(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for TaskError {}
