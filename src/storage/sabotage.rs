//! Switches that turn one guarantee off, to see which test notices: `cargo xtask sabotage`.
//!
//! Only a build with the feature `sabotage` has them, and the page is never built with it. `wasm-tests/sabotage.txt` names
//! each switch, what it turns off, and a test that must fail then.

/// Whether a guarantee is turned off in this run: never, but in a build made for it, by the variable `CARE_SABOTAGE`.
#[cfg(feature = "sabotage")]
pub(crate) fn off(switch: &str) -> bool {
    std::env::var("CARE_SABOTAGE").is_ok_and(|chosen| chosen == switch)
}

/// Whether a guarantee is turned off: never.
#[cfg(not(feature = "sabotage"))]
pub(crate) const fn off(_: &str) -> bool {
    false
}
