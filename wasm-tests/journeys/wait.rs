//! Waiting for what must come: asked again and again for a bounded time, never a pause that hopes.

use std::time::{Duration, Instant};

use crate::Fault;

/// How long anything may take that a person waits for. A bound on failure, not a promise of speed: three browsers at once
/// on two cores are slow.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The pause between two looks, so that looking does not slow down what is looked at.
const PAUSE: Duration = Duration::from_millis(40);

/// Lets a time pass that is itself what is tried, such as the moment at which a browser is killed. Nothing is hoped for.
pub fn let_pass(time: Duration) {
    std::thread::sleep(time);
}

/// Asks until there is something, for at most [`PATIENCE`].
///
/// # Errors
/// With what was waited for and the last thing that was seen, when time is up; at once where asking fails for good.
pub fn wait_for<T>(
    what: &str,
    ask: impl FnMut() -> Result<Result<T, String>, Fault>,
) -> Result<T, Fault> {
    wait_within(PATIENCE, what, ask)
}

/// The same with a bound of its own, for what takes long by its nature, such as a retry after a back-off.
///
/// # Errors
/// As [`wait_for`].
pub fn wait_within<T>(
    bound: Duration,
    what: &str,
    mut ask: impl FnMut() -> Result<Result<T, String>, Fault>,
) -> Result<T, Fault> {
    let end = Instant::now() + bound;
    loop {
        let seen = match ask() {
            Ok(Ok(found)) => return Ok(found),
            Ok(Err(seen)) => seen,
            Err(fault) if fault.is_passing() => fault.to_string(),
            Err(fault) => return Err(Fault::at(what, fault)),
        };
        if Instant::now() >= end {
            return Err(Fault::Other(format!(
                "waited {} s for {what}, but there was {seen}",
                bound.as_secs()
            )));
        }
        std::thread::sleep(PAUSE);
    }
}
