//! Joins engine, storage and submit with the clock, ids and events of the page.
