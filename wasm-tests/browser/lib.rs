//! Tests that need a real browser, in `tests/`: they run under `wasm-bindgen-test-runner`. This crate itself is empty.
