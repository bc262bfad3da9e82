//! Placeholder for care-journeys.
