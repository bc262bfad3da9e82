//! Placeholder for care-browser-tests.
