//! The browser's errors by name, turned into ours.

use crate::storage::error::StoreError;
use indexed_db_futures::error::{Error, OpenDbError};
use web_sys::DomException;

/// Why the database could not be opened.
pub(super) fn opening(error: &OpenDbError) -> StoreError {
    let OpenDbError::Base(error) = error else {
        // No factory, or its `open` threw at once, as it does in a frame of another origin. The crate calls the latter
        // a version of zero, which ours never is.
        return StoreError::Forbidden;
    };
    match name(error).as_deref() {
        Some("SecurityError" | "InvalidStateError") => StoreError::Forbidden,
        Some("UnknownError") => StoreError::Corrupt,
        other => common(other),
    }
}

/// Why a transaction could not begin.
pub(super) fn beginning(error: &Error) -> StoreError {
    match name(error).as_deref() {
        Some("UnknownError") => StoreError::Closed,
        other => common(other),
    }
}

/// Why a transaction did not complete: by its own error, or by the reason that the browser left on it.
pub(super) fn ending(error: &Error, left: Option<DomException>) -> StoreError {
    let given = name(error);
    match given.as_deref() {
        // What a finished or an aborted transaction says when it is asked to commit tells nothing of the cause.
        None | Some("InvalidStateError" | "AbortError" | "TransactionInactiveError") => {
            let left = left.map(|error| error.name());
            common(left.as_deref().or(given.as_deref()))
        }
        other => common(other),
    }
}

fn common(name: Option<&str>) -> StoreError {
    match name {
        Some("QuotaExceededError") => StoreError::Quota,
        // An abort that nobody asked for and that has no reason is a connection that the browser gave up.
        Some("InvalidStateError" | "AbortError" | "TransactionInactiveError") | None => {
            StoreError::Closed
        }
        Some("VersionError") => StoreError::NewerVersion,
        Some("NotFoundError" | "UnknownError" | "DataError") => StoreError::Corrupt,
        Some("SecurityError") => StoreError::Forbidden,
        Some(other) => StoreError::Other(other.into()),
    }
}

/// The browser's name for an error, `None` where it is the crate's own.
fn name(error: &Error) -> Option<String> {
    match error {
        Error::DomException(error) => Some(DomException::from(error.clone()).name()),
        _ => None,
    }
}
