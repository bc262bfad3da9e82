//! Placeholder for care-receiver.
