//! Placeholder for care-bench.
