//! Set-up, serve, test, check, size and bench: `cargo xtask help`.
fn main() {}
